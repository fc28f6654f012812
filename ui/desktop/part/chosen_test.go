package part

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestASelectIsWorkedByKeysAndMouse(t *testing.T) {
	begin(t)
	var chosen []int
	s := NewSelect("Language", []string{"English", "Deutsch", "العربية"}, 0, func(at int) { chosen = append(chosen, at) })
	window := stage(t, Row(0, None, s))
	c := window.Canvas()
	c.Focus(s)
	press(s, fyne.KeyDown)
	press(c.Focused(), fyne.KeyDown)
	press(c.Focused(), fyne.KeyReturn)
	if got := s.AccessibilityLabel(); got != "Language, Deutsch" || c.Focused() != fyne.Focusable(s) {
		t.Errorf("after Down, Down, Enter it says %q and %T has the focus", got, c.Focused())
	}
	test.Tap(s)
	test.Tap(c.Overlays().Top().(*Layer).sheet.(*Card).content.(*fyne.Container).Objects[2].(*ListRow))
	c.Focus(s)
	press(s, fyne.KeySpace)
	press(c.Focused(), fyne.KeyEscape)
	if !slices.Equal(chosen, []int{1, 2}) || c.Overlays().Top() != nil {
		t.Errorf("chosen were %v, want Deutsch and Arabic", chosen)
	}
}

func TestManyValuesAreFiltered(t *testing.T) {
	begin(t)
	var values []string
	for i := range 40 {
		values = append(values, fmt.Sprintf("Topic %d", i))
	}
	chosen := None
	s := NewSelect("Topic", values, None, func(at int) { chosen = at }).Filtered("Filter", "None is called so").Asking("Choose a topic")
	c := stage(t, Row(0, None, s)).Canvas()
	if got := s.AccessibilityLabel(); got != "Topic, Choose a topic" {
		t.Errorf("nothing is chosen and it says %q", got)
	}
	test.Tap(s)
	entry, is := c.Focused().(*Entry)
	if !is {
		t.Fatalf("%T has the focus, not the filter", c.Focused())
	}
	entry.SetText("no such")
	press(entry, fyne.KeyDown)
	if c.Focused() != fyne.Focusable(entry) {
		t.Error("Down leads out of a filter that finds nothing")
	}
	entry.SetText("opic 1")
	press(entry, fyne.KeyDown)
	press(c.Focused(), fyne.KeyDown)
	press(c.Focused(), fyne.KeyUp)
	press(c.Focused(), fyne.KeyUp)
	if c.Focused() != fyne.Focusable(entry) {
		t.Errorf("Up from the first value leads to %T", c.Focused())
	}
	entry.SetText("TOPIC 27")
	press(entry, fyne.KeyReturn)
	if s.Chosen() != 27 || chosen != 27 || c.Overlays().Top() != nil {
		t.Errorf("Enter in the filter chose %d, want 27", chosen)
	}
	s.Set([]string{"Keys"}, 0)
	if got := s.AccessibilityLabel(); got != "Topic, Keys" {
		t.Errorf("with other values it says %q", got)
	}
}

func TestTicksAndRadiosAreWorkedByKeys(t *testing.T) {
	begin(t)
	ticked := [2]string{"ticked", "not ticked"}
	var told []bool
	tick := NewTick("With files", "", "", ticked, false, func(on bool) { told = append(told, on) })
	var chosen []int
	radios := NewRadios([]Option{{Text: "What is new", End: "48 kB"}, {Text: "The council's", Off: "You are not on it"}, {Text: "Everything"}},
		[2]string{"chosen", "not chosen"}, 0, func(at int) { chosen = append(chosen, at) })
	c := stage(t, tick, radios.Rows).Canvas()
	press(tick, fyne.KeySpace, fyne.KeyReturn)
	tick.Set(true)
	tick.Set(false)
	tick.SetSays("84 MB more")
	tick.SetOff("No files are here")
	press(tick, fyne.KeySpace)
	test.Tap(tick)
	if tick.On() || !slices.Equal(told, []bool{true, false}) {
		t.Errorf("the tick box told %v", told)
	}
	if got := tick.AccessibilityLabel(); got != "With files, not ticked, 84 MB more, No files are here" {
		t.Errorf("it says %q", got)
	}
	c.FocusNext()
	c.FocusNext()
	press(c.Focused(), fyne.KeyDown)
	if got := c.Focused().(fyne.Accessible).AccessibilityLabel(); got != "Everything, chosen" {
		t.Errorf("Down leads past what is off to %q", got)
	}
	press(c.Focused(), fyne.KeyDown, fyne.KeyUp)
	test.Tap(radios.rows[1])
	if !slices.Equal(chosen, []int{2, 0}) || radios.Chosen() != 0 {
		t.Errorf("chosen were %v, want the third, then the first", chosen)
	}
	c.FocusNext()
	if c.Focused() != fyne.Focusable(tick) {
		t.Errorf("radio rows are more than one stop for Tab: the next is %T", c.Focused())
	}
}

func TestASliderAndAStepperKeepTheirBounds(t *testing.T) {
	begin(t)
	said := func(n int) string { return fmt.Sprint(n) }
	var moved []int
	slider := NewSlider("Text size", 13, 2, nil, said, func(at int, settled bool) { moved = append(moved, at) })
	var stepped []int
	stepper := NewStepper("Seats", 3, 1, 4, said, func(n int) { stepped = append(stepped, n) })
	window := stage(t, slider, Row(0, None, stepper))
	press(slider, fyne.KeyRight, fyne.KeyHome, fyne.KeyLeft, fyne.KeyEnd, fyne.KeyUp)
	test.TapAt(slider, fyne.NewPos(10+580*6/12, 10))
	test.Drag(window.Canvas(), fyne.NewPos(300, 10), 0, 0)
	if !slices.Equal(moved, []int{3, 0, 0, 12, 12, 6, 6}) {
		t.Errorf("the slider told %v", moved)
	}
	press(stepper, fyne.KeyUp, fyne.KeyRight, fyne.KeyHome, fyne.KeyDown)
	test.TapAt(stepper, fyne.NewPos(stepper.Size().Width-4, 4))
	test.TapAt(stepper, fyne.NewPos(4, 4))
	test.TapAt(stepper, fyne.NewPos(4, 4))
	if !slices.Equal(stepped, []int{4, 1, 2, 1}) {
		t.Errorf("the stepper told %v", stepped)
	}
	stepper.Set(99)
	if got := stepper.AccessibilityLabel(); got != "Seats, 4" || stepper.Value() != 4 {
		t.Errorf("it says %q", got)
	}
}

func TestAMomentSaysWhatWasTyped(t *testing.T) {
	begin(t)
	changes := 0
	m := NewMoment("Closes", "", []Preset{{"In 3 days", "in 3 days"}, {"Never", ""}}, [2]string{"chosen", "not chosen"}, func(text string) (string, string) {
		switch text {
		case "":
			return "", ""
		case "in 3 days":
			return "Sunday 17 May", ""
		}
		return "", "No such day."
	}, func() { changes++ })
	stage(t, m)
	for _, s := range []struct{ typed, says, trouble string }{
		{"32 May", "", "No such day."},
		{"in 3 days", "Sunday 17 May", ""},
		{"", "", ""},
	} {
		m.SetText(s.typed)
		if m.says.Hidden != (s.says == "") || !m.says.Hidden && m.says.String() != s.says || m.Field.trouble.String() != s.trouble {
			t.Errorf("%q: it says %q and %q", s.typed, m.says.String(), m.Field.trouble.String())
		}
	}
	chosen := func() string {
		return m.chips.Objects[0].(*Choice).AccessibilityLabel() + "; " + m.chips.Objects[1].(*Choice).AccessibilityLabel()
	}
	if got := chosen(); got != "In 3 days, not chosen; Never, chosen" {
		t.Errorf("while nothing is typed: %s", got)
	}
	test.Tap(m.chips.Objects[0].(*Choice))
	if got := chosen(); got != "In 3 days, chosen; Never, not chosen" {
		t.Errorf("after a preset was pressed: %s", got)
	}
	if m.Text() != "in 3 days" || changes != 4 {
		t.Errorf("the preset typed %q; %d changes were told, want 4", m.Text(), changes)
	}
}
