package proposal

// Proposals: a text in preparation. Publishing makes the proposal and its first revision at once.

import (
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Publish is the body of proposal.publish. Members write it.
type Publish struct {
	Title string `cbor:"title"`
	// Text is Markdown.
	Text string `cbor:"text"`
	// Track is the id of the track that it is meant for. The poll's opening says which it is decided on.
	Track string `cbor:"track"`
	// Topic is the topic that becomes this proposal; zero for none.
	Topic op.ID `cbor:"topic"`
}

// Check checks the form.
func (b *Publish) Check() error {
	return firstError(checkTitledText(b.Title, b.Text), part("track", charter.CheckLine(b.Track, charter.MaxTrackIDBytes)))
}

// Deps are the topic.
func (b *Publish) Deps() []op.ID { return ascending(b.Topic) }

// Proposal is a row: a proposal with its newest texts.
type Proposal struct {
	Post
	Track string
	// Topic is the topic that became it; zero for none.
	Topic op.ID
	// Heads are the revisions that no other replaces, ascending. The last is current, the others are its rivals.
	Heads []op.ID
	// Title is that of the current revision.
	Title string
}

// Table is "proposals".
func (Proposal) Table() string { return "proposals" }

// Current is the revision that counts as the text.
func (p Proposal) Current() op.ID { return newest(p.Heads) }

// Rivals are the revisions that nobody has replaced, and that are not current.
func (p Proposal) Rivals() []op.ID { return p.Heads[:max(0, len(p.Heads)-1)] }

// Revision is a row: one text of a proposal. That of the publishing has the proposal's id.
type Revision struct {
	Post
	// Replaces are the revisions whose text this one takes the place of, ascending.
	Replaces []op.ID
	// Amendment is the one that it takes in; zero for none.
	Amendment op.ID
	Title     string
	Text      string
	// Note says why.
	Note string
}

// Table is "revisions".
func (Revision) Table() string { return "revisions" }

func (r *Revision) take(by taking) {
	r.Post.take(by)
	r.Title, r.Text, r.Note = "", "", ""
}

func publishKind() kind.Kind {
	return post(KindPublish, kind.NeedMember, nil, func(_ kind.Rows, w kind.World, e *kind.Entry, b *Publish) ([]kind.Row, error) {
		topic := depOf(w, e, KindTopic)
		fits := b != nil && b.Topic == topic
		p := Proposal{Post: newPost(e, e.Op.ID, fits), Topic: topic, Heads: []op.ID{e.Op.ID}}
		r := Revision{Post: p.Post}
		if fits {
			p.Track, p.Title = b.Track, b.Title
			r.Title, r.Text = b.Title, b.Text
		}
		return []kind.Row{p, r}, nil
	})
}

// takeRevision blanks a revision, and the proposal's title where the revision is current. The first revision takes the proposal with it.
func takeRevision(rows kind.Rows, of op.ID, by taking) ([]kind.Row, error) {
	revision, found, err := find[Revision](rows, of)
	if err != nil || !found {
		return nil, err
	}
	revision.take(by)
	proposal, err := change(rows, revision.Thread, func(p *Proposal) {
		if p.ID == of {
			p.Post.take(by)
			p.Track = ""
		}
		if p.Current() == of {
			p.Title = ""
		}
	})
	if err != nil {
		return nil, err
	}
	return append(proposal, revision), nil
}
