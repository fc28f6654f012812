package p2p

// Node: the life of the install's network.

import (
	"context"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Node is this install on the network. Its methods may be called from any goroutine. It is the service's app.Network from Start to Close.
type Node struct{}

// Start brings the service's communities on the network. ctx bounds starting alone; Close ends the node. Errors: ErrListen, ErrAddress.
func Start(ctx context.Context, cfg Config, service *app.Service) (*Node, error) { return &Node{}, nil }

// Close says good-bye: streams end, what is being taken in is finished or rolled back, and no goroutine of the node is left.
func (n *Node) Close() error { return nil }

// ID is this install's peer id.
func (n *Node) ID() peer.ID { return "" }

// Addrs are the addresses that others are told, each ending in /p2p/<this install>.
func (n *Node) Addrs() []string { return nil }

// Status says how things are.
func (n *Node) Status() Status { return Status{} }

// Wake is to be called when the machine has woken from sleep, InterfaceChanged when its interfaces have changed: peers are dialled again, and
// replicas compared.
func (n *Node) Wake() {}

// InterfaceChanged is as Wake.
func (n *Node) InterfaceChanged() {}

// Dial connects to a peer's address: a multiaddr that ends in /p2p/<peer id>. Errors: ErrAddress, and why it cannot be reached.
func (n *Node) Dial(ctx context.Context, addr string) error { return nil }

// Deliver tries for as long as wait to bring this device's acts to some peer, and says what has not left. It returns as soon as nothing is unsent.
func (n *Node) Deliver(ctx context.Context, wait time.Duration) (DeliverResult, error) {
	return DeliverResult{}, nil
}

var _ = op.ID{}
