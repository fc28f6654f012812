package sim

// What kinds ask the model about other ops.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
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
	poll := c.polls[id]
	if poll == nil {
		on := f.judgedOn()
		if on.IsZero() || !c.isLastSettledIn(on, f.past) {
			on = c.line.Commits[c.place[f.at]]
		}
		poll = c.court(authority.Line{Commits: c.lineTo(on)}, f.past)
		poll.session(func(f *fact) bool { return f.kind != nil && f.kind.Chain })
		c.polls[id] = poll
	}
	return poll.isMember(f, account, poll.at(poll.line.Commits[len(poll.line.Commits)-1]))
}

func (m *model) lineTo(id op.ID) []op.ID {
	var line []op.ID
	for c := m.claims[id]; c.content != nil; c = m.claims[c.content.Parent] {
		line = append(line, c.id)
	}
	line = append(line, m.genesis.id())
	slices.Reverse(line)
	return line
}
