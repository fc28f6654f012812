package desktop

// Route: which page a target means, and the way from one to the next.

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// enter opens the chosen community and shows where somebody was in it.
func (w *window) enter() {
	w.watching()
	w.watching, w.stuck = func() {}, nil
	member, chosen := w.Nav.Community()
	if w.community != nil && chosen && w.community.ID() == member.Community {
		w.watchChosen(member, w.community)
		w.show(w.Nav.At())
		return
	}
	w.community = nil
	w.Steward, w.rail.me, w.rail.votes = false, nil, 0 // those of another community
	w.show(w.Nav.At())
	if !chosen {
		return
	}
	w.Install.Go(func() {
		community, err := w.Install.Service().Community(member.Community.Genesis().String())
		fyne.Do(func() {
			if now, still := w.Nav.Community(); w.ctx.Err() != nil || !still || now.Community != member.Community {
				return
			}
			if w.community != nil {
				return // another one that was asked for came first
			}
			w.community, w.stuck = community, err
			if err == nil {
				w.watchChosen(member, community)
			}
			w.show(w.Nav.At())
		})
	})
}

// show shows a page.
func (w *window) show(to view.Target) {
	w.leavePage()
	member, _ := w.Nav.Community()
	s := shell.New(w.Window, member, w.community)
	w.rail.refresh()
	w.bar.refresh()
	if w.community == nil && to.Section != view.SectionSettings {
		w.frame.Put(part.Pad(40, 56, 0, 56, part.Column(0, w.instead(s))))
		return
	}
	w.page = w.screen(s, to)
	ctx, leave := context.WithCancel(w.ctx)
	w.leave = leave
	if fitting, is := w.page.(shell.Fitting); is {
		fitting.Fit(w.Width())
	}
	w.frame.Put(w.page.Content())
	w.page.Show(ctx)
	if scrolling, is := w.page.(shell.Scrolling); is {
		scrolling.ScrollTo(w.Nav.Scroll())
	}
}

// instead stands where a community's pages would: while it is being opened, where it cannot be, and where there is none.
func (w *window) instead(s *shell.Shell) fyne.CanvasObject {
	_, chosen := w.Nav.Community()
	switch {
	case !chosen:
		begin := part.NewButton(part.Primary, theme.IconPlus, w.T("window.add_community", nil), func() { w.Begin("") }).High(part.OfPage)
		return part.NewEmpty(w.T("window.nowhere", nil), w.T("window.nowhere_says", nil), begin)
	case w.stuck != nil:
		return s.Failed(w.stuck, w.enter)
	}
	return part.NewActivity(w.T("window.opening", nil))
}

// leavePage keeps what the page has to keep, and ends what it runs.
func (w *window) leavePage() {
	if scrolling, is := w.page.(shell.Scrolling); is && w.Nav != nil {
		w.Nav.Scrolled(scrolling.Scrolled())
	}
	if leaving, is := w.page.(shell.Leaving); is {
		leaving.Leave()
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

// Anew shows everything anew, in the language, theme and size that are set now. What had the focus keeps it: a key changes the text size again.
func (w *window) Anew() {
	part.KeepFocus(w.stage, func() {
		w.leavePage()
		w.watching()
		w.look()
		w.build()
	})
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
	w.community = nil
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
