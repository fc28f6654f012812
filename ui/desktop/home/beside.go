package home

// Beside: the second column: whether all is well, how far my last vote is, what comes up; or the first of it in one line.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (h *Home) besideColumn() []fyne.CanvasObject {
	column := []fyne.CanvasObject{h.wellCard()}
	if h.page.LastVote != nil {
		column = append(column, h.lastVote())
	}
	if len(h.page.ComingUp) > 0 {
		column = append(column, h.comingUp())
	}
	return column
}

// sign is icon and colour of how things stand.
func sign(well bool) (theme.Icon, part.Tone, theme.Token) {
	if well {
		return theme.IconCheck, part.Good, theme.Primary
	}
	return theme.IconTriangleAlert, part.Warning, theme.Attention
}

// wellLine is the card in one line; nothing where the card is shown.
func (h *Home) wellLine() []fyne.CanvasObject {
	if !h.narrow {
		return nil
	}
	icon, _, token := sign(h.page.Health.Well)
	details := part.NewButton(part.Plain, "", h.shell.T("home.details", nil), func() { h.shell.Go(view.Target{Section: view.SectionNetwork}) }).High(part.InLine)
	return []fyne.CanvasObject{part.Row(12, 1, part.NewSymbol(icon, 18, token), part.Words(theme.Text, h.page.Health.Line), details)}
}

func (h *Home) wellCard() fyne.CanvasObject {
	well := h.page.Health
	icon, tone, _ := sign(well.Well)
	head := part.Row(12, 1, part.NewIconTile36(icon, tone), part.Column(2, part.Strong(theme.Text, well.Title), part.Quietly(theme.Small, well.Sub)))
	column := part.Column(16, head)
	if len(well.Peers) > 0 {
		peers := part.Column(8)
		for _, p := range well.Peers {
			peers.Add(peerRow(p))
		}
		column.Add(part.NewRule(0))
		column.Add(peers)
	}
	if well.Foot != "" && well.Foot != well.Sub {
		column.Add(part.NewRule(0))
		column.Add(part.Quietly(theme.Small, well.Foot))
	}
	return part.NewCard(column).Air(16)
}

func peerRow(p view.PeerRow) fyne.CanvasObject {
	icon := theme.IconMonitor
	if p.Relay {
		icon = theme.IconServer
	}
	words := part.Column(0, part.Words(theme.Text, p.Name), part.Quietly(theme.Small, p.How))
	return part.Row(12, 1, part.NewSymbol(icon, 16, theme.Quiet), words, part.Quietly(theme.Small, p.When).Line())
}

func (h *Home) lastVote() fyne.CanvasObject {
	v := h.page.LastVote
	head := part.Row(12, 0, part.Strong(theme.Text, h.shell.T("home.last_vote", nil)), part.Quietly(theme.Small, v.Date).Line())
	stands := make([]part.Stand, v.StepsTotal)
	for i := range stands {
		switch {
		case i < v.Steps:
			stands[i] = part.Done
		case i == v.Steps && v.MayBeLost:
			stands[i] = part.InDoubt
		default:
			stands[i] = part.ToCome
		}
	}
	state := part.Words(theme.Small, v.State)
	if v.MayBeLost {
		state.In(theme.Attention)
	}
	words := part.Column(2, state, part.Quietly(theme.Small, v.Next))
	card := part.Column(12, part.Column(4, head, part.Quietly(theme.Text, v.Title)), part.NewShortJourney(v.State, stands...), words)
	return part.NewPressRow(part.NewCard(card).Air(16), v.Title+", "+v.State, func() { h.shell.Go(v.Goes) })
}

func (h *Home) comingUp() fyne.CanvasObject {
	list := part.Column(4, part.Strong(theme.Text, h.shell.T("home.coming", nil)))
	for _, c := range h.page.ComingUp {
		day := part.Wide(40, part.Column(0, part.Strong(theme.Heading, c.Day).Aligned(fyne.TextAlignCenter), part.Quietly(theme.Small, c.Weekday).Aligned(fyne.TextAlignCenter)))
		words := part.Column(2, part.Words(theme.Text, c.Title), part.Quietly(theme.Small, c.Clock))
		list.Add(part.NewPressRow(part.Pad(4, 0, 4, 0, part.Row(12, 1, day, words)), c.Title+", "+c.Weekday+" "+c.Day+", "+c.Clock, func() { h.shell.Go(c.Goes) }))
	}
	return list
}
