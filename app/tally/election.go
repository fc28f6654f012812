// Package tally counts votes: every voting method that a poll can name, each in one file, and what they have in common.
//
// It promises that a count is a pure function of the election and the settings; that all arithmetic is exact (integers, fixed point where
// a statute says so, rationals elsewhere); that the order of the ballots changes nothing, and the order of the options nothing but ties
// that the settings break by it; that no variant is chosen silently, since a result lists every setting it was counted with; and that
// every tie, with how it was broken, stands in the result.
//
// It reads no files, knows no community, time or randomness, and writes no sentences for people: a Reason names a sentence and its data.
package tally

import "math/big"

// Form is what a ballot of a method looks like.
type Form string

// The forms, each with the field of Ballot that holds it.
const (
	// Choice marks one option, or none: Picks.
	Choice Form = "choice"
	// Approvals mark any number of options: Picks.
	Approvals Form = "approval"
	// Ranking puts options in order: Ranks.
	Ranking Form = "ranking"
	// Scores grade each option on one scale: Values.
	Scores Form = "scores"
	// Points spread a number of points among the options: Values.
	Points Form = "points"
	// Allocation spends credits on votes for options: Values are the votes, which the method prices.
	Allocation Form = "allocation"
	// Consents agree, stand aside or object: Stance.
	Consents Form = "consent"
)

// Stance is what a voter says to a proposal that is decided by consent.
type Stance string

// The stances.
const (
	Consent    Stance = "consent"
	StandAside Stance = "stand-aside"
	Object     Stance = "object"
)

// Blank is the value of an option that a ballot of scores leaves without one.
const Blank int64 = -1 << 63

// Ballot is what one voter marked, or several alike. The fields that the election's form does not use are empty. Nothing marked is an empty
// ballot, which is cast and counts for nobody.
type Ballot struct {
	// Count is how many voters cast this ballot, or the weight of the one who did: 1 to MaxVoters.
	Count int64 `json:"count"`
	// Picks are marked options, ascending, each once. In a Choice, two are an overvote.
	Picks []int `json:"picks,omitempty"`
	// Ranks are the options at the first rank, at the second, and so on. Several at one rank are ranked equally (an overvote, where ranks may
	// not be shared); none is a skipped rank. The same option may stand at two ranks, as voters do on paper: the methods say what they make of it.
	Ranks [][]int `json:"ranks,omitempty"`
	// Values are the score, points or votes of each option, by its number; in Scores Blank where nothing is marked.
	Values []int64 `json:"values,omitempty"`
	// Stance is the voter's word on a proposal; empty: none.
	Stance Stance `json:"stance,omitempty"`
	// Reason is what an objection says.
	Reason string `json:"reason,omitempty"`
}

// Option is what can be voted for: a candidate, an answer, a project.
type Option struct {
	Name string `json:"name"`
	// ID is what the source calls it, where that is not its name: a project's number in a Pabulib file.
	ID string `json:"id,omitempty"`
	// Cost is a project's, in the unit of the election's budget.
	Cost int64 `json:"cost,omitempty"`
	// WriteIn says that voters wrote the name themselves, or that the option stands for all such names.
	WriteIn bool `json:"write_in,omitempty"`
	// Withdrawn options can stand on ballots and cannot win.
	Withdrawn bool `json:"withdrawn,omitempty"`
	// Majority is how many times as many voters must prefer the option to the default option as prefer that one: 3 is 3:1. Nil is 1. It is
	// read by the methods that know a default option.
	Majority *big.Rat `json:"majority,omitempty"`
}

// Election is everything that a count reads, apart from its settings.
type Election struct {
	Title   string   `json:"title,omitempty"`
	Form    Form     `json:"form"`
	Options []Option `json:"options"`
	// Seats is how many options win: 1 where it is about one; 0 for a budget.
	Seats int `json:"seats,omitempty"`
	// Budget is what projects may cost together, in the smallest unit of money.
	Budget int64 `json:"budget,omitempty"`
	// Electorate is how many may vote, in the unit of the ballots' counts; 0: not known.
	Electorate int64 `json:"electorate,omitempty"`
	// Order is the source's own order for ties, who wins them first, as Ties.Order has it; nil: it names none. No count reads it by itself.
	Order []int `json:"order,omitempty"`
	// Ballots are in any order. Equal ones may be one with a Count, or many.
	Ballots []Ballot `json:"ballots"`
}
