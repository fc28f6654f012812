package part

// Dialog: a sheet over the page with a head and a foot that stand still, and a
// middle that scrolls where the window is too low for it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Measures of dialogs, in units: how wide they are, wide ones with two columns,
// and how far from the window's top they begin.
const (
	DialogWidth = 640
	WideDialog  = 864
	DialogTop   = 112
)

// Dialog is head, middle and foot on one sheet.
type Dialog struct {
	widget.BaseWidget
	head, foot fyne.CanvasObject // either may be nil
	middle     *Scroll
	below      bool // comes from below: it reaches the window's edge
	air        dialogAir
}

// dialogAir is what is left around the pieces, in units.
type dialogAir struct{ side, aboveHead, belowHead, aboveMiddle, belowMiddle, aboveFoot, belowFoot float32 }

// NewDialog makes a dialog for OpenLayer; head and foot may be nil. A rule parts the foot from the rest.
func NewDialog(head, middle, foot fyne.CanvasObject) *Dialog {
	d := &Dialog{head: head, foot: foot}
	d.air = dialogAir{side: 32, aboveHead: 28, belowHead: 20, aboveMiddle: 0, belowMiddle: 24, aboveFoot: 20, belowFoot: 24}
	if head == nil {
		d.air.aboveHead, d.air.belowHead, d.air.aboveMiddle = 0, 0, 28
	}
	if foot == nil {
		d.air.aboveFoot, d.air.belowFoot, d.air.belowMiddle = 0, 0, 28
	}
	return d.holding(middle)
}

// holding puts the middle into its scroller, with its air, so that the bar runs along the sheet's edge.
func (d *Dialog) holding(middle fyne.CanvasObject) *Dialog {
	d.middle = NewScroll(Pad(d.air.aboveMiddle, d.air.side, d.air.belowMiddle, d.air.side, middle))
	d.ExtendBaseWidget(d)
	return d
}

// NewSheet makes a sheet for OpenFromBelow: rules part head and foot from what scrolls between them.
func NewSheet(head, middle, foot fyne.CanvasObject) *Dialog {
	d := &Dialog{head: head, foot: foot, below: true}
	d.air = dialogAir{side: 24, aboveHead: 16, belowHead: 12, aboveMiddle: 16, belowMiddle: 16, aboveFoot: 19, belowFoot: 20}
	return d.holding(middle)
}

// HeadWithClose is a title with a sentence below it, "" for none, and the button that closes; close names it.
func HeadWithClose(title, says, close string, leave func()) fyne.CanvasObject {
	words := []fyne.CanvasObject{Strong(theme.Heading, title)}
	if says != "" {
		words = append(words, Quietly(theme.Small, says))
	}
	return Row(16, 0, Column(2, words...), NewButton(Bare, theme.IconX, "", leave).Tip(close, "Esc"))
}

// Acts are the buttons of a foot, at its end, beside a sentence that may be "".
// Where there is no room the sentence stands above them, and they one above the other.
func Acts(says string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: &actsLayout{}, Objects: append([]fyne.CanvasObject{Quietly(theme.Small, says)}, buttons...)}
}

// actsLayout places a sentence and buttons.
type actsLayout struct{ width float32 }

// leastWords is the width, in units, below which a sentence gets lines of its own.
const leastWords = 120

// arrangement is one row, or the sentence over a row of buttons, or all one below the other.
func (a *actsLayout) arrangement(objects []fyne.CanvasObject, width float32) *fyne.Container {
	words, buttons := objects[0], objects[1:]
	together := px(12) * float32(max(len(buttons)-1, 0))
	for _, b := range buttons {
		together += b.MinSize().Width
	}
	says := words.(*Text).String() != ""
	switch {
	case together > width:
		return Column(12, objects...)
	case says && together+px(12+leastWords) > width:
		return Column(12, words, Row(12, 0, append([]fyne.CanvasObject{Space()}, buttons...)...))
	}
	return Row(12, 0, objects...)
}

func (a *actsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	all := a.arrangement(objects, size.Width)
	all.Layout.Layout(all.Objects, size)
	for _, inner := range all.Objects { // places in a row are within its place in the column
		row, is := inner.(*fyne.Container)
		if !is {
			continue
		}
		row.Layout.Layout(row.Objects, row.Size())
		for _, object := range row.Objects {
			object.Move(object.Position().Add(row.Position()))
		}
	}
}

func (a *actsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, b := range objects[1:] {
		widest = max(widest, b.MinSize().Width)
	}
	return fyne.NewSize(widest, a.heightFor(objects, max(a.width, widest)))
}

func (a *actsLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(a.arrangement(objects, width), width)
}

func (d *Dialog) inside() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{d.middle}
	if d.head != nil {
		objects = append([]fyne.CanvasObject{d.head}, objects...)
	}
	if d.foot != nil {
		objects = append(objects, d.foot)
	}
	return objects
}

// ends are the heights of head and foot with their air.
func (d *Dialog) ends(width float32) (head, foot float32) {
	inner := width - 2*px(d.air.side)
	if d.head != nil {
		head = px(d.air.aboveHead) + HeightFor(d.head, inner) + px(d.air.belowHead)
	}
	if d.foot != nil {
		foot = px(d.air.aboveFoot) + HeightFor(d.foot, inner) + px(d.air.belowFoot)
	}
	return head, foot
}

// HeightFor is the height at which nothing scrolls.
func (d *Dialog) HeightFor(width float32) float32 {
	head, foot := d.ends(width)
	return head + foot + HeightFor(d.middle.content, width) + 2
}

// CreateRenderer draws the sheet, the rules and the pieces.
func (d *Dialog) CreateRenderer() fyne.WidgetRenderer {
	ground, upper, lower := box(12), canvas.NewRectangle(theme.Color(theme.Line)), canvas.NewRectangle(theme.Color(theme.Line))
	drawn := &drawing{objects: append([]fyne.CanvasObject{ground, upper, lower}, d.inside()...)}
	drawn.paint = func() {
		fill(ground, theme.Surface, theme.Line, 1)
		float(ground)
		ground.CornerRadius = px(12)
		if d.below {
			ground.CornerRadius = 0
			ground.TopLeftCornerRadius, ground.TopRightCornerRadius = px(12), px(12)
		}
		upper.FillColor, lower.FillColor = theme.Color(theme.Line), theme.Color(theme.Line)
		upper.Hidden, lower.Hidden = !d.below || d.head == nil, d.foot == nil
		drawn.arrange(d.Size())
	}
	drawn.least = func() fyne.Size { return fyne.NewSize(px(280), px(200)) }
	drawn.arrange = func(size fyne.Size) { d.arrange(size, ground, upper, lower) }
	drawn.paint()
	return drawn
}

// arrange lays the middle as wide as the sheet, so that its scroller runs along the edge.
func (d *Dialog) arrange(size fyne.Size, ground, upper, lower fyne.CanvasObject) {
	if size.IsZero() {
		return
	}
	ground.Resize(size)
	side := px(d.air.side)
	head, foot := d.ends(size.Width)
	if d.head != nil {
		put(d.head, size.Width, side, px(d.air.aboveHead), size.Width-2*side, head-px(d.air.aboveHead+d.air.belowHead))
	}
	put(upper, size.Width, 0, head, size.Width, 1)
	put(lower, size.Width, 0, size.Height-foot, size.Width, 1)
	if d.foot != nil {
		put(d.foot, size.Width, side, size.Height-foot+px(d.air.aboveFoot), size.Width-2*side, foot-px(d.air.aboveFoot+d.air.belowFoot))
	}
	put(d.middle, size.Width, 0, head+1, size.Width, size.Height-head-foot-2)
}
