package view

// Discussion: the topics, those in which somebody spoke last first, with how much of each is new.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// DiscussionRow is one topic.
type DiscussionRow struct {
	ID    string
	Title string
	// Last is what was said last, with the name of who said it.
	Last string
	// State says how much is new, or how many answers there are; New that something is.
	State string
	New   bool
	When  string
	Goes  Target

	lastMillis int64
}

// Label says all of a row to who does not see it.
func (r DiscussionRow) Label() string {
	return strings.Join([]string{r.Title, r.State, r.When, r.Last}, ". ")
}

// LoadDiscussion lists the newest topics. seenMillis is since when what others wrote is new to this person.
func LoadDiscussion(ctx context.Context, c *app.Community, w Words, seenMillis int64) ([]DiscussionRow, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rows := []DiscussionRow{}
	err = c.Ask(ctx, func(r app.Reader) error {
		topics, err := r.Topics(app.Page{Limit: maxDecisions})
		if err != nil {
			return err
		}
		for _, t := range topics {
			shown, thread, err := topic(r, people, people.me, t, false)
			if err != nil {
				return err
			}
			comments, err := commentsOf(r, t.ID)
			if err != nil {
				return err
			}
			rows = append(rows, w.discussionRow(shown, thread, comments, seenMillis))
		}
		return nil
	})
	slices.SortStableFunc(rows, func(a, b DiscussionRow) int { return int(min(max(b.lastMillis-a.lastMillis, -1), 1)) })
	return rows, err
}

func (w Words) discussionRow(v Topic, t *thread, comments []proposal.Comment, seenMillis int64) DiscussionRow {
	row := DiscussionRow{
		ID: v.ID, Title: text.Line(v.Title), lastMillis: v.TimeMillis, Goes: Target{Section: SectionDiscussion, Item: v.ID},
		Last: w.Say.T("discussion.said", map[string]any{"Name": v.Author.String(), "Text": quoted(v.Text)}),
	}
	if !v.IsReadable() {
		row.Title, row.Last = w.WhyUnreadable(v.Post), ""
	}
	fresh, answers := 0, 0
	for _, c := range comments {
		post := t.post(c.Post)
		if !post.IsReadable() {
			continue
		}
		answers++
		if !post.Mine && post.TimeMillis > seenMillis {
			fresh++
		}
		row.lastMillis = max(row.lastMillis, post.TimeMillis)
		row.Last = w.Say.T("discussion.said", map[string]any{"Name": post.Author.String(), "Text": quoted(c.Text)})
	}
	row.When, row.New = w.Stamp(row.lastMillis), fresh > 0
	switch {
	case fresh > 0:
		row.State = w.Say.N("discussion.new", fresh, nil)
	case answers > 0:
		row.State = w.Say.N("discussion.answers", answers, nil)
	default:
		row.State = w.Say.T("discussion.no_answer", nil)
	}
	return row
}

// TopicView is the page of one topic: its text, and its comments for NewThread.
type TopicView struct {
	Path     []string
	Title    string
	By       Sentence
	Text     []Block
	// Source is the Markdown that Text was made from; NoText says why there is none.
	Source, NoText string
	Mine           bool
	Comments       []Comment
}

// LoadTopic reads the page of a topic. Error: app.ErrNotFoundHere.
func LoadTopic(ctx context.Context, c *app.Community, w Words, id op.ID) (TopicView, error) {
	row, err := c.Topic(ctx, id)
	if err != nil {
		return TopicView{}, err
	}
	v, err := TopicPage(ctx, c, row, false)
	if err != nil {
		return TopicView{}, err
	}
	page := TopicView{
		Path: w.Path(SectionDiscussion), Title: text.Line(v.Title), Comments: v.Thread, Mine: v.Mine,
		By: w.sentence("discussion.begun_by", map[string]any{"When": w.Stamp(v.TimeMillis)}, map[string]string{"Name": v.Author.String()}),
	}
	if !v.IsReadable() {
		page.NoText = w.WhyUnreadable(v.Post)
		page.Title = page.NoText
		return page, nil
	}
	page.Text, page.Source = Prose(v.Text), v.Text
	return page, nil
}
