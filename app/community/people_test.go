package community_test

// Who somebody is: the same on every replica, whatever came first.

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// joinAs signs a join of a laptop's person under a name.
func joinAs(l *apptest.Laptop, invite op.ID, purpose, name string) *op.Op {
	body := l.JoinBody(invite, apptest.KeyOf(purpose))
	body.Name = name
	header := op.Header{Community: l.Story.Community(), Kind: authority.KindJoin, Deps: []op.ID{invite}, Auth: l.Story.Community().Genesis()}
	return l.Sign(header, body)
}

// personAfter is how a new replica knows an account that got some ops after the story's.
func personAfter(t *testing.T, s *apptest.Story, account op.AccountID, more ...*op.Op) authority.Person {
	t.Helper()
	p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	p.Take(s.Ops...)
	for _, o := range more {
		if report := p.Take(o); len(report.Stored) != 1 {
			t.Fatalf("a join is not stored: %v", report.Refused)
		}
	}
	person, is := p.Engine.Authority().Person(account)
	if !is {
		t.Fatal("nobody has joined")
	}
	slices.SortFunc(person.Devices, func(a, b authority.PersonDevice) int { return slices.Compare(a.Device[:], b.Device[:]) })
	return person
}

// An account that joins twice, with two laptops, by two invites and under two names, is one person everywhere. Where one invite counts for
// nothing, the other join is shown.
func TestTwoJoinsAreOnePersonInAnyOrder(t *testing.T) {
	for name, counts := range map[string]bool{"both invites count": true, "one invite counts": false} {
		t.Run(name, func(t *testing.T) {
			s := apptest.NewStory(t)
			ada := s.Founder("ada")
			second := ada
			if !counts {
				second = s.Join(ada, "bob")
			}
			eve, other := s.Stranger("eve"), s.Shared("eve", s.Stranger("evelyn"))
			invites := []op.ID{ada.Invite("one"), second.Invite("two")}
			for _, name := range []string{"Eve", "Evelyn", "Eva"} {
				a, b := joinAs(eve, invites[0], "one", name), joinAs(other, invites[1], "two", "Nobody")
				there, back := personAfter(t, s, eve.Account, a, b), personAfter(t, s, eve.Account, b, a)
				if difference := cmp.Diff(there, back); difference != "" {
					t.Errorf("one order and the other say\n%s", difference)
				}
				want := a.ID
				if counts && b.ID.Compare(a.ID) < 0 {
					want = b.ID
				}
				if there.Join != want || !there.Newcomer {
					t.Errorf("shown is the join %s as %q (newcomer: %v), want %s", there.Join.Short(), there.Name, there.Newcomer, want.Short())
				}
			}
		})
	}
}
