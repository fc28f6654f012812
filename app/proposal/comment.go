package proposal

// Comments, on topics, proposals, amendments and polls, in threads.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// AddComment is the body of comment.add. Members and newcomers write it.
type AddComment struct {
	// On is the topic, proposal, amendment or poll.
	On op.ID `cbor:"on"`
	// Parent is the comment that it answers; zero for none.
	Parent op.ID `cbor:"parent"`
	// Text is Markdown.
	Text string `cbor:"text"`
	// Mentions are the accounts whom the text's @names mean, ascending.
	Mentions []op.AccountID `cbor:"mentions"`
}

// Check checks the form.
func (b *AddComment) Check() error {
	if len(b.Mentions) > MaxMentions {
		return fmt.Errorf("it mentions %d people, where at most %d fit", len(b.Mentions), MaxMentions)
	}
	if !isAscending(b.Mentions, op.AccountID.Compare) {
		return fmt.Errorf("its mentions are not in ascending order, each once")
	}
	if strings.TrimSpace(b.Text) == "" {
		return part("text", fmt.Errorf("%w: it is empty", charter.ErrNotClean))
	}
	return firstError(checkID("post that it is on", b.On), part("text", charter.CheckText(b.Text, MaxCommentBytes)))
}

// Deps are the post that it is on and the comment that it answers.
func (b *AddComment) Deps() []op.ID { return ascending(b.On, b.Parent) }

// Comment is a row. On and Parent are told by the header, so they stay when the text goes.
type Comment struct {
	Post
	On       op.ID
	Parent   op.ID
	Text     string
	Mentions []op.AccountID
	// Outcome is a seal of the poll that it is on: its author knew what the tellers had sealed. Zero for all other comments.
	Outcome op.ID
}

// Table is "comments".
func (Comment) Table() string { return "comments" }

func (c *Comment) take(by taking) {
	c.Post.take(by)
	c.Text, c.Mentions = "", nil
}

func commentKind() kind.Kind {
	subject := func(w kind.World, e *kind.Entry) op.ID { return subjectOf(w, commentedOn(w, e)) }
	k := post(KindComment, kind.NeedWriter, subject, applyComment)
	k.MaxBodyBytes = maxCommentBody
	return k
}

func commentedOn(w kind.World, e *kind.Entry) op.ID {
	return depOf(w, e, KindTopic, KindPublish, KindAmend, kindOpen)
}

func applyComment(_ kind.Rows, w kind.World, e *kind.Entry, b *AddComment) ([]kind.Row, error) {
	on := commentedOn(w, e)
	thread := subjectOf(w, on)
	if thread.IsZero() {
		return nil, nil
	}
	c := Comment{On: on, Parent: depIn(thread, w, e, KindComment)}
	if on == thread && isKind(w, on, kindOpen) {
		c.Outcome = depIn(thread, w, e, kindSeal)
	}
	fits := b != nil && b.On == c.On && b.Parent == c.Parent
	c.Post = newPost(e, thread, fits)
	if fits {
		c.Text, c.Mentions = b.Text, noneIfEmpty(b.Mentions)
	}
	return []kind.Row{c}, nil
}

// noneIfEmpty makes "no mentions" one value, however it was decoded.
func noneIfEmpty(accounts []op.AccountID) []op.AccountID {
	if len(accounts) == 0 {
		return nil
	}
	return slices.Clone(accounts)
}
