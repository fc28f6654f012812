package tally

// STAR voting (score, then automatic runoff): the two options with the highest sums meet, and the one that more ballots score higher wins.
//
// Source: Equal Vote Coalition, "Ties in STAR Voting", and the reports of github.com/larryhastings/starvote. A tie for a place in the runoff
// goes to who wins most head-to-head matchups among the tied, then (tieOrder "five-star") to who has most top scores, then to the rule for
// ties. A tied runoff goes to the higher sum, then top scores as before, then the rule. A ballot that scores both equally has no
// preference between them. A blank is a zero; an empty ballot counts for nobody; a score outside of 0 to max spoils. There are no ranks,
// overvotes or exhausted ballots; a write-in is an option like another one.

import (
	"cmp"
	"math/big"
	"slices"
)

type starMethod struct{}

func (starMethod) Name() string { return "star" }

func (starMethod) Form() Form { return Scores }

// Params: max is the top score; tieOrder says whether top scores break ties before the rule does.
func (starMethod) Params() []Param {
	return []Param{integer("max", 5, 1, MaxValue), word("tieOrder", "five-star", "head-to-head")}
}

func (starMethod) Fit(e *Election, _ Settings) error {
	if e.Seats != 1 {
		return unfit("%d seats, where STAR fills one", e.Seats)
	}
	if len(eligible(e)) < 2 {
		return unfit("fewer than two options")
	}
	return nil
}

func (starMethod) Valid(_ *Election, s Settings, b *Ballot) error {
	for o, v := range b.Values {
		if v != Blank && (v < 0 || v > s.integer("max")) {
			return spoiled("a score of %d for option %d, outside of 0 to %d", v, o+1, s.integer("max"))
		}
	}
	return nil
}

// star is one count's figures.
type star struct {
	*breaker
	sums, tops []int64
	prefer     [][]int64
	topsBreak  bool
}

func (starMethod) Tally(e *Election, s Settings, r *Result) error {
	c := &star{breaker: newBreaker(e, s, r), topsBreak: s.word("tieOrder") == "five-star"}
	c.read(e, s.integer("max"))
	r.Totals = wholes(c.sums)
	r.Order = grouped(eligible(e), byTotal(r.Totals))
	r.Pairwise = &Pairwise{Prefer: c.prefer, Condorcet: condorcet(c.prefer, eligible(e))}
	finalists := c.finalists(r.Order)
	r.Rounds = append(r.Rounds, Round{Number: 1, Action: CountVotes, Options: finalists, Votes: r.Totals})
	winner := c.runoff(finalists[0], finalists[1])
	r.Winners, r.Verdict = []int{winner}, Elected
	return nil
}

func (c *star) read(e *Election, top int64) {
	n := len(e.Options)
	c.sums, c.tops, c.prefer = make([]int64, n), make([]int64, n), square[int64](n)
	values := make([]int64, n)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if len(b.Values) == 0 {
			continue
		}
		for o, v := range b.Values {
			values[o] = max(v, 0)
			c.sums[o] += values[o] * b.Count
			if v == top {
				c.tops[o] += b.Count
			}
		}
		for x, vx := range values {
			for y, vy := range values {
				if vx > vy {
					c.prefer[x][y] += b.Count
				}
			}
		}
	}
}

// finalists are two, the higher sum first.
func (c *star) finalists(order [][]int) []int {
	var two []int
	for _, group := range order {
		for free := 2 - len(two); free > 0; free-- {
			if len(group) <= free {
				two = append(two, group...)
				break
			}
			next := c.best(1, "finalist", group, c.matchups(group))
			two = append(two, next)
			group = keep(group, func(o int) bool { return o != next })
		}
	}
	return two
}

// matchups are how many of the others in a group an option beats.
func (c *star) matchups(group []int) func(int) int64 {
	return func(o int) int64 {
		won := int64(0)
		for _, other := range group {
			if c.prefer[o][other] > c.prefer[other][o] {
				won++
			}
		}
		return won
	}
}

// best breaks a tie by a figure, then by top scores, then by the rule.
func (c *star) best(round int, what string, tied []int, figure func(int) int64) int {
	by := "head-to-head"
	if what == "runoff" {
		by = "score"
	}
	left := most(tied, figure)
	if len(left) > 1 && c.topsBreak {
		left, by = most(left, func(o int) int64 { return c.tops[o] }), "five-star"
	}
	if len(left) > 1 {
		return c.first(round, what, left)
	}
	c.record(round, what, tied, left, by)
	return left[0]
}

func most(options []int, figure func(int) int64) []int {
	top := slices.MaxFunc(options, func(a, b int) int { return cmp.Compare(figure(a), figure(b)) })
	return keep(options, func(o int) bool { return figure(o) == figure(top) })
}

func (c *star) runoff(a, b int) int {
	forA, forB := c.prefer[a][b], c.prefer[b][a]
	votes := make([]*big.Rat, len(c.sums))
	votes[a], votes[b] = whole(forA), whole(forB)
	winner := a
	switch {
	case forA == forB:
		winner = c.best(2, "runoff", []int{min(a, b), max(a, b)}, func(o int) int64 { return c.sums[o] })
	case forB > forA:
		winner = b
	}
	same := c.result.Turnout.Counted - forA - forB
	c.result.Rounds = append(c.result.Rounds, Round{Number: 2, Action: Elect, Options: []int{winner}, Votes: votes, Exhausted: whole(same), Elected: []int{winner}})
	c.result.because("runoff", []int{winner, a + b - winner}, map[string]*big.Rat{"for": votes[winner], "against": votes[a+b-winner], "same": whole(same)})
	return winner
}
