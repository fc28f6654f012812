package p2p

// A meeting: one admission on its stream, who says what when. The messages and the decisions are app/admission's.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// meeting is one admission on its stream.
type meeting struct {
	node      *Node
	stream    wire
	peer      peer.ID
	community *app.Community
	own       admission.PeerHash
	other     admission.PeerHash
	mine      admission.Challenge
	theirs    admission.Challenge
	card      admission.Card
	invite    op.ID
}

func say(to wire, message any) error {
	frame, err := op.Encode(message)
	if err != nil {
		return err
	}
	return writeFrame(to, frame)
}

// hear reads the next message into one of package admission's.
func hear[M any, P interface {
	*M
	admission.Message
}](from wire) (M, error) {
	var m M
	frame, err := readFrame(from, admission.MaxFrameBytes)
	if err != nil {
		return m, err
	}
	return m, admission.Read(frame, P(&m))
}

func (n *Node) newMeeting(s wire, p peer.ID) (*meeting, error) {
	m := &meeting{
		node: n, stream: s, peer: p, own: admission.HashPeer(string(n.self)), other: admission.HashPeer(string(p)),
	}
	if _, err := io.ReadFull(n.cfg.Random, m.mine[:]); err != nil {
		return nil, fmt.Errorf("drawing a challenge: %w", err)
	}
	return m, nil
}

// openMeeting is the opener's side.
func (n *Node) openMeeting(ctx context.Context, p peer.ID, c *app.Community) error {
	opening, cancel := context.WithTimeout(network.WithAllowLimitedConn(ctx, "admission"), openTime)
	defer cancel()
	s, err := n.host.NewStream(opening, p, ProtocolAdmit)
	if err != nil {
		return fmt.Errorf("asking to be let in: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = s.Reset() })()
	defer func() { _ = s.Close() }()
	m, err := n.newMeeting(s, p)
	if err != nil {
		return err
	}
	m.community = c
	name := admission.NameOf(c.Membership().Nonce, m.own, m.other)
	if err := say(s, admission.Hello{V: admission.Version, Name: name, Challenge: m.mine}); err != nil {
		return err
	}
	reply, err := hear[admission.Reply](s)
	if err != nil {
		return err
	}
	if reply.Refusal != admission.NotRefused {
		return &refusedError{reply.Refusal}
	}
	m.theirs = reply.Challenge
	if err := m.check(reply.Card); err != nil {
		return err
	}
	if err := say(s, c.Card(m.own, m.other, m.theirs)); err != nil {
		return err
	}
	return m.opened(ctx)
}

// opened is what the opener does when both have shown their cards: first it is judged, then it judges.
func (m *meeting) opened(ctx context.Context) error {
	if err := m.beJudged(ctx); err != nil {
		return err
	}
	standing, err := m.judge(ctx)
	if err != nil {
		return err
	}
	// Gossip may come the moment the other has heard the verdict.
	s := m.session(standing)
	if !m.node.let(m.peer, s) {
		return errors.New("the peer has gone")
	}
	if err := say(m.stream, m.verdict(standing)); err != nil {
		return err
	}
	m.node.remember(s)
	m.node.wantCompare(s.peer, s.community.ID())
	return nil
}

// answerAdmission is the answerer's side.
func (n *Node) answerAdmission(s network.Stream) {
	n.run(func(ctx context.Context) {
		defer func() { _ = s.Close() }()
		p := s.Conn().RemotePeer()
		select {
		case n.admissions <- struct{}{}:
			defer func() { <-n.admissions }()
		default:
			_ = s.Reset()
			n.log.Warn("too many admissions at a time", "peer", p.String())
			return
		}
		ctx, cancel := context.WithTimeout(ctx, admitTime)
		defer cancel()
		defer context.AfterFunc(ctx, func() { _ = s.Reset() })()
		m, err := n.newMeeting(s, p)
		if err == nil {
			err = m.answer(ctx)
		}
		com := op.CommunityID{}
		if m != nil && m.community != nil {
			com = m.community.ID()
		}
		n.noteAdmission(p, com, err)
	})
}

func (m *meeting) answer(ctx context.Context) error {
	hello, err := hear[admission.Hello](m.stream)
	if err != nil {
		return err
	}
	m.theirs = hello.Challenge
	if m.community, err = m.node.named(hello.Name, m.other, m.own); err != nil {
		return err
	}
	if m.community == nil || !m.node.mayAnswer(m.peer, m.community.ID()) {
		return say(m.stream, admission.Reply{Refusal: admission.Unknown, Challenge: m.mine})
	}
	card := m.community.Card(m.own, m.other, m.theirs)
	if err := say(m.stream, admission.Reply{Challenge: m.mine, Card: card}); err != nil {
		return err
	}
	theirs, err := hear[admission.Card](m.stream)
	if err != nil {
		return err
	}
	if err := m.check(theirs); err != nil {
		return err
	}
	standing, err := m.judge(ctx)
	if err != nil {
		return err
	}
	if err := say(m.stream, m.verdict(standing)); err != nil {
		return err
	}
	if err := m.beJudged(ctx); err != nil {
		return err
	}
	s := m.session(standing)
	if !m.node.let(m.peer, s) {
		return errors.New("the peer has gone")
	}
	m.node.remember(s)
	return nil
}

// mayAnswer bounds how often somebody makes this install look through its replica.
func (n *Node) mayAnswer(p peer.ID, com op.CommunityID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	state := n.peers[p]
	if n.closed || state == nil {
		return false
	}
	state.asked++
	return state.asked <= maxAsked+2*(n.now()-state.sinceMillis)/time.Minute.Milliseconds()
}

// named finds the community that somebody means; nil where none is here.
func (n *Node) named(name admission.Name, opener, answerer admission.PeerHash) (*app.Community, error) {
	all, err := n.service.Shared()
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if admission.NameOf(m.Nonce, opener, answerer) == name && n.serves(m.Community) {
			return n.service.Opened(m.Community)
		}
	}
	return nil, nil
}

// check takes the other's card.
func (m *meeting) check(card admission.Card) error {
	if !card.Holds(m.community.ID(), m.other, m.own, m.mine) {
		return errCard
	}
	if card.Device == m.community.Device() {
		return fmt.Errorf("%w: it shows this install's own device", errCard)
	}
	m.card = card
	off := card.TimeMillis - m.node.now()
	m.node.mu.Lock()
	if state := m.node.peers[m.peer]; state != nil {
		state.clockOffMillis = off
	}
	m.node.mu.Unlock()
	if admission.ClockOff(off) {
		m.node.trouble(Trouble{
			Why: TroubleClock, Peer: m.peer, Community: m.community.ID(),
			Err: clockError(off),
		})
	}
	return nil
}

// clockError says how far a peer's clock is off, in whole seconds; off is in milliseconds, negative where it is behind.
func clockError(off int64) error {
	most := math.MaxInt64 / time.Second.Nanoseconds()
	by := time.Duration(min((max(off, -off)+500)/1000, most)) * time.Second
	if off < 0 {
		return fmt.Errorf("its clock is behind this one's by %s", by)
	}
	return fmt.Errorf("its clock is ahead of this one's by %s", by)
}

// judge decides about the other, after a proof where one could help. A stranger is told so, and is an error.
func (m *meeting) judge(ctx context.Context) (admission.Standing, error) {
	standing, why, met, err := m.node.judge(ctx, m.community, m.card.Device, m.peer)
	if err != nil {
		return admission.Stranger, err
	}
	proof := admission.NeedsProof(standing, why)
	if met.Empty {
		proof = false // nothing here could judge it
	}
	if err := say(m.stream, admission.Ask{Proof: proof}); err != nil {
		return admission.Stranger, err
	}
	if proof {
		if err := m.takeProof(ctx); err != nil {
			return admission.Stranger, err
		}
		if standing, why, met, err = m.node.judge(ctx, m.community, m.card.Device, m.peer); err != nil {
			return admission.Stranger, err
		}
	}
	m.invite = met.Invite
	if standing == admission.Stranger {
		return standing, errors.Join(&strangerError{why}, say(m.stream, admission.Verdict{Refusal: why, Peers: []admission.Introduced{}}))
	}
	return standing, nil
}

// beJudged answers the other's questions, and hears what it says in the end.
func (m *meeting) beJudged(ctx context.Context) error {
	ask, err := hear[admission.Ask](m.stream)
	if err != nil {
		return err
	}
	if ask.Proof {
		if err := m.prove(ctx); err != nil {
			return err
		}
	}
	verdict, err := hear[admission.Verdict](m.stream)
	if err != nil {
		return err
	}
	if verdict.Standing == admission.Stranger {
		return &refusedError{verdict.Refusal}
	}
	m.node.introduced(verdict.Peers)
	return nil
}

func (m *meeting) session(standing admission.Standing) *session {
	return &session{community: m.community, peer: m.peer, device: m.card.Device, standing: standing, invite: m.invite}
}

// verdict lets somebody in, and names others to turn to.
func (m *meeting) verdict(standing admission.Standing) admission.Verdict {
	peers := []admission.Introduced{}
	if standing.Gossips() {
		peers = append(peers, m.node.introduce(m.community.ID(), m.peer)...)
	}
	return admission.Verdict{Standing: standing, Peers: peers}
}
