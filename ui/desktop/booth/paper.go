package booth

// Paper: the white sheet that a ballot stands on. Head and foot stand still; what is between them scrolls where there is not room for all of it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// form is where a paper lies.
type form uint8

const (
	// beside a text, in the second column.
	beside form = iota
	// below covers the lower part of the window.
	below
)

// paper is one sheet on the screen.
type paper struct {
	widget.BaseWidget
	sheet *Sheet
	form  form
	// question and closes stand in the head of a paper that covers the page, close leaves it.
	question, closes string
	close            func()

	head, body, foot    fyne.CanvasObject
	scroll              *container.Scroll
	inner               []face
	list                *list
	act                 *part.Button
	cast, journey, over bool // what it was built for
	// words are what is signed, in the foot; in a low window lowWords say it at the end of the rows instead.
	words, lowWords fyne.CanvasObject
}

func newPaper(s *Sheet, f form) *paper {
	p := &paper{sheet: s, form: f}
	p.begin()
	return p
}

func (p *paper) begin() {
	p.scroll = container.NewVScroll(part.Space())
	p.build()
	p.ExtendBaseWidget(p)
	p.sheet.watch(p)
}

// build makes head, body and foot for what the sheet is now.
func (p *paper) build() {
	p.cast, p.journey, p.inner, p.list, p.words, p.lowWords = p.sheet.IsCast(), p.sheet.hasJourney(), nil, nil, nil, nil
	if p.cast {
		p.buildCast()
	} else {
		p.buildFilling()
	}
	p.over = p.sheet.isOver()
	p.scroll.Content = p.body
	p.scroll.Offset = fyne.Position{}
}

// add remembers what has to hear of changes.
func (p *paper) add(f face) { p.inner = append(p.inner, f) }

func (p *paper) show() {
	if p.cast != p.sheet.IsCast() || p.journey != p.sheet.hasJourney() || p.over != p.sheet.isOver() {
		p.turn()
	} else {
		for _, f := range p.inner {
			f.show()
		}
	}
	p.Refresh()
}

// turn makes a cast ballot of one that was filled in, or the other way round, and shows its way as soon as it is told. The keys stay with the paper.
func (p *paper) turn() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	had := false
	if c != nil {
		focused := c.Focused()
		had = focused != nil && (focused == fyne.Focusable(p.list) || focused == fyne.Focusable(p.act))
	}
	p.build()
	p.Refresh()
	if had {
		c.Focus(p.first())
	}
}

// Inside are the parts of the paper.
func (p *paper) Inside() []fyne.CanvasObject { return []fyne.CanvasObject{p.head, p.scroll, p.foot} }

// HeightFor is what the paper needs so that nothing scrolls.
func (p *paper) HeightFor(width float32) float32 {
	return part.HeightFor(p.head, width) + part.HeightFor(p.body, width) + part.HeightFor(p.foot, width)
}

// CreateRenderer draws the sheet under its parts.
func (p *paper) CreateRenderer() fyne.WidgetRenderer {
	ground := part.Box(8)
	var d *part.Drawing
	arrange := func(size fyne.Size) {
		ground.Resize(size)
		p.arrange(size)
	}
	paint := func() {
		part.Fill(ground, theme.Surface, theme.Line, 1)
		ground.CornerRadius = px(8)
		if p.form == below {
			ground.CornerRadius, ground.StrokeWidth = 0, 0
			ground.TopLeftCornerRadius, ground.TopRightCornerRadius = px(12), px(12)
			part.Float(ground)
		}
		if d != nil {
			d.Show([]fyne.CanvasObject{ground, p.head, p.scroll, p.foot})
			arrange(p.Size())
		}
	}
	least := func() fyne.Size {
		width := px(240)
		return fyne.NewSize(width, p.HeightFor(max(width, p.Size().Width)))
	}
	d = part.NewDrawing(least, arrange, paint, ground, p.head, p.scroll, p.foot)
	return &calm{d, paint, ground}
}

// arrange gives head and foot what they need and the rows the rest. In the second column the foot follows the rows.
func (p *paper) arrange(size fyne.Size) {
	if size.Width == 0 {
		return
	}
	p.fold(size)
	head, foot, body := part.HeightFor(p.head, size.Width), part.HeightFor(p.foot, size.Width), part.HeightFor(p.body, size.Width)
	room := max(size.Height-head-foot, px(80))
	if p.form == beside {
		room = min(room, body)
	}
	p.head.Move(fyne.NewPos(0, 0))
	p.head.Resize(fyne.NewSize(size.Width, head))
	p.body.Resize(fyne.NewSize(size.Width, max(body, room)))
	p.scroll.Move(fyne.NewPos(0, head))
	p.scroll.Resize(fyne.NewSize(size.Width, room))
	p.foot.Move(fyne.NewPos(0, head+room))
	p.foot.Resize(fyne.NewSize(size.Width, max(foot, size.Height-head-room)))
	for _, o := range []fyne.CanvasObject{p.head, p.body, p.foot} {
		relay(o)
	}
}

// lowWindow is the height, in units, below which the rows need the room of what is signed.
const lowWindow = 440

// fold moves what is signed from the foot to the end of the rows where the window is low.
func (p *paper) fold(size fyne.Size) {
	if p.form == below && p.words != nil {
		low := theme.Units(size.Height) < lowWindow
		show(p.words, !low)
		show(p.lowWords, low)
	}
}

func show(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
		return
	}
	object.Hide()
}

// first is what gets the focus when the paper is opened.
func (p *paper) first() fyne.Focusable {
	if p.list != nil {
		return p.list
	}
	return p.act
}
