package closing

// The kinds of what a teller says, declared once each.

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// The kinds' names.
const (
	KindReceipt = "teller.receipt"
	KindFreeze  = "teller.freeze"
	KindPropose = "manifest.propose"
	KindEndorse = "manifest.endorse"
	KindSeal    = "manifest.seal"
	KindTurn    = "manifest.turn"
)

// Kinds declares the kinds. Nobody's rights are asked: what one is worth is judged by Poll.Add, which also says whether it may be stored, and
// no removal or cut sets it aside, as a poll is judged by its opening alone.
func Kinds() []kind.Kind {
	return []kind.Kind{
		declare(KindReceipt, op.MaxBodyBytes, (*Receipt).Check, func(b *Receipt) []op.ID { return b.Ballots }),
		declare(KindFreeze, maxFreezeBytes, (*Freeze).Check, nil),
		declare(KindPropose, maxProposeBytes, (*Propose).Check, func(b *Propose) []op.ID { return b.Freezes }),
		declare(KindEndorse, maxStepBytes, (*Endorse).Check, nil),
		declare(KindTurn, maxStepBytes, (*Turn).Check, nil),
		sealKind(),
	}
}

func declare[B any](name string, most int, check func(*B) error, names func(*B) []op.ID) kind.Kind {
	k := kind.Kind{
		Name: name, Feature: Feature, Keep: true, ByPoll: true, Tells: true, MaxBodyBytes: most,
		NewBody: func() any { return new(B) },
		Check: func(h *op.Header, body any) error {
			if err := check(body.(*B)); err != nil {
				return err
			}
			return citesPoll(h, body)
		},
		Subject: func(_ kind.World, e *kind.Entry) op.ID { return subjectOf(e) },
	}
	if names != nil {
		k.Names = func(body any) []op.ID { return names(body.(*B)) }
	}
	return k
}

func sealKind() kind.Kind {
	k := declare[Seal](KindSeal, 2*MaxNoteBytes, nil, nil)
	k.Check = func(h *op.Header, body any) error {
		if err := body.(*Seal).Check(h.Device); err != nil {
			return err
		}
		return citesPoll(h, body)
	}
	return k
}

// citesPoll: the opening is among the deps, so it is in the past of whatever is said about it.
func citesPoll(h *op.Header, body any) error {
	if poll := PollOf(body); !poll.IsZero() && !slices.Contains(h.Deps, poll) {
		return fmt.Errorf("it does not cite the opening of its poll, %s", poll.Short())
	}
	return nil
}

// subjectOf is the poll, and for receipts of what decides who may vote a subject of their own.
func subjectOf(e *kind.Entry) op.ID {
	if poll := PollOf(e.Body); !poll.IsZero() || e.Body == nil {
		return poll
	}
	return ReceiptsSubject(e.Op.Header.Community)
}

const receiptsPrefix = "folkmoot/receipts/v1\x00"

// ReceiptsSubject is what the receipts of admissions and delegations belong to: SHA-256("folkmoot/receipts/v1\0" ‖ community).
func ReceiptsSubject(com op.CommunityID) op.ID {
	return sha256.Sum256(append([]byte(receiptsPrefix), com[:]...))
}

// Says reports whether a body is one of a teller's about a poll, or about who may vote.
func Says(body any) bool { return KindOf(body) != "" }

// PollOf is the poll that a teller's op is about; zero for the receipts of what decides who may vote, and for what is no teller's op.
func PollOf(body any) op.ID {
	switch b := body.(type) {
	case *Receipt:
		return b.Poll
	case *Freeze:
		return b.Poll
	case *Propose:
		return b.Poll
	case *Endorse:
		return b.Poll
	case *Turn:
		return b.Poll
	case *Seal:
		if text, err := b.Text(); err == nil {
			return text.Poll
		}
	}
	return op.ID{}
}

// KindOf is the kind of op that a body belongs to.
func KindOf(body any) string {
	switch body.(type) {
	case *Receipt:
		return KindReceipt
	case *Freeze:
		return KindFreeze
	case *Propose:
		return KindPropose
	case *Endorse:
		return KindEndorse
	case *Turn:
		return KindTurn
	case *Seal:
		return KindSeal
	}
	return ""
}
