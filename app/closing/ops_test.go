package closing_test

// The whole way with real ops: signed, encoded, read back by their kinds.

import (
	"crypto/ed25519"
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// writer is a teller's device.
type writer struct {
	key      ed25519.PrivateKey
	device   op.DeviceID
	poll     *closing.Poll
	seq      uint64
	last     op.ID
	previous op.ID
	patience closing.Patience
}

// write turns a duty into an op of the device's log.
func (w *writer) write(duty closing.Duty) (*op.Op, error) {
	raw, err := op.Encode(duty.Body)
	if err != nil {
		return nil, err
	}
	deps := append([]op.ID{pollID}, duty.Cites...)
	slices.SortFunc(deps, op.ID.Compare)
	header := op.Header{
		Community: op.CommunityID{1}, Kind: closing.KindOf(duty.Body), Seq: w.seq, Prev: w.last, Deps: deps, Auth: op.ID{1},
	}
	return op.New(header, raw, w.key)
}

func TestTheWholeWayWithRealOps(t *testing.T) {
	for _, n := range []int{1, 4, 7, 13} {
		t.Run(fmt.Sprintf("%d tellers", n), func(t *testing.T) { wholeWay(t, n) })
	}
}

func wholeWay(t *testing.T, n int) {
	registry := kind.NewRegistry(closing.Kinds())
	writers := make([]*writer, n)
	devices := make([]op.DeviceID, n)
	for i := range writers {
		key, device := deviceKey(byte(i + 1))
		writers[i] = &writer{key: key, device: device}
		devices[i] = device
	}
	setup := closing.Setup{Poll: pollID, Tellers: closing.Order(pollID, devices), ClosesMillis: 1000, SettleMillis: 10, PatienceMillis: 50}
	for _, w := range writers {
		var err error
		if w.poll, err = closing.New(setup); err != nil {
			t.Fatal(err)
		}
		w.poll.AddBallot(closing.Ballot{ID: op.ID{'b'}, Account: op.AccountID{1}})
	}
	bytes := 0
	for now := int64(900); now < 1200; now += 10 {
		for _, w := range writers {
			duty, err := closing.Teller{
				Poll: w.poll, Me: w.device, NowMillis: now, Accepts: true, Signer: closing.NewSigner(w.key), Patience: w.patience,
			}.Next()
			if err != nil {
				t.Fatal(err)
			}
			if w.patience = duty.Patience; duty.Body == nil {
				continue
			}
			o, err := w.write(duty)
			if err != nil {
				t.Fatal(err)
			}
			bytes += len(o.Raw) + len(o.Body) + op.SignatureSize
			hear(t, registry, writers, w, o)
			w.seq, w.last, w.previous = w.seq+1, o.ID, o.ID
		}
	}
	for _, w := range writers {
		outcomes := w.poll.Outcomes()
		if len(outcomes) != 1 || outcomes[0].Text.Counted != 1 {
			t.Errorf("%s: %s", w.device, w.poll.State())
		}
	}
	t.Logf("%d bytes of tellers' ops", bytes)
}

// hear lets everybody read the op as it came over the wire.
func hear(t *testing.T, registry *kind.Registry, writers []*writer, from *writer, o *op.Op) {
	t.Helper()
	came, err := op.Open(o.Raw, o.Signature, o.Body)
	if err != nil || !came.SignatureHolds() {
		t.Fatalf("%s: %v", o.Header.Kind, err)
	}
	for _, w := range writers {
		body, err := registry.Body(came)
		if err != nil {
			t.Fatal(err)
		}
		if closing.PollOf(body) != pollID {
			t.Fatalf("a %s is about no poll", o.Header.Kind)
		}
		if err := w.poll.Add(w.poll.SaidBy(came, body, from.previous)); err != nil {
			t.Fatal(err)
		}
	}
}
