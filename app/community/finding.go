package community

// Findings: a cut or a displaced commit changes what was said of stored ops. What they touch is judged and derived anew, and nothing else.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// settle brings a replica in line with the present world, given the world that its verdicts were made in.
func (e *Engine) settle(tx Tx, before *authority.World) error {
	difference := e.graph.Now().Since(before)
	if difference.IsEmpty() {
		return nil
	}
	touched, err := e.touched(&difference)
	if err != nil {
		return err
	}
	var verdicts []VerdictChange
	subjects := make(map[op.ID]bool)
	for _, m := range touched {
		verdict, err := e.judgeStored(m)
		if err != nil {
			return err
		}
		if verdict == m.Verdict {
			if account, ok := e.accountOf(m); ok && verdict == kind.Applied && e.hasRows(m.Kind) && slices.Contains(difference.Admitted, account) {
				subjects[m.Subject] = true
			}
			continue
		}
		if verdict == kind.Applied && m.Verdict == kind.Invalid {
			// Whether its body fits now, deriving its subject will show.
			subjects[m.Subject] = true
			continue
		}
		verdicts = append(verdicts, VerdictChange{m.ID, verdict})
		if planted == StaleVerdict {
			e.metas.forget(m.ID)
		}
		if !m.Subject.IsZero() {
			subjects[m.Subject] = true
		}
	}
	delete(subjects, op.ID{})
	if err := tx.Apply(Changes{Verdicts: verdicts}); err != nil {
		return err
	}
	for _, v := range verdicts {
		// Not while judging: to judge one is to look up others, as they were.
		if planted != StaleVerdict {
			e.metas.forget(v.ID)
		}
	}
	return e.deriveAll(tx, subjects)
}

// touched collects the stored ops whose verdict may be another one now.
func (e *Engine) touched(d *authority.Difference) ([]Meta, error) {
	seen := make(map[op.ID]bool)
	var metas []Meta
	collect := func(m Meta) bool {
		if !seen[m.ID] {
			seen[m.ID] = true
			metas = append(metas, m)
		}
		return true
	}
	for _, past := range d.Pasts {
		if planted == MovedPastsUnnoticed {
			break
		}
		if err := e.view.PastOps(past, collect); err != nil {
			return nil, err
		}
	}
	accounts := make(map[op.AccountID]bool)
	for _, account := range d.Accounts {
		accounts[account] = true
	}
	for _, dev := range e.devices {
		// The branches of a log that forks at its beginning may act for others than its record says.
		if !accounts[dev.Account] && (!dev.Forked || dev.ForkSeq > 0) {
			continue
		}
		if err := e.view.DeviceOps(dev.Device, 0, collect); err != nil {
			return nil, err
		}
	}
	for _, w := range d.Withdrawn {
		if err := e.aboveCut(w, collect); err != nil {
			return nil, err
		}
	}
	for _, device := range d.Uncertified {
		if err := e.view.DeviceOps(device, 0, collect); err != nil {
			return nil, err
		}
	}
	for _, id := range d.Acts {
		if m, ok := e.meta(id); ok {
			collect(m)
		}
	}
	return metas, e.failed
}

// aboveCut collects what a withdrawn device wrote that counted, and may lie above the cut.
func (e *Engine) aboveCut(w authority.Withdrawn, collect func(Meta) bool) error {
	from := uint64(0)
	if last, ok := e.meta(w.Cut); ok && last.Device == w.Device {
		from = last.Seq + 1
	}
	if d := e.devices[w.Device]; d != nil && d.Forked {
		from = min(from, d.ForkSeq)
	}
	return e.view.DeviceOps(w.Device, from, func(m Meta) bool {
		counted := m.Verdict == kind.Applied || m.Verdict == kind.Undone || m.Verdict == kind.Invalid
		return !counted || collect(m)
	})
}

// judgeStored says anew what becomes of a stored op; whether its body fits, deriving its subject will show.
func (e *Engine) judgeStored(m Meta) (kind.Verdict, error) {
	if verdict, is := e.graph.Now().VerdictOf(m.ID); is {
		return verdict, nil
	}
	s, ok, err := e.view.Load(m.ID)
	if err != nil || !ok {
		return m.Verdict, err
	}
	_, verdict := e.rejudge(s)
	return verdict, nil
}

// rejudge rebuilds an op's entry and judges it. The entry's kind is nil where this build does not know it.
func (e *Engine) rejudge(s Stored) (*kind.Entry, kind.Verdict) {
	k, known := e.registry.Lookup(s.Kind)
	if !known {
		return nil, kind.Unknown
	}
	body, err := e.seams.body(s.Op)
	if err != nil {
		body = nil
	}
	account, _ := e.accountOf(s.Meta)
	entry := &kind.Entry{Op: s.Op, Body: body, Author: kind.Standing{Account: account}}
	past := e.pastOf(s.Meta)
	verdict := e.graph.Now().Judge(e.judged(s.Op, k, entry, past))
	if fixed, is := e.graph.Now().VerdictOf(s.ID); is {
		verdict = fixed
	}
	return entry, verdict
}

// hasRows reports whether ops of a kind change rows at all.
func (e *Engine) hasRows(kindName string) bool {
	k, known := e.registry.Lookup(kindName)
	return known && k.Apply != nil
}

func (e *Engine) deriveAll(tx Tx, subjects map[op.ID]bool) error {
	for subject := range subjects {
		if err := e.derive(tx, subject); err != nil {
			return err
		}
	}
	return nil
}

// derive drops a subject's rows and projects its ops again, in the order in which they were stored.
func (e *Engine) derive(tx Tx, subject op.ID) error {
	var stored []Stored
	if err := e.view.SubjectOps(subject, func(s Stored) bool {
		stored = append(stored, s)
		return true
	}); err != nil {
		return err
	}
	if !e.leavesRows(stored) {
		if err := tx.Apply(Changes{DropSubjects: []op.ID{subject}}); err != nil {
			return err
		}
	}
	for _, s := range stored {
		if err := e.projectStored(tx, s); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) projectStored(tx Tx, s Stored) error {
	entry, verdict := e.rejudge(s)
	c := Changes{}
	if verdict == kind.Applied {
		k, _ := e.registry.Lookup(s.Kind)
		rows, fits, err := e.project(k, entry, e.pastOf(s.Meta), e.view)
		if err != nil {
			return err
		}
		c.Rows, verdict = rows, fits
	}
	if verdict != s.Verdict {
		c.Verdicts = []VerdictChange{{s.ID, verdict}}
		e.metas.forget(s.ID)
	}
	if len(c.Rows) == 0 && len(c.Verdicts) == 0 {
		return nil
	}
	return tx.Apply(c)
}
