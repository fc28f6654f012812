package view

// Doctor: why there are no peers, or fewer than there should be, and what to do. A pure function of what is known, which is read here, too.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
)

// Facts are what a diagnosis goes by.
type Facts struct {
	// Interfaces says that the machine has an address beside loopback.
	Interfaces bool
	// Network is nil where it could not be started; then Cause says why: one of the Cause… constants.
	Network *Network
	Cause   string
	// RelayAddresses are those that the communities' charters and invites name.
	RelayAddresses []string
	Communities    int
	// Unsent counts own acts that are known to be nowhere else.
	Unsent int
}

// LoadFacts reads what the communities say. Network and Cause are the caller's to fill in.
func LoadFacts(ctx context.Context, s *app.Service, interfaces bool) (f Facts, err error) {
	f.Interfaces = interfaces
	all, err := s.Communities()
	if err != nil {
		return f, err
	}
	f.Communities = len(all)
	if f.RelayAddresses, err = s.RelayAddrs(ctx); err != nil {
		return f, err
	}
	f.Unsent, err = s.Unsent(ctx)
	return f, err
}

// The causes for which the network is not on.
const (
	CausePort    = "port-in-use"
	CauseAddress = "bad-address"
	CauseOther   = "not-started"
)

// Finding is one thing that a diagnosis says.
type Finding struct {
	// Code is stable, and the key of its sentences: doctor.CODE and doctor.CODE.do.
	Code string `json:"code"`
	// Bad says that it keeps acts from coming or going; otherwise it is good to know.
	Bad bool `json:"bad"`
	// About is whom or what it is about: an address, a peer, a reason.
	About string `json:"about,omitempty"`
	// Count and Millis are what the sentence needs.
	Count  int   `json:"count,omitempty"`
	Millis int64 `json:"ms,omitempty"`
}

// Diagnose finds what is wrong, the worst first, and ends with what is right.
func Diagnose(f Facts) []Finding {
	found := []Finding{}
	if !f.Interfaces {
		found = append(found, Finding{Code: "no_network", Bad: true})
	}
	if f.Network == nil {
		return append(found, Finding{Code: map[string]string{CausePort: "port", CauseAddress: "address"}[f.Cause], Bad: true}.or("not_started"))
	}
	found = append(found, aboutTroubles(f.Network)...)
	found = append(found, aboutClocks(f.Network)...)
	found = append(found, aboutRelays(f)...)
	found = append(found, aboutPeers(f)...)
	slices.SortStableFunc(found, func(a, b Finding) int {
		switch {
		case a.Bad == b.Bad:
			return 0
		case a.Bad:
			return -1
		}
		return 1
	})
	return slices.Compact(found)
}

func (f Finding) or(code string) Finding {
	if f.Code == "" {
		f.Code = code
	}
	return f
}

// refusals are the findings of what the other side says; it is on this side to do something.
var refusals = map[string]string{
	"unknown": "refused_unknown", "not-member": "refused_not_member", "removed": "refused_removed", "withdrawn": "refused_withdrawn",
	"invite-full": "refused_invite_full", "invite-over": "refused_invite_over", "bad-proof": "refused_bad_proof",
}

// kinds are the findings of other troubles, and whether they are bad.
var troubleFindings = map[string]Finding{
	TroubleUnreachable:  {Code: "unreachable", Bad: true},
	TroubleOtherPeer:    {Code: "other_peer", Bad: true},
	TroubleOtherVersion: {Code: "other_version", Bad: true},
	TroubleStranger:     {Code: "stranger"},
	TroubleBadFrame:     {Code: "bad_frame"},
	TroubleBadOps:       {Code: "bad_ops"},
	TroubleRate:         {Code: "rate"},
}

// FindingOf is what a single trouble comes to; known is false for what is no news by itself.
func FindingOf(t NetTrouble) (f Finding, known bool) {
	f, known = troubleFindings[t.Kind]
	if t.Kind == TroubleRefused {
		f, known = Finding{Code: refusals[t.Refusal], Bad: true}.or("refused"), true
	}
	f.About = t.Address
	if f.About == "" {
		f.About = t.Peer
	}
	return f, known
}

func aboutTroubles(n *Network) []Finding {
	var found []Finding
	for _, t := range n.Troubles {
		f, known := FindingOf(t)
		if t.Kind == TroubleUnreachable {
			if n.isConnected(t.Peer) || n.isRelay(t.Peer) {
				continue // reached after all; or said of the relay
			}
			f.Bad = !n.isInTouch() // somebody's laptop is off, as laptops are
		}
		if known && !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	return found
}

func (n *Network) isRelay(peer string) bool {
	return slices.ContainsFunc(n.Relays, func(r HeldRelay) bool { return peer != "" && r.Peer == peer })
}

func (n *Network) isInTouch() bool {
	return slices.ContainsFunc(n.Peers, func(p NetPeer) bool { return len(p.Sessions) > 0 })
}

// answered says that a peer was reached, and that something else is wrong with it.
func (n *Network) answered(peer string) bool {
	return slices.ContainsFunc(n.Troubles, func(t NetTrouble) bool {
		return t.Peer == peer && (t.Kind == TroubleRefused || t.Kind == TroubleOtherVersion || t.Kind == TroubleOtherPeer)
	})
}

func (n *Network) isConnected(peer string) bool {
	return slices.ContainsFunc(n.Peers, func(p NetPeer) bool { return peer != "" && p.Peer == peer })
}

// aboutClocks: where most peers are off by the same, the clock that is wrong is this one.
func aboutClocks(n *Network) []Finding {
	var off []int64
	for _, p := range n.Peers {
		if p.ClockOff {
			off = append(off, p.ClockOffMillis)
		}
	}
	if len(off) == 0 {
		return nil
	}
	slices.Sort(off)
	middle := off[len(off)/2]
	if 2*len(off) > len(n.Peers) {
		return []Finding{{Code: "clock_here", Bad: true, Millis: max(middle, -middle)}}
	}
	return []Finding{{Code: "clock_there", Count: len(off), Millis: max(middle, -middle)}}
}

func aboutRelays(f Facts) []Finding {
	var found []Finding
	connected := 0
	for _, r := range f.Network.Relays {
		if r.Connected {
			connected++
			continue
		}
		if f.Network.answered(r.Peer) {
			continue
		}
		found = append(found, Finding{Code: "relay_unreachable", Bad: true, About: r.Address})
	}
	switch {
	case len(f.RelayAddresses) == 0 && len(f.Network.Relays) == 0:
		found = append(found, Finding{Code: "no_relay"})
	case connected > 0:
		found = append(found, Finding{Code: "relays", Count: connected})
	}
	if udpIsBlocked(f) {
		found = append(found, Finding{Code: "udp_blocked"})
	}
	return append(found, fullRelays(f)...)
}

// udpIsBlocked: a peer that offers QUIC is connected over TCP, which is dialled only where QUIC gives no answer.
func udpIsBlocked(f Facts) bool {
	return slices.ContainsFunc(f.Network.Peers, func(p NetPeer) bool {
		offersUDP := func(at string) bool { return strings.Contains(at, "/udp/") && strings.HasSuffix(at, "/p2p/"+p.Peer) }
		return p.Outbound && !p.Relayed && strings.Contains(p.Address, "/tcp/") && slices.ContainsFunc(f.RelayAddresses, offersUDP)
	})
}

// fullRelays: a relay that was compared with to the end, and has not taken everything. Where it is not known what it lacks, what is known to be
// nowhere else is lacking there too.
func fullRelays(f Facts) []Finding {
	var found []Finding
	for _, p := range f.Network.Peers {
		for _, s := range p.Sessions {
			lacks := s.Theirs
			if lacks < 0 {
				lacks = f.Unsent
			}
			if s.Standing == "relay" && s.SyncedMillis > 0 && lacks > 0 {
				found = append(found, Finding{Code: "quota", Bad: true, About: p.Peer, Count: lacks})
			}
		}
	}
	return found
}

func aboutPeers(f Facts) []Finding {
	admitted, missing := 0, 0
	for _, p := range f.Network.Peers {
		if len(p.Sessions) > 0 {
			admitted++
		}
		for _, s := range p.Sessions {
			missing = max(missing, s.Missing)
		}
	}
	var found []Finding
	switch {
	case f.Communities == 0:
		found = append(found, Finding{Code: "no_community"})
	case admitted == 0:
		found = append(found, Finding{Code: "no_peers", Bad: true})
	default:
		found = append(found, Finding{Code: "peers", Count: admitted})
	}
	if missing > 0 {
		found = append(found, Finding{Code: "missing", Count: missing})
	}
	if f.Unsent > 0 {
		found = append(found, Finding{Code: "unsent", Count: f.Unsent, Bad: admitted > 0})
	}
	if f.Network.Reachability == "private" {
		found = append(found, Finding{Code: "behind_nat"})
	}
	return found
}
