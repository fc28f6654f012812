package part

// Labelled: what stands above something that is chosen or typed: what it is called, and at the end of the line a hint.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Labelled sets a label above an object, with a hint at its end; "" for none.
func Labelled(label, hint string, object fyne.CanvasObject) *fyne.Container {
	return Column(6, Row(12, 0, Strong(theme.Small, label).Lines(1), Quietly(theme.Small, hint).Line()), object)
}

// Hinted is the field with its label above it and a hint at the label's end.
func (f *Field) Hinted(hint string) *fyne.Container {
	f.label.Hidden = true
	return Labelled(f.label.String(), hint, f)
}
