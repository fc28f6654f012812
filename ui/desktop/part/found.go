package part

// Found: one row of the palette, and a key in its frame.

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// fynecolor is a colour as Fyne's themes return it.
type fynecolor = color.Color

// foundRow can be clicked, and never takes the keyboard from the field.
type foundRow struct {
	widget.BaseWidget
	row     FindRow
	open    func()
	hovered bool
}

var _ desktop.Hoverable = (*foundRow)(nil)

func newFoundRow(row FindRow, open func()) *foundRow {
	r := &foundRow{row: row, open: open}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped opens it.
func (r *foundRow) Tapped(*fyne.PointEvent) { r.open() }

// MouseIn shows that it can be opened.
func (r *foundRow) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved has no meaning here.
func (r *foundRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (r *foundRow) MouseOut() { r.hover(false) }

func (r *foundRow) hover(on bool) {
	r.hovered = on
	r.Refresh()
}

// AccessibilityLabel names it.
func (r *foundRow) AccessibilityLabel() string {
	said := ""
	for _, s := range r.row.Title {
		said += s.Text
	}
	if r.row.Sub != "" {
		said += ", " + r.row.Sub
	}
	return said
}

// AccessibilityRole says that it can be pressed.
func (r *foundRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the row.
func (r *foundRow) CreateRenderer() fyne.WidgetRenderer {
	ground, icon := box(6), picture()
	words := append(append([]Span{}, r.row.Title...), Span{Text: "  " + r.row.Sub, Color: theme.Quiet})
	text, cap := Rich(theme.Text, words...).Lines(1), newCap(r.row.Key)
	cap.Hidden = r.row.Key == ""
	objects := []fyne.CanvasObject{ground, icon, text, cap}
	var avatar *Avatar
	if r.row.Letters != "" {
		avatar = NewAvatar(r.row.Letters, r.row.Colour, 24)
		objects = append(objects, avatar)
	}
	d := &drawing{objects: objects}
	d.paint = func() {
		inside, ink := theme.Clear, theme.Quiet
		switch {
		case r.row.Chosen:
			inside, ink = theme.PrimaryTint, theme.Primary
		case r.hovered:
			inside = theme.Hover
		}
		fill(ground, inside, theme.Clear, 0)
		setIcon(icon, r.row.Icon, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(44)) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		put(icon, size.Width, px(12), px(13), px(18), px(18))
		if avatar != nil {
			put(avatar, size.Width, px(9), px(10), px(24), px(24))
		}
		end := float32(0)
		if !cap.Hidden {
			end = cap.MinSize().Width
			put(cap, size.Width, size.Width-px(12)-end, px(12), end, px(20))
			end += px(12)
		}
		put(text, size.Width, px(42), px(12), size.Width-px(42+12)-end, px(20))
	}
	d.paint()
	return d
}

// keyCap is a key in its frame.
type keyCap struct {
	widget.BaseWidget
	key string
}

func newCap(key string) *keyCap {
	c := &keyCap{key: key}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws frame and key.
func (c *keyCap) CreateRenderer() fyne.WidgetRenderer {
	frame, key := box(4), Words(theme.Small, c.key).In(theme.Quiet).Line()
	d := &drawing{objects: []fyne.CanvasObject{frame, key}}
	d.paint = func() { fill(frame, theme.Ground, theme.Line, 1) }
	d.least = func() fyne.Size { return fyne.NewSize(key.MinSize().Width+px(12), px(20)) }
	d.arrange = func(size fyne.Size) {
		frame.Resize(size)
		key.Move(fyne.NewPos(px(6), px(2)))
		key.Resize(fyne.NewSize(size.Width-px(12), px(16)))
	}
	d.paint()
	return d
}
