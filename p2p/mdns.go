package p2p

// mDNS: other installs on the local network. One that listens shows itself there too; a command that listens nowhere only looks.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/discovery/mdns"
	"github.com/libp2p/zeroconf/v2"
	"github.com/multiformats/go-multiaddr"
)

const (
	// mdnsName is what all installs are called there, whatever their communities.
	mdnsName = "_folkmoot._udp"
	// mdnsAddr begins an address in what an install shows of itself.
	mdnsAddr = "dnsaddr="
)

// lookNearby looks for others until the node ends: anew when the machine's interfaces have changed, and a little later where it has none that will
// do. Nothing else waits for it.
func (n *Node) lookNearby(ctx context.Context) {
	for {
		moved := n.moved.next()
		looking, stop := context.WithCancel(ctx)
		end, err := n.beginNearby(looking)
		var again <-chan time.Time
		if err != nil {
			n.log.Debug("nobody is looked for on the local network", "error", err)
			again = time.After(nearbyAgain)
		}
		select {
		case <-moved:
		case <-again:
		case <-ctx.Done():
		}
		stop()
		end()
		if ctx.Err() != nil {
			return
		}
	}
}

// beginNearby begins to look. end waits until that is over, once the context has ended.
func (n *Node) beginNearby(ctx context.Context) (end func(), err error) {
	if len(n.cfg.Listen) > 0 {
		service := mdns.NewMdnsService(n.host, mdnsName, foundNearby{n})
		if err := service.Start(); err != nil {
			return func() {}, fmt.Errorf("showing this install on the local network: %w", err)
		}
		return func() { _ = service.Close() }, nil
	}
	found, over := make(chan *zeroconf.ServiceEntry, maxNearby), make(chan struct{})
	go func() {
		defer close(over)
		if err := zeroconf.Browse(ctx, mdnsName, "local", found); err != nil {
			n.log.Debug("nobody is looked for on the local network", "error", err)
		}
	}()
	read := make(chan struct{})
	go func() {
		defer close(read)
		n.readNearby(found, over)
	}()
	return func() { <-over; <-read }, nil
}

// readNearby hears of others until the looking is over.
func (n *Node) readNearby(found <-chan *zeroconf.ServiceEntry, over <-chan struct{}) {
	for {
		select {
		case entry, more := <-found:
			if !more {
				return
			}
			n.foundEntry(entry.Text)
		case <-over:
			return
		}
	}
}

// foundEntry reads what an install shows of itself.
func (n *Node) foundEntry(texts []string) {
	var addrs []multiaddr.Multiaddr
	for _, text := range texts[:min(len(texts), maxNearbyAddrs)] {
		if addr, is := strings.CutPrefix(text, mdnsAddr); is {
			if a, err := multiaddr.NewMultiaddr(addr); err == nil {
				addrs = append(addrs, a)
			}
		}
	}
	infos, err := peer.AddrInfosFromP2pAddrs(addrs...)
	if err != nil {
		return
	}
	for _, info := range infos {
		foundNearby{n}.HandlePeerFound(info)
	}
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
