package community_test

// Polls as the fold sees them: who may vote is a matter of the opening alone, and nothing that comes later changes it.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

var yes = []byte{0}

// openPoll opens a poll on what is settled.
func openPoll(l *apptest.Laptop, cites ...op.ID) op.ID {
	now := l.At.Engine.Authority().Now()
	open := &poll.Open{Track: now.HeadState().Charter.Tracks[0].ID, On: now.Settled, Title: "A drill?", ClosesMillis: 1_800_000_000_000}
	if err := open.Complete(); err != nil {
		panic(err)
	}
	return l.Write(poll.KindOpen, open, cites...)
}

func vote(l *apptest.Laptop, opening op.ID) *op.Op {
	return l.Sign(l.Header(poll.KindCast, opening), &poll.Cast{Poll: opening, Choice: yes})
}

func TestNothingLaterChangesWhoMayVote(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	spare := cat.Second("cat-2")
	s.Commit(ada).Act(text("rules"))
	s.Settle(ada)
	eve := s.Newcomer(ada, "eve")
	opening := openPoll(ada, personOf(t, s.Here, bob).Admission, personOf(t, s.Here, cat).Admission)
	if got := s.Here.Verdict(opening); got != kind.Applied {
		t.Fatalf("the opening is %s", got)
	}
	early := mustVerdict(t, bob, vote(bob, opening), kind.Applied)
	ada.Write(authority.KindAdmit, &authority.AdmitBody{Join: eve.Join, Account: eve.Account}, eve.Join)
	mustVerdict(t, eve, vote(eve, opening), kind.NoRight)

	// bob and cat are removed while the poll is open, with nothing left of what they wrote.
	for _, l := range []*apptest.Laptop{bob, cat} {
		s.Commit(ada).Act(l.Removal(nil))
	}
	s.Settle(ada)
	late := mustVerdict(t, spare, vote(spare, opening), kind.Applied)
	for _, id := range []op.ID{early, late} {
		if got := s.Here.Verdict(id); got != kind.Applied {
			t.Errorf("a ballot of a voter who was removed later is %s", got)
		}
	}
	s.Here.View(func(v community.View) error {
		voters, err := s.Here.Engine.Electorate(v, opening)
		if !slices.Equal(voters, apptest.Accounts(ada, bob, cat)) {
			t.Errorf("%d voters, want three", len(voters))
		}
		return err
	})
	converge(t, s)
}

func TestOpeningOnWhatItsPastDoesNotShowSettled(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	commit := s.Commit(ada).Act(text("not settled"))
	track := s.Here.Engine.Authority().Now().HeadState().Charter.Tracks[0].ID
	for _, on := range []op.ID{commit, {42}} {
		open := &poll.Open{Track: track, On: on, Title: "Now?", ClosesMillis: 1}
		if err := open.Complete(); err != nil {
			t.Fatal(err)
		}
		o := ada.Sign(ada.Header(poll.KindOpen), open)
		mustVerdict(t, ada, o, kind.Invalid)
		mustVerdict(t, ada, vote(ada, o.ID), kind.Invalid)
	}
	s.Settle(ada)
	mustVerdict(t, ada, vote(ada, openPoll(ada)), kind.Applied)
	converge(t, s)
}

func TestNumbersOfPastsAreKept(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	s.Commit(ada).Act(text("rules"))
	bob.Write(authority.KindCertify, s.Shared("bob", s.Stranger("bob-2")).CertifyBody(false))
	pasts := func() (numbers []authority.PastID) {
		s.Here.View(func(v community.View) error {
			for _, l := range []*apptest.Laptop{ada, bob} {
				past, err := s.Here.Engine.PastOfTip(v, l.Device)
				if err != nil {
					return err
				}
				numbers = append(numbers, past)
			}
			return nil
		})
		return append(numbers, s.Here.Engine.Authority().Mark())
	}
	before := pasts()
	s.Here.Reopen()
	if after := pasts(); !slices.Equal(before, after) || slices.Contains(after, authority.NoPast) {
		t.Errorf("reopened, the pasts are %v instead of %v", after, before)
	}
}
