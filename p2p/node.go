package p2p

// Node: the life of the install's network.

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Node is this install on the network. Its methods may be called from any goroutine. It is the service's app.Network from Start to Close,
// or behind it (Config.Between).
type Node struct {
	cfg     Config
	service *app.Service
	log     *slog.Logger
	host    host.Host
	gate    *gate
	gossip  *gossip
	relay   *relay.Relay
	// self is this install's peer id.
	self peer.ID
	// begun is when the node started, by the machine's own clock.
	begun time.Time

	// ctx ends with the node; tasks are what runs.
	ctx   context.Context
	stop  context.CancelFunc
	tasks sync.WaitGroup

	admissions, inbound, outbound chan struct{} // one place for each that may run at a time
	// kick wakes whoever waits before dialling again.
	kick *bell
	// moved rings when the machine has woken, or has other addresses.
	moved *bell
	// heard rings when a catch-up has ended.
	heard *bell

	mu       sync.Mutex // guards what follows; never held while a community is worked with
	closed   bool
	peers    map[peer.ID]*peerState
	held     map[peer.ID]*heldPeer
	troubles troubles
	// spreading are communities in which peers are about to be told that something has come.
	spreading map[op.CommunityID]*time.Timer
	// rechecking are communities whose peers' standings are about to be asked anew.
	rechecking map[op.CommunityID]bool
	// joining counts communities that are being brought on the network.
	joining int
}

// Start brings the service's communities on the network. ctx bounds starting alone; Close ends the node. Errors: ErrListen, ErrAddress.
func Start(ctx context.Context, cfg Config, service *app.Service) (*Node, error) {
	if err := cfg.complete(); err != nil {
		return nil, fmt.Errorf("starting the network: %w", err)
	}
	n := &Node{
		cfg: cfg, service: service, log: cfg.Log, begun: time.Now(),
		admissions: make(chan struct{}, maxAdmissions), inbound: make(chan struct{}, maxInbound), outbound: make(chan struct{}, maxOutbound),
		kick: newBell(), moved: newBell(), heard: newBell(),
		peers: make(map[peer.ID]*peerState), held: make(map[peer.ID]*heldPeer), spreading: make(map[op.CommunityID]*time.Timer),
		rechecking: make(map[op.CommunityID]bool),
	}
	n.ctx, n.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := n.start(); err != nil {
		return nil, errors.Join(fmt.Errorf("starting the network: %w", err), n.Close())
	}
	return n, nil
}

func (n *Node) start() (err error) {
	if n.host, err = newHost(&n.cfg, n.ownAddrs); err != nil {
		return err
	}
	n.self = n.host.ID()
	if n.gate, err = newGate(n.host); err != nil {
		return err
	}
	if n.gossip, err = newGossip(n); err != nil {
		return err
	}
	n.host.SetStreamHandler(ProtocolAdmit, n.answerAdmission)
	n.host.SetStreamHandler(ProtocolSync, n.answerCatchUp)
	n.host.Network().Notify(&network.NotifyBundle{ConnectedF: n.connected, DisconnectedF: n.disconnected})
	if err := n.startRelay(); err != nil {
		return err
	}
	n.service.SetNetwork(n.told(n))
	if err := n.joinAll(); err != nil {
		return err
	}
	if err := n.holdConfigured(); err != nil {
		return err
	}
	if n.cfg.MDNS {
		n.run(n.lookNearby)
	}
	n.run(n.gossip.publishAll)
	n.run(n.compareEvery)
	n.run(n.sumWhenIdle)
	n.run(n.watchSleep)
	n.run(n.watchInterfaces)
	n.run(n.watchIdentified)
	return nil
}

// told is what the service tells, so that to hears of it.
func (n *Node) told(to app.Network) app.Network {
	if n.cfg.Between == nil {
		return to
	}
	return n.cfg.Between(to)
}

// run starts a task that ends with the node.
func (n *Node) run(task func(context.Context)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return
	}
	n.tasks.Add(1)
	go func() {
		defer n.tasks.Done()
		task(n.ctx)
	}()
}

// Close says good-bye: streams end, what is being taken in is finished or rolled back, and no goroutine of the node is left.
func (n *Node) Close() error {
	n.mu.Lock()
	if n.closed {
		n.mu.Unlock()
		return nil
	}
	n.closed = true
	for _, timer := range n.spreading {
		timer.Stop()
	}
	n.mu.Unlock()
	n.service.SetNetwork(n.told(nil))
	n.stop()
	var failed []error
	if n.relay != nil {
		failed = append(failed, n.relay.Close())
	}
	if n.gate != nil {
		n.gate.close()
	}
	if n.host != nil {
		failed = append(failed, n.host.Close())
	}
	n.tasks.Wait()
	if n.gossip != nil {
		n.gossip.close()
	}
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("ending the network: %w", err)
	}
	return nil
}

// ID is this install's peer id.
func (n *Node) ID() peer.ID { return n.self }

// Addrs are the addresses that others are told, each ending in /p2p/<this install>.
func (n *Node) Addrs() []string {
	var list []string
	for _, a := range n.host.Addrs() {
		list = append(list, a.String()+"/p2p/"+n.self.String())
	}
	return list
}

func (n *Node) now() int64 { return n.cfg.NowMillis() }

// every waits, and reports whether to go on.
func every(ctx context.Context, pause time.Duration, early <-chan struct{}) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-early:
	case <-ctx.Done():
		return false
	}
	return true
}

// bell wakes everybody who waits for it.
type bell struct {
	mu   sync.Mutex
	rung chan struct{}
}

func newBell() *bell { return &bell{rung: make(chan struct{})} }

// next is closed when the bell rings next.
func (b *bell) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rung
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.rung)
	b.rung = make(chan struct{})
}
