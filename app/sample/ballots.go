package sample

// Ballots: who votes what. Where a picture shows a result, its ballots are given; all others fall like dice that always fall the same.

import (
	"fmt"
	"slices"
	"strings"
)

// dice is a number from 0 to 99 that follows from what it is about.
func dice(about string, i, j int) int {
	n := uint32(2166136261)
	for _, c := range fmt.Sprint(about, " ", i, " ", j) {
		n = (n ^ uint32(c)) * 16777619
	}
	n ^= n >> 15
	n *= 2246822519
	return int((n ^ n>>13) % 100)
}

// voters are so many of those who lived here before this week, beginning somewhere, and never I.
func voters(from, many int) []string {
	var keys []string
	for i := range residents {
		if r := residents[(from+i)%len(residents)]; r.key != me && len(keys) < many {
			keys = append(keys, r.key)
		}
	}
	return keys
}

// answers are so many of each answer to a question of yes or no, mixed.
func answers(about string, who []string, ayes, nays, abstentions int) []ballot {
	var list []ballot
	left := []int{ayes, nays, abstentions}
	for i, by := range who {
		total := left[0] + left[1] + left[2]
		if total == 0 {
			break
		}
		answer, at := 0, dice(about, i, 0)*total/100
		for at >= left[answer] {
			at -= left[answer]
			answer++
		}
		left[answer]--
		list = append(list, ballot{by: by, typed: []string{"yes", "no", "abstain"}[answer]})
	}
	return list
}

// ranked are rankings of so many of the options; lower numbers are liked a little better.
func ranked(about string, who []string, options, most int) []ballot {
	return each(who, func(i int) string {
		order := make([]int, options)
		for j := range order {
			order[j] = j
		}
		liked := func(j int) int { return dice(about, i, j) - 40*j/options }
		slices.SortStableFunc(order, func(a, b int) int { return liked(b) - liked(a) })
		return strings.Join(numbers(order[:min(options, most-i%3)]), " > ")
	})
}

// approved are ticks: an option for each chance in a hundred.
func approved(about string, who []string, chances ...int) []ballot {
	return each(who, func(i int) string {
		var picks []int
		for j, chance := range chances {
			if dice(about, i, j) < chance {
				picks = append(picks, j)
			}
		}
		if len(picks) == 0 {
			picks = []int{i % len(chances)}
		}
		return strings.Join(numbers(picks), ", ")
	})
}

// scored are numbers from 0 to most around what the options are liked, in percent.
func scored(about string, who []string, most int, likes ...int) []ballot {
	return each(who, func(i int) string {
		var said []string
		for j, like := range likes {
			value := (like + dice(about, i, j) - 50) * most / 100
			said = append(said, fmt.Sprintf("%d=%d", j+1, min(max(value, 0), most)))
		}
		return strings.Join(said, " ")
	})
}

// spent are numbers that fit a purse: dots, or votes that cost their square.
func spent(about string, who []string, purse int, squared bool, options int) []ballot {
	return each(who, func(i int) string {
		given := make([]int, options)
		left := purse
		for throw := range 8 * options {
			j := dice(about, i, throw) % options
			price := 1
			if squared {
				price = 2*given[j] + 1
			}
			if price <= left {
				given[j], left = given[j]+1, left-price
			}
		}
		var said []string
		for j, n := range given {
			if n > 0 {
				said = append(said, fmt.Sprintf("%d=%d", j+1, n))
			}
		}
		return strings.Join(said, " ")
	})
}

// affordable are ticks that cost no more than the budget all together.
func affordable(list []ballot, budget int, costs []uint64) []ballot {
	for n, b := range list {
		left := uint64(budget)
		var kept []string
		for _, number := range strings.Split(b.typed, ", ") {
			var j int
			if _, err := fmt.Sscan(number, &j); err == nil && costs[j-1] <= left {
				kept, left = append(kept, number), left-costs[j-1]
			}
		}
		list[n].typed = strings.Join(kept, ", ")
	}
	return list
}

func each(who []string, typed func(i int) string) []ballot {
	var list []ballot
	for i, by := range who {
		list = append(list, ballot{by: by, typed: typed(i)})
	}
	return list
}

// numbers are options as people type them, from 1.
func numbers(options []int) []string {
	var typed []string
	for _, o := range options {
		typed = append(typed, fmt.Sprint(o+1))
	}
	return typed
}

// given gives ballots that a picture shows to voters, one after the other.
func given(who []string, typed ...string) []ballot {
	return each(who[:len(typed)], func(i int) string { return typed[i] })
}
