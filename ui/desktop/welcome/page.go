package welcome

// Page: what all these pages have in common: the mark and the language above, a column in the middle, where the focus is, and where Esc leads.

import (
	"fyne.io/fyne/v2"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Widths of the column, in units.
const (
	wideDoors = 1080
	wideJoin  = 960
	wideSheet = 640
	// sheetAir is the room within a sheet.
	sheetAir = 36
	// besideAir is the least room at the sides.
	besideAir = 32
)

// page shows a column so many units wide under the bar.
func (w *Welcome) page(again, back func(), width float32, column fyne.CanvasObject, first fyne.Focusable) {
	w.again, w.back = again, back
	part.PutIn(w.content, part.Under(0, w.bar(true), scrolled(width, column)))
	w.focus(first)
}

// pageWithActs is a page that is longer than most windows: its acts stand still below it.
func (w *Welcome) pageWithActs(again, back func(), width float32, column, acts fyne.CanvasObject, first fyne.Focusable) {
	w.again, w.back = again, back
	foot := part.Column(0, part.NewRule(0), part.Centre(width, besideAir, part.Pad(16, 0, 16, 0, acts)))
	part.PutIn(w.content, part.Under(0, w.bar(true), part.Ends(scrolled(width, column), foot)))
	w.focus(first)
}

func scrolled(width float32, column fyne.CanvasObject) fyne.CanvasObject {
	return part.NewScroll(part.Centre(width, besideAir, part.Pad(4, 0, 40, 0, column)))
}

func (w *Welcome) focus(first fyne.Focusable) {
	if c := w.s.Frame.Canvas(); first != nil && c != nil {
		c.Focus(first)
	}
}

// bar has the mark at its start, and the language or the way out at its end.
func (w *Welcome) bar(named bool) fyne.CanvasObject {
	start := part.Space()
	if named {
		start = part.Row(14, part.None, part.NewEmblem(28), part.Strong(theme.Reading, w.t("enter.folkmoot")).Line())
	}
	var end fyne.CanvasObject
	if w.ports.Leave != nil {
		end = part.NewButton(part.Bare, theme.IconX, "", w.ports.Leave).Tip(w.t("enter.close"), "Esc")
	} else {
		end = w.languages()
	}
	return part.Pad(22, 32, 22, 34, part.Row(16, 1, start, part.Space(), end))
}

// languages offers those that the program speaks, each in its own words.
func (w *Welcome) languages() fyne.CanvasObject {
	var pick *part.Pick
	pick = part.NewPick(theme.IconLanguages, w.t("enter.language"), ownName(w.s.Say().Language()), func() {
		var rows []*part.ListRow
		for _, tag := range w.s.Install.Catalog.Languages() {
			rows = append(rows, part.NewMenuRow("", ownName(tag), "", false, func() {
				w.speak(tag)
			}))
		}
		part.MenuUnder(pick, rows...)
	})
	return pick
}

// speak speaks another language from now on, and in the profile that comes of this.
func (w *Welcome) speak(tag language.Tag) {
	w.s.Speak(w.s.Install.Catalog.Printer(tag.String()))
	w.language = tag.String()
	if shown, ours := fyne.CurrentApp().Settings().Theme().(*theme.Theme); ours && shown.RightToLeft != w.s.Say().RightToLeft() {
		turned := *shown
		turned.RightToLeft = !turned.RightToLeft
		fyne.CurrentApp().Settings().SetTheme(&turned)
	}
	w.again()
}

func ownName(tag language.Tag) string { return display.Self.Name(tag) }

// settle lays the page out anew, after a sentence has come or gone on it.
func (w *Welcome) settle() { w.content.Refresh() }

// t is one sentence.
func (w *Welcome) t(key string) string { return w.s.T(key, nil) }

func (w *Welcome) words() view.Words { return w.s.Words() }

// sheet is the card of a step, with what stands on it.
func sheet(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return part.NewCard(part.Pad(0, 4, 0, 4, part.Column(0, objects...))).Air(sheetAir)
}

// leastAct keeps the acts of a sheet wide enough to be found at once.
const leastAct = 128

// headed is a title with a sentence below.
func headed(title, says string) fyne.CanvasObject {
	return part.Column(8, part.Strong(theme.Title, title), part.Quietly(theme.Reading, says))
}

// feet are the acts of a sheet: the way back at the start, the others at the end.
func feet(back *part.Button, acts ...fyne.CanvasObject) fyne.CanvasObject {
	start := part.Space()
	if back != nil {
		start = back
	}
	row := part.Row(12, 1, start, part.Space())
	for i, act := range acts {
		if i == len(acts)-1 {
			act = part.AtLeast(leastAct, act)
		}
		row.Add(act)
	}
	return row
}

func (w *Welcome) backButton(label string, back func()) *part.Button {
	return part.NewButton(part.Secondary, theme.IconChevronLeft, label, func() {
		if !w.entering {
			back()
		}
	}).High(part.OfPage)
}
