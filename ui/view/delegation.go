package view

// Delegations: who has given a vote to whom, and in one poll, who votes through whom and how much power that makes.

import (
	"context"
	"math/big"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Delegation is what somebody has said of their vote.
type Delegation struct {
	ID   string `json:"id"`
	From Name   `json:"from"`
	// To is ranked: the first of them who votes.
	To []Name `json:"to"`
	// Track is "" for everything.
	Track       string `json:"track"`
	MadeMillis  int64  `json:"made_ms"`
	UntilMillis int64  `json:"until_ms,omitempty"`
	// State is one of app's words: "in_force", "not_receipted", "waiting", "expired", "ending", "outdone", "not_allowed".
	State string `json:"state"`
	// HoldsMillis is from when on it counts in polls that are opened; 0 where the tellers do not say that yet.
	HoldsMillis int64 `json:"holds_from_ms,omitempty"`
	Mine        bool  `json:"mine"`

	from op.AccountID
	to   []op.AccountID
}

// Short is the id as people see it.
func (d Delegation) Short() string { return text.ShortID(d.ID) }

// Names reports whether somebody is on the list.
func (d Delegation) Names(account op.AccountID) bool { return slices.Contains(d.to, account) }

// IsBy reports whether somebody has made it.
func (d Delegation) IsBy(account op.AccountID) bool { return d.from == account }

// Delegations lists what members have said of their votes, the first one first.
func Delegations(ctx context.Context, c *app.Community) ([]Delegation, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, err := c.Delegations(ctx)
	list := make([]Delegation, 0, len(rows))
	for _, r := range rows {
		list = append(list, Delegation{
			ID: r.ID.String(), From: people.Name(r.From), To: people.ranked(r.To), Track: r.Track, MadeMillis: r.TimeMillis, UntilMillis: r.UntilMillis,
			State: string(r.State), HoldsMillis: r.HoldsMillis, Mine: r.From == c.Account(), from: r.From, to: r.To,
		})
	}
	return list, err
}

// PollDelegations is who votes for whom in a poll.
type PollDelegations struct {
	// Sealed says that it is about the ballots that count in the end; else about those known here.
	Sealed bool `json:"sealed"`
	// Mine is what became of my own delegation; nil where I have none in this poll.
	Mine *Delegated `json:"mine,omitempty"`
	// Through are those whose votes others cast, Lost those whose delegations came to nothing. Both are ascending by name.
	Through []Delegated `json:"through"`
	Lost    []Delegated `json:"came_to_nothing"`
	// Votes is what all ballots count for together.
	Votes uint64 `json:"votes"`
	// Largest are the heaviest ballots that carry a delegation, heaviest first.
	Largest []LargestDelegate `json:"largest"`
	// Gini is 0 where everyone's vote weighs the same, towards 1 the fewer decide; a fraction, "2/3".
	Gini string `json:"gini"`
	// Deciders is the smallest number of people who together cast more than half of the votes.
	Deciders int `json:"deciders"`

	gini *big.Rat
}

// Delegated is what became of one delegation in a poll.
type Delegated struct {
	Voter Name `json:"voter"`
	// Delegates are the voter's list.
	Delegates []Name `json:"delegates"`
	// By cast the vote, through whoever stands between; nil where nobody did, for Reason.
	By      *Name  `json:"by,omitempty"`
	Between []Name `json:"between,omitempty"`
	// Choice is what By voted, as people type it; "" marks nothing, and Void cannot be read by this version.
	Choice string `json:"choice"`
	Void   bool   `json:"void,omitempty"`
	// Reason is one of delegation's words: "own_ballot", "nobody_voted", "in_a_circle", "too_far", "all_full".
	Reason string `json:"reason,omitempty"`
}

// LargestDelegate is somebody who casts others' votes.
type LargestDelegate struct {
	Name
	Delegations int    `json:"delegations"`
	Votes       uint64 `json:"votes"`
	// Share of all votes, a fraction: "3/7".
	Share string `json:"share"`

	share *big.Rat
}

// Parts is the share in parts of a billion, rounded down.
func (d LargestDelegate) Parts() int64 {
	parts := new(big.Int).Mul(d.share.Num(), big.NewInt(charter.Parts))
	return parts.Quo(parts, d.share.Denom()).Int64()
}

// GiniDecimal is the coefficient for people: "0.67".
func (d *PollDelegations) GiniDecimal() string { return d.gini.FloatString(2) }

func (p *People) pollDelegations(d *app.PollDelegations, open *poll.Open) *PollDelegations {
	if d == nil {
		return nil
	}
	v := &PollDelegations{
		Sealed: d.Sealed, Through: []Delegated{}, Lost: []Delegated{}, Votes: d.Votes, Largest: []LargestDelegate{},
		Gini: d.Concentration.Gini.RatString(), Deciders: d.Concentration.Deciders, gini: d.Concentration.Gini,
	}
	for _, one := range d.InForce {
		became := p.delegated(d, one, open)
		if one.From == p.me {
			v.Mine = &became
		}
		if became.By != nil {
			v.Through = append(v.Through, became)
		} else {
			v.Lost = append(v.Lost, became)
		}
	}
	for _, list := range [][]Delegated{v.Through, v.Lost} {
		slices.SortStableFunc(list, func(a, b Delegated) int {
			return strings.Compare(strings.ToLower(a.Voter.Name), strings.ToLower(b.Voter.Name))
		})
	}
	for _, l := range d.Concentration.Largest {
		v.Largest = append(v.Largest, LargestDelegate{
			Name: p.Name(l.Account), Delegations: l.Delegations, Votes: l.Weight, Share: l.Share.RatString(), share: l.Share,
		})
	}
	return v
}

func (p *People) delegated(d *app.PollDelegations, one delegation.Delegation, open *poll.Open) Delegated {
	became := Delegated{Voter: p.Name(one.From), Delegates: p.ranked(one.To), Reason: string(d.Lost[one.From])}
	path := d.Paths[one.From]
	if len(path) == 0 {
		return became
	}
	by := path[len(path)-1]
	name := p.Name(by)
	became.By = &name
	if len(path) > 1 {
		became.Between = p.ranked(path[:len(path)-1])
	}
	if at := slices.IndexFunc(d.Cast, func(b poll.Ballot) bool { return b.Account == by }); at >= 0 {
		said, readable := chosen(open, d.Cast[at].Choice)
		became.Choice, became.Void = said, !readable
	}
	return became
}

// ranked are names in the order in which they stand.
func (p *People) ranked(accounts []op.AccountID) []Name {
	names := make([]Name, len(accounts))
	for i, account := range accounts {
		names[i] = p.Name(account)
	}
	return names
}
