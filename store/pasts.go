package store

// Pasts and device records: the little that authority reads at start.

import (
	"encoding/binary"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

func (tx *Tx) insertPast(p authority.Past) error {
	return tx.conn.Exec("INSERT INTO pasts (number, parts, heads, names) VALUES (?, ?, ?, ?)",
		uint32(p.ID), joinParts(p.Parts), joinIDs(p.Heads), joinIDs(p.Names))
}

func joinParts(parts []authority.PastID) []byte {
	out := make([]byte, 0, 4*len(parts))
	for _, part := range parts {
		out = binary.BigEndian.AppendUint32(out, uint32(part))
	}
	return out
}

func splitParts(raw []byte) []authority.PastID {
	var parts []authority.PastID
	for ; len(raw) >= 4; raw = raw[4:] {
		parts = append(parts, authority.PastID(binary.BigEndian.Uint32(raw)))
	}
	return parts
}

func joinIDs(ids []op.ID) []byte {
	out := make([]byte, 0, len(ids)*len(op.ID{}))
	for _, id := range ids {
		out = append(out, id[:]...)
	}
	return out
}

func splitIDs(raw []byte) []op.ID {
	var ids []op.ID
	for ; len(raw) >= len(op.ID{}); raw = raw[len(op.ID{}):] {
		ids = append(ids, op.ID(raw[:len(op.ID{})]))
	}
	return ids
}

// Pasts implements community.View.
func (s *Session) Pasts(yield func(authority.Past) bool) error {
	err := s.conn.Each("SELECT number, parts, heads, names FROM pasts ORDER BY number", func(r lite.Row) (bool, error) {
		return yield(authority.Past{
			ID: authority.PastID(r.Int(0)), Parts: splitParts(r.Borrow(1)), Heads: splitIDs(r.Borrow(2)), Names: splitIDs(r.Borrow(3)),
		}), nil
	})
	return explain(err)
}

func (tx *Tx) putDevice(d community.DeviceRecord) error {
	tx.pendingDevices[d.Device] = d
	return nil
}

func (tx *Tx) flushDevices() error {
	for key, d := range tx.pendingDevices {
		ref, err := tx.ensureDevice(key)
		if err != nil {
			return err
		}
		var forkSeq any
		var forkA, forkB []byte
		if d.Forked {
			forkSeq, forkA, forkB = d.ForkSeq, d.ForkOps[0][:], d.ForkOps[1][:]
		}
		err = tx.conn.Exec(`UPDATE devices SET account = ?, tip = ?, tip_seq = ?, ops = ?, fork_seq = ?, fork_a = ?, fork_b = ?
			WHERE ref = ?`, d.Account[:], d.Tip[:], d.TipSeq, d.Ops, forkSeq, forkA, forkB, ref)
		if err != nil {
			return fmt.Errorf("writing the record of device %s: %w", key, err)
		}
	}
	clear(tx.pendingDevices)
	return nil
}

// Devices implements community.View.
func (s *Session) Devices(yield func(community.DeviceRecord) bool) error {
	if s.tx != nil {
		if err := s.tx.flushDevices(); err != nil {
			return explain(err)
		}
	}
	err := s.conn.Each(`SELECT key, account, tip, tip_seq, ops, fork_seq, fork_a, fork_b
		FROM devices WHERE account IS NOT NULL ORDER BY key`, func(r lite.Row) (bool, error) {
		d := community.DeviceRecord{
			TipSeq: uint64(r.Int(3)), Ops: uint64(r.Int(4)),
			Forked: !r.Null(5), ForkSeq: uint64(r.Int(5)),
		}
		copy(d.Device[:], r.Borrow(0))
		copy(d.Account[:], r.Borrow(1))
		copy(d.Tip[:], r.Borrow(2))
		copy(d.ForkOps[0][:], r.Borrow(6))
		copy(d.ForkOps[1][:], r.Borrow(7))
		return yield(d), nil
	})
	return explain(err)
}
