//go:build linux && !headless

package main

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindowBadInput is what goes wrong on any laptop: each time a sentence says so, nothing is lost, and the window goes on.
func TestWindowBadInput(t *testing.T) {
	if _, err := exec.LookPath("xclip"); err != nil {
		t.Skip("SKIPPED: xclip is not installed, so nothing can be pasted: make test installs it")
	}
	t.Parallel()
	s := newScreen(t, 1280, 820)
	profile := filepath.Join(t.TempDir(), "profile")
	s.open(profile)
	s.says("Decide things together")
	s.badLinks()
	s.badNames()
	s.click("Back")
	s.says("Decide things together")
	s.click("Look around")
	s.says("Where the reserve goes first")
	s.badComment()
	s.badBundle()
	again := s.heldTwice(profile)
	again.badPassphrase(profile)
	again.close()
}

// book is five megabytes of text.
var book = strings.Repeat("A community decides things together, with no server. ", 5<<20/53)

// badLinks pastes what is no invite where one belongs.
func (s *screen) badLinks() {
	s.click("Join a community")
	s.says("You need an invitation")
	for _, wrong := range []struct{ pasted, says string }{
		{"folkmoot:join/1/ovzs42djmf2gk5dpmfrgs3tfonzwcy3f", "This link is damaged. Copy it again as a whole."},
		{"https://example.org/groups/elm-street?invite=8843", "This is not a Folkmoot link."},
		{"folkmoot:join/99/ovzs42djmf2gk5dpmfrgs3tfonzwcy3f", "This link needs a newer Folkmoot."},
		{book, "This is too long for a Folkmoot link."},
	} {
		s.tabTo("Paste the link that you were sent")
		s.press("ctrl+a")
		s.paste(wrong.pasted)
		s.says(wrong.says)
		s.says("You need an invitation")
	}
	s.shot("bad-1-link")
	s.click("Not now")
	s.says("Decide things together")
}

// badNames pastes what turns the words around it, or rings a bell.
func (s *screen) badNames() {
	s.click("Start a community")
	s.says("Rules to begin with")
	for _, wrong := range []string{"Elm \u202eteertS\u202c Co-op", "Elm\x07 Street", "\u2066Elm\u2069 Street", "Elm\u200d\u200d\u200d Street"} {
		s.click("What it is called")
		s.press("ctrl+a")
		s.paste(wrong)
		s.says("cannot be shown safely; leave it out")
	}
	s.shot("bad-2-name")
	s.press("ctrl+a")
	s.paste("Elm Street")
	s.silent("cannot be shown safely")
	s.says("What it is called, Elm Street")
}

// badComment pastes a book into an answer; what was written before it stays, and can be posted.
func (s *screen) badComment() {
	s.goTo("courtyard party", "Courtyard party")
	s.writeIn("What do you think?", "I bring the lanterns")
	s.says("What do you think?, I bring the lanterns")
	s.paste(book)
	s.says("This is far too long to paste here.")
	s.shot("bad-3-comment")
	s.says("What do you think?, I bring the lanterns")
	s.paste(strings.Repeat("and a chair, ", 17<<10/13))
	s.says("lanternsand a chair")
	s.press("ctrl+Return")
	s.says("at most")
	s.shot("bad-4-long-comment")
	s.press("ctrl+a")
	s.paste("I bring the lanterns, and a chair.")
	s.press("ctrl+Return")
	s.silent("What do you think?, I bring")
	s.says("I bring the lanterns, and a chair.")
}

// badBundle gives a picture to who reads bundles.
func (s *screen) badBundle() {
	picture := filepath.Join(s.t.TempDir(), "holiday.png")
	file, err := os.Create(picture)
	if err == nil {
		err = png.Encode(file, image.NewGray(image.Rect(0, 0, 640, 480)))
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.press("ctrl+o")
	s.choose(picture)
	s.says("This is not a bundle of Folkmoot.")
	s.shot("bad-5-picture")
	s.press("Escape")
	s.silent("This is not a bundle of Folkmoot.")
	s.press("ctrl+1")
	s.says("Where the reserve goes first")
}

// heldTwice opens a second window on the same profile, which opens once the first is closed.
func (s *screen) heldTwice(profile string) *screen {
	second := newScreen(s.t, 1280, 820)
	second.open(profile)
	second.says("has your communities open and does not let go of them")
	second.shot("bad-6-held")
	s.press("ctrl+3")
	s.says("New topic")
	s.close()
	second.act("Try again")
	second.says("Find or do anything")
	return second
}

// badPassphrase puts the keys under one, and forgets it once.
func (s *screen) badPassphrase(profile string) {
	s.press("ctrl+6")
	s.says("Keys on this laptop")
	s.tabTo("Change")
	s.press("Return")
	s.click("Under a passphrase, asked for at each start")
	s.writeIn("Passphrase", "correct horse")
	s.writeIn("Once more", "correct horse")
	s.click("Change")
	s.silent("Once more")
	s.says("Under a passphrase, asked for at each start")
	s.close()
	s.open(profile)
	s.says("Your keys are kept under a passphrase.")
	s.write("correct house")
	s.press("Return")
	s.says("The passphrase is wrong.")
	s.shot("bad-7-passphrase")
	s.write("correct horse")
	s.press("Return")
	s.says("Find or do anything")
}

// TestWindowFullDisk votes when nothing more can be written: the sentence says why, the ballot stays as it is, and it is cast once there is room.
func TestWindowFullDisk(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 1280, 820)
	disk := smallDisk(t, "size=48m")
	s.open(filepath.Join(disk, "profile"))
	s.says("Decide things together")
	s.click("Look around")
	s.says("Where the reserve goes first")
	s.goTo("quiet", "Quiet hours from 22:00 on weekdays, ")
	byWord("Consent")(s)
	s.says("You consent.")
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	s.act("Cast my vote")
	s.says("There is no room left on the disk.")
	s.shot("bad-8-full-disk")
	s.says("You consent.")
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	s.act("Try again")
	s.says("Your vote is cast")
	s.silent("There is no room left on the disk.")
	s.close()
}
