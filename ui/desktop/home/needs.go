package home

// Needs: what waits for me, the most urgent first; and what a new community still needs.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// needIcons are for what is no vote.
var needIcons = map[string]theme.Icon{
	view.NeedsAdmission: theme.IconUserPlus, view.NeedsSignature: theme.IconScale, view.NeedsAmendment: theme.IconPencil,
	view.NeedsDispute: theme.IconTriangleAlert, view.NeedsFollowUp: theme.IconClockAlert, view.NeedsPhrase: theme.IconKeyRound,
}

func (h *Home) needs() fyne.CanvasObject {
	title := part.Strong(theme.Heading, h.shell.T("home.needs", nil))
	if len(h.page.Needs) == 0 {
		none := part.Row(12, 1, part.NewSymbol(theme.IconCircleCheck, 18, theme.Primary), part.Quietly(theme.Text, h.page.NoNeeds))
		return part.Column(12, title, part.NewCard(part.Pad(4, 4, 4, 4, none)).Air(16))
	}
	var rows []fyne.CanvasObject
	for i, n := range h.page.Needs {
		if i > 0 {
			rows = append(rows, part.NewRule(68))
		}
		rows = append(rows, h.need(n))
	}
	return part.Column(12, title, part.NewCard(part.Column(0, rows...)).Air(0))
}

func (h *Home) need(n view.NeedRow) fyne.CanvasObject {
	icon, tone := needIcons[n.Kind], part.Method
	if n.Kind == view.NeedsVote {
		icon = shell.FormIcon(n.Form, n.Budget)
	}
	if n.Urgent {
		tone = part.Warning
	}
	kind := part.Secondary
	if n.Primary {
		kind = part.Primary
	}
	act := part.NewButton(kind, "", n.Act, func() { h.shell.Go(n.Goes) })
	when := part.Words(theme.Small, n.When).Aligned(fyne.TextAlignTrailing).Line()
	if n.Urgent {
		when = part.Strong(theme.Small, n.When).In(theme.Attention).Aligned(fyne.TextAlignTrailing).Line()
	}
	words := part.Column(2, part.Strong(theme.Text, n.Title), part.Quietly(theme.Small, n.Sub))
	time := part.Column(2, when, part.Quietly(theme.Small, n.Left).Aligned(fyne.TextAlignTrailing).Line())
	if theme.Units(h.content.Size().Width) < 520 && h.content.Size().Width > 0 {
		words.Add(when)
		return part.Pad(16, 16, 16, 16, part.Row(16, 1, part.NewIconTile36(icon, tone), words, act))
	}
	return part.Pad(16, 16, 16, 16, part.Row(16, 1, part.NewIconTile36(icon, tone), words, time, act))
}

// begin lists what a new community still needs.
func (h *Home) begin() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, b := range h.page.Begin {
		if i > 0 {
			rows = append(rows, part.NewRule(52))
		}
		icon, token := theme.IconCircleDot, theme.Quiet
		if b.Done {
			icon, token = theme.IconCircleCheck, theme.Primary
		}
		words := part.Column(2, part.Strong(theme.Text, b.Title), part.Quietly(theme.Small, b.Sub))
		act := part.NewButton(part.Secondary, "", b.Act, func() { h.follow(b.Command, b.Goes) })
		rows = append(rows, part.Pad(14, 16, 14, 16, part.Row(16, 1, part.NewSymbol(icon, 20, token), words, act)))
	}
	return part.Column(12, part.Strong(theme.Heading, h.shell.T("home.begin", nil)), part.NewCard(part.Column(0, rows...)).Air(0))
}

// follow does a command, or goes where something leads.
func (h *Home) follow(command string, goes *view.Target) {
	if command != "" {
		h.shell.Frame.Command(command)
		return
	}
	h.shell.Go(*goes)
}
