package part

// Bare: what of Fyne is inside of a part of ours, without the bar that Fyne draws under a line that is longer than its place.

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// withoutBar shows an object of Fyne's without its scroll bar.
func withoutBar(object fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(object, barless{})
}

// barless is the theme that is shown now, but for the bar.
type barless struct{}

func (barless) shown() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (b barless) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	return b.shown().Color(name, variant)
}

func (b barless) Font(style fyne.TextStyle) fyne.Resource    { return b.shown().Font(style) }
func (b barless) Icon(name fyne.ThemeIconName) fyne.Resource { return b.shown().Icon(name) }

func (b barless) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNameScrollBar || name == fynetheme.SizeNameScrollBarSmall {
		return 0
	}
	return b.shown().Size(name)
}
