package p2p

// Holding on: relays, and peers that were met before, are dialled until they answer, and again when they have gone.

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/sec"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/client"
	"github.com/multiformats/go-multiaddr"

	"github.com/folkmoot/folkmoot/app/op"
)

// heldPeer is a peer that this install keeps a connection to. Node.mu guards it.
type heldPeer struct {
	info peer.AddrInfo
	// relay says that a place is reserved with it, so that others reach this install through it.
	relay bool
	// configured says that the configuration names it; coms are the communities that do. What none names any more is let go.
	configured bool
	coms       map[op.CommunityID]bool
	// end ends the dialling.
	end      context.CancelFunc
	reserved time.Time
	err      error
}

// ParseAddr reads a peer's multiaddr, which ends in /p2p/<peer id>. Error: ErrAddress.
func ParseAddr(text string) (peer.AddrInfo, error) {
	a, err := multiaddr.NewMultiaddr(text)
	if err != nil {
		return peer.AddrInfo{}, fmt.Errorf("%w: %q: %w", ErrAddress, text, err)
	}
	info, err := peer.AddrInfoFromP2pAddr(a)
	if err != nil || len(info.Addrs) == 0 {
		return peer.AddrInfo{}, fmt.Errorf("%w: %q does not end in /p2p/ and a peer's id", ErrAddress, text)
	}
	return *info, nil
}

// namesPeer reports whether one of some addresses is that peer's.
func namesPeer(addrs []string, p peer.ID) bool {
	return slices.ContainsFunc(addrs, func(text string) bool { return strings.HasSuffix(text, "/p2p/"+p.String()) })
}

// holdConfigured holds the relays of the configuration.
func (n *Node) holdConfigured() error {
	for _, text := range n.cfg.Relays {
		info, err := ParseAddr(text)
		if err != nil {
			return err
		}
		n.hold(info, true, op.CommunityID{})
	}
	return nil
}

// holdFor holds what a community names: its relays, and peers met before.
func (n *Node) holdFor(ctx context.Context, com op.CommunityID) {
	c, err := n.service.Opened(com)
	if err != nil || !n.serves(com) {
		return
	}
	relays, unread := c.RelayAddrs(ctx)
	if unread != nil {
		n.failed(slog.LevelWarn, "a community's relays were not read", unread, "community", com.String())
	}
	met, err := c.MetAt()
	if err != nil {
		n.failed(slog.LevelWarn, "the peers met before were not read", err, "community", com.String())
	}
	named := slices.Concat(relays, met)
	if unread == nil && err == nil {
		n.letGo(com, named, len(relays))
	}
	for i, text := range named {
		info, err := ParseAddr(text)
		if err != nil {
			n.trouble(Trouble{Why: TroubleUnreachable, Addr: text, Community: com, Err: err})
			continue
		}
		n.hold(info, i < len(relays), com)
	}
}

// letGo ends the hold on peers that a community does not name any more. A relay that it names among the peers met before alone is none any more.
func (n *Node) letGo(com op.CommunityID, named []string, relays int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, h := range n.held {
		if !h.coms[com] {
			continue
		}
		if len(h.coms) == 1 && !h.configured && !namesPeer(named[:relays], id) {
			h.relay = false
		}
		if !namesPeer(named, id) {
			n.unname(h, com)
		}
	}
}

// unname takes a community from those that name a peer, and ends the hold where it was the last. The caller holds n.mu.
func (n *Node) unname(h *heldPeer, com op.CommunityID) {
	delete(h.coms, com)
	if len(h.coms) == 0 && !h.configured {
		h.end()
		delete(n.held, h.info.ID)
	}
}

// hold begins to keep a connection to a peer, or adds addresses to one that is held.
func (n *Node) hold(info peer.AddrInfo, relay bool, com op.CommunityID) {
	if info.ID == n.self {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	h := n.held[info.ID]
	if h == nil {
		if n.closed {
			return
		}
		h = &heldPeer{info: peer.AddrInfo{ID: info.ID}, coms: make(map[op.CommunityID]bool)}
		n.held[info.ID] = h
		ctx, end := context.WithCancel(n.ctx)
		h.end = end
		n.runLocked(func(context.Context) {
			defer end()
			n.keepUp(ctx, h)
		})
	}
	for _, a := range info.Addrs {
		if !slices.ContainsFunc(h.info.Addrs, a.Equal) && len(h.info.Addrs) < 2*maxRememberedAddrs {
			h.info.Addrs = append(slices.Clone(h.info.Addrs), a)
		}
	}
	h.relay = h.relay || relay
	if com == (op.CommunityID{}) {
		h.configured = true
	} else {
		h.coms[com] = true
	}
}

// isHeldFor reports whether a peer is held because a community names it.
func (n *Node) isHeldFor(p peer.ID, com op.CommunityID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	h := n.held[p]
	return h != nil && h.relay && h.coms[com]
}

// keepUp dials a peer, waits until it has gone, and dials again.
func (n *Node) keepUp(ctx context.Context, h *heldPeer) {
	pause := redialFirst
	for {
		early := n.kick.next()
		if err := n.dialHeld(ctx, h); err == nil && n.isWelcome(h) {
			pause = redialFirst
		} else {
			pause = min(2*pause, redialMost)
		}
		if !every(ctx, pause, early) {
			return
		}
	}
}

// isWelcome says that a peer has let this install in somewhere, or is none that could: a plain relay. Where it has not, it is asked less and less
// often.
func (n *Node) isWelcome(h *heldPeer) bool {
	ours := n.speaksOurs(h.info.ID)
	n.mu.Lock()
	defer n.mu.Unlock()
	state := n.peers[h.info.ID]
	return state != nil && (len(state.sessions) > 0 || !ours && len(h.coms) == 0)
}

// dialHeld connects to a held peer where it is not, and does what is due with it.
func (n *Node) dialHeld(ctx context.Context, h *heldPeer) error {
	n.mu.Lock()
	info, isRelay := h.info, h.relay
	n.mu.Unlock()
	var err error
	if n.host.Network().Connectedness(info.ID) != network.Connected {
		dialling, cancel := context.WithTimeout(network.WithForceDirectDial(ctx, "held"), dialTime)
		err = n.dial(dialling, info)
		cancel()
	} else {
		n.admitMissing(info.ID, h)
	}
	if err == nil && isRelay {
		n.reserve(ctx, h)
	}
	n.mu.Lock()
	h.err = err
	n.mu.Unlock()
	return err
}

// dial reaches a peer, and remembers why not.
func (n *Node) dial(ctx context.Context, info peer.AddrInfo) error {
	err := n.host.Connect(ctx, info)
	if err == nil || n.ctx.Err() != nil {
		n.mu.Lock()
		n.troubles.over(func(t Trouble) bool {
			return t.Peer == info.ID && (t.Why == TroubleUnreachable || t.Why == TroubleOtherPeer)
		})
		n.mu.Unlock()
		return err
	}
	t := Trouble{Why: TroubleUnreachable, Peer: info.ID, Err: err}
	if len(info.Addrs) > 0 {
		t.Addr = info.Addrs[0].String()
	}
	var mismatch sec.ErrPeerIDMismatch
	if errors.As(err, &mismatch) || strings.Contains(err.Error(), "peer id mismatch") {
		t.Why = TroubleOtherPeer
	}
	n.trouble(t)
	return fmt.Errorf("reaching %s: %w", info.ID, err)
}

// admitMissing asks a held peer again to be let into the communities that name it; and where few others are known, who else is there.
func (n *Node) admitMissing(p peer.ID, h *heldPeer) {
	n.mu.Lock()
	state := n.peers[p]
	var ask []op.CommunityID
	for com := range h.coms {
		if state != nil && state.sessions[com] == nil {
			ask = append(ask, com)
		}
	}
	var let []op.CommunityID
	if state != nil {
		for com := range state.sessions {
			pause := askAgain
			if n.now()-state.sinceMillis < askAgain.Milliseconds() {
				pause = askFirst
			}
			if time.Since(state.admitting[com]) >= pause {
				let = append(let, com)
			}
		}
	}
	n.mu.Unlock()
	for _, com := range let {
		if len(n.sessionsIn(com)) < fewPeers {
			ask = append(ask, com)
		}
	}
	for _, com := range ask {
		n.admit(p, com)
	}
}

// reserve asks a relay for a place, so that others reach this install through it. It comes after the admission: a relay of ours asks for standing.
func (n *Node) reserve(ctx context.Context, h *heldPeer) {
	n.mu.Lock()
	state := n.peers[h.info.ID]
	due := time.Until(h.reserved) < reserveAgain && state != nil && (len(state.sessions) > 0 || len(h.coms) == 0)
	info := h.info
	n.mu.Unlock()
	if !due || n.relay != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	place, err := client.Reserve(ctx, n.host, info)
	n.mu.Lock()
	defer n.mu.Unlock()
	if err != nil {
		h.reserved = time.Time{}
		n.log.Debug("no place was reserved with a relay", "peer", info.ID.String(), "error", err)
		return
	}
	h.reserved = place.Expiration
}

// ownAddrs are the addresses that others are told: those of the machine, or those of the configuration, and the ways through relays.
func (n *Node) ownAddrs(machine []multiaddr.Multiaddr) []multiaddr.Multiaddr {
	addrs := slices.Clone(machine)
	if len(n.cfg.Announce) > 0 {
		addrs = nil
		for _, text := range n.cfg.Announce {
			if a, err := multiaddr.NewMultiaddr(text); err == nil {
				addrs = append(addrs, a)
			}
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, h := range n.held {
		if !h.reserved.After(time.Now()) {
			continue
		}
		for _, a := range h.info.Addrs {
			through, err := multiaddr.NewMultiaddr(a.String() + "/p2p/" + id.String() + "/p2p-circuit")
			if err == nil {
				addrs = append(addrs, through)
			}
		}
	}
	return addrs
}

// Dial connects to a peer's address: a multiaddr that ends in /p2p/<peer id>. Errors: ErrAddress, and why it cannot be reached.
func (n *Node) Dial(ctx context.Context, addr string) error {
	info, err := ParseAddr(addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	return n.dial(ctx, info)
}

// remember notes where a peer can be found again, for the next start.
func (n *Node) remember(s *session) {
	if !n.standingOf(s.peer, s.community.ID()).Gossips() {
		return
	}
	known, err := s.community.MetAt()
	if err != nil {
		return
	}
	suffix := "/p2p/" + s.peer.String()
	var next []string
	for _, a := range n.addrsOf(s.peer, 4*maxRememberedAddrs) {
		if !strings.Contains(a, "/p2p-circuit") && len(next) < maxRememberedAddrs {
			next = append(next, a+suffix)
		}
	}
	for _, a := range known {
		if !strings.HasSuffix(a, suffix) && len(next) < maxRemembered*maxRememberedAddrs {
			next = append(next, a)
		}
	}
	if slices.Equal(known, next) {
		return
	}
	if err := s.community.NoteMetAt(next); err != nil {
		n.failed(slog.LevelWarn, "where a peer is was not noted", err)
	}
}
