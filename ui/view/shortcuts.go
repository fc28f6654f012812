package view

// Shortcuts: every key that does something anywhere, for the page that "?" opens.

import (
	"strings"
	"unicode/utf8"
)

// Shortcut is a key with what it does.
type Shortcut struct{ Keys, Does string }

// Shortcuts lists the keys that hold everywhere, then those of the commands.
func (w Words) Shortcuts() []Shortcut {
	list := []Shortcut{
		{"Ctrl K", w.Say.T("shortcut.palette", nil)},
		{"Esc", w.Say.T("shortcut.back", nil)},
		{"Alt ←", w.Say.T("shortcut.back_page", nil)},
		{"Tab", w.Say.T("shortcut.next", nil)},
		{"↑ ↓", w.Say.T("shortcut.rows", nil)},
		{"← →", w.Say.T("shortcut.fold", nil)},
		{"Enter", w.Say.T("shortcut.open", nil)},
		{"Ctrl 1 … 6", w.Say.T("shortcut.sections", nil)},
		{"Ctrl Enter", w.Say.T("shortcut.send", nil)},
	}
	for i := range list {
		list[i].Keys = w.Keys(list[i].Keys)
	}
	for _, c := range w.Commands(true) {
		if c.Keys != "" {
			list = append(list, Shortcut{c.Keys, c.Title})
		}
	}
	return list
}

// Keys says what stands on keys in the reader's language: "Ctrl K" is "Strg K" on a German keyboard.
func (w Words) Keys(pressed string) string {
	keys := strings.Fields(pressed)
	for i, key := range keys {
		if utf8.RuneCountInString(key) > 1 {
			keys[i] = w.Say.T("ballot.key."+strings.ToLower(key), nil)
		}
	}
	return strings.Join(keys, " ")
}
