package ballot

// Numbers: scores on sliders and stars, dots, and votes that are bought with credits.

import (
	"math"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// number is a setting that is a whole number, which the opening's check has passed; 0 where the method has none.
func (s *Sheet) number(name string) int64 {
	n, err := strconv.ParseInt(s.settings.Params[name], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Scale is the lowest and the highest number of one option.
func (s *Sheet) Scale() (low, high int64) {
	switch s.election.Form {
	case tally.Points:
		return 0, s.mostDots()
	case tally.Allocation:
		if s.kind == Quadratic {
			return 0, root(s.number("credits"))
		}
		return 0, tally.MaxValue
	}
	return s.number("min"), s.number("max")
}

// mostDots on one option: the method's bound, or all there are.
func (s *Sheet) mostDots() int64 {
	most := int64(tally.MaxValue)
	for _, name := range []string{"points", "maxPoints"} {
		if n := s.number(name); n > 0 {
			most = min(most, n)
		}
	}
	return most
}

// root is the largest whole number whose square is at most n.
func root(n int64) int64 {
	r := int64(math.Sqrt(float64(n)))
	for r*r > n {
		r--
	}
	for (r+1)*(r+1) <= n {
		r++
	}
	return r
}

// Value is an option's number; marked is false where it is left out.
func (s *Sheet) Value(option int) (value int64, marked bool) {
	if option < 0 || option >= len(s.now.Values) {
		return 0, false
	}
	if value = s.now.Values[option]; value == tally.Blank {
		return 0, false
	}
	return value, value != s.unmarked()
}

// Purse is what there is to spend, and what is left of it; of is 0 where nothing bounds it. It counts dots or credits.
func (s *Sheet) Purse() (left, of int64) {
	switch s.kind {
	case Dots:
		of = s.number("points")
	case Quadratic:
		of = s.number("credits")
	}
	if of == 0 {
		return 0, 0
	}
	left = of
	for _, v := range s.now.Values {
		left -= s.price(v)
	}
	return left, of
}

// price is what a number of votes for one option costs.
func (s *Sheet) price(votes int64) int64 {
	if s.kind == Quadratic {
		return votes * votes
	}
	return votes
}

// NextCost is what one vote more for an option costs, and by how much that is too dear; missing is 0 where it can be paid.
func (s *Sheet) NextCost(option int) (cost, missing int64) {
	v, _ := s.Value(option)
	left, of := s.Purse()
	if cost = s.price(v+1) - s.price(v); of > 0 {
		missing = max(cost-left, 0)
	}
	return cost, missing
}

// More is why "+" is off: AtEnd, NoneLeft, TooDear, or "" where it is not.
func (s *Sheet) More(option int) Off {
	v, marked := s.Value(option)
	_, high := s.Scale()
	_, missing := s.NextCost(option)
	switch {
	case s.isScored() && !marked:
		return ""
	case missing > 0 && s.kind == Quadratic:
		return TooDear
	case missing > 0:
		return NoneLeft
	case v >= high:
		return AtEnd
	}
	return ""
}

// Less is why "−" is off: AtEnd, or "".
func (s *Sheet) Less(option int) Off {
	v, marked := s.Value(option)
	if low, _ := s.Scale(); !marked && s.isScored() || v <= low {
		return AtEnd
	}
	return ""
}

// isScored says that an option can be left out, which is not the lowest number.
func (s *Sheet) isScored() bool { return s.election.Form == tally.Scores }

// Set gives an option a number; one that is too large, for the scale or for what is left, becomes the largest that is possible. False where nothing changes.
func (s *Sheet) Set(option int, value int64) bool {
	if option < 0 || option >= len(s.now.Values) {
		return false
	}
	low, high := s.Scale()
	value = max(low, min(value, high, s.affordable(option)))
	s.Focus(option)
	return s.change(func(m *marks) { m.Values[option] = value })
}

// affordable is the largest number of votes that an option can have with what is left and what it has.
func (s *Sheet) affordable(option int) int64 {
	left, of := s.Purse()
	if of == 0 {
		return math.MaxInt64
	}
	if left += s.price(s.now.Values[option]); s.kind == Quadratic {
		return root(max(left, 0))
	}
	return max(left, 0)
}

// Step moves an option's number up or down. A score that is left out begins at the lowest; stars that are left out look like none, and begin with one.
func (s *Sheet) Step(option int, by int64) bool {
	if option < 0 || option >= len(s.now.Values) {
		return false
	}
	low, high := s.Scale()
	v, marked := s.Value(option)
	switch {
	case s.isScored() && !marked && by < 0:
		return false
	case s.isScored() && !marked && s.kind != Stars:
		return s.Set(option, low)
	case by > high-v:
		return s.Set(option, high)
	case by < low-v:
		return s.Set(option, low)
	}
	return s.Set(option, v+by)
}

// Touch is a click on one of the stars or dots of an option, counted from 1: so many are given; the last of those that are given is taken back.
func (s *Sheet) Touch(option int, number int64) bool {
	if v, _ := s.Value(option); v == number {
		number--
	}
	return s.Set(option, number)
}

// Slide puts an option's knob at so many thousandths of its track, on the nearest number.
func (s *Sheet) Slide(option int, permille int) bool {
	low, high := s.Scale()
	permille = max(0, min(permille, 1000))
	return s.Set(option, low+(int64(permille)*(high-low)+500)/1000)
}

// Type takes what was typed into an option's box: a whole number, or nothing to leave it out. False for anything else, which changes nothing.
func (s *Sheet) Type(option int, typed string) bool {
	if typed = strings.TrimSpace(typed); typed == "" {
		return s.LeaveOut(option)
	}
	n, err := strconv.ParseInt(typed, 10, 64)
	return err == nil && s.Set(option, n)
}

// LeaveOut takes an option's number away: of scores that says nothing about it, which is not the lowest score.
func (s *Sheet) LeaveOut(option int) bool {
	if option < 0 || option >= len(s.now.Values) {
		return false
	}
	s.Focus(option)
	return s.change(func(m *marks) { m.Values[option] = s.unmarked() })
}
