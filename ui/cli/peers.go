package cli

// Peers: with whom this laptop is in touch, since when, and what is known to be missing.

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) peersCommand() *cobra.Command {
	return a.verb(spec{
		use: "peers", key: "peers", needs: needsProfile, example: "folkmoot peers\nfolkmoot peers --wait 10s",
		run: func(ctx context.Context, _ []string) error {
			status, err := a.lookAround(ctx)
			if err != nil {
				return err
			}
			return a.answer(status, func() error { return a.showPeers(ctx, status) })
		},
	})
}

// lookAround is how things stand on the network. Where no node runs it goes online for --wait.
func (a *act) lookAround(ctx context.Context) (view.Network, error) {
	if s := a.netStatus(); s != nil {
		return *s, nil
	}
	wait, err := a.wait()
	if err != nil {
		return view.Network{}, err
	}
	network, end, err := a.goOnline(ctx, a.briefly(), false)
	if err != nil {
		return view.Network{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for range 2 { // who is met may bring a newcomer, whose admission is an act of its own
		if _, err := network.Deliver(ctx, wait); err != nil {
			a.face.Log.Warn("nothing delivered", "error", err)
		}
		settle(ctx, network)
	}
	status := network.Status()
	return status, end()
}

// settle waits until replicas were compared with everybody who was met in a community, and somebody was; or until ctx ends.
func settle(ctx context.Context, network Network) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if isSettled(network.Status()) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func isSettled(n view.Network) bool {
	met := false
	for _, p := range n.Peers {
		for _, s := range p.Sessions {
			if s.SyncedMillis == 0 && s.Reason == "" {
				return false
			}
			met = true
		}
	}
	return met
}

func (a *act) showPeers(ctx context.Context, n view.Network) error {
	t := table{head: []string{
		a.say.T("column.name", nil), a.say.T("column.community", nil), a.say.T("column.joined", nil), a.say.T("column.synced", nil),
		a.say.T("column.missing", nil), a.say.T("column.address", nil),
	}}
	for _, p := range n.Peers {
		if len(p.Sessions) == 0 {
			t.row(p.Peer[:min(len(p.Peer), 16)], a.say.T("peers.nowhere", nil), a.words().Distance(p.SinceMillis), "", "", text.Line(p.Address))
		}
		for _, s := range p.Sessions {
			t.row(a.peerName(ctx, s), a.communityName(s.Community), a.words().Distance(p.SinceMillis), a.synced(s), a.lacks(s), text.Line(a.way(p)))
		}
	}
	return a.show(t, a.say.T("peers.none", nil))
}

// synced says when two replicas were last compared to the end.
func (a *act) synced(s view.NetSession) string {
	if s.SyncedMillis == 0 {
		return a.say.T("peers.never", nil)
	}
	return a.words().Distance(s.SyncedMillis)
}

// lacks says what either side was known to lack.
func (a *act) lacks(s view.NetSession) string {
	if s.Missing < 0 || s.Theirs < 0 {
		return a.say.T("peers.unknown", nil)
	}
	return a.say.T("peers.lacks", map[string]any{"Here": s.Missing, "There": s.Theirs})
}

func (a *act) way(p view.NetPeer) string {
	if p.Relayed {
		return a.say.T("peers.relayed", nil) + " " + p.Address
	}
	return p.Address
}

// showOnline says, below a community's status, with whom it is synced.
func (a *act) showOnline(ctx context.Context, community string) error {
	n := a.netStatus()
	if n == nil {
		return a.tell("net.off", nil)
	}
	met := false
	for _, p := range n.Peers {
		for _, s := range p.Sessions {
			if s.Community != community {
				continue
			}
			met = true
			data := map[string]any{
				"Name": a.peerName(ctx, s), "Since": a.words().Distance(p.SinceMillis), "Synced": a.synced(s), "Lacks": a.lacks(s),
			}
			if err := a.tell("net.with", data); err != nil {
				return err
			}
		}
	}
	if !met {
		return a.tell("net.alone", nil)
	}
	return nil
}
