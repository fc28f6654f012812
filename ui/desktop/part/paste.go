package part

// Paste: what is pasted into a field, as long as it is no book.

import "fyne.io/fyne/v2"

// mostPasted is more than any text that is signed (64 KiB with all around it), in bytes. Of megabytes Fyne measures every letter, on its own goroutine.
const mostPasted = 128 << 10

// TooMuch tells the page that more was pasted than any field takes, and that nothing of it was taken. It goes the way of a shortcut.
type TooMuch struct{}

// ShortcutName is what a canvas knows it by.
func (TooMuch) ShortcutName() string { return "folkmoot.TooMuch" }

// paste is what of a paste comes into the field; nil for nothing.
func (e *Entry) paste(paste *fyne.ShortcutPaste) fyne.Shortcut {
	pasted := paste.Clipboard.Content()
	switch {
	case e.clean != nil:
		cleaned, may := e.clean(pasted)
		if !may {
			return nil
		}
		pasted = cleaned
	case len(pasted) > mostPasted:
		if page := e.page(); page != nil {
			page.TypedShortcut(TooMuch{})
		}
		return nil
	}
	return &fyne.ShortcutPaste{Clipboard: clip(pasted)}
}
