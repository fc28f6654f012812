package ballot

// Ranking: places, and moving an option by hand or by key. An option that moves is in hand until it is dropped; it stands at a position, and the
// numbers that a page shows are those that it would make.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/poll"
)

// lifted is an option in hand. The ranking without it has some ranks; at is a position among these.
type lifted struct {
	option int
	at     Position
}

// Position is where an option in hand would land, counted from the top: before the first rank, onto it where the method lets options share a rank,
// before the second, and so on; last behind all ranks, and out of the ranking.
type Position int

// Shares says that options can stand at one rank.
func (s *Sheet) Shares() bool { return s.kind == Ranking && s.sharesRanks() }

func (s *Sheet) sharesRanks() bool {
	m, err := poll.MethodOf(s.open.Method)
	return err == nil && poll.SharesRanks(m)
}

// Ranks are the options in order, as they stand or would stand with what is in hand.
func (s *Sheet) Ranks() [][]int {
	if s.lift == nil {
		return cloneRanks(s.now.Ranks)
	}
	return s.landed(*s.lift)
}

// Ranked are the options of all ranks in one line, Unranked the rest in the poll's order.
func (s *Sheet) Ranked() []int { return slices.Concat(s.Ranks()...) }

// Unranked are all equally last.
func (s *Sheet) Unranked() []int {
	ranked := s.Ranked()
	var rest []int
	for o := range s.Options() {
		if s.kind == Ranking && !slices.Contains(ranked, o) {
			rest = append(rest, o)
		}
	}
	return rest
}

// PlaceOf is an option's place from 1, which those that share its rank share; 0 where it is not ranked. Behind a shared rank places are left out.
func (s *Sheet) PlaceOf(option int) int {
	place := 1
	for _, rank := range s.Ranks() {
		if slices.Contains(rank, option) {
			return place
		}
		place += len(rank)
	}
	return 0
}

func without(ranks [][]int, option int) [][]int {
	rest := make([][]int, 0, len(ranks))
	for _, rank := range ranks {
		if rank = slices.DeleteFunc(slices.Clone(rank), func(o int) bool { return o == option }); len(rank) > 0 {
			rest = append(rest, rank)
		}
	}
	return rest
}

// steps is how many positions there are for each rank.
func (s *Sheet) steps() int {
	if s.Shares() {
		return 2
	}
	return 1
}

// Out is the position out of the ranking; the one before it is behind all ranks.
func (s *Sheet) out(ranks int) Position { return Position(ranks*s.steps() + 1) }

// positionOf is where an option stands, seen from the ranking without it.
func (s *Sheet) positionOf(option int) Position {
	steps := s.steps()
	for i, rank := range s.now.Ranks {
		if !slices.Contains(rank, option) {
			continue
		}
		if len(rank) > 1 {
			return Position(i*steps + 1)
		}
		return Position(i * steps)
	}
	return s.out(len(s.now.Ranks))
}

// landed is the ranking with an option dropped.
func (s *Sheet) landed(l lifted) [][]int {
	ranks := without(s.now.Ranks, l.option)
	at, steps := int(l.at), s.steps()
	switch i := at / steps; {
	case l.at >= s.out(len(ranks)):
		return ranks
	case at%steps == 1:
		ranks[i] = append(ranks[i], l.option)
		slices.Sort(ranks[i])
		return ranks
	default:
		return slices.Insert(ranks, i, []int{l.option})
	}
}

// InHand is the option that is lifted; none is -1.
func (s *Sheet) InHand() int {
	if s.lift == nil {
		return none
	}
	return s.lift.option
}

// Lift takes an option into the hand, where it stands.
func (s *Sheet) Lift(option int) bool {
	if s.kind != Ranking || option < 0 || option >= s.Options() || s.lift != nil {
		return false
	}
	s.lift = &lifted{option, s.positionOf(option)}
	s.Focus(option)
	return true
}

// HoverSlot moves what is in hand before the rank with this number, from 0, of the ranking without it; behind the last one for any that is larger.
func (s *Sheet) HoverSlot(rank int) bool {
	return s.hover(func(ranks int) Position { return Position(max(0, min(rank, ranks)) * s.steps()) })
}

// HoverOnto moves it onto a rank, to share it. False where the method does not let options share one.
func (s *Sheet) HoverOnto(rank int) bool {
	if s.lift == nil || !s.Shares() || rank < 0 || rank >= len(without(s.now.Ranks, s.lift.option)) {
		return false
	}
	return s.hover(func(int) Position { return Position(2*rank + 1) })
}

// HoverOut moves it out of the ranking: past the rule under it.
func (s *Sheet) HoverOut() bool { return s.hover(s.out) }

// The parts of a row, in thousandths: around its middle what is in hand would share its rank.
const (
	ontoFrom  = 300
	ontoUntil = 700
)

// HoverAt moves what is in hand by the mouse: at is how far its middle is from the top of the list of what is ranked, in thousandths of a row. A row
// past the last is out of the ranking.
func (s *Sheet) HoverAt(at int) bool {
	if s.lift == nil {
		return false
	}
	shown, row := s.Ranked(), max(at, 0)/1000
	ranks := without(s.now.Ranks, s.lift.option)
	switch {
	case row > len(shown) || row == len(shown) && !slices.Contains(shown, s.lift.option) && len(shown) > 0 && at%1000 > ontoUntil:
		return s.HoverOut()
	case row >= len(shown):
		return s.HoverSlot(len(ranks))
	case !s.Shares():
		return s.HoverSlot(row)
	case shown[row] == s.lift.option:
		return false
	}
	rank := slices.IndexFunc(ranks, func(rank []int) bool { return slices.Contains(rank, shown[row]) })
	switch part := max(at, 0) % 1000; {
	case part < ontoFrom:
		return s.HoverSlot(rank)
	case part <= ontoUntil:
		return s.HoverOnto(rank)
	}
	return s.HoverSlot(rank + 1)
}

func (s *Sheet) hover(where func(ranks int) Position) bool {
	if s.lift == nil {
		return false
	}
	at := where(len(without(s.now.Ranks, s.lift.option)))
	moved := at != s.lift.at
	s.lift.at = at
	return moved
}

// Nudge moves what is in hand by positions, upwards for less than nought.
func (s *Sheet) Nudge(by int) bool {
	return s.hover(func(ranks int) Position { return max(0, min(s.lift.at+Position(by), s.out(ranks))) })
}

// Slot is where what is in hand would land: before or onto a rank of the ranking without it, or out.
type Slot struct {
	Rank int
	Onto bool
	Out  bool
}

// Slot is nil where nothing is in hand.
func (s *Sheet) Slot() *Slot {
	if s.lift == nil {
		return nil
	}
	ranks := len(without(s.now.Ranks, s.lift.option))
	at, steps := int(s.lift.at), s.steps()
	if s.lift.at >= s.out(ranks) {
		return &Slot{Rank: ranks, Out: true}
	}
	return &Slot{Rank: at / steps, Onto: at%steps == 1}
}

// Drop leaves what is in hand where it hovers. True where something was in hand.
func (s *Sheet) Drop() bool {
	if s.lift == nil {
		return false
	}
	ranks := s.landed(*s.lift)
	s.lift = nil
	s.change(func(m *marks) { m.Ranks = ranks })
	return true
}

// PutBack leaves it where it was lifted.
func (s *Sheet) PutBack() bool {
	was := s.lift != nil
	s.lift = nil
	return was
}

// Move moves a ranked option by positions: what its two arrows do. With shared ranks the first step goes onto the next rank.
func (s *Sheet) Move(option, by int) bool {
	if s.PlaceOf(option) == 0 || s.lift != nil || !s.Lift(option) {
		return false
	}
	last := s.out(len(without(s.now.Ranks, option))) - 1
	s.lift.at = max(0, min(s.lift.at+Position(by), last))
	return s.dropChanged()
}

func (s *Sheet) dropChanged() bool {
	ranks := s.landed(*s.lift)
	s.lift = nil
	return s.change(func(m *marks) { m.Ranks = ranks })
}

// Movable is why an arrow of a row is off: NotRanked, AtEnd, or "".
func (s *Sheet) Movable(option, by int) Off {
	if s.PlaceOf(option) == 0 {
		return NotRanked
	}
	at := s.positionOf(option)
	if last := s.out(len(without(s.now.Ranks, option))) - 1; by < 0 && at == 0 || by > 0 && at == last {
		return AtEnd
	}
	return ""
}

// RankLast ranks an option behind all others: what "Rank" does.
func (s *Sheet) RankLast(option int) bool { return s.RankAt(option, s.Options()) }

// RankAt ranks an option before the rank with this number, from 0, of the others; last where that is larger.
func (s *Sheet) RankAt(option, rank int) bool {
	if s.lift != nil || !s.Lift(option) {
		return false
	}
	s.HoverSlot(rank)
	return s.dropChanged()
}

// Unrank takes an option out of the ranking.
func (s *Sheet) Unrank(option int) bool {
	if s.lift != nil || s.PlaceOf(option) == 0 || !s.Lift(option) {
		return false
	}
	s.HoverOut()
	return s.dropChanged()
}
