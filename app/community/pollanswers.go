package community

// What authority asks about polls: answered by what is stored of them.

import (
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
	if passed, known := p.e.passed[manifest]; known {
		return passed
	}
	held, err := p.e.Closing(id)
	if err != nil {
		p.e.fail(err)
		return false
	}
	for _, o := range held.Outcomes() {
		if o.ID != manifest {
			continue
		}
		result, err := p.e.outcome(id, o)
		p.e.passed[manifest] = err == nil && result.Passed // what cannot be counted passes nothing
		return p.e.passed[manifest]
	}
	return false
}

func (p pollAnswers) Voters(id op.ID) []op.AccountID {
	voters, err := p.e.Electorate(p.e.view, id)
	p.e.fail(err)
	return voters
}

func (p pollAnswers) MayRetire(id op.ID) bool {
	held, err := p.e.closingOf(id)
	if err != nil {
		return true // no tellers could ever close it
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
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	if open == nil {
		return poll.Outcome{}, e.failed
	}
	held, err := e.closingOf(opening)
	if err != nil {
		return poll.Outcome{}, err
	}
	first, _, err := held.FirstOpening(o.Manifest.Freezes)
	if err != nil {
		return poll.Outcome{}, err
	}
	counting, err := e.counting(opening, o)
	if err != nil {
		return poll.Outcome{}, err
	}
	rules, _ := e.graph.StateAt(open.On)
	track, _ := rules.Charter.Track(open.Track)
	return poll.Decide(open, track, counting, poll.DrawSeed(opening, first))
}

// counting reads the ballots that a manifest counts, ascending by account.
func (e *Engine) counting(opening op.ID, o closing.Outcome) ([]poll.Ballot, error) {
	ballots := make([]poll.Ballot, 0, len(o.Count.Counted))
	for _, c := range o.Count.Counted {
		s, ok, err := e.view.Load(c.Ballot)
		if err != nil || !ok {
			e.fail(err)
			return nil, err
		}
		b := poll.Ballot{ID: c.Ballot, Poll: opening, Account: c.Account, TimeMillis: s.Op.Header.TimeMillis}
		if body, err := e.seams.body(s.Op); err == nil {
			cast := body.(*poll.Cast)
			b.Replaces, b.Choice, b.Reason = cast.Replaces, cast.Choice, cast.Reason
		}
		ballots = append(ballots, b)
	}
	slices.SortFunc(ballots, func(a, b poll.Ballot) int { return a.Account.Compare(b.Account) })
	return ballots, nil
}
