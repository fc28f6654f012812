package store

// Going through all verdicts in the order of ids, in little memory: what the state digest is made of.

import (
	"crypto/sha256"
	"math"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

type judged struct {
	id         op.ID
	verdict    kind.Verdict
	head, twin int64
}

// Verdicts yields every stored op with what is said of it, by id.
func (s *Session) Verdicts(yield func(community.VerdictChange) bool) error {
	pages := paging[judged, judged]{
		query: "SELECT header, verdict, head, twin FROM ops WHERE (head, twin) > (?, ?) ORDER BY head, twin LIMIT ?",
		from: func(last *judged) []any {
			if last == nil {
				return []any{int64(math.MinInt64), -1}
			}
			return []any{last.head, last.twin}
		},
		read: func(r lite.Row) judged {
			return judged{sha256.Sum256(r.Borrow(0)), kind.Verdict(r.Int(1)), r.Int(2), r.Int(3)}
		},
		bytes:  func(judged) int { return 0 },
		finish: func(j judged) (judged, error) { return j, nil },
	}
	var alike []judged // ids that begin alike, of which the index does not know the order
	stopped := false
	give := func() bool {
		slices.SortFunc(alike, func(a, b judged) int { return a.id.Compare(b.id) })
		for _, j := range alike {
			stopped = stopped || !yield(community.VerdictChange{ID: j.id, Verdict: j.verdict})
		}
		alike = alike[:0]
		return !stopped
	}
	err := pages.each(s, func(j judged) bool {
		if len(alike) > 0 && alike[0].head != j.head && !give() {
			return false
		}
		alike = append(alike, j)
		return true
	})
	if err == nil && !stopped {
		give()
	}
	return err
}
