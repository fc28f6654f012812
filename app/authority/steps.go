package authority

// The tellers' agreement on commits: whether a step may be stored, and what a teller says next.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// CheckStep judges a step of the agreement by its own past. An error wraps agreement.ErrRule; the op, and all that rests on it, is not stored.
func (g *Graph) CheckStep(o *op.Op, body *AgreementBody, previous op.ID, past PastID) error {
	heads := g.pasts.byID(past).heads
	in := g.within(heads)
	if err := g.checkBase(body.Base, in); err != nil {
		return err
	}
	step := steps[o.Header.Kind]
	if step != agreement.Turn {
		if err := g.checkValue(body); err != nil {
			return err
		}
	}
	m := agreement.Message{Teller: o.Header.Device, Step: step, View: body.View, Value: body.Value}
	seen := g.messages(body.Base, in)
	if err := agreement.Check(g.board(body.Base), m, seen, g.ownMessages(body.Base, previous)); err != nil {
		return err
	}
	if _, prepared := agreement.Prepared(g.board(body.Base), seen, body.View); step != agreement.Propose || prepared {
		return nil
	}
	if !g.valid(g.commits[body.Value], in) {
		return fmt.Errorf("%w: the commit is not valid in its past", agreement.ErrRule)
	}
	return nil
}

// checkBase: the base is the genesis, or settled in that past, or a petition valid in that past.
func (g *Graph) checkBase(base op.ID, in scope) error {
	c := g.commits[base]
	if c == nil {
		return fmt.Errorf("%w: the base is not there", agreement.ErrRule)
	}
	if c.parent == nil {
		return nil
	}
	if slices.Contains(g.settledOn(c.parent.id, in), base) {
		return nil
	}
	if c.kind == ByPetition && g.valid(c, in) {
		return nil
	}
	return fmt.Errorf("%w: the base is not settled in its past", agreement.ErrRule)
}

// SettledIn reports whether a past shows a commit settled.
func (g *Graph) SettledIn(id op.ID, past PastID) bool {
	c := g.commits[id]
	if c == nil || c.parent == nil {
		return c != nil
	}
	return slices.Contains(g.settledOn(c.parent.id, g.within(g.pasts.byID(past).heads)), id)
}

// IsLastSettledIn reports whether a commit is the last settled one on the line that stands by a past alone: who has seen a later one does not go
// back behind it. Of two settled on one parent it goes on from the one that leads to the commit; where two are settled on the commit itself, it
// is over.
func (g *Graph) IsLastSettledIn(id op.ID, past PastID) bool {
	if g.commits[id] == nil || planted == OpeningGoesBack {
		return g.SettledIn(id, past)
	}
	question := settledQuestion{id, past}
	is, known := g.lastSettled[question]
	if !known {
		line := g.walk(g.within(g.pasts.byID(past).heads), id)
		is = line.Settled == id && line.Stuck != TwoSettled
		if g.lastSettled == nil || len(g.lastSettled) >= maxLastSettled {
			g.lastSettled = make(map[settledQuestion]bool)
		}
		g.lastSettled[question] = is
	}
	return is
}

// settledQuestion is the question whether a commit is the last settled one by a past. Its answer never changes.
type settledQuestion struct {
	commit op.ID
	past   PastID
}

func (g *Graph) checkValue(body *AgreementBody) error {
	c := g.commits[body.Value]
	if c == nil || c.parent == nil || c.parent.id != body.Base {
		return fmt.Errorf("%w: the value does not follow the base", agreement.ErrRule)
	}
	return nil
}

// ownMessages is what the author said before, along its log.
func (g *Graph) ownMessages(base, previous op.ID) []agreement.Message {
	var own []agreement.Message
	at, ok := g.index[previous]
	for ok && at != none {
		n := g.nodes[at]
		if body, is := n.Body.(*AgreementBody); is && body.Base == base {
			own = append(own, n.message())
		}
		at = n.previous
	}
	return own
}

// Duty is what a teller has to do for the agreement on one commit.
type Duty struct {
	Base    op.ID
	Message agreement.Message
	// Candidate is what this teller would choose; zero for nothing.
	Candidate op.ID
	// Impatient says that patience with View runs, though there is nothing to say now.
	Impatient bool
	View      uint32
}

// Duty is the next step of a teller device on the commit that is settled last, in the world as it is. outOfPatience says which patience has run
// out, and isDue for which passed polls the time of enactment has come.
// ok is false where there is nothing to say; Impatient may be set all the same.
func (g *Graph) Duty(me op.DeviceID, outOfPatience func(base op.ID, view uint32) bool, isDue func(poll op.ID) bool) (d Duty, ok bool) {
	base := g.now.Line.Settled
	// Tellers that a petition names go on from it.
	for _, id := range g.now.Line.Commits[g.commits[base].depth+1:] {
		if g.commits[id].kind == ByPetition {
			base = id
		}
	}
	due := g.dueOn(base, isDue)
	teller := agreement.Teller{
		Board: g.board(base), Me: me, Seen: g.messages(base, nil),
		Accept: func(id op.ID) bool { return g.acceptable(base, id, due) },
	}
	teller.Candidate = g.candidate(base, due)
	d = Duty{Base: base, Candidate: teller.Candidate, View: teller.View(), Impatient: teller.Impatient()}
	// Asked only while patience runs: it begins with the asking.
	teller.OutOfPatience = d.Impatient && outOfPatience(base, d.View)
	d.Message, ok = teller.Next()
	return d, ok
}

func (g *Graph) acceptable(base, id op.ID, due []op.ID) bool {
	c := g.commits[id]
	return c != nil && c.parent != nil && c.parent.id == base && g.valid(c, nil) && g.mayFollow(c, due)
}

// candidate is the commit on the base that a teller would propose.
func (g *Graph) candidate(base op.ID, due []op.ID) op.ID {
	var best *commit
	for _, id := range g.children(base, nil) {
		c := g.commits[id]
		if g.mayFollow(c, due) && (best == nil || better(c, best) < 0) {
			best = c
		}
	}
	if best == nil {
		return op.ID{}
	}
	return best.id
}
