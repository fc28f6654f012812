package store

// Going through all verdicts in the order of ids, in little memory: what the state digest is made of.

import (
	"cmp"
	"crypto/sha256"
	"math"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/store/lite"
)

// indexed is an op as the index of ids has it.
type indexed struct{ order, head, twin int64 }

// Verdicts yields every stored op with what is said of it, by id. It takes a part of the ids at a time, and reads that part's ops in the order
// in which they lie: read in the order of their ids they would be a page each.
func (s *Session) Verdicts(yield func(community.VerdictChange) bool) error {
	return s.verdictsInParts(verdictsAtOnce, yield)
}

func (s *Session) verdictsInParts(size int, yield func(community.VerdictChange) bool) error {
	last := indexed{head: math.MinInt64, twin: -1}
	for {
		part, err := s.indexedAfter(last, size)
		if err != nil || len(part) == 0 {
			return explain(err)
		}
		last = part[len(part)-1]
		verdicts, err := s.verdictsOf(part)
		if err != nil {
			return explain(err)
		}
		for _, v := range verdicts {
			if !yield(v) {
				return nil
			}
		}
	}
}

// indexedAfter is the next part of the index. It ends between two heads: ids that begin alike must be sorted together.
func (s *Session) indexedAfter(last indexed, size int) ([]indexed, error) {
	var part []indexed
	collect := func(c lite.Row) (bool, error) {
		part = append(part, indexed{c.Int(0), c.Int(1), c.Int(2)})
		return true, nil
	}
	err := s.conn.Each("SELECT ord, head, twin FROM ops WHERE (head, twin) > (?, ?) ORDER BY head, twin LIMIT ?",
		collect, last.head, last.twin, size)
	if err != nil || len(part) < size {
		return part, err
	}
	end := part[len(part)-1]
	err = s.conn.Each("SELECT ord, head, twin FROM ops WHERE head = ? AND twin > ? ORDER BY twin", collect, end.head, end.twin)
	return part, err
}

func (s *Session) verdictsOf(part []indexed) ([]community.VerdictChange, error) {
	orders := make([]int64, len(part))
	for i, p := range part {
		orders[i] = p.order
	}
	slices.SortFunc(orders, cmp.Compare)
	verdicts := make([]community.VerdictChange, 0, len(part))
	for _, order := range orders {
		_, err := s.conn.One("SELECT header, verdict FROM ops WHERE ord = ?", func(c lite.Row) {
			verdicts = append(verdicts, community.VerdictChange{ID: sha256.Sum256(c.Borrow(0)), Verdict: kind.Verdict(c.Int(1))})
		}, order)
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(verdicts, func(a, b community.VerdictChange) int { return a.ID.Compare(b.ID) })
	return verdicts, nil
}
