package delegation

// Who votes for whom, at the count.

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Rules are what the charter lets delegations do.
type Rules struct {
	// Cap is how many delegations one ballot carries at most; 0 for as many as come.
	Cap int
	// Travels lets weight go on through the list of a delegate who has no ballot.
	Travels bool
}

// Poll is what there is to resolve.
type Poll struct {
	ID op.ID
	// Voters is the electorate with everyone's own weight.
	Voters map[op.AccountID]uint64
	// Ballots says who of them has a counted ballot.
	Ballots map[op.AccountID]bool
	// Delegations in force, by their authors.
	Delegations map[op.AccountID]Delegation
}

// Reason says why a delegation did not count.
type Reason string

// The reasons.
const (
	// OwnBallot: the member voted, which overrides the list.
	OwnBallot Reason = "own_ballot"
	// NobodyVoted: nobody on the list, nor on the lists that it leads to, has a ballot.
	NobodyVoted Reason = "nobody_voted"
	// InACircle: nobody, and some way down the lists goes round for ever.
	InACircle Reason = "in_a_circle"
	// TooFar: nobody on the first MaxLists lists.
	TooFar Reason = "too_far"
	// AllFull: there were ballots, and each one carried as many delegations as it may.
	AllFull Reason = "all_full"
)

// Resolution is how weight went.
type Resolution struct {
	// Paths leads from everyone whose delegation counted to whoever voted for them, who is last.
	Paths map[op.AccountID][]op.AccountID
	// Carried lists for each ballot whose delegations it carries, in the order in which they counted.
	Carried map[op.AccountID][]op.AccountID
	// Weights is what each ballot counts for: the voter's own weight and all that it carries.
	Weights map[op.AccountID]uint64
	// Lost says of each delegation of a voter that did not count why.
	Lost map[op.AccountID]Reason
}

// Resolve goes through the delegations in order of SHA-256(poll id ‖ delegation op id), the ids as the 32 bytes of their digests. Each goes
// down its list to the first delegate who has a ballot with room under the cap; through a delegate without a ballot, where weight travels,
// to the first of that one's list, and so on, never twice through the same person, and through MaxLists lists at
// most, lists that lead to no ballot left out. Who finds nobody does not vote and is not in support.
//
// Delegations of accounts outside of the electorate count for nothing, and nobody outside of it carries any.
func Resolve(p Poll, r Rules) (Resolution, error) {
	if err := p.check(r); err != nil {
		return Resolution{}, fmt.Errorf("resolving delegations: %w", err)
	}
	res := Resolution{
		Paths: map[op.AccountID][]op.AccountID{}, Carried: map[op.AccountID][]op.AccountID{},
		Weights: map[op.AccountID]uint64{}, Lost: map[op.AccountID]Reason{},
	}
	for voter := range p.Ballots {
		res.Weights[voter] = p.Voters[voter]
	}
	g := p.graph(r)
	g.begin(p.Ballots)
	for _, number := range g.order {
		from := g.people[number]
		way, why := g.walk(number)
		if way == nil {
			res.Lost[from] = why
			continue
		}
		path := g.path(way)
		carrier := path[len(path)-1]
		res.Paths[from] = path
		res.Carried[carrier] = append(res.Carried[carrier], from)
		res.Weights[carrier] += p.Voters[from]
	}
	return res, nil
}

// Prepared is a poll whose delegations were put in order once, to be resolved for ballots that change. It is not safe for concurrent use.
type Prepared struct{ graph *graph }

// Prepare takes everything of a poll but its ballots.
func Prepare(p Poll, r Rules) (*Prepared, error) {
	p.Ballots = nil
	if err := p.check(r); err != nil {
		return nil, fmt.Errorf("preparing delegations: %w", err)
	}
	return &Prepared{p.graph(r)}, nil
}

// Weights are those that Resolve finds for these ballots. Errors wrap ErrForm.
func (q *Prepared) Weights(ballots map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
	g := q.graph
	weights := make(map[op.AccountID]uint64, len(ballots))
	for voter := range ballots {
		number, entitled := g.numbers[voter]
		if !entitled {
			return nil, fmt.Errorf("resolving delegations: %w: a ballot of %s, who is not in the electorate", ErrForm, voter)
		}
		weights[voter] = g.weights[number]
	}
	g.begin(ballots)
	for _, from := range g.order {
		if way, _ := g.walk(from); way != nil {
			weights[g.people[way[len(way)-1].at]] += g.weights[from]
		}
	}
	return weights, nil
}

func (p Poll) check(r Rules) error {
	if len(p.Voters) > MaxVoters {
		return fmt.Errorf("%w: %d voters, where at most %d fit", ErrForm, len(p.Voters), MaxVoters)
	}
	if r.Cap < 0 {
		return fmt.Errorf("%w: a cap of %d", ErrForm, r.Cap)
	}
	for account, weight := range p.Voters {
		if weight > maxWeight {
			return fmt.Errorf("%w: %s weighs %d", ErrForm, account, weight)
		}
	}
	for voter := range p.Ballots {
		if _, entitled := p.Voters[voter]; !entitled {
			return fmt.Errorf("%w: a ballot of %s, who is not in the electorate", ErrForm, voter)
		}
	}
	for from, d := range p.Delegations {
		if from != d.From {
			return fmt.Errorf("%w: one of %s is listed under %s", ErrForm, d.From, from)
		}
		if err := d.Check(); err != nil {
			return err
		}
	}
	return nil
}

// inOrder is the delegations of voters in the order in which they count.
func (p Poll) inOrder() []Delegation {
	type placed struct {
		place [sha256.Size]byte
		Delegation
	}
	var all []placed
	for from, d := range p.Delegations {
		if _, entitled := p.Voters[from]; entitled {
			all = append(all, placed{sha256.Sum256(slices.Concat(p.ID[:], d.ID[:])), d})
		}
	}
	slices.SortFunc(all, func(x, y placed) int {
		return cmp.Or(bytes.Compare(x.place[:], y.place[:]), x.From.Compare(y.From))
	})
	ordered := make([]Delegation, len(all))
	for i := range all {
		ordered[i] = all[i].Delegation
	}
	return ordered
}
