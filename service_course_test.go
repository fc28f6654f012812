package main_test

// Polls on tracks with a confirm period and with places: they pass early where everybody sees the same, wait in line, and end one another.

import (
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/track"
)

const courseHour = int64(60 * 60 * 1000)

// onTracks founds a community of four, all of them tellers, with a track that passes early and has one place, and two that end polls.
func onTracks(t *testing.T) (ada, bob, cid, dan *laptop) {
	t.Helper()
	fast := charter.Track{
		ID: "fast", Title: "Fast", Opener: charter.OpenedByMembers, DecisionMillis: 10 * courseHour, ConfirmMillis: 2 * courseHour, GridMillis: courseHour,
		MaxDeciding: 1,
		Approval:    charter.Curve{Kind: curve.Linear, Length: curve.One, Floor: curve.One / 2, Ceil: curve.One},
		Support:     charter.Curve{Kind: curve.Linear, Length: curve.One, Ceil: curve.One},
	}
	ends := func(id, how string) charter.Track {
		return charter.Track{
			ID: id, Title: id, Opener: charter.OpenedByMembers, DecisionMillis: 2 * courseHour, ConfirmMillis: courseHour, GridMillis: courseHour,
			Support: charter.Always(charter.Parts / 2), Ends: how,
		}
	}
	ada, bob, cid = three(t)
	dan = ada.laptop("Dan").joined(ada)
	meet(ada, bob, cid, dan)
	law := charter.Track{
		ID: "law", Title: "Law", Opener: charter.OpenedByMembers, Charter: true, DecisionMillis: 10 * courseHour, ConfirmMillis: 2 * courseHour,
		GridMillis: courseHour, EnactAfterMillis: 2 * courseHour, Support: charter.Always(charter.Parts / 2),
	}
	tracks := []charter.Track{fast, law, ends("stop", charter.EndsByCancel), ends("kill", charter.EndsByKill)}
	ada.council(charter.Acts{Tellers: devices(ada, bob, cid, dan), Tracks: &tracks})
	meet(ada, bob, cid, dan)
	return ada, bob, cid, dan
}

// hours go by one after the other, with everybody meeting in each.
func hours(n int, all ...*laptop) {
	for range n {
		later(courseHour, all...)
	}
}

func TestAPollPassesEarly(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	began := dan.world.now
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	later(1000, all...)
	for _, l := range all[:3] {
		l.vote(id, "yes")
	}
	later(1000, all...)
	if c := bob.pollPage(id).Course; c.State != track.Deciding || !c.WouldPass || c.ForecastMillis != began+5*courseHour {
		t.Errorf("it would pass after %d hours: %+v", (c.ForecastMillis-began)/courseHour, c)
	}
	hours(4, all...)
	if page := bob.pollPage(id); page.Course.State != track.Confirming || page.Closed {
		t.Errorf("three of four wait for support to fall: %+v", page.Course)
	}
	hours(1, all...)
	if phase := bob.pollPage(id).Closing.Standing.Phase; phase != app.PhasePassing {
		t.Errorf("it has passed, and is %s", phase)
	}
	dan.vote(id, "no") // too late: it has passed, and only the settle time is not over
	hours(2, all...)
	for _, l := range all {
		page := l.pollPage(id)
		o := page.Closing.Outcome
		if !page.Closed || o == nil || !o.Passed || o.Voters != 3 {
			t.Fatalf("%s: %s, %+v", l.name, page.Closing.State, o)
		}
		if o.Course.AtMillis != began+5*courseHour || o.Course.AtMillis >= page.Opening.ClosesMillis || o.Margin() < 0 {
			t.Errorf("%s: passed at %d by %d", l.name, o.Course.AtMillis-began, o.Margin())
		}
	}
	sameState(all...)
	dan.restart()
	sameState(all...)
}

// TestNobodyIsAskedToVoteInWhatIsSealed: what has passed early counts no ballot any more, though its close is still to come.
func TestNobodyIsAskedToVoteInWhatIsSealed(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	later(1000, all...)
	for _, l := range all[:3] {
		l.vote(id, "yes")
	}
	hours(8, all...)
	page := dan.pollPage(id)
	if !page.Closed || dan.world.now >= page.Opening.ClosesMillis {
		t.Fatalf("it is %s", page.Closing.State)
	}
	if n := must1[app.Needs](t)(dan.c.Needs(t.Context())); len(n.Polls) > 0 || len(n.Reminders) > 0 {
		t.Errorf("Dan is asked to vote: %+v", n.Polls)
	}
	var over *app.PollOverError
	if _, err := dan.c.Vote(t.Context(), id, "no", ""); !errors.As(err, &over) || over.ClosedMillis > dan.world.now {
		t.Errorf("Dan votes: %v", err)
	}
	if _, err := ada.c.Nudge(t.Context(), id, dan.c.Account()); !errors.As(err, &over) {
		t.Errorf("Ada reminds Dan: %v", err)
	}
}

func TestAPollIsRejectedAtItsClose(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	later(1000, all...)
	for i, l := range all {
		l.vote(id, []string{"yes", "no", "no", "abstain"}[i])
	}
	hours(12, all...)
	if page := cid.pollPage(id); page.Closed || page.Course.State != track.Rejected || page.Course.WouldPass {
		t.Errorf("the hour in which what was underway arrives: closed %t, %+v", page.Closed, page.Course)
	}
	hours(2, all...)
	for _, l := range all {
		c := l.pollPage(id).Closing
		if c.State != closing.Sealed || c.Outcome.Passed || c.Outcome.Course.State != track.Rejected || c.Outcome.Voters != 4 || c.Outcome.Margin() >= 0 {
			t.Errorf("%s: %+v", l.name, c.Outcome)
		}
	}
}

// TestAnEarlyPassIsEnactedBeforeTheClose: the enactment counts from the pass, and the charter changes while the poll might still be open.
func TestAnEarlyPassIsEnactedBeforeTheClose(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	name := "Oak Street"
	id := dan.openPoll(app.NewPoll{Title: "Another name?", Track: "law", Enacts: &charter.Acts{Name: &name}})
	later(1000, all...)
	for _, l := range all[:3] {
		l.vote(id, "yes")
	}
	hours(5, all...)
	page := bob.pollPage(id)
	if c := page.Closing; c.Outcome == nil || !c.Outcome.Passed || c.Enacted || c.EnactableMillis != c.Outcome.Course.AtMillis+2*courseHour {
		t.Fatalf("%+v, %+v", page.Course, c)
	}
	hours(2, all...)
	if dan.world.now >= page.Opening.ClosesMillis {
		t.Fatal("the close has come before")
	}
	for _, l := range all {
		if got := l.stands().State.Charter.Name; got != name || !l.pollPage(id).Closing.Enacted {
			t.Errorf("%s: the name is %s", l.name, got)
		}
	}
	sameState(all...)
}

func TestPollsWaitInLine(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	var ids []op.ID
	for _, title := range []string{"First?", "Second?", "Third?"} {
		ids = append(ids, dan.openPoll(app.NewPoll{Title: title, Track: "fast"}))
		later(1000, all...)
	}
	closes := make([]int64, len(ids))
	for i, id := range ids {
		page := cid.pollPage(id)
		if closes[i] = page.Opening.ClosesMillis; page.Closing.Opened != (i == 0) {
			t.Errorf("the poll %d is opened: %t", i+1, page.Closing.Opened)
		}
		if i == 0 && page.Place != nil || i > 0 && (page.Place == nil || page.Place.Line != i || page.Place.FreeMillis != closes[0]) {
			t.Errorf("the poll %d waits: %+v", i+1, page.Place)
		}
	}
	if closes[1]-closes[0] != 12*courseHour || closes[2]-closes[1] != 12*courseHour {
		t.Errorf("they close %d and %d hours after one another", (closes[1]-closes[0])/courseHour, (closes[2]-closes[1])/courseHour)
	}
	// Who waits is ended: that frees no place.
	ender := bob.openPoll(app.NewPoll{Title: "Not the second?", Track: "kill", Ends: ids[1]})
	later(1000, all...)
	for _, l := range all {
		l.vote(ender, "yes")
	}
	hours(4, all...)
	if page := ada.pollPage(ids[1]); !page.IsEnded || page.Ending.State != track.Killed || page.Place != nil {
		t.Errorf("the second poll: %+v, %+v", page.Ending, page.Place)
	}
	if page := ada.pollPage(ids[2]); page.Closing.Opened || page.Place == nil || page.Place.Line != 1 {
		t.Errorf("the third poll: opened %t, %+v", page.Closing.Opened, page.Place)
	}
	later(closes[0]-dan.world.now, all...)
	if page := ada.pollPage(ids[2]); !page.Closing.Opened || page.Place != nil {
		t.Errorf("the third poll, once the first is over: opened %t, %+v", page.Closing.Opened, page.Place)
	}
	sameState(all...)
}

func TestAPollCancelsAnother(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	target := dan.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	later(1000, all...)
	ender := bob.openPoll(app.NewPoll{Title: "No party?", Track: "stop", Ends: target})
	later(1000, all...)
	dan.vote(target, "yes")
	for _, l := range all[:3] {
		l.vote(ender, "yes")
	}
	hours(4, all...)
	if o := cid.pollPage(ender).Closing.Outcome; o == nil || !o.Passed {
		t.Fatalf("the poll that cancels: %+v", o)
	}
	for _, l := range all {
		page := l.pollPage(target)
		if !page.IsEnded || page.Ending.By != ender || page.Ending.State != track.Cancelled {
			t.Errorf("%s: %+v", l.name, page.Ending)
		}
		_, err := l.c.Vote(t.Context(), target, "yes", "")
		wantErr(t, err, app.ErrNotPossible, "cancelled")
	}
	if needs := must1[app.Needs](t)(bob.c.Needs(t.Context())); len(needs.Polls) > 0 {
		t.Errorf("bob shall still vote in %d polls", len(needs.Polls))
	}
	// Its place is free again, as it was ended in its decision.
	next := dan.openPoll(app.NewPoll{Title: "A smaller party?", Track: "fast"})
	later(1000, all...)
	if page := ada.pollPage(next); !page.Closing.Opened {
		t.Errorf("the next one: %+v", page.Place)
	}
	hours(12, all...)
	if page := ada.pollPage(target); page.Closed || page.Closing.Outcome != nil {
		t.Errorf("tellers closed what was cancelled: %+v", page.Closing)
	}
	sameState(all...)
	cid.restart()
	sameState(all...)
}

// TestWhatPassedBeforeStands: the poll that cancels it passes too, and too late.
func TestWhatPassedBeforeStands(t *testing.T) {
	ada, bob, cid, dan := onTracks(t)
	all := []*laptop{ada, bob, cid, dan}
	target := dan.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	later(1000, all...)
	for _, l := range all {
		l.vote(target, "yes")
	}
	hours(2, all...)
	ender := bob.openPoll(app.NewPoll{Title: "No party?", Track: "stop", Ends: target})
	later(1000, all...)
	for _, l := range all {
		l.vote(ender, "yes")
	}
	hours(5, all...)
	for _, l := range all {
		page := l.pollPage(target)
		if page.Ending != nil || page.Closing.Outcome == nil || !page.Closing.Outcome.Passed || !l.pollPage(ender).Closing.Outcome.Passed {
			t.Errorf("%s: %+v, %+v", l.name, page.Ending, page.Closing)
		}
	}
}

func TestOpeningsThatFitNoTrack(t *testing.T) {
	ada, _, _, _ := onTracks(t)
	target := ada.openPoll(app.NewPoll{Title: "A party?", Track: "fast"})
	for _, s := range []struct {
		name string
		poll app.NewPoll
		want error
		says string
	}{
		{"another one's end on a track that ends none", app.NewPoll{Title: "No?", Track: "fast", Ends: target}, app.ErrNotPossible, "ends another"},
		{"nothing to end", app.NewPoll{Title: "No?", Track: "stop"}, app.ErrNotPossible, "says which"},
		{"an end by approval", app.NewPoll{Title: "No?", Track: "stop", Ends: target, Method: "approval", Options: []string{"a", "b"}}, app.ErrNotPossible, "yes or no"},
		{"the end of what is no poll", app.NewPoll{Title: "No?", Track: "stop", Ends: op.ID{7}}, app.ErrNotFoundHere, ""},
	} {
		t.Run(s.name, func(t *testing.T) {
			_, err := ada.c.OpenPoll(t.Context(), s.poll)
			wantErr(t, err, s.want, s.says)
		})
	}
	_, err := ada.c.OpenPoll(t.Context(), app.NewPoll{Title: "Too late?", Track: "stop", Ends: target, ClosesMillis: ada.world.now - 1})
	var past *app.PastCloseError
	if !errors.As(err, &past) || past.NowMillis-past.ClosesMillis != 1 {
		t.Errorf("a close in the past: %v", err)
	}
	_, err = ada.c.OpenPoll(t.Context(), app.NewPoll{Title: "Too short?", Track: "fast", ForMillis: 11 * courseHour})
	var period *app.PeriodError
	if !errors.As(err, &period) || period.MinMillis != 12*courseHour {
		t.Errorf("less than decision and confirm: %v", err)
	}
}
