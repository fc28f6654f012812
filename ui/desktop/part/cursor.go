package part

// Cursor: where somebody writes in a text, and how a whole text is changed around it.

import "fyne.io/fyne/v2"

// AcceptsTab lets Tab lead out of every field, also out of those with many lines: a page is walked through by it.
func (e *Entry) AcceptsTab() bool { return false }

// Before is the text in front of the cursor.
func (w *Writing) Before() string {
	letters := []rune(w.Entry.Text)
	return string(letters[:min(w.Entry.CursorTextOffset(), len(letters))])
}

// Replace puts another text in place of all, in one step of undo. The cursor keeps its distance from the end.
func (w *Writing) Replace(written string) {
	e := w.Entry
	after := len([]rune(e.Text)) - e.CursorTextOffset()
	e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.Insert(written)
	e.leadTo(max(len([]rune(e.Text))-after, 0))
}

// leadTo sets the cursor: Fyne knows it by rows as they are wrapped, so the row is looked for.
func (e *Entry) leadTo(offset int) {
	row := 0
	for {
		e.CursorRow, e.CursorColumn = row+1, 0
		if begins := e.CursorTextOffset(); begins == 0 || begins > offset {
			break
		}
		row++
	}
	e.CursorRow, e.CursorColumn = row, 0
	e.CursorColumn = offset - e.CursorTextOffset()
	e.Refresh()
}
