package tally_test

// Second implementations of transferable votes, equal shares and medians: see slow_test.go.

import (
	"math/big"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

// cut is r rounded down to a number of decimals, and raise is r rounded up.
func cut(r *big.Rat, decimals int64) *big.Rat {
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(decimals), nil)
	scaled := new(big.Rat).Mul(r, new(big.Rat).SetInt(one))
	return new(big.Rat).SetFrac(new(big.Int).Quo(scaled.Num(), scaled.Denom()), one)
}

func raise(r *big.Rat, decimals int64) *big.Rat {
	down := cut(r, decimals)
	if down.Cmp(r) < 0 {
		down.Add(down, new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(decimals), nil)))
	}
	return down
}

// slowScottish follows rules 46 to 52 with a value for each single paper.
func slowScottish(e *tally.Election) []int {
	n, papers := len(e.Options), voters(e)
	in := everybody(n)
	holder, value := make([]int, len(papers)), make([]*big.Rat, len(papers))
	var history [][]*big.Rat
	votes := func() []*big.Rat {
		sums := make([]*big.Rat, n)
		for o := range sums {
			sums[o] = new(big.Rat)
		}
		for i, o := range holder {
			if o >= 0 {
				sums[o].Add(sums[o], value[i])
			}
		}
		return sums
	}
	for i := range papers {
		holder[i], value[i] = topOf(papers[i], in), big.NewRat(1, 1)
	}
	quota := big.NewRat(int64(len(papers)/(e.Seats+1)+1), 1)
	var elected, pending []int
	settle := func() {
		now := votes()
		history = append(history, now)
		var reached []int
		for o := range in {
			if in[o] && now[o].Cmp(quota) >= 0 {
				reached = append(reached, o)
			}
		}
		slices.SortStableFunc(reached, func(a, b int) int { return now[b].Cmp(now[a]) })
		for _, o := range reached {
			in[o] = false
			elected, pending = append(elected, o), append(pending, o)
		}
	}
	// extreme is the one with most (or least) now, or in the latest stage that tells; else by the order of the options.
	extreme := func(of []int, sign int) int {
		for i := len(history) - 1; i >= 0; i-- {
			best := slices.MaxFunc(of, func(a, b int) int { return sign * history[i][a].Cmp(history[i][b]) })
			of = slices.DeleteFunc(slices.Clone(of), func(o int) bool { return history[i][o].Cmp(history[i][best]) != 0 })
		}
		if sign < 0 {
			return slices.Max(of)
		}
		return slices.Min(of)
	}
	left := func() (list []int) {
		for o := range in {
			if in[o] {
				list = append(list, o)
			}
		}
		return list
	}
	settle()
	for len(elected) < e.Seats && len(left()) > e.Seats-len(elected) {
		now := history[len(history)-1]
		from, share := 0, big.NewRat(1, 1)
		if len(pending) > 0 {
			from = extreme(pending, 1)
			pending = slices.DeleteFunc(pending, func(o int) bool { return o == from })
			share = new(big.Rat).Quo(new(big.Rat).Sub(now[from], quota), now[from])
		} else {
			from = extreme(left(), -1)
			in[from] = false
		}
		kept := slices.Contains(elected, from)
		for i, o := range holder {
			if o == from {
				holder[i] = topOf(papers[i], in)
				value[i] = cut(new(big.Rat).Mul(value[i], share), 5)
			}
		}
		settle()
		if kept {
			// An elected option keeps its quota, though no paper shows it.
			for _, stage := range history[len(history)-1:] {
				stage[from] = quota
			}
		}
	}
	rest := left()
	last := history[len(history)-1]
	slices.SortStableFunc(rest, func(a, b int) int { return last[b].Cmp(last[a]) })
	return append(elected, rest[:min(len(rest), e.Seats-len(elected))]...)
}

// slowMeek follows the reference rule with a rational for each voter's vote.
func slowMeek(e *tally.Election) []int {
	n, papers := len(e.Options), voters(e)
	hopeful, elected := everybody(n), make([]bool, n)
	factor, votes := make([]*big.Rat, n), make([]*big.Rat, n)
	for o := range factor {
		factor[o] = big.NewRat(1, 1)
	}
	smallest := big.NewRat(1, 1_000_000_000)
	var winners []int
	for {
		var left []int
		for o := range hopeful {
			if hopeful[o] {
				left = append(left, o)
			}
		}
		if len(winners) == e.Seats {
			return winners
		}
		if len(winners)+len(left) <= e.Seats {
			return append(winners, left...)
		}
		surplus, before := new(big.Rat), big.NewRat(int64(len(papers)), 1)
		for {
			all := new(big.Rat)
			for o := range votes {
				votes[o] = new(big.Rat)
			}
			for _, ranking := range papers {
				weight := big.NewRat(1, 1)
				for _, o := range ranking {
					kept := raise(new(big.Rat).Mul(weight, factor[o]), 9)
					votes[o].Add(votes[o], kept)
					weight.Sub(weight, kept)
					all.Add(all, kept)
				}
			}
			quota := cut(new(big.Rat).Mul(all, big.NewRat(1, int64(e.Seats+1))), 9)
			quota.Add(quota, smallest)
			won := false
			for o := range hopeful {
				if hopeful[o] && votes[o].Cmp(quota) >= 0 {
					hopeful[o], elected[o], won = false, true, true
					winners = append(winners, o)
				}
			}
			if won {
				left = nil
				break
			}
			surplus = new(big.Rat)
			for o := range elected {
				if elected[o] {
					surplus.Add(surplus, new(big.Rat).Sub(votes[o], quota))
				}
			}
			if surplus.Cmp(big.NewRat(1, 1_000_000)) < 0 || surplus.Cmp(before) >= 0 {
				break
			}
			before = surplus
			for o := range elected {
				if elected[o] {
					factor[o] = raise(new(big.Rat).Quo(raise(new(big.Rat).Mul(factor[o], quota), 9), votes[o]), 9)
				}
			}
		}
		if left == nil {
			continue
		}
		least := votes[slices.MinFunc(left, func(a, b int) int { return votes[a].Cmp(votes[b]) })]
		least = new(big.Rat).Add(least, surplus)
		out := slices.Max(slices.DeleteFunc(left, func(o int) bool { return votes[o].Cmp(least) > 0 }))
		hopeful[out], factor[out] = false, new(big.Rat)
	}
}

// slowShares buys, again and again, the project whose supporters pay least for each unit of its worth.
func slowShares(e *tally.Election, each *big.Rat, byCost bool) []int {
	var money []*big.Rat
	var picks [][]int
	for _, b := range e.Ballots {
		for range b.Count {
			money, picks = append(money, new(big.Rat).Set(each)), append(picks, b.Picks)
		}
	}
	var bought []int
	for {
		best, bestPay, bestRho := -1, new(big.Rat), new(big.Rat)
		for o, option := range e.Options {
			if slices.Contains(bought, o) {
				continue
			}
			pay := slowPay(o, option.Cost, money, picks)
			if pay == nil {
				continue
			}
			rho := new(big.Rat).Set(pay)
			if byCost {
				rho.Quo(rho, big.NewRat(option.Cost, 1))
			}
			if best < 0 || rho.Cmp(bestRho) < 0 {
				best, bestPay, bestRho = o, pay, rho
			}
		}
		if best < 0 {
			return bought
		}
		bought = append(bought, best)
		for v := range money {
			if slices.Contains(picks[v], best) {
				if money[v].Cmp(bestPay) < 0 {
					money[v] = new(big.Rat)
				} else {
					money[v].Sub(money[v], bestPay)
				}
			}
		}
	}
}

// slowPay is the payment at which the supporters' money, each giving at most that, makes up the cost; nil: they cannot.
func slowPay(option int, cost int64, money []*big.Rat, picks [][]int) *big.Rat {
	var purses []*big.Rat
	for v := range money {
		if slices.Contains(picks[v], option) && money[v].Sign() > 0 {
			purses = append(purses, money[v])
		}
	}
	slices.SortFunc(purses, func(a, b *big.Rat) int { return a.Cmp(b) })
	missing := big.NewRat(cost, 1)
	for i, purse := range purses {
		pay := new(big.Rat).Mul(missing, big.NewRat(1, int64(len(purses)-i)))
		if purse.Cmp(pay) >= 0 {
			return pay
		}
		missing = new(big.Rat).Sub(missing, purse)
	}
	return nil
}

// slowMedians are an option's grades with the lower middle one taken out first, and so on.
func slowMedians(e *tally.Election, option int) (taken []int64) {
	var grades []int64
	for _, b := range e.Ballots {
		for range b.Count {
			grades = append(grades, max(b.Values[option], 0))
		}
	}
	slices.Sort(grades)
	for len(grades) > 0 {
		middle := (len(grades) - 1) / 2
		taken = append(taken, grades[middle])
		grades = slices.Delete(grades, middle, middle+1)
	}
	return taken
}
