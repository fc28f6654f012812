package p2p

// Events: what the service and the machine tell the node.

import (
	"context"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Publish implements app.Network: what this install has written goes out, and a little later peers are asked whether they have it.
func (n *Node) Publish(com op.CommunityID, ops []*op.Op) {
	for _, o := range ops {
		select {
		case n.gossip.publish <- ownOp{com, o}:
		default: // the catch-up brings it
		}
	}
	n.refresh(com)
	n.spread(com, confirmPause)
	n.later(com, true)
}

// Stored implements app.Network.
func (n *Node) Stored(com op.CommunityID, s app.Stored) {
	n.refresh(com)
	if !s.Live {
		n.spread(com, spreadPause)
	}
	n.later(com, s.Chain)
}

// later asks for the standings of a community's peers anew, away from the service's call.
func (n *Node) later(com op.CommunityID, chain bool) {
	if !chain {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed || n.rechecking[com] {
		return
	}
	n.rechecking[com] = true
	n.runLocked(func(ctx context.Context) {
		n.mu.Lock()
		delete(n.rechecking, com)
		n.mu.Unlock()
		n.recheck(ctx, com)
		n.holdFor(ctx, com)
	})
}

// Joined implements app.Network.
func (n *Node) Joined(com op.CommunityID) {
	n.mu.Lock()
	n.joining++
	n.mu.Unlock()
	n.run(func(ctx context.Context) {
		defer n.joined()
		if !n.serves(com) {
			return
		}
		c, err := n.service.Opened(com)
		if err != nil {
			n.failed(slog.LevelWarn, "a new community was not opened", err, "community", com.String())
			return
		}
		if err := n.gossip.join(c); err != nil {
			n.failed(slog.LevelError, "a community's gossip was not joined", err, "community", com.String())
			return
		}
		n.holdFor(ctx, com)
		for _, p := range n.connectedPeers() {
			n.admit(p, com)
		}
	})
}

// serves reports whether a community may be on the network at all.
func (n *Node) serves(com op.CommunityID) bool { return n.cfg.Serves == nil || n.cfg.Serves(com) }

func (n *Node) joined() {
	n.mu.Lock()
	n.joining--
	n.mu.Unlock()
	n.heard.ring()
}

// Left implements app.Network.
func (n *Node) Left(com op.CommunityID) {
	n.gossip.leave(com)
	n.mu.Lock()
	var lonely []peer.ID
	for p, state := range n.peers {
		if s := state.sessions[com]; s != nil {
			s.end()
			delete(state.sessions, com)
			lonely = append(lonely, p)
		}
	}
	for _, h := range n.held {
		if h.coms[com] {
			n.unname(h, com)
		}
	}
	n.mu.Unlock()
	// They hear of it as of any other standing that ended.
	n.run(func(context.Context) {
		for _, p := range lonely {
			n.closePeer(p)
		}
	})
}

// joinAll enters the topics of all communities, and holds on to whom they name.
func (n *Node) joinAll() error {
	all, err := n.service.Shared()
	if err != nil {
		return err
	}
	for _, m := range all {
		n.Joined(m.Community)
	}
	return nil
}

func (n *Node) connectedPeers() []peer.ID {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := make([]peer.ID, 0, len(n.peers))
	for p := range n.peers {
		list = append(list, p)
	}
	return list
}

// communities lists those that are on the network.
func (n *Node) communities() []op.CommunityID {
	n.gossip.mu.Lock()
	defer n.gossip.mu.Unlock()
	list := make([]op.CommunityID, 0, len(n.gossip.byCom))
	for com := range n.gossip.byCom {
		list = append(list, com)
	}
	return list
}

// Wake is to be called when the machine has woken from sleep, InterfaceChanged when its interfaces have changed: peers are dialled again, and
// replicas compared. The node finds both out by itself too.
func (n *Node) Wake() {
	n.log.Info("the machine has woken")
	n.kick.ring()
	n.moved.ring()
	n.compareAll()
}

// InterfaceChanged is as Wake.
func (n *Node) InterfaceChanged() {
	n.log.Info("the machine's addresses have changed")
	n.kick.ring()
	n.moved.ring()
	n.compareAll()
}

// watchSleep takes the wall clock's running ahead of the machine's own for a sleep.
func (n *Node) watchSleep(ctx context.Context) {
	last := time.Now()
	for every(ctx, watchEvery, nil) {
		now := time.Now()
		if asleep := now.Round(0).Sub(last.Round(0)) - now.Sub(last); asleep > sleepJump {
			n.Wake()
		}
		last = now
	}
}

// watchInterfaces hears from the host when its addresses change.
func (n *Node) watchInterfaces(ctx context.Context) {
	sub, err := n.host.EventBus().Subscribe(new(event.EvtLocalAddressesUpdated))
	if err != nil {
		n.failed(slog.LevelWarn, "changes of addresses are not watched", err)
		return
	}
	defer func() { _ = sub.Close() }()
	for first := true; ; first = false {
		select {
		case _, ok := <-sub.Out():
			if !ok {
				return
			}
			if !first { // the first are those that it began with
				n.InterfaceChanged()
			}
		case <-ctx.Done():
			return
		}
	}
}

// watchIdentified tells gossip what peers speak that were let in before that was known.
func (n *Node) watchIdentified(ctx context.Context) {
	sub, err := n.host.EventBus().Subscribe([]any{new(event.EvtPeerIdentificationCompleted), new(event.EvtPeerProtocolsUpdated)})
	if err != nil {
		n.failed(slog.LevelWarn, "what peers speak is not watched", err)
		return
	}
	defer func() { _ = sub.Close() }()
	for {
		select {
		case ev, ok := <-sub.Out():
			if !ok {
				return
			}
			switch ev := ev.(type) {
			case event.EvtPeerIdentificationCompleted:
				n.gate.retell(ev.Peer)
			case event.EvtPeerProtocolsUpdated:
				n.gate.retell(ev.Peer)
			}
		case <-ctx.Done():
			return
		}
	}
}
