package theme

// Size: the type steps and measures, all multiplied by the reader's text size.

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// A Step is a size of type with its line height, in units.
type Step struct{ Size, Line float32 }

// The six steps. Nothing is smaller than Small.
var (
	Small   = Step{12, 16}
	Text    = Step{14, 20}
	Reading = Step{16, 26}
	Heading = Step{18, 24}
	Title   = Step{24, 32}
	Figure  = Step{32, 40}
)

// Widths of the window, in units, below which something folds away.
const (
	FoldSecondColumn = 1200
	FoldSections     = 900
	FoldRail         = 720
)

// sizes answer Fyne's names, at factor 1.
var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameCaptionText:        Small.Size,
	fynetheme.SizeNameText:               Text.Size,
	fynetheme.SizeNameSubHeadingText:     Heading.Size,
	fynetheme.SizeNameHeadingText:        Title.Size,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       8,
	fynetheme.SizeNameLineSpacing:        4,
	fynetheme.SizeNameInlineIcon:         18,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameScrollBarRadius:    3,
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameInputBorder:        0, // a field draws its own edge
	fynetheme.SizeNameInputRadius:        8,
	fynetheme.SizeNameSelectionRadius:    3,
	fynetheme.SizeNameButtonRadius:       8,
	fynetheme.SizeNameCardRadius:         8,
	fynetheme.SizeNameDialogRadius:       12,
	fynetheme.SizeNamePopupRadius:        8,
	fynetheme.SizeNameMenuRadius:         8,
	fynetheme.SizeNameModalBlurRadius:    0, // else every modal blurs the page behind it
}

// hairlines stay as thin at any text size.
var hairlines = map[fyne.ThemeSizeName]bool{
	fynetheme.SizeNameSeparatorThickness: true,
	fynetheme.SizeNameInputBorder:        true,
	fynetheme.SizeNameModalBlurRadius:    true,
}

// Size answers one of Fyne's names.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	size, known := sizes[name]
	if !known {
		size = fynetheme.DefaultTheme().Size(name)
	}
	if hairlines[name] {
		return size
	}
	return size * t.factor()
}

func (t *Theme) factor() float32 {
	if t.Factor == 0 {
		return 1
	}
	return min(max(t.Factor, MinFactor), MaxFactor)
}

// Px turns a measure of the design into canvas units, by the text size of the
// theme that the app shows now. Hairlines do not go through it.
func Px(units float32) float32 { return units * Factor() }

// Factor is the text size that the app shows now.
func Factor() float32 {
	if t := current(); t != nil {
		return t.factor()
	}
	return 1
}

// Mirrored reports whether pages run from right to left now.
func Mirrored() bool {
	t := current()
	return t != nil && t.RightToLeft
}

// Still reports whether nothing may move now.
func Still() bool {
	t := current()
	return t != nil && t.Still
}

// current is the theme that the app shows now, nil where it is not ours.
func current() *Theme {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	ours, _ := app.Settings().Theme().(*Theme)
	return ours
}

// Units is Px turned round: how wide a window is in units of its text.
func Units(px float32) float32 { return px / Factor() }
