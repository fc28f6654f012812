package view

// Post: what topics, proposals, amendments and comments have in common when they are shown.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The states of a post.
const (
	// PostShown is one whose text can be read.
	PostShown = "shown"
	// PostHidden is hidden by a steward; its text can be read on request.
	PostHidden = "hidden"
	// PostWithdrawn was taken back by its author, PostDropped taken away by a steward: the text is gone.
	PostWithdrawn = "withdrawn"
	PostDropped   = "dropped"
	// PostAbsent is one whose text is not here.
	PostAbsent = "absent"
	// PostMuted is by somebody who is muted.
	PostMuted = "muted"
)

// Post is the part that all of them show.
type Post struct {
	ID         string `json:"id"`
	Thread     string `json:"thread"`
	Author     Name   `json:"author"`
	Newcomer   bool   `json:"author_is_newcomer"`
	Mine       bool   `json:"mine"`
	TimeMillis int64  `json:"time_ms"`
	State      string `json:"state"`
	// HiddenBy and Reason are set where a steward has hidden it.
	HiddenBy *Name  `json:"hidden_by,omitempty"`
	Reason   string `json:"hidden_reason,omitempty"`
}

// Short is the id as people see it.
func (p Post) Short() string { return text.ShortID(p.ID) }

// IsReadable reports whether the text is shown.
func (p Post) IsReadable() bool { return p.State == PostShown }

// thread is what is needed to show the posts of one topic or proposal.
type thread struct {
	people *People
	me     op.AccountID
	hidden map[op.ID]proposal.Hiding
	// all also shows what is hidden or muted.
	all bool
}

func loadThread(r app.Reader, people *People, me op.AccountID, id op.ID, all bool) (*thread, error) {
	hidings, err := r.Hidden(id)
	if err != nil {
		return nil, err
	}
	t := &thread{people: people, me: me, hidden: make(map[op.ID]proposal.Hiding), all: all}
	for _, h := range hidings {
		t.hidden[h.Of] = h
	}
	return t, nil
}

func (t *thread) post(p proposal.Post) Post {
	v := Post{
		ID: p.ID.String(), Thread: p.Thread.String(), Author: t.people.Name(p.Author), Newcomer: p.Newcomer, Mine: p.Author == t.me,
		TimeMillis: p.TimeMillis, State: PostShown,
	}
	if h, hidden := t.hidden[p.ID]; hidden {
		by := t.people.Name(h.By)
		v.HiddenBy, v.Reason = &by, h.Reason
	}
	author, _ := t.people.Find(p.Author)
	switch {
	case !p.Withdrawn.IsZero():
		v.State = PostWithdrawn
	case !p.Dropped.IsZero():
		v.State = PostDropped
	case p.Absent:
		v.State = PostAbsent
	case v.HiddenBy != nil && !t.all:
		v.State = PostHidden
	case (author.Muted || author.MutedByMe) && !t.all:
		v.State = PostMuted
	}
	return v
}

// readable is a text where it may be shown, else nothing.
func (p Post) readable(written string) string {
	if !p.IsReadable() {
		return ""
	}
	return written
}
