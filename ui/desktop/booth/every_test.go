package booth

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// works are five options.
var works = []string{"Solar", "Roof", "Heat pump", "Cellar", "Reserve"}

// click is what the mouse does: press the control with a number in the row of an option.
type click struct{ option, control int }

// every method, filled in alike by keys and by mouse.
var every = []struct {
	open   poll.Open
	keys   string // see strike
	clicks []click
	says   string
	label  string // of the row that was changed last
}{
	{poll.Open{Method: "yes-no", Options: []string{"yes", "no", "abstain"}}, "R_", []click{{1, 0}}, "You vote nay.", "Nay, chosen"},
	{poll.Open{Method: "consent"}, "D_", []click{{1, 0}}, "You stand aside.", "Stand aside, chosen"},
	{poll.Open{Method: "approval", Options: works}, "_D_DD_U_", []click{{0, 0}, {1, 0}, {3, 0}, {2, 0}}, "You tick Solar, Roof, Heat pump and Cellar.", "Heat pump, chosen"},
	{poll.Open{Method: "irv", Options: works}, "eDDeD", []click{{0, 0}, {2, 0}}, "You rank Solar first, then Heat pump.", ""},
	{poll.Open{Method: "stv-scottish", Seats: 2, Options: works}, "DeDDe", []click{{1, 0}, {2, 0}}, "You rank Roof first, then Heat pump.", "Heat pump, ranked 2nd"},
	{poll.Open{Method: "stv-meek", Seats: 2, Options: works}, "De", []click{{1, 0}}, "You rank Roof first.", "Roof, ranked 1st"},
	{poll.Open{Method: "schulze", Options: works}, "De", []click{{1, 0}}, "You rank Roof first.", "Roof, ranked 1st"},
	{poll.Open{Method: "ranked-pairs", Options: works}, "De", []click{{1, 0}}, "You rank Roof first.", "Roof, ranked 1st"},
	{poll.Open{Method: "copeland", Options: works}, "De", []click{{1, 0}}, "You rank Roof first.", "Roof, ranked 1st"},
	{poll.Open{Method: "borda", Options: works}, "De", []click{{1, 0}}, "You rank Roof first.", "Roof, ranked 1st"},
	{poll.Open{Method: "star", Options: works}, "5DRR", []click{{0, 4}, {1, 1}}, "You give five stars to Solar, two to Roof, and to the others none, none and none.", "Roof, 2 of 5 stars"},
	{poll.Open{Method: "cumulative", Options: works}, "10BDR", []click{{0, 1}, {1, 1}}, "You give one dot to Solar and one to Roof. 8 are left over.", "Roof, 1 dot"},
	{poll.Open{Method: "quadratic", Options: works}, "++D+", []click{{0, 1}, {0, 1}, {1, 1}}, "You give two votes to Solar and one to Roof. That costs 5 credits.", "Roof, 1 vote for 1 credit; the next costs 3"},
	{poll.Open{Method: "pb-greedy", Budget: 100, Costs: []uint64{60, 50, 40, 30, 20}, Options: works}, "_DD_", []click{{0, 0}, {2, 0}}, "You would pay for two ideas, 100 together.", "Heat pump 40, chosen"},
	{poll.Open{Method: "pb-equal-shares", Budget: 100, Costs: []uint64{60, 50, 40, 30, 20}, Options: works}, "_DD_", []click{{0, 0}, {2, 0}}, "You would pay for two ideas, 100 together.", "Heat pump 40, chosen"},
}

var keyNames = map[rune]fyne.KeyName{
	'U': fyne.KeyUp, 'D': fyne.KeyDown, 'L': fyne.KeyLeft, 'R': fyne.KeyRight, '_': fyne.KeySpace, 'e': fyne.KeyReturn, 'B': fyne.KeyBackspace, 'x': fyne.KeyDelete,
}

// strike presses keys: capital letters are arrows, _ is Space, e Enter, B Backspace, x Delete, the rest is typed.
func strike(target fyne.Focusable, keys string) {
	for _, key := range keys {
		if name, is := keyNames[key]; is {
			press(target, name)
		} else {
			target.TypedRune(key)
		}
	}
}

// place is the middle of a control, in the widget.
func place(l *list, c click) fyne.Position {
	at := l.rows[c.option].zones(l.cells[c.option])[c.control].at
	return l.logical(fyne.NewPos(at.x+at.width/2, at.y+at.height/2))
}

// whole shows all of a sheet: what stands in the first column and in the second.
func whole(t *testing.T, s *Sheet) fyne.Canvas {
	t.Helper()
	objects := []fyne.CanvasObject{s.Side()}
	if s.ballot.Kind() == ballot.Budget {
		objects = append(objects, s.Main())
	}
	return stage(t, part.NewScroll(part.Wide(s.Wide(), part.Column(20, objects...))), 440, 1400)
}

func TestEveryMethodByKeysAndByMouse(t *testing.T) {
	for _, e := range every {
		for _, how := range []string{"keys", "mouse"} {
			t.Run(e.open.Method+" by "+how, func(t *testing.T) {
				cast, changes := 0, 0
				s, _ := sheet(t, asked(t, e.open), Acts{Cast: func() { cast++ }, Changed: func() { changes++ }})
				s.shown, s.side = nil, nil
				c := whole(t, s)
				l := listOf(t, s)
				act := actOf(t, s)
				if how == "keys" {
					c.Focus(l)
					strike(l, e.keys)
				} else {
					for _, click := range e.clicks {
						test.TapAt(l, place(l, click))
					}
				}
				if got := s.page.Summary.String(); got != e.says {
					t.Errorf("%q, want %q", got, e.says)
				}
				if e.label != "" && l.AccessibilityLabel() != e.label {
					t.Errorf("%q, want %q", l.AccessibilityLabel(), e.label)
				}
				if changes == 0 || !strings.Contains(named(c), e.says) {
					t.Errorf("%d changes are told of, and on the screen stands %s", changes, named(c))
				}
				if how == "keys" {
					press(act, fyne.KeyReturn)
				} else {
					test.Tap(act)
				}
				if cast != 1 {
					t.Error("the ballot is not cast")
				}
			})
		}
	}
}

func actOf(t *testing.T, s *Sheet) *part.Button {
	t.Helper()
	for _, shown := range s.shown {
		if p, is := shown.(*paper); is {
			return p.act
		}
	}
	t.Fatal("no paper shows this sheet")
	return nil
}

func TestScoresByKeysAndBySlider(t *testing.T) {
	open := poll.Open{Method: "score", Settings: []poll.Setting{{Name: "max", Value: "10"}}, Options: works}
	for _, method := range []string{"score", "majority-judgment"} {
		open.Method = method
		s, c := sheet(t, asked(t, open), Acts{})
		l := listOf(t, s)
		c.Focus(l)
		strike(l, "10D3DRx")
		if got := s.page.Summary.String(); !strings.HasPrefix(got, "You score two of five: 10 and 3.") {
			t.Errorf("%s by keys: %q", method, got)
		}
		track := l.rows[3].zones(l.cells[3])[1].track
		half := l.logical(fyne.NewPos(track.x+track.width/2, track.y+track.height/2))
		test.TapAt(l, half)
		if v, marked := s.ballot.Value(3); v != 5 || !marked {
			t.Errorf("%s: a click on the middle of the track gives %d, %v", method, v, marked)
		}
		haul(c, l, half, fyne.NewDelta(track.width/2, 3))
		if v, _ := s.ballot.Value(3); v != 10 {
			t.Errorf("%s: dragged to the end it gives %d", method, v)
		}
		haul(c, l, l.logical(fyne.NewPos(track.x+track.width, track.y+20)), fyne.NewDelta(-track.width-40, 0))
		if _, marked := s.ballot.Value(3); marked {
			t.Errorf("%s: dragged past its start it is not left out", method)
		}
		test.TapAt(l, place(l, click{1, 0}))
		if v, marked := s.ballot.Value(1); v != 3 || !marked {
			t.Errorf("%s: the first click on a box is for typing, and gives %d, %v", method, v, marked)
		}
		test.TapAt(l, place(l, click{1, 0}))
		if _, marked := s.ballot.Value(1); marked {
			t.Errorf("%s: the second does not leave it out", method)
		}
	}
}

// haul takes what lies at a point of a list and drops it further on.
func haul(c fyne.Canvas, l *list, from fyne.Position, by fyne.Delta) {
	to := fyne.CurrentApp().Driver().AbsolutePositionForObject(l).Add(from).Add(by)
	test.Drag(c, to, by.DX, by.DY)
}

func TestInAMirroredPageRightIsBack(t *testing.T) {
	s, _ := sheet(t, asked(t, poll.Open{Method: "star", Options: works}), Acts{})
	mirror(t)
	c := whole(t, s)
	l := listOf(t, s)
	c.Focus(l)
	strike(l, "LLL")
	if v, _ := s.ballot.Value(0); v != 3 {
		t.Errorf("Left three times gives %d stars", v)
	}
	strike(l, "R")
	if v, _ := s.ballot.Value(0); v != 2 {
		t.Errorf("Right takes none: %d stars", v)
	}
	test.TapAt(l, place(l, click{1, 4}))
	if v, _ := s.ballot.Value(1); v != 5 {
		t.Errorf("the leftmost star is the fifth, and gives %d", v)
	}
}

func TestUndoAndClearByKeysAndByMouse(t *testing.T) {
	s, c := sheet(t, asked(t, poll.Open{Method: "approval", Options: works}), Acts{})
	l := listOf(t, s)
	c.Focus(l)
	strike(l, "_D_")
	l.TypedShortcut(&fyne.ShortcutUndo{})
	if fmt.Sprint(s.ballot.Ballot().Picks) != "[0]" {
		t.Errorf("undone to %v", s.ballot.Ballot().Picks)
	}
	l.TypedShortcut(&fyne.ShortcutRedo{})
	if fmt.Sprint(s.ballot.Ballot().Picks) != "[0 1]" {
		t.Errorf("done again to %v", s.ballot.Ballot().Picks)
	}
	tapNamed(t, c, "Clear the ballot")
	if got := s.page.Summary.String(); !strings.HasPrefix(got, "You hand in a blank ballot") {
		t.Error(got)
	}
	tapNamed(t, c, "Undo")
	if fmt.Sprint(s.ballot.Ballot().Picks) != "[0 1]" {
		t.Errorf("undone to %v", s.ballot.Ballot().Picks)
	}
}

// tapNamed presses the visible button that begins with a label.
func tapNamed(t *testing.T, c fyne.Canvas, label string) {
	t.Helper()
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	for _, o := range test.LaidOutObjects(root) {
		if b, is := o.(*part.Button); is && b.Visible() && strings.HasPrefix(b.AccessibilityLabel(), label) {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button is called %q", label)
}
