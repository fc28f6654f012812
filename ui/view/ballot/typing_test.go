package ballot

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/poll"
)

func TestNumbersAreTypedDigitByDigit(t *testing.T) {
	for _, s := range []struct {
		name, high, keys string
		want             int64
		marked           bool
	}{
		{"one digit", "5", "3", 3, true},
		{"a second digit overwrites", "5", "34", 4, true},
		{"two digits", "10", "10", 10, true},
		{"a third begins anew", "10", "107", 7, true},
		{"one that is off the scale", "5", "9", 0, false},
		{"three digits", "100", "100", 100, true},
		{"rubbed out", "100", "42<", 4, true},
		{"all rubbed out", "100", "42<<", 0, false},
		{"after a step it begins anew", "100", "4+2", 2, true},
		{"another row between", "100", "4v^2", 2, true},
	} {
		sheet := sheet(t, opening(t, "score", 3, poll.Setting{Name: "max", Value: s.high}))
		for _, key := range s.keys {
			switch key {
			case '<':
				sheet.Press(Stroke{Key: Backspace})
			case '+':
				sheet.Press(Stroke{Key: Plus})
			case 'v':
				sheet.Press(Stroke{Key: Down})
			case '^':
				sheet.Press(Stroke{Key: Up})
			default:
				sheet.Press(Stroke{Key: Digit, Digit: int(key - '0')})
			}
		}
		if v, marked := sheet.Value(0); v != s.want || marked != s.marked {
			t.Errorf("%s: %d, %v, want %d, %v", s.name, v, marked, s.want, s.marked)
		}
	}
}

func TestAnUntouchedBallotCanBeHandedInBlank(t *testing.T) {
	s := sheet(t, opening(t, "approval", 3))
	w := speak(t, "en")
	if !s.Page(w, Voter{}).Clear.On || !s.Clear() || s.Page(w, Voter{}).Clear.On || !s.Page(w, Voter{}).Cast.On {
		t.Error("a blank ballot cannot be handed in at once")
	}
	if consent := sheet(t, opening(t, "consent", 0)); consent.Page(w, Voter{}).Clear.On {
		t.Error("a method without blank ballots offers to clear an empty one")
	}
}

func TestATouchedStarIsGivenOrTakenBack(t *testing.T) {
	s := sheet(t, opening(t, "star", 3))
	for _, step := range []struct{ touched, want int64 }{{4, 4}, {2, 2}, {2, 1}, {1, 0}, {5, 5}} {
		s.Touch(1, step.touched)
		if v, _ := s.Value(1); v != step.want {
			t.Errorf("%d stars after the %d. was touched, want %d", v, step.touched, step.want)
		}
	}
}

func TestIdeasAreSortedOnlyWhenAsked(t *testing.T) {
	s := sheet(t, opening(t, "pb-greedy", 4))
	w := speak(t, "en")
	s.Pick(2)
	if page := s.Page(w, Voter{}); page.Rows[0].Option != 0 || page.Sorting.Label != "As listed" || page.Head != "Ideas" {
		t.Errorf("%+v", page.Rows)
	}
	s.Sort(true)
	s.Pick(1)
	if page := s.Page(w, Voter{}); page.Rows[0].Option != 2 || page.Rows[1].Option != 0 || page.Sorting.Label != "Your choice first" {
		t.Errorf("what is ticked later moved: %+v", page.Rows)
	}
	s.Press(Stroke{Key: Up})
	if s.Focused() != 0 {
		t.Errorf("the keys walk to %d, not in the order of the rows", s.Focused())
	}
	if s.Sort(false); s.Sorted() {
		t.Error("still sorted")
	}
}
