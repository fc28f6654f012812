package community

// What authority asks about polls: answered by what is stored of them.

import (
	"errors"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// pollAnswers implements authority.Polls.
type pollAnswers struct{ e *Engine }

// Opening answers for openings that are invalid too: no teller's word about those is stored, and nothing else follows from them.
func (p pollAnswers) Opening(id op.ID) (authority.Opening, bool) {
	if known, is := p.e.facts[id]; is {
		return known, true
	}
	m, ok := p.e.meta(id)
	if !ok || m.Kind != poll.KindOpen {
		return authority.Opening{}, false
	}
	open := p.e.openingAt(m)
	if open == nil || open.Electorate == nil {
		return authority.Opening{}, false
	}
	enacts := open.Enacts
	if rules, ok := p.e.graph.StateAt(open.On); !ok || !open.MayEnact(&rules.Charter) {
		enacts = nil
	}
	if len(p.e.facts) >= rememberedOpenings {
		clear(p.e.facts)
	}
	p.e.facts[id] = authority.Opening{On: open.On, Enacts: enacts}
	return p.e.facts[id], true
}

// Passed counts what a manifest counts, once.
func (p pollAnswers) Passed(id, manifest op.ID) bool {
	v, _ := p.e.verdictOf(id, manifest)
	return v.passed
}

// Voters are asked for while acts are read, too. An opening whose voters are not those of its cut has none.
func (p pollAnswers) Voters(id op.ID) []op.AccountID {
	m, _ := p.e.meta(id)
	open := p.e.openingAt(m)
	if open == nil {
		return nil
	}
	held, err := p.e.electorateBy(id, p.e.pastOf(m), open)
	if err != nil {
		return nil
	}
	return slices.SortedFunc(maps.Keys(held.voters), op.AccountID.Compare)
}

func (p pollAnswers) MayRetire(id op.ID) bool {
	held, err := p.e.closingOf(id)
	switch {
	case errors.Is(err, closing.ErrRule):
		return true // no tellers could ever close it
	case err != nil:
		p.e.fail(err)
		return false
	}
	over, err := held.RetireShown(held.heads())
	return err == nil && over && len(held.Outcomes()) == 0
}

// heads are the newest ops that were taken in of each log.
func (held *closingHeld) heads() []op.ID {
	var heads []op.ID
	for _, id := range held.last {
		heads = append(heads, id)
	}
	return heads
}

// Outcome is the outcome of a poll by what its tellers have sealed. It is asked inside of Ask.
func (e *Engine) Outcome(opening op.ID, o closing.Outcome) (poll.Outcome, error) {
	result, err := e.outcome(opening, o)
	if err == nil {
		err = e.failed
	}
	return result, err
}

func (e *Engine) outcome(opening op.ID, o closing.Outcome) (poll.Outcome, error) {
	held, err := e.closingOf(opening)
	if err != nil {
		return poll.Outcome{}, err
	}
	first, _, err := held.FirstOpening(o.Manifest.Freezes)
	if err != nil {
		return poll.Outcome{}, err
	}
	roll, err := e.rollOf(held, o.Count, o.Manifest.MomentMillis)
	if err != nil {
		return poll.Outcome{}, err
	}
	roll.Seed = poll.DrawSeed(opening, first)
	return poll.Decide(held.voting.open, held.voting.track, roll)
}
