package part

// Stage: what lies above a window's pages: the tooltip and the notices.

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Times of what floats, in milliseconds.
const (
	hintAfterMillis = 600
	noticeForMillis = 4000
)

// Stage is the content of a window: its pages, and above them what floats.
// All its methods are called on Fyne's goroutine.
type Stage struct {
	widget.BaseWidget
	page    fyne.CanvasObject
	hint    *Hint
	hinted  fyne.CanvasObject
	waiting *time.Timer
	notices []*Notice
	leaving *time.Timer
}

// NewStage lays a page under what floats.
func NewStage(page fyne.CanvasObject) *Stage {
	s := &Stage{page: page}
	s.ExtendBaseWidget(s)
	return s
}

// Put shows another page.
func (s *Stage) Put(page fyne.CanvasObject) {
	s.page = page
	s.Refresh()
}

// CreateRenderer stacks ground, page, notices and tooltip. Fyne clears a window
// in a colour a little lighter than it was told, hence a ground of ours.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	d, ground := &drawing{}, box(0)
	d.paint = func() {
		fill(ground, theme.Ground, theme.Clear, 0)
		ground.Resize(s.Size())
		d.objects = []fyne.CanvasObject{ground, s.page}
		if len(s.notices) > 0 {
			d.objects = append(d.objects, s.notices[0])
		}
		if s.hint != nil {
			d.objects = append(d.objects, s.hint)
		}
		d.arrange(s.Size())
	}
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		s.arrange(size)
	}
	d.least = func() fyne.Size { return s.page.MinSize() }
	d.paint()
	return d
}

func (s *Stage) arrange(size fyne.Size) {
	s.page.Move(fyne.NewPos(0, 0))
	s.page.Resize(size)
	if len(s.notices) > 0 {
		notice := s.notices[0]
		width := min(px(432), size.Width-px(32))
		height := HeightFor(notice, width)
		notice.Move(fyne.NewPos((size.Width-width)/2, size.Height-height-px(24)))
		notice.Resize(fyne.NewSize(width, height))
	}
	if s.hint != nil {
		s.placeHint(size)
	}
}

// placeHint keeps the tooltip inside the window and off what it names.
func (s *Stage) placeHint(within fyne.Size) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(s.hinted).Subtract(driver.AbsolutePositionForObject(s))
	named, size := s.hinted.Size(), s.hint.MinSize()
	x := min(max(at.X+(named.Width-size.Width)/2, px(8)), within.Width-size.Width-px(8))
	y := at.Y + named.Height + px(8)
	if y+size.Height > within.Height {
		y = at.Y - size.Height - px(8)
	}
	s.hint.Move(fyne.NewPos(x, y))
	s.hint.Resize(size)
}

// Notify shows a notice after those that are shown already. It goes by itself
// after four seconds, or stays until it is closed where it can be undone.
func (s *Stage) Notify(notice *Notice) {
	notice.close = func() { s.dismiss(notice) }
	s.notices = append(s.notices, notice)
	if len(s.notices) == 1 {
		s.present()
	}
}

func (s *Stage) present() {
	s.Refresh()
	if len(s.notices) == 0 || s.notices[0].Stays {
		return
	}
	notice := s.notices[0]
	s.leaving = time.AfterFunc(noticeForMillis*time.Millisecond, func() { fyne.Do(func() { s.dismiss(notice) }) })
}

func (s *Stage) dismiss(notice *Notice) {
	if len(s.notices) == 0 || s.notices[0] != notice {
		return
	}
	if s.leaving != nil {
		s.leaving.Stop()
	}
	s.notices = s.notices[1:]
	s.present()
}

// stageOf is the stage of the window that an object is in, nil where there is none.
func stageOf(object fyne.CanvasObject) *Stage {
	if object == nil {
		return nil
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(object)
	if c == nil {
		return nil
	}
	stage, _ := c.Content().(*Stage)
	return stage
}

// showHintSoon shows a tooltip after a while, or at once while another is shown.
func showHintSoon(named fyne.CanvasObject, text, key string) {
	s := stageOf(named)
	if s == nil {
		return
	}
	show := func() {
		s.hinted, s.hint = named, NewHint(text, key)
		s.Refresh()
	}
	if s.waiting != nil {
		s.waiting.Stop()
	}
	if s.hint != nil {
		show()
		return
	}
	s.hinted = named
	s.waiting = time.AfterFunc(hintAfterMillis*time.Millisecond, func() {
		fyne.Do(func() {
			if s.hinted == named {
				show()
			}
		})
	})
}

// hideHint takes the tooltip of an object away.
func hideHint(named fyne.CanvasObject) {
	s := stageOf(named)
	if s == nil || s.hinted != named {
		return
	}
	if s.waiting != nil {
		s.waiting.Stop()
	}
	s.hinted, s.hint = nil, nil
	s.Refresh()
}

// Hint is a tooltip: a few words and the key that does the same.
type Hint struct {
	widget.BaseWidget
	text, key *Text
}

// NewHint makes a tooltip; key may be "".
func NewHint(text, key string) *Hint {
	h := &Hint{text: Words(theme.Small, text).In(theme.Ground).Line(), key: Words(theme.Small, key).In(theme.Line).Line()}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer draws it in ink, whatever it floats over.
func (h *Hint) CreateRenderer() fyne.WidgetRenderer {
	ground := box(6)
	inside := Row(8, None, h.text, h.key)
	h.key.Hidden = h.key.String() == ""
	d := &drawing{objects: []fyne.CanvasObject{ground, inside}}
	d.paint = func() {
		fill(ground, theme.Ink, theme.Ink, 0)
		float(ground)
	}
	d.least = func() fyne.Size { return inside.MinSize().Add(fyne.NewSize(px(20), px(12))) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		inside.Move(fyne.NewPos(px(10), px(6)))
		inside.Resize(size.Subtract(fyne.NewSize(px(20), px(12))))
	}
	d.paint()
	return d
}

// reveal scrolls what is focused into view: Fyne's Tab never does.
func reveal(object fyne.CanvasObject) {
	for _, scroll := range ScrollsAround(object) {
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y
		below := at + object.Size().Height - scroll.Size().Height
		switch {
		case at < px(8):
			scroll.ScrollToOffset(scroll.Offset.AddXY(0, at-px(8)))
		case below > -px(8):
			scroll.ScrollToOffset(scroll.Offset.AddXY(0, below+px(8)))
		}
	}
}

// scrollsAround are the scrollers on the way from a root to an object.
func scrollsAround(root, object fyne.CanvasObject) (found []*container.Scroll) {
	var walk func(fyne.CanvasObject) bool
	walk = func(o fyne.CanvasObject) bool {
		if o == object {
			return true
		}
		for _, child := range childrenOf(o) {
			if walk(child) {
				if scroll, is := o.(*container.Scroll); is {
					found = append(found, scroll)
				}
				return true
			}
		}
		return false
	}
	walk(root)
	return found
}

// childrenOf are the objects inside of one of ours, of a container or a scroller.
func childrenOf(object fyne.CanvasObject) []fyne.CanvasObject {
	switch o := object.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *Stage:
		return []fyne.CanvasObject{o.page}
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	case interface{ inside() []fyne.CanvasObject }:
		return o.inside()
	case Holder:
		return o.Inside()
	}
	return nil
}
