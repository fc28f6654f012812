package part

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// begin makes an app with our theme, before any part is made.
func begin(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
}

// stage shows objects in a window of our theme, 600 wide.
func stage(t *testing.T, objects ...fyne.CanvasObject) fyne.Window {
	t.Helper()
	window := test.NewTempWindow(t, NewStage(Column(8, objects...)))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(600, 400))
	return window
}

func press(target fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		target.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestAButtonIsPressedByMouseAndKeys(t *testing.T) {
	begin(t)
	pressed := 0
	b := NewButton(Primary, "", "Vote", func() { pressed++ })
	window := stage(t, b)
	test.Tap(b)
	press(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA)
	if pressed != 4 {
		t.Errorf("pressed %d times, want 4: by mouse, Space, Return and Enter", pressed)
	}
	b.SetOff("You have voted")
	test.Tap(b)
	press(b, fyne.KeySpace)
	if pressed != 4 {
		t.Error("a button that is off was pressed")
	}
	window.Canvas().Focus(b)
	if window.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("a button that is off cannot be reached, so its reason is not heard")
	}
}

func TestEscLeavesThenReachesThePage(t *testing.T) {
	begin(t)
	b := NewButton(Secondary, "", "Export", func() {})
	window := stage(t, b)
	var heard []fyne.KeyName
	window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { heard = append(heard, e.Name) })
	window.Canvas().Focus(b)
	press(b, fyne.KeyEscape)
	if window.Canvas().Focused() != nil || !slices.Equal(heard, []fyne.KeyName{fyne.KeyEscape}) {
		t.Errorf("after Esc %v has the focus and the page heard %v", window.Canvas().Focused(), heard)
	}
}

func TestLabelsSayTheState(t *testing.T) {
	begin(t)
	onOff := [2]string{"on", "off"}
	nothing := func() {}
	field := NewField("Link", "", "")
	field.Entry.SetText("folkmoot:join")
	field.SetTrouble("The link is cut off.")
	section := NewSection(theme.IconVote, "Decisions", "shown", nothing)
	section.Set(true, "2")
	row := NewListRow(theme.IconVote, Neutral, "Roof", "open", nil, nothing)
	row.SetChosen(true, "chosen")
	tile := NewTile("El", theme.Moss, "Elm Street", nothing)
	tile.Set(false, "3")
	for _, s := range []struct {
		part fyne.Accessible
		want string
	}{
		{NewButton(Primary, "", "Vote", nothing), "Vote"},
		{NewButton(Primary, "", "Vote", nothing).SetOff("You have voted"), "Vote, You have voted"},
		{NewButton(Bare, theme.IconX, "", nothing).Tip("Close", "Esc"), "Close"},
		{NewSwitch("Quiet hours", onOff, true, func(bool) {}), "Quiet hours, on"},
		{NewSwitch("Quiet hours", onOff, false, func(bool) {}), "Quiet hours, off"},
		{NewSegments("How far", []string{"Day", "Week"}, 1, func(int) {}), "How far, Week"},
		{NewChoice("All 24", true, [2]string{"chosen", "not chosen"}, nothing), "All 24, chosen"},
		{field, "Link, folkmoot:join, The link is cut off."},
		{section, "Decisions, 2, shown"},
		{row, "Roof, open, chosen"},
		{tile, "Elm Street, 3"},
		{NewTabs("Page", []Tab{{"Text", ""}, {"Discussion", "14"}}, 1, func(int) {}), "Page, Discussion, 14"},
		{NewJourney(JourneyStep{Stand: Done, Name: "Cast", Says: "Here.", SaidOfStand: "done"}), "Cast, done. Here. "},
		{NewChip(Good, theme.IconCheck, "Carried"), "Carried"},
		{NewBanner(Bad, theme.IconX, "Void", "Cast again.", nil), "Void. Cast again."},
	} {
		if got := s.part.AccessibilityLabel(); got != s.want {
			t.Errorf("%T says %q, want %q", s.part, got, s.want)
		}
	}
}

func TestASwitchAndSegmentsAreWorkedByKeys(t *testing.T) {
	begin(t)
	var told []bool
	s := NewSwitch("Quiet hours", [2]string{"on", "off"}, false, func(on bool) { told = append(told, on) })
	var chosen []int
	segments := NewSegments("How far", []string{"Day", "Week", "Month"}, 0, func(i int) { chosen = append(chosen, i) })
	stage(t, s, Row(0, None, segments))
	press(s, fyne.KeySpace, fyne.KeySpace)
	if !slices.Equal(told, []bool{true, false}) {
		t.Errorf("the switch told %v", told)
	}
	press(segments, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if !slices.Equal(chosen, []int{1, 2, 1}) {
		t.Errorf("the segments chose %v", chosen)
	}
	segments.Tapped(&fyne.PointEvent{Position: fyne.NewPos(segments.Size().Width-10, 10)})
	if segments.AccessibilityLabel() != "How far, Month" {
		t.Errorf("a click at the end chose %q", segments.AccessibilityLabel())
	}
}

func TestAFieldHandsShortcutsOn(t *testing.T) {
	begin(t)
	f := NewField("Link", "", "")
	window := stage(t, f)
	heard := 0
	find := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}
	page := &fyne.ShortcutHandler{} // the test driver's canvas knows no shortcuts
	page.AddShortcut(find, func(fyne.Shortcut) { heard++ })
	f.Entry.page = func() fyne.Shortcutable { return page }
	window.Canvas().Focus(f.Entry)
	f.Entry.TypedShortcut(find)
	if heard != 1 {
		t.Error("Ctrl+K in a field does not reach the page")
	}
	f.Entry.SetText("abc")
	f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	if f.Entry.SelectedText() != "abc" {
		t.Error("Ctrl+A in a field no longer selects")
	}
	press(f.Entry, fyne.KeyEscape)
	if window.Canvas().Focused() != nil {
		t.Error("Esc leaves the focus in the field")
	}
}

func TestTheHintOfWhatIsOffSaysWhy(t *testing.T) {
	begin(t)
	b := NewButton(Primary, "", "Continue", func() {}).SetOff("Type all three words first")
	other := NewButton(Primary, "", "Back", func() {}).Tip("One page back", "Esc")
	window := stage(t, b, other)
	s := window.Content().(*Stage)
	b.MouseIn(nil)
	if s.hint != nil {
		t.Fatal("the hint is there at once")
	}
	s.waiting.stop() // the time is up
	s.hint = NewHint("Type all three words first", "")
	other.MouseIn(nil) // while another is shown it comes at once
	if s.hint.text.String() != "One page back" || s.hinted != fyne.CanvasObject(other) {
		t.Errorf("the hint says %q", s.hint.text.String())
	}
	other.MouseOut()
	if s.hint != nil {
		t.Error("the hint stays when the mouse has left")
	}
}

func TestNoticesWaitForEachOther(t *testing.T) {
	begin(t)
	window := stage(t)
	s := window.Content().(*Stage)
	first, second := NewNotice(theme.IconCheck, "First", "Close", nil), NewNotice(theme.IconCheck, "Second", "Close", nil)
	s.Notify(first)
	s.Notify(second)
	if s.notices[0] != first || s.leaving == nil {
		t.Error("the first notice is not shown, or never leaves")
	}
	first.close()
	if len(s.notices) != 1 || s.notices[0] != second {
		t.Error("the next notice does not follow")
	}
	s.dismiss(second)
	if len(s.notices) != 0 {
		t.Error("the last notice stays")
	}
}

func TestFocusIsScrolledIntoView(t *testing.T) {
	var buttons []fyne.CanvasObject
	for range 35 {
		buttons = append(buttons, NewButton(Secondary, "", "Vote", func() {}))
	}
	begin(t)
	scroll := NewScroll(Column(8, buttons...))
	window := test.NewTempWindow(t, NewStage(scroll))
	window.Resize(fyne.NewSize(300, 200))
	window.Canvas().Focus(buttons[34].(fyne.Focusable))
	if scroll.Offset() < 1000 {
		t.Errorf("the last of 35 buttons has the focus, and the page is scrolled to %g", scroll.Offset())
	}
	window.Canvas().Focus(buttons[0].(fyne.Focusable))
	if scroll.Offset() > 8 {
		t.Errorf("the first button has the focus, and the page is scrolled to %g", scroll.Offset())
	}
}

func TestTextLosesNoWordAndStaysInItsPlace(t *testing.T) {
	begin(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Zäöא-ת0-9(),.€]{1,18}`), 1, 20).Draw(t, "words")
		width := float32(rapid.IntRange(60, 500).Draw(t, "width"))
		text := Words(theme.Text, strings.Join(words, " "))
		letters := 0
		for _, l := range text.lay(width) {
			if l.width > width+1 {
				t.Fatalf("a line of %g in a place of %g", l.width, width)
			}
			for _, r := range l.runs {
				letters += len([]rune(strings.ReplaceAll(r.text, " ", "")))
			}
		}
		if want := len([]rune(strings.Join(words, ""))); letters != want {
			t.Fatalf("%d letters are shown, want %d", letters, want)
		}
	})
}

func TestWhatDoesNotFitEndsInDots(t *testing.T) {
	begin(t)
	long := strings.Repeat("Regentonnenüberlaufschutz ", 9)
	for _, s := range []struct {
		lines int
		width float32
	}{{1, 300}, {2, 300}, {1, 40}, {3, 90}} {
		text := Words(theme.Text, long).Lines(s.lines)
		laid := text.lay(s.width)
		last := laid[len(laid)-1]
		if len(laid) != s.lines || !strings.HasSuffix(last.runs[len(last.runs)-1].text, ellipsis) || last.width > s.width+1 {
			t.Errorf("%d lines of %g: %d lines, the last %g wide", s.lines, s.width, len(laid), last.width)
		}
	}
	if fits := Words(theme.Text, "Roof").Lines(1).lay(300); fits[0].runs[0].text != "Roof" {
		t.Errorf("what fits was cut: %+v", fits[0].runs)
	}
}

func TestAMirroredRowBeginsAtTheRight(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(&theme.Theme{RightToLeft: true})
	first, second := NewSymbol(theme.IconX, 16, theme.Ink), NewSymbol(theme.IconX, 16, theme.Ink)
	row := Row(8, None, first, second)
	row.Resize(fyne.NewSize(200, 16))
	if first.Position().X != 184 || second.Position().X != 160 {
		t.Errorf("the first stands at %g, the second at %g", first.Position().X, second.Position().X)
	}
}

func TestALayerClosesByEscAndSaysSo(t *testing.T) {
	begin(t)
	window := stage(t)
	keep := NewButton(Secondary, "", "Keep it", func() {})
	closed := 0
	OpenLayer(window.Canvas(), Question("Withdraw?", "It goes.", keep, NewButton(Danger, "", "Withdraw", func() {})), 480, 100, keep, func() { closed++ })
	if window.Canvas().Focused() != fyne.Focusable(keep) {
		t.Error("the harmless choice has not got the focus")
	}
	press(keep, fyne.KeyEscape)
	if closed != 1 {
		t.Errorf("Esc closed the question %d times", closed)
	}
	if window.Canvas().OnTypedKey() != nil {
		t.Error("the page's own keys are not given back after Esc")
	}
	OpenLayer(window.Canvas(), NewCard(keep), 480, 100, keep, nil).Close()
	if window.Canvas().OnTypedKey() != nil {
		t.Error("the page's own keys are not given back after a button")
	}
}

func TestTabsAreChosenByClickAndKeys(t *testing.T) {
	begin(t)
	var chosen []int
	tabs := NewTabs("Page", []Tab{{"Text", ""}, {"Amendments", "2"}, {"History", ""}}, 0, func(i int) { chosen = append(chosen, i) })
	stage(t, tabs)
	press(tabs, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	tabs.Tapped(&fyne.PointEvent{Position: fyne.NewPos(2, 10)})
	tabs.Tapped(&fyne.PointEvent{Position: fyne.NewPos(590, 10)}) // right of all names
	if !slices.Equal(chosen, []int{1, 2, 0}) {
		t.Errorf("the tabs chose %v", chosen)
	}
}
