package p2p

// Status: with whom this install is in touch, since when, and what is known to be missing. Data for `status`, `peers` and `doctor`.

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// PeerStatus is one connected peer.
type PeerStatus struct {
	Peer peer.ID
	// Addr is the remote address of the first connection; Relayed says that only circuits through a relay lead there.
	Addr    string
	Relayed bool
	// Outbound says that this install dialled.
	Outbound    bool
	SinceMillis int64
	// ClockOffMillis is how far the peer's clock is ahead of this one's, as far as is known; ClockOff says that it is more than people should leave so.
	ClockOffMillis int64
	ClockOff       bool
	// Communities are those in which one has standing with the other. Empty for a peer that has not been admitted anywhere (yet).
	Communities []SessionStatus
}

// SessionStatus is one peer in one community.
type SessionStatus struct {
	Community op.CommunityID
	// Device is the peer's device there, Standing what it is there.
	Device      op.DeviceID
	Standing    admission.Standing
	SinceMillis int64
	// SyncedMillis is when the last catch-up with it came to its end; 0 for never.
	SyncedMillis int64
	// Missing counts ops that the peer was known to hold and this install lacks, after the last catch-up; Theirs what it lacked of ours. -1: not known.
	Missing, Theirs int
	// Sent and Received count ops exchanged in catch-ups since the session began.
	Sent, Received uint64
	// HeldBack says until when the peer's own ops are not taken: it sends unusually much. 0 for no.
	HeldBackMillis int64
	// Err is why the last catch-up failed; nil where it did not.
	Err error
}

// Trouble is something that kept this install from a peer, for doctor.
type Trouble struct {
	// Why is what kind of trouble it is.
	Why TroubleKind
	// Peer and Addr are whom it is about, as far as is known.
	Peer peer.ID
	Addr string
	// Community is zero where it is about none.
	Community op.CommunityID
	// Refusal is what the other side said; admission.NotRefused where it said nothing.
	Refusal  admission.Refusal
	Err      error
	AtMillis int64
	// Times is how often it has happened since the first time.
	Times int
	// Others counts further ones of this kind that are not listed; only the newest of a kind says so.
	Others int
}

// TroubleKind is a kind of trouble.
type TroubleKind string

// The kinds of trouble.
const (
	// TroubleUnreachable: an address was dialled in vain.
	TroubleUnreachable TroubleKind = "unreachable"
	// TroubleOtherPeer: somebody else answers at an address.
	TroubleOtherPeer TroubleKind = "other-peer"
	// TroubleOtherVersion: the peer speaks no version of our protocols that this build knows.
	TroubleOtherVersion TroubleKind = "other-version"
	// TroubleRefused: the peer has refused this install; Refusal says why.
	TroubleRefused TroubleKind = "refused"
	// TroubleStranger: this install has refused the peer.
	TroubleStranger TroubleKind = "stranger"
	// TroubleClock: the clocks are too far apart.
	TroubleClock TroubleKind = "clock"
	// TroubleBadFrame: what the peer sent was no frame, or too large, or stopped in the middle.
	TroubleBadFrame TroubleKind = "bad-frame"
	// TroubleBadOps: the peer sent ops that no honest peer passes on.
	TroubleBadOps TroubleKind = "bad-ops"
	// TroubleRate: the peer sends unusually much.
	TroubleRate TroubleKind = "rate"
)

// Status is the node's.
type Status struct {
	// ID is this install's peer id; Addrs are its addresses as others are told.
	ID    peer.ID
	Addrs []string
	// Reachability is "public", "private" or "unknown", as far as others have told.
	Reachability string
	// Relays are the relays that are held, and whether they are connected and have reserved a place for this install.
	Relays []RelayStatus
	Peers  []PeerStatus
	// Troubles are the newest first, one for each kind, peer and community, and some of each kind.
	Troubles []Trouble
	Up       time.Duration
}

// RelayStatus is a relay that this install holds on to.
type RelayStatus struct {
	Addr      string
	Peer      peer.ID
	Connected bool
	// Reserved says that others reach this install through it.
	Reserved bool
	// Err is why it is not connected.
	Err error
}

// Status says how things are.
func (n *Node) Status() Status {
	s := Status{ID: n.self, Addrs: n.Addrs(), Reachability: n.reachability(), Up: time.Since(n.begun)}
	var states []PeerStatus
	n.mu.Lock()
	for _, state := range n.peers {
		states = append(states, n.peerStatus(state))
	}
	for id, h := range n.held {
		if h.relay {
			s.Relays = append(s.Relays, relayStatus(id, h))
		}
	}
	s.Troubles = n.troubles.newestFirst()
	n.mu.Unlock()
	for i := range s.Relays {
		s.Relays[i].Connected = n.host.Network().Connectedness(s.Relays[i].Peer) == network.Connected
	}
	for _, p := range states {
		s.Peers = append(s.Peers, n.fillPeer(p))
	}
	slices.SortFunc(s.Peers, func(a, b PeerStatus) int {
		return cmp.Or(cmp.Compare(a.SinceMillis, b.SinceMillis), cmp.Compare(a.Peer, b.Peer))
	})
	slices.SortFunc(s.Relays, func(a, b RelayStatus) int { return cmp.Compare(a.Addr, b.Addr) })
	return s
}

func relayStatus(id peer.ID, h *heldPeer) RelayStatus {
	r := RelayStatus{Peer: id, Reserved: h.reserved.After(time.Now()), Err: h.err}
	if len(h.info.Addrs) > 0 {
		r.Addr = h.info.Addrs[0].String() + "/p2p/" + id.String()
	}
	return r
}

// peerStatus copies what n.mu guards. The caller holds it.
func (n *Node) peerStatus(state *peerState) PeerStatus {
	p := PeerStatus{
		Peer: state.peer, Outbound: state.outbound, SinceMillis: state.sinceMillis,
		ClockOffMillis: state.clockOffMillis, ClockOff: admission.ClockOff(state.clockOffMillis),
	}
	for com, s := range state.sessions {
		p.Communities = append(p.Communities, SessionStatus{
			Community: com, Device: s.device, Standing: s.standing, SinceMillis: s.sinceMillis, SyncedMillis: s.syncedMillis,
			Missing: s.missing, Theirs: s.theirs, Sent: s.sent, Received: s.received, Err: s.err,
			HeldBackMillis: s.community.HeldBack()[s.device],
		})
	}
	slices.SortFunc(p.Communities, func(a, b SessionStatus) int { return bytes.Compare(a.Community[:], b.Community[:]) })
	return p
}

// fillPeer adds what libp2p knows.
func (n *Node) fillPeer(p PeerStatus) PeerStatus {
	conns := n.host.Network().ConnsToPeer(p.Peer)
	p.Relayed = len(conns) > 0
	for i, c := range conns {
		if i == 0 {
			p.Addr = c.RemoteMultiaddr().String()
		}
		p.Relayed = p.Relayed && c.Stat().Limited
	}
	return p
}

// reachability is what the host has found out.
func (n *Node) reachability() string {
	sub, err := n.host.EventBus().Subscribe(new(event.EvtLocalReachabilityChanged))
	if err != nil {
		return "unknown"
	}
	defer func() { _ = sub.Close() }()
	select {
	case ev := <-sub.Out():
		if changed, is := ev.(event.EvtLocalReachabilityChanged); is && changed.Reachability != network.ReachabilityUnknown {
			return strings.ToLower(changed.Reachability.String())
		}
	default:
	}
	return "unknown"
}
