package app

// Answers: who mentioned this person or answered, and what was read.

import (
	"cmp"
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Answer is a comment that concerns this account.
type Answer struct {
	proposal.Comment
	// Mentions says that it mentions the account; else it answers a post of it.
	Mentions bool
	Read     bool
}

// Answers lists the comments by others that mention this account or answer its posts, those that came here last first. Hidden ones, ones taken
// back, and those of people whom this person muted are left out.
func (c *Community) Answers(ctx context.Context, limit int) ([]Answer, error) {
	if limit <= 0 || limit > MaxPage {
		limit = DefaultPage
	}
	var list []Answer
	err := c.read(ctx, func(_ *community.Engine, r Reader) error {
		mentioning, err := r.Mentioning(c.Membership().Account, Page{Limit: limit})
		if err != nil {
			return err
		}
		answering, err := r.Answering(c.Membership().Account, Page{Limit: limit})
		if err != nil {
			return err
		}
		list, err = c.answers(r, mentioning, answering)
		return err
	})
	return list[:min(limit, len(list))], err
}

func (c *Community) answers(r Reader, mentioning, answering []proposal.Comment) ([]Answer, error) {
	muted, err := r.PersonalMutes()
	if err != nil {
		return nil, err
	}
	var list []Answer
	order := make(map[op.ID]uint64)
	for i, comment := range slices.Concat(mentioning, answering) {
		_, twice := order[comment.ID]
		if twice || comment.Author == c.Membership().Account || comment.IsGone() || comment.Absent || slices.Contains(muted, comment.Author) {
			continue
		}
		hidden, err := isHidden(r, comment.Thread, comment.ID)
		if err != nil {
			return nil, err
		}
		if hidden {
			continue
		}
		m, _, err := r.Meta(comment.ID)
		if err != nil {
			return nil, err
		}
		order[comment.ID] = m.Order
		read, err := r.IsRead(comment.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, Answer{Comment: comment, Mentions: i < len(mentioning), Read: read})
	}
	slices.SortFunc(list, func(a, b Answer) int { return cmp.Compare(order[b.ID], order[a.ID]) })
	return list, nil
}

// MarkRead notes that this person has read posts, or takes that back. Nobody else learns of it.
func (c *Community) MarkRead(ctx context.Context, read bool, posts ...op.ID) error {
	return c.replica.UpdateLocal(ctx, func(l Local) error {
		for _, id := range posts {
			if err := l.MarkRead(id, read); err != nil {
				return err
			}
		}
		return nil
	})
}
