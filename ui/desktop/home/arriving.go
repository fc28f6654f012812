package home

// Arriving: the first sync: lines that fill, and what there is to do meanwhile.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (h *Home) arriving() fyne.CanvasObject {
	v := h.page.Arriving
	var lines []part.Arrival
	for _, l := range v.Lines {
		lines = append(lines, arrival(l))
	}
	foot := part.Pad(14, 20, 14, 20, part.Quietly(theme.Small, v.Foot))
	column := part.Column(12, part.Strong(theme.Heading, v.Title), part.NewCard(part.Column(0, part.NewArriving(lines...), part.NewRule(0), foot)).Air(0))
	if len(v.Meanwhile) == 0 {
		return column
	}
	return part.Column(24, column, h.meanwhile(v.Meanwhile))
}

func arrival(l view.ArrivingLine) part.Arrival {
	stand := part.ToCome
	switch {
	case l.Done:
		stand = part.Done
	case l.Working:
		stand = part.InDoubt
	}
	share := float32(part.Untold)
	if l.Parts > 0 {
		share = float32(l.Parts) / 1e9
	}
	return part.Arrival{Stand: stand, Name: l.Name, Says: l.Says, End: l.End, Share: share}
}

// meanwhile lists what can be done while the rest arrives; the first of it is the likely one.
func (h *Home) meanwhile(rows []view.BeginRow) fyne.CanvasObject {
	icons := []theme.Icon{theme.IconScrollText, theme.IconMessageSquare, theme.IconKeyRound}
	list := part.Column(0)
	for i, row := range rows {
		if i > 0 {
			list.Add(part.NewRule(68))
		}
		kind := part.Secondary
		if i == 0 {
			kind = part.Primary
		}
		words := part.Column(2, part.Strong(theme.Text, row.Title), part.Quietly(theme.Small, row.Sub))
		act := part.NewButton(kind, "", row.Act, func() { h.follow(row.Command, row.Goes) })
		list.Add(part.Pad(14, 16, 14, 16, part.Row(16, 1, part.NewIconTile36(icons[i%len(icons)], part.Method), words, act)))
	}
	return part.Column(12, part.Strong(theme.Heading, h.shell.T("home.meanwhile", nil)), part.NewCard(list).Air(0))
}
