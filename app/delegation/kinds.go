package delegation

// The kinds: giving one's vote to others, and taking it back. Both can be said with no network; from when on they hold, tellers' receipts say.

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// The kinds' names.
const (
	KindSet = "delegation.set"
	KindEnd = "delegation.end"
)

// Table is the table of rows.
const Table = "delegations"

// Set is the body of delegation.set. Members write it, about their own vote.
type Set struct {
	// To is ranked: the first of them who has a ballot votes.
	To []op.AccountID `cbor:"to"`
	// Track is the id of the only track that it is for, "" for everything.
	Track string `cbor:"track"`
	// UntilMillis is from when it holds no more, in milliseconds since 1970; 0 where it does not expire.
	UntilMillis int64 `cbor:"until_ms"`
	// Replaces is the account's delegation for the same thing whose place it takes; zero for none.
	Replaces op.ID `cbor:"replaces"`
}

// End is the body of delegation.end. Its author takes an own delegation back.
type End struct {
	Of op.ID `cbor:"of"`
}

// Check checks the form: what can be seen without knowing the author.
func (b *Set) Check() error {
	if err := b.By(op.AccountID{}, op.ID{}).Check(); err != nil {
		return err
	}
	if b.UntilMillis > op.MaxTimeMillis {
		return fmt.Errorf("%w: it ends at %d", ErrForm, b.UntilMillis)
	}
	if b.Track == "" {
		return nil
	}
	if err := charter.CheckLine(b.Track, maxTrackBytes); err != nil {
		return fmt.Errorf("%w: its track: %w", ErrForm, err)
	}
	return nil
}

// By is the delegation that an account has made by an op with this body.
func (b *Set) By(author op.AccountID, id op.ID) Delegation {
	return Delegation{ID: id, From: author, To: b.To, Track: b.Track, UntilMillis: b.UntilMillis}
}

// Deps are what it replaces. Whoever writes one also cites for each delegate an act that shows that account, or it is refused.
func (b *Set) Deps() []op.ID {
	if b.Replaces.IsZero() {
		return nil
	}
	return []op.ID{b.Replaces}
}

// Check checks the form.
func (b *End) Check() error {
	if b.Of.IsZero() {
		return fmt.Errorf("%w: it names no delegation", ErrForm)
	}
	return nil
}

// Deps are what it ends.
func (b *End) Deps() []op.ID { return []op.ID{b.Of} }

// Row is a delegation as it was made, in force or not.
type Row struct {
	Delegation
	// TimeMillis is the author's clock, to be shown only.
	TimeMillis int64
	Replaces   op.ID
	// Ended is the act that took it back, of several the smallest; zero for none.
	Ended op.ID
}

// Table is "delegations".
func (Row) Table() string { return Table }

// Key is the op's id.
func (r Row) Key() string { return r.ID.String() }

// Subject is what an account says of its vote on one thing.
func (r Row) Subject() op.ID { return SubjectOf(r.From, r.Track) }

// subjectPrefix keeps this hash from being one of anything else.
const subjectPrefix = "folkmoot/delegations/v1\x00"

// SubjectOf is what all that an account says of its vote on a track, or on everything, belongs to: SHA-256("folkmoot/delegations/v1\0" ‖
// account ‖ track). One delegation can only replace another of the same subject.
func SubjectOf(account op.AccountID, track string) op.ID {
	return sha256.Sum256(slices.Concat([]byte(subjectPrefix), account[:], []byte(track)))
}

// Kinds declares the kinds.
func Kinds() []kind.Kind {
	return []kind.Kind{
		{
			Name: KindSet, Feature: charter.Closing, Keep: true, MaxBodyBytes: maxBodyBytes,
			NewBody: func() any { return new(Set) },
			Check:   func(_ *op.Header, body any) error { return body.(*Set).Check() },
			Names:   func(body any) []op.ID { return body.(*Set).Deps() },
			Rights:  maySet,
			Subject: func(_ kind.World, e *kind.Entry) op.ID {
				if body, ok := e.Body.(*Set); ok {
					return SubjectOf(e.Author.Account, body.Track)
				}
				return op.ID{}
			},
			Apply: applySet,
		},
		{
			Name: KindEnd, Feature: charter.Closing, Keep: true, MaxBodyBytes: maxBodyBytes,
			NewBody: func() any { return new(End) },
			Check:   func(_ *op.Header, body any) error { return body.(*End).Check() },
			Names:   func(body any) []op.ID { return body.(*End).Deps() },
			Rights:  mayEnd,
			Subject: func(w kind.World, e *kind.Entry) op.ID {
				body, ok := e.Body.(*End)
				if !ok || !isSet(w, body.Of) {
					return op.ID{}
				}
				subject, _ := w.SubjectOf(body.Of)
				return subject
			},
			Apply: applyEnd,
		},
	}
}

// maySet leaves to the fold what only a past can show: that it is to nobody outside of the community, and not to its author.
func maySet(w kind.World, e *kind.Entry) error {
	body, ok := e.Body.(*Set)
	if !ok || e.Author.Charter == nil {
		return fmt.Errorf("%w: its body is missing", kind.ErrNoRight)
	}
	if err := kind.NeedMember(w, e); err != nil {
		return err
	}
	if _, known := e.Author.Charter.Track(body.Track); body.Track != "" && !known {
		return fmt.Errorf("%w: the charter has no track %q to delegate on", kind.ErrNoRight, body.Track)
	}
	if body.Replaces.IsZero() {
		return nil
	}
	subject, _ := w.SubjectOf(body.Replaces)
	if !isSet(w, body.Replaces) || subject != SubjectOf(e.Author.Account, body.Track) {
		return fmt.Errorf("%w: what it replaces, %s, is no delegation of its author for the same thing", kind.ErrNoRight, body.Replaces.Short())
	}
	return nil
}

func mayEnd(w kind.World, e *kind.Entry) error {
	body, ok := e.Body.(*End)
	if !ok {
		return fmt.Errorf("%w: its body is missing", kind.ErrNoRight)
	}
	if author, _ := w.AccountOf(body.Of); !isSet(w, body.Of) || author != e.Author.Account {
		return fmt.Errorf("%w: what it ends, %s, is no delegation of its author", kind.ErrNoRight, body.Of.Short())
	}
	return kind.NeedMember(w, e)
}

func isSet(w kind.World, id op.ID) bool {
	name, _ := w.KindOf(id)
	return name == KindSet
}

func applySet(_ kind.Rows, _ kind.World, e *kind.Entry) ([]kind.Row, error) {
	body, ok := e.Body.(*Set)
	if !ok {
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	return []kind.Row{Row{
		Delegation: body.By(e.Author.Account, e.Op.ID), TimeMillis: e.Op.Header.TimeMillis, Replaces: body.Replaces,
	}}, nil
}

// applyEnd marks the row, if there is one: what it ends may have been set aside.
func applyEnd(rows kind.Rows, _ kind.World, e *kind.Entry) ([]kind.Row, error) {
	body, ok := e.Body.(*End)
	if !ok {
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	found, there, err := rows.Row(Table, body.Of.String())
	row, is := found.(Row)
	if err != nil || !there || !is {
		return nil, err
	}
	if row.Ended.IsZero() || e.Op.ID.Compare(row.Ended) < 0 {
		row.Ended = e.Op.ID
	}
	return []kind.Row{row}, nil
}
