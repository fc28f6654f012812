package tally

// Schulze: an option wins if its strongest path of defeats to each other option is at least as strong as the one back.
//
// Sources: M. Schulze, The Schulze Method of Voting (arXiv 1804.02973), section 2; Debian Constitution, appendix A.6, for "quorum",
// "defaultOption" and Option.Majority: an option is dropped unless as many prefer it to the default option as the quorum asks
// (Q is half the square root of the electorate), and unless more than Majority times as many prefer it as prefer the default. Equal
// rankings prefer neither. Unranked options are "below" all ranked ones and equal, or "unknown", which can choose another winner. Skipped
// ranks are closed up; of an option that is ranked twice the better rank counts. Options with paths of equal strength are tied:
// the whole set stands in Order, and the rule for ties takes the seats from it. An empty ballot counts for nobody; nothing is exhausted; a
// write-in is an option like another one.

import "math/big"

type schulzeMethod struct{}

func (schulzeMethod) Name() string { return "schulze" }

func (schulzeMethod) Form() Form { return Ranking }

// Params: defaultOption is the number of the option that means "none of these", from 1, or none.
func (schulzeMethod) Params() []Param {
	byDefault := integer("defaultOption", 0, 1, MaxOptions)
	byDefault.Values, byDefault.Default = []string{"none"}, "none"
	return []Param{strengthParam(), unranked(), byDefault, word("quorum", "none", "Q", "3Q")}
}

func (schulzeMethod) Fit(e *Election, s Settings) error {
	number := int(s.integer("defaultOption"))
	switch {
	case number > len(e.Options) || number > 0 && e.Options[number-1].Withdrawn:
		return unfit("the default option is number %d, which cannot win", number)
	case number == 0 && s.word("quorum") != "none":
		return unfit("a quorum against a default option that there is not")
	case s.word("quorum") != "none" && e.Electorate == 0:
		return unfit("the number of those who may vote is not known")
	}
	return fitSeats(e)
}

func (schulzeMethod) Valid(*Election, Settings, *Ballot) error { return nil }

func (schulzeMethod) Tally(e *Election, s Settings, r *Result) error {
	prefer := preferences(e, s.word("unranked") == "below")
	free := eligible(e)
	if number := int(s.integer("defaultOption")); number > 0 {
		free = undropped(e, s, r, prefer, free, number-1)
	}
	levels, paths := strongest(prefer, free, s.word("strength"))
	r.Pairwise = &Pairwise{Prefer: prefer, Paths: paths, Condorcet: condorcet(prefer, free)}
	order := peel(free, func(a, b int) bool { return levels[a][b] > levels[b][a] })
	newBreaker(e, s, r).seat(e, order)
	for _, o := range r.Winners {
		if o == r.Pairwise.Condorcet {
			r.because("condorcet", []int{o}, nil)
		} else {
			r.because("paths", []int{o}, nil)
		}
	}
	return nil
}

// undropped leaves out the options that miss the quorum, or their majority over the default option.
func undropped(e *Election, s Settings, r *Result, prefer [][]int64, free []int, byDefault int) []int {
	return keep(free, func(o int) bool {
		if o == byDefault {
			return true
		}
		votes, against := prefer[o][byDefault], prefer[byDefault][o]
		if !meetsQuorum(s.word("quorum"), votes, e.Electorate) {
			r.because("dropped-quorum", []int{o, byDefault}, map[string]*big.Rat{"for": whole(votes), "electorate": whole(e.Electorate)})
			return false
		}
		majority := big.NewRat(1, 1)
		if e.Options[o].Majority != nil {
			majority = e.Options[o].Majority
		}
		if whole(votes).Cmp(times(majority, against)) <= 0 {
			r.because("dropped-majority", []int{o, byDefault}, map[string]*big.Rat{"for": whole(votes), "against": whole(against), "majority": majority})
			return false
		}
		return true
	})
}

// meetsQuorum compares votes with Q = √n/2, or 3Q, without a root: 4·votes² ≥ n, or 9n.
func meetsQuorum(quorum string, votes, n int64) bool {
	factor := int64(0)
	switch quorum {
	case "Q":
		factor = 1
	case "3Q":
		factor = 9
	}
	square := new(big.Int).Mul(big.NewInt(2*votes), big.NewInt(2*votes))
	return square.Cmp(new(big.Int).Mul(big.NewInt(factor), big.NewInt(n))) >= 0
}

// strongest are the strongest paths (Schulze's section 2.3.1): how strong, as a number that grows with strength, and the votes for the weakest
// defeat on the way.
func strongest(prefer [][]int64, options []int, strength string) (levels, paths [][]int64) {
	n := len(prefer)
	levels, paths = square[int64](n), square[int64](n)
	groups := defeats(prefer, options, strength)
	votes := make([]int64, len(groups)+1)
	for i, group := range groups {
		level := int64(len(groups) - i)
		votes[level] = group[0].votes
		for _, d := range group {
			levels[d.over][d.under] = level
		}
	}
	for _, via := range options {
		for _, from := range options {
			first := levels[from][via]
			if first == 0 || from == via {
				continue
			}
			for _, to := range options {
				if way := min(first, levels[via][to]); to != from && way > levels[from][to] {
					levels[from][to] = way
				}
			}
		}
	}
	for _, a := range options {
		for _, b := range options {
			paths[a][b] = votes[levels[a][b]]
		}
	}
	return levels, paths
}
