package reconcile

// Waiting ops: a side says which it keeps aside, so that they are not sent to it again, and offers those that a peer may be able to place.

import (
	"encoding/binary"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// waitingList is what a side says of its waiting ops.
type waitingList struct {
	offered []op.ID
	held    []short
}

func listWaiting(waiting []Waiting) *waitingList {
	var l waitingList
	for _, w := range waiting {
		if w.Offered && len(l.offered) < maxOffered {
			l.offered = append(l.offered, w.ID)
		} else {
			l.held = append(l.held, shorten(w.ID))
		}
	}
	slices.SortFunc(l.offered, op.ID.Compare)
	return &l
}

func (l *waitingList) encode() []byte {
	out := appendIDs(binary.AppendUvarint([]byte{kindWaiting}, uint64(len(l.offered))), l.offered)
	out = binary.AppendUvarint(out, uint64(len(l.held)))
	for _, h := range l.held {
		out = append(out, h[:]...)
	}
	return out
}

func decodeWaiting(r *reader) (*waitingList, error) {
	l := &waitingList{offered: r.ids(r.count(maxOffered, idBytes))}
	n := r.count(maxHeld, shortBytes)
	l.held = make([]short, n)
	for i := range l.held {
		copy(l.held[i][:], r.bytes(shortBytes))
	}
	return l, r.end()
}
