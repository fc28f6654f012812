package view

// Health: whether all is well between this laptop and the others, in words: who, how, when; never a bare tick.

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/ui/text"
)

// The states of health, the best first.
const (
	// HealthWithPeers is in touch with others of the community.
	HealthWithPeers = "with_peers"
	// HealthNobodyYet has never met anybody of it.
	HealthNobodyYet = "nobody_yet"
	// HealthAlone has met others, and is in touch with nobody now.
	HealthAlone = "alone"
	// HealthOff is not on the network at all.
	HealthOff = "off"
	// HealthLocal never goes there: a sample.
	HealthLocal = "local"
)

// Health is what the top bar says on every page, and the card on Home.
type Health struct {
	// State is one of the Health… words; Well says that nothing has to be looked at.
	State string
	Well  bool
	// Bar is for the top bar ("With 3 peers"), Short for a narrow one ("3 peers"; "" where Bar is short enough), Title and Sub are for the card, Line is both in one sentence.
	Bar, Short, Title, Sub, Line string
	Peers                        []PeerRow
	// Foot says what of mine is nowhere else.
	Foot string
}

// PeerRow is somebody with whom this laptop is in touch.
type PeerRow struct {
	// Relay says that it is a box that serves, and nobody's laptop.
	Relay bool
	// Name says who it is, How the way there, When the last comparing.
	Name, How, When string
}

// Health says how a community stands on the network. s.Network is nil where this install is not on it.
func (w Words) Health(s Status, people *People) Health {
	h := Health{Peers: w.peerRows(s, people), Foot: w.Say.T("health.nothing_waits", nil)}
	if s.Unsent > 0 {
		h.Foot = w.Say.N("health.unsent", s.Unsent, nil)
	}
	met := int64(0)
	for _, p := range s.Peers {
		met = max(met, p.AtMillis)
	}
	switch {
	case s.Local:
		h.State, h.Bar, h.Well, h.Foot = HealthLocal, w.Say.T("health.local", nil), true, ""
		h.Title, h.Sub = h.Bar, w.Say.T("health.local_sub", nil)
		h.Line = h.Bar + ". " + h.Sub
	case len(h.Peers) > 0:
		h.State, h.Bar = HealthWithPeers, w.Say.N("health.with", len(h.Peers), nil)
		h.Short = w.Say.N("health.peers", len(h.Peers), nil)
		w.sayComplete(&h, s)
	case s.Network == nil:
		h.State, h.Bar = HealthOff, w.Say.T("health.off", nil)
		h.Title, h.Sub = h.Bar, w.Say.T("health.off_sub", nil)
		h.Line = h.Bar
	case met == 0:
		h.State, h.Bar = HealthNobodyYet, w.Say.T("health.nobody", nil)
		h.Title, h.Sub, h.Line, h.Well = h.Bar, w.Say.T("health.nobody_sub", nil), h.Bar, s.Members <= 1
		if !s.Here { // somebody is there: who invited
			h.Bar, h.Sub = w.Say.T("health.unmet", nil), w.Say.T("health.unmet_sub", nil)
			h.Title, h.Line, h.Well, h.Foot = h.Bar, h.Bar, false, "" // the request waits, and it is said elsewhere
		}
	default:
		h.State, h.Bar = HealthAlone, w.Say.T("health.alone", map[string]any{"When": w.Stamp(met)})
		h.Title, h.Sub = w.Say.T("health.alone", map[string]any{"When": w.Since(met)}), h.Foot
		h.Line = h.Title
		if s.Unsent > 0 {
			h.Line = w.Say.T("health.line", map[string]any{"State": h.Title, "More": h.Foot})
		}
	}
	return h
}

// sayComplete says whether everything that is known to be is here.
func (w Words) sayComplete(h *Health, s Status) {
	missing := 0
	for _, p := range s.Network.Peers {
		for _, session := range p.Sessions {
			if session.Community == s.Community {
				missing = max(missing, session.Missing)
			}
		}
	}
	h.Well = s.Waiting == 0 && s.Damaged == 0 && missing == 0 && s.Stuck == "" && !s.Copied && !s.NeedsNewer
	h.Title, h.Sub = w.Say.T("health.well", nil), w.Say.T("health.complete", nil)
	switch {
	case missing > 0:
		h.Title, h.Sub = w.Say.T("health.arriving", nil), w.Say.N("health.missing", missing, nil)
	case !h.Well:
		h.Title, h.Sub = w.Say.T("health.look", nil), w.whatIsAmiss(s)
	}
	h.Line = w.Say.T("health.with_line", map[string]any{"Peers": h.Bar, "State": h.Sub})
}

// whatIsAmiss is the gravest thing that does not lie with the network.
func (w Words) whatIsAmiss(s Status) string {
	switch {
	case s.Copied:
		return w.Say.T("health.copied", nil)
	case s.Damaged > 0:
		return w.Say.N("health.damaged", s.Damaged, nil)
	case s.NeedsNewer:
		return w.Say.T("health.needs_newer", nil)
	case s.Stuck != "":
		return w.Say.T("health.stuck", nil)
	}
	return w.Say.N("health.waiting", s.Waiting, nil)
}

// peerRows are the peers in touch in this community, relays first, then by name.
func (w Words) peerRows(s Status, people *People) []PeerRow {
	rows := []PeerRow{}
	if s.Network == nil {
		return rows
	}
	for _, p := range s.Network.Peers {
		for _, session := range p.Sessions {
			if session.Community == s.Community {
				rows = append(rows, w.peerRow(s, people, p, session))
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b PeerRow) int {
		switch {
		case a.Relay != b.Relay && a.Relay:
			return -1
		case a.Relay != b.Relay:
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return rows
}

func (w Words) peerRow(s Status, people *People, p NetPeer, session NetSession) PeerRow {
	row := PeerRow{When: w.Say.T("moment.never", nil)}
	if session.SyncedMillis > 0 {
		row.When = w.Ago(session.SyncedMillis)
	}
	row.Name, row.Relay = w.deviceOwner(people, session.Device)
	row.Relay = row.Relay || session.Standing == "relay"
	switch {
	case row.Relay && session.Theirs == 0:
		row.How = w.Say.T("peer.relay_whole", nil)
	case row.Relay:
		row.How = w.Say.T("peer.relay", nil)
	case p.Relayed:
		row.How = w.throughWhom(s.Network, people, p.Address)
	case isNear(p.Address):
		row.How = w.Say.T("peer.near", nil)
	default:
		row.How = w.Say.T("peer.direct", nil)
	}
	return row
}

// deviceOwner says whose device it is, by its key in hexadecimal.
func (w Words) deviceOwner(people *People, device string) (name string, relay bool) {
	if people != nil {
		for d, called := range people.relays {
			if d.String() == device {
				return text.Line(called), true
			}
		}
		for _, person := range people.list {
			for _, d := range person.Devices {
				if d.Device != device {
					continue
				}
				if d.Name != "" && person.Me {
					return text.Line(d.Name), false
				}
				return w.Say.T("peer.laptop_of", map[string]any{"Name": person.Name.String()}), false
			}
		}
	}
	return w.Say.T("peer.stranger", map[string]any{"Key": device[:min(len(device), minKeyChars*2)]}), false
}

// throughWhom names the relay through which an address leads: /…/p2p/RELAY/p2p-circuit/….
func (w Words) throughWhom(n *Network, people *People, address string) string {
	before, _, _ := strings.Cut(address, "/p2p-circuit")
	for _, p := range n.Peers {
		if len(p.Sessions) == 0 || p.Peer == "" || !strings.HasSuffix(before, "/p2p/"+p.Peer) {
			continue
		}
		if name, relay := w.deviceOwner(people, p.Sessions[0].Device); relay {
			return w.Say.T("peer.through", map[string]any{"Name": name})
		}
	}
	return w.Say.T("peer.relayed", nil)
}

// isNear reports whether a multiaddress is one of a private network.
func isNear(address string) bool {
	parts := strings.Split(address, "/")
	for i := 0; i+1 < len(parts); i++ {
		if parts[i] != "ip4" && parts[i] != "ip6" {
			continue
		}
		at, err := netip.ParseAddr(parts[i+1])
		return err == nil && (at.IsPrivate() || at.IsLinkLocalUnicast() || at.IsLoopback())
	}
	return false
}

// NetworkDigest tells one state of the network from another, as far as Health says anything of it.
func NetworkDigest(n *Network) string {
	if n == nil {
		return "off"
	}
	var b strings.Builder
	for _, p := range n.Peers {
		fmt.Fprintf(&b, "%s %t", p.Peer, p.Relayed)
		for _, s := range p.Sessions {
			fmt.Fprintf(&b, " %s %s %d", s.Community, s.Standing, s.Missing)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
