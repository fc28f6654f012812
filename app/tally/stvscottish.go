package tally

// Scottish STV: several seats by transferable votes, surpluses by the weighted inclusive Gregory method.
//
// Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52. The quota is the whole part of valid papers
// divided by seats plus one, plus one. A surplus is passed on with all papers of the elected option, each at surplus × value ÷ votes, cut (not
// rounded) to five decimals; the largest surplus first, one a stage, also one of nothing. Then the lowest option is excluded, one a
// stage, its papers keeping their value. Elected options receive nothing more. The count ends when those left fit the seats left. The
// votes that cutting loses are Lost; papers that name nobody left are Exhausted. Ties, of surpluses and for exclusion: the order's rule is the latest
// earlier stage in which they differed, then by lot: ties "previous,draw:TEXT"; the other rules can be named too. Equal rankings:
// "equalRankings" "exhaust" is the order's, by which they end a paper (at its first rank, spoil it), and "skip" passes over them. A skipped rank ends a
// paper under "skippedRanks" "exhaust", and is closed up under "continue". Withdrawn options are passed over; a write-in is an option like
// another one. An empty ballot is not counted.

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// scottishOne is a vote in the order's five decimals.
const scottishOne = 100_000

type scottishMethod struct{}

func (scottishMethod) Name() string { return "stv-scottish" }

func (scottishMethod) Form() Form { return Ranking }

func (scottishMethod) Params() []Param { return transferParams() }

func (scottishMethod) Fit(e *Election, _ Settings) error { return fitSeats(e) }

func (scottishMethod) Valid(_ *Election, s Settings, b *Ballot) error { return validPaper(s, b) }

// paper is equal ballots in one option's hands: each is worth value.
type paper struct {
	prefs        []int
	at           int
	count, value int64
}

// scottish is one count. Votes are in parts of scottishOne.
type scottish struct {
	*breaker
	seats   int
	quota   int64
	total   int64
	votes   []int64
	piles   [][]paper
	hopeful []bool
	pending []int
	nowhere int64
}

func (scottishMethod) Tally(e *Election, s Settings, r *Result) error {
	n := len(e.Options)
	c := &scottish{
		breaker: newBreaker(e, s, r), seats: e.Seats, total: r.Turnout.Counted,
		votes: make([]int64, n), piles: make([][]paper, n), hopeful: make([]bool, n),
	}
	r.Places = 5
	for _, o := range eligible(e) {
		c.hopeful[o] = true
	}
	if err := fitFixed(r.Turnout.Counted, scottishOne); err != nil {
		return err
	}
	c.quota = (r.Turnout.Counted/int64(e.Seats+1) + 1) * scottishOne
	moved := map[int]int64{}
	for _, b := range papers(e, s) {
		c.give(paper{prefs: b.prefs, count: b.count, value: scottishOne}, moved)
	}
	c.stage(CountVotes, nil, -1, moved)
	for c.seats-len(r.Winners) > 0 && len(c.left()) > c.seats-len(r.Winners) {
		if len(c.pending) > 0 {
			c.transferSurplus()
		} else {
			c.exclude()
		}
	}
	c.fill()
	return nil
}

func (c *scottish) left() []int {
	return keep(all(len(c.votes)), func(o int) bool { return c.hopeful[o] })
}

// give hands papers to their next hopeful option, or to nobody.
func (c *scottish) give(p paper, moved map[int]int64) {
	for ; p.at < len(p.prefs); p.at++ {
		if o := p.prefs[p.at]; c.hopeful[o] {
			c.piles[o] = append(c.piles[o], p)
			c.votes[o] += p.value * p.count
			moved[o] += p.value * p.count
			return
		}
	}
	c.nowhere += p.value * p.count
	moved[Exhausted] += p.value * p.count
}

// stage writes a stage down, and elects who has the quota now.
func (c *scottish) stage(action Action, options []int, from int, moved map[int]int64) {
	shown, held := make([]*big.Rat, len(c.votes)), c.nowhere
	for o, v := range c.votes {
		shown[o] = fixed(v, scottishOne)
		held += v
	}
	round := Round{
		Number: len(c.result.Rounds), Action: action, Options: options, Votes: shown, Quota: fixed(c.quota, scottishOne),
		Exhausted: fixed(c.nowhere, scottishOne), Lost: fixed(c.total*scottishOne-held, scottishOne),
	}
	for _, to := range slices.Sorted(maps.Keys(moved)) {
		if from >= 0 {
			round.Transfers = append(round.Transfers, Transfer{From: from, To: to, Votes: fixed(moved[to], scottishOne)})
		}
	}
	c.result.Rounds = append(c.result.Rounds, round)
	c.elect(keep(c.left(), func(o int) bool { return c.votes[o] >= c.quota }))
}

// elect elects options, those with more votes first, as far as there are seats.
func (c *scottish) elect(reached []int) {
	r := c.result
	round := &r.Rounds[len(r.Rounds)-1]
	for _, group := range grouped(reached, func(a, b int) int { return cmp.Compare(c.votes[a], c.votes[b]) }) {
		if free := c.seats - len(r.Winners); len(group) > free {
			group = c.take(round.Number, "seat", group, free, false)
		}
		for _, o := range group {
			c.hopeful[o] = false
			c.pending = append(c.pending, o)
			r.Winners = append(r.Winners, o)
			round.Elected = append(round.Elected, o)
			r.because("quota", []int{o}, map[string]*big.Rat{"votes": fixed(c.votes[o], scottishOne), "quota": round.Quota, "stage": whole(int64(round.Number))})
		}
	}
}

func (c *scottish) transferSurplus() {
	most := slices.MaxFunc(c.pending, func(a, b int) int { return cmp.Compare(c.votes[a], c.votes[b]) })
	tied := keep(c.pending, func(o int) bool { return c.votes[o] == c.votes[most] })
	from := c.first(len(c.result.Rounds), "surplus", tied)
	c.pending = keep(c.pending, func(o int) bool { return o != from })
	surplus, votes, pile := c.votes[from]-c.quota, c.votes[from], c.piles[from]
	c.votes[from], c.piles[from] = c.quota, nil
	moved := map[int]int64{}
	for _, p := range pile {
		p.value, _ = mulDiv(surplus, p.value, votes)
		c.give(p, moved)
	}
	c.stage(Surplus, []int{from}, from, moved)
}

func (c *scottish) exclude() {
	left := c.left()
	least := slices.MinFunc(left, func(a, b int) int { return cmp.Compare(c.votes[a], c.votes[b]) })
	tied := keep(left, func(o int) bool { return c.votes[o] == c.votes[least] })
	from := c.loser(len(c.result.Rounds), "defeat", tied)
	c.hopeful[from] = false
	pile := c.piles[from]
	c.votes[from], c.piles[from] = 0, nil
	moved := map[int]int64{}
	for _, p := range pile {
		c.give(p, moved)
	}
	c.stage(Defeat, []int{from}, from, moved)
}

// fill elects those who are left, when they are no more than the seats.
func (c *scottish) fill() {
	r := c.result
	r.Verdict = Elected
	left := c.left()
	if len(left) == 0 || len(r.Winners) == c.seats {
		return
	}
	round := r.Rounds[len(r.Rounds)-1]
	round.Number, round.Action, round.Transfers, round.Elected = len(r.Rounds), Fill, nil, nil
	for _, group := range grouped(left, func(a, b int) int { return cmp.Compare(c.votes[a], c.votes[b]) }) {
		round.Elected = append(round.Elected, group...)
	}
	round.Options = round.Elected
	r.Rounds = append(r.Rounds, round)
	r.Winners = append(r.Winners, round.Elected...)
	r.because("last-seats", round.Elected, nil)
}
