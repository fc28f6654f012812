// Package part holds the pieces that Folkmoot's pages are laid out from: text,
// buttons, chips, fields, rows, banners, the journey of a ballot. A part
// promises to look as the design says in both themes and at any text size, to
// be reached and worked by keyboard where it can be worked at all, and to say
// its name and state in its accessibility label. It knows nothing of
// communities or votes, computes nothing, and speaks only in words that it was
// handed.
package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// drawing is the renderer of every part: canvas objects placed by arithmetic.
type drawing struct {
	objects []fyne.CanvasObject
	paint   func()          // sets colours and words; nil: nothing changes
	arrange func(fyne.Size) // places the objects
	least   func() fyne.Size
}

func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawing) Layout(size fyne.Size)        { d.arrange(size) }
func (d *drawing) MinSize() fyne.Size           { return d.least() }
func (d *drawing) Destroy()                     {}

func (d *drawing) Refresh() {
	if d.paint != nil {
		d.paint()
	}
	for _, object := range d.objects {
		object.Refresh()
	}
}

// px is short for a measure of the design in canvas units.
func px(units float32) float32 { return theme.Px(units) }

// box is a rectangle with a token for its fill and, if width is not nought, its edge.
func box(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = px(radius)
	return r
}

// fill paints a rectangle: fill and edge by token, the edge so wide.
func fill(r *canvas.Rectangle, inside, edge theme.Token, width float32) {
	r.FillColor = theme.Color(inside)
	r.StrokeColor = theme.Color(edge)
	r.StrokeWidth = width
}

// float gives a rectangle the shadow of what floats.
func float(r *canvas.Rectangle) {
	r.Shadow = canvas.Shadow{Color: theme.Color(theme.Shadow), BlurRadius: px(24), Offset: fyne.NewPos(0, px(8)), Variant: canvas.DropShadow}
}

// picture is an icon object; paint it with setIcon.
func picture() *canvas.Image {
	image := &canvas.Image{FillMode: canvas.ImageFillContain}
	return image
}

func setIcon(image *canvas.Image, icon theme.Icon, token theme.Token) {
	if icon == "" {
		image.Hide()
		return
	}
	theme.Sharp(image, theme.Tinted(icon, token))
	image.Show()
}

// put places an object with its start edge at x: from the left, or in a
// mirrored page from the right.
func put(object fyne.CanvasObject, within, x, y, width, height float32) {
	if theme.Mirrored() {
		x = within - x - width
	}
	object.Move(fyne.NewPos(x, y))
	before := object.Size()
	object.Resize(fyne.NewSize(width, height))
	if image, is := object.(*canvas.Image); is && before != image.Size() {
		image.Refresh() // its lines grow only then
	}
}

// roundEnds gives a rectangle round corners at its start, its end, or both.
func roundEnds(rectangle *canvas.Rectangle, radius float32, start, end bool) {
	if theme.Mirrored() {
		start, end = end, start
	}
	if start {
		rectangle.TopLeftCornerRadius, rectangle.BottomLeftCornerRadius = radius, radius
	}
	if end {
		rectangle.TopRightCornerRadius, rectangle.BottomRightCornerRadius = radius, radius
	}
}
