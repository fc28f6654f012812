package p2p

// Sessions: who is connected, and what each peer is in each community.

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// peerState is a connected peer. Node.mu guards it.
type peerState struct {
	peer        peer.ID
	outbound    bool
	sinceMillis int64
	// clockOffMillis is how far its clock is ahead.
	clockOffMillis int64
	sessions       map[op.CommunityID]*session
	// admitting is when an admission to a community was last begun.
	admitting map[op.CommunityID]time.Time
	// asked counts the admissions that it opened since it is connected.
	asked int64
	// stranger closes the connection of a peer that proves nothing.
	stranger *time.Timer
}

// session is a peer in a community. Node.mu guards what changes.
type session struct {
	community *app.Community
	peer      peer.ID
	device    op.DeviceID
	standing  admission.Standing
	invite    op.ID
	// ctx ends with the session.
	ctx         context.Context
	end         context.CancelFunc
	sinceMillis int64
	// comparing says that a catch-up begun here runs; again that another one is wanted after it.
	comparing, again bool
	// compared is closed when the catch-up begun here ends; answering counts those that the peer began.
	compared        chan struct{}
	answering       int
	syncedMillis    int64
	missing, theirs int
	sent, received  uint64
	err             error
	// noted is how long this device's log was when the peer was last noted to hold everything, and notedMillis when.
	noted       uint64
	notedMillis int64
	patience
}

// connected is libp2p's word that a connection is there. The dialler begins to speak.
func (n *Node) connected(_ network.Network, c network.Conn) {
	p, outbound := c.RemotePeer(), c.Stat().Direction == network.DirOutbound
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return
	}
	if _, known := n.peers[p]; !known {
		n.peers[p] = &peerState{
			peer: p, outbound: outbound, sinceMillis: n.now(),
			sessions: make(map[op.CommunityID]*session), admitting: make(map[op.CommunityID]time.Time),
			stranger: time.AfterFunc(strangerTime, func() { n.dropStranger(p) }),
		}
	}
	if outbound {
		n.runLocked(func(context.Context) { n.admitAll(p) })
	}
}

// runLocked is run for a caller that holds n.mu and knows that the node is not closed.
func (n *Node) runLocked(task func(context.Context)) {
	n.tasks.Add(1)
	go func() {
		defer n.tasks.Done()
		task(n.ctx)
	}()
}

// disconnected forgets a peer when its last connection has gone.
func (n *Node) disconnected(net network.Network, c network.Conn) {
	p := c.RemotePeer()
	if len(net.ConnsToPeer(p)) > 0 {
		return
	}
	n.mu.Lock()
	state := n.peers[p]
	delete(n.peers, p)
	n.mu.Unlock()
	n.gate.shut(p)
	if state == nil {
		return
	}
	state.stranger.Stop()
	for _, s := range state.sessions {
		s.end()
	}
	if len(state.sessions) > 0 {
		n.kick.ring() // whoever had let this install in will do so again
	}
}

// dropStranger closes the connection of a peer that has proved nothing in time. Relays that this install chose itself are not asked for more.
func (n *Node) dropStranger(p peer.ID) {
	n.mu.Lock()
	state := n.peers[p]
	_, chosen := n.held[p]
	keep := n.closed || state == nil || len(state.sessions) > 0 || chosen
	n.mu.Unlock()
	if keep {
		return
	}
	n.log.Info("a stranger is dropped", "peer", p.String())
	n.closePeer(p)
}

func (n *Node) closePeer(p peer.ID) {
	if err := n.host.Network().ClosePeer(p); err != nil {
		n.log.Debug("closing a connection", "peer", p.String(), "error", err)
	}
}

// let puts a session in place of the one that was there, where that is of another device, and opens gossip to the peer. It reports false where the
// peer has gone.
func (n *Node) let(p peer.ID, s *session) bool {
	n.mu.Lock()
	state := n.peers[p]
	if n.closed || state == nil {
		n.mu.Unlock()
		return false
	}
	old := state.sessions[s.community.ID()]
	if old != nil && old.device == s.device {
		old.standing, old.invite = s.standing, s.invite
		n.mu.Unlock()
		return true // it has only asked again, and what runs goes on
	}
	if old != nil {
		old.end()
	}
	s.ctx, s.end = context.WithCancel(n.ctx)
	s.sinceMillis, s.missing, s.theirs = n.now(), -1, -1
	standing := s.standing
	state.sessions[s.community.ID()] = s
	state.stranger.Stop()
	n.troubles.over(func(t Trouble) bool {
		return t.Peer == p && (t.Community == s.community.ID() || t.Community == op.CommunityID{}) && t.Why != TroubleClock
	})
	n.mu.Unlock()
	n.host.ConnManager().Protect(p, "folkmoot")
	n.gate.admit(p)
	n.log.Info("a peer is let in", "peer", p.String(), "community", s.community.ID().String(), "standing", string(standing))
	return true
}

// sessionOf is a peer's session in a community.
func (n *Node) sessionOf(p peer.ID, com op.CommunityID) (*session, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	state := n.peers[p]
	if state == nil {
		return nil, false
	}
	s, ok := state.sessions[com]
	return s, ok
}

// standingOf is what a peer is in a community now.
func (n *Node) standingOf(p peer.ID, com op.CommunityID) admission.Standing {
	n.mu.Lock()
	defer n.mu.Unlock()
	if state := n.peers[p]; state != nil && state.sessions[com] != nil {
		return state.sessions[com].standing
	}
	return admission.Stranger
}

// sessionsIn lists the sessions of a community.
func (n *Node) sessionsIn(com op.CommunityID) []*session {
	n.mu.Lock()
	defer n.mu.Unlock()
	var list []*session
	for _, state := range n.peers {
		if s := state.sessions[com]; s != nil {
			list = append(list, s)
		}
	}
	return list
}

// byInvite counts a community's newcomers of one invite, one peer left out.
func (n *Node) byInvite(com op.CommunityID, invite op.ID, but peer.ID) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	count := 0
	for p, state := range n.peers {
		if s := state.sessions[com]; s != nil && s.standing == admission.Newcomer && s.invite == invite && p != but {
			count++
		}
	}
	return count
}

// judge says what a device is here now, as the peer that it was proved to be on.
func (n *Node) judge(ctx context.Context, c *app.Community, device op.DeviceID, p peer.ID) (admission.Standing, admission.Refusal, app.Met, error) {
	known, err := c.Meet(ctx, []op.DeviceID{device})
	if err != nil {
		return admission.Stranger, admission.Unknown, app.Met{}, err
	}
	met := known[device]
	if met.Newcomer {
		met.InviteSessions = n.byInvite(c.ID(), met.Invite, p)
	}
	met.Relay = met.Relay || met.Empty && namesPeer(c.Membership().Relays, p)
	standing, why := admission.Decide(met.Situation)
	return standing, why, met, nil
}

// recheck asks every session of a community for its standing again: a removal ends what runs, an admission makes a member of a newcomer.
func (n *Node) recheck(ctx context.Context, com op.CommunityID) {
	for _, s := range n.sessionsIn(com) {
		standing, why, met, err := n.judge(ctx, s.community, s.device, s.peer)
		if err != nil {
			if !errors.Is(err, app.ErrNotHereYet) {
				n.failed(slog.LevelWarn, "a peer's standing was not found", err, "peer", s.peer.String())
			}
			continue
		}
		if standing == admission.Stranger {
			if !n.strike(s) {
				continue
			}
			n.log.Info("a peer has lost its standing", "peer", s.peer.String(), "community", com.String(), "refusal", string(why))
			n.trouble(Trouble{Why: TroubleStranger, Peer: s.peer, Community: com, Refusal: why})
			// What gossip has begun with it ends with the connection alone; where it has standing elsewhere it comes back.
			n.closePeer(s.peer)
			continue
		}
		n.mu.Lock()
		changed := s.standing != standing
		s.standing, s.invite = standing, met.Invite
		n.mu.Unlock()
		if changed {
			n.gossip.peerChanged(s.peer)
		}
	}
}

// strike ends a session, and reports whether it was still there.
func (n *Node) strike(s *session) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	state, com := n.peers[s.peer], s.community.ID()
	if state == nil || state.sessions[com] != s {
		return false
	}
	s.end()
	delete(state.sessions, com)
	return true
}
