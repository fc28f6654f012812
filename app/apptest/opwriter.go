package apptest

// Ops for the suite: well-formed, signed, and about nothing.

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// opWriter writes the logs of a few devices.
type opWriter struct {
	t    *testing.T
	logs map[byte]community.NewOp
	time int64
}

func newOpWriter(t *testing.T) *opWriter {
	return &opWriter{t: t, logs: make(map[byte]community.NewOp)}
}

func (w *opWriter) key(device byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{device}, ed25519.SeedSize))
}

// write writes the next op of a device; what it names goes into its deps.
func (w *opWriter) write(device byte, body string, names ...community.NewOp) community.NewOp {
	before, begun := w.logs[device]
	var after *community.NewOp
	if begun {
		after = &before
	}
	n := w.writeAfter(device, after, body, names...)
	w.logs[device] = n
	return n
}

// writeAfter writes an op after any op of the device: two after one are a fork.
func (w *opWriter) writeAfter(device byte, before *community.NewOp, body string, names ...community.NewOp) community.NewOp {
	w.t.Helper()
	w.time++
	h := op.Header{Community: op.CommunityID{1}, Kind: "note.write", Auth: op.ID{1}, TimeMillis: w.time}
	for _, n := range names {
		h.Deps = append(h.Deps, n.ID)
	}
	slices.SortFunc(h.Deps, op.ID.Compare)
	cites := slices.Clone(h.Deps)
	if before != nil {
		h.Seq, h.Prev = before.Seq+1, before.ID
		cites = append(cites, before.ID)
	}
	slices.SortFunc(cites, op.ID.Compare)
	o, err := op.New(h, []byte(body), w.key(device))
	if err != nil {
		w.t.Fatal(err)
	}
	return newOp(o, slices.Compact(cites))
}

func newOp(o *op.Op, cites []op.ID) community.NewOp {
	return community.NewOp{
		Op: o,
		Meta: community.Meta{
			ID: o.ID, Device: o.Header.Device, Seq: o.Header.Seq, Prev: o.Header.Prev, Kind: o.Header.Kind,
			Past: 1, Subject: o.ID, Verdict: applied, HasBody: o.Body != nil,
		},
		Account: op.AccountID{o.Header.Device[0]},
		Cites:   cites,
	}
}

func about(subject op.ID, n community.NewOp) community.NewOp {
	n.Subject = subject
	return n
}

func inPast(past authority.PastID, n community.NewOp) community.NewOp {
	n.Past = past
	return n
}

// record is a device's record after an op.
func record(n community.NewOp) community.DeviceRecord {
	return community.DeviceRecord{Device: n.Device, Account: n.Account, Tip: n.ID, TipSeq: n.Seq, Ops: n.Seq + 1}
}
