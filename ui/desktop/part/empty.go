package part

// Empty: what stands where there is nothing yet, with the one thing to do; and
// the order of a list, which a press changes.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// NewEmpty is the mark over what would be here and the one act; act may be nil.
func NewEmpty(title, says string, act *Button) *fyne.Container {
	column := Column(
		8, newMark(64), Pad(14, 0, 0, 0, Strong(theme.Heading, title).Aligned(fyne.TextAlignCenter)),
		Centre(400, 0, Quietly(theme.Text, says).Aligned(fyne.TextAlignCenter)),
	)
	if act != nil {
		column.Add(Pad(16, 0, 0, 0, Centre(theme.Units(act.MinSize().Width), 0, act)))
	}
	return Column(0, Pad(72, 0, 48, 0, column))
}

// mark is Folkmoot's own, in the middle of its line.
type mark struct {
	widget.BaseWidget
	side float32
}

func newMark(side float32) *mark {
	m := &mark{side: side}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer draws it.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	image := picture()
	d := &drawing{objects: []fyne.CanvasObject{image}}
	d.paint = func() { theme.Sharp(image, theme.Mark(m.side)) }
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(m.side)) }
	d.arrange = func(size fyne.Size) {
		put(image, size.Width, (size.Width-px(m.side))/2, 0, px(m.side), px(m.side))
	}
	d.paint()
	return d
}

// Order says how a list is ordered; a press changes it.
type Order struct {
	pressable
	text *Text
}

// NewOrder makes one.
func NewOrder(text string, press func()) *Order {
	o := &Order{text: Quietly(theme.Small, text).Line()}
	o.begin(o, func() string { return o.text.String() }, press)
	return o
}

// SetText says another order.
func (o *Order) SetText(text string) {
	if o.text.String() != text {
		o.text.SetText(text)
		o.Refresh()
	}
}

// CreateRenderer draws the words and the sign behind them.
func (o *Order) CreateRenderer() fyne.WidgetRenderer {
	ground, sign := canvas.NewRectangle(theme.Color(theme.Clear)), picture()
	d := &drawing{objects: []fyne.CanvasObject{ground, o.text, sign}}
	d.paint = func() {
		inside, width := theme.Clear, float32(0)
		if o.hovered {
			inside = theme.Hover
		}
		if o.focused {
			width = px(2)
		}
		fill(ground, inside, theme.Primary, width)
		ground.CornerRadius = px(6)
		setIcon(sign, theme.IconArrowUpDown, theme.Quiet)
	}
	d.least = func() fyne.Size { return fyne.NewSize(o.text.MinSize().Width+px(8+14), px(24)) }
	d.arrange = func(size fyne.Size) {
		ground.Move(fyne.NewPos(-px(6), 0))
		ground.Resize(size.AddWidthHeight(px(12), 0))
		words := o.text.MinSize().Width
		put(o.text, size.Width, 0, px(4), words, px(16))
		put(sign, size.Width, words+px(8), px(5), px(14), px(14))
	}
	d.paint()
	return d
}
