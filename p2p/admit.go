package p2p

// Admissions: whom this install asks to be let in, and what it makes of the answers.

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/multiformats/go-multistream"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// refusedError is the other side's word that this install is a stranger there.
type refusedError struct{ why admission.Refusal }

func (e *refusedError) Error() string { return "refused: " + string(e.why) }

// strangerError is this side's decision.
type strangerError struct{ why admission.Refusal }

func (e *strangerError) Error() string { return "a stranger: " + string(e.why) }

// errCard says that a peer's signature is not right.
var errCard = errors.New("the peer's card is not signed for this meeting")

// admitAll opens an admission to each of this install's communities.
func (n *Node) admitAll(p peer.ID) {
	all, err := n.service.Shared()
	if err != nil {
		n.failed(slog.LevelError, "the list of communities was not read", err)
		return
	}
	refused := len(all) > 0
	for _, m := range all {
		if n.ctx.Err() != nil {
			return
		}
		if n.serves(m.Community) {
			refused = n.admit(p, m.Community) && refused
		}
	}
	n.mu.Lock()
	state, held := n.peers[p], n.held[p]
	leave := refused && state != nil && len(state.sessions) == 0 && (held == nil || len(held.coms) > 0)
	n.mu.Unlock()
	if leave {
		n.log.Debug("nothing in common with a peer", "peer", p.String())
		n.closePeer(p)
	}
}

// admit asks one peer to be let into one community, and lets it in. It reports whether the peer was asked, and the answer was no.
func (n *Node) admit(p peer.ID, com op.CommunityID) (refused bool) {
	if !n.mayAdmit(p, com) {
		return false
	}
	select {
	case n.admissions <- struct{}{}:
		defer func() { <-n.admissions }()
	case <-n.ctx.Done():
		return false
	}
	ctx, cancel := context.WithTimeout(n.ctx, admitTime)
	defer cancel()
	c, err := n.service.Opened(com)
	if err != nil {
		n.failed(slog.LevelError, "a community was not opened", err, "community", com.String())
		return false
	}
	err = n.openMeeting(ctx, p, c)
	n.noteAdmission(p, com, err)
	return err != nil
}

// mayAdmit keeps two admissions of one peer to one community apart.
func (n *Node) mayAdmit(p peer.ID, com op.CommunityID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	state := n.peers[p]
	if n.closed || state == nil || time.Since(state.admitting[com]) < admissionPause {
		return false
	}
	state.admitting[com] = time.Now()
	return true
}

// noteAdmission remembers what went wrong.
func (n *Node) noteAdmission(p peer.ID, com op.CommunityID, err error) {
	t := Trouble{Peer: p, Community: com, Err: err}
	var refused *refusedError
	var stranger *strangerError
	switch {
	case err == nil || n.ctx.Err() != nil:
		return
	case errors.As(err, &refused):
		t.Why, t.Refusal = TroubleRefused, refused.why
		// Most of whom one meets are in none of one's other communities.
		if refused.why == admission.Unknown && !n.isHeldFor(p, com) {
			return
		}
	case errors.As(err, &stranger):
		t.Why, t.Refusal = TroubleStranger, stranger.why
	case errors.Is(err, multistream.ErrNotSupported[protocol.ID]{}):
		if !n.speaksOurs(p) {
			return // no Folkmoot: a plain relay, or a passer-by
		}
		t.Why = TroubleOtherVersion
	case errors.Is(err, admission.ErrVersion):
		t.Why = TroubleOtherVersion
	case errors.Is(err, errFrame), errors.Is(err, admission.ErrMessage), errors.Is(err, errCard):
		t.Why = TroubleBadFrame
	default:
		n.log.Debug("an admission came to nothing", "peer", p.String(), "community", com.String(), "error", err)
		return
	}
	n.trouble(t)
}

// speaksOurs reports whether a peer speaks something of ours, if only in another version.
func (n *Node) speaksOurs(p peer.ID) bool {
	protocols, err := n.host.Peerstore().GetProtocols(p)
	if err != nil {
		return false
	}
	for _, id := range protocols {
		if strings.HasPrefix(string(id), ours) {
			return true
		}
	}
	return false
}
