package desktop

// Playing: while the sample is chosen, its made-up members play along.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

// play lets them, until ctx ends. In other communities it does nothing.
func (w *window) play(ctx context.Context, member app.Membership, community *app.Community) {
	if !member.Local {
		return
	}
	changed := make(chan struct{}, 1)
	stop := w.Install.Notices().Watch(member.Community, func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	service, now := w.Install.Service(), w.Install.NowMillis
	w.inTurn(func() {
		defer stop()
		view.PlayAlong(ctx, service, community, now, changed)
	})
}

// inTurn runs something after what was handed to it before has ended: two who write with the keys of the same made-up members would contradict
// each other.
func (w *window) inTurn(run func()) {
	before, done := w.played, make(chan struct{})
	w.played = done
	w.Install.Go(func() {
		defer close(done)
		if before != nil {
			<-before
		}
		run()
	})
}
