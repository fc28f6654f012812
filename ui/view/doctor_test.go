package view_test

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/ui/view"
)

func TestDiagnoses(t *testing.T) {
	member := view.NetPeer{Peer: "B", Sessions: []view.NetSession{{Standing: "member", SyncedMillis: 1}}}
	off := func(p view.NetPeer, millis int64) view.NetPeer {
		p.ClockOff, p.ClockOffMillis = true, millis
		return p
	}
	trouble := func(kind, refusal string) view.Facts {
		return view.Facts{Interfaces: true, Communities: 1, Network: &view.Network{Troubles: []view.NetTrouble{{Kind: kind, Refusal: refusal, Address: "/x"}}}}
	}
	online := func(peers ...view.NetPeer) view.Facts {
		return view.Facts{Interfaces: true, Communities: 1, Network: &view.Network{Peers: peers}}
	}
	relayed := online(view.NetPeer{Peer: "R", Outbound: true, Address: "/ip4/192.0.2.1/tcp/4001", Sessions: []view.NetSession{{Standing: "relay", SyncedMillis: 1, Theirs: 3}}})
	relayed.RelayAddresses = []string{"/ip4/192.0.2.1/tcp/4001/p2p/R", "/ip4/192.0.2.1/udp/4001/quic-v1/p2p/R"}
	unreached := online()
	unreached.Network.Relays = []view.HeldRelay{{Address: "/ip4/192.0.2.1/tcp/4001/p2p/R"}}
	unreached.RelayAddresses = []string{"/ip4/192.0.2.1/tcp/4001/p2p/R"}
	healed := online(view.NetPeer{Peer: "R", Sessions: member.Sessions})
	healed.Network.Troubles = []view.NetTrouble{{Kind: view.TroubleUnreachable, Peer: "R", Address: "/y"}}
	friendOff := online(member)
	friendOff.Network.Troubles = []view.NetTrouble{{Kind: view.TroubleUnreachable, Peer: "F", Address: "/z"}}
	refused := trouble(view.TroubleRefused, "removed") // after that it hangs up, which is not to be out of reach
	refused.Network.Troubles[0].Peer = "R"
	refused.Network.Relays = []view.HeldRelay{{Address: "/x", Peer: "R"}}
	for name, c := range map[string]struct {
		facts view.Facts
		bad   []string
		also  []string
	}{
		"a cable pulled":        {view.Facts{Network: &view.Network{}, Communities: 1}, []string{"no_network", "no_peers"}, []string{"no_relay"}},
		"a port in use":         {view.Facts{Interfaces: true, Cause: view.CausePort}, []string{"port"}, nil},
		"a wrong address":       {view.Facts{Interfaces: true, Cause: view.CauseAddress}, []string{"address"}, nil},
		"who knows":             {view.Facts{Interfaces: true}, []string{"not_started"}, nil},
		"all is well":           {online(member), nil, []string{"peers"}},
		"no community":          {view.Facts{Interfaces: true, Network: &view.Network{}}, nil, []string{"no_community"}},
		"not a member there":    {trouble(view.TroubleRefused, "not-member"), []string{"refused_not_member", "no_peers"}, nil},
		"removed":               {trouble(view.TroubleRefused, "removed"), []string{"refused_removed", "no_peers"}, nil},
		"refused, as never":     {trouble(view.TroubleRefused, "because"), []string{"refused", "no_peers"}, nil},
		"another peer answers":  {trouble(view.TroubleOtherPeer, ""), []string{"other_peer", "no_peers"}, nil},
		"another version":       {trouble(view.TroubleOtherVersion, ""), []string{"other_version", "no_peers"}, nil},
		"a stranger knocked":    {trouble(view.TroubleStranger, ""), []string{"no_peers"}, []string{"stranger"}},
		"a relay off":           {unreached, []string{"relay_unreachable", "no_peers"}, nil},
		"3 h off here":          {online(off(member, 10_800_000), off(member, 10_800_001), member), []string{"clock_here"}, nil},
		"3 h off there":         {online(off(member, -10_800_000), member, member), nil, []string{"clock_there"}},
		"UDP blocked, and full": {relayed, []string{"quota"}, []string{"udp_blocked", "peers"}},
		"reached after all":     {healed, nil, []string{"peers"}},
		"a friend's laptop off": {friendOff, nil, []string{"peers", "unreachable"}},
		"refused by a relay":    {refused, []string{"refused_removed", "no_peers"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var bad, also []string
			for _, f := range view.Diagnose(c.facts) {
				if f.Bad {
					bad = append(bad, f.Code)
				} else {
					also = append(also, f.Code)
				}
			}
			if !slices.Equal(bad, c.bad) {
				t.Errorf("bad: %v, want %v", bad, c.bad)
			}
			for _, code := range c.also {
				if !slices.Contains(also, code) {
					t.Errorf("said: %v, without %s", also, code)
				}
			}
		})
	}
}
