package decide

// Record: a result checked from a file, with or without a community.

import (
	"bufio"
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/view"
)

// OpenRecord lets somebody choose a record, and checks it in a dialog.
func OpenRecord(s *shell.Shell) {
	s.OpenFile([]string{".car"}, func(path string) { checkRecord(s, path) })
}

// checkRecord shows each line of the check as it is done, then what the file proves.
func checkRecord(s *shell.Shell, path string) {
	ctx, leave := context.WithCancel(context.Background())
	var layer *part.Layer
	grown := func() { layer.Refresh() }
	stop, found := func() {}, part.Column(8)
	var card *chart.Check
	var run func()
	card = chart.NewCheck(s.Words(), chart.CheckActs{Check: func() { run() }, Stop: func() { stop() }})
	run = func() {
		running, end := context.WithCancel(ctx)
		stop = end
		found.Objects = nil
		var proved *view.RecordProved
		s.Do(ctx, shell.Work{
			Run: func(context.Context) (err error) {
				defer end()
				proved, err = verified(running, s, path, card, grown)
				return err
			},
			Done: func() { found.Objects = recordSays(s, proved); grown() },
			Failed: func(err error) bool {
				found.Objects = []fyne.CanvasObject{part.Words(theme.Text, s.Trouble(err).What)}
				grown()
				return true
			},
		})
	}
	closing := part.NewButton(part.Secondary, "", s.T("window.close", nil), func() { layer.Close() })
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("command.check_record", nil)), part.Column(20, found, card.Object), part.Row(12, 0, part.Space(), closing))
	layer = s.Dialog(sheet, shell.DialogUsual, closing, leave)
	run()
}

// verified runs beside Fyne's goroutine.
func verified(ctx context.Context, s *shell.Shell, path string, card *chart.Check, grown func()) (*view.RecordProved, error) {
	file, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return view.VerifyRecord(ctx, s.Install.Service(), s.Words(), s.Install.NowMillis, bufio.NewReader(file), s.Install.Random, func(now view.Check) {
		fyne.Do(func() {
			if ctx.Err() == nil || now.State != view.CheckRunning {
				card.Set(now)
				grown()
			}
		})
	})
}

// recordSays is what the file proves.
func recordSays(s *shell.Shell, p *view.RecordProved) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{part.Strong(theme.Reading, p.Title), part.Quietly(theme.Small, p.Of)}
	for _, says := range append(p.Options, p.Says...) {
		objects = append(objects, part.Words(theme.Text, says))
	}
	if !p.Known {
		copying := part.NewButton(part.Secondary, theme.IconCopy, s.T("check.copy_id", nil), func() { s.Copy(p.ID) })
		objects = append(objects, part.NewBanner(part.Warning, theme.IconTriangleAlert, p.Compare, p.ID, copying))
	}
	return objects
}
