//go:build linux && !headless

package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestWindowFirstWeek is what comes after the first five minutes: an outcome that is checked, the four pages of members, an answer to what one has said.
func TestWindowFirstWeek(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 1440, 900)
	lookAround(s)
	s.answered()
	s.goTo("house council", "House council 2026: three seats, ")
	s.says("Outcome")
	s.says("Check this result")
	s.act("Check")
	s.says("The result is right")
	s.says("Counted again here: the same outcome")
	s.shot("week-2-checked")
	s.press("ctrl+4")
	s.tabTo("Members, People")
	for i, tab := range []struct{ label, says string }{
		{"People", "Who votes for whom"}, {"Joining", "Open invites"}, {"Your vote", "Your own ballot always goes before."}, {"Rules", "How we decide here"},
	} {
		if i > 0 {
			s.press("Right")
		}
		s.says("Members, " + tab.label)
		s.says(tab.says)
		s.shot("week-" + strconv.Itoa(3+i) + "-" + strings.ToLower(strings.ReplaceAll(tab.label, " ", "-")))
	}
	s.close()
}

// answered says something, and is answered by somebody of the sample.
func (s *screen) answered() {
	texts, err := os.ReadFile(filepath.Join("app", "sample", "texts", "en.txt"))
	if err != nil {
		s.t.Fatal(err)
	}
	var answers []string
	for part := range strings.SplitSeq(string(texts), "\n== ") {
		if name, says, _ := strings.Cut(part, "\n"); strings.HasPrefix(name, "plays.answer.") {
			answers = append(answers, strings.TrimSpace(says))
		}
	}
	if len(answers) == 0 {
		s.t.Fatal("the sample has no answers")
	}
	s.goTo("bins out", "Who takes the bins out in July?")
	s.writeIn("What do you think?", "I can take them, from the first on.")
	s.press("ctrl+Return")
	s.silent("What do you think?, I can")
	s.says("I can take them, from the first on.")
	s.until("somebody answers", func() bool {
		said := s.text()
		for _, answer := range answers {
			if strings.Contains(said, answer) {
				return true
			}
		}
		return false
	})
	s.shot("week-1-answered")
}

// TestWindowsByStick is two laptops with no network: one founds and invites, the other joins by the link, and a file goes to and fro.
func TestWindowsByStick(t *testing.T) {
	t.Parallel()
	stick := t.TempDir()
	ada := newScreen(t, 1280, 820)
	ada.open(filepath.Join(t.TempDir(), "profile"))
	found(ada)
	ada.says("So far")
	ada.press("ctrl+4")
	ada.click("Invite")
	ada.says("folkmoot:join/1/")
	ada.act("Copy")
	ada.says("The invite is published.")
	link := ada.copied()
	ada.press("Escape")
	ada.silent("folkmoot:join/1/")
	ada.carry(stick, "first.car")

	bea := newScreen(t, 1280, 820)
	bea.open(filepath.Join(t.TempDir(), "profile"))
	bea.says("Decide things together")
	bea.click("Join a community")
	bea.says("You need an invitation")
	bea.paste(link)
	bea.says("Is it the right one?")
	bea.writeIn("Your name there", "Bea Example")
	bea.act("Join this community")
	bea.click("Open, in a file")
	bea.act("Continue")
	bea.says("Write down these 24 words")
	bea.click("I have written them down")
	bea.says("Do you have all 24 words?")
	bea.click("Later")
	bea.says("You have asked to be let in")
	bea.shot("stick-1-asked")
	bea.take(filepath.Join(stick, "first.car"))
	bea.says("Elm Street Choir")
	bea.shot("stick-2-imported")
	bea.carry(stick, "second.car")
	bea.close()

	ada.take(filepath.Join(stick, "second.car"))
	ada.press("ctrl+4")
	ada.says("Bea Example")
	ada.shot("stick-3-members")
	ada.close()
}

// carry writes everything on the stick.
func (s *screen) carry(folder, name string) {
	s.t.Helper()
	s.press("ctrl+1")
	s.goTo("export", "Export")
	s.says("One file carries what the network would. It can be copied")
	s.act("Export")
	s.says("Choose a folder and a name.")
	s.says("Folder, /")
	s.click("Folder")
	s.press("ctrl+a")
	s.paste(folder)
	s.press("Return")
	s.says("Folder, " + folder)
	s.click("Name")
	s.press("ctrl+a")
	s.paste(name)
	s.click("Save here")
	s.says("It is whole, and the stick can be pulled out.")
	if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
		s.t.Fatalf("nothing is on the stick: %v", err)
	}
}

// take reads a file that came by the stick.
func (s *screen) take(path string) {
	s.t.Helper()
	s.press("ctrl+o")
	s.choose(path)
	s.says("Every signature is checked.")
	s.says("new entr")
}
