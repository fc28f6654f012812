package main_test

// Follow-ups and paper ballots among laptops that meet.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func (l *laptop) followUp(id op.ID) app.FollowUp {
	l.Helper()
	return must1[app.FollowUp](l.T)(l.c.FollowUp(l.Context(), id))
}

func TestWhatIsDecidedIsFollowedUp(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A shed?", Track: "everyday"})
	later(1000, all...)
	_, err := dan.c.FollowUp(t.Context(), id)
	wantErr(t, err, app.ErrNoFollowUp, "follow")
	for _, l := range all {
		l.vote(id, "yes")
	}
	later(1000, all...)
	closes := dan.pollPage(id).Opening.ClosesMillis
	later(closes-dan.world.now+charter.SettleMillis, all...)
	if f := dan.followUp(id); f.Standing != nil || !f.NeedsOwner || !f.MayPlan || f.MayMark {
		t.Fatalf("before anybody planned it: %+v", f)
	}
	now := dan.world.now
	owner, milestones := dan.c.Account(), []followup.Milestone{{Text: "Wood", DueMillis: now + 1000}, {Text: "Nails", DueMillis: now + 9000}}
	_, err = dan.c.PlanFollowUp(t.Context(), id, app.NewPlan{Milestones: &milestones})
	wantErr(t, err, app.ErrNotPossible, "needs an owner")
	must1[op.ID](t)(dan.c.PlanFollowUp(t.Context(), id, app.NewPlan{Owner: &owner, Milestones: &milestones}))
	meet(all...)
	later(2000, all...)
	if n := must1[app.Needs](t)(bob.c.Needs(t.Context())); n.FollowUpsLate != 1 || n.FollowUpsUnowned != 0 {
		t.Errorf("late %d, without an owner %d", n.FollowUpsLate, n.FollowUpsUnowned)
	}
	must1[op.ID](t)(dan.c.MarkFollowUp(t.Context(), id, "Wood", followup.Done, ""))
	_, err = dan.c.MarkFollowUp(t.Context(), id, "Wood", followup.Done, "")
	wantErr(t, err, app.ErrNotPossible, "already")
	if f := dan.followUp(id); f.Late || f.Standing.Milestones[0].As != followup.Done {
		t.Errorf("with the wood there: %+v", f.Standing)
	}
	// Bob and Dan plan apart from each other: both see the same when they meet, and the next plan takes the place of both.
	review := now + 50_000
	must1[op.ID](t)(bob.c.PlanFollowUp(t.Context(), id, app.NewPlan{ReviewMillis: &review}))
	other := bob.c.Account()
	must1[op.ID](t)(dan.c.PlanFollowUp(t.Context(), id, app.NewPlan{Owner: &other}))
	meet(all...)
	if b, d := bob.followUp(id), dan.followUp(id); len(b.Standing.Heads) != 2 || b.Standing.Plan.ID != d.Standing.Plan.ID {
		t.Fatalf("%+v and %+v", b.Standing, d.Standing)
	}
	must1[op.ID](t)(bob.c.PlanFollowUp(t.Context(), id, app.NewPlan{Owner: &owner}))
	if s := bob.followUp(id).Standing; len(s.Heads) != 1 || s.Plan.Owner != owner || s.Milestones[0].As != followup.Done {
		t.Errorf("after one plan more: %+v", s)
	}
	_, err = cid.c.MarkFollowUp(t.Context(), id, "", followup.Dropped, "")
	meet(all...)
	if err != nil {
		t.Errorf("a steward drops it: %v", err)
	}
	if list := must1[[]app.FollowUp](t)(dan.c.FollowUps(t.Context(), false)); len(list) != 0 {
		t.Errorf("%d are shown, and the one there is was dropped", len(list))
	}
	must1[op.ID](t)(dan.c.MarkFollowUp(t.Context(), id, "", followup.Open, "not yet"))
	if list := must1[[]app.FollowUp](t)(dan.c.FollowUps(t.Context(), false)); len(list) != 1 {
		t.Errorf("open again, %d are shown", len(list))
	}
	meet(all...)
	sameState(all...)
}

func TestAPaperBallotAndItsVoter(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(all...)
	paper := app.PaperBallot{Poll: id, Voter: dan.c.Account(), Typed: "yes", Paper: "17"}
	_, err := bob.c.Assist(t.Context(), paper)
	wantErr(t, err, kind.ErrNoRight, "helper")

	helpers := accounts(bob)
	change := must1[op.ID](t)(ada.openRules(charter.Acts{Helpers: &helpers}, all...))
	if !ada.pollPage(change).Closing.Enacted {
		t.Fatal("nobody is sworn in")
	}
	id = dan.openPoll(app.NewPoll{Title: "A feast?", Track: "everyday"})
	meet(all...)
	paper.Poll = id
	must1[op.ID](t)(bob.c.Assist(t.Context(), paper))
	meet(all...)
	if mine := dan.pollPage(id).Mine; mine == nil || !mine.IsAssisted() || mine.Helper != bob.c.Account() || mine.Paper != "17" {
		t.Fatalf("Dan is not told: %+v", mine)
	}
	if n := must1[app.Needs](t)(dan.c.Needs(t.Context())); len(n.Entered) != 1 || len(n.Polls) != 0 {
		t.Errorf("Dan's status: %+v", n.Entered)
	}
	dan.vote(id, "no")
	paper.Typed = "abstain"
	must1[op.ID](t)(bob.c.Assist(t.Context(), paper)) // Bob has not heard of Dan's own
	meet(all...)
	_, err = bob.c.Assist(t.Context(), paper)
	wantErr(t, err, app.ErrNotPossible, "voter's own")
	later(1000, all...)
	closes := dan.pollPage(id).Opening.ClosesMillis
	later(closes-dan.world.now+charter.SettleMillis, all...)
	for _, l := range all {
		if o := l.pollPage(id).Closing.Outcome; o == nil || o.Voters != 1 || o.Options[1].Count != 1 {
			t.Errorf("%s counts %+v", l.name, o)
		}
	}
	sameState(all...)
}

// openRules lets a poll on the charter's track pass and be enacted.
func (l *laptop) openRules(acts charter.Acts, all ...*laptop) (op.ID, error) {
	id, err := l.c.OpenPoll(l.Context(), app.NewPoll{Title: "New rules?", Track: "rules", Enacts: &acts})
	if err != nil {
		return id, err
	}
	later(1000, all...)
	for _, voter := range all {
		voter.vote(id, "yes")
	}
	later(1000, all...)
	later(l.pollPage(id).Opening.ClosesMillis-l.world.now+charter.SettleMillis, all...)
	later(8*24*60*60*1000, all...)
	return id, nil
}
