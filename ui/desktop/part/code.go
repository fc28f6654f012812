package part

// Code: a QR picture that another device photographs: dark on white in both themes.

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// quietZone is the white that a reader needs around the modules, in modules (ISO/IEC 18004, 9.1).
const quietZone = 4

// Code draws the modules of a QR code at a whole multiple.
type Code struct {
	widget.BaseWidget
	picture *image.Gray
	units   float32
	says    string
}

// NewCode makes a picture at most so many units wide from rows of modules, true
// for dark; says is what it leads to, for who cannot see it.
func NewCode(modules [][]bool, units float32, says string) *Code {
	side := len(modules) + 2*quietZone
	c := &Code{picture: image.NewGray(image.Rect(0, 0, side, side)), units: units, says: says}
	for i := range c.picture.Pix {
		c.picture.Pix[i] = 0xFF
	}
	for y, row := range modules {
		for x, dark := range row {
			if dark && x < len(modules) {
				c.picture.SetGray(x+quietZone, y+quietZone, color.Gray{})
			}
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel is what it leads to.
func (c *Code) AccessibilityLabel() string { return c.says }

// AccessibilityRole says that it is text.
func (c *Code) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// side is how large the picture is drawn: so many whole units a module.
func (c *Code) side() float32 {
	modules := float32(c.picture.Rect.Dx())
	return modules * max(float32(int(px(c.units)/modules)), 1)
}

// CreateRenderer draws white ground and modules.
func (c *Code) CreateRenderer() fyne.WidgetRenderer {
	ground, code := box(8), canvas.NewImageFromImage(c.picture)
	code.FillMode, code.ScaleMode = canvas.ImageFillStretch, canvas.ImageScalePixels
	d := &drawing{objects: []fyne.CanvasObject{ground, code}}
	d.paint = func() { ground.FillColor = color.White }
	d.least = func() fyne.Size { return fyne.NewSquareSize(max(c.side(), px(c.units))) }
	d.arrange = func(size fyne.Size) {
		side := c.side()
		ground.Resize(size)
		code.Move(fyne.NewPos(float32(int((size.Width-side)/2)), float32(int((size.Height-side)/2))))
		code.Resize(fyne.NewSquareSize(side))
	}
	d.paint()
	return d
}
