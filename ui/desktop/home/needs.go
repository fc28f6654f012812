package home

// Needs: what waits for me, the most urgent first; and what a new community still needs.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
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
	acts := make([]*part.Button, len(h.page.Needs))
	for i, n := range h.page.Needs {
		kind := part.Secondary
		if n.Primary {
			kind = part.Primary
		}
		acts[i] = part.NewButton(kind, "", n.Act, func() { h.shell.Go(n.Goes) }).Called(n.Act + ": " + n.Title)
	}
	wide := widest(acts)
	var rows []fyne.CanvasObject
	for i, n := range h.page.Needs {
		if i > 0 {
			rows = append(rows, part.NewRule(68))
		}
		rows = append(rows, h.need(n, part.AtLeast(wide, acts[i])))
	}
	return part.Column(12, title, part.NewCard(part.Column(0, rows...)).Air(0))
}

// leastAct is how wide the buttons of a column are at least, in units.
const leastAct = 80

// widest is the width that all buttons of a column get.
func widest(acts []*part.Button) float32 {
	wide := float32(leastAct)
	for _, act := range acts {
		wide = max(wide, theme.Units(act.MinSize().Width))
	}
	return wide
}

func (h *Home) need(n view.NeedRow, act fyne.CanvasObject) fyne.CanvasObject {
	icon, tone := needIcons[n.Kind], part.Method
	if n.Kind == view.NeedsVote {
		icon = theme.Icon(n.Icon)
	}
	when := part.Words(theme.Small, n.When)
	if n.Urgent {
		tone = part.Warning
		when = part.Strong(theme.Small, n.When).In(theme.Attention)
	}
	words := part.Column(2, part.Strong(theme.Text, n.Title), part.Quietly(theme.Small, n.Sub))
	tile := part.NewIconTile36(icon, tone)
	if h.tight {
		if n.When != "" {
			words.Add(when)
		}
		return part.Pad(17, 16, 17, 16, part.Row(16, 1, tile, words, act))
	}
	time := part.Column(2, when.Aligned(fyne.TextAlignTrailing).Line(), part.Quietly(theme.Small, n.Left).Aligned(fyne.TextAlignTrailing).Line())
	return part.Pad(17, 16, 17, 16, part.Row(16, 1, tile, words, time, act))
}

// begin lists what a new community still needs.
func (h *Home) begin() fyne.CanvasObject {
	acts := make([]*part.Button, len(h.page.Begin))
	for i, b := range h.page.Begin {
		acts[i] = part.NewButton(part.Secondary, "", b.Act, func() { h.follow(b.Command, b.Goes) }).Called(b.Act + ": " + b.Title)
	}
	wide := widest(acts)
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
		rows = append(rows, part.Pad(14, 16, 14, 16, part.Row(16, 1, part.NewSymbol(icon, 20, token), words, part.AtLeast(wide, acts[i]))))
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
