package part

// Keep focus: what is laid anew while somebody is in it leaves them where they were.

import "fyne.io/fyne/v2"

// KeepFocus lays the inside of a place anew. What had the focus in it gives it to the part that is called the same now, or to the one that stands
// where it stood. Nothing is scrolled by that.
func KeepFocus(place fyne.CanvasObject, lay func()) {
	over := fyne.CurrentApp().Driver().CanvasForObject(place)
	if over == nil || over.Focused() == nil {
		lay()
		return
	}
	focused := over.Focused()
	at, name, nth := -1, called(focused), 0
	for i, f := range focusables(place, nil) {
		if f == focused {
			at = i
			break
		}
		if called(f) == name {
			nth++
		}
	}
	lay()
	if at < 0 {
		return
	}
	now := focusables(place, nil)
	to := standIn(now, name, nth, at)
	if to == nil || to == over.Focused() {
		return
	}
	scrolls := ScrollsAround(place)
	before := make([]fyne.Position, len(scrolls))
	for i, s := range scrolls {
		before[i] = s.Offset
	}
	over.Focus(to)
	for i, s := range scrolls {
		if s.Offset != before[i] {
			s.ScrollToOffset(before[i])
		}
	}
}

// standIn is the nth of those that are called so, or the one at a place.
func standIn(now []fyne.Focusable, name string, nth, at int) fyne.Focusable {
	var last fyne.Focusable
	for _, f := range now {
		if called(f) != name {
			continue
		}
		if last = f; nth == 0 {
			return f
		}
		nth--
	}
	if last != nil || len(now) == 0 {
		return last
	}
	return now[min(at, len(now)-1)]
}

func called(f fyne.Focusable) string {
	if a, said := f.(fyne.Accessible); said {
		return a.AccessibilityLabel()
	}
	return ""
}

// focusables are what Tab reaches in an object, in its order.
func focusables(object fyne.CanvasObject, found []fyne.Focusable) []fyne.Focusable {
	if object == nil || !object.Visible() {
		return found
	}
	if f, is := object.(fyne.Focusable); is {
		if off, can := object.(fyne.Disableable); !can || !off.Disabled() {
			found = append(found, f)
		}
	}
	for _, child := range childrenOf(object) {
		found = focusables(child, found)
	}
	return found
}
