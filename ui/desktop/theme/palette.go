package theme

// Palette: the tokens, and which of them stands for each of Fyne's names.

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// A Token names a colour by what it is for. It is asked for through Color.
type Token = fyne.ThemeColorName

// The tokens of the design. "Fill" colours are for lines, rings and dots only.
const (
	Ground        Token = "ground"
	Surface       Token = "surface"
	Raised        Token = "raised"
	Ink           Token = "ink"
	Quiet         Token = "quiet"
	Line          Token = "line"
	Control       Token = "control"
	Primary       Token = "moss"
	OnPrimary     Token = "onMoss"
	Aye           Token = "aye"
	Nay           Token = "nay"
	Abstain       Token = "abstain"
	Attention     Token = "attention"
	AttentionFill Token = "attentionFill"
	Danger        Token = "danger"
	PrimaryTint   Token = "primaryTint"
	AttentionTint Token = "attentionTint"
	DangerTint    Token = "dangerTint"
	Hover         Token = "rowHover"
	RemovedWord   Token = "removedWord"
	AddedWord     Token = "addedWord"
	Shadow        Token = "floatShadow"
	Scrim         Token = "scrim"
	Darken        Token = "darken" // over a button that the mouse is on
	Clear         Token = "clear"
)

// The colours of people: avatars, and series in charts.
const (
	Moss  Token = "peopleMoss"
	Clay  Token = "peopleClay"
	Straw Token = "peopleStraw"
	Slate Token = "peopleSlate"
	Plum  Token = "peoplePlum"
	Lake  Token = "peopleLake"
)

// People are the colours of people, in the order in which they are given out.
var People = []Token{Moss, Clay, Straw, Slate, Plum, Lake}

// TintOf is the tint that a person's colour stands on.
func TintOf(person Token) Token { return person + "Tint" }

type pair struct{ light, dark color.NRGBA }

var palette = map[Token]pair{
	Ground:        hex(0xFAF8F4, 0x161814),
	Surface:       hex(0xFFFFFF, 0x1D201B),
	Raised:        hex(0xF1EEE7, 0x262A23),
	Ink:           hex(0x1F2420, 0xECEFE8),
	Quiet:         hex(0x5B635C, 0xA3ABA2),
	Line:          hex(0xDDD8CC, 0x363B33),
	Control:       hex(0x8C8675, 0x70786C),
	Primary:       hex(0x2F6B4F, 0x7CC4A0),
	OnPrimary:     hex(0xFFFFFF, 0x10231A),
	Aye:           hex(0x2F6B4F, 0x7CC4A0),
	Nay:           hex(0xB4472F, 0xE58A72),
	Abstain:       hex(0x6F6A5A, 0xA9A392),
	Attention:     hex(0x8A5A0F, 0xE2B45C),
	AttentionFill: hex(0xB07A1E, 0xE2B45C),
	Danger:        hex(0xA3341F, 0xF08D77),
	PrimaryTint:   hex(0xE3EEE7, 0x22342B),
	AttentionTint: hex(0xF8EDD6, 0x352D1B),
	DangerTint:    hex(0xF9E6E0, 0x3A2721),
	Hover:         hex(0xF1EEE7, 0x31372E),
	RemovedWord:   hex(0xF4CFC4, 0x54332A),
	AddedWord:     hex(0xC9E2D3, 0x2C4A3B),

	Moss:  hex(0x2F6B4F, 0x7CC4A0),
	Clay:  hex(0xA3341F, 0xE58A72),
	Straw: hex(0x8A5A0F, 0xE2B45C),
	Slate: hex(0x3F5F7A, 0x9DBBD6),
	Plum:  hex(0x74507A, 0xCFA6D3),
	Lake:  hex(0x1F6E73, 0x7CC7CB),

	TintOf(Moss):  hex(0xDDEAE2, 0x22342B),
	TintOf(Clay):  hex(0xF6E0D8, 0x3A2721),
	TintOf(Straw): hex(0xF4E7CB, 0x352D1B),
	TintOf(Slate): hex(0xDFE7EE, 0x26303A),
	TintOf(Plum):  hex(0xECE1ED, 0x332838),
	TintOf(Lake):  hex(0xD8EAEA, 0x1E3335),

	Shadow: {translucent(0x1F2420, 18), translucent(0, 50)},
	Scrim:  {translucent(0x1F2420, 32), translucent(0, 50)},
	Darken: {translucent(0, 12), translucent(0, 12)},
	Clear:  {},
}

// standIns say which token Fyne's own widgets get for their names. Scrollers
// draw a shadow at an edge that has more: it is clear here, and what floats
// draws its own.
var standIns = map[fyne.ThemeColorName]Token{
	fynetheme.ColorNameBackground:          Ground,
	fynetheme.ColorNameForeground:          Ink,
	fynetheme.ColorNamePrimary:             Primary,
	fynetheme.ColorNameForegroundOnPrimary: OnPrimary,
	fynetheme.ColorNameHyperlink:           Primary,
	fynetheme.ColorNameFocus:               PrimaryTint,
	fynetheme.ColorNameHover:               Hover,
	fynetheme.ColorNamePressed:             Darken,
	fynetheme.ColorNameSelection:           AddedWord,
	fynetheme.ColorNamePlaceHolder:         Quiet,
	fynetheme.ColorNameDisabled:            Quiet,
	fynetheme.ColorNameDisabledButton:      Raised,
	fynetheme.ColorNameButton:              Surface,
	fynetheme.ColorNameInputBackground:     Clear,
	fynetheme.ColorNameInputBorder:         Clear,
	fynetheme.ColorNameMenuBackground:      Surface,
	fynetheme.ColorNameOverlayBackground:   Clear, // layers draw their own sheet
	fynetheme.ColorNameHeaderBackground:    Surface,
	fynetheme.ColorNameSeparator:           Line,
	fynetheme.ColorNameScrollBar:           Line,
	fynetheme.ColorNameScrollBarBackground: Clear,
	fynetheme.ColorNameShadow:              Clear,
	fynetheme.ColorNameError:               Danger,
	fynetheme.ColorNameForegroundOnError:   Surface,
	fynetheme.ColorNameWarning:             Attention,
	fynetheme.ColorNameForegroundOnWarning: Surface,
	fynetheme.ColorNameSuccess:             Primary,
	fynetheme.ColorNameForegroundOnSuccess: OnPrimary,
}

func hex(light, dark uint32) pair { return pair{opaque(light), opaque(dark)} }

func opaque(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xFF}
}

func translucent(rgb uint32, percent int) color.NRGBA {
	c := opaque(rgb)
	c.A = uint8(percent * 255 / 100)
	return c
}

// Color is a token's colour in the theme that the app shows now.
func Color(token Token) color.Color { return fynetheme.Color(token) }
