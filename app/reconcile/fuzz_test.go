package reconcile

// Fuzzing: whatever a peer sends, what parses re-encodes to itself, and nothing panics.

import (
	"bytes"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

// encodeAgain takes a frame apart and puts it together; it answers the frame itself where it was refused.
func encodeAgain(frame []byte) []byte {
	if len(frame) == 0 || len(frame) > MaxFrameBytes {
		return frame
	}
	r := &reader{rest: frame[1:]}
	switch frame[0] {
	case kindHello, kindEnd:
		if m, err := decodeSummary(r, frame[0] == kindHello); err == nil {
			return m.encode(frame[0])
		}
	case kindFrontier:
		if f, err := decodeFrontier(r); err == nil {
			return f.encode()
		}
	case kindWaiting:
		if l, err := decodeWaiting(r); err == nil {
			return l.encode()
		}
	case kindWant:
		if ids, err := decodeWant(r); err == nil {
			return encodeWant(ids)
		}
	case kindRanges:
		if items, err := decodeItems(r); err == nil {
			return bytes.Join(encodeItems(items), nil)
		}
	case kindClose:
		if equal, err := decodeClose(r); err == nil {
			return encodeClose(equal)
		}
	}
	return frame
}

func FuzzFrame(f *testing.F) {
	f.Fuzz(func(t *testing.T, frame []byte) {
		if again := encodeAgain(frame); !bytes.Equal(again, frame) {
			t.Errorf("%x becomes %x", frame, again)
		}
	})
}

func FuzzBatch(f *testing.F) {
	f.Fuzz(func(t *testing.T, frame []byte) {
		if len(frame) == 0 || len(frame) > MaxFrameBytes {
			return
		}
		var p packer
		ops, err := p.decode(&reader{rest: frame[1:]})
		if err != nil {
			return
		}
		packed, err := p.encode(ops)
		if err != nil {
			t.Fatal(err)
		}
		again, err := p.decode(&reader{rest: packed[1:]})
		same := func(a, b *op.Op) bool {
			return a.ID == b.ID && a.Signature == b.Signature && bytes.Equal(a.Body, b.Body) && (a.Body == nil) == (b.Body == nil)
		}
		if err != nil || !slices.EqualFunc(ops, again, same) {
			t.Errorf("%d ops become %d: %v", len(ops), len(again), err)
		}
	})
}

// FuzzSession plays frames, each behind its length in two bytes, to a session of either role over an empty replica.
func FuzzSession(f *testing.F) {
	f.Fuzz(func(t *testing.T, role bool, frames []byte) {
		s := New(Responder, &nobody{})
		if role {
			s = New(Initiator, &nobody{})
		}
		for said := 0; ; {
			if _, more, _ := s.Next(); more {
				if said++; said > 10_000 {
					t.Fatal("it never stops speaking")
				}
				continue
			}
			if len(frames) < 2 || s.Done() {
				return
			}
			n := min(int(frames[0])<<8|int(frames[1]), len(frames)-2)
			if s.Receive(frames[2:2+n]) != nil {
				return
			}
			frames = frames[2+n:]
		}
	})
}

// nobody is an empty replica that takes everything, and keeps nothing.
type nobody struct{ taken Taken }

func (*nobody) Frontier() ([]Log, error)                       { return nil, nil }
func (*nobody) At(op.DeviceID, uint64) (op.ID, bool, error)    { return op.ID{}, false, nil }
func (*nobody) Total() (Sum, bool, error)                      { return Sum{}, true, nil }
func (*nobody) Sums(ranges []Range) ([]Sum, error)             { return make([]Sum, len(ranges)), nil }
func (*nobody) IDs(Range, int) ([]op.ID, error)                { return nil, nil }
func (*nobody) Holds(op.ID) (bool, error)                      { return false, nil }
func (*nobody) Waiting(int) ([]Waiting, error)                 { return nil, nil }
func (*nobody) Wanted(int) ([]op.ID, error)                    { return nil, nil }
func (n *nobody) After(map[op.DeviceID]uint64) (Stream, error) { return n, nil }
func (n *nobody) Named([]op.ID) (Stream, error)                { return n, nil }
func (*nobody) Next(int, int) ([]*op.Op, error)                { return nil, nil }
func (n *nobody) Flush() (Taken, error)                        { return n.taken, nil }

func (n *nobody) Take(ops []*op.Op) (Taken, error) {
	n.taken.Stored += len(ops)
	return n.taken, nil
}
