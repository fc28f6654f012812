package part

// Beside: two columns of equal width where there is room, one below the other where there is not; and a disc with a sign.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Beside sets objects side by side from a width on, in units, and one below the other under it.
func Beside(gap, from float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &beside{even: row{gap: gap, grow: None, even: true, top: true}, stacked: column{gap: gap}, from: from}, Objects: objects}
}

type beside struct {
	even    row
	stacked column
	from    float32
}

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width < px(b.from) {
		b.stacked.Layout(objects, size)
		return
	}
	b.even.Layout(objects, size)
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.stacked.MinSize(objects).Width, b.heightFor(objects, max(b.even.width, b.stacked.width)))
}

func (b *beside) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if width < px(b.from) {
		return b.stacked.heightFor(objects, width)
	}
	return b.even.heightFor(objects, width)
}

// Disc is a sign on a tinted disc of 24.
type Disc struct {
	widget.BaseWidget
	icon  theme.Icon
	token theme.Token
}

// NewDisc makes one in a colour that has a tint: Primary, Attention or Danger.
func NewDisc(icon theme.Icon, token theme.Token) *Disc {
	d := &Disc{icon: icon, token: token}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer draws disc and sign.
func (s *Disc) CreateRenderer() fyne.WidgetRenderer {
	disc, icon := box(12), picture()
	d := &drawing{objects: []fyne.CanvasObject{disc, icon}}
	d.paint = func() {
		tint := map[theme.Token]theme.Token{theme.Attention: theme.AttentionTint, theme.Danger: theme.DangerTint}[s.token]
		if tint == "" {
			tint = theme.PrimaryTint
		}
		fill(disc, tint, theme.Clear, 0)
		setIcon(icon, s.icon, s.token)
	}
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(24)) }
	d.arrange = func(size fyne.Size) {
		x, y := (size.Width-px(24))/2, (size.Height-px(24))/2
		put(disc, size.Width, x, y, px(24), px(24))
		put(icon, size.Width, x+px(5), y+px(5), px(14), px(14))
	}
	d.paint()
	return d
}
