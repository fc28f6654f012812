package admission

// Walk: the way back from somebody's admission to what the other side holds. The one who proves offers ids, the other says which it has; so neither
// learns of any op that it does not know already, and what is handed over is as long as the gap.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// ErrTooLong says that what the other lacks is no proof but a history.
var ErrTooLong = errors.New("the other side holds too little to prove it there")

// Walk is one proof on its way. Its zero value is not ready: NewWalk.
type Walk struct {
	cites   func(op.ID) ([]op.ID, error)
	queue   []op.ID
	seen    map[op.ID]bool
	offered []op.ID
	// held are those that the other has, lacked those that it has not.
	held, lacked map[op.ID]bool
	offers       int
}

// NewWalk begins at the ops that a standing rests on. cites lists what an op names, all of which must be here.
func NewWalk(from []op.ID, cites func(op.ID) ([]op.ID, error)) *Walk {
	w := &Walk{cites: cites, seen: make(map[op.ID]bool), held: make(map[op.ID]bool), lacked: make(map[op.ID]bool)}
	w.push(from)
	return w
}

func (w *Walk) push(ids []op.ID) {
	for _, id := range ids {
		if !w.seen[id] && !id.IsZero() {
			w.seen[id] = true
			w.queue = append(w.queue, id)
		}
	}
}

// Offer is the next ids to ask about; an empty one when everything is known that the other lacks. Where there is room it looks ahead beyond what
// the other has not yet answered. Errors: ErrTooLong, and those of cites.
func (w *Walk) Offer() (Offer, error) {
	w.offered = nil
	for len(w.queue) > 0 && len(w.offered) < MaxOfferIDs {
		id := w.queue[0]
		w.queue = w.queue[1:]
		if w.held[id] {
			continue
		}
		w.offered = append(w.offered, id)
		more, err := w.cites(id)
		if err != nil {
			return Offer{}, fmt.Errorf("looking for what %s rests on: %w", id.Short(), err)
		}
		w.push(more)
	}
	if len(w.offered) == 0 {
		return Offer{}, nil
	}
	if w.offers++; w.offers > MaxOffers {
		return Offer{}, ErrTooLong
	}
	return Offer{IDs: w.offered}, nil
}

// Answer takes what the other has of the last offer. What it has it has with all that this rests on.
func (w *Walk) Answer(h Have) error {
	if len(h.Bits) != (len(w.offered)+7)/8 {
		return fmt.Errorf("%w: %d bytes of answers to %d ids", ErrMessage, len(h.Bits), len(w.offered))
	}
	for i, id := range w.offered {
		if h.Held(i) {
			w.held[id] = true
		} else {
			w.lacked[id] = true
		}
	}
	return w.prune()
}

// prune takes out of the queue what lies below what the other has, as far as nothing that it lacks leads there too.
func (w *Walk) prune() error {
	open := make(map[op.ID]bool)
	for id := range w.lacked {
		cited, err := w.cites(id)
		if err != nil {
			return err
		}
		for _, c := range cited {
			open[c] = true
		}
	}
	kept := w.queue[:0]
	for _, id := range w.queue {
		if open[id] {
			kept = append(kept, id)
		} else {
			delete(w.seen, id) // another way may lead there
		}
	}
	w.queue = kept
	for id := range open {
		if !w.held[id] && !w.lacked[id] {
			w.push([]op.ID{id})
		}
	}
	return nil
}

// Lacked is what the other lacks, in no order.
func (w *Walk) Lacked() []op.ID {
	list := make([]op.ID, 0, len(w.lacked))
	for id := range w.lacked {
		list = append(list, id)
	}
	return list
}
