package sim

// Checks: what must hold of every honest laptop when the world has healed.

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// agree checks that all honest laptops say the same, and that it is what the rules say. There must be one. Where liars had two commits settled
// on one parent, each laptop stays with what it saw first, and is held to the rules by itself.
func (r *run) agree() ([]picture, *model, error) {
	var pictures []picture
	honest, m := r.honestStarted(), newModel(r.registry, r.heldByHonest())
	for _, l := range honest {
		pictures = append(pictures, l.picture())
	}
	apart := m.hasTwoSettled()
	for i, l := range honest {
		if i == 0 || apart {
			if err := r.checkModel(m, l, pictures[i]); err != nil {
				return nil, m, err
			}
			continue
		}
		if err := r.compare(honest[0].name, pictures[0], l.name, pictures[i]); err != nil {
			return nil, m, fmt.Errorf("two honest laptops disagree: %w", err)
		}
	}
	return pictures, m, nil
}

// check is agree, and all that must hold besides.
func (r *run) check() error {
	honest := r.honestStarted()
	if len(honest) == 0 {
		return nil
	}
	pictures, m, err := r.agree()
	if err != nil {
		return err
	}
	if err := r.checkSettled(m); err != nil {
		return err
	}
	if err := r.checkFinished(m, pictures[0].line); err != nil {
		return err
	}
	if r.polling != nil {
		if err := r.checkPolls(m, honest[0], pictures[0].polls); err != nil {
			return err
		}
	}
	for _, check := range []func(*laptop, picture) error{r.checkAdmitted, r.checkAcknowledged, r.checkForks, r.checkReplay, r.checkRebuilt} {
		if err := check(honest[0], pictures[0]); err != nil {
			return err
		}
	}
	for i, l := range honest {
		if err := r.checkReopened(l, pictures[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) honestStarted() []*laptop {
	return r.which(func(l *laptop) bool { return !l.person.lies && !l.gone && l.started() })
}

// lookAtSettled notes what a laptop sees settled. It only ever goes on from there.
func (l *laptop) lookAtSettled() {
	g := l.engine.Authority()
	if g == nil {
		return
	}
	now := g.Now()
	settled := l.run.firmly(now.Line)
	if l.settled == settled {
		return
	}
	if !l.settled.IsZero() && !slices.Contains(now.Commits, l.settled) && now.Stuck != authority.TwoSettled && !l.person.lies {
		l.run.fail("%s saw %s settled, and now stands at %s, settled %s", l.name, l.run.name(l.settled),
			l.run.nameAll(now.Commits), l.run.name(now.Settled))
	}
	l.settled = settled
	l.run.saw("settled")
}

// firmly is the last commit that is settled for good: what rests on a petition falls with it.
func (r *run) firmly(line authority.Line) op.ID {
	end := slices.Index(line.Commits, line.Settled) + 1
	if at := slices.IndexFunc(line.Commits[:end], func(id op.ID) bool { return r.petitions[id] }); at >= 0 {
		end = at
	}
	return line.Commits[end-1]
}

// checkReopened opens a second engine on what a laptop holds: it must say the same.
func (r *run) checkReopened(l *laptop, before picture) error {
	l.engine = nil
	after := l.picture()
	if r.failed != nil {
		return r.failed
	}
	if err := r.compare("before", before, "after", after); err != nil {
		return fmt.Errorf("%s says otherwise once it is opened again: %w", l.name, err)
	}
	for _, v := range after.verdicts {
		if says, is := l.graph().Now().VerdictOf(v.id); is && says != v.verdict {
			return fmt.Errorf("%s noted of %s %q, and finds %q once it is opened again", l.name, r.name(v.id), v.verdict, says)
		}
	}
	return nil
}

// checkRebuilt drops all rows, and has them made again from the ops.
func (r *run) checkRebuilt(l *laptop, before picture) error {
	subjects := make(map[op.ID]bool)
	for _, row := range before.rows {
		subjects[row.Subject()] = true
	}
	drop := community.Changes{DropSubjects: slices.SortedFunc(maps.Keys(subjects), op.ID.Compare)}
	err := l.memory.Update(context.Background(), func(tx community.Tx) error {
		if err := tx.Apply(drop); err != nil {
			return err
		}
		return l.engine.Rebuild(tx, nil)
	})
	if err != nil {
		return fmt.Errorf("rebuilding %s: %w", l.name, err)
	}
	if err := r.compare("before", before, "after", l.picture()); err != nil {
		return fmt.Errorf("%s says otherwise once it is rebuilt: %w", l.name, err)
	}
	return nil
}

// checkAdmitted: whoever may come in by an auto invite is in, where an honest laptop may admit. Acts of kinds that nobody knows are around then.
func (r *run) checkAdmitted(_ *laptop, here picture) error {
	for _, v := range here.verdicts {
		if v.verdict == kind.Unknown {
			r.saw("unknown kind in the end")
			break
		}
	}
	for _, l := range r.honestStarted() {
		var due []dueAdmission
		l.ask(func(*authority.Graph) { due = (&writing{laptop: l, engine: l.engine}).dueAdmissions() })
		if len(due) > 0 {
			return fmt.Errorf("%s may admit by %s, had all the time in the world, and has not", l.name, r.name(due[0].join))
		}
	}
	return nil
}

// checkAcknowledged: what an honest laptop wrote down and said so is everywhere. A join alone may still wait, where a liar keeps its invite back.
func (r *run) checkAcknowledged(l *laptop, _ picture) error {
	for _, id := range r.journal.ids {
		author, acked := r.acked[id]
		if _, held := l.meta(id); !acked || held || author.gone {
			continue
		}
		if !slices.ContainsFunc(author.waitingOps(), func(o *op.Op) bool { return o.ID == id && o.Header.Seq == 0 }) {
			return fmt.Errorf("%s is lost, which %s acknowledged", r.name(id), author.name)
		}
	}
	return nil
}

// checkForks: of every log of which two branches were ever held by honest laptops, everybody holds a proof; of no other.
func (r *run) checkForks(_ *laptop, here picture) error {
	lowest := r.lowestForks()
	for _, d := range here.forks {
		seq, forked := lowest[d.Device]
		if forked != d.Forked || (forked && d.ForkSeq > seq) {
			return fmt.Errorf("%s forked: %v at %d; what is held says %v at %d", r.whose(d.Device), forked, seq, d.Forked, d.ForkSeq)
		}
		if d.Forked {
			r.saw("fork")
		}
	}
	return nil
}

func (r *run) lowestForks() map[op.DeviceID]uint64 {
	type place struct {
		device op.DeviceID
		seq    uint64
	}
	first := make(map[place]op.ID)
	lowest := make(map[op.DeviceID]uint64)
	for _, id := range r.journal.ids {
		o := r.everStored[id]
		if o == nil || !slices.ContainsFunc(r.storedBy[id], func(l *laptop) bool { return !l.gone }) {
			continue // nobody ever held it, or those alone who took it with them
		}
		at := place{o.Header.Device, o.Header.Seq}
		if other, there := first[at]; !there {
			first[at] = id
		} else if have, known := lowest[at.device]; other != id && (!known || at.seq < have) {
			lowest[at.device] = at.seq
		}
	}
	return lowest
}

// checkReplay makes a new replica from what a laptop holds, in another order: it must come to the same.
func (r *run) checkReplay(l *laptop, here picture) error {
	var ops []*op.Op
	for _, s := range l.ops() {
		ops = append(ops, s.Op)
	}
	again := &laptop{run: r, name: "replay", person: l.person, memory: apptest.NewMemory(), pin: l.pin}
	order := shuffled(r.dice, ops)
	if r.dice.chance(50) {
		order = r.causalOrder(ops)
	}
	if err := again.open(); err != nil {
		return err
	}
	err := again.memory.Update(context.Background(), func(tx community.Tx) error {
		var report community.Report
		err := again.engine.Ingest(tx, order, &report)
		for _, refused := range report.Refused {
			return fmt.Errorf("replaying %s: %w", r.name(refused.ID), refused.Err)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("replaying what %s holds: %w", l.name, err)
	}
	if err := r.compare(l.name, here, "its replay", again.picture()); err != nil {
		return fmt.Errorf("the order in which ops come makes a difference: %w", err)
	}
	return nil
}

// causalOrder draws an order in which each op comes after its past.
func (r *run) causalOrder(ops []*op.Op) []*op.Op {
	return shuffled(r.dice, ops)
}
