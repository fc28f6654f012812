package shell

// Online: pages that show the network ask how it is, which tells nobody when it changes; and coming on the network after it failed.

import (
	"context"
	"time"

	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// lookEvery is how often the network is looked at.
const lookEvery = 2 * time.Second

// Follow asks for more whenever something is different on the network, until ctx ends.
func Follow(ctx context.Context, s *Shell, again func()) {
	s.Install.Go(func() {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		before := view.NetworkDigest(s.Install.Network())
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if now := view.NetworkDigest(s.Install.Network()); now != before {
					before = now
					again()
				}
			}
		}
	})
}

// Retry tries to come on the network once more, and says how that went.
func (s *Shell) Retry(then func()) {
	s.Do(s.Install.Life, Work{
		Run: func(ctx context.Context) error { return s.Install.Online(ctx) },
		Done: func() {
			s.Done(s.T("connect.online", nil))
			then()
		},
	})
}

// Reason says what the core says of why, in the reader's language.
func (w *Window) Reason(said string) string {
	return trouble.Speaker{Words: w.Words(), Window: true}.Reason(said, nil)
}
