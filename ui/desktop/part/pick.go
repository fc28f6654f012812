package part

// Pick: a quiet button that says what is chosen, and opens a menu of the others.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Pick shows an icon, what is chosen, and a sign that there is more.
type Pick struct {
	pressable
	icon theme.Icon
	text *Text
}

// NewPick makes one; name says what is chosen.
func NewPick(icon theme.Icon, name, chosen string, open func()) *Pick {
	p := &Pick{icon: icon, text: Words(theme.Text, chosen).Line()}
	p.begin(p, func() string { return name + ", " + p.text.String() }, open)
	return p
}

// CreateRenderer draws it without an edge until it is hovered or has the focus.
func (p *Pick) CreateRenderer() fyne.WidgetRenderer {
	ground, icon, more := box(8), picture(), picture()
	d := &drawing{objects: []fyne.CanvasObject{ground, icon, p.text, more}}
	d.paint = func() {
		inside, width := theme.Clear, float32(0)
		if p.hovered {
			inside = theme.Hover
		}
		if p.focused {
			width = px(2)
		}
		fill(ground, inside, theme.Primary, width)
		setIcon(icon, p.icon, theme.Quiet)
		setIcon(more, theme.IconChevronDown, theme.Quiet)
	}
	d.least = func() fyne.Size { return fyne.NewSize(p.text.MinSize().Width+px(8+18+8+8+14+8), px(Usual)) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		text := p.text.MinSize().Width
		put(icon, size.Width, px(8), (size.Height-px(18))/2, px(18), px(18))
		put(p.text, size.Width, px(34), (size.Height-px(20))/2, text, px(20))
		put(more, size.Width, px(42)+text, (size.Height-px(14))/2, px(14), px(14))
	}
	d.paint()
	return d
}
