package part

// Hint: the tooltip, and where it is shown: above a window's pages, or above
// the sheet that lies over them.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// hintAfterMillis is how long a pointer rests before words appear beside it.
const hintAfterMillis = 600

// hinting is embedded by what tooltips are shown in.
type hinting struct {
	host    fyne.Widget // what embeds this
	hint    *Hint
	hinted  fyne.CanvasObject
	waiting *delay
}

func (h *hinting) hints() *hinting { return h }

// place keeps the tooltip inside the window and off what it names.
func (h *hinting) place(within fyne.Size) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(h.hinted).Subtract(driver.AbsolutePositionForObject(h.host))
	named, size := h.hinted.Size(), h.hint.MinSize()
	x := min(max(at.X+(named.Width-size.Width)/2, px(8)), within.Width-size.Width-px(8))
	y := at.Y + named.Height + px(8)
	if y+size.Height > within.Height {
		y = at.Y - size.Height - px(8)
	}
	h.hint.Move(fyne.NewPos(x, y))
	h.hint.Resize(size)
}

// drop takes the tooltip away, whatever it names.
func (h *hinting) drop() {
	h.waiting.stop()
	if h.hinted == nil {
		return
	}
	h.hinted, h.hint = nil, nil
	h.host.Refresh()
}

// hintsOf is where the tooltip of an object is shown, nil where nothing shows any.
func hintsOf(object fyne.CanvasObject) *hinting {
	if object == nil {
		return nil
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(object); c != nil {
		return hintsOn(c)
	}
	return nil
}

// hintsOn is where tooltips are shown on a canvas now.
func hintsOn(c fyne.Canvas) *hinting {
	shows := c.Overlays().Top()
	if shows == nil {
		shows = c.Content()
	}
	if h, is := shows.(interface{ hints() *hinting }); is {
		return h.hints()
	}
	return nil
}

// showHintSoon shows a tooltip after a while, or at once while another is shown.
func showHintSoon(named fyne.CanvasObject, text, key string) {
	h := hintsOf(named)
	if h == nil {
		return
	}
	show := func() {
		h.hinted, h.hint = named, NewHint(text, key)
		h.host.Refresh()
	}
	h.waiting.stop()
	if h.hint != nil {
		show()
		return
	}
	h.hinted = named
	h.waiting = after(hintAfterMillis, func() {
		if h.hinted == named {
			show()
		}
	})
}

// hideHint takes the tooltip of an object away.
func hideHint(named fyne.CanvasObject) {
	if h := hintsOf(named); h != nil && h.hinted == named {
		h.drop()
	}
}

// Hint is a tooltip: a few words and the key that does the same.
type Hint struct {
	widget.BaseWidget
	text, key *Text
}

// NewHint makes a tooltip; key may be "".
func NewHint(text, key string) *Hint {
	h := &Hint{text: Words(theme.Small, text).In(theme.Ground).Line(), key: Words(theme.Small, key).In(theme.Line).Line()}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer draws it in ink, whatever it floats over.
func (h *Hint) CreateRenderer() fyne.WidgetRenderer {
	ground := box(6)
	inside := Row(8, None, h.text, h.key)
	h.key.Hidden = h.key.String() == ""
	d := &drawing{objects: []fyne.CanvasObject{ground, inside}}
	d.paint = func() {
		fill(ground, theme.Ink, theme.Ink, 0)
		float(ground)
	}
	d.least = func() fyne.Size { return inside.MinSize().Add(fyne.NewSize(px(20), px(12))) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		inside.Move(fyne.NewPos(px(10), px(6)))
		inside.Resize(size.Subtract(fyne.NewSize(px(20), px(12))))
	}
	d.paint()
	return d
}
