package part

// Bare: what of Fyne is inside of a part of ours, without the edge that Fyne draws around it.

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// bareOf shows an object of Fyne's without its edge: the part around it has one.
func bareOf(object fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(object, bare{})
}

// bare is the theme that is shown now, but for the edge.
type bare struct{}

func (bare) shown() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (b bare) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	return b.shown().Color(name, variant)
}

func (b bare) Font(style fyne.TextStyle) fyne.Resource    { return b.shown().Font(style) }
func (b bare) Icon(name fyne.ThemeIconName) fyne.Resource { return b.shown().Icon(name) }
func (b bare) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNameInputBorder {
		return 0
	}
	return b.shown().Size(name)
}
