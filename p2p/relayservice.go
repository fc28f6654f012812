package p2p

// Relay service: circuits through this node, for whoever has standing in a community that it serves.

import (
	"fmt"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"
	"github.com/multiformats/go-multiaddr"

	"github.com/folkmoot/folkmoot/app/op"
)

// startRelay starts the service where it is asked for.
func (n *Node) startRelay() (err error) {
	cfg := n.cfg.Relay
	if cfg == nil {
		return nil
	}
	resources := relay.DefaultResources()
	resources.MaxReservations = orDefault(cfg.MaxReservations, defaultReservations)
	resources.MaxReservationsPerIP, resources.MaxReservationsPerASN = resources.MaxReservations, resources.MaxReservations
	resources.MaxCircuits = orDefault(cfg.MaxCircuits, defaultCircuits)
	resources.Limit = &relay.RelayLimit{
		Duration: orDefault(cfg.CircuitDuration, defaultCircuitDuration), Data: orDefault(cfg.CircuitBytes, defaultCircuitBytes),
	}
	allEveryAddress := func(multiaddr.Multiaddr) bool { return true }
	n.relay, err = relay.New(n.host, relay.WithResources(resources), relay.WithACL(circuits{n}), relay.WithReservationAddressFilter(allEveryAddress))
	if err != nil {
		return fmt.Errorf("starting the circuit relay: %w", err)
	}
	return nil
}

func orDefault[T ~int | ~int64](value, otherwise T) T {
	if value <= 0 {
		return otherwise
	}
	return value
}

// circuits asks for standing, each time.
type circuits struct{ node *Node }

// AllowReserve implements relay.ACLFilter.
func (c circuits) AllowReserve(p peer.ID, _ multiaddr.Multiaddr) bool {
	return len(c.node.standings(p)) > 0
}

// AllowConnect implements relay.ACLFilter: both have standing in one community.
func (c circuits) AllowConnect(from peer.ID, _ multiaddr.Multiaddr, to peer.ID) bool {
	theirs := c.node.standings(to)
	for com := range c.node.standings(from) {
		if theirs[com] {
			return true
		}
	}
	return false
}

// standings are the communities in which a peer has standing here.
func (n *Node) standings(p peer.ID) map[op.CommunityID]bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := make(map[op.CommunityID]bool)
	if state := n.peers[p]; state != nil {
		for com, s := range state.sessions {
			if s.standing.Gossips() {
				list[com] = true
			}
		}
	}
	return list
}
