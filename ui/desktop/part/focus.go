package part

// Focus: the first thing in an object that the keyboard can reach.

import "fyne.io/fyne/v2"

// FirstFocus is what Tab reaches first in an object; nil where there is nothing.
func FirstFocus(object fyne.CanvasObject) fyne.Focusable {
	if object == nil || !object.Visible() {
		return nil
	}
	if focusable, is := object.(fyne.Focusable); is {
		if off, can := object.(fyne.Disableable); !can || !off.Disabled() {
			return focusable
		}
	}
	for _, child := range childrenOf(object) {
		if found := FirstFocus(child); found != nil {
			return found
		}
	}
	return nil
}
