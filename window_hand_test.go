//go:build linux && !headless

package main

// The hand: where things are on the screen, and how they are clicked, dragged and reached by keys.

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// mostTabs is more than any page has places for the focus.
const mostTabs = 160

// find is where something stands, by a question of window_seen_test.go, once it stands still. What is scrolled away is scrolled to.
func (s *screen) find(question string) (x, y int) {
	s.t.Helper()
	way := ""
	s.until("there is: "+question, func() bool {
		now := s.answer(question)
		s.rest()
		if now == "" || s.answer(question) != now {
			return false
		}
		if _, err := fmt.Sscanf(now, "%s %d %d", &way, &x, &y); err != nil {
			s.t.Fatal(err)
		}
		if way == "at" {
			return true
		}
		s.must("mousemove", "--window", s.id, strconv.Itoa(x), strconv.Itoa(y))
		s.rest()
		s.must("click", map[string]string{"up": "4", "down": "5"}[way])
		s.rest()
		return false
	})
	return x, y
}

// has reports whether something with a label is on the screen now.
func (s *screen) has(label string) bool { return s.answer("find "+label) != "" }

// click presses what has a label, with the mouse.
func (s *screen) click(label string) {
	s.t.Helper()
	s.clickAt(s.find("find " + label))
}

// act presses a button once it can be pressed: one that is off says after its name why.
func (s *screen) act(label string) {
	s.t.Helper()
	s.until(label+" can be pressed", func() bool { return !strings.Contains("\n"+s.text(), "\n"+label+", ") })
	s.click(label)
}

// clickWord clicks on a text, the last one of the page that reads so: rows of ballots are texts.
func (s *screen) clickWord(label string) {
	s.t.Helper()
	s.clickAt(s.find("word " + label))
}

func (s *screen) clickAt(x, y int) {
	s.t.Helper()
	s.must("mousemove", "--window", s.id, strconv.Itoa(x), strconv.Itoa(y))
	s.rest()
	s.must("click", "1")
	s.rest()
}

// rest waits until the window has taken in where the pointer is, and what was pressed: until then a click lands at the old place.
func (s *screen) rest() {
	s.t.Helper()
	s.answer("frames")
}

// drag moves what reads so up or down, slowly enough to be seen.
func (s *screen) drag(word string, down int) {
	s.t.Helper()
	x, y := s.find("word " + word)
	s.must("mousemove", "--window", s.id, strconv.Itoa(x), strconv.Itoa(y))
	s.rest()
	s.must("mousedown", "1")
	for i := 1; i <= dragSteps; i++ {
		s.must("mousemove", "--window", s.id, strconv.Itoa(x), strconv.Itoa(y+down*i/dragSteps))
		s.rest()
	}
	s.must("mouseup", "1")
}

// press presses keys, each by its X name: "Tab", "ctrl+k", "Return".
func (s *screen) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		s.must("key", key)
	}
}

// tabTo goes on with Tab until the focus is on what has a label that begins so.
func (s *screen) tabTo(label string) {
	s.t.Helper()
	var stops []string
	for range mostTabs {
		focused := s.answer("focus")
		stops = append(stops, focused)
		if strings.HasPrefix(focused, label) {
			return
		}
		s.press("Tab")
		s.rest()
	}
	s.failed()
	s.t.Fatalf("Tab never comes to %s, but to %q. The window says:\n%s", label, stops, s.text())
}

// write types into whatever has the focus.
func (s *screen) write(words string) {
	s.t.Helper()
	s.must("type", "--delay", "60", words)
}

// writeIn clicks into a field and types.
func (s *screen) writeIn(label, words string) {
	s.t.Helper()
	s.click(label)
	s.write(words)
}

// goTo opens a page by the palette: what is typed must lead to a row that says so.
func (s *screen) goTo(typed, row string) {
	s.t.Helper()
	s.press("ctrl+k")
	s.says("Searched on this laptop")
	s.write(typed)
	s.says(row)
	s.press("Return")
	s.silent("Searched on this laptop")
}

// paste puts words into the clipboard and pastes them into whatever has the focus.
func (s *screen) paste(words string) {
	s.t.Helper()
	clip := exec.Command("xclip", "-in", "-selection", "clipboard") // it stays behind, and gives them to who asks, until the screen goes
	clip.Env, clip.Stdin = s.env, strings.NewReader(words)
	if err := clip.Run(); err != nil {
		s.t.Fatal(err)
	}
	s.press("ctrl+v")
	s.rest()
}

// choose takes a file on the sheet on which files are chosen.
func (s *screen) choose(path string) {
	s.t.Helper()
	s.says("Press a file to open it.")
	s.says("Folder, /")
	s.click("Folder")
	s.press("ctrl+a")
	s.paste(path)
	s.press("Return")
	s.silent("Press a file to open it.")
}

// copied is what lies in the clipboard.
func (s *screen) copied() string {
	s.t.Helper()
	clip := exec.Command("xclip", "-out", "-selection", "clipboard")
	clip.Env = s.env
	out, err := clip.Output()
	if err != nil {
		s.t.Fatal(err)
	}
	return string(out)
}
