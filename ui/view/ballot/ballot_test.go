package ballot

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// opening is a poll by a method, with options named by letters.
func opening(t rapid.TB, method string, options int, settings ...poll.Setting) *poll.Open {
	t.Helper()
	m, err := poll.MethodOf(method)
	if err != nil {
		t.Fatal(err)
	}
	open := &poll.Open{Title: "Which?", Track: "everyday", On: op.ID{1}, Method: method, ClosesMillis: 1, Settings: settings}
	switch m.Form() {
	case tally.Choice:
		open.Options = []string{"yes", "no", "abstain", "veto"}
	case tally.Consents:
	default:
		for i := range options {
			open.Options = append(open.Options, fmt.Sprintf("Option %02d", i+1))
		}
	}
	if method == "pb-greedy" || method == "pb-equal-shares" {
		open.Budget = 100
		for i := range open.Options {
			open.Costs = append(open.Costs, uint64(10+i*17))
		}
	}
	open.Seats = poll.DefaultSeats(m, open.Budget)
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	return open
}

func sheet(t rapid.TB, open *poll.Open) *Sheet {
	t.Helper()
	s, err := New(open)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// variants are polls by every method, with the settings that change what a ballot may hold.
func variants(t rapid.TB) []*poll.Open {
	var all []*poll.Open
	for _, m := range tally.Methods() {
		all = append(all, opening(t, m.Name(), 5))
	}
	for _, v := range []struct {
		method, name, value string
	}{
		{"approval", "max", "2"},
		{"pb-equal-shares", "max", "2"},
		{"score", "min", "-3"},
		{"majority-judgment", "min", "-2"},
		{"star", "max", "12"},
		{"cumulative", "maxPoints", "3"},
		{"cumulative", "points", "0"},
		{"quadratic", "credits", "30"},
		{"quadratic", "counting", "snapshot"},
	} {
		all = append(all, opening(t, v.method, 5, poll.Setting{Name: v.name, Value: v.value}))
	}
	return append(all, opening(t, "schulze", poll.MaxOptions), opening(t, "irv", poll.MaxOptions))
}

// whole fails where a sheet holds what cannot be cast, or not be read back.
func (s *Sheet) whole(t *rapid.T) {
	if s.kind == Budget && s.Left() < 0 {
		t.Fatalf("%d more is spent than there is", -s.Left())
	}
	if left, of := s.Purse(); left < 0 || left > of {
		t.Fatalf("%d are left of %d", left, of)
	}
	raw, err := s.Choice()
	if s.IsEmpty() && !s.knowsBlank() {
		if err == nil && s.kind == Answer {
			t.Fatal("nothing is marked, and there is a choice")
		}
		return
	}
	if err != nil {
		t.Fatalf("%+v: %v", s.now, err)
	}
	b, err := poll.Decode(s.open, raw)
	if err != nil {
		t.Fatal(err)
	}
	again, err := poll.Encode(s.open, b)
	if err != nil || !bytes.Equal(raw, again) {
		t.Fatalf("%x is read as %x: %v", raw, again, err)
	}
	if ranked := s.Ranked(); s.kind == Ranking && len(ranked)+len(s.Unranked()) != s.Options() {
		t.Fatalf("%v ranked, %v not", ranked, s.Unranked())
	}
}

var strokes = []Key{Up, Down, Left, Right, Home, End, Space, Enter, Escape, Delete, Digit, Plus, Minus, KeyZ, KeyY}

// anything does one thing that a person could do, wrong numbers included.
func anything(t *rapid.T, s *Sheet) {
	option := rapid.IntRange(-1, s.Options()).Draw(t, "option")
	number := rapid.IntRange(-3, 45).Draw(t, "number")
	commands := []func(){
		func() {
			s.Press(Stroke{
				Key: rapid.SampledFrom(strokes).Draw(t, "key"), Digit: rapid.IntRange(0, 9).Draw(t, "digit"),
				Ctrl: rapid.Bool().Draw(t, "ctrl"), Alt: rapid.Bool().Draw(t, "alt"), Shift: rapid.Bool().Draw(t, "shift"),
			})
		},
		func() { s.Pick(option) }, func() { s.Focus(option) }, func() { s.Set(option, int64(number)*1000) }, func() { s.Set(option, int64(number)) },
		func() { s.Step(option, int64(number)) }, func() { s.Slide(option, number*25) }, func() { s.LeaveOut(option) },
		func() { s.Lift(option) }, func() { s.HoverSlot(number) }, func() { s.HoverOnto(number) }, func() {
			s.Type(option, rapid.SampledFrom([]string{"", "3", "-1", "1e9", "99999999999999999999", " 2 ", "½"}).Draw(t, "typed"))
		}, func() { s.HoverOut() }, func() { s.HoverAt(number * 333) }, func() { s.Nudge(number) },
		func() { s.Drop() }, func() { s.PutBack() }, func() { s.Move(option, number) }, func() { s.RankLast(option) }, func() { s.RankAt(option, number) },
		func() { s.Unrank(option) }, func() { s.Explain(rapid.StringN(0, 600, -1).Draw(t, "reason")) }, func() { s.Clear() },
		func() { s.Undo() }, func() { s.Redo() },
		func() {
			if _, drops := s.Offered(); len(drops) > 0 {
				if !s.Swap(drops[0]) {
					t.Fatal("what was offered cannot be taken")
				}
			}
		},
		func() { s.Find().Type(rapid.SampledFrom([]string{"", "opt", "on b", "Ö", "\x00"}).Draw(t, "typed")) },
		func() {
			s.Find().Press(Stroke{Key: rapid.SampledFrom(strokes).Draw(t, "find"), Alt: true, Digit: option})
		},
	}
	rapid.SampledFrom(commands).Draw(t, "command")()
}

func TestNoWalkLeadsToAnInvalidBallot(t *testing.T) {
	for _, open := range variants(t) {
		t.Run(open.Method, rapid.MakeCheck(func(t *rapid.T) {
			s := sheet(t, open)
			for range rapid.IntRange(1, 40).Draw(t, "steps") {
				anything(t, s)
				s.whole(t)
			}
			s.comesBack(t)
			s.goesBack(t)
		}))
	}
}

// comesBack: a draft, and a ballot that was cast, are taken up as they were.
func (s *Sheet) comesBack(t *rapid.T) {
	other := sheet(t, s.open)
	if err := other.Restore(s.Draft()); err != nil {
		t.Fatal(err)
	}
	if !other.now.equal(s.now) {
		t.Fatalf("%+v was kept as %+v", s.now, other.now)
	}
	if s.Obstacle() != "" {
		return
	}
	if err := other.Take(s.Ballot(), s.Reason()); err != nil {
		t.Fatal(err)
	}
	mine, _ := s.Choice()
	if again, err := other.Choice(); err != nil || !bytes.Equal(mine, again) {
		t.Fatalf("%x was taken up as %x: %v", mine, again, err)
	}
}

// goesBack: undo leads to the beginning, and redo to where it began.
func (s *Sheet) goesBack(t *rapid.T) {
	end := s.now.clone()
	undone := 0
	for s.Undo() {
		undone++
		s.whole(t)
	}
	if !s.now.equal(s.empty()) {
		t.Fatalf("undone to %+v", s.now)
	}
	for range undone {
		if !s.Redo() {
			t.Fatal("what was undone cannot be done again")
		}
	}
	if !s.now.equal(end) {
		t.Fatalf("done again to %+v, it was %+v", s.now, end)
	}
}

// go to an option by the arrow keys.
func (s *Sheet) goTo(t *rapid.T, option int) {
	for range s.Options() {
		s.Press(Stroke{Key: Up})
	}
	for range s.Options() {
		if s.Focused() == option {
			return
		}
		s.Press(Stroke{Key: Down})
	}
	t.Fatalf("the keys do not lead to option %d", option)
}

// fill reaches a ballot by keys alone.
func (s *Sheet) fill(t *rapid.T, want marks) {
	for i, rank := range want.Ranks {
		for place, option := range rank {
			s.goTo(t, option)
			s.Press(Stroke{Key: Space})
			for s.Slot().Rank > i || s.Slot().Out || !s.Slot().Onto && place > 0 {
				if !s.Press(Stroke{Key: Up}) {
					break
				}
			}
			for place == 0 && s.Slot().Rank < i {
				s.Press(Stroke{Key: Down})
			}
			s.Press(Stroke{Key: Space})
		}
	}
	for option, v := range want.Values {
		if v == s.unmarked() {
			continue
		}
		s.goTo(t, option)
		s.Press(Stroke{Key: Home})
		low, _ := s.Scale()
		for range v - low {
			s.Press(Stroke{Key: Right})
		}
	}
	for _, option := range want.Picks {
		s.goTo(t, option)
		s.Press(Stroke{Key: Space})
	}
	if want.Gesture != "" {
		s.goTo(t, slices.Index(gestures, want.Gesture))
		s.Press(Stroke{Key: Enter})
	}
}

func TestKeysAloneReachEveryBallot(t *testing.T) {
	for _, open := range variants(t) {
		t.Run(open.Method, rapid.MakeCheck(func(t *rapid.T) {
			want, s := sheet(t, open), sheet(t, open)
			for range rapid.IntRange(1, 30).Draw(t, "steps") {
				anything(t, want)
			}
			want.PutBack()
			if _, high := want.Scale(); high > 1000 && slices.Max(append(want.now.Values, 0)) > 1000 {
				t.Skip("a thousand strokes are enough")
			}
			s.fill(t, want.now)
			have, wanted := s.Ballot(), want.Ballot()
			if fmt.Sprint(have) != fmt.Sprint(wanted) {
				t.Fatalf("%+v, want %+v", have, wanted)
			}
			s.Press(Stroke{Key: Delete, Ctrl: true})
			if !s.IsEmpty() || s.knowsBlank() && !s.now.equal(marks{Values: s.empty().Values, Blank: s.now.Blank}) {
				t.Fatalf("cleared to %+v", s.now)
			}
		}))
	}
}
