package view

// Discussion: the topics, those in which somebody spoke last first, with how much of each is new.

import (
	"context"
	"slices"

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
	return spoken(r.Title, r.State, r.When, r.Last)
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
			talk, err := r.Talk(t.ID, app.TalkQuery{Reader: people.me, AfterMillis: seenMillis})
			if err != nil {
				return err
			}
			row := w.discussionRow(shown, talk)
			if !talk.Last.IsZero() {
				last, err := thread.postText(r, proposal.KindComment, talk.Last)
				if err != nil {
					return err
				}
				row.Last = w.saidLast(last)
			}
			rows = append(rows, row)
		}
		return nil
	})
	slices.SortStableFunc(rows, func(a, b DiscussionRow) int { return int(min(max(b.lastMillis-a.lastMillis, -1), 1)) })
	return rows, err
}

func (w Words) discussionRow(v Topic, talk app.Talk) DiscussionRow {
	row := DiscussionRow{
		ID: v.ID, Title: text.Line(v.Title), lastMillis: max(v.TimeMillis, talk.LastMillis), New: talk.New > 0,
		Last: w.saidLast(PostText{Post: v.Post, Text: v.Text}), Goes: Target{Section: SectionDiscussion, Item: v.ID},
	}
	if !v.IsReadable() {
		row.Title, row.Last = w.WhyUnreadable(v.Post), ""
	}
	row.When = w.Stamp(row.lastMillis)
	switch {
	case talk.New > 0:
		row.State = w.Say.N("discussion.new", talk.New, nil)
	case talk.Comments > 0:
		row.State = w.Say.N("discussion.answers", talk.Comments, nil)
	default:
		row.State = w.Say.T("discussion.no_answer", nil)
	}
	return row
}

func (w Words) saidLast(p PostText) string {
	return w.Say.T("discussion.said", map[string]any{"Name": p.Author.String(), "Text": quoted(p.Text)})
}

// TopicView is the page of one topic: its text, and its comments for NewThread.
type TopicView struct {
	Path  []string
	Title string
	By    Sentence
	Text  []Block
	// Source is the Markdown that Text was made from; NoText says why there is none.
	Source, NoText string
	Mine           bool
	// Covered and Hidden are as in a ThreadRow.
	Covered, Hidden bool
	Comments        []Comment
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
		page.Covered, page.Hidden = v.State == PostHidden || v.State == PostMuted, v.State == PostHidden
		return page, nil
	}
	page.Text, page.Source = Prose(v.Text), v.Text
	return page, nil
}
