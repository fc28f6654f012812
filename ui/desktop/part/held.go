package part

// Held: while a button of the mouse is held on something, what has come waits: press and release belong to one thing, though everything may be drawn
// anew between them.

import (
	"time"

	"fyne.io/fyne/v2"
)

// longestHold is how long what has come waits at most: whoever holds the button longer does not click, or its release was lost outside of the window.
const longestHold = 2 * time.Second

// held is the window's one mouse. It belongs to Fyne's goroutine.
var held struct {
	down    bool
	since   time.Time
	waiting []func()
}

// WhenLetGo does something as soon as no button of the mouse is held on a part: at once, as a rule. It is called on Fyne's goroutine.
func WhenLetGo(do func()) {
	if !held.down || time.Since(held.since) > longestHold {
		letGo()
		do()
		return
	}
	if held.waiting = append(held.waiting, do); len(held.waiting) == 1 {
		time.AfterFunc(longestHold, func() { fyne.Do(letGo) })
	}
}

func holdDown() { held.down, held.since = true, time.Now() }

// letGo does what waits, after what the click itself does.
func letGo() {
	waiting := held.waiting
	held.down, held.waiting = false, nil
	if len(waiting) == 0 {
		return
	}
	fyne.Do(func() {
		for _, do := range waiting {
			do()
		}
	})
}
