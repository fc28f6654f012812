package poll

// The running count: what the ballots known here say so far. It is exact, and no outcome.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Running is what the ballots that count so far hold, before any method looks at them.
type Running struct {
	// Options are in the poll's order; in a poll by consent they are the stances. Marks add up to more than Voters where a ballot can hold several.
	Options []OptionCount
	// Voters is how many accounts have a ballot that counts.
	Voters uint64
	// Blank is how many votes of these mark nothing: like the options' counts, with what the ballots carry.
	Blank uint64
	// Void is how many of these this version cannot read.
	Void uint64
}

// OptionCount is how many ballots that count mark an option: approve it, rank it, give it a score or points.
type OptionCount struct {
	Option string
	Count  uint64
}

// Counting picks the one ballot of each account that counts, ascending by account: one that another of the account replaces is out, and so is one that
// a helper entered, where the account has one of its own; of several left, from two devices apart, the largest id counts.
func Counting(ballots []Ballot) []Ballot {
	// A ballot replaces those of its own account alone: who names another's has replaced nothing.
	type mark struct {
		account op.AccountID
		id      op.ID
	}
	replaced := make(map[mark]bool)
	for i := range ballots {
		if b := &ballots[i]; !b.Replaces.IsZero() {
			replaced[mark{b.Account, b.Replaces}] = true
		}
	}
	order := make([]*Ballot, 0, len(ballots))
	for i := range ballots {
		if b := &ballots[i]; len(replaced) == 0 || !replaced[mark{b.Account, b.ID}] {
			order = append(order, b)
		}
	}
	slices.SortFunc(order, func(a, b *Ballot) int {
		if order := a.Account.Compare(b.Account); order != 0 {
			return order
		}
		if a.IsAssisted() != b.IsAssisted() {
			return ownFirst(a)
		}
		return b.ID.Compare(a.ID) // the largest id first
	})
	order = slices.CompactFunc(order, func(a, b *Ballot) bool { return a.Account == b.Account })
	counting := make([]Ballot, len(order))
	for i, b := range order {
		counting[i] = *b
	}
	return counting
}

// ownFirst orders two ballots of which one was entered by a helper. Of an account's own one is always left: helpers' replace none of them.
func ownFirst(a *Ballot) int {
	if a.IsAssisted() {
		return 1
	}
	return -1
}

// Count adds up the ballots of one poll, each with what the ballot of its account carries; without weights that is one vote. A poll whose method
// this version does not know has no options, and all its ballots are void.
func Count(open *Open, ballots []Ballot, weights map[op.AccountID]uint64) Running {
	r, _ := gather(open, Counting(ballots), weights)
	return r
}

// gather takes ballots of which each counts, and returns the election that they make. Weights says what the ballot of an account carries; nil: one each.
func gather(open *Open, counting []Ballot, weights map[op.AccountID]uint64) (Running, *tally.Election) {
	r := Running{Voters: uint64(len(counting))}
	read, err := newReader(open)
	if err != nil {
		r.Void = r.Voters
		return r, nil
	}
	e := read.election
	if e.Form == tally.Consents {
		for _, stance := range stances {
			r.Options = append(r.Options, OptionCount{Option: string(stance)})
		}
	} else {
		for _, option := range open.Options {
			r.Options = append(r.Options, OptionCount{Option: option})
		}
	}
	// Where many vote alike, each ballot is read once: equal ones are one that counts several times.
	alike := make(map[string]int)
	for i := range counting {
		carries := int64(1)
		if weights != nil {
			carries = int64(weights[counting[i].Account])
		}
		if carries == 0 {
			continue
		}
		if at, read := alike[string(counting[i].Choice)]; read {
			e.Ballots[at].Count += carries
			continue
		}
		ballot, err := read.read(counting[i].Choice)
		if err != nil {
			r.Void++
			continue
		}
		if ballot.Count = carries; ballot.Stance == tally.Object {
			ballot.Reason = counting[i].Reason
		} else if len(alike) < maxAlike {
			alike[string(counting[i].Choice)] = len(e.Ballots)
		}
		e.Ballots = append(e.Ballots, ballot)
	}
	for i := range e.Ballots {
		r.mark(e, &e.Ballots[i])
	}
	return r, e
}

func (r *Running) mark(e *tally.Election, b *tally.Ballot) {
	n := uint64(b.Count)
	if e.Empty(b) {
		r.Blank += n
	}
	if i := slices.Index(stances, b.Stance); i >= 0 {
		r.Options[i].Count += n
	}
	for _, o := range b.Picks {
		r.Options[o].Count += n
	}
	for _, rank := range b.Ranks {
		for _, o := range rank {
			r.Options[o].Count += n
		}
	}
	for o, v := range b.Values {
		if v != tally.Blank && (v != 0 || e.Form == tally.Scores) {
			r.Options[o].Count += n
		}
	}
}

// Tally counts a poll by its method, as if the ballots that are given were all: those of Counting, with what each carries; without weights that
// is one vote. Votes is how many the whole electorate has. A draw
// is made from the poll's id alone, where the one that decides takes the tellers' first receipt too. The election has equal
// ballots as one, and leaves out those that cannot be read. Errors wrap kind.ErrInvalid, where this version does not know the method, tally.ErrForm or
// tally.ErrUnfit.
func Tally(p *Poll, counting []Ballot, weights map[op.AccountID]uint64, votes int) (*tally.Election, *tally.Result, error) {
	m, err := MethodOf(p.Opening.Method)
	if err != nil {
		return nil, nil, err
	}
	_, e := gather(&p.Opening, counting, weights)
	e.Electorate = int64(votes)
	result, err := tally.Count(m, e, p.Opening.TallySettings(runningSeed(p.ID)))
	if err != nil {
		return e, nil, fmt.Errorf("counting the poll %s: %w", p.ID.Short(), err)
	}
	return e, result, nil
}
