package p2p

// Gate: the host as gossip sees it. Gossip greets every peer that it hears of with the names of its topics; so it hears of a peer only when that has
// been let in, and a stream of anybody else waits at the gate.

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/host/eventbus"
)

// gate lets peers through to gossip. Its methods may be called from any goroutine.
type gate struct {
	host.Host
	bus     event.Bus
	emitter event.Emitter
	// done is closed when the node ends.
	done chan struct{}

	mu sync.Mutex // guards in
	// in has a channel for each peer that is let in, or that somebody waits for; it is closed when the peer is let in.
	in map[peer.ID]chan struct{}
}

func newGate(h host.Host) (*gate, error) {
	bus := eventbus.NewBus()
	emitter, err := bus.Emitter(new(event.EvtPeerIdentificationCompleted))
	if err != nil {
		return nil, fmt.Errorf("making the gate to gossip: %w", err)
	}
	return &gate{Host: h, bus: bus, emitter: emitter, done: make(chan struct{}), in: make(map[peer.ID]chan struct{})}, nil
}

// admit lets a peer through, and gossip know.
func (g *gate) admit(p peer.ID) {
	g.mu.Lock()
	opened := g.channel(p)
	if !isClosed(opened) {
		close(opened)
	}
	g.mu.Unlock()
	g.tell(p)
}

// retell tells gossip again of a peer that is let in.
func (g *gate) retell(p peer.ID) {
	if g.admitted(p) {
		g.tell(p)
	}
}

func (g *gate) tell(p peer.ID) {
	protocols, err := g.Host.Peerstore().GetProtocols(p)
	if err != nil || len(protocols) == 0 {
		return // it is told when they are known
	}
	_ = g.emitter.Emit(event.EvtPeerIdentificationCompleted{Peer: p, Protocols: protocols})
}

// shut is for a peer that has gone, or has no standing left.
func (g *gate) shut(p peer.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c, ok := g.in[p]; ok && isClosed(c) {
		delete(g.in, p)
	}
}

func (g *gate) close() {
	close(g.done)
	_ = g.emitter.Close()
}

func (g *gate) channel(p peer.ID) chan struct{} {
	c, ok := g.in[p]
	if !ok {
		c = make(chan struct{})
		g.in[p] = c
	}
	return c
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (g *gate) admitted(p peer.ID) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.in[p]
	return ok && isClosed(c)
}

// await waits for a peer to be let in.
func (g *gate) await(p peer.ID, atMost time.Duration) bool {
	g.mu.Lock()
	opened := g.channel(p)
	g.mu.Unlock()
	timer := time.NewTimer(atMost)
	defer timer.Stop()
	select {
	case <-opened:
		return true
	case <-timer.C:
	case <-g.done:
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if !isClosed(opened) && g.in[p] == opened {
		delete(g.in, p)
	}
	return false
}

// guard lets streams of those alone through who are let in.
func (g *gate) guard(handle network.StreamHandler) network.StreamHandler {
	return func(s network.Stream) {
		if !g.await(s.Conn().RemotePeer(), strangerTime) {
			_ = s.Reset()
			return
		}
		handle(s)
	}
}

// EventBus implements host.Host: a bus on which nothing happens but peers being let in.
func (g *gate) EventBus() event.Bus { return g.bus }

// Network implements host.Host.
func (g *gate) Network() network.Network { return gatedNetwork{g.Host.Network(), g} }

// SetStreamHandler implements host.Host.
func (g *gate) SetStreamHandler(id protocol.ID, handle network.StreamHandler) {
	g.Host.SetStreamHandler(id, g.guard(handle))
}

// SetStreamHandlerMatch implements host.Host.
func (g *gate) SetStreamHandlerMatch(id protocol.ID, match func(protocol.ID) bool, handle network.StreamHandler) {
	g.Host.SetStreamHandlerMatch(id, match, g.guard(handle))
}

// NewStream implements host.Host.
func (g *gate) NewStream(ctx context.Context, p peer.ID, ids ...protocol.ID) (network.Stream, error) {
	if !g.admitted(p) {
		return nil, fmt.Errorf("opening a stream to %s: it is not let in", p)
	}
	return g.Host.NewStream(ctx, p, ids...)
}

// gatedNetwork shows those alone who are let in.
type gatedNetwork struct {
	network.Network
	gate *gate
}

// Connectedness implements network.Network.
func (n gatedNetwork) Connectedness(p peer.ID) network.Connectedness {
	if !n.gate.admitted(p) {
		return network.NotConnected
	}
	return n.Network.Connectedness(p)
}

// Peers implements network.Network.
func (n gatedNetwork) Peers() []peer.ID {
	return slices.DeleteFunc(n.Network.Peers(), func(p peer.ID) bool { return !n.gate.admitted(p) })
}
