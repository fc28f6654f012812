package p2p

// Idle time: what is worth knowing of a community, and too long a work for when somebody waits.

import (
	"context"
	"log/slog"

	"github.com/folkmoot/folkmoot/app/op"
)

// sumWhenIdle has each community's ids added up once, after a while in which nothing is exchanged in it. From then on a catch-up begins with the
// sum of everything, and an op that has got lost below equal frontiers is found and fetched again.
func (n *Node) sumWhenIdle(ctx context.Context) {
	summed := make(map[op.CommunityID]bool)
	for every(ctx, idleAfter, nil) {
		for _, com := range n.communities() {
			if summed[com] || n.isBusy(com) {
				continue
			}
			c, err := n.service.Opened(com)
			if err == nil {
				err = c.SumUp(ctx)
			}
			if err != nil {
				n.failed(slog.LevelWarn, "a community's ids were not added up", err, "community", com.String())
			}
			summed[com] = true // an error comes again: the scrub tells of it, not this
			break              // others may wait for their turn: one in each pause
		}
	}
}

// isBusy reports whether something is being exchanged in a community, or was a moment ago.
func (n *Node) isBusy(com op.CommunityID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.spreading[com] != nil {
		return true
	}
	for _, state := range n.peers {
		if s := state.sessions[com]; s != nil && (s.comparing || s.answering > 0) {
			return true
		}
	}
	return false
}
