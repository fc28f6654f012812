package view

// Talk: topics and proposals, in lists and as pages with their revisions, amendments and comments.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Topic is talk that belongs to no proposal.
type Topic struct {
	Post
	Title    string    `json:"title"`
	Text     string    `json:"text,omitempty"`
	Comments int       `json:"comment_count"`
	Thread   []Comment `json:"comments,omitempty"`
}

// Comment is one comment, as deep in its thread as it answers others.
type Comment struct {
	Post
	On     string `json:"on"`
	Parent string `json:"parent,omitempty"`
	Depth  int    `json:"depth"`
	Text   string `json:"text"`
	// Agreeing are those who agree; IAgree says that I am one of them.
	Agreeing []Name `json:"agreeing"`
	IAgree   bool   `json:"i_agree"`
	Mentions []Name `json:"mentions"`
	// MentionsMe says that it is addressed to me.
	MentionsMe bool `json:"mentions_me"`
	// AfterOutcome says, of a comment on a poll, that its author knew what the tellers had sealed.
	AfterOutcome bool `json:"after_outcome,omitempty"`
}

// Topics lists topics, newest first.
func Topics(ctx context.Context, c *app.Community, page app.Page) ([]Topic, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	list := []Topic{}
	err = c.Ask(ctx, func(r app.Reader) error {
		rows, err := r.Topics(page)
		if err != nil {
			return err
		}
		for _, row := range rows {
			v, _, err := topic(r, people, people.me, row, false)
			if err != nil {
				return err
			}
			v.Text = ""
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

// TopicPage is one topic with its comments. all also shows what is hidden.
func TopicPage(ctx context.Context, c *app.Community, row proposal.Topic, all bool) (Topic, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Topic{}, err
	}
	var v Topic
	err = c.Ask(ctx, func(r app.Reader) error {
		shown, t, err := topic(r, people, people.me, row, all)
		if err != nil {
			return err
		}
		v = shown
		v.Thread, err = t.comments(r, row.ID)
		return err
	})
	return v, err
}

func topic(r app.Reader, people *People, me op.AccountID, row proposal.Topic, all bool) (Topic, *thread, error) {
	t, err := loadThread(r, people, me, row.ID, all)
	if err != nil {
		return Topic{}, nil, err
	}
	v := Topic{Post: t.post(row.Post)}
	v.Title, v.Text = v.readable(row.Title), v.readable(row.Text)
	v.Comments, err = r.CommentCount(row.ID)
	return v, t, err
}

// Proposal is a text to decide on.
type Proposal struct {
	Post
	Title string `json:"title"`
	Track string `json:"track"`
	// TrackTitle is the track's as the charter has it; empty where the track is gone.
	TrackTitle string `json:"track_title"`
	Topic      string `json:"topic,omitempty"`
	// Revision is the current text's id, Rivals are others that nobody has replaced.
	Revision   string      `json:"revision"`
	Rivals     []string    `json:"rivals"`
	Text       string      `json:"text,omitempty"`
	Comments   int         `json:"comment_count"`
	Revisions  []Revision  `json:"revisions,omitempty"`
	Amendments []Amendment `json:"amendments,omitempty"`
	Thread     []Comment   `json:"comments,omitempty"`
	Polls      []Poll      `json:"polls"`
	// OpenAmendments counts those that nobody has decided about.
	OpenAmendments int `json:"open_amendment_count"`
	// NeedsMe says what I can do about it: "vote", "amendments", or nothing.
	NeedsMe []string `json:"needs_me"`
}

// Revision is one text of a proposal.
type Revision struct {
	Post
	Title     string   `json:"title"`
	Text      string   `json:"text"`
	Note      string   `json:"note"`
	Replaces  []string `json:"replaces"`
	Amendment string   `json:"amendment,omitempty"`
	Current   bool     `json:"current"`
}

// Amendment is another text that somebody offers.
type Amendment struct {
	Post
	Proposal string `json:"proposal"`
	Revision string `json:"revision"`
	// Name is what its note calls the change; "" where it does not.
	Name  string `json:"name"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Note  string `json:"note"`
	// Status is "open", "accepted" or "declined", DecisionReason why.
	Status         string `json:"status"`
	DecisionReason string `json:"decision_reason,omitempty"`
	TakenIn        string `json:"taken_in,omitempty"`
	// Outdated says that the text has changed since.
	Outdated bool `json:"outdated"`

	// why is the note without the name; renames says that the proposal would be called otherwise.
	why     string
	renames bool
}

// The things that a proposal can need of me.
const (
	NeedVote       = "vote"
	NeedAmendments = "amendments"
)
