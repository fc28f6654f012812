package tally

// Majority judgment: everybody grades each option; the highest median wins, and of equal ones that which keeps its median longer above the
// others' as middle grades are taken away.
//
// Source: M. Balinski and R. Laraki, Majority Judgment (2010), chapter 1 and the majority-value of section 12: the median is the lower middle
// grade; options with the same one lose one ballot with it each, and are compared again. A blank is the lowest grade ("to reject"), so that
// all options have equally many. Options with the same grades all through are tied: the rule for ties. A grade outside of min to max spoils
// the ballot; an empty ballot counts for nobody. There are no ranks, overvotes or exhausted ballots; a write-in is an option like another one.

import "slices"

type medianMethod struct{}

func (medianMethod) Name() string { return "majority-judgment" }

func (medianMethod) Form() Form { return Scores }

func (medianMethod) Params() []Param {
	return []Param{integer("min", 0, -maxGrades, maxGrades), integer("max", 5, -maxGrades, maxGrades)}
}

func (medianMethod) Fit(e *Election, s Settings) error {
	if err := fitScale(s); err != nil {
		return err
	}
	return fitSeats(e)
}

func (medianMethod) Valid(_ *Election, s Settings, b *Ballot) error { return onScale(s, b) }

func (medianMethod) Tally(e *Election, s Settings, r *Result) error {
	if r.Turnout.Counted > MaxBallots {
		return unfit("%d voters, where grades are taken away one by one from at most %d", r.Turnout.Counted, MaxBallots)
	}
	low := s.integer("min")
	counts := square2(len(e.Options), int(s.integer("max")-low)+1)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		for o, v := range b.Values {
			counts[o][max(v, low)-low] += b.Count
		}
	}
	for o := range counts {
		middle := medianOf(counts[o], r.Turnout.Counted)
		r.Totals = append(r.Totals, whole(int64(middle)+low))
		r.Grades = append(r.Grades, Grades{Option: o, Counts: counts[o], Median: int64(middle) + low})
	}
	order := grouped(eligible(e), func(a, b int) int { return compareGrades(counts[a], counts[b], r.Turnout.Counted) })
	newBreaker(e, s, r).seat(e, order)
	r.explainTotals("median")
	return nil
}

func square2(rows, columns int) [][]int64 {
	table := make([][]int64, rows)
	for i := range table {
		table[i] = make([]int64, columns)
	}
	return table
}

// medianOf is the lower middle of n grades.
func medianOf(counts []int64, n int64) int {
	below := int64(0)
	for grade, count := range counts {
		if below += count; below >= (n+1)/2 {
			return grade
		}
	}
	return 0
}

// compareGrades compares majority-values: the medians in turn, each taken away after it was compared.
func compareGrades(a, b []int64, n int64) int {
	if slices.Equal(a, b) {
		return 0
	}
	a, b = slices.Clone(a), slices.Clone(b)
	for ; n > 0; n-- {
		x, y := medianOf(a, n), medianOf(b, n)
		if x != y {
			return x - y
		}
		a[x]--
		b[y]--
	}
	return 0
}
