// Package shelltest is a desktop for tests: pages over a real service with a real store, in a window of Fyne's test driver, with a clock that
// stands still and without a network.
//
// It promises that everything of a page runs on the test's own goroutine, as in the program it runs on Fyne's: what other goroutines hand over
// waits until Settle. Only tests import it.
package shelltest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// patience is how long Settle waits at most: what it waits for comes in milliseconds, unless it never comes.
const patience = 20 * time.Second

// Desk is one person's desktop.
type Desk struct {
	*shell.Window
	T       *testing.T
	Service *app.Service
	// Shown is the window of the test driver.
	Shown fyne.Window
	// Went are the pages that something led to, Notices what was said.
	Went []view.Target
	// Commands are what pages asked the window to do.
	Commands []string
	Notices  []*part.Notice
	// NowMillis is the clock of everything.
	NowMillis int64

	profile *profile
	queue   *queue
	member  app.Membership
	com     *app.Community
	leave   context.CancelFunc
	width   float32
}

// New makes a desktop in a look, of a person who is nowhere yet: Thursday 14 May 2026, 21:00, in UTC.
func New(t *testing.T, look *theme.Theme) *Desk {
	t.Helper()
	d := &Desk{T: t, NowMillis: time.Date(2026, 5, 14, 21, 0, 0, 0, time.UTC).UnixMilli(), profile: newProfile(), leave: func() {}}
	d.queue = newQueue(test.NewTempApp(t))
	fyne.SetCurrentApp(d.queue)
	d.queue.Settings().SetTheme(look)
	catalog, err := text.Load(assets.Translations())
	d.Must(err)
	d.Service = app.New(app.Ports{
		Profile: d.profile, Keys: newKeys(), Replicas: store.Folder{Path: t.TempDir()}, NowMillis: func() int64 { return d.NowMillis }, Random: newRandom(),
		Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	notices := view.NewNotices(nil)
	d.Service.SetNetwork(notices)
	prefs, err := view.LoadPreferences(d.profile)
	d.Must(err)
	machine := shell.Machine{Catalog: catalog, NowMillis: func() int64 { return d.NowMillis }, Zone: time.UTC, Random: newRandom(), Version: "test"}
	machine.Env, machine.HasInterfaces = func(string) string { return "" }, func() bool { return true }
	d.Window = &shell.Window{
		Install: &shell.Install{Held: held{d.Service, notices}, Machine: machine, Host: host{machine}, Keeper: d.profile, Life: t.Context()},
		Nav:     view.NewNavigation(d.profile, nil), Prefs: prefs, Frame: frame{d},
	}
	d.Window.Speak(catalog.Printer("en"))
	d.Shown = test.NewTempWindow(t, part.Space())
	d.Shown.SetPadded(false)
	t.Cleanup(d.close)
	return d
}

func (d *Desk) close() {
	d.leave()
	done := make(chan struct{})
	go func() {
		d.Install.Wait()
		close(done)
	}()
	d.queue.until(func() bool {
		select {
		case <-done:
			return true
		default:
			return false
		}
	})
	d.Must(d.Service.Close())
}

// Must ends the test with an error.
func (d *Desk) Must(err error) {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
}

// Speak has everything said in another language.
func (d *Desk) Speak(tag string) { d.Window.Speak(d.Install.Catalog.Printer(tag)) }

// Found founds a community, in which this person is alone, and goes there.
func (d *Desk) Found(name, person, template string) *app.Community {
	d.T.Helper()
	phrase, err := d.Service.NewPhrase()
	d.Must(err)
	d.Must(d.Service.KeepPhrase(phrase))
	c, err := d.Service.Found(d.T.Context(), app.Founding{Name: name, Person: person, Template: template})
	d.Must(err)
	d.Enter(c)
	return c
}

// Enter goes to a community of the service.
func (d *Desk) Enter(c *app.Community) {
	d.com, d.member = c, c.Membership()
	list, err := d.Service.Communities()
	d.Must(err)
	d.Nav.SetCommunities(list)
	d.Must(d.Nav.Choose(c.ID()))
}

// Shell is what a page of the community is handed.
func (d *Desk) Shell() *shell.Shell { return shell.New(d.Window, d.member, d.com) }

// Open shows a page in a window of this size, in units, and waits until what it reads is there.
func (d *Desk) Open(page shell.Screen, width, height float32) {
	d.T.Helper()
	d.leave()
	ctx, leave := context.WithCancel(d.T.Context())
	d.leave = leave
	d.width = width
	if fitting, is := page.(shell.Fitting); is {
		fitting.Fit(width)
	}
	d.Shown.SetContent(framed(page.Content()))
	d.Shown.Resize(fyne.NewSize(theme.Px(width), theme.Px(height)))
	page.Show(ctx)
}

// Settle lets the page go on until something is so.
func (d *Desk) Settle(what string, isSo func() bool) {
	d.T.Helper()
	if !d.queue.until(isSo) {
		d.T.Fatalf("%s: this has not come about; on the page: %q", what, d.Says())
	}
}
