package p2p

// Deliver: what a command does at its end on a profile that is not on the network otherwise.

import (
	"context"
	"time"

	"github.com/folkmoot/folkmoot/app/op"
)

// DeliverResult is what Deliver reached in its time.
type DeliverResult struct {
	// Unsent counts, for each community that has some, this device's acts that no peer is known to hold.
	Unsent map[op.CommunityID]int
	// Met counts the peers that are in touch in some community.
	Met int
}

// Deliver tries for as long as wait to bring this device's acts to some peer, and says what has not left. It returns as soon as nothing is unsent,
// and at once where nobody is known to turn to.
func (n *Node) Deliver(ctx context.Context, wait time.Duration) (DeliverResult, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for {
		heard := n.heard.next()
		// Asked without the limit of time: the answer is wanted all the same.
		r, err := n.delivered(context.WithoutCancel(ctx))
		if err != nil || len(r.Unsent) == 0 || n.isAlone() {
			return r, err
		}
		select {
		case <-heard:
		case <-ctx.Done():
			return r, nil
		case <-n.ctx.Done():
			return r, nil
		}
	}
}

func (n *Node) delivered(ctx context.Context) (DeliverResult, error) {
	r := DeliverResult{Unsent: make(map[op.CommunityID]int)}
	all, err := n.service.Shared()
	if err != nil {
		return r, err
	}
	for _, m := range all {
		c, err := n.service.Opened(m.Community)
		if err != nil {
			return r, err
		}
		unsent, err := c.Unsent(ctx)
		if err != nil {
			return r, err
		}
		if unsent > 0 {
			r.Unsent[m.Community] = unsent
		}
	}
	for _, p := range n.connectedPeers() {
		if len(n.standings(p)) > 0 {
			r.Met++
		}
	}
	return r, nil
}

// isAlone says that there is nobody to turn to, and nobody can turn up but by dialling this install.
func (n *Node) isAlone() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.held) == 0 && len(n.peers) == 0 && !n.cfg.MDNS && n.joining == 0
}
