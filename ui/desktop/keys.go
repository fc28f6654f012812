package desktop

// Keys: what holds on every page. Shortcuts reach the canvas also from fields: part.Entry passes them on.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// sectionKeys go to the sections in their order.
var sectionKeys = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6}

func (w *window) takeKeys() {
	c := w.handle.Canvas()
	c.SetOnTypedKey(w.key)
	c.SetOnTypedRune(func(r rune) {
		if r == '?' && !w.covered() {
			w.do(view.CommandShortcuts)
		}
	})
	on := func(key fyne.KeyName, modifier fyne.KeyModifier, do func()) {
		keys := &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
		w.keyed[keys.ShortcutName()] = func() {
			if w.frame != nil && !w.covered() {
				do()
			}
		}
		c.AddShortcut(keys, w.shortcut)
	}
	c.AddShortcut(part.TooMuch{}, func(fyne.Shortcut) {
		w.Notify(part.NewNotice(theme.IconTriangleAlert, w.Words().Say.T("window.too_much", nil), w.Words().Say.T("window.close", nil), nil))
	})
	control := fyne.KeyModifierShortcutDefault
	on(fyne.KeyK, control, func() { w.Palette("") })
	on(fyne.KeyLeft, fyne.KeyModifierAlt, w.Back)
	for _, command := range []struct {
		key      fyne.KeyName
		modifier fyne.KeyModifier
		id       string
	}{
		{fyne.KeyN, control, view.CommandNewProposal},
		{fyne.KeyN, control | fyne.KeyModifierShift, view.CommandNewTopic},
		{fyne.KeyO, control, view.CommandImportBundle},
		{fyne.KeyO, control | fyne.KeyModifierShift, view.CommandCheckRecord},
		{fyne.KeyComma, control, view.CommandSettings},
	} {
		on(command.key, command.modifier, func() { w.do(command.id) })
	}
	for i, key := range sectionKeys {
		on(key, control, func() {
			if rows := w.Nav.Sections(w.Words(), 0); i < len(rows) {
				w.Go(view.Target{Section: rows[i].Section})
			}
		})
	}
}

// shortcut does what keys stand for.
func (w *window) shortcut(keys fyne.Shortcut) {
	if do := w.keyed[keys.ShortcutName()]; do != nil {
		do()
	}
}

// covered reports whether a dialog lies over the page.
func (w *window) covered() bool { return w.handle.Canvas().Overlays().Top() != nil }

// key hears what nothing focused wanted.
func (w *window) key(event *fyne.KeyEvent) {
	if w.covered() { // by a dialog of Fyne's, which does not know Esc
		if event.Name == fyne.KeyEscape {
			part.CloseTop(w.Canvas())
		}
		return
	}
	if keyed, is := w.page.(shell.Keyed); is && keyed.Key(event) {
		return
	}
	if w.frame != nil && event.Name == fyne.KeyEscape && w.Nav.At().Item != "" {
		w.Back()
	}
}
