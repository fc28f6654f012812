package main_test

// A ballot that is marked instead of typed, and the sheet that was closed before it was cast.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

func TestASheetIsKeptAndCast(t *testing.T) {
	ada, _, _ := three(t)
	id := ada.openPoll(app.NewPoll{
		Title: "Which > tree?", Track: "everyday", Method: "irv", Options: []string{"1 > 2", "the oak, old", "none"}, ForMillis: 5 * day,
	})
	opening := ada.pollPage(id).Opening
	s := must1[*ballot.Sheet](t)(ballot.New(&opening))
	s.RankLast(2)
	s.RankLast(0)
	if err := ada.c.KeepSheet(t.Context(), id, s.Draft()); err != nil {
		t.Fatal(err)
	}
	ada.restart()
	if drafts := must1[[]app.LocalDraft](t)(ada.c.Drafts(t.Context())); len(drafts) != 0 {
		t.Errorf("a ballot is listed among texts: %+v", drafts)
	}
	again := must1[*ballot.Sheet](t)(ballot.New(&opening))
	if err := again.Restore(must1[string](t)(ada.c.KeptSheet(t.Context(), id))); err != nil || !slices.Equal(again.Ranked(), []int{2, 0}) {
		t.Fatalf("%v, %v", again.Ranked(), err)
	}
	must1[op.ID](t)(ada.c.VoteMarked(t.Context(), id, again.Ballot(), again.Reason()))
	mine := ada.pollPage(id).Mine
	cast, err := poll.Decode(&opening, mine.Choice)
	if err != nil || len(cast.Ranks) != 2 || cast.Ranks[0][0] != 2 || cast.Ranks[1][0] != 0 {
		t.Errorf("%+v, %v", cast, err)
	}
	if kept := must1[string](t)(ada.c.KeptSheet(t.Context(), id)); kept != "" {
		t.Errorf("the sheet is still kept: %q", kept)
	}
	if _, err := ada.c.VoteMarked(t.Context(), id, tally.Ballot{Count: 1, Ranks: [][]int{{0, 1}}}, ""); !errors.Is(err, poll.ErrChoice) {
		t.Errorf("two at one rank: %v", err)
	}
	if _, err := ada.c.VoteMarked(t.Context(), op.ID{7}, cast, ""); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("no poll: %v", err)
	}
	var form *app.FormError
	if err := ada.c.KeepSheet(t.Context(), id, strings.Repeat("x", proposal.MaxTextBytes+1)); !errors.As(err, &form) {
		t.Errorf("too long a sheet: %v", err)
	}
}

func (l *laptop) enter(id op.ID) *ballot.Booth {
	l.Helper()
	return must1[*ballot.Booth](l.T)(ballot.Open(l.Context(), l.c, id))
}

func TestABallotIsLeftAndTakenUpAgain(t *testing.T) {
	ada, bob, _ := three(t)
	id := ada.openPoll(app.NewPoll{Title: "Quiet hours", Track: "everyday", Method: "consent", ForMillis: 5 * day})
	booth := ada.enter(id)
	if _, err := booth.Cast(t.Context()); !errors.Is(err, ballot.ErrUnfinished) {
		t.Errorf("an empty ballot: %v", err)
	}
	booth.Pick(3)
	if _, err := booth.Cast(t.Context()); !errors.Is(err, ballot.ErrUnfinished) {
		t.Errorf("an objection without a reason: %v", err)
	}
	booth.Explain("The bakery opens at four.")
	if err := booth.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	booth = ada.enter(id)
	if booth.Before || !booth.Picked(3) || booth.Reason() != "The bakery opens at four." {
		t.Fatalf("%+v, %q", booth.Ballot(), booth.Reason())
	}
	must1[op.ID](t)(booth.Cast(t.Context()))
	booth = ada.enter(id)
	if !booth.Before || !booth.Picked(3) || booth.Undo() {
		t.Errorf("%+v", booth.Ballot())
	}
	booth.Pick(0)
	booth.Undo()
	if err := booth.Leave(t.Context()); err != nil || must1[string](t)(ada.c.KeptSheet(t.Context(), id)) != "" {
		t.Errorf("what is cast is kept as a draft: %v", err)
	}
	if err := ada.c.KeepSheet(t.Context(), id, "of a later version"); err != nil {
		t.Fatal(err)
	}
	if booth = ada.enter(id); !booth.Picked(3) {
		t.Error("a draft that cannot be read hides what is cast")
	}
	if _, err := ballot.Open(t.Context(), bob.c, id); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("a poll that is not here: %v", err)
	}
}
