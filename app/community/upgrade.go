package community

// Upgrade: ops of kinds that an older version did not know, applied from the replica's own store by one that does.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// NeedsNewer reports whether the community uses what this build does not know: a feature is in force at the head that no kind here belongs
// to. The app then opens no poll, states no outcome and does no teller's duty, rather than guess. Ops of unknown kinds alone are no reason:
// a released feature gets no further kinds, so nobody applies them before such a feature is in force, and anybody at all can write them.
func (e *Engine) NeedsNewer() bool {
	if e.graph == nil {
		return false
	}
	known := e.registry.Features()
	for _, feature := range e.graph.Now().HeadState().Charter.Features {
		if !known[feature] {
			return true
		}
	}
	return false
}

// upgrade takes ops whose kind is known by now, and all that rests on them, out of the replica and in again: what they see, name and change
// could not be known before.
func (in *intake) upgrade() error {
	again, metas, err := in.notUnderstood()
	if err != nil || len(again) == 0 {
		return errors.Join(err, in.failed)
	}
	c := Changes{}
	subjects := make(map[op.ID]bool)
	touched := make(map[op.DeviceID]bool)
	// From the newest on, so that a log's tip goes down step by step.
	for i := len(metas) - 1; i >= 0; i-- {
		m := metas[i]
		c.Drop = append(c.Drop, m.ID)
		if m.Verdict == kind.Unknown || in.hasRows(m.Kind) {
			subjects[m.Subject] = true
		}
		d := in.devices[m.Device]
		d.Ops--
		if !d.Forked {
			d.Tip, d.TipSeq = m.Prev, max(m.Seq, 1)-1
		}
		touched[m.Device] = true
	}
	delete(subjects, op.ID{})
	for device := range touched {
		c.Devices = append(c.Devices, in.devices[device].DeviceRecord)
	}
	if err := in.tx.Apply(c); err != nil {
		return err
	}
	if err := in.reassess(in.graph.Now(), subjects); err != nil {
		return err
	}
	quiet := &intake{Engine: in.Engine, tx: in.tx, report: &Report{}, cancelled: in.cancelled}
	for _, o := range again {
		if err := quiet.take(o); err != nil {
			return err
		}
	}
	if err := quiet.finish(); err != nil {
		return err
	}
	in.report.Refused = append(in.report.Refused, quiet.report.Refused...)
	in.report.Dropped = append(in.report.Dropped, quiet.report.Dropped...)
	return nil
}

// notUnderstood lists the ops whose kind has become known since they were stored, and all that rests on them, in the order of storing.
func (in *intake) notUnderstood() (ops []*op.Op, metas []Meta, err error) {
	marked := make(map[op.ID]bool)
	var failed error
	err = in.tx.Ops(0, func(s Stored) bool {
		a := &arrival{op: s.Op}
		if err := in.read(a); err != nil && s.Verdict != kind.Unknown {
			failed = err
			return false
		}
		_, known := in.registry.Lookup(s.Kind)
		mark := s.Verdict == kind.Unknown && known
		for _, id := range a.cites {
			mark = mark || marked[id]
		}
		if mark {
			marked[s.ID] = true
			ops, metas = append(ops, s.Op), append(metas, s.Meta)
		}
		return true
	})
	return ops, metas, errors.Join(err, failed)
}
