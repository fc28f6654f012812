package part

// Work: what shows that something goes on: a turning icon over 0.3 s, a bar
// with words over 1 s.

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

const (
	turnMillis = 800 // one turn of the icon
	eighths    = 8
)

// unseenMost eighths may pass in which nobody could see the icon: then it stops.
// Pages drop what goes on as soon as it is over, and nobody tells the icon.
const unseenMost = 10 * eighths

// turning is an icon that turns by eighths, or an hourglass where nothing may move.
type turning struct {
	eighth, unseen int
	animation      *fyne.Animation
}

// start calls step whenever the icon in an object has turned by an eighth, if it
// turns not already. What is not in its window now is not drawn anew.
func (t *turning) start(in fyne.CanvasObject, step func()) {
	if theme.Still() || t.animation != nil {
		return
	}
	t.unseen = 0
	t.animation = fyne.NewAnimation(turnMillis*time.Millisecond, func(done float32) {
		now := int(done*eighths) % eighths
		if now == t.eighth {
			return
		}
		t.eighth = now
		if fyne.CurrentApp().Driver().AbsolutePositionForObject(in) != (fyne.Position{}) {
			t.unseen = 0
			step()
		} else if t.unseen++; t.unseen >= unseenMost {
			t.stop()
		}
	})
	t.animation.Curve, t.animation.RepeatCount = fyne.AnimationLinear, fyne.AnimationRepeatForever
	t.animation.Start()
}

func (t *turning) stop() {
	if t.animation != nil {
		t.animation.Stop()
		t.animation = nil
	}
}

func (t *turning) icon(token theme.Token) fyne.Resource {
	if theme.Still() {
		return theme.Tinted(theme.IconHourglass, token)
	}
	return theme.Turned(theme.IconLoaderCircle, token, t.eighth)
}

// Activity says what goes on, beside a turning icon.
type Activity struct {
	widget.BaseWidget
	turning
	text  *Text
	ended bool
}

// NewActivity turns from the moment that it is made until Stop, or until it has
// been out of its window for a while.
func NewActivity(doing string) *Activity {
	a := &Activity{text: Words(theme.Text, doing)}
	a.ExtendBaseWidget(a)
	a.start(a, a.Refresh)
	return a
}

// Stop ends the turning.
func (a *Activity) Stop() {
	a.ended = true
	a.stop()
}

// AccessibilityLabel says what goes on.
func (a *Activity) AccessibilityLabel() string { return a.text.String() }

// AccessibilityRole says that it is text.
func (a *Activity) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws icon and words.
func (a *Activity) CreateRenderer() fyne.WidgetRenderer {
	icon := picture()
	d := &drawing{objects: []fyne.CanvasObject{icon, a.text}}
	d.paint = func() {
		if !a.ended {
			a.start(a, a.Refresh) // it may have stopped while nobody could see it
		}
		theme.Sharp(icon, a.icon(theme.Primary))
	}
	d.least = func() fyne.Size { return fyne.NewSize(a.text.natural()+px(30), px(20)) }
	d.arrange = func(size fyne.Size) {
		put(icon, size.Width, 0, (size.Height-px(18))/2, px(18), px(18))
		put(a.text, size.Width, px(30), (size.Height-px(20))/2, size.Width-px(30), px(20))
	}
	d.paint()
	return d
}

// Bar is a share of a whole: how far work is, how many hold a file, how a vote
// stands. It is never alone: words stand beside or under it.
type Bar struct {
	widget.BaseWidget
	height float32
	track  theme.Token
	parts  []BarPart
}

// BarPart is a stretch of a bar: its share of the whole, from 0 to 1.
type BarPart struct {
	Share float32
	Color theme.Token
}

// NewBar makes a bar so many units high: 8 for progress and in rows, 16 in charts.
func NewBar(height float32, parts ...BarPart) *Bar {
	b := &Bar{height: height, track: theme.Raised, parts: parts}
	b.ExtendBaseWidget(b)
	return b
}

// Progress is a bar of work: done from 0 to 1.
func Progress(done float32) *Bar {
	b := NewBar(8, BarPart{done, theme.Primary})
	b.track = theme.Line
	return b
}

// Set shows other parts.
func (b *Bar) Set(parts ...BarPart) {
	b.parts = parts
	b.Refresh()
}

// CreateRenderer draws track and parts, filled from the side where reading begins.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	d.least = func() fyne.Size { return fyne.NewSize(px(40), px(b.height)) }
	d.arrange = func(size fyne.Size) { d.objects = b.draw(size) }
	d.paint = func() { d.arrange(b.Size()) }
	d.paint()
	return d
}

func (b *Bar) draw(size fyne.Size) []fyne.CanvasObject {
	radius := min(4, b.height/2)
	track := box(radius)
	fill(track, b.track, theme.Clear, 0)
	track.Resize(size)
	objects := []fyne.CanvasObject{track}
	x, gap := float32(0), px(2)
	for i, part := range b.parts {
		width := size.Width * min(max(part.Share, 0), 1)
		if width <= 0 {
			continue
		}
		piece := box(0)
		fill(piece, part.Color, theme.Clear, 0)
		roundEnds(piece, px(radius), i == 0, i == len(b.parts)-1)
		put(piece, size.Width, x, 0, max(width-map[bool]float32{true: gap}[i < len(b.parts)-1], 1), size.Height)
		objects = append(objects, piece)
		x += width
	}
	return objects
}
