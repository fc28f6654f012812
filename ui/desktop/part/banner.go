package part

// Banner: a state that matters now, within the page; and the notice that
// floats in and goes.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Banner says what happened and what to do, on a tint.
type Banner struct {
	widget.BaseWidget
	tone    Tone
	icon    theme.Icon
	title   *Text
	says    *Text
	actions []fyne.CanvasObject
	body    fyne.CanvasObject
}

// NewBanner makes a banner; its one action, at the end, may be nil.
func NewBanner(tone Tone, icon theme.Icon, title, sentence string, action *Button) *Banner {
	b := &Banner{tone: tone, icon: icon, title: Strong(theme.Text, title), says: Words(theme.Small, sentence)}
	if action != nil {
		b.actions = append(b.actions, action)
	}
	b.title.Hidden, b.says.Hidden = title == "", sentence == ""
	words := Column(0, b.title, b.says)
	_, ink := tone.inks()
	b.body = TopRow(12, 1, append([]fyne.CanvasObject{NewSymbol(icon, 20, ink), words}, b.actions...)...)
	b.ExtendBaseWidget(b)
	return b
}

// NewTrouble is the banner of something that failed: what happened, that
// nothing was lost, and below it what can be done about it.
func NewTrouble(icon theme.Icon, title, sentence string, remedies ...*Button) *Banner {
	b := &Banner{tone: Bad, icon: icon, title: Strong(theme.Text, title), says: Words(theme.Text, sentence)}
	for _, remedy := range remedies {
		if remedy.kind == Plain {
			remedy.step = theme.Small
		}
		b.actions = append(b.actions, remedy.High(InLine))
	}
	words := Column(4, b.title, b.says)
	if len(b.actions) > 0 {
		words.Add(Pad(8, 0, 0, 0, Row(8, None, b.actions...)))
	}
	b.body = TopRow(12, 1, NewSymbol(icon, 20, theme.Danger), words)
	b.ExtendBaseWidget(b)
	return b
}

// AccessibilityLabel is what the banner says.
func (b *Banner) AccessibilityLabel() string { return b.title.String() + ". " + b.says.String() }

// AccessibilityRole says that it is text.
func (b *Banner) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is what the words need at a width.
func (b *Banner) HeightFor(width float32) float32 {
	return HeightFor(b.body, width-px(32)) + px(24)
}

func (b *Banner) inside() []fyne.CanvasObject { return []fyne.CanvasObject{b.body} }

// CreateRenderer draws the banner.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	ground := box(8)
	d := &drawing{objects: []fyne.CanvasObject{ground, b.body}}
	d.paint = func() {
		tint, _ := b.tone.inks()
		fill(ground, tint, theme.Clear, 0)
	}
	d.least = func() fyne.Size {
		width := b.body.MinSize().Width + px(32)
		return fyne.NewSize(width, b.HeightFor(max(width, b.Size().Width)))
	}
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		b.body.Move(fyne.NewPos(px(16), px(12)))
		b.body.Resize(size.Subtract(fyne.NewSize(px(32), px(24))))
	}
	d.paint()
	return d
}

// Notice says what was just done. Stage.Notify shows it.
type Notice struct {
	widget.BaseWidget
	// Stays keeps it until it is closed: where it can be undone.
	Stays bool

	text  *Text
	card  *Card
	close func()
}

// NewNotice makes a notice. Its action, such as "Undo", may be nil; closing is what the cross says to who cannot see it.
func NewNotice(icon theme.Icon, text, closing string, action *Button) *Notice {
	n := &Notice{text: Words(theme.Text, text)}
	cross := NewButton(Bare, theme.IconX, "", n.Close).High(InLine).Tip(closing, "")
	objects := []fyne.CanvasObject{NewSymbol(icon, 20, theme.Primary), n.text}
	if action != nil {
		objects = append(objects, action.High(InLine))
	}
	n.card = NewCard(Pad(8, 10, 8, 16, Row(12, 1, append(objects, cross)...))).Air(0).Floating(8)
	n.ExtendBaseWidget(n)
	return n
}

// Close takes the notice away.
func (n *Notice) Close() {
	if n.close != nil {
		n.close()
	}
}

// AccessibilityLabel is what the notice says.
func (n *Notice) AccessibilityLabel() string { return n.text.String() }

// AccessibilityRole says that it is text.
func (n *Notice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is what the words need at a width.
func (n *Notice) HeightFor(width float32) float32 { return n.card.HeightFor(width) }

func (n *Notice) inside() []fyne.CanvasObject { return []fyne.CanvasObject{n.card} }

// CreateRenderer shows the card.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.card) }
