package part

// Expander: details on demand: a line of words that shows what is under it.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Expander shows and hides an object.
type Expander struct {
	pressable
	words   [2]string // while shut, while open
	label   *Text
	content fyne.CanvasObject
	open    bool
	opened  func()
}

// NewExpander makes one that is shut; words are what it says while shut and
// while open, states the same for who cannot see the sign before them.
func NewExpander(shut, open string, states [2]string, content fyne.CanvasObject) *Expander {
	e := &Expander{words: [2]string{shut, open}, label: Quietly(theme.Text, shut).Lines(1), content: content}
	e.begin(e, func() string { return e.said() + ", " + states[index(!e.open)] }, func() { e.Set(!e.open) })
	return e
}

// WhenOpened is called each time it is opened: what is under it may be looked up then.
func (e *Expander) WhenOpened(do func()) *Expander {
	e.opened = do
	return e
}

// Set opens or shuts it.
func (e *Expander) Set(open bool) {
	e.open = open
	if open && e.opened != nil {
		e.opened()
	}
	e.Refresh()
	relayOut(e)
}

func (e *Expander) said() string { return e.words[index(!e.open)] }

// HeightFor is the line, and what is under it while it is open.
func (e *Expander) HeightFor(width float32) float32 {
	if !e.open {
		return px(28)
	}
	return px(28+8) + HeightFor(e.content, width)
}

func (e *Expander) inside() []fyne.CanvasObject { return []fyne.CanvasObject{e.content} }

// CreateRenderer draws sign and words.
func (e *Expander) CreateRenderer() fyne.WidgetRenderer {
	ring, chevron := box(6), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, chevron, e.label, e.content}}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !e.focused
		ink := theme.Quiet
		if e.hovered {
			ink = theme.Ink
		}
		setIcon(chevron, foldIcon(e.open), ink)
		setLabel(e.label, Span{Text: e.said()}, ink)
		if e.open {
			e.content.Show()
		} else {
			e.content.Hide()
		}
		d.arrange(e.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), e.HeightFor(max(e.Size().Width, px(160)))) }
	d.arrange = func(size fyne.Size) {
		words := min(e.label.natural(), size.Width-px(32))
		put(ring, size.Width, 0, 0, px(24)+words+px(8), px(28))
		put(chevron, size.Width, px(4), px(6), px(16), px(16))
		put(e.label, size.Width, px(24), px(4), words, px(20))
		put(e.content, size.Width, 0, px(36), size.Width, max(size.Height-px(36), 0))
	}
	d.paint()
	return d
}
