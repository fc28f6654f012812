package proposal

// Post: what the rows of everything that can be withdrawn or hidden have in common.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Post is the part of a row that the header and later acts decide; a post's texts come from its body.
// All rows of this package are values, not pointers.
type Post struct {
	ID op.ID
	// Thread is the subject: the topic, the proposal, or the account of a profile.
	Thread   op.ID
	Author   op.AccountID
	Newcomer bool
	// TimeMillis is the author's clock, to be shown only.
	TimeMillis int64
	// Absent says that the texts are missing: the body is not at hand, or not of its kind's form, or says other than its header.
	Absent bool
	// Withdrawn is the author's withdrawal of it, and Dropped the hide that lets its body be dropped: the smallest id of several, zero for
	// none. With either, all texts are gone, at hand or not.
	Withdrawn op.ID
	Dropped   op.ID
}

// Key is the op's id.
func (p Post) Key() string { return p.ID.String() }

// Subject is the thread.
func (p Post) Subject() op.ID { return p.Thread }

// IsGone reports whether its texts have been taken away.
func (p Post) IsGone() bool { return !p.Withdrawn.IsZero() || !p.Dropped.IsZero() }

func newPost(e *kind.Entry, thread op.ID, fits bool) Post {
	return Post{
		ID: e.Op.ID, Thread: thread, Author: e.Author.Account, Newcomer: e.Author.Newcomer,
		TimeMillis: e.Op.Header.TimeMillis, Absent: !fits,
	}
}

// take writes down who took the texts away, and leaves no trace of whether they were at hand.
func (p *Post) take(t taking) {
	p.Absent = false
	p.Withdrawn = smaller(p.Withdrawn, t.withdrawn)
	p.Dropped = smaller(p.Dropped, t.dropped)
}

// taking is a withdrawal, or a hide that drops: one of both is zero.
type taking struct{ withdrawn, dropped op.ID }

// smaller is the smaller id of two; zero counts as none.
func smaller(a, b op.ID) op.ID {
	if a.IsZero() || !b.IsZero() && b.Compare(a) < 0 {
		return b
	}
	return a
}

// find reads a row of a known type.
func find[R kind.Row](rows kind.Rows, id op.ID) (row R, found bool, err error) {
	raw, found, err := rows.Row(row.Table(), id.String())
	if err != nil || !found {
		return row, false, err
	}
	row, ok := raw.(R)
	if !ok {
		return row, false, fmt.Errorf("reading %s %s: a row of type %T", row.Table(), id, raw)
	}
	return row, true, nil
}

// change reads a row, changes it, and returns it; nothing where there is no such row, because its op is not applied.
func change[R kind.Row](rows kind.Rows, id op.ID, how func(*R)) ([]kind.Row, error) {
	row, found, err := find[R](rows, id)
	if err != nil || !found {
		return nil, err
	}
	how(&row)
	return []kind.Row{row}, nil
}

// following is what is newest after an op that replaces some: the ids that nobody has replaced, ascending.
func following(heads, replaced []op.ID, id op.ID) []op.ID {
	next := []op.ID{id}
	for _, h := range heads {
		if !slices.Contains(replaced, h) {
			next = append(next, h)
		}
	}
	return ascending(next...)
}

// newest is the largest of some heads; zero where there is none.
func newest(heads []op.ID) op.ID {
	if len(heads) == 0 {
		return op.ID{}
	}
	return heads[len(heads)-1]
}

// takeTexts blanks the rows of a post.
func takeTexts(rows kind.Rows, w kind.World, of op.ID, t taking) ([]kind.Row, error) {
	name, _ := w.KindOf(of)
	switch name {
	case KindTopic:
		return change(rows, of, func(r *Topic) { r.take(t) })
	case KindComment:
		return change(rows, of, func(r *Comment) { r.take(t) })
	case KindAmend:
		return change(rows, of, func(r *Amendment) { r.take(t) })
	case KindPublish, KindRevise:
		return takeRevision(rows, of, t)
	case KindProfile:
		return takeProfile(rows, of, t)
	}
	return nil, nil
}
