package proposal

// Topics: talk that belongs to no proposal yet. A topic can become one.

import (
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// NewTopic is the body of topic.new. Members and newcomers write it.
type NewTopic struct {
	Title string `cbor:"title"`
	// Text is Markdown.
	Text string `cbor:"text"`
}

// Check checks the form.
func (b *NewTopic) Check() error { return checkTitledText(b.Title, b.Text) }

// Deps are none.
func (b *NewTopic) Deps() []op.ID { return nil }

func checkTitledText(title, text string) error {
	return firstError(
		part("title", charter.CheckLine(title, MaxTitleCharacters)),
		part("text", charter.CheckText(text, MaxTextBytes)),
	)
}

// Topic is a row: a topic as people see it.
type Topic struct {
	Post
	Title string
	Text  string
}

// Table is "topics".
func (Topic) Table() string { return "topics" }

func (t *Topic) take(by taking) {
	t.Post.take(by)
	t.Title, t.Text = "", ""
}

func topicKind() kind.Kind {
	return post(KindTopic, kind.NeedWriter, nil, func(_ kind.Rows, _ kind.World, e *kind.Entry, b *NewTopic) ([]kind.Row, error) {
		row := Topic{Post: newPost(e, e.Op.ID, b != nil)}
		if b != nil {
			row.Title, row.Text = b.Title, b.Text
		}
		return []kind.Row{row}, nil
	})
}
