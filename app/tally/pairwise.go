package tally

// Pairs: how many voters put one option above another, read from rankings.

// unranked says where a ballot leaves options that it does not rank.
func unranked() Param { return word("unranked", "below", "unknown") }

func square[T any](n int) [][]T {
	cells, rows := make([]T, n*n), make([][]T, n)
	for i := range rows {
		rows[i] = cells[i*n : (i+1)*n : (i+1)*n]
	}
	return rows
}

// places reads a ranking into the place of each option: 1 is best, 0 is unranked. Skipped ranks mean nothing to pairs, options at one rank are
// equal, and of an option that stands at two ranks the better one counts.
func places(b *Ballot, place []int) {
	clear(place)
	for i, rank := range b.Ranks {
		for _, o := range rank {
			if place[o] == 0 {
				place[o] = i + 1
			}
		}
	}
}

// preferences is the pairwise matrix. Under "below" every ranked option is above every unranked one, and the unranked are equal; under
// "unknown" a ballot says nothing about options that it does not rank.
func preferences(e *Election, below bool) [][]int64 {
	n := len(e.Options)
	prefer, place := square[int64](n), make([]int, n)
	ranked := make([]int, 0, n)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if len(b.Ranks) == 0 {
			continue
		}
		places(b, place)
		ranked = ranked[:0]
		for o, p := range place {
			if p > 0 {
				ranked = append(ranked, o)
			}
		}
		for _, x := range ranked {
			row := prefer[x]
			if below {
				for y, p := range place {
					if p == 0 || p > place[x] {
						row[y] += b.Count
					}
				}
				continue
			}
			for _, y := range ranked {
				if place[y] > place[x] {
					row[y] += b.Count
				}
			}
		}
	}
	return prefer
}

// condorcet is the one of the options that beats every other one; -1: none.
func condorcet(prefer [][]int64, options []int) int {
	for _, x := range options {
		beaten := 0
		for _, y := range options {
			if x != y && prefer[x][y] > prefer[y][x] {
				beaten++
			}
		}
		if beaten == len(options)-1 {
			return x
		}
	}
	return -1
}

// peel puts options in order: those that none of the rest is above, then the same among the rest. Above is transitive and without cycles.
func peel(options []int, above func(a, b int) bool) [][]int {
	var order [][]int
	for rest := options; len(rest) > 0; {
		free := keep(rest, func(o int) bool {
			for _, x := range rest {
				if x != o && above(x, o) {
					return false
				}
			}
			return true
		})
		if len(free) == 0 {
			return append(order, rest)
		}
		order = append(order, free)
		in := make(map[int]bool, len(free))
		for _, o := range free {
			in[o] = true
		}
		rest = keep(rest, func(o int) bool { return !in[o] })
	}
	return order
}
