package community

// Why: the reason of a verdict, for people.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Why says why an op is not applied, as far as its kind can say; nil where it is applied, or where the verdict itself is the reason.
func (e *Engine) Why(view View, id op.ID) error {
	var reason error
	err := e.using(view, func() error {
		s, ok, err := view.Load(id)
		if err != nil || !ok {
			return err
		}
		entry, verdict := e.rejudge(s)
		k, known := e.registry.Lookup(s.Kind)
		switch {
		case !known || verdict == kind.Cut || verdict == kind.Undone || verdict == kind.NotInForce:
		case verdict == kind.NoRight && k.Rights != nil:
			reason = k.Rights(lookup{e}, entry)
		case verdict == kind.Applied && k.Apply != nil:
			reason = e.checkOpening(id, entry.Body, e.pastOf(s.Meta))
			if reason == nil {
				reason = e.checkFollowUp(entry.Body, e.pastOf(s.Meta))
			}
			if reason == nil {
				_, reason = k.Apply(view, lookup{e}, entry)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return reason
}

// PastOfTip is what the next op of a device sees by its own log; authority.NoPast for a device without one.
func (e *Engine) PastOfTip(view View, device op.DeviceID) (authority.PastID, error) {
	past := authority.NoPast
	err := e.using(view, func() error {
		d, ok := e.devices[device]
		if !ok || e.graph == nil {
			return nil
		}
		if m, ok := e.meta(d.Tip); ok {
			past = e.pastOf(m)
		}
		return nil
	})
	return past, err
}

// Forks lists the devices that contradicted themselves, with the proofs, ascending by device.
func (e *Engine) Forks() []DeviceRecord {
	var forked []DeviceRecord
	for _, d := range e.devices {
		if d.Forked {
			forked = append(forked, d.DeviceRecord)
		}
	}
	slices.SortFunc(forked, func(a, b DeviceRecord) int { return a.Device.Compare(b.Device) })
	return forked
}
