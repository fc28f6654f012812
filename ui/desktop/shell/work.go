package shell

// Work: what takes a while runs beside Fyne's goroutine, shows that it does, can be stopped, and says how it ended.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// busyAfter is how long work may take before it shows that something is being done.
const busyAfter = 300 * time.Millisecond

// Work is one thing that a person asked for.
type Work struct {
	// Button waits meanwhile, saying Doing ("Publishing…"); nil where no button asked.
	Button *part.Button
	Doing  string
	// Finishes says that it is one short act, which is finished also where the page is left meanwhile, and whose error is said all the same.
	Finishes bool
	// Run does it, beside Fyne's goroutine. It may call fyne.Do to tell how far it is.
	Run func(context.Context) error
	// Done follows on Fyne's goroutine where it succeeded.
	Done func()
	// Failed is asked first where it did not: true says that the error has been shown. nil, and false, leave it to Fail.
	Failed func(error) bool
}

// Do runs work. Where ctx ends first, nobody is told any more: the page is gone, and what the core acknowledged is kept.
func (s *Shell) Do(ctx context.Context, w Work) {
	waiting := func() {}
	if w.Button != nil {
		later := time.AfterFunc(busyAfter, func() {
			fyne.Do(func() {
				if waiting != nil {
					w.Button.SetWaiting(w.Doing)
				}
			})
		})
		waiting = func() { later.Stop() }
		w.Button.Hold(true)
	}
	running := ctx
	if w.Finishes {
		running = context.WithoutCancel(ctx)
	}
	s.Install.Go(func() {
		err := w.Run(running)
		fyne.Do(func() {
			waiting()
			waiting = nil
			if w.Button != nil {
				w.Button.SetWaiting("")
				w.Button.Hold(false)
			}
			if ctx.Err() != nil {
				if err != nil && w.Finishes {
					s.Fail(err)
				}
				return
			}
			switch {
			case err == nil && w.Done != nil:
				w.Done()
			case err != nil && (w.Failed == nil || !w.Failed(err)):
				s.Fail(err)
			}
		})
	})
}
