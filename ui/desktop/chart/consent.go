package chart

// Consent: how many made each gesture, and what was objected, in the words of those who did.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// consent are the bars, the objections, then the concerns.
func consent(w view.Words, c *outcome.Consent) fyne.CanvasObject {
	objects := []fyne.CanvasObject{sheetOfBars(w, &c.Bars)}
	for _, v := range c.Objections {
		objects = append(objects, voiced(theme.IconHand, theme.Nay, v))
	}
	for _, v := range c.Concerns {
		objects = append(objects, voiced(theme.IconMessageSquareWarning, theme.Attention, v))
	}
	return part.Column(12, objects...)
}

// voiced is what somebody said with a ballot.
func voiced(icon theme.Icon, token theme.Token, v outcome.Voiced) fyne.CanvasObject {
	reason := part.Words(theme.Text, v.Reason)
	if v.Hidden {
		reason = part.Quietly(theme.Text, v.Reason)
	}
	return part.NewCard(part.TopRow(12, 1, part.NewSymbol(icon, 18, token), part.Column(2, part.Strong(theme.Text, v.By), reason))).Air(16)
}
