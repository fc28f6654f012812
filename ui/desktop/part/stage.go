package part

// Stage: what lies above a window's pages: the tooltip and the notices.

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// noticeForMillis is how long a notice stays that needs no answer.
const noticeForMillis = 4000

// Stage is the content of a window: its pages, and above them what floats.
// All its methods are called on Fyne's goroutine.
type Stage struct {
	widget.BaseWidget
	hinting
	page    fyne.CanvasObject
	notices []*Notice
	leaving *delay
}

// NewStage lays a page under what floats.
func NewStage(page fyne.CanvasObject) *Stage {
	s := &Stage{page: page}
	s.host = s
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
		s.place(size)
	}
}

// Notify shows a notice after those that are shown already. It goes by itself
// after four seconds, or stays until it is closed where it can be undone. One
// that stays gives way to a newer one, and is there again after it: nobody who
// leaves an undo alone misses what comes.
func (s *Stage) Notify(notice *Notice) {
	notice.close = func() { s.dismiss(notice) }
	at := slices.IndexFunc(s.notices, func(n *Notice) bool { return n.Stays })
	if at < 0 {
		at = len(s.notices)
	}
	s.notices = slices.Insert(s.notices, at, notice)
	if at == 0 {
		s.present()
	}
}

func (s *Stage) present() {
	s.Refresh()
	if len(s.notices) == 0 || s.notices[0].Stays {
		return
	}
	notice := s.notices[0]
	s.leaving = after(noticeForMillis, func() { s.dismiss(notice) })
}

func (s *Stage) dismiss(notice *Notice) {
	if len(s.notices) == 0 || s.notices[0] != notice {
		return
	}
	s.leaving.stop()
	s.notices = s.notices[1:]
	s.present()
}
