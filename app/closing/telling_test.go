package closing_test

// What a page shows of each teller, and what late ballots would have changed.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestTellingsSayHowFarEachTellerIs(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.speak("ABC")
	w.ballot("b", "ann", "AB")
	w.meet("ABC")
	tellings := w.whole().Tellings()
	want := []closing.Telling{
		{Teller: op.DeviceID{'A'}, Opened: true, Ballots: 1, HeardMillis: 50},
		{Teller: op.DeviceID{'B'}, Opened: true, Ballots: 1, HeardMillis: 50},
		{Teller: op.DeviceID{'C'}, Opened: true, Ballots: 1, HeardMillis: 50},
		{Teller: op.DeviceID{'D'}, HeardMillis: -1},
	}
	if !slices.Equal(tellings, want) {
		t.Errorf("before the close: %+v", tellings)
	}
	ballot := w.whole().Certified()
	for id := range ballot {
		if by := w.whole().ReceiptedBy(id); !slices.Equal(by, []op.DeviceID{{'A'}, {'B'}, {'C'}}) {
			t.Errorf("receipted by %v", by)
		}
		if in, err := w.whole().ReceiptedIn(w.whole().Tip(op.DeviceID{'C'}), id); err != nil || in != 3 {
			t.Errorf("in what C has seen %d tellers have receipted it: %v", in, err)
		}
		if in, err := w.whole().ReceiptedIn(nil, id); err != nil || in != 0 {
			t.Errorf("in nothing %d: %v", in, err)
		}
	}
	w.now = 105
	w.meet("ABC")
	for i, told := range w.whole().Tellings() {
		if there := i < 3; told.Frozen != there || told.Endorsed != there || told.Sealed != there || told.Forked {
			t.Errorf("sealed by three: %+v", told)
		}
	}
}

func TestLateBallotsAreCountedForComparison(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.speak("ABCD")
	w.ballot("in time", "ann", "ABCD")
	w.meet("ABCD")
	w.now = 105
	w.meet("ABCD")
	w.ballot("late", "bob", "AB")
	w.ballot("later still", "ann", "C")
	w.meet("ABCD")
	p := w.whole()
	outcomes := p.Outcomes()
	if len(outcomes) != 1 || len(outcomes[0].Count.Counted) != 1 || len(p.Late(outcomes[0])) != 2 {
		t.Fatalf("%d outcomes, late %+v", len(outcomes), p.Late(outcomes[0]))
	}
	with := p.WithLate(outcomes[0])
	if ids := with.Count.IDs(); len(ids) != 2 || slices.Contains(ids, outcomes[0].Count.IDs()[0]) {
		t.Errorf("with the late ones %v count", ids)
	}
	if len(p.Outcomes()[0].Count.Counted) != 1 {
		t.Error("the comparison has changed the outcome")
	}
}
