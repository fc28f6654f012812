package tally

// Meek STV: several seats by transferable votes, every elected option keeping just the share of each vote that its quota needs.
//
// Source: D. Hill, B. Wichmann and D. Woodall, Algorithm 123, Single Transferable Vote by Meek's Method (1987), in the reference rule of the
// Proportional Representation Foundation (prfound.org/resources/reference/reference-meek-rule): nine decimals; a keep factor's share of a
// vote is rounded up, the quota down with 0.000000001 added, new keep factors up; a round is iterated until the surplus is under 0.000001 or
// no longer falls, or somebody is elected; then the lowest is excluded, all within the surplus of the lowest being tied. Ties: the
// rule for ties (the reference says: drawn). Elected options go on taking part, and every exclusion counts the votes as if the
// option had never stood. Equal rankings and skipped ranks: as in Scottish STV, by the same settings. Withdrawn options are passed over; a write-in is an
// option like another one. An empty ballot is not counted. Exhausted are the votes that nobody keeps.

import (
	"math/big"
	"math/bits"
	"slices"
)

const (
	// meekOne is a vote in the rule's nine decimals.
	meekOne = 1_000_000_000
	// meekOmega is the surplus under which a round ends: a millionth of a vote.
	meekOmega = 1_000
)

type meekMethod struct{}

func (meekMethod) Name() string { return "stv-meek" }

func (meekMethod) Form() Form { return Ranking }

func (meekMethod) Params() []Param { return transferParams() }

func (meekMethod) Fit(e *Election, _ Settings) error { return fitSeats(e) }

func (meekMethod) Valid(_ *Election, s Settings, b *Ballot) error { return validPaper(s, b) }

// meek is one count. Votes and keep factors are in parts of meekOne.
type meek struct {
	*breaker
	seats   int
	papers  []bundle
	total   int64
	votes   []int64
	keeps   []int64
	hopeful []bool
	elected []bool
	quota   int64
	surplus int64
	number  int
}

func (meekMethod) Tally(e *Election, s Settings, r *Result) error {
	if err := fitFixed(r.Turnout.Counted, meekOne); err != nil {
		return err
	}
	n := len(e.Options)
	c := &meek{
		breaker: newBreaker(e, s, r), seats: e.Seats, papers: papers(e, s), total: r.Turnout.Counted * meekOne,
		votes: make([]int64, n), keeps: make([]int64, n), hopeful: make([]bool, n), elected: make([]bool, n),
	}
	r.Places, r.Verdict = 9, Elected
	for _, o := range eligible(e) {
		c.hopeful[o], c.keeps[o] = true, meekOne
	}
	c.distribute()
	c.quota = c.newQuota()
	c.show(CountVotes, nil)
	for !c.complete() {
		c.number++
		if !c.iterate() {
			c.exclude()
		}
	}
	c.fill()
	return nil
}

func (c *meek) left() []int {
	return keep(all(len(c.votes)), func(o int) bool { return c.hopeful[o] })
}

func (c *meek) complete() bool {
	won := len(c.result.Winners)
	return won == c.seats || won+len(c.left()) <= c.seats
}

// distribute is the rule's B.2.a: each option takes its share of what the options before it left of a vote.
func (c *meek) distribute() {
	clear(c.votes)
	for i := range c.papers {
		p := &c.papers[i]
		weight := uint64(meekOne)
		for _, o := range p.prefs {
			factor := uint64(c.keeps[o])
			if factor == 0 {
				continue
			}
			if factor == meekOne {
				c.votes[o] += int64(weight) * p.count
				break
			}
			kept := (weight*factor + meekOne - 1) / meekOne
			c.votes[o] += int64(kept) * p.count
			if weight -= kept; weight == 0 {
				break
			}
		}
	}
}

// newQuota is B.2.b: cut to nine decimals, and the smallest part more.
func (c *meek) newQuota() int64 {
	held := int64(0)
	for _, v := range c.votes {
		held += v
	}
	return held/int64(c.seats+1) + 1
}

// iterate is B.2: it distributes and adjusts until somebody is elected (true), or the surplus is small or stable.
func (c *meek) iterate() bool {
	last := c.total
	for {
		c.distribute()
		c.quota = c.newQuota()
		reached := keep(c.left(), func(o int) bool { return c.votes[o] >= c.quota })
		if len(reached) > 0 {
			c.electAll(reached)
			return true
		}
		c.surplus = 0
		for o, won := range c.elected {
			if won {
				c.surplus += c.votes[o] - c.quota
			}
		}
		if c.surplus < meekOmega || c.surplus >= last {
			return false
		}
		last = c.surplus
		for o, won := range c.elected {
			if won {
				c.keeps[o] = adjusted(c.keeps[o], c.quota, c.votes[o])
			}
		}
	}
}

// adjusted is B.2.f: keep factor times quota rounded up to nine decimals, and that divided by the votes rounded up.
func adjusted(factor, quota, votes int64) int64 {
	product := mulDivUp(factor, quota, meekOne)
	if votes == 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(product), meekOne)
	if high >= uint64(votes) {
		return meekOne
	}
	quotient, rest := bits.Div64(high, low, uint64(votes))
	if rest > 0 {
		quotient++
	}
	return int64(min(quotient, meekOne))
}

// electAll elects those who reached the quota. The rule elects them at once; they are listed in the order of the options. They are never more
// than the seats: seats plus one quotas are more than all votes.
func (c *meek) electAll(reached []int) {
	for _, o := range reached {
		c.win(o)
		c.show(Elect, []int{o})
		c.result.because("quota", []int{o}, map[string]*big.Rat{"votes": fixed(c.votes[o], meekOne), "quota": fixed(c.quota, meekOne), "stage": whole(int64(c.number))})
	}
}

func signOf(n int64) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func (c *meek) win(o int) {
	c.hopeful[o], c.elected[o] = false, true
	c.result.Winners = append(c.result.Winners, o)
}

// exclude is B.3.
func (c *meek) exclude() {
	left := c.left()
	least := slices.MinFunc(left, func(a, b int) int { return signOf(c.votes[a] - c.votes[b]) })
	near := keep(left, func(o int) bool { return c.votes[o] <= c.votes[least]+max(c.surplus, 0) })
	out := c.loser(c.number, "defeat", near)
	c.show(Defeat, []int{out})
	c.hopeful[out], c.keeps[out], c.votes[out] = false, 0, 0
}

// fill is C: those who are left take the seats that are left.
func (c *meek) fill() {
	for _, o := range c.left() {
		if len(c.result.Winners) < c.seats {
			c.win(o)
			c.show(Fill, []int{o})
			c.result.because("last-seats", []int{o}, nil)
		}
	}
}

// show writes down where the count stands.
func (c *meek) show(action Action, options []int) {
	round := Round{
		Number: c.number, Action: action, Options: options, Quota: fixed(c.quota, meekOne), Surplus: fixed(c.surplus, meekOne),
		Votes: make([]*big.Rat, len(c.votes)), KeepFactors: make([]*big.Rat, len(c.votes)),
	}
	held := int64(0)
	for o, v := range c.votes {
		held += v
		if c.hopeful[o] || c.elected[o] {
			round.Votes[o], round.KeepFactors[o] = fixed(v, meekOne), fixed(c.keeps[o], meekOne)
		}
	}
	round.Exhausted = fixed(c.total-held, meekOne)
	if action != Defeat && action != CountVotes {
		round.Elected = options
	}
	c.result.Rounds = append(c.result.Rounds, round)
}
