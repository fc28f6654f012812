package part

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// shownList shows a list alone in a window of 600 by 400.
func shownList(t *testing.T, l *List) fyne.Window {
	t.Helper()
	window := test.NewTempWindow(t, NewStage(l))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(600, 400))
	return window
}

// rowsOf is a list of rows that say their place; made counts how many exist.
func rowsOf(count int, opened *[]int) (l *List, made *int) {
	made = new(int)
	l = NewList(func() int { return count }, func() *ListRow {
		*made++
		return NewListRow(theme.IconVote, Neutral, "", "", nil, nil)
	}, func(at int, row *ListRow) {
		row.Set(theme.IconVote, Neutral, fmt.Sprintf("Row %d", at), "open")
	}, func(at int) { *opened = append(*opened, at) })
	return l, made
}

func TestAListOfAHundredThousandMakesAScreenfulOfRows(t *testing.T) {
	begin(t)
	var opened []int
	l, made := rowsOf(100_000, &opened)
	window := shownList(t, l)
	window.Canvas().Focus(l)
	for _, s := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyDown, "Row 1, open"},
		{fyne.KeyEnd, "Row 99999, open"},
		{fyne.KeyDown, "Row 99999, open"},
		{fyne.KeyPageUp, "Row 99993, open"},
		{fyne.KeyUp, "Row 99992, open"},
		{fyne.KeyHome, "Row 0, open"},
		{fyne.KeyPageDown, "Row 5, open"},
	} {
		press(l, s.key)
		if got := l.AccessibilityLabel(); got != s.want {
			t.Errorf("after %s the keys are on %q, want %q", s.key, got, s.want)
		}
		slot := l.shown[l.cursor]
		if slot == nil || slot.Position().Y < l.Offset() || slot.Position().Y+slot.Size().Height > l.Offset()+400 {
			t.Errorf("after %s row %d is not in view", s.key, l.Chosen())
		}
	}
	press(l, fyne.KeyReturn)
	if !slices.Equal(opened, []int{5}) {
		t.Errorf("Enter opened %v, want row 5", opened)
	}
	if *made > 20 {
		t.Errorf("%d rows were made for a window of 400", *made)
	}
}

func TestAListKeepsItsOffsetAndFillsOnlyWhatChanged(t *testing.T) {
	begin(t)
	count, filled := 1000, 0
	l := NewList(func() int { return count }, func() *ListRow { return NewListRow("", Neutral, "", "", nil, nil) },
		func(at int, row *ListRow) {
			filled++
			row.Set("", Neutral, fmt.Sprint(at), "")
		}, nil)
	shownList(t, l)
	l.ScrollTo(3000)
	if l.Offset() != 3000 {
		t.Errorf("the offset is %g after scrolling to 3000", l.Offset())
	}
	filled = 0
	l.ScrollTo(3010)
	if filled > 1 {
		t.Errorf("ten units further %d rows were filled", filled)
	}
	filled = 0
	l.RefreshRow(51)
	if filled != 1 {
		t.Errorf("one changed row filled %d", filled)
	}
	l.Refresh()
	if l.Offset() != 3010 {
		t.Errorf("a refresh moved the list to %g", l.Offset())
	}
	l.ShowRow(900)
	if s := l.shown[900]; s == nil || l.Chosen() != 900 || s.Position().Y+s.Size().Height > l.Offset()+400 {
		t.Error("row 900 is not shown")
	}
	count = 3
	l.Refresh()
	if l.Offset() != 0 {
		t.Errorf("three rows are scrolled to %g", l.Offset())
	}
	count = 0
	l.Refresh()
	press(l, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn)
	if l.Chosen() != None {
		t.Error("an empty list has a chosen row")
	}
}

// Rows of unlike heights lie one below the other, whatever was guessed before they were seen.
func TestRowsAreAsHighAsWhatTheyShow(t *testing.T) {
	begin(t)
	l := NewList(func() int { return 500 }, func() *Text { return Words(theme.Text, "") },
		func(at int, row *Text) { row.SetText(strings.Repeat("word ", 1+at%7*20)) }, nil).Plain()
	window := shownList(t, l)
	check := func(when string) {
		t.Helper()
		for line, s := range l.shown {
			if want := HeightFor(s.row, 600); s.Size().Height != want && s.Size().Height-want >= 1 {
				t.Errorf("%s row %d is %g high, want %g", when, line, s.Size().Height, want)
			}
			if below := l.shown[line+1]; below != nil && below.Position().Y != s.Position().Y+s.Size().Height {
				t.Errorf("%s row %d does not follow row %d", when, line+1, line)
			}
		}
	}
	check("at first")
	window.Canvas().Focus(l)
	press(l, fyne.KeyEnd)
	check("at the end")
	for range 60 {
		l.ScrollTo(l.Offset() - 173)
		check("on the way up")
	}
	window.Resize(fyne.NewSize(300, 400))
	for _, s := range l.shown {
		if s.Size().Width != 300 {
			t.Errorf("a row is %g wide in a window of 300", s.Size().Width)
		}
	}
}

func TestGroupsFoldByClickAndKeys(t *testing.T) {
	begin(t)
	folded := []bool{false, false}
	var opened []int
	l, _ := rowsOf(5, &opened)
	l.Grouped(func() []Group {
		return []Group{{Title: "Needs you", Count: "3", Rows: 3, Folded: folded[0]}, {Title: "Decided", Count: "2", Rows: 2, Folded: folded[1]}}
	}, [2]string{"folded", "unfolded"}, func(group int, fold bool) { folded[group] = fold })
	window := shownList(t, l)
	window.Canvas().Focus(l)
	for _, s := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyHome, "Needs you, 3, unfolded"},
		{fyne.KeyRight, "Row 0, open"},
		{fyne.KeyDown, "Row 1, open"},
		{fyne.KeyLeft, "Needs you, 3, unfolded"},
		{fyne.KeyLeft, "Needs you, 3, folded"},
		{fyne.KeyDown, "Decided, 2, unfolded"},
		{fyne.KeyDown, "Row 3, open"},
		{fyne.KeyHome, "Needs you, 3, folded"},
		{fyne.KeyReturn, "Needs you, 3, unfolded"},
	} {
		press(l, s.key)
		if got := l.AccessibilityLabel(); got != s.want {
			t.Errorf("after %s the keys are on %q, want %q", s.key, got, s.want)
		}
	}
	test.Tap(l.shown[4].head)
	if !folded[1] {
		t.Error("a click did not fold the second group")
	}
	if first, last := l.shown[1].row.(*ListRow), l.shown[3].row.(*ListRow); !first.first || first.last || !last.last {
		t.Error("the sheet's corners are not those of the first and last row")
	}
	test.Tap(l.shown[2].row.(*ListRow))
	if !slices.Equal(opened, []int{1}) {
		t.Errorf("a click opened %v, want row 1", opened)
	}
}

// A list is one stop for Tab; what its rows can do is reached by Right and by the menu key.
func TestButtonsAndMenusOfRowsAreReachedByKeys(t *testing.T) {
	begin(t)
	var did []string
	l := NewList(func() int { return 3 }, func() *fyne.Container {
		return Row(8, 0, Words(theme.Text, "Zoë"), NewButton(Secondary, "", "Refuse", func() { did = append(did, "refuse") }),
			NewButton(Primary, "", "Let in", func() { did = append(did, "let in") }))
	}, func(int, *fyne.Container) {}, func(int) { did = append(did, "open") })
	l.Menu(func(at int) []*ListRow {
		return []*ListRow{NewMenuRow(theme.IconUser, "Profile", "", false, func() { did = append(did, fmt.Sprint("profile ", at)) })}
	})
	after := NewButton(Secondary, "", "After", func() {})
	window := test.NewTempWindow(t, NewStage(Row(0, 0, l, after)))
	window.Resize(fyne.NewSize(600, 400))
	c := window.Canvas()
	c.FocusNext()
	if c.Focused() != fyne.Focusable(l) {
		t.Fatalf("Tab reaches %T first", c.Focused())
	}
	press(l, fyne.KeyDown, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	if got := l.AccessibilityLabel(); got != "Let in" {
		t.Errorf("Right leads to %q", got)
	}
	press(l, fyne.KeySpace, fyne.KeyLeft, fyne.KeySpace, fyne.KeyLeft, fyne.KeyF10)
	if c.Overlays().Top() == nil {
		t.Fatal("Shift F10 opens no menu")
	}
	press(c.Focused(), fyne.KeyReturn)
	if c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(l) {
		t.Error("the menu stays, or keeps the focus")
	}
	test.TapSecondary(l.shown[2])
	press(c.Focused(), fyne.KeyEscape)
	if c.Focused() != fyne.Focusable(l) || l.Chosen() != 2 {
		t.Errorf("after a right click the keys are on row %d of %T", l.Chosen(), c.Focused())
	}
	c.FocusNext()
	if c.Focused() != fyne.Focusable(after) {
		t.Errorf("the next Tab reaches %T", c.Focused())
	}
	want := []string{"open", "let in", "refuse", "profile 1"}
	if !slices.Equal(did, want) || c.Overlays().Top() != nil {
		t.Errorf("the keys did %v, want %v", did, want)
	}
}

func TestAButtonThatARowGetsLaterHasTheRowsMenu(t *testing.T) {
	begin(t)
	var opened []int
	l := NewList(func() int { return 2 }, func() *fyne.Container { return Row(8, 0, Words(theme.Text, "Zoë")) }, func(at int, row *fyne.Container) {
		row.Objects = []fyne.CanvasObject{Words(theme.Text, "Zoë"), NewButton(Secondary, "", "Refuse", func() {})}
	}, func(at int) { opened = append(opened, at) })
	l.Menu(func(int) []*ListRow { return []*ListRow{NewMenuRow(theme.IconUser, "Profile", "", false, nil)} })
	window := shownList(t, l)
	test.TapSecondary(l.shown[1].acts()[0].(*Button))
	if window.Canvas().Overlays().Top() == nil || l.Chosen() != 1 {
		t.Errorf("a right click on the button opens nothing, on row %d", l.Chosen())
	}
}

func TestAClickOnTheGroundOfARowThatNothingOpensLeavesTheKeys(t *testing.T) {
	begin(t)
	l := NewList(func() int { return 3 }, func() *fyne.Container { return Row(8, 0, Words(theme.Text, "Zoë")) }, func(int, *fyne.Container) {}, nil)
	window := shownList(t, l)
	test.Tap(l.shown[1])
	if window.Canvas().Focused() != nil || l.focused {
		t.Errorf("the click rings row %d", l.Chosen())
	}
}

func TestWhatIsTypedOverAListFilters(t *testing.T) {
	begin(t)
	var opened []int
	l, _ := rowsOf(3, &opened)
	typed := ""
	l.Typing(func(r rune) { typed += string(r) })
	window := shownList(t, l)
	window.Canvas().Focus(l)
	test.Type(l, "a b")
	if typed != "ab" {
		t.Errorf("it filters by %q", typed)
	}
}

func BenchmarkAListScrolls(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.Light(1))
	var opened []int
	l, _ := rowsOf(100_000, &opened)
	window := test.NewTempWindow(b, NewStage(l))
	window.Resize(fyne.NewSize(600, 900))
	offset := float32(0)
	for b.Loop() {
		offset += 40
		l.ScrollTo(offset)
	}
}
