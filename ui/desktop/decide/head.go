package decide

// Head of a decision: the way to it, its title, how it stands, whose it is; and the tabs below.

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// path is the way back, with what stands at its end.
func (p *page) path(places []string, end fyne.CanvasObject) fyne.CanvasObject {
	crumbs := make([]part.Crumb, len(places))
	for i, place := range places {
		crumbs[i] = part.Crumb{Text: place}
	}
	if len(crumbs) > 0 {
		crumbs[0].Open = func() { p.shell.Go(view.Target{Section: view.SectionDecisions}) }
	}
	objects := []fyne.CanvasObject{part.Path(crumbs...)}
	if end != nil {
		objects = append(objects, end)
	}
	return part.Row(12, 0, objects...)
}

func (p *page) drawHead() {
	now := &p.now.page
	s := p.shell
	var more *part.Button
	link := part.NewButton(part.Bare, theme.IconLink, "", func() { p.act(view.ActLink) }).High(part.InLine).Tip(s.T("decision_act.link", nil), "")
	more = part.NewButton(part.Bare, theme.IconEllipsis, "", func() { part.MenuUnder(more, p.menu()...) }).High(part.InLine).Tip(s.T("decide.more", nil), "")
	p.head.Objects = []fyne.CanvasObject{p.path(now.Path, part.Row(4, part.None, link, more))}
	words := part.Column(8, part.Strong(theme.Title, now.Title))
	if p.bare {
		p.head.Objects = nil
		words = part.Column(8, part.TopRow(8, 0, part.Strong(theme.Title, now.Title), more))
	}
	if c := now.Closing; c != nil && c.Title != "" {
		words.Add(part.NewState(part.Warning, theme.IconHourglass, c.Title, c.Says))
	} else {
		icon, ink := p.stateSign()
		words.Add(part.TopRow(8, 1, part.Pad(1, 0, 0, 0, part.NewSymbol(icon, 18, ink)), part.Rich(theme.Text, shell.Spans(now.State)...)))
	}
	p.head.Add(words)
	if !p.narrow {
		by := part.Rich(theme.Text, byline(now.By)...)
		p.head.Add(part.Row(8, 1, shell.Avatar(now.Author, 24), by))
	}
}

// byline has the name in ink and the rest quiet.
func byline(s view.Sentence) []part.Span {
	spans := make([]part.Span, len(s))
	for i, span := range s {
		spans[i] = part.Span{Text: span.Text, Color: theme.Quiet}
		if span.Strong {
			spans[i].Color = theme.Ink
		}
	}
	return spans
}

// stateSign is what stands before how a decision stands.
func (p *page) stateSign() (theme.Icon, theme.Token) {
	now := &p.now.page
	poll := now.Poll
	switch {
	case poll == nil:
		return theme.IconMessagesSquare, theme.Quiet
	case now.Urgent:
		return theme.IconClock, theme.Attention
	case poll.HasOutcome() && poll.Closing.Outcome.Decides && !poll.Closing.Outcome.Passed, poll.Ending != nil && poll.State == poll.Ending.State:
		return theme.IconCircleX, theme.Danger
	case now.Group == view.GroupDecided:
		return theme.IconCircleCheck, theme.Primary
	case now.Group == view.GroupClosing || now.Group == view.GroupPreparation:
		return theme.IconHourglass, theme.Quiet
	}
	return theme.IconClock, theme.Quiet
}

// tabBallot is the part of a ballot that needs the first column: the ideas of a budget, the finder of a long ranking.
const tabBallot = "ballot"

// tabsNow are the page's tabs, with the ballot's own.
func (p *page) tabsNow() []view.PageTab {
	tabs := p.now.page.Tabs
	if p.vote.hasMain() && !p.narrow {
		tabs = append([]view.PageTab{{Tab: tabBallot, Label: p.shell.T("decide.ballot_long", nil)}}, tabs...)
	}
	return tabs
}

func (p *page) drawTabs() {
	tabs := p.tabsNow()
	chosen := max(slices.IndexFunc(tabs, func(t view.PageTab) bool { return t.Tab == p.tab }), 0)
	named := make([]part.Tab, len(tabs))
	for i, t := range tabs {
		named[i] = part.Tab{Text: t.Label}
		if t.Count > 0 {
			named[i].Count = strconv.Itoa(t.Count)
		}
	}
	if p.tabs != nil && len(p.named) == len(tabs) && slices.EqualFunc(p.named, tabs, func(a, b view.PageTab) bool { return a.Tab == b.Tab }) {
		p.named = tabs
		p.tabs.Rename(named)
		p.tabs.Set(chosen)
		return
	}
	p.named = tabs
	p.tabs = part.NewTabs(p.shell.T("decide.page_tabs", nil), named, chosen, func(i int) { p.choose(p.named[i].Tab) }).More(p.shell.T("decide.more", nil))
	p.under.Objects = []fyne.CanvasObject{p.tabs}
}
