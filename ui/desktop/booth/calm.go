package booth

// Calm: drawing without waste. A key changes a few words and colours of a ballot, and only these are drawn anew: forty rows stay as quick as four.

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// calm is a renderer whose objects refresh themselves where they change: texts when other words are set, pictures by setIcon. Rectangles are drawn
// as they are; touched is one of them, which tells the canvas that there is something to draw.
type calm struct {
	*part.Drawing
	paint   func()
	touched *canvas.Rectangle
}

// Refresh paints, and has nothing drawn anew that is as it was.
func (c *calm) Refresh() {
	c.paint()
	c.touched.Refresh()
}

// setIcon chooses a picture's icon, and draws it anew only where it is another.
func setIcon(image *canvas.Image, icon theme.Icon, token theme.Token) {
	setResource(image, theme.Tinted(icon, token))
}

func setResource(image *canvas.Image, icon fyne.Resource) {
	image.Show()
	if image.Resource != nil && strings.HasSuffix(image.Resource.Name(), "-"+icon.Name()) {
		return
	}
	theme.Sharp(image, icon)
	if image.Size().Width > 0 {
		image.Refresh()
	}
}

// relay lays containers out whose contents became higher or lower, without drawing anything anew.
func relay(object fyne.CanvasObject) {
	c, is := object.(*fyne.Container)
	if !is {
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, o := range c.Objects {
		relay(o)
	}
}
