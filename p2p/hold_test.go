package p2p

import (
	"context"
	"testing"

	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app/op"
)

// A relay that no community names any more is dialled no longer; one that another one or the configuration names is.
func TestWhatNobodyNamesIsLetGo(t *testing.T) {
	elm, oak := op.CommunityID{1}, op.CommunityID{2}
	addr := func(id peer.ID) string { return "/ip4/10.0.0.1/tcp/1/p2p/" + id.String() }
	ended := map[peer.ID]bool{}
	n := &Node{held: map[peer.ID]*heldPeer{}}
	hold := func(id peer.ID, configured bool, coms ...op.CommunityID) {
		_, end := context.WithCancel(t.Context())
		h := &heldPeer{info: peer.AddrInfo{ID: id}, relay: true, configured: configured, coms: map[op.CommunityID]bool{}}
		h.end = func() { ended[id] = true; end() }
		for _, com := range coms {
			h.coms[com] = true
		}
		n.held[id] = h
	}
	hold("gone", false, elm)
	hold("kept", false, elm)
	hold("met", false, elm)
	hold("oak's too", false, elm, oak)
	hold("configured", true, elm)
	n.letGo(elm, []string{addr("kept"), addr("met")}, 1)
	if len(n.held) != 4 || !ended["gone"] || len(ended) != 1 {
		t.Errorf("held: %v, ended: %v", n.held, ended)
	}
	for id, relay := range map[peer.ID]bool{"kept": true, "met": false, "oak's too": true, "configured": true} {
		if h := n.held[id]; h == nil || h.relay != relay {
			t.Errorf("%s: %+v", id, h)
		}
	}
	if n.held["oak's too"].coms[elm] || n.held["configured"].coms[elm] {
		t.Error("still named by a community that names it no more")
	}
}
