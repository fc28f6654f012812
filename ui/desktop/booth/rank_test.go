package booth

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// ranking is a sheet with so many options, the first few ranked in their order.
func ranking(t *testing.T, method string, options, ranked int) (*Sheet, fyne.Canvas, *list) {
	t.Helper()
	open := poll.Open{Method: method}
	for i := range options {
		open.Options = append(open.Options, fmt.Sprintf("Option %02d", i+1))
	}
	b := asked(t, open)
	for option := range ranked {
		b.RankLast(option)
	}
	s, c := sheet(t, b, Acts{})
	return s, c, listOf(t, s)
}

// middle is a point in the row of an option, left of its controls.
func middle(l *list, option int) fyne.Position {
	at := l.cells[option]
	return l.logical(fyne.NewPos(at.x+at.width/3, at.y+at.height/2))
}

func TestARowIsDraggedWithTheMouse(t *testing.T) {
	for _, s := range []struct {
		name         string
		option, onto int // dragged from its row to the row of another
		want         string
	}{
		{"up", 2, 0, "[[2] [0] [1]]"},
		{"down", 0, 2, "[[1] [2] [0]]"},
		{"nowhere", 1, 1, "[[0] [1] [2]]"},
		{"in from those not ranked", 4, 1, "[[0] [4] [1] [2]]"},
		{"out past the rule", 1, 4, "[[0] [2]]"},
	} {
		sheet, c, l := ranking(t, "irv", 5, 3)
		from, to := middle(l, s.option), middle(l, s.onto)
		haul(c, l, from, fyne.NewDelta(5, to.Y-from.Y))
		if got := fmt.Sprint(sheet.ballot.Ranks()); got != s.want {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
	}
}

func TestWhileARowIsDraggedItFollowsAndTheNumbersChange(t *testing.T) {
	s, _, l := ranking(t, "irv", 5, 3)
	from, to := middle(l, 2), middle(l, 0)
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(to.X-from.X, to.Y-from.Y)})
	if l.is[2].Place != "1" || l.is[0].Place != "2" || !l.is[2].Lifted {
		t.Errorf("numbers while moving: %+v", l.is[:3])
	}
	if s.page.Cast.On || s.page.Summary.String() != "You rank Option 03 first, then Option 01, then Option 02." {
		t.Errorf("%q, %+v", s.page.Summary, s.page.Cast)
	}
	row := l.rows[2].(*rank)
	slot := l.slot.Position()
	if got := row.ground.Position(); got.X != slot.X+px(8) || row.ground.Shadow.BlurRadius == 0 {
		t.Errorf("the lifted row lies at %v over the slot at %v, its shadow is %+v", got, slot, row.ground.Shadow)
	}
	if objects := l.drawing.Objects(); !slices.Contains(objects[len(objects)-len(row.objects())-1:], fyne.CanvasObject(row.ground)) {
		t.Error("the lifted row is not on top")
	}
	press(l, fyne.KeyEscape)
	l.DragEnd()
	if got := fmt.Sprint(s.ballot.Ranks()); got != "[[0] [1] [2]]" {
		t.Errorf("Esc while dragging leaves %s", got)
	}
}

func TestARankingByKeysAlone(t *testing.T) {
	s, c, l := ranking(t, "irv", 5, 3)
	c.Focus(l)
	s.ballot.Focus(2)
	strike(l, "_UU")
	if got := l.AccessibilityLabel(); got != "Option 03, lifted, would be 1st" {
		t.Error(got)
	}
	strike(l, "_")
	if got := fmt.Sprint(s.ballot.Ranks()); got != "[[2] [0] [1]]" {
		t.Errorf("lifted and dropped to %s", got)
	}
	l.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	if got := fmt.Sprint(s.ballot.Ranks()); got != "[[0] [2] [1]]" {
		t.Errorf("moved by Alt and Down to %s", got)
	}
	strike(l, "x")
	if got := fmt.Sprint(s.ballot.Ranks()); got != "[[0] [1]]" {
		t.Errorf("taken out by Del: %s", got)
	}
	strike(l, "_U")
	c.Unfocus()
	if s.ballot.InHand() >= 0 {
		t.Error("what is in hand stays there when the focus leaves")
	}
}

func TestSharedPlacesByMouse(t *testing.T) {
	s, c, l := ranking(t, "schulze", 4, 3)
	row := l.cells[0]
	from, to := middle(l, 2), l.logical(fyne.NewPos(row.width/3, row.y+row.height/2))
	haul(c, l, from, fyne.NewDelta(0, to.Y-from.Y))
	if got := fmt.Sprint(s.ballot.Ranks()); got != "[[0 2] [1]]" {
		t.Errorf("dropped onto the first: %s", got)
	}
	test.TapAt(l, place(l, click{1, 0}))
	test.TapAt(l, place(l, click{1, 0}))
	if got := s.ballot.PlaceOf(1); got != 1 {
		t.Errorf("its arrow moves it up to the place %d", got)
	}
}

func TestFortyOptionsByDragAndByKeys(t *testing.T) {
	const all = poll.MaxOptions
	s, _, _ := ranking(t, "irv", all, 3)
	s.shown, s.side = nil, nil
	p := &paper{sheet: s, form: below}
	p.begin()
	l := p.list
	c := stage(t, part.NewScroll(p), 560, 6000)
	find := s.ballot.Find()
	if find.Typed() != "" || len(l.order) != all {
		t.Fatalf("%d rows for %d options", len(l.order), all)
	}
	last := all - 1
	from, to := middle(l, last), middle(l, 0)
	haul(c, l, from, fyne.NewDelta(0, to.Y-from.Y))
	if s.ballot.PlaceOf(last) != 1 {
		t.Errorf("the last one is dragged to the place %d", s.ballot.PlaceOf(last))
	}
	c.Focus(l)
	for s.ballot.Focused() != last-1 {
		press(l, fyne.KeyDown)
	}
	press(l, fyne.KeyReturn)
	for len(s.ballot.Ranked()) < all {
		press(l, fyne.KeyDown)
		for s.ballot.PlaceOf(s.ballot.Focused()) > 0 && len(s.ballot.Ranked()) < all {
			before := s.ballot.Focused()
			if press(l, fyne.KeyDown); s.ballot.Focused() == before {
				break
			}
		}
		press(l, fyne.KeyReturn)
	}
	if got := s.page.Summary.String(); got != "You rank Option 40 first, then Option 01, then Option 02 and 37 more." {
		t.Error(got)
	}
}

func TestNearTheEdgeThePageScrollsAlong(t *testing.T) {
	s, _, _ := ranking(t, "irv", 10, 10)
	s.shown, s.side = nil, nil
	side := s.Side()
	l := listOf(t, s)
	window := stage(t, side, 392, 480)
	scroll := side.(*paper).scroll
	if scroll.Size().Height >= l.Size().Height {
		t.Fatalf("nothing scrolls: %v of %v", scroll.Size(), l.Size())
	}
	from := middle(l, 0)
	edge := fyne.NewPos(from.X, scroll.Size().Height-px(10))
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: edge}, Dragged: fyne.NewDelta(0, edge.Y-from.Y)})
	for range 200 {
		l.scrollOnce()
	}
	l.DragEnd()
	if end := l.Size().Height - scroll.Size().Height; scroll.Offset.Y < end-px(40) || scroll.Offset.Y > end+px(40) || s.ballot.PlaceOf(0) != 10 {
		t.Errorf("scrolled to %v of %v, and dropped at the place %d", scroll.Offset.Y, end, s.ballot.PlaceOf(0))
	}
	window.Focus(l)
	for range 9 {
		press(l, fyne.KeyUp)
	}
	if scroll.Offset.Y > px(20) {
		t.Errorf("the row with the keys is not in view: %v", scroll.Offset)
	}
}

func TestTheFinderRanksWithoutAMouse(t *testing.T) {
	b := asked(t, poll.Open{Method: "borda", Options: []string{
		"Hazel", "Medlar", "Barberry", "Bilberry, wants sour soil", "Blackberry", "Serviceberry", "Käthe", "Crab apple", "Elder", "Rose", "Ivy",
	}})
	b.RankLast(0)
	begin(t, theme.Light(1))
	s := NewSheet(b, words(t), ballot.Voter{Name: "Ada"}, Acts{})
	main := s.Main()
	c := stage(t, part.NewScroll(part.TopRow(20, 0, main, part.Wide(392, s.Side()))), 1000, 900)
	f := s.shown[0].(*finder)
	entry := f.field.Entry
	c.Focus(entry)
	test.Type(entry, "berry")
	if f.count.String() != "4 of 11" {
		t.Errorf("found %s", f.count)
	}
	press(entry, fyne.KeyDown)
	press(entry, fyne.KeyReturn)
	if b.PlaceOf(3) != 2 || entry.SelectedText() != "berry" {
		t.Errorf("%v, and %q stands marked", b.Ranks(), entry.SelectedText())
	}
	test.Type(entry, "kathe")
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierAlt})
	if b.PlaceOf(6) != 1 {
		t.Errorf("Alt and 1 rank it at the place %d", b.PlaceOf(6))
	}
	press(entry, fyne.KeyEscape)
	if entry.Text != "" || c.Focused() == nil {
		t.Errorf("the first Esc leaves %q, and the focus on %v", entry.Text, c.Focused())
	}
	press(entry, fyne.KeyEscape)
	if c.Focused() != nil {
		t.Error("the second Esc is not the page's")
	}
	test.TapAt(f.found, fyne.NewPos(80, f.found.rows[0].height/2))
	if ranked := len(b.Ranked()); ranked != 4 {
		t.Errorf("a click ranks nothing: %d", ranked)
	}
	tapNamed(t, c, "Not ranked first")
	if f.found.is.Rows[0].Option != 0 {
		t.Errorf("the poll's order begins with %d", f.found.is.Rows[0].Option)
	}
}
