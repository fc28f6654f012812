package main_test

// Removals: what stands of a log that has forked, who falls, ways back in, and what a profile that is full does to the pin.

import (
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func (l *laptop) remove(who *laptop) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Remove(l.Context(), who.c.Account(), "spam"))
}

func TestSpentInviteLetsNobodyInAgain(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	link, id, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: 30 * day, Auto: true})
	w.must(err)
	bob := w.laptop("Bob").joins(link)
	meet(ada, bob)
	if !bob.me().Member {
		t.Fatalf("%+v", bob.me())
	}
	ada.remove(bob)
	meet(ada, bob)
	bob.joins(link)
	meet(ada, bob)
	if me := bob.me(); me.Member || !me.Newcomer || bob.c.Membership().AccountNumber != 1 {
		t.Errorf("by an invite for one, used, Bob came back as %+v", me)
	}
	if open := must1[[]authority.Invite](t)(ada.c.WaysBack(t.Context(), bob.c.Account())); len(open) != 0 {
		t.Errorf("a spent invite is a way back: %v", open)
	}
	list := must1[[]authority.Invite](t)(ada.c.Invites(t.Context()))
	if i := slices.IndexFunc(list, func(v authority.Invite) bool { return v.ID == id }); list[i].Admitted != 1 {
		t.Errorf("%d came in by it, want 1", list[i].Admitted)
	}
}

// joins comes in by a link.
func (l *laptop) joins(link invite.Link) *laptop {
	l.Helper()
	l.c = must1[*app.Community](l.T)(l.service.Join(l.Context(), link, l.name))
	return l
}

func TestWaysBackAreInvitesWithRoomThatThePersonKnows(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	create := func(l *laptop, uses uint64, auto bool, forMillis int64) (invite.Link, op.ID) {
		link, id, err := l.c.CreateInvite(t.Context(), app.NewInvite{Uses: uses, ForMillis: forMillis, Auto: auto})
		w.must(err)
		return link, id
	}
	link, joined := create(ada, 5, true, 30*day)
	bob := w.laptop("Bob").joins(link)
	meet(ada, bob)
	admitters := accounts(bob)
	ada.council(charter.Acts{Admitters: &admitters})
	meet(ada, bob)
	_, made := create(bob, 1, true, 30*day)
	create(bob, 5, false, 30*day)
	create(bob, 5, true, hour)
	create(ada, 5, true, 30*day)
	meet(ada, bob)
	w.now += day
	want := []op.ID{joined, made}
	ways := func() (ids []op.ID) {
		for _, i := range must1[[]authority.Invite](t)(ada.c.WaysBack(t.Context(), bob.c.Account())) {
			ids = append(ids, i.ID)
		}
		return ids
	}
	if got := ways(); !slices.Equal(got, want) {
		t.Errorf("ways back are %v, want %v", got, want)
	}
	w.must(ada.c.RevokeInvite(t.Context(), joined))
	if got := ways(); !slices.Equal(got, want[1:]) {
		t.Errorf("after one is revoked, ways back are %v, want %v", got, want[1:])
	}
}

// A removal and the ways back are one step: what fails can be tried again, and proposes nothing twice.
func TestARemovalAndItsWaysBackAreOneStep(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	link, joined, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 5, ForMillis: 30 * day, Auto: true})
	w.must(err)
	bob, cid := w.laptop("Bob").joins(link), w.laptop("Cid").joins(link)
	meet(ada, bob, cid)
	admitters := accounts(bob)
	ada.council(charter.Acts{Admitters: &admitters})
	meet(ada, bob, cid)
	acts := charter.Acts{Remove: []charter.Ending{{Account: cid.c.Account(), Cut: must1[[]charter.Position](t)(ada.c.CutNow(t.Context(), cid.c.Account()))}}}
	if _, err := bob.c.RemoveWith(t.Context(), acts, []op.ID{joined}); err == nil {
		t.Fatal("Bob, who admits and is no steward, removed Cid")
	}
	commits := func(l *laptop) int { return len(must1[[]authority.Proposed](t)(l.c.Commits(t.Context()))) }
	if list := must1[[]authority.Invite](t)(bob.c.Invites(t.Context())); list[0].Revoked || commits(bob) != commits(ada) {
		t.Errorf("of what failed as a whole is left: revoked %t, %d commits of %d", list[0].Revoked, commits(bob), commits(ada))
	}
	for _, tried := range []string{"at first", "with the invite revoked already"} {
		if _, err := ada.c.RemoveWith(t.Context(), acts, []op.ID{joined}); err != nil {
			t.Fatalf("%s: %v", tried, err)
		}
		if ada.person(cid).Member || len(must1[[]authority.Invite](t)(ada.c.WaysBack(t.Context(), cid.c.Account()))) != 0 {
			t.Errorf("%s: %+v", tried, ada.person(cid))
		}
	}
}

// forkedSteward is a council of three of whom bob let dan in before his laptop was copied, and eve from one of the two copies.
func forkedSteward(t *testing.T) (ada, bob, cid, dan, eve *laptop, first op.ID) {
	ada, bob, cid = three(t)
	ada.council(charter.Acts{Council: accounts(ada, bob, cid), Threshold: 2})
	meet(ada, bob, cid)
	dan = ada.laptop("Dan").joined(bob)
	meet(ada, bob, cid, dan)
	copied := bob.copy()
	first = bob.topic("one")
	copied.topic("two")
	eve = ada.laptop("Eve").invited(bob, true)
	meet(bob, eve)
	eve.topic("as a member, which keeps her admission")
	meet(ada, cid, eve)
	ada.take(copied.bundle(), "a copy")
	carry(ada, cid)
	if len(ada.status().Forks) != 1 || !ada.person(eve).Member {
		t.Fatalf("%d forks, Eve is %+v", len(ada.status().Forks), ada.person(eve))
	}
	return ada, bob, cid, dan, eve, first
}

func names(people []authority.Person) (names []string) {
	for _, p := range people {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

func TestRemovalKeepsWhatAForkedLogSaidBefore(t *testing.T) {
	ada, bob, cid, dan, eve, _ := forkedSteward(t)
	cut := must1[[]charter.Position](t)(ada.c.CutNow(t.Context(), bob.c.Account()))
	falling := must1[[]authority.Person](t)(ada.c.FallingWith(t.Context(), bob.c.Account(), cut))
	if got := names(falling); !slices.Equal(got, []string{"Eve"}) {
		t.Errorf("with Bob fall %v, want Eve alone", got)
	}
	commit := ada.remove(bob)
	carry(ada, cid)
	cid.sign(commit)
	carry(cid, ada)
	if !ada.person(bob).Removed || !ada.person(dan).Member || ada.person(eve).Member {
		t.Errorf("Bob %+v, Dan %+v, Eve %+v", ada.person(bob), ada.person(dan), ada.person(eve))
	}
}

func TestCutBeforeAnActOfAForkedLog(t *testing.T) {
	ada, bob, cid, dan, eve, first := forkedSteward(t)
	var next op.ID
	ada.must(ada.c.Ask(t.Context(), func(r app.Reader) error {
		return r.DeviceOps(bob.c.Device(), 0, func(m community.Meta) bool {
			if m.Prev == first {
				next = m.ID
			}
			return true
		})
	}))
	cut := must1[[]charter.Position](t)(ada.c.CutBefore(t.Context(), bob.c.Account(), next))
	if !slices.Equal(cut, []charter.Position{{Device: bob.c.Device(), Op: first}}) {
		t.Errorf("before what follows on Bob's own branch the cut is %v", cut)
	}
	if _, err := ada.c.CutBefore(t.Context(), bob.c.Account(), ada.person(dan).Join); !errors.Is(err, app.ErrNotTheirs) {
		t.Errorf("before an act of Dan's: %v", err)
	}
	if _, err := ada.c.CutBefore(t.Context(), bob.c.Account(), op.ID{7}); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("before nothing: %v", err)
	}
	commit := ada.council(charter.Acts{Remove: []charter.Ending{{Account: bob.c.Account(), Cut: cut}}})
	carry(ada, cid)
	cid.sign(commit)
	carry(cid, ada)
	if got := ada.verdict(first); got != kind.Applied || ada.verdict(next) != kind.Cut {
		t.Errorf("below the cut Bob's own branch is %s, above it %s", got, ada.verdict(next))
	}
	if !ada.person(dan).Member || ada.person(eve).Member {
		t.Errorf("Dan %+v, Eve %+v", ada.person(dan), ada.person(eve))
	}
}

// The pin tells which of two settled commits a replica saw first, also after it was started again.
func TestPinThatWasNotNotedIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	text := "No music after ten."
	ada.profile.full = errors.New("no room")
	commit := ada.council(charter.Acts{Text: &text})
	if ada.noted().Pin == commit {
		t.Fatal("it was noted without room")
	}
	ada.topic("Something else")
	ada.profile.full = nil
	ada.topic("Something else again")
	if got := ada.noted().Pin; got != commit {
		t.Errorf("with room again, noted is %s, want %s", got.Short(), commit.Short())
	}
}

func TestRelayNotesItsPin(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	library := w.install("library")
	offer := must1[invite.RelayOffer](t)(library.service.NewRelayOffer("The library's relay", nowhere))
	_, _, err := ada.c.AddRelay(t.Context(), offer)
	w.must(err)
	m := ada.c.Membership()
	library.c = must1[*app.Community](t)(library.service.Serve(m.Community, m.Nonce, offer.Token))
	text := "No music after ten."
	commit := ada.council(charter.Acts{Text: &text})
	carry(ada, library)
	if got := library.noted().Pin; got != commit {
		t.Errorf("the relay noted %s, want %s", got.Short(), commit.Short())
	}
}

// noted is what the profile says of the community.
func (l *laptop) noted() app.Membership {
	l.Helper()
	list := must1[[]app.Membership](l.T)(l.profile.Communities())
	i := slices.IndexFunc(list, func(m app.Membership) bool { return m.Community == l.c.ID() })
	if i < 0 {
		l.Fatal("the profile does not have the community")
	}
	return list[i]
}

func (l *laptop) verdict(id op.ID) (v kind.Verdict) {
	l.Helper()
	l.must(l.c.Ask(l.Context(), func(r app.Reader) error {
		m, _, err := r.Meta(id)
		v = m.Verdict
		return err
	}))
	return v
}
