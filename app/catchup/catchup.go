// Package catchup says what a replica tells a catch-up of its logs, and of what waits in it: the same for every implementation of View.
//
// It promises that equal replicas tell the same, and that what strangers left here, and what is not kept of forked logs, is not offered to
// others. It reads a View and changes nothing.
package catchup

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// Frontier lists the logs of a replica, ascending by device.
func Frontier(v community.View) ([]reconcile.Log, error) {
	var logs []reconcile.Log
	if err := v.Devices(func(d community.DeviceRecord) bool {
		l := reconcile.Log{Device: d.Device, Ops: d.TipSeq + 1, Tip: d.Tip, Forked: d.Forked}
		if d.Forked {
			l.Ops = d.ForkSeq
		}
		logs = append(logs, l)
		return true
	}); err != nil {
		return nil, err
	}
	for i := range logs {
		if !logs[i].Forked {
			continue
		}
		var branches []op.ID
		if err := v.DeviceOps(logs[i].Device, logs[i].Ops, func(m community.Meta) bool {
			branches = append(branches, m.ID)
			return true
		}); err != nil {
			return nil, err
		}
		logs[i].Tip = reconcile.BranchesOf(branches)
	}
	return logs, nil
}

// At is the op of an unforked log with a number; false where there is none.
func At(v community.View, device op.DeviceID, seq uint64) (id op.ID, there bool, err error) {
	err = v.DeviceOps(device, seq, func(m community.Meta) bool {
		id, there = m.ID, m.Seq == seq
		return false
	})
	return id, there, err
}

// Waiting lists what a replica keeps aside, the oldest first, at most limit. It offers acts of devices that are known here, own ones, and some
// joins, whose invite may be on the other side; not what strangers have left here, and nothing of the branches of forked logs, which are
// handed on by whoever rests on them.
func Waiting(v community.View, own op.DeviceID, limit int) ([]reconcile.Waiting, error) {
	n, err := v.WaitingCount()
	if err != nil || n == 0 {
		return nil, err
	}
	known := make(map[op.DeviceID]community.DeviceRecord)
	if err := v.Devices(func(d community.DeviceRecord) bool {
		known[d.Device] = d
		return true
	}); err != nil {
		return nil, err
	}
	var waiting []reconcile.Waiting
	joins := 0
	err = v.AllWaiting(func(o *op.Op) bool {
		d, isKnown := known[o.Header.Device]
		offered := o.Header.Device == own || isKnown && !(d.Forked && o.Header.Seq >= d.ForkSeq)
		if !isKnown && !offered && o.Header.Kind == authority.KindJoin && joins < maxJoinsCarried {
			joins++
			offered = true
		}
		waiting = append(waiting, reconcile.Waiting{ID: o.ID, Offered: offered})
		return len(waiting) < limit
	})
	return waiting, err
}

// maxJoinsCarried bounds the requests of people unknown here that are offered, as in a bundle.
const maxJoinsCarried = 200
