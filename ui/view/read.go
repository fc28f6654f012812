package view

// Reading one post: its text, hidden or not, wherever it stands.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// PostText is one post with its text; of a ballot, its reason.
type PostText struct {
	Post
	Title string `json:"title"`
	Text  string `json:"text"`
	Note  string `json:"note,omitempty"`
}

// ReadPost reads one post, also where it is hidden or its author is muted: whether the reader may see a hidden one is for the face to ask (see
// MayReadHidden). Error: app.ErrNotFoundHere for what is no post here.
func ReadPost(ctx context.Context, c *app.Community, id op.ID) (PostText, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return PostText{}, err
	}
	var v PostText
	err = c.Ask(ctx, func(r app.Reader) error {
		m, ok, err := r.Meta(id)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("reading %s: %w", id.Short(), app.ErrNotFoundHere)
		}
		t, err := loadThread(r, people, people.me, m.Subject, true)
		if err != nil {
			return err
		}
		v, err = t.postText(r, m.Kind, id)
		return err
	})
	return v, err
}

// postText reads the row of a post, whose table goes by the kind of the op that wrote it.
func (t *thread) postText(r app.Reader, kindName string, id op.ID) (PostText, error) {
	var v PostText
	var err error
	switch kindName {
	case proposal.KindTopic:
		var row proposal.Topic
		row, err = rowOf[proposal.Topic](r, id)
		v = PostText{Post: t.post(row.Post), Title: row.Title, Text: row.Text}
	case proposal.KindPublish, proposal.KindRevise:
		var row proposal.Revision
		row, err = rowOf[proposal.Revision](r, id)
		v = PostText{Post: t.post(row.Post), Title: row.Title, Text: row.Text, Note: row.Note}
	case proposal.KindAmend:
		var row proposal.Amendment
		row, err = rowOf[proposal.Amendment](r, id)
		v = PostText{Post: t.post(row.Post), Title: row.Title, Text: row.Text, Note: row.Note}
	case proposal.KindComment:
		var row proposal.Comment
		row, err = rowOf[proposal.Comment](r, id)
		v = PostText{Post: t.post(row.Post), Text: row.Text}
	case poll.KindCast, poll.KindAssist:
		var row poll.Ballot
		row, err = rowOf[poll.Ballot](r, id)
		v = PostText{Post: t.post(proposal.Post{ID: row.ID, Thread: row.Poll, Author: row.Account, TimeMillis: row.TimeMillis}), Text: row.Reason}
	default:
		return v, fmt.Errorf("reading %s, a %s: %w", id.Short(), kindName, app.ErrNotFoundHere)
	}
	return v, err
}

// rowOf reads the row that belongs to an op. Error: app.ErrNotFoundHere.
func rowOf[R kind.Row](r app.Reader, id op.ID) (R, error) {
	var none R
	row, ok, err := r.Row(none.Table(), id.String())
	if err != nil {
		return none, err
	}
	is, fits := row.(R)
	if !ok || !fits {
		return none, fmt.Errorf("%s in %s: %w", id.Short(), none.Table(), app.ErrNotFoundHere)
	}
	return is, nil
}

// title is the title of a topic or a proposal; empty where it cannot be read.
func (t *thread) title(r app.Reader, id op.ID) (string, error) {
	m, _, err := r.Meta(id)
	if err != nil {
		return "", err
	}
	switch m.Kind {
	case proposal.KindTopic:
		row, err := rowOf[proposal.Topic](r, id)
		return t.post(row.Post).readable(row.Title), err
	case poll.KindOpen:
		row, err := rowOf[poll.Poll](r, id)
		return row.Opening.Title, err
	}
	row, err := rowOf[proposal.Proposal](r, id)
	return t.post(row.Post).readable(row.Title), err
}

// MayReadHidden reports whether somebody may read a hidden post: those who may hide, and whoever wrote it.
func (p *People) MayReadHidden(me op.AccountID, post Post) bool {
	person, _ := p.Find(me)
	return post.Mine || slices.Contains(person.Roles, RoleSteward)
}
