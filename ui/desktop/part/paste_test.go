package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A book that is pasted into a field is kept out, what was written stays, and the page hears of it.
func TestFieldTakesNoBook(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	field := NewLongField("Answer", "", 6)
	told, page := 0, new(fyne.ShortcutHandler)
	page.AddShortcut(TooMuch{}, func(fyne.Shortcut) { told++ })
	field.Entry.page = func() fyne.Shortcutable { return page }
	paste := func(text string) {
		field.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip(text)})
	}
	paste("I think so.")
	paste(strings.Repeat("A whole book. ", 5<<20/14))
	if field.Entry.Text != "I think so." || told != 1 {
		t.Errorf("%d bytes are in the field, and the page was told %d times", len(field.Entry.Text), told)
	}
	paste(" Mostly.")
	if field.Entry.Text != "I think so. Mostly." || told != 1 {
		t.Errorf("%q is in the field, and the page was told %d times", field.Entry.Text, told)
	}
}
