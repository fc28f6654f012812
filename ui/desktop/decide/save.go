package decide

// Save: what is written of a decision into files.

import (
	"context"
	"io"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// saveText writes a text where the person says.
func (p *page) saveText(name, written string) {
	p.saveAs(name, func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, written)
		return err
	})
}

// saveAs writes a file where the person says, beside Fyne's goroutine.
func (p *page) saveAs(name string, write func(context.Context, io.Writer) error) {
	s := p.shell
	s.SaveFile(name, func(path string) {
		s.Do(p.ctx, shell.Work{
			Finishes: true,
			Run: func(ctx context.Context) error {
				return shell.WriteFile(path, func(w io.Writer) error { return write(ctx, w) })
			},
			Done: func() { s.Done(s.T("decide.saved", map[string]any{"Name": name})) },
		})
	})
}

// saveRecord writes the proof of the outcome.
func (p *page) saveRecord() {
	c, id := p.shell.Community(), p.pollID()
	p.saveAs(p.shell.Words().SaveName(p.now.page.Title, "car"), func(ctx context.Context, w io.Writer) error {
		_, err := c.ExportRecord(ctx, w, id, func(int, int) {})
		return err
	})
}

// saveBallots asks for the form of the file, and writes the ballots that count so far.
func (p *page) saveBallots() {
	s, c, id := p.shell, p.shell.Community(), p.pollID()
	var layer *part.Layer
	rows := part.Column(0)
	for _, format := range []ballotfile.Format{ballotfile.CSV, ballotfile.BLT, ballotfile.Pabulib} {
		rows.Add(part.NewListRow(theme.IconFileText, part.Neutral, s.T("decide.format."+string(format), nil), s.T("decide.format_says."+string(format), nil), nil, func() {
			layer.Close()
			p.saveAs(s.Words().SaveName(p.now.page.Title, string(format)), func(ctx context.Context, w io.Writer) error {
				file, err := c.BallotFile(ctx, id, format)
				if err == nil {
					_, err = w.Write(file.Data)
				}
				return err
			})
		}))
	}
	head := part.HeadWithClose(s.T("decision_act.ballots", nil), s.T("decide.format_ask", nil), s.T("window.close", nil), func() { layer.Close() })
	sheet := part.NewDialog(head, rows, nil)
	layer = s.Dialog(sheet, shell.DialogUsual, part.FirstFocus(rows), nil)
}
