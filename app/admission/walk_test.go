package admission

import (
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
)

func numbered(n int) (id op.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(n)+1)
	return id
}

// dag is ops by number; each cites some before it.
type dag [][]int

func (d dag) cites(id op.ID) ([]op.ID, error) {
	n := int(binary.BigEndian.Uint64(id[:])) - 1
	var ids []op.ID
	for _, c := range d[n] {
		ids = append(ids, numbered(c))
	}
	return ids, nil
}

// below is everything that some ops rest on, themselves included.
func (d dag) below(from ...int) map[op.ID]bool {
	seen := make(map[op.ID]bool)
	for len(from) > 0 {
		n := from[0]
		from = from[1:]
		if !seen[numbered(n)] {
			seen[numbered(n)] = true
			from = append(from, d[n]...)
		}
	}
	return seen
}

// prove runs a walk against somebody who holds some ops.
func prove(w *Walk, held map[op.ID]bool) (offers int, err error) {
	for {
		offer, err := w.Offer()
		if err != nil || len(offer.IDs) == 0 {
			return offers, err
		}
		offers++
		answers := make([]bool, len(offer.IDs))
		for i, id := range offer.IDs {
			answers[i] = held[id]
		}
		if err := w.Answer(HaveOf(answers)); err != nil {
			return offers, err
		}
	}
}

// What is handed over is what the other lacks of the past of the standing: no less, or it could not be stored, and no more.
func TestAWalkFindsTheGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := make(dag, rapid.IntRange(1, 3000).Draw(t, "ops"))
		for n := 1; n < len(d); n++ {
			d[n] = append(d[n], n-1-rapid.IntRange(0, min(n-1, 3)).Draw(t, "prev"))
			if rapid.IntRange(0, 9).Draw(t, "merges") == 0 {
				d[n] = append(d[n], rapid.IntRange(0, n-1).Draw(t, "dep"))
			}
		}
		from := rapid.IntRange(0, len(d)-1).Draw(t, "from")
		held := d.below(rapid.IntRange(0, len(d)-1).Draw(t, "held"))
		w := NewWalk([]op.ID{numbered(from)}, d.cites)
		if _, err := prove(w, held); err != nil {
			t.Fatal(err)
		}
		lacked := w.Lacked()
		want := d.below(from)
		for id := range want {
			if slices.Contains(lacked, id) == held[id] {
				t.Fatalf("%v: held %v, handed over %v", id, held[id], !held[id])
			}
		}
		if len(lacked) > len(want) {
			t.Fatalf("%d handed over of %d", len(lacked), len(want))
		}
	})
}

func TestAHistoryIsNoProof(t *testing.T) {
	d := make(dag, MaxOffers*MaxOfferIDs+2)
	for n := 1; n < len(d); n++ {
		d[n] = []int{n - 1}
	}
	w := NewWalk([]op.ID{numbered(len(d) - 1)}, d.cites)
	offers, err := prove(w, nil)
	if !errors.Is(err, ErrTooLong) || offers != MaxOffers {
		t.Errorf("%d offers, %v", offers, err)
	}
}

func TestAnAnswerOfAnotherLengthIsNone(t *testing.T) {
	w := NewWalk([]op.ID{numbered(0)}, dag{nil}.cites)
	if _, err := w.Offer(); err != nil {
		t.Fatal(err)
	}
	for _, bits := range [][]byte{nil, {0, 0}} {
		if err := w.Answer(Have{bits}); !errors.Is(err, ErrMessage) {
			t.Errorf("%d bytes: %v", len(bits), err)
		}
	}
}
