package main_test

// Rates in catch-ups: what one device hands over of its own, what others hand over in its place, and a flood in the middle of a session.

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// hears has a laptop catch up with another one and charge it, and says how many ops were stored here.
func (l *laptop) hears(from *laptop, cut int) (stored int, err error) {
	l.Helper()
	first, endFirst := l.c.NewChargedSession(l.Context(), reconcile.Initiator, from.c.Device())
	second, endSecond := from.c.NewSession(l.Context(), reconcile.Responder)
	_, err = apptest.Meet(first, second, cut, nil)
	taken, ended := endFirst()
	if !errors.Is(err, app.ErrOverRate) {
		l.must(ended)
	}
	_, ended = endSecond()
	l.must(ended)
	return taken.Stored, err
}

func (l *laptop) topics(n int) {
	l.Helper()
	for i := range n {
		l.topic(fmt.Sprintf("Topic %d", i))
	}
}

const wholeSession = 1 << 30

// A flood is cut off where the burst ends, in the middle of the session; the rest comes with the time, and no faster.
func TestAFloodInACatchUpIsCutOff(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	for _, step := range []struct {
		name         string
		later        int64
		writes, want int
		over         bool
	}{
		{"the first meeting is free", 0, 350, 350, false},
		{"a flood", 0, 340, 300, true},
		{"at once again", 0, 0, 0, true},
		{"a minute later", minute, 0, 30, true},
		{"and another", minute, 0, 10, false},
		{"a day later, a day's writing", day, 1000, 1000, false},
	} {
		w.now += step.later
		bob.topics(step.writes)
		stored, err := ada.hears(bob, wholeSession)
		if stored != step.want {
			t.Errorf("%s: %d ops came, want %d", step.name, stored, step.want)
		}
		if !step.over {
			w.must(err)
		} else {
			wantErr(t, err, app.ErrOverRate, "")
		}
		if _, held := ada.c.HeldBack()[bob.c.Device()]; held != step.over {
			t.Errorf("%s: held back is %v", step.name, held)
		}
	}
	sameState(ada, bob)
}

// Ten megabytes a day are a device's, however few ops they are in.
func TestBytesAreChargedInACatchUp(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	_, err := ada.hears(bob, wholeSession)
	w.must(err)
	text := strings.Repeat("x", 60_000)
	for i := range 180 {
		bob.propose(fmt.Sprintf("Large %d", i), text)
	}
	stored, err := ada.hears(bob, wholeSession)
	wantErr(t, err, app.ErrOverRate, "")
	if most := 10 << 20 / len(text); stored < most-5 || stored > most {
		t.Errorf("%d ops of 60 kB came, where %d fit", stored, most)
	}
}

// What others hold already costs nobody anything, and a first meeting that was cut off goes on free of charge.
func TestOthersOpsAreFree(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob, cyd := w.laptop("Bob").joined(ada), w.laptop("Cyd").joined(ada)
	_, err := ada.hears(cyd, wholeSession)
	w.must(err)
	bob.topics(400)
	_, err = ada.hears(bob, 6)
	if err != nil {
		t.Fatal(err)
	}
	bob.topics(400)
	meet(bob, cyd)
	if stored, err := ada.hears(cyd, wholeSession); err != nil || stored < 400 {
		t.Errorf("of Cyd: %d, %v", stored, err)
	}
	_, err = ada.hears(bob, wholeSession)
	w.must(err)
	if held := ada.c.HeldBack(); len(held) != 0 {
		t.Errorf("held back: %v", held)
	}
	sameState(ada, bob, cyd)
}

// fullFor is a gate that keeps no more of one device.
type fullFor op.DeviceID

func (f fullFor) Sift(_ op.CommunityID, ops []*op.Op) []*op.Op {
	return slices.DeleteFunc(slices.Clone(ops), func(o *op.Op) bool { return o.Header.Device == op.DeviceID(f) })
}
func (fullFor) Kept(op.CommunityID, []*op.Op)   {}
func (fullFor) Rate(teller bool) admission.Rate { return admission.RateOf(teller) }

// What a gate turns away is not charged, however often it is offered, live or in a catch-up: its device is not held back for it.
func TestWhatTheGateTurnsAwayIsFree(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	_, err := ada.hears(bob, wholeSession)
	w.must(err)
	bob.topics(200)
	var ops []*op.Op
	w.must(bob.c.AllOps(t.Context(), func(o *op.Op) bool {
		if o.Header.Device == bob.c.Device() {
			ops = append(ops, o)
		}
		return true
	}))
	ada.service.SetGate(fullFor(bob.c.Device()))
	for range 4 {
		stored, err := ada.hears(bob, wholeSession)
		if w.must(err); stored != 0 {
			t.Errorf("%d ops came past the gate", stored)
		}
		fates := must1[[]app.Fate](t)(ada.c.TakeLive(t.Context(), ops))
		if got := fates[len(fates)-1]; got != app.FateNoRoom {
			t.Errorf("live: fate %v", got)
		}
	}
	if held := ada.c.HeldBack(); len(held) != 0 {
		t.Errorf("held back: %v", held)
	}
	ada.service.SetGate(nil)
	if stored, err := ada.hears(bob, wholeSession); err != nil || stored != 200 {
		t.Errorf("with room again: %d, %v", stored, err)
	}
	sameState(ada, bob)
}

// A peer that has no room for all of this device's acts is known to hold those that it took: they are not said to be nowhere else.
func TestWhatAFullPeerHoldsIsNotUnsent(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	bob.topics(7)
	_, err := ada.hears(bob, wholeSession)
	w.must(err)
	ada.service.SetGate(fullFor(bob.c.Device()))
	before := must1[int](t)(bob.c.Unsent(t.Context()))
	bob.topics(5)
	first, endFirst := bob.c.NewSession(t.Context(), reconcile.Initiator)
	second, endSecond := ada.c.NewSession(t.Context(), reconcile.Responder)
	_, err = apptest.Meet(first, second, wholeSession, nil)
	w.must(err)
	upTo, known, err := first.Held(bob.c.Device())
	w.must(err)
	if first.Result().Equal || !known {
		t.Fatalf("%+v, known: %v", first.Result(), known)
	}
	for _, end := range []func() (app.Taken, error){endFirst, endSecond} {
		_, err := end()
		w.must(err)
	}
	for range 2 {
		w.must(bob.c.NoteHolds(t.Context(), ada.c.Device(), upTo))
		if unsent := must1[int](t)(bob.c.Unsent(t.Context())); unsent != 5 {
			t.Errorf("%d acts are nowhere else, want 5; before: %d", unsent, before)
		}
	}
	w.must(bob.c.NoteMet(t.Context(), ada.c.Device()))
	w.must(bob.c.NoteHolds(t.Context(), ada.c.Device(), upTo))
	if unsent := must1[int](t)(bob.c.Unsent(t.Context())); unsent != 0 {
		t.Errorf("an older word unsays a newer: %d", unsent)
	}
}
