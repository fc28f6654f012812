package desktop

// Begin: the pages before a profile is open, and the doors over those that are shown.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/welcome"
)

// begin opens the profile, or shows the doors where there is none.
func (w *window) begin() {
	ctx, leave := context.WithCancel(w.ctx)
	w.leave = leave
	pages := welcome.New(w.Window, welcome.Ports{Opened: w.take})
	w.page = pages
	w.stage.Put(pages.Content())
	pages.Show(ctx)
}

// Begin opens the doors: start, join, look around.
func (w *window) Begin(link string) { welcome.Open(w.shell(), link) }

// shell is for what no page asked for.
func (w *window) shell() *shell.Shell {
	member, _ := w.Nav.Community()
	return shell.New(w.Window, member, w.community)
}

// dropped takes files that are dropped on the window.
func (w *window) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 {
		return
	}
	path := files[0].Path()
	if pages, is := w.page.(*welcome.Welcome); is {
		pages.Dropped(path)
		return
	}
	if w.frame != nil && !w.covered() {
		welcome.OpenFile(w.shell(), path)
	}
}

// take shows the pages of a profile that is open now.
func (w *window) take(held shell.Held, chosen op.CommunityID) {
	w.stopPage()
	w.open(held)
	if chosen != (op.CommunityID{}) {
		if err := w.Nav.Choose(chosen); err != nil {
			w.fail(err)
		}
	}
	w.build()
	w.live()
}
