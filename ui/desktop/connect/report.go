package connect

// Report: what a bundle brought, in numbers that add up.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// stickIcons are the rows'.
var stickIcons = map[string]theme.Icon{
	view.StickVotes: theme.IconVote, view.StickComments: theme.IconMessageSquare, view.StickDecisions: theme.IconFileText,
	view.StickPeople: theme.IconUserPlus, view.StickRules: theme.IconScale, view.StickSmall: theme.IconListChecks, view.StickKnown: theme.IconCopy,
	view.StickWaiting: theme.IconClock, view.StickRefused: theme.IconCircleX, view.StickDropped: theme.IconCircleSlash,
}

func (p *Stick) report(b app.Brought, people *view.People) {
	r := p.shell.Words().StickReport(b, people, p.shell.Reason)
	icon, tone := theme.IconCircleCheck, part.Good
	if !r.Good {
		icon, tone = theme.IconCircleAlert, part.Warning
	}
	list := part.Column(0, part.NewBanner(tone, icon, r.Title, r.Sub, nil))
	for i, row := range r.New {
		if i > 0 {
			list.Add(part.NewRule(0))
		}
		list.Add(stickRow(row))
	}
	if len(r.NotTaken) > 0 {
		list.Add(part.Pad(12, 0, 4, 0, part.Quietly(theme.Small, p.shell.T("stick.not_taken", nil))))
		for _, row := range r.NotTaken {
			list.Add(stickRow(row))
		}
	}
	for _, note := range r.Notes {
		list.Add(part.Pad(8, 0, 0, 0, part.Words(theme.Small, note).In(theme.Attention)))
	}
	news := part.NewButton(part.Secondary, "", p.shell.T("stick.show_news", nil), func() { p.shell.Go(view.Target{Section: view.SectionHome}) })
	another := part.NewButton(part.Secondary, theme.IconDownload, p.shell.T("stick.import_another", nil), p.pick)
	p.taken.Objects = []fyne.CanvasObject{list, part.Row(8, part.None, news, another)}
	p.content.Refresh()
}

func stickRow(r view.StickRow) fyne.CanvasObject {
	token := theme.Primary
	switch r.Kind {
	case view.StickKnown, view.StickSmall:
		token = theme.Quiet
	case view.StickWaiting, view.StickDropped:
		token = theme.Attention
	case view.StickRefused:
		token = theme.Danger
	}
	words := part.Column(0, part.Words(theme.Text, r.Says))
	if r.Sub != "" {
		words.Add(part.Quietly(theme.Small, r.Sub))
	}
	number := part.Wide(56, part.Strong(theme.Text, r.Number).Aligned(fyne.TextAlignTrailing))
	return part.Pad(8, 0, 8, 0, part.Row(14, 2, part.NewSymbol(stickIcons[r.Kind], 18, token), number, words))
}
