package decide

// Body: what the chosen tab shows.

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/talk"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// bodyFrom is what the body is made from.
func (p *page) bodyFrom() any {
	now := &p.now.page
	switch p.tab {
	case view.TabText:
		return []any{p.tab, now.Source, now.NoText, now.Amendments, firstOf(now.Comments), p.narrow, now.Facts, now.Acts}
	case view.TabAmendments:
		return []any{p.tab, now.Amendments, now.Acts, now.Barred}
	case view.TabDiscussion:
		return []any{p.tab, p.talk.at}
	case view.TabHistory:
		return []any{p.tab, now.History}
	case view.TabFacts:
		return []any{p.tab, now.Facts, now.Poll, now.Acts}
	case tabBallot:
		return []any{p.tab, p.vote.sheet}
	}
	return []any{p.tab, now.Closing, p.now.pictures, now.Poll, p.narrow}
}

func (p *page) drawBody() {
	p.body.Objects = nil
	switch p.tab {
	case view.TabText:
		p.text()
	case view.TabAmendments:
		p.amendments()
	case view.TabHistory:
		p.history()
	case view.TabFacts:
		p.facts()
	case view.TabClosing:
		p.closing()
	case view.TabOutcome, view.TabStanding:
		p.outcome()
	case tabBallot:
		p.body.Add(p.vote.sheet.Main())
	}
	if p.narrow {
		p.folded()
	}
}

// folded is what the second column says, where there is none: below what it belongs to.
func (p *page) folded() {
	now := &p.now.page
	switch {
	case p.tab == view.TabText && now.Poll == nil:
		p.body.Add(p.preparation())
	case p.tab == view.TabOutcome && now.Poll.HasOutcome():
		p.body.Add(p.check())
	}
}

// prose is a text as it is read.
func (p *page) prose(source string) fyne.CanvasObject {
	return part.Prose(source, part.ProseOptions{Step: theme.Reading, Open: p.shell.OpenLink, Absent: p.shell.Absent})
}

// firstOf are the comments that stand under the text, and how many there are in all.
func firstOf(comments []view.Comment) []any {
	return []any{len(comments), comments[:min(len(comments), firstComments)]}
}

// text is what is decided about, with the newest amendment under it.
func (p *page) text() {
	now := &p.now.page
	if now.NoText != "" {
		p.body.Add(part.NewBanner(part.Neutral, theme.IconInfo, "", now.NoText, nil))
	} else {
		p.body.Add(p.prose(now.Source))
	}
	if len(now.Amendments) > 0 {
		p.body.Add(part.Column(12, p.more("decide.latest_amendment", len(now.Amendments), view.TabAmendments), p.amendmentSheet(now.Amendments[:1])))
	}
	if n := len(now.Comments); n > 0 {
		p.body.Add(part.Column(12, p.more("decide.discussion", n, view.TabDiscussion),
			talk.First(p.shell, now.Comments, firstComments, func() { p.choose(view.TabDiscussion) })))
	}
}

// firstComments stand under the text.
const firstComments = 2

// more is a heading with the way to all that it is about.
func (p *page) more(key string, count int, tab string) fyne.CanvasObject {
	all := part.NewButton(part.Plain, "", p.shell.T("decide.all", map[string]any{"Count": count}), func() { p.choose(tab) }).High(part.InLine)
	return part.Row(12, 0, part.Strong(theme.Heading, p.shell.T(key, nil)), all)
}

// amendments lists them, those that are open first.
func (p *page) amendments() {
	now := &p.now.page
	p.body.Add(p.amendmentSheet(now.Amendments))
	if now.Offers(view.ActAmend) {
		p.body.Add(part.Row(0, part.None, part.NewButton(part.Secondary, theme.IconPencil, p.shell.T("decision_act.amend", nil), func() { p.act(view.ActAmend) })))
	} else if now.Barred.Why != "" {
		p.body.Add(part.Quietly(theme.Small, now.Barred.Why))
	}
}

func (p *page) amendmentSheet(list []view.AmendmentRow) fyne.CanvasObject {
	rows := part.Column(0)
	for i, a := range list {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		tone, icon := part.Neutral, theme.IconPencil
		if a.Open {
			tone = part.Warning
		}
		end := part.NewChip(map[bool]part.Tone{true: part.Warning, false: part.Method}[a.Open], "", a.State)
		row := part.NewListRow(icon, tone, a.Title, p.shell.T("decide.amendment_by", map[string]any{"Name": a.By.String(), "When": a.When}), end, func() { p.shell.Go(a.Goes) })
		rows.Add(row.Ends(i == 0, i == len(list)-1))
	}
	return part.NewCard(rows).Air(0)
}

// history is the texts, the newest first, each with what it changed.
func (p *page) history() {
	rows := make([]part.NumberedRow, len(p.now.page.History))
	for i, r := range p.now.page.History {
		says := p.shell.T("decide.history_by", map[string]any{"Name": r.By.String()})
		if r.Change.Summary != "" {
			says += ". " + r.Change.Summary
		}
		rows[i] = part.NumberedRow{Number: strconv.Itoa(r.Number), Title: r.Title, Says: says, When: r.When}
		if len(r.Change.Parts) > 0 {
			rows[i].Open = func() { p.showChange(r) }
		}
	}
	p.body.Add(part.History(rows...))
}

// showChange shows what a text changed in the one before.
func (p *page) showChange(r view.RevisionRow) {
	s := p.shell
	var layer *part.Layer
	head := part.HeadWithClose(s.T("decide.version", map[string]any{"Number": r.Number}), r.Title, s.T("window.close", nil), func() { layer.Close() })
	layer = s.Dialog(part.NewDialog(head, difference(s, nil, r.Change), nil), shell.DialogWide, nil, nil)
}

// marks are how words that go and come are drawn.
var marks = map[proposal.Change]part.Mark{proposal.Removed: part.Removed, proposal.Added: part.Added}

// difference is what one text changes in another, word by word.
func difference(s *shell.Shell, head fyne.CanvasObject, d view.Difference) fyne.CanvasObject {
	passages := make([]part.Passage, len(d.Parts))
	for i, of := range d.Parts {
		passages[i].Fold = of.Fold
		for _, run := range of.Runs {
			passages[i].Spans = append(passages[i].Spans, part.Span{Text: run.Text, Mark: marks[run.Change]})
		}
	}
	return part.Difference(head, passages, [2]string{s.T("decide.folded", nil), s.T("decide.unfolded", nil)})
}

// outcome is what a vote came to, or stands at: pictures first.
func (p *page) outcome() {
	now := &p.now.page
	drawn := chart.Draw(p.shell.Words(), p.now.pictures)
	p.body.Add(drawn.Main)
	for _, card := range drawn.Beside {
		p.body.Add(card)
	}
	if len(now.Late) > 0 {
		p.body.Add(p.late(now.Late))
	}
	if now.Poll.FollowUp != nil {
		p.body.Add(p.followUp(now.Poll.FollowUp))
	}
}

// late lists the ballots that an outcome does not count.
func (p *page) late(list []view.LateLine) fyne.CanvasObject {
	column := part.Column(6, part.Strong(theme.Heading, p.shell.T("decide.late", nil)))
	for _, line := range list {
		column.Add(part.Quietly(theme.Text, line.Text))
	}
	return column
}
