package p2p

// Fruitless catch-ups: two that cannot become equal, as one has no room for what the other holds, ask each other less and less often.

import (
	"errors"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// patience is how long a session begins no catch-up. Node.mu guards it.
type patience struct {
	// pause is how long the last wait was, quietUntil when it ends; zero where there is none.
	pause      time.Duration
	quietUntil time.Time
	// offered is how many ops the last catch-up handed over.
	offered int
}

// note takes in how a catch-up ended. One that stored nothing here, and handed over no fewer than the one before, has brought nobody anything.
func (p *patience) note(now time.Time, equal bool, stored, sent int) {
	before := p.offered
	p.offered = sent
	switch {
	case equal || stored > 0:
		p.reset()
	case sent == 0 || before > 0 && sent >= before:
		p.pause = min(max(2*p.pause, fruitlessFirst), fruitlessMost)
		p.quietUntil = now.Add(p.pause)
	}
}

// reset ends the wait: there is something new.
func (p *patience) reset() { p.pause, p.quietUntil = 0, time.Time{} }

// noteFruit has a session wait where a catch-up was in vain. One that was cut off says nothing, but for one that the peer's rate has ended.
func (n *Node) noteFruit(s *session, r reconcile.Result, taken app.Taken, err error) {
	if err != nil && !errors.Is(err, app.ErrOverRate) {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	s.note(time.Now(), r.Equal, taken.Stored, r.Sent)
}

// refresh ends all waiting in a community.
func (n *Node) refresh(com op.CommunityID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, state := range n.peers {
		if s := state.sessions[com]; s != nil {
			s.reset()
		}
	}
}
