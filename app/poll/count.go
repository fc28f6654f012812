package poll

// The running count: what the ballots known here say so far. It is exact, and no outcome.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Running is a running count.
type Running struct {
	// Options are in the method's order. Counts add up to more than Voters where a ballot can hold several.
	Options []OptionCount
	// Voters is how many accounts have a ballot that counts.
	Voters uint64
	// Blank is how many of these approve of nothing.
	Blank uint64
	// Void is how many of these this version cannot read.
	Void uint64
}

// OptionCount is how many ballots that count hold an option.
type OptionCount struct {
	Option string
	Count  uint64
}

// Counting picks the one ballot of each account that counts, ascending by account: one that another of the account replaces is out, and of
// several left, from two devices apart, the largest id counts.
func Counting(ballots []Ballot) []Ballot {
	replaced := make(map[op.AccountID]map[op.ID]bool)
	for _, b := range ballots {
		if b.Replaces.IsZero() {
			continue
		}
		if replaced[b.Account] == nil {
			replaced[b.Account] = make(map[op.ID]bool)
		}
		replaced[b.Account][b.Replaces] = true
	}
	best := make(map[op.AccountID]Ballot, len(ballots))
	for _, b := range ballots {
		if replaced[b.Account][b.ID] {
			continue
		}
		if have, ok := best[b.Account]; !ok || have.ID.Compare(b.ID) < 0 {
			best[b.Account] = b
		}
	}
	counting := make([]Ballot, 0, len(best))
	for _, b := range best {
		counting = append(counting, b)
	}
	slices.SortFunc(counting, func(a, b Ballot) int { return a.Account.Compare(b.Account) })
	return counting
}

// Count counts the ballots of one poll. A poll that does not fit has no options, and all its ballots are void.
func Count(open *Open, ballots []Ballot) Running {
	counting := Counting(ballots)
	r := Running{Voters: uint64(len(counting))}
	method, err := MethodOf(open.Method)
	if err != nil {
		r.Void = r.Voters
		return r
	}
	for _, option := range method.Options(open) {
		r.Options = append(r.Options, OptionCount{Option: option})
	}
	for _, b := range counting {
		r.add(method.Decode(open, b.Choice))
	}
	return r
}

func (r *Running) add(choice Choice, err error) {
	if err != nil {
		r.Void++
		return
	}
	if len(choice.Options) == 0 {
		r.Blank++
	}
	for _, option := range choice.Options {
		r.Options[option].Count++
	}
}
