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
	w.Install.Go(func() {
		defer stop()
		view.PlayAlong(ctx, service, community, now, changed)
	})
}
