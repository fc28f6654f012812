package reconcile_test

// Hostile peers: whatever one sends, the session ends, says why, and has changed nothing that it should not.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// script are frames that a peer sends, whatever is said to it.
func play(t *testing.T, s *reconcile.Session, frames ...[]byte) error {
	t.Helper()
	drain := func() error {
		for said := 0; ; said++ {
			if _, more, err := s.Next(); !more {
				return err
			}
			if said > 1000 {
				t.Fatal("it says more than a thousand frames")
			}
		}
	}
	if err := drain(); err != nil {
		return err
	}
	for _, f := range frames {
		if err := s.Receive(f); err != nil {
			return err
		}
		if err := drain(); err != nil {
			return err
		}
	}
	return nil
}

func frame(parts ...any) []byte {
	var out []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			out = append(out, byte(p))
		case uint64:
			out = binary.AppendUvarint(out, p)
		case string:
			out = append(out, p...)
		case []byte:
			out = append(out, p...)
		}
	}
	return out
}

var (
	nothing  = make([]byte, 32)
	end      = frame(7, 0, bytes.Repeat([]byte{1}, 32))
	endStuck = frame(7, 8, nothing)
	empty    = frame(2, 4, uint64(0))
)

func TestRulesThatAPeerBreaks(t *testing.T) {
	v := newVillage(t, 3)
	v.talk(3)
	device := v.people[1].Device
	for _, s := range []struct {
		name   string
		frames [][]byte
	}{
		{"an empty frame", [][]byte{{}}},
		{"a frame that is too long", [][]byte{make([]byte, reconcile.MaxFrameBytes+1)}},
		{"a frame of no kind", [][]byte{{0x77}}},
		{"a hello from the one who answers", [][]byte{frame(1, 1, 0, nothing)}},
		{"an end before a frontier", [][]byte{end}},
		{"ops before a frontier", [][]byte{frame(6, 0, uint64(0))}},
		{"ranges before a frontier", [][]byte{frame(5)}},
		{"a second frontier", [][]byte{empty, empty}},
		{"half a frontier", [][]byte{frame(2, 4, uint64(3), "abcd", 2)}},
		{"a frontier of a million devices", [][]byte{frame(2, 4, uint64(1_000_000), make([]byte, 1000))}},
		{"a frontier of more devices than there are", [][]byte{frame(2, 4, uint64(15_000), make([]byte, 100))}},
		{"a frontier of devices of no length", [][]byte{frame(2, 0, uint64(1), 0)}},
		{"a frontier out of order", [][]byte{frame(2, 4, uint64(2), "bbbb", 0, "aaaa", 0)}},
		{"a log of more ops than there are numbers", [][]byte{frame(2, 4, uint64(1), "bbbb", uint64(math.MaxUint64), make([]byte, 16))}},
		{"a number in a longer form", [][]byte{frame(2, 4, 0x80, 0)}},
		{"a frame that goes on", [][]byte{frame(2, 4, uint64(0), 0)}},
		{"a list of a million that wait", [][]byte{frame(3, uint64(0), uint64(1_000_000), make([]byte, 100))}},
		{"two lists of what waits", [][]byte{frame(3, 0, 0), frame(3, 0, 0)}},
		{"wants out of order", [][]byte{frame(4, uint64(2), bytes.Repeat([]byte{2}, 32), bytes.Repeat([]byte{1}, 32))}},
		{"a batch that claims a gigabyte", [][]byte{empty, frame(6, 1, uint64(1<<30), make([]byte, 100))}},
		{"a batch that is packed as nobody packs", [][]byte{empty, frame(6, 9, uint64(3), "abc")}},
		{"a batch that does not unpack", [][]byte{empty, frame(6, 1, uint64(30), "no zstd")}},
		{"an empty batch", [][]byte{empty, frame(6, 0, uint64(0))}},
		{"a batch of rubbish", [][]byte{empty, frame(6, 0, uint64(70), 3, "abc", make([]byte, 64), 0, 9)}},
		{"an end with unknown flags", [][]byte{empty, frame(7, 0xff, nothing)}},
		{"a close that says neither", [][]byte{frame(8, 2)}},
		{"a range that nobody has opened", [][]byte{empty, frame(5, 8, 1, 1, 0), end}},
		{"a range that is not open any more", [][]byte{empty, end, frame(5, 8, 1, 1, 0), end}},
		{"a range of a hundred bits", [][]byte{empty, end, frame(5, 100), end}},
		{"a range cut into 2^200 parts", [][]byte{empty, end, frame(5, 0, 0, 200), end}},
		{"a range whose parts are not there", [][]byte{empty, end, frame(5, 0, 0, 12), end}},
		{"an id outside of its range", [][]byte{empty, end, frame(5, 8, 1, 2, make([]byte, 32)), end}},
		{"questions without end", slices.Repeat([][]byte{frame(4, 0)}, 100)},
	} {
		t.Run(s.name, func(t *testing.T) {
			p := v.replica(v.Ops...)
			before := p.Digest()
			session := reconcile.New(reconcile.Initiator, sideOf(p))
			err := play(t, session, s.frames...)
			if !errors.Is(err, reconcile.ErrPeer) {
				t.Fatalf("the error is %v", err)
			}
			if again := session.Receive(end); !errors.Is(again, reconcile.ErrPeer) {
				t.Errorf("afterwards it hears on: %v", again)
			}
			if p.Digest() != before {
				t.Error("something has changed")
			}
		})
	}
	t.Run("another version", func(t *testing.T) {
		session := reconcile.New(reconcile.Responder, sideOf(v.replica()))
		if err := play(t, session, frame(1, 9, 0, nothing)); !errors.Is(err, reconcile.ErrPeer) {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("out of turn", func(t *testing.T) {
		session := reconcile.New(reconcile.Initiator, sideOf(v.replica()))
		if err := session.Receive(empty); !errors.Is(err, reconcile.ErrPeer) {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("a lying frontier", func(t *testing.T) {
		// It claims ops that nobody has: they are known to be missing, and the session ends.
		session := reconcile.New(reconcile.Initiator, sideOf(v.replica(v.Ops...)))
		lie := frame(2, 4, uint64(1), device[:4], uint64(2_000_000), bytes.Repeat([]byte{7}, 16))
		if err := play(t, session, lie, endStuck, endStuck, frame(8, 0)); err != nil {
			t.Fatal(err)
		}
		if r := session.Result(); !session.Done() || r.Equal || r.Lacking < 900_000 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("never an end", func(t *testing.T) {
		session := reconcile.New(reconcile.Initiator, sideOf(v.replica(v.Ops...)))
		want := frame(4, uint64(1), v.Ops[1].ID[:])
		frames := [][]byte{empty, end}
		for range 400 {
			frames = append(frames, want, endStuck)
		}
		if err := play(t, session, frames...); !errors.Is(err, reconcile.ErrPeer) {
			t.Errorf("the error is %v", err)
		}
	})
}

// One that hands the same ops over and over is not heard for ever.
func TestUselessOpsEndASession(t *testing.T) {
	v := newVillage(t, 2)
	v.talk(100)
	a, b := v.replica(v.Ops...), v.replica()
	ends, frames := false, 0
	first, second := reconcile.New(reconcile.Initiator, sideOf(b)), reconcile.New(reconcile.Responder, sideOf(a))
	_, err := apptest.Meet(first, second, math.MaxInt, func(fromInitiator bool, f []byte) [][]byte {
		if f[0] != 6 || ends {
			return [][]byte{f}
		}
		ends = true
		frames = 1000
		return slices.Repeat([][]byte{f}, frames)
	})
	if !errors.Is(err, reconcile.ErrPeer) {
		t.Fatalf("%d batches were heard: %v", frames, err)
	}
}

// A peer that flips a bit anywhere, drops a frame or says one twice does no harm: the session ends one way or the other, and the next one works.
func TestAnyFrameMayBeWrong(t *testing.T) {
	v := newVillage(t, 3)
	v.talk(4)
	branch := v.fork(v.people[1], v.of(v.people[1])[2], 2)
	rapid.Check(t, func(t *rapid.T) {
		a, b := v.replica(v.Ops[:rapid.IntRange(0, len(v.Ops)).Draw(t, "a")]...), v.replica(append(slices.Clone(v.Ops), branch...)...)
		first, second := reconcile.New(reconcile.Initiator, sideOf(a)), reconcile.New(reconcile.Responder, sideOf(b))
		wrong := rapid.IntRange(0, 12).Draw(t, "which")
		n := 0
		_, err := apptest.Meet(first, second, 1000, func(_ bool, f []byte) [][]byte {
			if n++; n-1 != wrong {
				return [][]byte{f}
			}
			switch rapid.IntRange(0, 2).Draw(t, "how") {
			case 0:
				return nil
			case 1:
				return [][]byte{f, f}
			}
			f = bytes.Clone(f)
			f[rapid.IntRange(0, len(f)-1).Draw(t, "where")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			return [][]byte{f}
		})
		if err != nil && !errors.Is(err, reconcile.ErrPeer) && !errors.Is(err, apptest.ErrBothWait) {
			t.Fatal(err)
		}
		meet(t, sideOf(a), sideOf(b))
		meet(t, sideOf(a), sideOf(b))
		mustBeAlike(t, a, b)
	})
}

// A failure of the replica is none of the peer.
func TestAFailingReplica(t *testing.T) {
	v := newVillage(t, 2)
	s := reconcile.New(reconcile.Initiator, failing{sideOf(v.replica())})
	_, _, err := s.Next()
	if !errors.Is(err, errDisk) || errors.Is(err, reconcile.ErrPeer) {
		t.Errorf("the error is %v", err)
	}
	if _, more, again := s.Next(); more || !errors.Is(again, errDisk) {
		t.Errorf("afterwards: %v, %v", more, again)
	}
}

var errDisk = errors.New("the disk is full")

type failing struct{ *apptest.Side }

func (failing) Frontier() ([]reconcile.Log, error) { return nil, errDisk }
