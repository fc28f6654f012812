package part

// Space: it is a key and a letter. Where the key opens something with a field in it, the letter is not meant for the field.

import "fyne.io/fyne/v2"

// spaceHeld is so while what Space does is being done. It belongs to Fyne's goroutine.
var spaceHeld bool

// byKey does what a key does.
func byKey(key fyne.KeyName, do func()) {
	spaceHeld = key == fyne.KeySpace
	do()
	spaceHeld = false
}

// TypedRune types, but for the Space that has led here.
func (e *Entry) TypedRune(typed rune) {
	led := e.opened && typed == ' '
	if e.opened = false; !led {
		e.Entry.TypedRune(typed)
	}
}
