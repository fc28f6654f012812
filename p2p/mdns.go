package p2p

// mDNS: other installs on the local network.

import (
	"context"
	"fmt"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/discovery/mdns"
)

// mdnsName is what all installs are called there, whatever their communities.
const mdnsName = "_folkmoot._udp"

func (n *Node) startMDNS() error {
	if !n.cfg.MDNS {
		return nil
	}
	n.mdns = mdns.NewMdnsService(n.host, mdnsName, foundNearby{n})
	if err := n.mdns.Start(); err != nil {
		return fmt.Errorf("looking for others on the local network: %w", err)
	}
	return nil
}

// foundNearby hears of others.
type foundNearby struct{ node *Node }

// HandlePeerFound implements mdns.Notifee.
func (f foundNearby) HandlePeerFound(info peer.AddrInfo) {
	n := f.node
	if info.ID == n.self || len(n.host.Network().Peers()) >= n.cfg.MaxPeers {
		return
	}
	n.run(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, dialTime)
		defer cancel()
		if err := n.host.Connect(ctx, info); err != nil {
			n.log.Debug("somebody nearby was not reached", "peer", info.ID.String(), "error", err)
		}
	})
}
