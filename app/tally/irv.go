package tally

// Instant-runoff voting: the option with the fewest votes is out, its ballots go to their next choice, until one has more than half of
// those that are left.
//
// Source: the rules, and their names, of RCTab (github.com/BrightSpots/rcv, "singleWinnerMajority"), which counts such elections for US
// cities. Ties for the lowest place: the rule for ties. Equal rankings are overvotes, and "overvoteRule" says what they do: end the ballot,
// be skipped, or end it where several of them are still in. "maxSkippedRanksAllowed" is how many empty ranks in a row a ballot survives, before a
// choice that it makes; empty ranks at its end exhaust it like any end. "exhaustOnDuplicateCandidate" ends a ballot at an option that it ranked
// before; otherwise the repetition means nothing. Undeclared write-ins go out first of all, or count like others, as
// "undeclaredWriteIns" says. An empty ballot is not counted. "batchElimination" takes out at once the largest group whose votes together are fewer
// than the next option's.

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

type irvMethod struct{}

func (irvMethod) Name() string { return "irv" }

func (irvMethod) Form() Form { return Ranking }

// Params: continueUntilTwoCandidatesRemain counts on after somebody has won.
func (irvMethod) Params() []Param {
	skipped := integer("maxSkippedRanksAllowed", 0, 0, MaxRanks)
	skipped.Values, skipped.Default = []string{"unlimited"}, "unlimited"
	return []Param{
		word("overvoteRule", "exhaustImmediately", "alwaysSkipToNextRank", "exhaustIfMultipleContinuing"), skipped,
		flag("exhaustOnDuplicateCandidate"), flag("batchElimination"), flag("continueUntilTwoCandidatesRemain"),
		word("undeclaredWriteIns", "eliminateFirst", "asCandidates"),
	}
}

func (irvMethod) Fit(e *Election, _ Settings) error {
	if e.Seats != 1 {
		return unfit("%d seats, where instant runoff fills one", e.Seats)
	}
	return fitSeats(e)
}

func (irvMethod) Valid(*Election, Settings, *Ballot) error { return nil }

// irv is one count.
type irv struct {
	*breaker
	e     *Election
	walk  walker
	votes []int64
	// at is the rank where each ballot stands, and holder the option there, or how it ended.
	at, holder []int
	ended      Inactive
}

func (irvMethod) Tally(e *Election, s Settings, r *Result) error {
	c := &irv{breaker: newBreaker(e, s, r), e: e, votes: make([]int64, len(e.Options))}
	c.walk = irvWalker(e, s)
	c.at, c.holder = make([]int, len(e.Ballots)), make([]int, len(e.Ballots))
	c.deal(func(i int) bool { return len(e.Ballots[i].Ranks) > 0 }, nil)
	var out []int
	for {
		active, round := c.show()
		if winner, won := c.winner(s, active); won {
			round.Action, round.Options, round.Elected = Elect, []int{winner}, []int{winner}
			r.Winners, r.Verdict = []int{winner}, Elected
			c.finish(winner, out)
			return nil
		}
		losers := c.losers(s)
		round.Action, round.Options = Defeat, losers
		for _, o := range losers {
			c.walk.in[o] = false
		}
		out = append(out, losers...)
		round.Transfers = c.pass(losers)
	}
}

func irvWalker(e *Election, s Settings) walker {
	w := walker{in: make([]bool, len(e.Options)), overvotes: s.word("overvoteRule"), repeats: s.flag("exhaustOnDuplicateCandidate"), mostSkipped: math.MaxInt}
	if s.word("maxSkippedRanksAllowed") != "unlimited" {
		w.mostSkipped = int(s.integer("maxSkippedRanksAllowed"))
	}
	for _, o := range eligible(e) {
		w.in[o] = true
	}
	return w
}

// show starts a round with the votes as they are.
func (c *irv) show() (int64, *Round) {
	active, shown := int64(0), make([]*big.Rat, len(c.votes))
	for o, in := range c.walk.in {
		if in {
			active += c.votes[o]
			shown[o] = whole(c.votes[o])
		}
	}
	ended := c.ended
	all := ended.Exhausted + ended.Overvotes + ended.Skipped + ended.Repeated
	c.result.Rounds = append(c.result.Rounds, Round{
		Number: len(c.result.Rounds) + 1, Votes: shown, Quota: whole(active/2 + 1), Exhausted: whole(all), Inactive: &ended,
	})
	return active, &c.result.Rounds[len(c.result.Rounds)-1]
}

func (c *irv) left() []int { return keep(all(len(c.votes)), func(o int) bool { return c.walk.in[o] }) }

func (c *irv) byVotes(a, b int) int { return cmp.Compare(c.votes[a], c.votes[b]) }

func (c *irv) winner(s Settings, active int64) (int, bool) {
	left := c.left()
	top := slices.MaxFunc(left, c.byVotes)
	if len(left) > 2 && s.flag("continueUntilTwoCandidatesRemain") {
		return 0, false
	}
	return top, len(left) == 1 || c.votes[top] > active/2
}

// losers are those who go out now, those with fewer votes first.
func (c *irv) losers(s Settings) []int {
	left := c.left()
	if s.word("undeclaredWriteIns") == "eliminateFirst" {
		writeIns := keep(left, func(o int) bool { return c.e.Options[o].WriteIn })
		if len(writeIns) > 0 && len(writeIns) < len(left) {
			return writeIns
		}
	}
	slices.SortStableFunc(left, c.byVotes)
	if s.flag("batchElimination") {
		if batch := c.batch(left); len(batch) > 1 {
			return batch
		}
	}
	lowest := keep(left, func(o int) bool { return c.votes[o] == c.votes[left[0]] })
	return []int{c.loser(len(c.result.Rounds), "defeat", lowest)}
}

// batch is the largest group of the lowest whose votes together are fewer than the next option's.
func (c *irv) batch(sorted []int) []int {
	size, together := 0, int64(0)
	for i, o := range sorted {
		if together < c.votes[o] && i > 0 {
			size = i
		}
		together += c.votes[o]
	}
	return sorted[:size]
}

// deal moves the ballots that pass to their next holder, and counts where they go.
func (c *irv) deal(which func(int) bool, moved map[[2]int]int64) {
	for i := range c.e.Ballots {
		if !which(i) {
			continue
		}
		b, from := &c.e.Ballots[i], c.holder[i]
		c.at[i], c.holder[i] = c.walk.next(b.Ranks, c.at[i])
		if moved != nil {
			moved[[2]int{from, c.holder[i]}] += b.Count
		}
		switch to := c.holder[i]; to {
		case ByOvervote:
			c.ended.Overvotes += b.Count
		case BySkipped:
			c.ended.Skipped += b.Count
		case ByRepeat:
			c.ended.Repeated += b.Count
		case Exhausted:
			c.ended.Exhausted += b.Count
		default:
			c.votes[to] += b.Count
		}
	}
}

// pass moves the ballots of those who are out.
func (c *irv) pass(losers []int) []Transfer {
	out := make([]bool, len(c.votes))
	for _, o := range losers {
		out[o] = true
		c.votes[o] = 0
	}
	moved := map[[2]int]int64{}
	c.deal(func(i int) bool { return len(c.e.Ballots[i].Ranks) > 0 && c.holder[i] >= 0 && out[c.holder[i]] }, moved)
	return transfers(moved)
}

// transfers sorts what moved: by who lost it, then by who got it, ended ballots last.
func transfers(moved map[[2]int]int64) []Transfer {
	list := make([]Transfer, 0, len(moved))
	for way, votes := range moved {
		list = append(list, Transfer{From: way[0], To: way[1], Votes: whole(votes)})
	}
	slices.SortFunc(list, func(a, b Transfer) int {
		return cmp.Or(cmp.Compare(a.From, b.From), -cmp.Compare(min(a.To, 0), min(b.To, 0)), cmp.Compare(a.To, b.To))
	})
	return list
}

// finish writes the whole order: the winner, those left by their votes, and those out, the last one first.
func (c *irv) finish(winner int, out []int) {
	r := c.result
	r.Order = [][]int{{winner}}
	rest := keep(c.left(), func(o int) bool { return o != winner })
	r.Order = append(r.Order, grouped(rest, c.byVotes)...)
	for _, o := range slices.Backward(out) {
		r.Order = append(r.Order, []int{o})
	}
	last := r.Rounds[len(r.Rounds)-1]
	r.because("majority", []int{winner}, map[string]*big.Rat{"votes": last.Votes[winner], "needed": last.Quota, "rounds": whole(int64(len(r.Rounds)))})
}
