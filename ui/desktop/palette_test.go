package desktop

import (
	"testing"

	"fyne.io/fyne/v2"
)

// What a keyboard does: the key first, then the letter where the focus is then.
func (d *desk) space() {
	d.key(fyne.KeySpace)
	if focused := d.Shown.Canvas().Focused(); focused != nil {
		focused.TypedRune(' ')
	}
}

func TestSpaceOpensThePaletteAndIsNotTypedIntoIt(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.Shown.Canvas().Focus(d.Named(d.w.T("window.find", nil)))
	d.space()
	for _, letter := range "nobody has this" {
		d.Shown.Canvas().Focused().TypedRune(letter)
	}
	d.SettleSays("Nothing here goes by “nobody has this”")
}
