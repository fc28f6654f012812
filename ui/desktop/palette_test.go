package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/proposal"
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

func TestThePaletteKnowsAtOnceWhatItHasReadBefore(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	d.SettleSays("Needs you")
	d.w.Palette("bicycle")
	d.Settle("it has read", func() bool { return d.w.known.isOf(d.w) })
	d.key(fyne.KeyEscape)
	d.w.Palette("council")
	if said := d.Says(); !strings.Contains(said, "three seats") {
		t.Error("it reads again what it has read")
	}
	d.key(fyne.KeyEscape)
	_, err := d.w.community.NewTopic(t.Context(), proposal.NewTopic{Title: "Ladders", Text: "Who has one?"})
	d.Must(err)
	if d.w.known.isFresh(d.w) {
		t.Error("what has changed since is not read")
	}
}
