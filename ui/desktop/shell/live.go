package shell

// Live: a page that is kept as things are while somebody looks at it.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/view"
)

// restBetween is how long a page waits before it reads itself anew: it follows a catch-up of a hundred thousand acts without hindering it.
const restBetween = 300 * time.Millisecond

// minute is how often a page is made anew though nothing has changed: times pass.
const minute = time.Minute

// Live reads a page beside Fyne's goroutine and hands each newer one to show, on it, until ctx ends: at once, when something in the community
// has changed, and once a minute. again asks for one more; it may be called from any goroutine.
func Live[P any](ctx context.Context, s *Shell, load func(context.Context, *app.Community, view.Words) (P, error), show func(view.Frame[P])) (again func()) {
	live := view.NewLive(func(ctx context.Context) (P, error) {
		return load(ctx, s.community, s.Words())
	}, func(f view.Frame[P]) {
		fyne.Do(func() {
			part.WhenLetGo(func() {
				if ctx.Err() == nil {
					show(f)
				}
			})
		})
	})
	live.Rest(restBetween)
	stop := s.Install.Notices().Watch(s.member.Community, live.Again)
	s.Install.Go(func() {
		defer stop()
		live.Run(ctx)
	})
	s.Install.Go(func() {
		tick := time.NewTicker(minute)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				live.Again()
			}
		}
	})
	return live.Again
}
