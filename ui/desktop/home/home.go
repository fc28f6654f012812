// Package home is the page of a community's first look, and what was found by searching it. Home answers three questions: what needs me, what
// happened since I was here, is all well. It promises to change in place: what has the focus keeps it. It computes nothing: view.Home does.
package home

import (
	"context"
	"reflect"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/settings"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Home is the page.
type Home struct {
	shell   *shell.Shell
	content *part.Scroll
	// The parts of the page from its top.
	greeting, today *part.Text
	line            *fyne.Container // all is well, in one line, where the second column is folded
	body, beside    *fyne.Container
	page            view.Home
	held            *holding
	ctx             context.Context // ends when the page is left
	known           bool
	narrow, tight   bool
	before          int64
	told            atomic.Pointer[app.News] // what was told at first: the page goes on to tell it
	again           func()
}

// New makes the page.
func New(s *shell.Shell, _ view.Target) shell.Screen {
	visit := s.Nav.HomeVisit(s.Words().NowMillis)
	h := &Home{shell: s, before: visit.BeforeMillis, narrow: s.Narrow(), tight: s.Frame.Width() < tightBelow, again: func() {}}
	h.told.Store(visit.Told)
	h.greeting, h.today = part.Strong(theme.Title, text.Line(s.Membership().Name)), part.Quietly(theme.Text, "")
	h.line, h.body, h.beside = part.Column(0), part.Column(28), part.Column(24)
	head := part.Column(2, h.greeting, h.today)
	columns := part.Page{Top: 40, First: 680, Second: 328, Gap: 48}.Of(part.Column(16, head, h.line, h.body), h.beside)
	h.content = part.NewScroll(columns)
	h.held = newHolding(h.content, h.showNewest)
	return h
}

// Content is the page.
func (h *Home) Content() fyne.CanvasObject { return h.held.content }

// Scrolled is how far it is scrolled, in units.
func (h *Home) Scrolled() float32 { return theme.Units(h.content.Offset()) }

// ScrollTo scrolls there.
func (h *Home) ScrollTo(units float32) { h.content.ScrollTo(theme.Px(units)) }

// tightBelow is the width of a window, in units, in which the time left stands under the title.
const tightBelow = 640

// Fit says in one line what the second column says, where that is folded.
func (h *Home) Fit(window float32) {
	narrow, tight := window < theme.FoldSecondColumn, window < tightBelow
	if narrow == h.narrow && tight == h.tight {
		return
	}
	h.narrow, h.tight = narrow, tight
	if h.known {
		part.KeepFocus(h.content, h.lay)
		h.content.Refresh()
	}
}

// Show keeps the page as things are.
func (h *Home) Show(ctx context.Context) {
	h.ctx = ctx
	h.body.Objects = []fyne.CanvasObject{part.NewActivity(h.shell.T("window.reading", nil))}
	h.again = shell.Live(ctx, h.shell, h.load, h.show)
}

// load reads the page; it runs beside Fyne's goroutine.
func (h *Home) load(ctx context.Context, c *app.Community, w view.Words) (view.Home, error) {
	facts := view.HomeFacts{Reads: h.shell.Install.Reads, Network: h.shell.Install.Network(), BeforeMillis: h.before}
	if own, err := h.shell.Install.Service().HasIdentity(); err == nil && own {
		facts.HasPhrase, facts.PhraseUnchecked = true, h.shell.Prefs.PhraseChecked() == 0
	}
	facts.Told = h.told.Load()
	page, err := view.LoadHome(ctx, c, w, facts)
	if err == nil {
		h.told.CompareAndSwap(nil, &page.NewsSeen)
	}
	return page, err
}

func (h *Home) show(f view.Frame[view.Home]) {
	switch {
	case f.Err != nil && !h.known:
		h.body.Objects = []fyne.CanvasObject{h.shell.Failed(f.Err, func() { h.again() })}
	case !f.Known || f.Working:
		return
	case h.known:
		h.take(f.Page)
	default:
		h.known = true
		h.held.newest = f.Page
		h.release()
		h.ScrollTo(h.shell.Nav.Scroll())
		h.seen(f.Page.NewsSeen)
	}
	h.content.Refresh()
}

// put shows a page where it differs from the one that is shown.
func (h *Home) put(page view.Home) {
	page.NewsSeen = h.page.NewsSeen // which nobody sees
	if reflect.DeepEqual(page, h.page) {
		return
	}
	h.page = page
	part.KeepFocus(h.content, h.lay)
	h.content.Refresh()
}

// seen notes that the page was looked at, so that the next visit tells what came since.
func (h *Home) seen(news app.News) {
	community := h.shell.Community()
	if err := h.shell.Nav.LookedAtHome(view.Visit{BeforeMillis: h.before, Told: h.told.Load()}, h.shell.Words().NowMillis); err != nil {
		h.shell.Fail(err)
	}
	h.shell.Do(context.Background(), shell.Work{Run: func(context.Context) error { return community.Seen(news) }})
}

// lay sets the parts anew.
func (h *Home) lay() {
	h.greeting.SetText(h.page.Greeting)
	h.today.SetText(h.page.Today)
	h.line.Objects = h.wellLine()
	h.body.Objects = nil
	if h.page.Key != nil {
		h.body.Add(settings.Copied(h.shell, h.page.Key))
	}
	if b := h.page.Admission; b != nil {
		h.body.Add(part.NewBanner(part.Warning, theme.IconUserSearch, b.Title, b.Text, nil))
	}
	if h.page.Arriving != nil {
		h.body.Add(h.arriving())
	}
	if h.page.Arriving == nil || len(h.page.Needs) > 0 {
		h.body.Add(h.needs())
	}
	if len(h.page.Begin) > 0 {
		h.body.Add(h.begin())
	}
	if h.page.Arriving == nil {
		h.body.Add(h.news())
	}
	h.beside.Objects = h.besideColumn()
}
