package p2p

// Introductions: whoever is let in hears of others in the same community, and turns to them.

import (
	"context"
	"slices"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/multiformats/go-multiaddr"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// introduce names peers with standing in a community, and where they are.
func (n *Node) introduce(com op.CommunityID, to peer.ID) []admission.Introduced {
	var list []admission.Introduced
	for _, s := range n.sessionsIn(com) {
		if s.peer == to || !n.standingOf(s.peer, com).Gossips() || len(list) == admission.MaxIntroduced {
			continue
		}
		addrs := n.addrsOf(s.peer, admission.MaxIntroducedAddrs)
		if len(addrs) > 0 {
			list = append(list, admission.Introduced{ID: s.peer.String(), Addrs: addrs})
		}
	}
	return list
}

// addrsOf is where a peer says that it can be reached.
func (n *Node) addrsOf(p peer.ID, most int) []string {
	var texts []string
	for _, a := range n.host.Peerstore().Addrs(p) {
		if text := a.String(); len(text) <= admission.MaxAddrBytes && len(texts) < most {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	return texts
}

// introduced turns to the peers that were named, while there is room.
func (n *Node) introduced(peers []admission.Introduced) {
	for _, named := range peers {
		id, err := peer.Decode(named.ID)
		if err != nil || id == n.self || n.host.Network().Connectedness(id) == network.Connected {
			continue
		}
		info := peer.AddrInfo{ID: id}
		for _, text := range named.Addrs {
			if a, err := multiaddr.NewMultiaddr(text); err == nil {
				info.Addrs = append(info.Addrs, a)
			}
		}
		if len(info.Addrs) == 0 || len(n.host.Network().Peers()) >= n.cfg.MaxPeers*3/4 {
			continue
		}
		n.run(func(ctx context.Context) {
			ctx, cancel := context.WithTimeout(ctx, dialTime)
			defer cancel()
			if err := n.host.Connect(ctx, info); err != nil {
				n.log.Debug("somebody who was named was not reached", "peer", id.String(), "error", err)
			}
		})
	}
}
