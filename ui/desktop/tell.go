package desktop

// Tell: what a person is told of while they look elsewhere: notices of the system, and the sign in its tray. Where a system has neither, nothing
// happens, and nothing is lost: everything stands on Home.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

const (
	// tellRest is how long it rests between looking: a stream of changes is told of slowly.
	tellRest = 10 * time.Second
	// tellsAtOnce is how many notices come together; the rest stands on Home.
	tellsAtOnce = 3
)

// telling is what there is to tell of one community.
type telling struct {
	member app.Membership
	list   []view.Telling
}

// tell keeps looking until the window closes.
func (w *window) tell() {
	herald := view.NewHerald(w.Install.Keeper)
	since := w.Install.NowMillis()
	live := view.NewLive(func(ctx context.Context) ([]telling, error) { return w.tellings(ctx, since) }, func(f view.Frame[[]telling]) {
		fyne.Do(func() {
			if w.ctx.Err() == nil && f.Known && !f.Working {
				w.announce(herald, f.Page)
			}
		})
	})
	live.Rest(tellRest)
	w.follow(w.ctx, op.CommunityID{}, live.Again, time.Minute)
	w.Install.Go(func() { runAfter(w.ctx, tellRest, live.Run) }) // first somebody looks at their page: what stands there needs no telling
	w.tray()
}

func (w *window) tellings(ctx context.Context, since int64) ([]telling, error) {
	service := w.Install.Service()
	members, err := service.Communities()
	if err != nil {
		return nil, err
	}
	var all []telling
	for _, m := range members {
		c, err := service.Community(m.Community.Genesis().String())
		if err != nil {
			continue // its page says why it does not open
		}
		words := w.Words()
		h, err := view.LoadHome(ctx, c, words, view.HomeFacts{Network: w.Install.Network(), BeforeMillis: since})
		if err != nil {
			continue
		}
		all = append(all, telling{m, words.Tellings(h)})
	}
	return all, nil
}

// announce shows notices of what is new.
func (w *window) announce(herald *view.Herald, all []telling) {
	now, waits := time.UnixMilli(w.Install.NowMillis()).In(w.Install.Zone), false
	for _, t := range all {
		waits = waits || len(t.list) > 0
		news, err := herald.New(t.member.Community.String(), t.list, w.Prefs, now)
		if err != nil {
			if !w.untold { // it is tried again with each change, and said once
				w.fail(err)
			}
			w.untold = true
			return
		}
		w.untold = false
		for _, n := range news[:min(len(news), tellsAtOnce)] {
			fyne.CurrentApp().SendNotification(fyne.NewNotification(text.Line(t.member.Name)+": "+n.Title, n.Text))
		}
	}
	if tray, is := fyne.CurrentApp().(desktop.App); is && hasTray() {
		tray.SetSystemTrayIcon(theme.TrayIcon(waits))
	}
}

// tray puts the mark into the system's tray, where there is one.
func (w *window) tray() {
	tray, is := fyne.CurrentApp().(desktop.App)
	if !is || !hasTray() {
		return
	}
	open := fyne.NewMenuItem(w.T("tray.open", nil), func() {
		w.handle.Show()
		w.handle.RequestFocus()
	})
	quit := fyne.NewMenuItem(w.T("tray.quit", nil), fyne.CurrentApp().Quit)
	quit.IsQuit = true
	tray.SetSystemTrayMenu(fyne.NewMenu("Folkmoot", open, quit))
	tray.SetSystemTrayIcon(theme.TrayIcon(false))
}
