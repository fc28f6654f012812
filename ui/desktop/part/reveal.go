package part

// Reveal: what gets the focus is scrolled into view, and how the objects inside
// of ours are found.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// reveal scrolls what is focused into view: Fyne's Tab never does.
func reveal(object fyne.CanvasObject) {
	for _, scroll := range ScrollsAround(object) {
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y
		below := at + object.Size().Height - scroll.Size().Height
		switch {
		case at < px(8):
			scroll.ScrollToOffset(scroll.Offset.AddXY(0, at-px(8)))
		case below > -px(8):
			scroll.ScrollToOffset(scroll.Offset.AddXY(0, below+px(8)))
		}
	}
}

// scrollsAround are the scrollers on the way from a root to an object.
func scrollsAround(root, object fyne.CanvasObject) (found []*container.Scroll) {
	var walk func(fyne.CanvasObject) bool
	walk = func(o fyne.CanvasObject) bool {
		if o == object {
			return true
		}
		for _, child := range childrenOf(o) {
			if walk(child) {
				if scroll, is := o.(*container.Scroll); is {
					found = append(found, scroll)
				}
				return true
			}
		}
		return false
	}
	walk(root)
	return found
}

// childrenOf are the objects inside of one of ours, of a container or a scroller.
func childrenOf(object fyne.CanvasObject) []fyne.CanvasObject {
	switch o := object.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *Stage:
		return []fyne.CanvasObject{o.page}
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	case interface{ inside() []fyne.CanvasObject }:
		return o.inside()
	case Holder:
		return o.Inside()
	}
	return nil
}
