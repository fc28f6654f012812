package part

// Numeral: a place in an order, on a disc; and buttons that say more to who cannot see what stands beside them.

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// numeral is a disc of 24 with a number.
type numeral struct {
	widget.BaseWidget
	number *Text
}

// Numeral makes one.
func Numeral(n int) fyne.CanvasObject {
	d := &numeral{number: Strong(theme.Small, strconv.Itoa(n)).In(theme.Primary).Line()}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer draws disc and number.
func (n *numeral) CreateRenderer() fyne.WidgetRenderer {
	disc := box(12)
	d := &drawing{objects: []fyne.CanvasObject{disc, n.number}}
	d.paint = func() { fill(disc, theme.PrimaryTint, theme.Clear, 0) }
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(24)) }
	d.arrange = func(size fyne.Size) {
		put(disc, size.Width, (size.Width-px(24))/2, (size.Height-px(24))/2, px(24), px(24))
		width := n.number.MinSize().Width
		put(n.number, size.Width, (size.Width-width)/2, (size.Height-px(16))/2, width, px(16))
	}
	d.paint()
	return d
}

// Named has a button say more than its words to who cannot see the row that it stands in: "Give, House money".
func (b *Button) Named(name string) *Button {
	b.label = func() string { return strings.Replace(b.spoken(), b.text, name, 1) }
	return b
}
