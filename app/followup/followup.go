// Package followup is what becomes of what a poll has decided: who does it, what is to be there by when, and whether it is done.
//
// It promises that two laptops with the same acts show the same plan and the same marks, whatever order these came in: of plans that do not know
// of each other, and of marks likewise, the one with the larger id counts until one replaces both. It never stores that something is late: that
// follows from a date and the reader's clock. Whether the poll has passed, the fold says, by what the plan's own past shows.
package followup

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// The kinds' names.
const (
	KindSet  = "followup.set"
	KindMark = "followup.mark"
)

// Kinds declares them.
func Kinds() []kind.Kind { return []kind.Kind{setKind(), markKind()} }

func declare[B any](name string, most int, check func(*B) error, names func(*B) []op.ID, rights func(kind.World, *kind.Entry, *B) error,
	apply func(kind.Rows, kind.World, *kind.Entry, *B) ([]kind.Row, error),
) kind.Kind {
	return kind.Kind{
		Name: name, Feature: charter.Closing, Keep: true, MaxBodyBytes: most,
		NewBody: func() any { return new(B) },
		Check:   func(_ *op.Header, body any) error { return check(body.(*B)) },
		Names:   func(body any) []op.ID { return names(body.(*B)) },
		Rights: func(w kind.World, e *kind.Entry) error {
			body, is := e.Body.(*B)
			if !is {
				return fmt.Errorf("%w: its body is missing", kind.ErrNoRight)
			}
			if err := kind.NeedMember(w, e); err != nil {
				return err
			}
			return rights(w, e, body)
		},
		Subject: subjectOf,
		Apply: func(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
			body, is := e.Body.(*B)
			if !is {
				return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
			}
			return apply(rows, w, e, body)
		},
	}
}

// PollOf is the poll that a body of this package is about; zero for any other body.
func PollOf(body any) op.ID {
	switch body := body.(type) {
	case *Set:
		return body.Poll
	case *Mark:
		return body.Poll
	}
	return op.ID{}
}

// subjectOf is the poll; zero where that is none.
func subjectOf(w kind.World, e *kind.Entry) op.ID {
	id := PollOf(e.Body)
	if name, _ := w.KindOf(id); name != poll.KindOpen {
		return op.ID{}
	}
	return id
}

func checkReplaces(ids []op.ID) error {
	if len(ids) > MaxReplaces {
		return fmt.Errorf("it replaces %d, where at most %d fit", len(ids), MaxReplaces)
	}
	for i, id := range ids {
		if id.IsZero() || (i > 0 && ids[i-1].Compare(id) >= 0) {
			return fmt.Errorf("what it replaces is not in ascending order, each once")
		}
	}
	return nil
}

func ascending(ids ...op.ID) []op.ID {
	ids = slices.DeleteFunc(ids, op.ID.IsZero)
	slices.SortFunc(ids, op.ID.Compare)
	return slices.Compact(ids)
}
