//go:build linux && !headless

package main

import (
	"strings"
	"testing"
)

// ballotIn is a vote of the sample: which, by which hand, and what must then stand on the sheet.
type ballotIn struct {
	typed, title string // for the palette
	fill         func(*screen)
	says         string
	short        bool // in every run; the others with FULL=1
}

// TestWindowVotesByEveryMethod casts a ballot of each form in the sample, by mouse and by keys alone in turn.
func TestWindowVotesByEveryMethod(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 1440, 900)
	lookAround(s)
	for i, b := range []ballotIn{
		{typed: "reserve goes", title: "Where the reserve goes first", fill: rankByDrag, says: "Heat pump for the laundry", short: true},
		{typed: "north wall", title: "What we plant along the north wall", fill: rankByKeys("Dogwood", "Elderberry"), says: "You rank Dogwood first", short: true},
		{typed: "quiet", title: "Quiet hours from 22:00 on weekdays", fill: byWord("Consent"), says: "You consent."},
		{typed: "carry up", title: "Carry up to eight votes", fill: again(byKeys("", "Home", "space")), says: "You vote aye."},
		{typed: "summer", title: "Summer budget 2026", fill: byKeys("Ramp at the back door", "space"), says: "one idea"},
		{typed: "evenings", title: "Which evenings suit you for the choir?", fill: again(byKeys("", "Down", "space")), says: "You tick"},
		{typed: "heating", title: "How did the new heating do?", fill: again(byKeys("", "7")), says: "You score"},
		{typed: "bicycle roof", title: "Who builds the bicycle roof", fill: again(byKeys("", "2")), says: "You give"},
		{typed: "workshop needs", title: "What the workshop needs", fill: again(byKeys("", "Down", "Right")), says: "You give"},
		{typed: "nags", title: "What nags us most", fill: again(byKeys("", "Down", "Right")), says: "You give"},
		{typed: "floor cov", title: "Which floor covering for the hall", fill: again(byKeys("", "Right")), says: "You"},
	} {
		if !b.short && !full() {
			continue
		}
		s.goTo(b.typed, b.title+", ")
		s.says("Parts of the decision")
		s.says(b.title)
		b.fill(s)
		s.says(b.says)
		castIt(s, i%2 == 1)
		s.says("Your vote is cast")
		s.says("Where it is now")
		s.says("Cast here, done.")
		s.shot("vote-" + strings.ReplaceAll(b.typed, " ", "-"))
	}
	s.close()
}

// lookAround goes through the third door.
func lookAround(s *screen) {
	s.open(s.t.TempDir() + "/profile")
	s.says("Decide things together")
	s.click("Look around")
	s.says("Where the reserve goes first")
}

// castIt presses the button of the sheet, whatever it is called.
func castIt(s *screen, byKeys bool) {
	label := "Cast my vote"
	if s.has("Cast my changed vote") {
		label = "Cast my changed vote"
	}
	s.until(label+" can be pressed", func() bool { return !strings.Contains(s.text(), "\n"+label+", ") })
	if !byKeys {
		s.click(label)
		return
	}
	s.tabTo(label)
	s.press("Return")
}

// again takes up a ballot that was cast before.
func again(fill func(*screen)) func(*screen) {
	return func(s *screen) {
		s.says("Your vote is cast")
		s.tabTo("Change my vote")
		s.press("Return")
		s.says("Your ballot")
		fill(s)
	}
}

// byKeys presses keys on the ballot: on the row that is named, which Tab comes to, or where the focus is.
func byKeys(row string, keys ...string) func(*screen) {
	return func(s *screen) {
		s.says("Your ballot")
		if row != "" {
			s.tabTo(row)
		}
		s.press(keys...)
	}
}

// byWord clicks on a row.
func byWord(word string) func(*screen) {
	return func(s *screen) {
		s.says("Your ballot")
		s.clickWord(word)
	}
}

// rankByDrag ranks two by their buttons, then drags a third over them.
func rankByDrag(s *screen) {
	s.says("Your ballot")
	s.clickWord("Heat pump for the laundry")
	s.press("Return")
	s.says("Heat pump for the laundry, ranked 1st")
	s.clickWord("New roof for the back building")
	s.press("Return")
	s.says("New roof for the back building, ranked 2nd")
	s.drag("Insulate the cellar ceiling", -220)
	s.says("Insulate the cellar ceiling, ranked 1st")
	s.shot("vote-dragged")
}

// rankByKeys finds options by their beginning and ranks them.
func rankByKeys(names ...string) func(*screen) {
	return func(s *screen) {
		for i, name := range names {
			s.tabTo("Find an option")
			s.press("ctrl+a")
			s.write(name)
			s.says("1 of 40")
			s.press("Return")
			s.says(", ranked " + []string{"1st", "2nd"}[i])
		}
	}
}
