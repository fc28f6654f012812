package part

// Craft: what the packages beside this one make parts of their own with, ballots
// and pictures of results: the same drawing, the same places, the same manners.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Drawing is a part's renderer, from what it needs at least, what places its
// objects, and what sets their colours and words.
type Drawing struct{ drawing }

// NewDrawing makes a renderer; paint may be nil. It paints once.
func NewDrawing(least func() fyne.Size, arrange func(fyne.Size), paint func(), objects ...fyne.CanvasObject) *Drawing {
	d := &Drawing{drawing{objects: objects, paint: paint, arrange: arrange, least: least}}
	if paint != nil {
		paint()
	}
	return d
}

// Show draws other objects from now on, the last one on top.
func (d *Drawing) Show(objects []fyne.CanvasObject) { d.objects = objects }

// Box is a rectangle with corners so round, in units; Fill colours it.
func Box(radius float32) *canvas.Rectangle { return box(radius) }

// Fill paints a rectangle by tokens: inside and edge, the edge so wide in canvas units.
func Fill(r *canvas.Rectangle, inside, edge theme.Token, width float32) { fill(r, inside, edge, width) }

// Float gives a rectangle the shadow of what floats.
func Float(r *canvas.Rectangle) { float(r) }

// Picture is an icon that SetIcon chooses and colours; "" hides it.
func Picture() *canvas.Image { return picture() }

// SetIcon chooses the icon of a Picture.
func SetIcon(image *canvas.Image, icon theme.Icon, token theme.Token) { setIcon(image, icon, token) }

// Put places an object with its start edge at x of a width: from the left, or in a mirrored page from the right.
func Put(object fyne.CanvasObject, within, x, y, width, height float32) {
	put(object, within, x, y, width, height)
}

// SetLabel changes a text of one look, where it differs.
func SetLabel(label *Text, span Span, ink theme.Token) { setLabel(label, span, ink) }

// RoundEnds gives a rectangle round corners where reading starts, where it ends, or both.
func RoundEnds(rectangle *canvas.Rectangle, radius float32, start, end bool) {
	roundEnds(rectangle, radius, start, end)
}

// PassOn hands a key that a part has no use for to its page.
func PassOn(object fyne.CanvasObject, event *fyne.KeyEvent) { passOn(object, event) }

// Reveal scrolls an object into view: Fyne's Tab never does.
func Reveal(object fyne.CanvasObject) { reveal(object) }

// ScrollsAround are the scrollers that an object is in, the innermost first.
func ScrollsAround(object fyne.CanvasObject) []*container.Scroll {
	c := fyne.CurrentApp().Driver().CanvasForObject(object)
	if c == nil {
		return nil
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	return scrollsAround(root, object)
}

// Holder is a part made elsewhere with others inside of it.
type Holder interface{ Inside() []fyne.CanvasObject }

// ShowHint says a few words beside an object after a while; HideHint takes them away.
func ShowHint(named fyne.CanvasObject, text, key string) { showHintSoon(named, text, key) }

// HideHint takes an object's tooltip away.
func HideHint(named fyne.CanvasObject) { hideHint(named) }

// Sideways is the step that Left or Right ask for, by where reading goes: -1, 1, or 0 for another key.
func Sideways(key fyne.KeyName) int { return sideways(key) }
