package ballot

// Keys: what each does on a ballot. They do nothing that commands cannot do, and reach every ballot without a mouse.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Key is a key on a ballot, by what stands on it; Digit holds which one.
type Key string

// The keys.
const (
	Up     Key = "up"
	Down   Key = "down"
	Left   Key = "left"
	Right  Key = "right"
	Home   Key = "home"
	End    Key = "end"
	Space  Key = "space"
	Enter  Key = "enter"
	Escape Key = "escape"
	Delete Key = "delete"
	// Backspace takes back the last digit of a number.
	Backspace Key = "backspace"
	Digit     Key = "digit"
	Plus      Key = "plus"
	Minus     Key = "minus"
	KeyZ      Key = "z"
	KeyY      Key = "y"
)

// Stroke is a key as it was pressed.
type Stroke struct {
	Key Key
	// Digit is 0 to 9, for Digit alone.
	Digit int
	Alt   bool
	Ctrl  bool
	Shift bool
}

// Press does what a key does on the sheet. It returns false for a key that means nothing here, which the page may use.
func (s *Sheet) Press(k Stroke) bool {
	if k.Ctrl {
		return s.pressCtrl(k)
	}
	switch {
	case k.Key == Escape:
		return s.escape()
	case s.offered != none && (k.Key == Enter || k.Key == Digit):
		return s.pressOffer(k)
	case s.kind == Ranking:
		return s.pressRanking(k)
	case s.pressFocus(k):
		return true
	case s.now.Values != nil:
		return s.pressValue(k)
	}
	return s.pressPick(k)
}

func (s *Sheet) pressCtrl(k Stroke) bool {
	switch {
	case k.Key == KeyZ && k.Shift, k.Key == KeyY:
		return s.Redo()
	case k.Key == KeyZ:
		return s.Undo()
	case k.Key == Delete:
		return s.Clear()
	}
	return false
}

// escape lets go of what is in hand or offered; else it is the page's.
func (s *Sheet) escape() bool {
	if s.offered != none {
		s.Dismiss()
		return true
	}
	return s.PutBack()
}

// pressOffer takes what is offered to be dropped: Enter the first, a digit the one with that number.
func (s *Sheet) pressOffer(k Stroke) bool {
	_, drops := s.Offered()
	at := 0
	if k.Key == Digit {
		at = k.Digit - 1
	}
	return at >= 0 && at < len(drops) && s.Swap(drops[at])
}

// pressFocus moves the focus from row to row.
func (s *Sheet) pressFocus(k Stroke) bool {
	switch k.Key {
	case Up:
		return s.walk(-1)
	case Down:
		return s.walk(1)
	}
	return false
}

// walk moves the focus in the order of the rows, as they stand on the sheet.
func (s *Sheet) walk(by int) bool {
	rows := s.Order()
	if s.kind == Ranking {
		rows = append(s.Ranked(), s.Unranked()...)
	}
	at := max(slices.Index(rows, s.focus), 0)
	to := max(0, min(at+by, len(rows)-1))
	s.focus, s.typed = rows[to], typed{}
	return to != at
}

func (s *Sheet) pressPick(k Stroke) bool {
	switch k.Key {
	case Left:
		return s.walk(-1)
	case Right:
		return s.walk(1)
	case Space, Enter:
		return s.Pick(s.focus)
	case Digit:
		return s.Pick(k.Digit - 1)
	case Delete:
		return s.Picked(s.focus) && s.Pick(s.focus)
	}
	return false
}

func (s *Sheet) pressValue(k Stroke) bool {
	low, high := s.Scale()
	switch k.Key {
	case Right, Plus:
		return s.Step(s.focus, 1)
	case Left, Minus:
		return s.Step(s.focus, -1)
	case Home:
		return s.Set(s.focus, low)
	case End:
		return s.Set(s.focus, high)
	case Delete:
		return s.LeaveOut(s.focus)
	case Backspace:
		return s.rubOut()
	case Digit:
		return s.typeDigit(k.Digit)
	}
	return false
}

func (s *Sheet) pressRanking(k Stroke) bool {
	if s.lift != nil {
		return s.pressInHand(k)
	}
	switch k.Key {
	case Space:
		return s.Lift(s.focus)
	case Enter:
		return s.PlaceOf(s.focus) == 0 && s.RankLast(s.focus)
	case Delete:
		return s.Unrank(s.focus)
	case Digit:
		return k.Digit > 0 && s.RankAt(s.focus, k.Digit-1)
	case Up:
		if k.Alt {
			return s.Move(s.focus, -1)
		}
		return s.walk(-1)
	case Down:
		if k.Alt {
			return s.Move(s.focus, 1)
		}
		return s.walk(1)
	}
	return false
}

func (s *Sheet) pressInHand(k Stroke) bool {
	switch k.Key {
	case Space, Enter:
		return s.Drop()
	case Up:
		return s.Nudge(-1)
	case Down:
		return s.Nudge(1)
	case Home:
		return s.HoverSlot(0)
	case End:
		return s.HoverSlot(tally.MaxOptions)
	case Delete:
		return s.HoverOut() && s.Drop()
	}
	return false
}

// Press does what a key does in the finder's field; letters are typed with Type. Alt and a digit rank at that place.
func (f *Finder) Press(k Stroke) bool {
	switch {
	case k.Ctrl:
		return f.sheet.pressCtrl(k)
	case k.Key == Up:
		return f.Choose(-1)
	case k.Key == Down:
		return f.Choose(1)
	case k.Key == Enter:
		return f.Rank()
	case k.Key == Digit && k.Alt:
		return k.Digit > 0 && f.RankAt(k.Digit-1)
	case k.Key == Escape:
		return f.Clear()
	}
	return false
}
