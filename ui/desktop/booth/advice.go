package booth

// Advice: what still fits, how equal stars count, and what to drop for what does not fit.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// note is a sentence beside the rows.
type note struct {
	sheet *Sheet
	box   *fyne.Container
	text  *part.Text
}

func newNote(s *Sheet) *note {
	n := &note{sheet: s, text: part.Words(theme.Small, "")}
	words := part.TopRow(12, 1, part.NewSymbol(theme.IconLightbulb, 18, theme.Quiet), n.text)
	n.box = part.Column(0, part.NewCard(words).Air(14).On(theme.Raised, theme.Raised))
	n.show()
	return n
}

func (n *note) show() {
	n.text.SetText(n.sheet.page.Note)
	n.box.Hidden = n.sheet.page.Note == ""
}

// offer says by how much something does not fit, and takes an answer by click, by Enter or by a digit.
type offer struct {
	sheet *Sheet
	box   *fyne.Container
	said  string
}

func newOffer(s *Sheet) *offer {
	o := &offer{sheet: s, box: part.Column(0)}
	o.show()
	return o
}

func (o *offer) show() {
	is := o.sheet.page.Offer
	o.box.Hidden = is == nil
	if is == nil {
		o.box.Objects, o.said = nil, ""
		return
	}
	if o.said == saidOf(is) {
		return
	}
	o.said = saidOf(is)
	column := part.Column(10, part.TopRow(12, 1, part.NewSymbol(theme.IconCircleAlert, 18, theme.Attention), part.Rich(theme.Small, rich(is.Sentence)...)))
	for _, drop := range is.Drops {
		b := part.NewButton(part.Secondary, "", short(drop.Label), o.sheet.after(func() { o.sheet.ballot.Swap(drop.Options) }))
		column.Add(part.Pad(0, 0, 0, 30, part.Row(0, part.None, b.High(part.InLine).Tip(drop.Label, ""))))
	}
	column.Add(part.Pad(0, 0, 0, 26, part.Row(0, part.None,
		part.NewButton(part.Plain, "", is.Leave, o.sheet.after(o.sheet.ballot.Dismiss)).High(part.InLine))))
	o.box.Objects = []fyne.CanvasObject{part.NewCard(column).Air(14).On(theme.AttentionTint, theme.AttentionTint)}
}

// mostLetters that a button of an offer has room for; its tooltip says all.
const mostLetters = 28

func short(label string) string {
	letters := []rune(label)
	if len(letters) <= mostLetters {
		return label
	}
	return string(letters[:mostLetters-1]) + "…"
}

func saidOf(is *ballot.Offer) string {
	said := is.Sentence.String()
	for _, drop := range is.Drops {
		said += "\n" + drop.Label
	}
	return said
}
