package sim

// The check against the model: what honest laptops say is what the rules say of these ops.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// checkModel compares what a laptop says with what the model says of all that honest laptops hold or keep aside.
func (r *run) checkModel(m *model, l *laptop, here picture) error {
	if err := r.compareKept(m, here); err != nil {
		return err
	}
	line := m.line(l.pin)
	if !slices.Equal(line.Commits, here.line.Commits) || line.Settled != here.line.Settled || line.Stuck != here.line.Stuck ||
		!slices.Equal(line.Disputed, here.line.Disputed) {
		return fmt.Errorf("%s stands at %s, settled %s, stuck %q; by the rules it is %s, settled %s, stuck %q", l.name,
			r.nameAll(here.line.Commits), r.name(here.line.Settled), here.line.Stuck,
			r.nameAll(line.Commits), r.name(line.Settled), line.Stuck)
	}
	verdicts := m.verdicts(line)
	for _, v := range here.verdicts {
		says := verdicts[v.id]
		if says != v.verdict && (says != kind.Applied || v.verdict != kind.Invalid) {
			return fmt.Errorf("%s says of %s %q; by the rules it is %q", l.name, r.name(v.id), v.verdict, says)
		}
	}
	if err := r.checkBallots(m, line, here); err != nil {
		return err
	}
	return r.compareForks(m, here)
}

// checkBallots: nobody votes in a poll whose opening shows that person removed, by a settled commit that stands.
func (r *run) checkBallots(m *model, line authority.Line, here picture) error {
	for _, v := range here.verdicts {
		ballot := m.facts[m.index[v.id]]
		body, is := ballot.body.(*poll.Cast)
		if !is || v.verdict != kind.Applied {
			continue
		}
		opening, voter := m.facts[m.index[body.Poll]], m.author(ballot)
		shown := slices.DeleteFunc(slices.Clone(line.Commits), func(id op.ID) bool {
			c := m.claims[id]
			return c.content != nil && !slices.Contains(m.settledOn(c.content.Parent, opening.past), id)
		})
		if id := shown[len(shown)-1]; len(m.at(id).removed[voter]) > 0 {
			return fmt.Errorf("%s voted by %s, and its opening %s shows %s, which removed that person", r.who(voter), r.name(v.id), r.name(body.Poll), r.name(id))
		}
	}
	return nil
}

// checkSettled: two commits are settled on one parent only where more than f of its tellers contradict themselves, by forks that name them.
func (r *run) checkSettled(m *model) error {
	for _, id := range r.journal.ids {
		if m.claims[id] == nil {
			continue
		}
		settled := m.settledOn(id, nil)
		board := m.at(id).rules.Tellers
		forked := slices.DeleteFunc(slices.Clone(board), func(d op.DeviceID) bool { _, is := m.forks[d]; return !is })
		if len(settled) > 1 && len(forked) <= charter.Tolerated(len(board)) {
			return fmt.Errorf("on %s are settled %s, and only %d of %d tellers have forked", r.name(id), r.nameAll(settled), len(forked), len(board))
		}
		if len(settled) > 1 {
			r.saw("two settled")
		}
	}
	return nil
}

// checkFinished: where enough tellers are honest and at hand, they have settled everything that could be settled.
func (r *run) checkFinished(m *model, line authority.Line) error {
	rest := line.Commits[slices.Index(line.Commits, line.Settled)+1:]
	if m.hasTwoSettled() {
		return nil
	}
	switch {
	case slices.ContainsFunc(line.Commits, func(id op.ID) bool { return r.petitions[id] }):
		r.saw("petition stands in the end")
		return nil
	case line.Stuck == authority.RivalPetitions:
		return nil
	}
	board := m.at(line.Settled).rules.Tellers
	atWork := slices.DeleteFunc(slices.Clone(board), func(teller op.DeviceID) bool {
		return !slices.ContainsFunc(r.honestStarted(), func(l *laptop) bool { return l.device() == teller && !l.engineForked() })
	})
	if len(rest) == 0 && line.Stuck == authority.NotStuck {
		return nil
	}
	if len(atWork) >= charter.Quorum(len(board)) {
		return fmt.Errorf("%d of %d tellers are honest and had all the time in the world; not settled are %s %s",
			len(atWork), len(board), r.nameAll(rest), r.nameAll(line.Disputed))
	}
	r.saw("not settled in the end")
	return nil
}

// heldByHonest is every op that some honest laptop holds or keeps aside.
func (r *run) heldByHonest() []*op.Op {
	var ops []*op.Op
	for _, l := range r.honest() {
		for _, s := range l.ops() {
			ops = append(ops, s.Op)
		}
		ops = append(ops, l.waitingOps()...)
	}
	return ops
}

func (r *run) compareKept(m *model, here picture) error {
	held := make(map[op.ID]bool)
	for _, v := range here.verdicts {
		held[v.id] = true
	}
	for _, f := range m.facts {
		if m.kept.has(f.at) != held[f.id()] {
			return fmt.Errorf("%s (%s) is held: %v; by the rules: %v", r.name(f.id()), f.op.Header.Kind, held[f.id()], m.kept.has(f.at))
		}
		delete(held, f.id())
	}
	for _, v := range here.verdicts {
		if held[v.id] {
			return fmt.Errorf("%s is held, and by the rules may not be stored", r.name(v.id))
		}
	}
	return nil
}

func (r *run) compareForks(m *model, here picture) error {
	for _, d := range here.forks {
		fork, forked := m.forks[d.Device]
		if forked != d.Forked || (forked && (fork.seq != d.ForkSeq || fork.ids != d.ForkOps)) {
			return fmt.Errorf("%s forked: %v at %d by %s; by the rules %v at %d by %s", r.whose(d.Device), d.Forked, d.ForkSeq,
				r.nameAll(d.ForkOps[:]), forked, fork.seq, r.nameAll(fork.ids[:]))
		}
		if account := m.accounts[d.Device]; account != d.Account {
			return fmt.Errorf("%s acts for %s; by the rules for %s", r.whose(d.Device), r.who(d.Account), r.who(account))
		}
	}
	return nil
}
