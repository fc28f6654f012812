package desktop

// Route: which page a target means, and the way from one to the next.

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// enter opens the chosen community and shows where somebody was in it.
func (w *window) enter() {
	w.watching()
	w.community = nil
	member, chosen := w.Nav.Community()
	if !chosen {
		w.watching = func() {}
		w.show(w.Nav.At())
		return
	}
	w.stopPage()
	w.rail.refresh()
	w.frame.Put(part.Pad(40, 56, 0, 56, part.NewActivity(w.T("window.opening", nil))))
	w.Install.Go(func() {
		community, err := w.Install.Service().Community(member.Community.Genesis().String())
		fyne.Do(func() {
			if now, still := w.Nav.Community(); w.ctx.Err() != nil || !still || now.Community != member.Community {
				return
			}
			if err != nil {
				w.cannotOpen(err)
				return
			}
			w.community = community
			w.watchChosen(member, community)
			w.show(w.Nav.At())
		})
	})
}

// cannotOpen stands where a community's pages would.
func (w *window) cannotOpen(err error) {
	s := shell.New(w.Window, app.Membership{}, nil)
	w.frame.Put(part.Pad(40, 56, 0, 56, part.Column(0, s.Failed(err, w.enter))))
}

// show shows a page.
func (w *window) show(to view.Target) {
	w.leavePage()
	member, _ := w.Nav.Community()
	s := shell.New(w.Window, member, w.community)
	w.page = w.screen(s, to)
	ctx, leave := context.WithCancel(w.ctx)
	w.leave = leave
	if fitting, is := w.page.(shell.Fitting); is {
		fitting.Fit(w.Width())
	}
	w.frame.Put(w.page.Content())
	w.rail.refresh()
	w.bar.refresh()
	w.page.Show(ctx)
	if scrolling, is := w.page.(shell.Scrolling); is {
		scrolling.ScrollTo(w.Nav.Scroll())
	}
}

// leavePage keeps what the page has to keep, and ends what it runs.
func (w *window) leavePage() {
	if w.Nav != nil {
		if scrolling, is := w.page.(shell.Scrolling); is {
			w.Nav.Scrolled(scrolling.Scrolled())
		}
	}
	if leaving, is := w.page.(shell.Leaving); is {
		leaving.Leave()
	}
	if w.Nav != nil {
		if err := w.Nav.Keep(); err != nil {
			w.fail(err)
		}
	}
	w.stopPage()
}

func (w *window) stopPage() {
	w.leave()
	w.leave, w.page = func() {}, nil
	w.handle.Canvas().Unfocus()
}

// Go shows a page.
func (w *window) Go(to view.Target) {
	w.leavePage()
	if err := w.Nav.Go(to); err != nil {
		w.fail(err)
	}
	w.show(to)
}

// Back shows the page before.
func (w *window) Back() {
	w.leavePage()
	went, err := w.Nav.Back()
	if err != nil {
		w.fail(err)
	}
	to := w.Nav.At()
	if !went {
		to = view.Target{Section: to.Section}
		if err := w.Nav.Go(to); err != nil {
			w.fail(err)
		}
	}
	w.show(to)
}

// Anew shows everything anew, in the language, theme and size that are set now.
func (w *window) Anew() {
	w.leavePage()
	w.look()
	w.build()
}

// Communities reads the list again and goes to one of them.
func (w *window) Communities(chosen string) {
	w.leavePage()
	list, err := w.Install.Service().Communities()
	if err != nil {
		w.fail(err)
	}
	w.Nav.SetCommunities(list)
	for _, m := range list {
		if chosen != "" && (m.Community.String() == chosen || m.Community.Genesis().String() == chosen) {
			err = errors.Join(err, w.Nav.Choose(m.Community))
		}
	}
	if err != nil {
		w.fail(err)
	}
	w.watchAll()
	w.enter()
}

// Canvas, Handle, Width, Notify and Begin are what pages ask of the window.
func (w *window) Canvas() fyne.Canvas { return w.handle.Canvas() }

// Handle is the window as the system knows it.
func (w *window) Handle() fyne.Window { return w.handle }

// Width is the window's, in text units.
func (w *window) Width() float32 {
	if w.units == 0 {
		return theme.Units(w.handle.Canvas().Size().Width)
	}
	return w.units
}

// Notify shows a notice.
func (w *window) Notify(notice *part.Notice) { w.stage.Notify(notice) }
