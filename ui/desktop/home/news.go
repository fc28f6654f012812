package home

// News: what others did since the last visit, newest first.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// newsIcons are of what nobody did alone.
var newsIcons = map[string]theme.Icon{view.IconDecided: theme.IconCircleCheck, view.IconConfirming: theme.IconHourglass}

func (h *Home) news() fyne.CanvasObject {
	title := part.Row(16, 0, part.Strong(theme.Heading, h.shell.T("home.since", nil)), part.Quietly(theme.Small, h.page.Since).Line())
	list := part.Column(4, title)
	if len(h.page.News) == 0 {
		list.Add(part.Pad(8, 0, 0, 0, part.Quietly(theme.Text, h.page.NoNews)))
	}
	for _, n := range h.page.News {
		list.Add(h.newsRow(n))
	}
	if h.page.MoreNews {
		more := part.NewButton(part.Plain, "", h.shell.T("home.more_news", nil), func() { h.shell.Go(view.Target{Section: view.SectionDiscussion}) })
		list.Add(part.Row(0, part.None, more))
	}
	return list
}

func (h *Home) newsRow(n view.NewsRow) fyne.CanvasObject {
	var who fyne.CanvasObject
	if icon, is := newsIcons[n.Icon]; is {
		who = part.Pad(6, 6, 6, 6, part.NewSymbol(icon, 20, theme.Primary))
	} else {
		who = shell.Avatar(n.By, 32)
	}
	words := part.Column(2, part.Rich(theme.Text, shell.Spans(n.Said)...))
	if n.Quote != "" {
		words.Add(part.Quietly(theme.Text, n.Quote).Lines(2))
	}
	row := part.TopRow(18, 1, who, part.Pad(0, 12, 0, 0, words), part.Pad(2, 0, 0, 0, part.Quietly(theme.Small, n.When).Line()))
	return part.NewPressRow(part.Pad(8, 0, 8, 0, row), n.Said.String()+", "+n.When, func() { h.shell.Go(n.Goes) })
}
