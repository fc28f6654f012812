// Package gallery shows every part of the desktop in every state, in both
// themes and at any text size. It promises that a part that is not in it does
// not exist: the golden pictures of the tests are taken from its exhibits. It
// opens no profile and knows no community; all names in it are made up.
package gallery

import (
	"context"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// id keeps the gallery's window apart from that of a person's community.
const id = "org.folkmoot.gallery"

// Show opens the gallery and returns when its window is closed or ctx ends. It
// must be called from the main goroutine.
func Show(ctx context.Context) error {
	fyneapp.SetMetadata(fyne.AppMetadata{ID: id, Name: "Folkmoot", Migrations: map[string]bool{"fyneDo": true}})
	app := fyneapp.NewWithID(id)
	app.SetIcon(theme.AppIcon())
	app.Settings().SetTheme(&theme.Theme{})
	window := app.NewWindow("Folkmoot: parts")
	window.SetPadded(false)
	window.SetContent(newHall(window))
	window.Resize(fyne.NewSize(theme.Px(1440), theme.Px(900)))
	stop := context.AfterFunc(ctx, func() { fyne.Do(app.Quit) })
	defer stop()
	window.ShowAndRun()
	return ctx.Err()
}
