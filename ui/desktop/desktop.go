// Package desktop is the window: the frame around the pages, the way from one page to another, the keys that hold everywhere, and how a profile
// is opened and closed.
//
// It promises a first frame before anything is read, that nothing waits for the network, that whatever was typed is kept when the window closes,
// and that an error ends in a sentence and never in a closed window. It decides nothing about a community: the app service does, and the view
// models say it in words.
package desktop

import (
	"context"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// id is what systems know the program by: FyneApp.toml has the same.
const id = "org.folkmoot.app"

// Size of a window that nobody has sized yet, in units.
const (
	usualWidth  = 1280
	usualHeight = 820
)

// Run opens the window on a profile and returns when it is closed, or ctx ends. It must be called from the main goroutine. An error is one of
// closing: all others are said in the window.
func Run(ctx context.Context, host shell.Host) error {
	fyneapp.SetMetadata(fyne.AppMetadata{ID: id, Name: "Folkmoot", Version: host.Machine().Version, Migrations: map[string]bool{"fyneDo": true}})
	a := fyneapp.NewWithID(id)
	a.SetIcon(theme.AppIcon())
	a.Settings().SetTheme(&theme.Theme{})
	handle := a.NewWindow("Folkmoot")
	handle.SetPadded(false)
	handle.SetMaster()
	handle.Resize(fyne.NewSize(theme.Px(usualWidth), theme.Px(usualHeight)))

	ctx, end := context.WithCancel(ctx)
	defer end()
	stop := context.AfterFunc(ctx, func() { fyne.Do(a.Quit) })
	defer stop()
	w := newWindow(ctx, handle, host)
	a.Lifecycle().SetOnStarted(w.begin) // after the first frame
	handle.ShowAndRun()
	stop()
	return w.end(end)
}
