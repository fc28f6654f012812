package desktop

// Prepare: what somebody may do next in the chosen community is made ready while they look at its pages.

import (
	"context"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

// preparesAfter is how long the pages have for themselves before the index of search catches up.
const preparesAfter = 8 * time.Second

// prepare lets the index of search follow the community until ctx ends.
func (w *window) prepare(ctx context.Context, community *app.Community) {
	changed := make(chan struct{}, 1)
	stop := w.Install.Notices().Watch(community.ID(), func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	w.Install.Go(func() {
		defer stop()
		view.Preparing{More: community.PrepareSearch, Changed: changed, Rest: preparesAfter}.Run(ctx)
	})
}
