package part

// Chip: a word or two with a state, and one that filters when pressed.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Tone is what a chip, a banner or a row's tile means. Its colour never says
// it alone: an icon and words say it too.
type Tone uint8

// The tones.
const (
	Neutral Tone = iota // a fact: surface with a hairline
	Method              // how is voted: raised
	Good
	Warning
	Bad
)

// inks are tint and ink of a tone.
func (t Tone) inks() (tint, ink theme.Token) {
	switch t {
	case Good:
		return theme.PrimaryTint, theme.Primary
	case Warning:
		return theme.AttentionTint, theme.Attention
	case Bad:
		return theme.DangerTint, theme.Danger
	case Method:
		return theme.Raised, theme.Quiet
	}
	return theme.Surface, theme.Quiet
}

// Chip is a small label.
type Chip struct {
	widget.BaseWidget
	icon theme.Icon
	text string
	tone Tone
}

// NewChip makes a chip; icon may be "".
func NewChip(tone Tone, icon theme.Icon, text string) *Chip {
	c := &Chip{icon: icon, text: text, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows another state.
func (c *Chip) Set(tone Tone, icon theme.Icon, text string) {
	c.tone, c.icon, c.text = tone, icon, text
	c.Refresh()
}

// AccessibilityLabel is the chip's text.
func (c *Chip) AccessibilityLabel() string { return c.text }

// AccessibilityRole says that it is text.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the chip.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	d, ground, icon, label := chipDrawing()
	d.paint = func() {
		tint, ink := c.tone.inks()
		fill(ground, tint, theme.Line, 0)
		if c.tone == Neutral {
			ground.StrokeWidth = 1
		}
		setIcon(icon, c.icon, ink)
		setLabel(label, Span{Text: c.text, Bold: c.tone > Method}, ink)
	}
	d.paint()
	return d
}

// chipDrawing is what all chips share.
func chipDrawing() (*drawing, *canvas.Rectangle, *canvas.Image, *Text) {
	ground, icon, label := box(12), picture(), Words(theme.Small, "").Line()
	d := &drawing{objects: []fyne.CanvasObject{ground, icon, label}}
	offset := func() float32 {
		if icon.Visible() {
			return px(14 + 6)
		}
		return 0
	}
	d.least = func() fyne.Size { return fyne.NewSize(label.MinSize().Width+offset()+px(20), px(24)) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		put(icon, size.Width, px(10), px(5), px(14), px(14))
		put(label, size.Width, px(10)+offset(), 0, label.MinSize().Width, size.Height)
	}
	return d, ground, icon, label
}

// setLabel changes a text only where it differs: fresh letters cost a texture.
func setLabel(label *Text, span Span, ink theme.Token) {
	if label.color == ink && len(label.spans) == 1 && label.spans[0] == span {
		return
	}
	label.color = ink
	label.Set(span)
}

// Choice is a chip that is pressed to choose or to leave out.
type Choice struct {
	pressable
	text   string
	chosen bool
}

// NewChoice makes one; states are the words for chosen and not, said to who cannot see it.
func NewChoice(text string, chosen bool, states [2]string, press func()) *Choice {
	c := &Choice{text: text, chosen: chosen}
	c.begin(c, func() string { return c.text + ", " + states[index(c.chosen)] }, press)
	return c
}

// index is 0 for yes and 1 for no: states are said with the chosen one first.
func index(yes bool) int {
	if yes {
		return 0
	}
	return 1
}

// SetChosen changes the state.
func (c *Choice) SetChosen(chosen bool) {
	c.chosen = chosen
	c.Refresh()
}

// Set shows another word.
func (c *Choice) Set(text string, chosen bool) {
	if c.text != text || c.chosen != chosen {
		c.text, c.chosen = text, chosen
		c.Refresh()
	}
}

// CreateRenderer draws the chip.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	d, ground, icon, label := chipDrawing()
	ring := box(14)
	chip := d.arrange
	d.objects = append([]fyne.CanvasObject{ring}, d.objects...)
	d.arrange = func(size fyne.Size) {
		chip(size)
		ring.Move(fyne.NewPos(-px(3), -px(3)))
		ring.Resize(size.Add(fyne.NewSquareSize(px(6))))
	}
	d.paint = func() {
		inside, edge, ink := theme.Surface, theme.Line, theme.Quiet
		switch {
		case c.chosen:
			inside, edge, ink = theme.PrimaryTint, theme.Primary, theme.Ink
		case c.hovered:
			inside = theme.Hover
		}
		fill(ground, inside, edge, 1)
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !c.focused
		setIcon(icon, "", ink)
		setLabel(label, Span{Text: c.text, Bold: c.chosen}, ink)
	}
	d.paint()
	return d
}
