package main_test

// A ballot that is marked instead of typed, and the sheet that was closed before it was cast.

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
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

func TestPicturesOfPollsThatRun(t *testing.T) {
	ada, bob, cid := three(t)
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	w := view.Words{Say: catalog.Printer("en"), NowMillis: 1, Zone: time.UTC}
	plain := []string{"the elm", "the oak", "the ash"}
	for _, s := range []struct {
		poll  app.NewPoll
		votes [3]string
		has   func(outcome.Pictures) bool
	}{
		{
			app.NewPoll{Method: "approval", Options: plain},
			[3]string{"1, 2", "2", "3"},
			func(p outcome.Pictures) bool { return p.Bars.Rows[0].Name == "the oak" && p.Bars.Rows[0].Value == "2" },
		},
		{
			app.NewPoll{Method: "irv", Options: plain},
			[3]string{"1 > 2", "2", "2 > 3"},
			func(p outcome.Pictures) bool { return p.Rounds.Winners[0].Name == "the oak" },
		},
		{
			app.NewPoll{Method: "schulze", Options: plain},
			[3]string{"1 > 2", "2 > 1", "2 > 3"},
			func(p outcome.Pictures) bool { return p.Pairs.Winner == "the oak" && p.Pairs.Cells[0][1].Mark == 1 },
		},
		{
			app.NewPoll{Method: "pb-equal-shares", Options: plain, Costs: []uint64{20, 30, 90}, Budget: 90},
			[3]string{"1", "1, 2", "2"},
			func(p outcome.Pictures) bool { return p.Shares.Columns[0].Mine && len(p.Shares.Projects) == 3 },
		},
		{
			app.NewPoll{Method: "consent"},
			[3]string{"consent", "object", "stand-aside"},
			func(p outcome.Pictures) bool { return len(p.Consent.Objections) == 1 },
		},
	} {
		s.poll.Title, s.poll.Track, s.poll.ForMillis = "By "+s.poll.Method, "everyday", 5*day
		id := ada.openPoll(s.poll)
		meet(ada, bob, cid)
		for i, l := range []*laptop{ada, bob, cid} {
			must1[op.ID](t)(l.c.Vote(t.Context(), id, s.votes[i], "because"))
		}
		meet(ada, bob, cid)
		page := must1[view.Poll](t)(view.PollPage(t.Context(), ada.c, id))
		pictures := outcome.Of(w, ada.pollPage(id), page, 0)
		if pictures.Running == "" || pictures.Facts[0].Figure != "3 of 3" || !s.has(pictures) {
			t.Errorf("%s: %+v", s.poll.Method, pictures)
		}
	}
}
