package decide

// Check: a result worked out again on the spot, line by line, and the proof of it in a file.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/view"
)

// check is the card, as it was left.
func (p *page) check() fyne.CanvasObject {
	if p.checked == nil {
		p.stopCheck = func() {}
		p.checked = chart.NewCheck(p.shell.Words(), chart.CheckActs{Check: p.runCheck, Stop: func() { p.stopCheck() }, Export: p.saveRecord})
	}
	return p.checked.Object
}

// runCheck checks, and shows each line as it is done.
func (p *page) runCheck() {
	s, id := p.shell, p.pollID()
	w, clock, c := s.Words(), s.Install.NowMillis, s.Community()
	ctx, stop := context.WithCancel(p.ctx)
	p.stopCheck = stop
	s.Do(ctx, shell.Work{
		Run: func(ctx context.Context) error {
			defer stop()
			return view.RunCheck(ctx, w, clock, func(ctx context.Context, check record.Check) (*record.Result, error) {
				return c.VerifyPoll(ctx, id, check)
			}, func(now view.Check) {
				fyne.Do(func() {
					p.checked.Set(now)
					p.refresh()
				})
			})
		},
		Failed: func(error) bool { return true }, // the card says it
	})
}
