package view

// Network: with whom this install is in touch, since when, and what is known to be missing. Whoever wires the network fills it in.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
)

// Network is how an install stands on the network.
type Network struct {
	PeerID    string   `json:"peer_id"`
	Addresses []string `json:"addresses"`
	// Reachability is "public", "private" or "unknown", as far as others have told.
	Reachability string       `json:"reachability"`
	UpMillis     int64        `json:"up_ms"`
	Relays       []HeldRelay  `json:"relays"`
	Peers        []NetPeer    `json:"peers"`
	Troubles     []NetTrouble `json:"troubles"`
}

// HeldRelay is a relay that this install stays connected with.
type HeldRelay struct {
	Address   string `json:"address"`
	Peer      string `json:"peer_id"`
	Connected bool   `json:"connected"`
	// Reserved says that others reach this install through it.
	Reserved bool   `json:"reserved"`
	Reason   string `json:"reason,omitempty"`
}

// NetPeer is a connected peer.
type NetPeer struct {
	Peer    string `json:"peer_id"`
	Address string `json:"address"`
	// Relayed says that only a relay leads there.
	Relayed     bool  `json:"relayed"`
	Outbound    bool  `json:"outbound"`
	SinceMillis int64 `json:"since_ms"`
	// ClockOffMillis is how far its clock is ahead; ClockOff, that it is too far off.
	ClockOffMillis int64        `json:"clock_off_ms"`
	ClockOff       bool         `json:"clock_off"`
	Sessions       []NetSession `json:"communities"`
}

// NetSession is a peer in one community.
type NetSession struct {
	Community string `json:"community"`
	Device    string `json:"device"`
	Standing  string `json:"standing"`
	// SyncedMillis is when both were last compared to the end; 0 for never.
	SyncedMillis int64 `json:"synced_ms"`
	// Missing are acts that it has and this install lacks, Theirs the other way round; -1 for not known.
	Missing        int    `json:"missing"`
	Theirs         int    `json:"theirs"`
	Sent           uint64 `json:"sent"`
	Received       uint64 `json:"received"`
	HeldBackMillis int64  `json:"held_back_ms"`
	Reason         string `json:"reason,omitempty"`
}

// NetTrouble is something that kept this install from a peer.
type NetTrouble struct {
	// Kind is one of the Trouble… constants.
	Kind      string `json:"kind"`
	Peer      string `json:"peer_id,omitempty"`
	Address   string `json:"address,omitempty"`
	Community string `json:"community,omitempty"`
	// Refusal is what the other side said.
	Refusal  string `json:"refusal,omitempty"`
	Reason   string `json:"reason,omitempty"`
	AtMillis int64  `json:"at_ms"`
	Times    int    `json:"times"`
	// Others counts further ones of this kind that are not listed; only the newest of a kind says so.
	Others int `json:"others,omitempty"`
}

// The kinds of trouble.
const (
	TroubleUnreachable  = "unreachable"
	TroubleOtherPeer    = "other-peer"
	TroubleOtherVersion = "other-version"
	TroubleRefused      = "refused"
	TroubleStranger     = "stranger"
	TroubleClock        = "clock"
	TroubleBadFrame     = "bad-frame"
	TroubleBadOps       = "bad-ops"
	TroubleRate         = "rate"
)

// Relay is a relay of a community, as its charter has it.
type Relay struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Device string   `json:"device"`
	At     []string `json:"at"`
	By     Name     `json:"by"`
	// Connected says that this install is in touch with it; false where the network is not on.
	Connected bool `json:"connected"`
}

// LoadRelays lists a community's relays. net may be nil.
func LoadRelays(ctx context.Context, c *app.Community, net *Network) ([]Relay, error) {
	list, err := c.Relays(ctx)
	if err != nil {
		return nil, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	relays := []Relay{}
	for _, r := range list {
		relays = append(relays, newRelay(people, r, net))
	}
	return relays, nil
}

func newRelay(people *People, r authority.Relay, net *Network) Relay {
	v := Relay{ID: r.Certificate.String(), Name: r.Name, Device: r.Device.String(), At: r.At, By: people.Name(r.By)}
	if net == nil {
		return v
	}
	for _, p := range net.Peers {
		for _, s := range p.Sessions {
			v.Connected = v.Connected || s.Device == v.Device
		}
	}
	return v
}
