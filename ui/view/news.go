package view

// News: what others did, as sentences with who and what standing out.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// NewsRow is one thing that happened.
type NewsRow struct {
	AtMillis int64
	// By is whose avatar stands before it; the zero name for what nobody did alone, for which Icon is set.
	By   Name
	Icon string
	// Said is the sentence, Quote what was written.
	Said  Sentence
	Quote string
	When  string
	// ToMe says that it answers or mentions me.
	ToMe bool
	Goes Target

	thread string // of a comment to nobody in particular
}

// The icons of what nobody did alone.
const (
	IconDecided    = "decided"
	IconConfirming = "confirming"
)

// quoteLength bounds a quote, in characters: two lines of it are shown.
const quoteLength = 200

// news makes rows of the acts that people want to hear of; ballots are no news by themselves.
func (w Words) news(ctx context.Context, c *app.Community, people *People, events []app.LogEntry) ([]NewsRow, error) {
	rows := []NewsRow{}
	invitedBy, err := inviters(ctx, c, people, events)
	if err != nil {
		return rows, err
	}
	err = c.Ask(ctx, func(r app.Reader) error {
		for _, e := range events {
			row, tell, err := w.newsRow(r, people, e)
			if err != nil {
				return err
			}
			if by, invited := invitedBy[e.Account]; invited && e.Kind == authority.KindJoin {
				row.Quote = w.Say.T("news.invited_by", map[string]any{"Name": by.String()})
			}
			if tell && row.thread != "" { // the newest stands for all that was said there
				tell = !slices.ContainsFunc(rows, func(told NewsRow) bool { return told.thread == row.thread })
			}
			if tell {
				row.AtMillis, row.When = e.TimeMillis, w.Stamp(e.TimeMillis)
				rows = append(rows, row)
			}
		}
		return nil
	})
	return rows, err
}

// inviters are those by whose invites people came, where the news tell of any who did.
func inviters(ctx context.Context, c *app.Community, people *People, events []app.LogEntry) (map[op.AccountID]Name, error) {
	if !slices.ContainsFunc(events, func(e app.LogEntry) bool { return e.Kind == authority.KindJoin }) {
		return nil, nil
	}
	accounts, err := c.People(ctx)
	if err != nil {
		return nil, err
	}
	invites, err := c.Invites(ctx)
	if err != nil {
		return nil, err
	}
	makers := make(map[op.ID]Name, len(invites))
	for _, i := range invites {
		makers[i.ID] = people.Name(i.By)
	}
	by := make(map[op.AccountID]Name)
	for _, a := range accounts {
		if maker, known := makers[a.Invite]; known {
			by[a.Account] = maker
		}
	}
	return by, nil
}

// newsRow is one act as news; tell is false for one that is none.
func (w Words) newsRow(r app.Reader, people *People, e app.LogEntry) (row NewsRow, tell bool, err error) {
	by := people.Name(e.Account)
	row.By = by
	switch e.Kind {
	case proposal.KindComment:
		return w.commentNews(r, people, e, row)
	case proposal.KindAmend:
		return w.amendmentNews(r, people, e, row)
	case proposal.KindTopic, proposal.KindPublish, proposal.KindRevise:
		post, err := newsPost(r, people, e)
		if err != nil || !post.IsReadable() {
			return row, false, err
		}
		row.Said = w.sentence(newsKeys[e.Kind], nil, map[string]string{"Name": by.String(), "Title": post.Title})
		row.Quote = quoted(post.Note)
		row.Goes = Target{Section: SectionDecisions, Item: post.Thread}
		if e.Kind == proposal.KindTopic {
			row.Goes.Section = SectionDiscussion
		}
		return row, true, nil
	case poll.KindOpen:
		opened, err := rowOf[poll.Poll](r, e.ID)
		if err != nil {
			return row, false, nil // it was opened, and is no poll
		}
		row.Said = w.sentence("news.opened", nil, map[string]string{"Name": by.String(), "Title": opened.Opening.Title})
		row.Goes = Target{Section: SectionDecisions, Item: e.ID.String()}
		if !opened.Opening.Proposal.IsZero() {
			row.Goes.Item = opened.Opening.Proposal.String()
		}
		return row, true, nil
	case authority.KindJoin:
		row.Said = w.joinNews(people, e.Account)
		row.Goes = Target{Section: SectionMembers, Tab: TabPeople, Item: by.Account}
		return row, true, nil
	case authority.KindCommit:
		row.Said = w.sentence("news.rules", nil, map[string]string{"Name": by.String()})
		row.Goes = Target{Section: SectionMembers, Tab: TabRules}
		return row, true, nil
	}
	return row, false, nil
}

var newsKeys = map[string]string{
	proposal.KindTopic: "news.topic", proposal.KindPublish: "news.published", proposal.KindRevise: "news.revised",
}

func newsPost(r app.Reader, people *People, e app.LogEntry) (PostText, error) {
	t, err := loadThread(r, people, people.me, e.Subject, false)
	if err != nil {
		return PostText{}, err
	}
	return t.postText(r, e.Kind, e.ID)
}

func (w Words) commentNews(r app.Reader, people *People, e app.LogEntry, row NewsRow) (NewsRow, bool, error) {
	post, err := newsPost(r, people, e)
	if err != nil || !post.IsReadable() {
		return row, false, err
	}
	comment, err := rowOf[proposal.Comment](r, e.ID)
	if err != nil {
		return row, false, err
	}
	t, err := loadThread(r, people, people.me, e.Subject, false)
	if err != nil {
		return row, false, err
	}
	title, err := t.title(r, comment.Thread)
	if err != nil {
		return row, false, err
	}
	mine, err := isMine(r, people.me, comment.Parent)
	if err != nil {
		return row, false, err
	}
	key := w.commentKey(comment, people.me, mine)
	if row.ToMe = key != keySaid; !row.ToMe {
		row.thread = comment.Thread.String()
	}
	row.Said = w.sentence(key, nil, map[string]string{"Name": row.By.String(), "Title": title})
	row.Quote = w.Say.T("news.quote", map[string]any{"Text": quoted(unmarked(post.Text))})
	row.Goes = Target{Section: SectionDecisions, Item: comment.Thread.String(), Tab: TabDiscussion, Focus: e.ID.String()}
	if m, known, err := r.Meta(comment.Thread); err != nil {
		return row, false, err
	} else if known && m.Kind == proposal.KindTopic {
		row.Goes.Section, row.Goes.Tab = SectionDiscussion, ""
	}
	return row, true, nil
}

func (w Words) commentKey(c proposal.Comment, me op.AccountID, answersMe bool) string {
	for _, mentioned := range c.Mentions {
		if mentioned == me {
			return "news.mentioned"
		}
	}
	if answersMe {
		return "news.answered"
	}
	return keySaid
}

// keySaid is a comment that is to nobody in particular.
const keySaid = "news.said"

func isMine(r app.Reader, me op.AccountID, id op.ID) (bool, error) {
	if id.IsZero() {
		return false, nil
	}
	row, ok, err := r.Row(proposal.Comment{}.Table(), id.String())
	parent, is := row.(proposal.Comment)
	return ok && is && parent.Author == me, err
}

func (w Words) amendmentNews(r app.Reader, people *People, e app.LogEntry, row NewsRow) (NewsRow, bool, error) {
	a, err := rowOf[proposal.Amendment](r, e.ID)
	if err != nil {
		return row, false, err
	}
	t, err := loadThread(r, people, people.me, a.Thread, false)
	if err != nil {
		return row, false, err
	}
	of, err := rowOf[proposal.Proposal](r, a.Thread)
	if err != nil {
		return row, false, err
	}
	v := t.amendment(a, of)
	if !v.IsReadable() {
		return row, false, nil
	}
	title, err := t.title(r, a.Thread)
	if err != nil {
		return row, false, err
	}
	row.Said = w.sentence("news.amended", nil, map[string]string{"Name": row.By.String(), "Title": title})
	row.Quote = nameOf(v.Note)
	if before, found, err := r.Row(proposal.Revision{}.Table(), a.Revision.String()); err != nil {
		return row, false, err
	} else if text, is := before.(proposal.Revision); found && is && row.Quote == "" {
		row.Quote = w.Difference(text.Text, v.Text).Summary
	}
	row.Goes = Target{Section: SectionDecisions, Item: a.Thread.String(), Tab: TabAmendments, Focus: e.ID.String()}
	return row, true, nil
}

// joinNews says who joined, and who let them in where that is known.
func (w Words) joinNews(people *People, account op.AccountID) Sentence {
	person, _ := people.Find(account)
	if person.State == StateNewcomer {
		return w.sentence("news.asks_in", nil, map[string]string{"Name": people.Name(account).String()})
	}
	return w.sentence("news.joined", nil, map[string]string{"Name": people.Name(account).String()})
}

// outcomeNews are polls that closed, or began to be confirmed, since somebody was here before.
func (w Words) outcomeNews(polls []Poll, beforeMillis int64) []NewsRow {
	var rows []NewsRow
	for _, p := range polls {
		goes := Target{Section: SectionDecisions, Item: p.decisionID()}
		title := map[string]string{"Title": p.Title}
		switch c := p.Course; {
		case p.State == PollClosed && p.ClosesMillis > beforeMillis:
			row := NewsRow{
				AtMillis: p.ClosesMillis, Icon: IconDecided, Said: w.sentence("news.decided", nil, title), When: w.Stamp(p.ClosesMillis), Goes: goes,
			}
			if c := p.Closing; p.Running.Tally != nil && c != nil && c.Outcome != nil && len(c.Late) == 0 { // then it counts just what was sealed
				row.Quote = p.Running.Tally.Verdict(w)
			}
			rows = append(rows, row)
		case p.State == PollOpen && c != nil && c.State == "confirming" && c.ConfirmingSinceMillis > beforeMillis:
			rows = append(rows, NewsRow{
				AtMillis: c.ConfirmingSinceMillis, Icon: IconConfirming, When: w.Stamp(c.ConfirmingSinceMillis), Goes: goes,
				Said: w.sentence("news.confirming", map[string]any{"When": w.Moment(c.ConfirmingSinceMillis + c.ConfirmMillis)}, title),
			})
		}
	}
	return rows
}

// marksOfText are those of Markdown that stand around words: on one line of an excerpt they only stand in the way.
var marksOfText = strings.NewReplacer("**", "", "__", "", "~~", "", "`", "")

// unmarked is a text without them.
func unmarked(written string) string { return marksOfText.Replace(written) }

// quoted is the beginning of what somebody wrote, on one line and within bounds.
func quoted(written string) string {
	line := strings.Join(strings.Fields(text.Line(written)), " ")
	runes := []rune(line)
	if len(runes) <= quoteLength {
		return line
	}
	return fmt.Sprintf("%s…", strings.TrimRight(string(runes[:quoteLength]), " "))
}
