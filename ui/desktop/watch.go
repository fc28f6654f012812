package desktop

// Watch: what the frame shows of every community, kept as things are: how this laptop stands with others, and how much waits.

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

const (
	// lookEvery is how often the frame asks how things stand on the network, which tells nobody when it changes.
	lookEvery = 2 * time.Second
	// countRest lets the counts of what waits follow a stream of changes slowly.
	countRest = 2 * time.Second
)

// standing is what the frame shows of the chosen community.
type standing struct {
	health view.Health
	waits  view.Waits
	me     *view.Name
	// steward says that I am one.
	steward bool
	// communities are all of this profile, by the names that they have now.
	communities []app.Membership
}

// watchChosen keeps the bar and the sections' counts as things are.
func (w *window) watchChosen(member app.Membership, community *app.Community) {
	w.watching()
	ctx, end := context.WithCancel(w.ctx)
	w.watching = end
	live := view.NewLive(func(ctx context.Context) (standing, error) { return w.stand(ctx, community) }, func(f view.Frame[standing]) {
		if !f.Known || f.Working {
			return
		}
		fyne.Do(func() {
			if ctx.Err() == nil {
				w.Steward = f.Page.steward
				w.rail.votes, w.rail.me = f.Page.waits.Votes, f.Page.me
				if w.Nav.Named(f.Page.communities) {
					w.bar.refresh()
				}
				w.rail.refresh()
				w.bar.stands(f.Page.health)
			}
		})
	})
	live.Rest(countRest)
	w.follow(ctx, member.Community, live.Again, time.Minute)
	w.Install.Go(func() { live.Run(ctx) })
	w.Install.Go(func() { w.listen(ctx, live.Again) })
	w.play(ctx, member, community)
	w.prepare(ctx, community)
}

// listen asks for more when something is different on the network, which tells nobody.
func (w *window) listen(ctx context.Context, again func()) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	before := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if now := view.NetworkDigest(w.Install.Network()); now != before {
				before = now
				again()
			}
		}
	}
}

func (w *window) stand(ctx context.Context, community *app.Community) (standing, error) {
	var s standing
	status, people, err := w.Install.Reads.Standing(ctx, community)
	if err != nil {
		return s, err
	}
	status.Network = w.Install.Network()
	s.me, s.steward = status.Me, slices.Contains(status.Role, charter.RoleSteward)
	if s.communities, err = w.Install.Service().Communities(); err != nil {
		return s, err
	}
	if !status.Here { // nobody is known yet, and nothing waits
		s.health = w.Words().Health(status, nil)
		return s, nil
	}
	s.health = w.Words().Health(status, people)
	s.waits, err = w.Install.Reads.Waits(ctx, community, people, *status.Needs)
	return s, err
}

// follow asks for more whenever something changes, and every so often.
func (w *window) follow(ctx context.Context, community op.CommunityID, again func(), every time.Duration) {
	stop := w.Install.Notices().Watch(community, again)
	w.Install.Go(func() {
		defer stop()
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				again()
			}
		}
	})
}

// watchAll keeps the badges of all communities as things are, until the list of communities changes.
func (w *window) watchAll() {
	w.counting()
	ctx, end := context.WithCancel(w.ctx)
	w.counting = end
	service := w.Install.Service()
	communities, err := service.Communities()
	if err != nil {
		return // the list on the rail has said so
	}
	live := view.NewLive(func(ctx context.Context) (map[op.CommunityID]int, error) {
		counts := map[op.CommunityID]int{}
		for _, m := range communities {
			c, err := service.Community(m.Community.Genesis().String())
			if err != nil {
				continue // its page says why it does not open
			}
			if waits, err := view.LoadWaits(ctx, c); err == nil {
				counts[m.Community] = waits.All
			}
		}
		return counts, nil
	}, func(f view.Frame[map[op.CommunityID]int]) {
		fyne.Do(func() {
			if ctx.Err() != nil || !f.Known {
				return
			}
			for community, count := range f.Page {
				w.Nav.SetWaits(community, count)
			}
			w.rail.refresh()
		})
	})
	live.Rest(countRest)
	w.follow(ctx, op.CommunityID{}, live.Again, time.Minute)
	w.Install.Go(func() { runAfter(ctx, countRest, live.Run) }) // the page that is shown is read first
}

// runAfter runs something a while later, unless ctx ends before.
func runAfter(ctx context.Context, wait time.Duration, run func(context.Context)) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
		run(ctx)
	}
}
