package sample

// Making: the script from its first day to now, and what comes of it.

import (
	"context"
	"crypto/ed25519"
	"fmt"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Spec says which sample is made. Equal specs give equal ops.
type Spec struct {
	// NowMillis is the moment at which it ends, in milliseconds since 1970; all its dates are relative to it.
	NowMillis int64
	// Seed is what the made-up members' keys come from.
	Seed Seed
	// Nonce is the genesis nonce, from which Me's account key came.
	Nonce [16]byte
	// Language is one of Languages.
	Language string
	Me       Me
	// Ops is how many acts there shall be; fewer than the sample has are as many as it has. More are written by many more neighbours.
	Ops int
}

// Made is a sample in the making's end.
type Made struct {
	Community op.CommunityID
	Name      string
	// Ops are all of it, each after its past.
	Ops []*op.Op
	// Settled is the commit that is settled last.
	Settled op.ID
	// Polls, Proposals, Topics and Comments are what there is, by short names as "reserve", for tests and pictures.
	Polls, Proposals, Topics, Comments map[string]op.ID
	// Drafts are texts that nobody else sees, each a title and a text.
	Drafts [][2]string

	// VisitedMillis is when I was here last.
	VisitedMillis int64

	crowd *crowd
}

// seen is how many of its acts I saw then.
func (m *Made) seen() uint64 {
	n := 0
	for n < len(m.Ops) && m.Ops[n].Header.TimeMillis <= m.VisitedMillis {
		n++
	}
	if m.crowd != nil {
		n += m.crowd.before(m.VisitedMillis)
	}
	return uint64(n)
}

// Total is how many acts Source hands out.
func (m *Made) Total() int {
	if m.crowd == nil {
		return len(m.Ops)
	}
	return len(m.Ops) + m.crowd.all
}

// Source hands out all acts in the order of their time, Ops among them, each after its past. What is not in Ops is signed when it is asked for, and
// handed out once.
func (m *Made) Source() app.Source {
	ops := m.Ops
	var ahead *op.Op
	return func() (*op.Op, bool, error) {
		if ahead == nil && m.crowd != nil {
			var err error
			if ahead, err = m.crowd.next(); err != nil {
				return nil, false, fmt.Errorf("filling the sample: %w", err)
			}
		}
		var next *op.Op
		switch {
		case len(ops) > 0 && (ahead == nil || ops[0].Header.TimeMillis <= ahead.Header.TimeMillis):
			next, ops = ops[0], ops[1:]
		case ahead != nil:
			next, ahead = ahead, nil
		}
		return next, next != nil, nil
	}
}

// Make makes the sample. It takes a second or two of one processor. Errors: those of the context, and none else, unless the sample itself is wrong.
func Make(ctx context.Context, spec Spec) (*Made, error) {
	h := newHall()
	s := &script{
		hall: h, cast: spec.Seed.cast(spec.Me.person()), say: textsIn(spec.Language), seed: spec.Seed, hereMillis: spec.NowMillis,
		polls: make(map[string]op.ID), proposals: make(map[string]op.ID), topics: make(map[string]op.ID), comments: make(map[string]op.ID), current: make(map[string]op.ID),
	}
	s.beginnings(spec.Nonce)
	s.decided()
	s.running()
	s.prepared()
	s.talked()
	s.joining()
	filling := s.filledUpTo(spec.Ops)
	err := h.replica.Update(ctx, func(tx community.Tx) error {
		h.tx = tx
		s.play(ctx)
		return h.failed
	})
	if err != nil {
		return nil, fmt.Errorf("making the sample: %w", err)
	}
	if filling != nil {
		filling.ready(spec.Ops - len(h.ops))
	}
	title, text := s.say.titled("draft")
	return &Made{
		Community: h.com, Name: s.say.of("name"), Ops: h.ops, Settled: h.engine.Authority().Now().Settled,
		Polls: s.polls, Proposals: s.proposals, Topics: s.topics, Comments: s.comments, Drafts: [][2]string{{title, text}}, crowd: filling, VisitedMillis: s.when(-2, 21, 40),
	}, nil
}

// inviteKey is the key of one of the cast's invites.
func (s *script) inviteKey(of string) ed25519.PrivateKey { return s.seed.key("invite", of) }
