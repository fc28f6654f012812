package sim

// What kinds ask the model about other ops.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// SubjectOf implements kind.World.
func (c *court) SubjectOf(id op.ID) (op.ID, bool) {
	at, ok := c.index[id]
	if !ok {
		return op.ID{}, false
	}
	f := c.facts[at]
	switch {
	case f.kind == nil:
		return op.ID{}, true
	case f.kind.Subject == nil:
		return id, true
	}
	if subject, known := c.subjects[id]; known {
		return subject, true
	}
	subject := f.kind.Subject(c, &kind.Entry{Op: f.op, Body: f.body, Author: kind.Standing{Account: c.author(f)}})
	c.subjects[id] = subject
	return subject, true
}

// KindOf implements kind.World.
func (c *court) KindOf(id op.ID) (string, bool) {
	at, ok := c.index[id]
	if !ok {
		return "", false
	}
	return c.facts[at].op.Header.Kind, true
}

// AccountOf implements kind.World.
func (c *court) AccountOf(id op.ID) (op.AccountID, bool) {
	at, ok := c.index[id]
	if !ok {
		return op.AccountID{}, false
	}
	return c.author(c.facts[at]), true
}

// MemberAt implements kind.World: by what an opening sees, at the settled commit that it names.
func (c *court) MemberAt(account op.AccountID, id op.ID) bool {
	at, ok := c.index[id]
	if !ok {
		return false
	}
	f := c.facts[at]
	if b := c.boxOf(id); b != nil {
		return b.voters[account]
	}
	on := f.judgedOn()
	if c.claims[on] != nil && (f.hasElectorate() || c.at(on).rules.Has(charter.Closing)) && c.isLastSettledIn(on, f.past) {
		return false // it says who may vote where tellers do not, or it is wrong about them
	}
	asked := c.courtOf(f)
	return asked.isMember(f, account, asked.last())
}

// hasElectorate: it is an opening that says who may vote.
func (f *fact) hasElectorate() bool {
	open, is := f.body.(*poll.Open)
	return is && open.Electorate != nil
}

// StandingAt implements kind.World, by the same.
func (c *court) StandingAt(account op.AccountID, id op.ID) kind.Standing {
	at, ok := c.index[id]
	if !ok {
		return kind.Standing{}
	}
	asked := c.courtOf(c.facts[at])
	return asked.authorAt(c.facts[at], account, asked.last())
}

// WithdrawnAt implements kind.World, by the same.
func (c *court) WithdrawnAt(device op.DeviceID, account op.AccountID, id op.ID) bool {
	at, ok := c.index[id]
	return ok && c.courtOf(c.facts[at]).lost()[lostDevice{device, account}]
}

// lostDevice is a device that another one of the account has withdrawn.
type lostDevice struct {
	device  op.DeviceID
	account op.AccountID
}

// lost are those withdrawn by acts that are applied.
func (c *court) lost() map[lostDevice]bool {
	lost := make(map[lostDevice]bool)
	for _, f := range c.facts {
		if body, is := f.body.(*authority.WithdrawBody); is && c.applied.has(f.at) && f.device() != body.Device {
			lost[lostDevice{body.Device, c.author(f)}] = true
		}
	}
	return lost
}

// KeptBody implements kind.World.
func (c *court) KeptBody(id op.ID) any {
	at, ok := c.index[id]
	if !ok || c.facts[at].kind == nil || !c.facts[at].kind.Keep {
		return nil
	}
	return c.facts[at].body
}

// courtOf judges what an op sees, by the commit that it is judged at.
func (c *court) courtOf(f *fact) *court {
	asked := c.polls[f.id()]
	if asked == nil {
		on := f.judgedOn()
		if on.IsZero() || !c.isLastSettledIn(on, f.past) {
			on = c.line.Commits[c.place[f.at]]
		}
		asked = c.court(authority.Line{Commits: c.lineTo(on)}, f.past)
		asked.session(func(f *fact) bool { return f.kind != nil && f.kind.Chain })
		c.polls[f.id()] = asked
	}
	return asked
}

// last is what holds at the end of the court's line.
func (c *court) last() *standing { return c.at(c.line.Commits[len(c.line.Commits)-1]) }

func (m *model) lineTo(id op.ID) []op.ID {
	var line []op.ID
	for c := m.claims[id]; c.content != nil; c = m.claims[c.content.Parent] {
		line = append(line, c.id)
	}
	line = append(line, m.genesis.id())
	slices.Reverse(line)
	return line
}
