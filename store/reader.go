package store

// The questions of app.Reader that no domain asks: pages, ids, the newest ops, damage.

import (
	"encoding/base32"
	"math"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

var _ app.Reader = (*Session)(nil)

func limitOf(p app.Page) int {
	if p.Limit <= 0 {
		return app.DefaultPage
	}
	return min(p.Limit, app.MaxPage)
}

// descending is where a page that goes down begins: before an Order.
func (s *Session) descending(p app.Page) (before uint64, limit int, err error) {
	if p.After.IsZero() {
		return math.MaxInt64, limitOf(p), nil
	}
	meta, _, err := s.Meta(p.After)
	return meta.Order, limitOf(p), err
}

// ascending is where a page that goes up begins: after an Order. An op that is not here any more begins it anew.
func (s *Session) ascending(p app.Page) (after uint64, limit int, err error) {
	if p.After.IsZero() {
		return 0, limitOf(p), nil
	}
	meta, _, err := s.Meta(p.After)
	return meta.Order, limitOf(p), err
}

func newestFirst[R kind.Row](s *Session, t *opTable[R], p app.Page) ([]R, error) {
	before, limit, err := s.descending(p)
	if err != nil {
		return nil, err
	}
	return t.list(s, "ord < ? ORDER BY ord DESC LIMIT ?", before, limit)
}

// ofSubject lists the rows of a subject, the oldest first.
func ofSubject[R kind.Row](s *Session, t *opTable[R], subject op.ID) ([]R, error) {
	ref, err := s.FindSubject(subject)
	if err != nil || ref == 0 {
		return nil, explain(err)
	}
	return t.list(s, "subject = ? ORDER BY ord", ref)
}

// Newest lists the newest stored ops.
func (s *Session) Newest(p app.Page) ([]community.Meta, error) {
	return s.metasDown(p, "SELECT "+metaColumns+" FROM ops WHERE ord < ? ORDER BY ord DESC LIMIT ?")
}

// NotApplied lists the ops whose verdict is another than applied, the newest first.
func (s *Session) NotApplied(p app.Page) ([]community.Meta, error) {
	return s.metasDown(p, "SELECT "+metaColumns+" FROM ops INDEXED BY ops_not_applied WHERE verdict <> 1 AND ord < ? ORDER BY ord DESC LIMIT ?")
}

func (s *Session) metasDown(p app.Page, query string) ([]community.Meta, error) {
	before, limit, err := s.descending(p)
	if err != nil {
		return nil, err
	}
	var parts []partMeta
	err = s.conn.Each(query, func(c lite.Row) (bool, error) {
		parts = append(parts, readPart(c))
		return true, nil
	}, before, limit)
	if err != nil {
		return nil, explain(err)
	}
	metas := make([]community.Meta, len(parts))
	for i, part := range parts {
		if metas[i], err = s.complete(part); err != nil {
			return nil, explain(err)
		}
	}
	return metas, nil
}

// OpCount counts the stored ops.
func (s *Session) OpCount() (int, error) {
	n, err := s.counter(opCount)
	return int(n), explain(err)
}

// IDs lists the stored ops whose text begins with a prefix as op.IDPrefix makes it, ascending, at most limit.
func (s *Session) IDs(prefix string, limit int) ([]op.ID, error) {
	low, high, ok := headRange(prefix)
	if !ok || limit <= 0 {
		return nil, nil
	}
	var found []op.ID
	err := s.headsBetween(low, high, func(id op.ID) bool {
		if strings.HasPrefix(id.String(), prefix) {
			found = append(found, id)
		}
		return len(found) < limit
	})
	slices.SortFunc(found, op.ID.Compare)
	return found, explain(err)
}

func (s *Session) headsBetween(low, high int64, yield func(op.ID) bool) error {
	return s.conn.Each("SELECT ord FROM ops WHERE head BETWEEN ? AND ? ORDER BY head, twin", func(c lite.Row) (bool, error) {
		id, err := s.opID(c.Int(0))
		return err == nil && yield(id), err
	}, low, high)
}

// The text of an id is "b" and base32 of its CID: four bytes that all ids share, then the digest. boundChars of it, 15 bytes, hold its head.
const (
	cidPrefixBytes = 4
	boundChars     = 24
)

var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// headRange is the numbers between which the heads of the ids lie that begin with a text.
func headRange(prefix string) (low, high int64, ok bool) {
	text, ok := strings.CutPrefix(prefix, "b")
	if !ok || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return 0, 0, false
	}
	bound := func(fill string) int64 {
		raw, err := base32Lower.DecodeString((text + strings.Repeat(fill, boundChars))[:boundChars])
		if err != nil {
			panic("base32 of checked letters cannot fail: " + err.Error())
		}
		var id op.ID
		copy(id[:], raw[cidPrefixBytes:])
		return headOf(id)
	}
	return bound("a"), bound("7"), true
}
