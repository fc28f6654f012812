package shell

// Progress: work of more than a second says what it is doing and how far it is, and can be stopped.

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// showEvery is how often progress is shown anew: five times a second.
const showEvery = 200 * time.Millisecond

// Long is work that takes a while.
type Long struct {
	// Doing says what is done, Stop what the button says; Counted is the key of the sentence that counts ("{{.Done}} of {{.Total}} entries").
	Doing, Stop, Counted string
	// Run does it, beside Fyne's goroutine. far may be called as often as it likes; a total of 0 is not known.
	Run func(ctx context.Context, far func(done, total int)) error
	// Done, Stopped and Failed follow on Fyne's goroutine; an error is said in a dialog after Failed.
	Done, Stopped, Failed func()
}

// Progress runs long work, and shows how far it is in a place until it ends.
func (s *Shell) Progress(ctx context.Context, place *fyne.Container, l Long) {
	ctx, stop := context.WithCancel(ctx)
	bar := part.NewWork(l.Doing, "", 0)
	button := part.NewButton(part.Secondary, "", l.Stop, stop)
	place.Objects = []fyne.CanvasObject{bar, part.Row(0, part.None, button)}
	place.Refresh()
	var done, total atomic.Int64
	s.Install.Go(func() {
		defer stop()
		ended := make(chan error, 1)
		s.Install.Go(func() {
			ended <- l.Run(ctx, func(d, t int) {
				done.Store(int64(d))
				total.Store(int64(t))
			})
		})
		tick := time.NewTicker(showEvery)
		defer tick.Stop()
		for {
			select {
			case err := <-ended:
				fyne.Do(func() { s.ended(ctx, l, err) })
				return
			case <-tick.C:
				d, t := done.Load(), total.Load()
				fyne.Do(func() { bar.Set(l.Doing, s.far(l.Counted, d, t), share(d, t)) })
			}
		}
	})
}

func (s *Shell) ended(ctx context.Context, l Long, err error) {
	switch {
	case err == nil:
		l.Done()
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		l.Stopped()
	default:
		l.Failed()
		s.Fail(err)
	}
}

func (s *Shell) far(key string, done, total int64) string {
	if total <= 0 {
		return s.Say().Count(done)
	}
	return s.T(key, map[string]any{"Done": s.Say().Count(done), "Total": s.Say().Count(total)})
}

func share(done, total int64) float32 {
	if total <= 0 {
		return 0
	}
	return float32(done) / float32(total)
}
