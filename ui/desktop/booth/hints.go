package booth

// Hints: which keys do what, with the keys drawn as keys.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// hints is a line of keys and words that goes on in the next where it must.
type hints struct {
	widget.BaseWidget
	pieces []hintPiece
	// spread sets the hints further apart: under a list that is as wide as the page.
	spread bool
	label  string
}

// hintPiece is a key, or a word between or behind keys.
type hintPiece struct {
	key  *canvas.Rectangle // nil for a word
	text *part.Text
	ends bool // the last piece of a hint
}

func newHints(list []ballot.Hint, spread bool) *hints {
	h := &hints{spread: spread}
	add := func(text string, isKey bool) {
		piece := hintPiece{text: part.Quietly(theme.Small, text).Line()}
		if isKey {
			piece.key = part.Box(4)
			piece.text.Aligned(fyne.TextAlignCenter)
		}
		h.pieces = append(h.pieces, piece)
		h.label += text + " "
	}
	for i, hint := range list {
		for j, key := range hint.Keys {
			if j > 0 && hint.Between != "" {
				add(hint.Between, false)
			}
			add(key, true)
		}
		text := hint.Text
		if i < len(list)-1 && !spread {
			text += ","
		}
		add(text, false)
		h.pieces[len(h.pieces)-1].ends = true
	}
	h.ExtendBaseWidget(h)
	return h
}

// AccessibilityLabel is the keys with what they do.
func (h *hints) AccessibilityLabel() string { return h.label }

// AccessibilityRole says that it is text.
func (h *hints) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (p hintPiece) width() float32 {
	if p.key != nil {
		return p.text.MinSize().Width + px(14)
	}
	return p.text.MinSize().Width
}

// lay places the pieces at a width, and returns how high they are.
func (h *hints) lay(width float32, put func(p hintPiece, at area)) float32 {
	x, y := float32(0), float32(0)
	for _, p := range h.pieces {
		if x > 0 && x+p.width() > width {
			x, y = 0, y+px(22)
		}
		put(p, area{x, y, p.width(), px(18)})
		x += p.width() + px(5)
		if p.ends && h.spread {
			x += px(15)
		}
	}
	return y + px(18)
}

// HeightFor is what the keys and words need.
func (h *hints) HeightFor(width float32) float32 { return h.lay(width, func(hintPiece, area) {}) }

// CreateRenderer draws keys and words.
func (h *hints) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for _, p := range h.pieces {
		if p.key != nil {
			objects = append(objects, p.key)
		}
		objects = append(objects, p.text)
	}
	return part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(px(80), h.HeightFor(max(h.Size().Width, px(80)))) },
		func(size fyne.Size) {
			h.lay(size.Width, func(p hintPiece, at area) {
				if p.key != nil {
					at.put(p.key, size.Width)
				}
				at.put(p.text, size.Width)
			})
		},
		func() {
			for _, p := range h.pieces {
				if p.key != nil {
					part.Fill(p.key, theme.Ground, theme.Line, 1)
				}
			}
		},
		objects...,
	)
}
