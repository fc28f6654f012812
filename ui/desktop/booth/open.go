package booth

// Open: the sheet that covers the page of a narrow window, and the bar that it folds into.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// OpenBelow shows the sheet over the page, from below, with the question and when it closes in its head. Esc and the cross close it and keep what is
// marked: closed is called then.
func (s *Sheet) OpenBelow(over fyne.Canvas, question, closes string, closed func()) *part.Layer {
	p := &paper{sheet: s, form: below, question: question, closes: closes}
	var layer *part.Layer
	p.close = func() { layer.Close() }
	p.begin()
	layer = part.OpenFromBelow(over, p, p.first(), func() {
		s.forget(p)
		if closed != nil {
			closed()
		}
	})
	return layer
}

// NewBar is the ballot folded into a bar for the foot of a narrow window: what it says, and the button that opens it.
func NewBar(is view.VoteBar, icon theme.Icon, open func()) fyne.CanvasObject {
	words := part.Column(2, part.Strong(theme.Text, is.Title), part.Quietly(theme.Small, is.Sub))
	kind := part.Secondary
	tint, ink := theme.Raised, theme.Quiet
	if is.Open {
		kind, tint, ink = part.Primary, theme.AttentionTint, theme.Attention
	}
	row := part.Row(16, 1, part.NewCard(part.Pad(9, 9, 9, 9, part.NewSymbol(icon, 18, ink))).Air(0).On(tint, tint), words,
		part.NewButton(kind, "", is.Act, open).High(part.OfPage))
	return part.NewCard(part.Pad(12, 32, 12, 32, row)).Air(0).Floating(0)
}
