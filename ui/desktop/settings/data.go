package settings

// Data: what a community has written, as files for people and other programs; and whether all that is kept here is whole.

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

// data is the card about one's own data.
func (p *Settings) data() fyne.CanvasObject {
	s := p.shell
	export, check := part.Column(8), part.Column(8)
	offered(export, s.T("settings.export_what", nil), s.T("settings.export_says", nil), s.T("settings.export", nil), func(then func()) { exportFiles(s, p.ctx, export, then) })
	offered(check, s.T("settings.check_what", nil), s.T("settings.check_says", nil), s.T("settings.check", nil), func(then func()) { checkHere(s, p.ctx, check, then) })
	return card(s.T("settings.data", nil), "", export, part.NewRule(0), check)
}

// offered is a line with a button, in whose place stands how far it is while it runs.
func offered(place *fyne.Container, what, says, act string, begin func(then func())) {
	var offer func()
	offer = func() {
		place.Objects = []fyne.CanvasObject{line(what, says, part.NewButton(part.Secondary, "", act, func() { begin(offer) }).Called(act+": "+what))}
		place.Refresh()
	}
	offer()
}

// exportFiles lets somebody choose a folder, and writes all that they may read into a new one inside of it.
func exportFiles(s *shell.Shell, ctx context.Context, place *fyne.Container, then func()) {
	s.OpenFolder(func(folder string) { exportInto(s, ctx, folder, place, then) })
}

func exportInto(s *shell.Shell, ctx context.Context, folder string, place *fyne.Container, then func()) {
	dir, community := filepath.Join(folder, s.Words().ExportName(s.Membership().Name)), s.Community()
	var exported app.Exported
	s.Progress(ctx, place, shell.Long{
		Doing: s.T("settings.exporting", nil), Stop: s.T("stick.stop", nil), Counted: "stick.entries",
		Run: func(ctx context.Context, far func(done, total int)) (err error) {
			if err = files.NewFolder(dir); err == nil {
				exported, err = community.Export(ctx, files.In(dir), far)
			}
			return err
		},
		Done: func() {
			then()
			says := s.T("export.done", map[string]any{"Files": exported.Files, "Folder": text.Line(filepath.Base(dir))})
			if exported.Withheld > 0 {
				says += " " + s.Say().N("export.withheld", exported.Withheld, nil)
			}
			s.Done(says)
		},
		Stopped: then, Failed: then,
	})
}

// checkHere hashes every act that is kept here, and derives anew what follows from them.
func checkHere(s *shell.Shell, ctx context.Context, place *fyne.Container, then func()) {
	community, checked, damaged := s.Community(), 0, 0
	s.Progress(ctx, place, shell.Long{
		Doing: s.T("settings.checking", nil), Stop: s.T("stick.stop", nil), Counted: "stick.entries",
		Run: func(ctx context.Context, far func(done, total int)) (err error) {
			if checked, damaged, err = community.Scrub(ctx, func(checked int) { far(checked, 0) }); err != nil {
				return err
			}
			return community.Rebuild(ctx, far)
		},
		Done: func() {
			then()
			if damaged > 0 {
				s.Done(s.Say().N("rebuild.damaged", damaged, map[string]any{"Checked": checked}))
				return
			}
			s.Done(s.Say().N("settings.checked", checked, nil))
		},
		Stopped: then, Failed: then,
	})
}

// OpenExportFiles exports from anywhere, OpenCheckHere checks from anywhere, with a dialog that shows how far it is.
func OpenExportFiles(s *shell.Shell) {
	s.OpenFolder(func(folder string) {
		inDialog(s, s.T("settings.data", nil), func(ctx context.Context, place *fyne.Container, then func()) { exportInto(s, ctx, folder, place, then) })
	})
}

// OpenCheckHere checks what is kept here.
func OpenCheckHere(s *shell.Shell) {
	inDialog(s, s.T("settings.check_what", nil), func(ctx context.Context, place *fyne.Container, then func()) { checkHere(s, ctx, place, then) })
}

func inDialog(s *shell.Shell, title string, begin func(ctx context.Context, place *fyne.Container, then func())) {
	place := part.Column(8)
	ctx, stop := context.WithCancel(context.Background())
	layer := s.Dialog(part.NewDialog(part.Strong(theme.Heading, title), place, nil), shell.DialogNarrow, nil, stop)
	begin(ctx, place, func() { layer.Close() })
}
