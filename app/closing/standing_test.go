package closing_test

// Receipts of what decides who may vote, and what an opening must not leave out.

import (
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

func forever(s *closing.Setup) { s.Poll, s.ClosesMillis, s.RetireMillis = op.ID{}, 0, 0 }

func TestAdmissionsAreReceiptedLikeBallots(t *testing.T) {
	w := seated(t, 4, forever)
	w.speak("ABCD")
	if len(w.said) != 0 {
		t.Fatalf("with nothing to receipt they said %v", w.kinds('A'))
	}
	w.now = 1000
	w.ballot("admission", "ann", "AB")
	w.meet("ABCD")
	var cut []op.ID
	for _, p := range w.parties {
		cut = append(cut, p.poll.Tip(p.me)...)
	}
	p := w.whole()
	if got, err := p.CertifiedIn(cut, 1000); err != nil || len(got) != 1 || got[0].ReceiptMillis != 1000 {
		t.Errorf("%v, %v", got, err)
	}
	if got, _ := p.CertifiedIn(cut, 999); len(got) != 0 {
		t.Errorf("a millisecond before: %v", got)
	}
	if got, _ := p.CertifiedIn(cut[:0], 1000); len(got) != 0 {
		t.Errorf("in an empty cut: %v", got)
	}
	if slices.Contains(w.kinds('A'), "freeze") {
		t.Error("what never closes is frozen")
	}
}

func TestAnOpeningMustNotLeaveOutWhatItsTellersLongHold(t *testing.T) {
	w := seated(t, 4, forever)
	w.now = 1000
	w.ballot("first", "ann", "ABCD")
	w.meet("ABCD")
	old := w.of('A').poll.Tip(op.DeviceID{'A'})
	w.now = 2000
	w.ballot("second", "bob", "ABCD")
	w.meet("ABCD")
	w.now = 3000
	w.ballot("third", "cec", "ABCD")
	w.meet("ABCD")
	for _, want := range []struct {
		by   int64
		left int
	}{{1999, 0}, {2000, 1}, {3000, 2}} {
		left, err := w.of('B').poll.LeftOut(op.DeviceID{'B'}, old, want.by, 1<<60)
		if err != nil || len(left) != want.left {
			t.Errorf("by %d the old cut leaves out %v, %v", want.by, names(left), err)
		}
	}
	if _, err := w.of('B').poll.LeftOut(op.DeviceID{'B'}, []op.ID{{77}}, 1, 1<<60); !errors.Is(err, closing.ErrMissing) {
		t.Errorf("a cut that is not here: %v", err)
	}
}

// Far more acts than a receipt holds go into several.
func TestAFlood(t *testing.T) {
	w := seated(t, 1, forever)
	for i := range 2*closing.MaxBallotsInReceipt + 1 {
		b := closing.Ballot{ID: op.ID{1, byte(i >> 8), byte(i)}}
		w.ballots = append(w.ballots, b)
		w.of('A').hold(b)
	}
	w.speak("A")
	if got := w.kinds('A'); len(got) != 3 {
		t.Errorf("it said %v", got)
	}
}

func TestWhenAPollIsOpen(t *testing.T) {
	w := seated(t, 4)
	for i, letter := range "DCB" {
		w.now = int64(10 * (i + 1))
		w.speak(string(letter))
		var heads []op.ID
		for _, s := range w.said {
			heads = append(heads, s.ID)
		}
		at, open, err := w.whole().OpenedMillis(heads)
		if err != nil || open != (i == 2) || (open && at != 30) {
			t.Errorf("after %d tellers: at %d, %v, %v", i+1, at, open, err)
		}
		first, found, err := w.whole().FirstOpening(heads)
		if err != nil || !found || first != w.said[len(w.said)-1].ID {
			t.Errorf("the first opening receipt is %v, %v", found, err)
		}
	}
	if _, found, _ := w.whole().FirstOpening(nil); found {
		t.Error("an opening receipt in nothing")
	}
}

func TestSetupsThatCannotClose(t *testing.T) {
	two := []op.DeviceID{{1}, {2}}
	for name, s := range map[string]closing.Setup{
		"no tellers":                   {Poll: pollID},
		"fourteen tellers":             {Poll: pollID, Tellers: fourteen()},
		"a teller twice":               {Poll: pollID, Tellers: []op.DeviceID{{1}, {1}}},
		"a close before 1970":          {Poll: pollID, Tellers: two, ClosesMillis: -1},
		"a settle time below zero":     {Poll: pollID, Tellers: two, SettleMillis: -1},
		"a settle time of ages":        {Poll: pollID, Tellers: two, SettleMillis: 1 << 60},
		"early moments without a rule": {Poll: pollID, Tellers: two, ClosesMillis: 9, EarlyMillis: []int64{5}},
		"moments out of order":         {Poll: pollID, Tellers: two, ClosesMillis: 9, EarlyMillis: []int64{5, 4}, Passes: leads(nil, 0)},
		"a moment after the close":     {Poll: pollID, Tellers: two, ClosesMillis: 9, EarlyMillis: []int64{10}, Passes: leads(nil, 0)},
		"too many moments":             {Poll: pollID, Tellers: two, EarlyMillis: make([]int64, closing.MaxMoments+1), Passes: leads(nil, 0)},
	} {
		if _, err := closing.New(s); !errors.Is(err, closing.ErrSetup) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func fourteen() (all []op.DeviceID) {
	for i := range 14 {
		all = append(all, op.DeviceID{byte(i)})
	}
	return all
}

func TestEnoughToEnact(t *testing.T) {
	for n, want := range map[int]bool{1: false, 3: false, 4: true, 13: true} {
		if got := closing.EnoughToEnact(&charter.Charter{Tellers: make([]op.DeviceID, n)}); got != want {
			t.Errorf("%d tellers: %v", n, got)
		}
	}
}
