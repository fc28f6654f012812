package p2p

// Catch-up: two replicas compare what they hold, and send each other what is missing. When, is decided here; how, in app/reconcile.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// wantCompare begins a catch-up with a peer, or notes that one is wanted after the one that runs.
func (n *Node) wantCompare(p peer.ID, com op.CommunityID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	state := n.peers[p]
	if n.closed || state == nil || state.sessions[com] == nil {
		return
	}
	n.wantLocked(state.sessions[com])
}

// wantLocked is wantCompare for a caller that holds n.mu.
func (n *Node) wantLocked(s *session) {
	if time.Now().Before(s.quietUntil) {
		return
	}
	if s.comparing || s.answering > 0 {
		s.again = true
		return
	}
	s.comparing, s.compared = true, make(chan struct{})
	n.runLocked(func(context.Context) { n.compareLoop(s) })
}

// compareLoop compares until nobody wants it again.
func (n *Node) compareLoop(s *session) {
	for {
		select {
		case n.outbound <- struct{}{}:
		case <-s.ctx.Done():
			n.endComparing(s)
			return
		}
		err := n.compare(s)
		<-n.outbound
		n.mu.Lock()
		more := err == nil && s.again && s.ctx.Err() == nil && !time.Now().Before(s.quietUntil)
		s.again = false
		if more {
			close(s.compared)
			s.compared = make(chan struct{})
		}
		n.mu.Unlock()
		if !more || !every(s.ctx, spreadPause, nil) { // let what comes in a burst come
			n.endComparing(s)
			return
		}
	}
}

func (n *Node) endComparing(s *session) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s.comparing = false
	close(s.compared)
}

// inTurn keeps two catch-ups that both sides have begun apart, or everything would be handed over twice: the smaller peer id's goes first.
func (n *Node) inTurn(s *session) (leave func(), ok bool) {
	n.mu.Lock()
	wait := s.comparing && n.self < s.peer
	compared := s.compared
	n.mu.Unlock()
	if wait {
		select {
		case <-compared:
		case <-s.ctx.Done():
			return nil, false
		}
	}
	n.mu.Lock()
	s.answering++
	n.mu.Unlock()
	return func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		s.answering--
		if s.again && s.answering == 0 && !s.comparing && !n.closed {
			s.again = false
			n.wantLocked(s)
		}
	}, true
}

// compare is one catch-up that this install begins. It gives before it takes, and so one with a peer that is held back is worth it too.
func (n *Node) compare(s *session) error {
	opening, cancel := context.WithTimeout(network.WithAllowLimitedConn(s.ctx, "catch-up"), openTime)
	defer cancel()
	stream, err := n.host.NewStream(opening, s.peer, ProtocolSync)
	if err != nil {
		n.noteCompared(s, nil, err)
		return err
	}
	name := admission.NameOf(s.community.Membership().Nonce, admission.HashPeer(string(n.self)), admission.HashPeer(string(s.peer)))
	if err := say(stream, admission.Hello{V: admission.Version, Name: name}); err != nil {
		_ = stream.Reset()
		n.noteCompared(s, nil, err)
		return err
	}
	return n.drive(s, stream, reconcile.Initiator)
}

// answerCatchUp is the other side's wish.
func (n *Node) answerCatchUp(stream network.Stream) {
	n.run(func(context.Context) {
		p := stream.Conn().RemotePeer()
		select {
		case n.inbound <- struct{}{}:
			defer func() { <-n.inbound }()
		default:
			_ = stream.Reset()
			n.log.Warn("too many catch-ups at a time", "peer", p.String())
			return
		}
		s, err := n.askedFor(stream, p)
		if err != nil {
			_ = stream.Reset()
			n.log.Info("a catch-up was refused", "peer", p.String(), "error", err)
			return
		}
		leave, ok := n.inTurn(s)
		if !ok {
			_ = stream.Reset()
			return
		}
		defer leave()
		_ = n.drive(s, stream, reconcile.Responder)
	})
}

// askedFor finds the session that a peer wants a catch-up in. A stranger has none.
func (n *Node) askedFor(stream network.Stream, p peer.ID) (*session, error) {
	if !n.gate.await(p, strangerTime) {
		return nil, &strangerError{admission.NotMember}
	}
	hello, err := hear[admission.Hello](stream)
	if err != nil {
		return nil, err
	}
	c, err := n.named(hello.Name, admission.HashPeer(string(p)), admission.HashPeer(string(n.self)))
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, &strangerError{admission.Unknown}
	}
	s, ok := n.sessionOf(p, c.ID())
	if !ok {
		return nil, &strangerError{admission.NotMember}
	}
	if _, held := c.HeldBack()[s.device]; held {
		n.wantCompare(p, c.ID()) // it is not heard now, and is given what it lacks all the same
		return nil, app.ErrOverRate
	}
	return s, nil
}

// drive runs a catch-up to its end.
func (n *Node) drive(s *session, stream network.Stream, role reconcile.Role) error {
	defer context.AfterFunc(s.ctx, func() { _ = stream.Reset() })()
	talk, end := s.community.NewChargedSession(s.ctx, role, s.device)
	err := exchange(talk, stream)
	if err == nil && !talk.Result().Equal {
		n.noteHeld(s, talk)
	}
	taken, endErr := end()
	if !errors.Is(err, app.ErrOverRate) {
		err = errors.Join(err, endErr) // that one has been heard already
	}
	if err != nil {
		_ = stream.Reset()
	} else {
		_ = stream.Close()
	}
	result := talk.Result()
	n.noteCompared(s, &result, err)
	n.noteFruit(s, result, taken, err)
	n.afterCompare(s, result, taken, err)
	return err
}

// exchange carries frames until the session is done. It is the session that says whose turn it is.
func exchange(talk *reconcile.Session, stream network.Stream) error {
	for {
		for {
			frame, ok, err := talk.Next()
			if err != nil {
				return fmt.Errorf("catching up: %w", err)
			}
			if !ok {
				break
			}
			if err := writeFrame(stream, frame); err != nil {
				return err
			}
		}
		if talk.Done() {
			return nil
		}
		frame, err := readFrame(stream, reconcile.MaxFrameBytes)
		if err != nil {
			return err
		}
		if err := talk.Receive(frame); err != nil {
			return fmt.Errorf("catching up: %w", err)
		}
	}
}

// noteCompared keeps what a catch-up has shown.
func (n *Node) noteCompared(s *session, r *reconcile.Result, err error) {
	cut := errors.Is(err, context.Canceled) || s.ctx.Err() != nil
	n.mu.Lock()
	defer n.mu.Unlock()
	if cut {
		err = nil // the session is over: nobody's fault
	}
	s.err = err
	if r == nil {
		return
	}
	s.sent += uint64(r.Sent)
	s.received += uint64(r.Received)
	if err == nil {
		s.syncedMillis = n.now()
		s.missing, s.theirs = r.Lacking+r.Taken.Waiting, 0
		if !r.Equal {
			s.theirs = -1
		}
	}
}

// afterCompare passes on the news, notes who holds what, and says what went wrong.
func (n *Node) afterCompare(s *session, r reconcile.Result, taken app.Taken, err error) {
	com := s.community.ID()
	if s.ctx.Err() == nil && err != nil {
		switch {
		case errors.Is(err, app.ErrOverRate):
			n.trouble(Trouble{Why: TroubleRate, Peer: s.peer, Community: com, Err: err})
		case errors.Is(err, reconcile.ErrPeer), errors.Is(err, errFrame):
			n.trouble(Trouble{Why: TroubleBadFrame, Peer: s.peer, Community: com, Err: err})
			n.closePeer(s.peer)
		case errors.Is(err, io.EOF), errors.Is(err, network.ErrReset):
			n.log.Debug("a catch-up was cut off", "peer", s.peer.String(), "error", err)
		default:
			n.log.Info("a catch-up came to nothing", "peer", s.peer.String(), "community", com.String(), "error", err)
		}
	}
	if taken.RefusedCount > 0 {
		n.trouble(Trouble{Why: TroubleBadOps, Peer: s.peer, Community: com, Err: taken.Refused[0].Err})
	}
	if taken.Stored > 0 {
		n.spread(com, spreadPause)
	}
	if err == nil && r.Equal {
		n.noteMet(s, r.Sent+r.Received > 0)
	}
	if r.Sent+r.Received > 0 {
		n.log.Info("caught up", "peer", s.peer.String(), "community", com.String(), "sent", r.Sent, "received", r.Received, "equal", r.Equal)
	}
	n.heard.ring()
}

// noteMet notes that a peer holds everything that is here, where that is news: it is a row for each device.
func (n *Node) noteMet(s *session, exchanged bool) {
	own := s.community.LogLength(n.ctx, s.community.Device())
	n.mu.Lock()
	old := !exchanged && s.noted == own && n.now()-s.notedMillis < noteAgain.Milliseconds()
	n.mu.Unlock()
	if old {
		return
	}
	if err := s.community.NoteMet(n.ctx, s.device); err != nil {
		n.failed(slog.LevelWarn, "what a peer holds was not noted", err, "peer", s.peer.String())
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	s.noted, s.notedMillis = own, n.now()
}

// noteHeld notes how much of this device's log a peer holds that does not hold everything: it may have no room for more.
func (n *Node) noteHeld(s *session, talk *reconcile.Session) {
	upTo, known, err := talk.Held(s.community.Device())
	if err == nil && known {
		err = s.community.NoteHolds(n.ctx, s.device, upTo)
	}
	if err != nil {
		n.failed(slog.LevelWarn, "what a peer holds was not noted", err, "peer", s.peer.String())
	}
}

// spread has peers look soon whether they lack something.
func (n *Node) spread(com op.CommunityID, after time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed || n.spreading[com] != nil {
		return
	}
	n.spreading[com] = time.AfterFunc(after, func() {
		n.mu.Lock()
		delete(n.spreading, com)
		n.mu.Unlock()
		n.compareSome(com, maxSpread)
	})
}

// compareSome begins catch-ups with some peers of a community, drawn anew each time.
func (n *Node) compareSome(com op.CommunityID, most int) {
	sessions := n.sessionsIn(com)
	rand.Shuffle(len(sessions), func(i, j int) { sessions[i], sessions[j] = sessions[j], sessions[i] })
	for _, s := range sessions[:min(most, len(sessions))] {
		n.wantCompare(s.peer, com)
	}
}

// compareEvery compares with some peer of each community, whatever has happened.
func (n *Node) compareEvery(ctx context.Context) {
	for every(ctx, n.cfg.Every, nil) {
		for _, com := range n.communities() {
			n.compareSome(com, 1)
			n.recheck(ctx, com)
		}
	}
}

// compareAll is for when everything may have changed.
func (n *Node) compareAll() {
	for _, com := range n.communities() {
		n.refresh(com)
		n.compareSome(com, n.cfg.MaxPeers)
	}
}
