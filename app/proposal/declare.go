package proposal

// What the declarations of all kinds here have in common.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Body is what every body of this package can say of itself before it is written.
type Body interface {
	// Check checks the form. Its errors wrap charter.ErrTooLong, charter.ErrNotClean or errForm, and name the part.
	Check() error
	// Deps are the ops that the header's deps must hold, ascending.
	Deps() []op.ID
}

type bodyOf[B any] interface {
	*B
	Body
}

// post declares a kind whose bodies can be dropped. Rights and subject go by the header; apply gets a nil body where it is not at hand, or
// not of the kind's form. A nil subject means the op itself.
func post[B any, P bodyOf[B]](
	name string,
	rights func(kind.World, *kind.Entry) error,
	subject func(kind.World, *kind.Entry) op.ID,
	apply func(kind.Rows, kind.World, *kind.Entry, P) ([]kind.Row, error),
) kind.Kind {
	k := declare[B, P](name)
	k.Rights, k.Subject = rights, subject
	k.Apply = func(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
		body, _ := e.Body.(P)
		return apply(rows, w, e, body)
	}
	return k
}

// act declares a kind that keeps its bodies, so that rights and subject go by them too. A nil apply changes no rows.
func act[B any, P bodyOf[B]](
	name string,
	rights func(kind.World, *kind.Entry, P) error,
	subject func(kind.World, P) op.ID,
	apply func(kind.Rows, kind.World, *kind.Entry, P) ([]kind.Row, error),
) kind.Kind {
	k := declare[B, P](name)
	k.Keep = true
	k.Names = func(body any) []op.ID { return body.(P).Deps() }
	k.Rights = func(w kind.World, e *kind.Entry) error {
		if body, ok := e.Body.(P); ok {
			return rights(w, e, body)
		}
		return fmt.Errorf("%w: its body is missing", kind.ErrNoRight)
	}
	k.Subject = func(w kind.World, e *kind.Entry) op.ID {
		if body, ok := e.Body.(P); ok {
			return subject(w, body)
		}
		return op.ID{}
	}
	if apply == nil {
		return k
	}
	k.Apply = func(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
		if body, ok := e.Body.(P); ok {
			return apply(rows, w, e, body)
		}
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	return k
}

// declare makes a kind whose body finds all that it names in the header's deps.
func declare[B any, P bodyOf[B]](name string) kind.Kind {
	return kind.Kind{
		Name: name, Feature: charter.Core,
		NewBody: func() any { return P(new(B)) },
		Check: func(h *op.Header, body any) error {
			b := body.(P)
			if err := b.Check(); err != nil {
				return err
			}
			return checkCited(h, b.Deps())
		},
	}
}

// ofOffice makes an act one of those that stewards do by their office, and that what others may do or see rests on.
func ofOffice(k kind.Kind) kind.Kind {
	k.Chain, k.Office = true, true
	return k
}

func checkCited(h *op.Header, ids []op.ID) error {
	for _, id := range ids {
		if _, cited := slices.BinarySearchFunc(h.Deps, id, op.ID.Compare); !cited {
			return fmt.Errorf("%s is not among its deps", id)
		}
	}
	return nil
}

// ascending sorts ids and leaves out doubles and nulls: the form of deps.
func ascending(ids ...op.ID) []op.ID {
	ids = slices.DeleteFunc(ids, op.ID.IsZero)
	slices.SortFunc(ids, op.ID.Compare)
	return slices.Compact(ids)
}

func isAscending[T any](list []T, compare func(a, b T) int) bool {
	for i := 1; i < len(list); i++ {
		if compare(list[i-1], list[i]) >= 0 {
			return false
		}
	}
	return true
}

// part says which part of a body an error is about; nil stays nil.
func part(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("its %s: %w", name, err)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkID(name string, id op.ID) error {
	if id.IsZero() {
		return fmt.Errorf("it names no %s", name)
	}
	return nil
}

func checkReplaces(ids []op.ID) error {
	if len(ids) > MaxReplaces {
		return fmt.Errorf("it replaces %d, where at most %d fit", len(ids), MaxReplaces)
	}
	if !isAscending(ids, op.ID.Compare) || len(ids) > 0 && ids[0].IsZero() {
		return fmt.Errorf("what it replaces is not in ascending order, each once")
	}
	return nil
}

func checkReason(reason string) error { return checkShort(reason, MaxReasonCharacters) }

// checkShort checks an optional text of some lines.
func checkShort(text string, maxCharacters int) error {
	return firstError(charter.CheckLength(text, maxCharacters), charter.CheckText(text, len(text)))
}
