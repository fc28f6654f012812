package home

// Search: what was found for some words, each with the words in their place.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Search is the page.
type Search struct {
	shell   *shell.Shell
	words   string
	content *part.Scroll
	title   *part.Text
	count   *part.Text
	chips   *fyne.Container
	list    *fyne.Container
	found   *view.Search
	only    string
}

// NewSearch makes the page; to.Item are the words.
func NewSearch(s *shell.Shell, to view.Target) shell.Screen {
	p := &Search{shell: s, words: to.Item, title: part.Strong(theme.Title, s.T("search_page.title", map[string]any{"Words": text.Line(to.Item)})), count: part.Quietly(theme.Text, "")}
	p.chips, p.list = part.Flow(6), part.Column(16)
	again := part.NewButton(part.Secondary, theme.IconSearch, s.T("search_page.change", nil), func() { s.Frame.Palette(to.Item) })
	head := part.Row(16, 0, part.Column(2, p.title, p.count), again)
	foot := part.Quietly(theme.Small, s.T("search_page.where", nil))
	p.content = part.NewScroll(part.Page{Top: 40, First: 680}.Of(part.Column(16, head, p.chips, p.list, foot), nil))
	return p
}

// Content is the page.
func (p *Search) Content() fyne.CanvasObject { return p.content }

// Scrolled is how far it is scrolled, in units.
func (p *Search) Scrolled() float32 { return theme.Units(p.content.Offset()) }

// ScrollTo scrolls there.
func (p *Search) ScrollTo(units float32) { p.content.ScrollTo(theme.Px(units)) }

// Show searches, and again when something has changed.
func (p *Search) Show(ctx context.Context) {
	p.list.Objects = []fyne.CanvasObject{part.NewActivity(p.shell.T("search_page.searching", nil))}
	var again func()
	again = shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) (*view.Search, error) {
		return view.LoadSearch(ctx, c, w, p.words)
	}, func(f view.Frame[*view.Search]) {
		switch {
		case f.Err != nil && p.found == nil:
			p.list.Objects = []fyne.CanvasObject{p.shell.Failed(f.Err, func() { again() })}
		case f.Known && !f.Working:
			first := p.found == nil
			p.found = f.Page
			p.found.Narrow(p.only)
			part.KeepFocus(p.content, p.lay)
			if first {
				p.content.Refresh()
				p.ScrollTo(p.shell.Nav.Scroll())
			}
		}
		p.content.Refresh()
	})
}

func (p *Search) lay() {
	p.count.SetText(p.found.Count())
	states := [2]string{p.shell.T("window.chosen", nil), p.shell.T("window.not_chosen", nil)}
	p.chips.Objects = nil
	for _, c := range p.found.Chips() {
		p.chips.Add(part.NewChoice(c.Label, c.Chosen, states, func() {
			p.only = c.Filter
			p.found.Narrow(c.Filter)
			part.KeepFocus(p.content, p.lay)
			p.content.Refresh()
		}))
	}
	rows := part.Column(0)
	for i, r := range p.found.Rows() {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		rows.Add(p.row(r))
	}
	p.list.Objects = nil
	if len(rows.Objects) > 0 {
		p.list.Objects = []fyne.CanvasObject{part.NewCard(rows).Air(0)}
	}
}

func (p *Search) row(r view.SearchRow) fyne.CanvasObject {
	var who fyne.CanvasObject = part.NewIconTile36(theme.IconFileText, part.Method)
	if r.By != nil {
		who = shell.Avatar(*r.By, 36)
	}
	words := part.Column(2, part.Rich(theme.Text, marked(r.Title, true)...))
	if len(r.Snippet) > 0 && r.Snippet.String() != "" {
		words.Add(part.Rich(theme.Text, marked(r.Snippet, false)...).Lines(2))
	}
	words.Add(part.Quietly(theme.Small, r.What))
	label := r.Title.String() + ", " + r.What
	return part.NewRowPress(part.Pad(12, 16, 12, 16, part.TopRow(16, 1, who, words)), label, func() { p.shell.Go(r.Goes) })
}

// marked shows the words that were found tinted and heavy, in a title or in a text.
func marked(s view.Sentence, bold bool) []part.Span {
	spans := shell.Spans(s)
	for i := range spans {
		if found := spans[i].Bold; found {
			spans[i].Mark = part.Found
			continue
		}
		spans[i].Bold = bold
	}
	return spans
}
