package main_test

// Reasons of ballots, and what is said of an outcome.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestCommentsOnAnOutcomeAndHiddenReasons(t *testing.T) {
	ada, bob, cid, dan := council(t, 1)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(all...)
	rude := must1[op.ID](t)(dan.c.Vote(t.Context(), id, "no", "Bob is a crook."))
	kind := must1[op.ID](t)(bob.c.Vote(t.Context(), id, "yes", "It is time."))
	before := dan.comment(id, op.ID{}, "I have a tent.")
	meet(all...)
	_, err := dan.c.Hide(t.Context(), kind, "", false)
	if err == nil {
		t.Error("who is no steward hides a reason")
	}
	if _, err := ada.c.Hide(t.Context(), rude, "an insult", true); err == nil {
		t.Error("the body of a ballot is let go")
	}
	must1[op.ID](t)(ada.c.Hide(t.Context(), rude, "an insult", false))
	meet(all...)
	for _, l := range all {
		page := l.pollPage(id)
		for _, b := range page.Ballots {
			_, hidden := page.HiddenReasons[b.ID]
			if hidden != (b.ID == rude) || (b.Reason == "") != hidden {
				t.Errorf("%s sees %q, hidden %t", l.name, b.Reason, hidden)
			}
		}
	}
	ada.must(ada.c.Show(t.Context(), rude))
	later(1000, all...)
	later(dan.pollPage(id).Opening.ClosesMillis-dan.world.now+charter.SettleMillis, all...)
	if len(cid.pollPage(id).HiddenReasons) != 0 {
		t.Error("a reason that is shown again is hidden")
	}
	after := dan.comment(id, op.ID{}, "A pity.")
	answer := cid.comment(id, before, "Bring it all the same.")
	meet(all...)
	comments := map[op.ID]proposal.Comment{}
	for _, c := range bob.comments(id) {
		comments[c.ID] = c
	}
	if len(comments) != 3 || !comments[before].Outcome.IsZero() || comments[after].Outcome.IsZero() || comments[answer].Parent != before {
		t.Errorf("%+v", comments)
	}
	sameState(all...)
}
