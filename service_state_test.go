package main_test

// One state: whatever happened apart, those who have met hold the same, rebuilt or not; and what only time makes due.

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// tick lets an hour go by, as a laptop that is left on does.
func (l *laptop) tick() {
	l.Helper()
	l.must(l.c.Tick(l.Context()))
}

// busy is a community in which nearly everything has happened, some of it apart.
func busy(t *testing.T) (ada, bob, cid, dan *laptop) {
	t.Helper()
	ada, bob, cid, dan = council(t, 4)
	topic := bob.topic("The yard")
	comment := bob.comment(topic, op.ID{}, "Who waters the trees?")
	p := cid.propose("A bench", "One bench.")
	meet(ada, bob, cid, dan)
	must1[op.ID](t)(dan.c.Agree(t.Context(), comment))
	rude := dan.comment(topic, comment, "Not you, fool")
	must1[op.ID](t)(bob.c.ProposeAmendment(t.Context(), proposal.ProposeAmendment{Proposal: p, Title: "A bench", Text: "Two benches."}))
	id := cid.openPoll(app.NewPoll{Proposal: p})
	meet(ada, bob, cid, dan)
	must1[op.ID](t)(ada.c.Hide(t.Context(), rude, "rude", false))
	ada.vote(id, "yes")
	bob.vote(id, "no")
	dan.vote(id, "yes")
	text := "No music after ten."
	ada.council(charter.Acts{Text: &text})
	removal := must1[op.ID](t)(cid.c.Remove(t.Context(), dan.c.Account(), "rude"))
	carry(cid, bob)
	bob.sign(removal)
	dan.vote(id, "no")
	second := bob.pair("Bob's second")
	second.topic("From the second")
	meet(ada, bob, cid, dan, second)
	return ada, bob, cid, dan
}

func TestEverybodyHoldsTheSame(t *testing.T) {
	ada, bob, cid, dan := busy(t)
	want, _ := ada.export()
	for _, l := range []*laptop{bob, cid} {
		if have, _ := l.export(); have.rows() != want.rows() {
			t.Errorf("%s exports something else than Ada", l.name)
		}
	}
	before, _ := dan.export()
	digest := dan.digest()
	for range 2 {
		dan.must(dan.c.Rebuild(t.Context(), nil))
		if after, _ := dan.export(); after.all() != before.all() || dan.digest() != digest {
			t.Error("rebuilding gives something else")
		}
		dan.restart()
	}
	checked, damaged, err := dan.c.Scrub(t.Context(), nil)
	dan.must(err)
	if checked != dan.status().Ops || damaged != 0 {
		t.Errorf("checked %d of %d, %d damaged", checked, dan.status().Ops, damaged)
	}
}

// rows is what does not depend on the order in which a replica stored things: every file but those that list in that order.
func (f files) rows() string {
	var all strings.Builder
	for _, name := range []string{"charter.md", "polls.csv"} {
		all.WriteString(f[name].String())
	}
	for name := range f {
		if strings.HasPrefix(name, "polls/") {
			all.WriteString(f[name].String())
		}
	}
	return all.String()
}

// A late joiner gets everything from somebody who is not the founder.
func TestALateJoinerGetsEverythingFromSomebodyElse(t *testing.T) {
	ada, bob, cid, _ := busy(t)
	eve := ada.laptop("Eve").invited(ada, true)
	carry(ada, bob)
	carry(bob, cid)
	carry(eve, cid)
	carry(cid, eve)
	if !eve.me().Member && !eve.me().Newcomer {
		t.Errorf("%+v", eve.me())
	}
	if eve.stands().Settled != ada.stands().Settled {
		t.Error("Eve stands elsewhere")
	}
	meet(ada, bob, cid, eve)
	if !eve.me().Member {
		t.Errorf("%+v", eve.me())
	}
	eve.topic("Hello")
}

// The first of four tellers is away: the others wait for a day, turn, and settle without it. When it comes back, it agrees.
func TestTellersGoOnWithoutOne(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	text := "No music after ten."
	commit := bob.council(charter.Acts{Text: &text})
	carry(bob, cid)
	cid.sign(commit)
	others := []*laptop{bob, cid, dan}
	meet(others...)
	if dan.stands().Settled == commit {
		t.Fatal("settled in the view of a proposer who is away")
	}
	for day := range 12 {
		if dan.stands().Settled == commit {
			break
		}
		ada.now += 6 * hour
		for _, l := range others {
			l.tick()
		}
		meet(others...)
		if day == 2 && dan.stands().Settled == commit {
			t.Error("nobody waited")
		}
	}
	if s := dan.stands(); s.Settled != commit {
		t.Fatalf("stuck for three days: %+v", s)
	}
	meet(ada, bob, cid, dan)
	next := "And none before eight."
	commit = ada.council(charter.Acts{Text: &next})
	carry(ada, bob)
	bob.sign(commit)
	meet(ada, bob, cid, dan)
	if s := ada.stands(); s.Settled != commit {
		t.Errorf("%+v", s)
	}
}
