package main_test

// Polls that close: tellers do their duties by themselves whenever laptops meet, and a passed poll changes the charter whatever the council wants.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// later lets time go by for everybody, and laptops meet until none of them has more to say.
func later(millis int64, all ...*laptop) {
	all[0].world.now += millis
	for range 4 {
		for _, l := range all {
			l.must(l.c.Tick(l.Context()))
		}
		meet(all...)
	}
}

func TestAPollCloses(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(all...)
	bob.vote(id, "yes")
	if mine := bob.pollPage(id).Closing.Mine; mine.Safe || mine.Receipts != 1 {
		t.Errorf("alone with its voter: %+v", mine)
	}
	later(1000, all...)
	if c := bob.pollPage(id).Closing; !c.Opened || c.State != closing.Open || !c.Mine.Safe || c.Mine.Receipts != 4 {
		t.Errorf("with all tellers: %+v, %+v", c, c.Mine)
	}
	cid.vote(id, "no")
	dan.vote(id, "yes")
	meet(all...)
	closes := dan.pollPage(id).Opening.ClosesMillis
	later(closes-dan.world.now+charter.SettleMillis, ada, bob)
	if c := ada.pollPage(id).Closing; c.State != closing.Undecided || c.Outcome != nil || len(c.Missing) != 2 {
		t.Errorf("two of four tellers have decided something: %+v", c)
	}
	later(1, all...)
	for _, l := range all {
		page := l.pollPage(id)
		c := page.Closing
		if !page.Closed || c.State != closing.Sealed || c.Outcome == nil || !c.Outcome.Passed || c.Outcome.Voters != 3 || c.Outcome.Margin() != 0 {
			t.Fatalf("%s: %+v", l.name, c)
		}
	}
	if mine := cid.pollPage(id).Closing.Mine; !mine.Counted {
		t.Errorf("cid's ballot: %+v", mine)
	}
	sameState(all...)
	dan.restart()
	sameState(all...)
}

// TestTheCommunityReplacesItsCouncil: ada's council of three does not want to go. It removes the opener and two voters, and brings rivals.
func TestTheCommunityReplacesItsCouncil(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	eve := ada.laptop("Eve").joined(ada)
	all := []*laptop{ada, bob, cid, dan, eve}
	meet(all...)
	change := charter.Acts{Council: accounts(dan, eve)}
	id := dan.openPoll(app.NewPoll{Title: "Another council?", Track: "rules", Enacts: &change})
	later(1000, all...)
	for _, l := range []*laptop{dan, eve, cid} {
		l.vote(id, "yes")
	}
	ada.vote(id, "no")
	later(1000, all...)
	// The council removes whom it can, and the tellers settle that: nothing of it changes the poll.
	removal := must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Remove: []charter.Ending{{Account: dan.c.Account(), Cut: []charter.Position{}}}}))
	carry(ada, bob)
	bob.sign(removal)
	later(1000, all...)
	closes := eve.pollPage(id).Opening.ClosesMillis
	later(closes-eve.world.now+charter.SettleMillis, all...)
	if c := eve.pollPage(id).Closing; c.State != closing.Sealed || !c.Outcome.Passed || c.Enacted {
		t.Fatalf("the poll: %+v", c)
	}
	// The day before the enactment is the council's: it tries to retire the poll.
	retire := must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Retire: []op.ID{id}}))
	carry(ada, bob)
	bob.sign(retire)
	later(1000, all...)
	later(24*60*60*1000, all...)
	want := accounts(dan, eve)
	for _, l := range all {
		s := l.stands()
		if !slices.Equal(s.State.Charter.Council, want) || s.Settled != s.Head() {
			t.Errorf("%s: the council is %v, settled %t", l.name, s.State.Charter.Council, s.Settled == s.Head())
		}
		if !l.pollPage(id).Closing.Enacted {
			t.Errorf("%s does not know it enacted", l.name)
		}
	}
	sameState(all...)
}
