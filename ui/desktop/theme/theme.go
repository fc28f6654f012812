// Package theme is how Folkmoot looks: every colour, size, font and icon that
// the desktop uses, light and dark. It promises that text has a contrast of at
// least 4.5 on what it may stand on (a test computes it), and that every size
// grows with the reader's text size. It knows nothing of what is shown.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"github.com/folkmoot/folkmoot/assets"
)

// Theme is Folkmoot's fyne.Theme. Its zero value follows the system at the
// usual text size.
type Theme struct {
	// Factor multiplies all sizes: 1 as designed, 2 for text at 200 %.
	// Nought counts as 1.
	Factor float32
	// Force shows one variant whatever the system says; nil follows it.
	Force *fyne.ThemeVariant
	// RightToLeft mirrors every layout of ours: pages in Arabic.
	RightToLeft bool
	// Still keeps everything from moving: "reduce motion".
	Still bool
}

// MaxFactor and MinFactor bound the text size that a reader may choose.
const (
	MinFactor = 0.8
	MaxFactor = 2
)

var _ fyne.Theme = (*Theme)(nil)

// Light and Dark force one variant.
func Light(factor float32) *Theme { return forced(factor, fynetheme.VariantLight) }

// Dark forces the dark variant.
func Dark(factor float32) *Theme { return forced(factor, fynetheme.VariantDark) }

func forced(factor float32, variant fyne.ThemeVariant) *Theme {
	return &Theme{Factor: factor, Force: &variant}
}

// Color is the colour of one of our tokens, or of one of Fyne's names by the
// token that stands for it.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.Force != nil {
		variant = *t.Force
	}
	if token, is := standIns[name]; is {
		name = token
	}
	pair, known := palette[name]
	if !known {
		return fynetheme.DefaultTheme().Color(name, variant)
	}
	if variant == fynetheme.VariantDark {
		return pair.dark
	}
	return pair.light
}

// Icon leaves Fyne's few own icons as they are; ours come from Icon and Tinted.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

var (
	regular        = font("Inter-Regular.otf")
	italic         = font("Inter-Italic.otf")
	semiBold       = font("Inter-SemiBold.otf")
	semiBoldItalic = font("Inter-SemiBoldItalic.otf")
	arabic         = font("NotoSansArabic-Regular.ttf")
	arabicBold     = font("NotoSansArabic-Bold.ttf")
)

func font(name string) fyne.Resource { return fyne.NewStaticResource(name, assets.Font(name)) }

// Font is Inter: SemiBold where Fyne asks for bold.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold && style.Italic:
		return semiBoldItalic
	case style.Bold:
		return semiBold
	case style.Italic:
		return italic
	}
	return regular
}

// Arabic is the face for runs of Arabic script, which Inter lacks.
func Arabic(bold bool) fyne.Resource {
	if bold {
		return arabicBold
	}
	return arabic
}
