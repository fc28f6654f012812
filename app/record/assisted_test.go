package record_test

// A record of a poll in which a helper entered paper ballots: they are ballots of their voters.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/record"
)

func TestARecordHoldsPaperBallots(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada", apptest.Closing, func(c *charter.Charter) { c.Helpers = c.Council })
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	s.Receipt(0, ada)
	opening := bob.OpenPoll(closesMillis)
	enter := func(voter *apptest.Laptop) op.ID {
		b := &poll.Assist{Poll: opening, Account: voter.Account, Choice: yes, Paper: "17"}
		return ada.Write(poll.KindAssist, b, b.Deps()...)
	}
	paper, givesWay := enter(bob), enter(cat)
	own := cast(cat, opening, no, op.ID{})
	s.Close(opening, closesMillis-1, ada)
	s.Close(opening, settledClose, ada)
	r, _, err := verify(t, recordOf(t, s.Here, opening), s.Community())
	if err != nil {
		t.Fatal(err)
	}
	if got := r.BallotsOf(bob.Account); !slices.Equal(got, []op.ID{paper}) {
		t.Errorf("of bob it holds %v", got)
	}
	for ballot, want := range map[op.ID]record.BallotState{paper: record.Counted, own: record.Counted, givesWay: record.Replaced} {
		if proof, err := r.Ballot(t.Context(), ballot); err != nil || proof.State != want {
			t.Errorf("%s is %v, want %v: %v", ballot.Short(), proof.State, want, err)
		}
	}
}
