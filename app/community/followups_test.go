package community_test

// Follow-ups as the fold sees them: a plan rests on what its own past shows to be sealed, and on nothing that somebody happens to know.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// plans is a plan that cites what it is given.
func plans(l *apptest.Laptop, opening op.ID, owner *apptest.Laptop, cites ...op.ID) *op.Op {
	body := &followup.Set{Poll: opening, Owner: owner.Account, Milestones: []followup.Milestone{{Text: "Wood", DueMillis: 10}}}
	return l.Sign(l.Header(followup.KindSet, append(cites, opening)...), body)
}

// sealsOf are the seals of a poll that are stored here.
func (b *board) sealsOf(opening op.ID) (seals []op.ID) {
	b.Here.Inside(func() error {
		seals = b.Here.Engine.Adopting(opening)
		return nil
	})
	return seals
}

func TestAPlanShowsThatItsPollHasPassed(t *testing.T) {
	b := newBoard(t)
	eve := b.Join(b.ada, "eve") // no teller, so that her log shows no seal by itself
	b.Receipt(0, b.all...)
	opening, lost := eve.OpenPoll(closesMillis), eve.OpenPoll(closesMillis)
	casts(b.bob, opening)
	casts(b.cat, opening)
	b.Close(opening, closesMillis-10, b.all...)
	b.Close(opening, settledClose, b.all...)
	b.Close(lost, closesMillis-10, b.all...)
	b.Close(lost, settledClose, b.all...)
	seals := b.sealsOf(opening)
	if got := said(b.Here, opening).State; got != closing.Sealed.String() || len(seals) == 0 {
		t.Fatalf("%s, with %d seals", got, len(seals))
	}
	if len(b.sealsOf(lost)) > 0 {
		t.Error("nobody voted for it, and it has passed")
	}
	mustVerdict(t, eve, plans(eve, opening, b.dan), kind.Invalid) // it does not show the seals
	mustVerdict(t, b.dan, plans(b.dan, opening, b.dan, seals...), kind.NoRight)
	mustVerdict(t, b.ada, plans(b.ada, lost, b.dan), kind.Invalid)
	plan := mustVerdict(t, eve, plans(eve, opening, b.dan, seals...), kind.Applied)
	mark := func(l *apptest.Laptop) *op.Op {
		body := &followup.Mark{Poll: opening, Set: plan, Milestone: "Wood", As: followup.Done}
		return l.Sign(l.Header(followup.KindMark, opening), body)
	}
	mustVerdict(t, eve, mark(eve), kind.NoRight)
	mustVerdict(t, b.dan, mark(b.dan), kind.Applied)
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if got := p.Verdict(plan); got != kind.Applied {
			t.Errorf("in another order the plan is %s", got)
		}
	})
	// Without the right the plan had, what rests on it goes.
	b.Commit(b.ada).Act(eve.Removal(nil))
	b.Settle(b.all...)
	b.Here.View(func(v community.View) error {
		if _, there, err := v.Row(followup.Plan{}.Table(), plan.String()); err != nil || there {
			t.Errorf("a plan above a cut is there: %v", err)
		}
		return nil
	})
	converge(t, b.Story)
}
