//go:build linux && !headless

package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestWindowFirstFiveMinutes is what somebody does who has just got the program: found a community, propose, vote, invite, and set things as they like.
func TestWindowFirstFiveMinutes(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 1280, 820)
	profile := filepath.Join(t.TempDir(), "profile")
	s.open(profile)
	s.says("Decide things together")
	s.shot("first-1-doors")
	found(s)
	s.says("So far")
	s.shot("first-4-home")
	propose(s)
	voteByKeys(s)
	s.press("ctrl+4")
	s.click("Invite")
	s.says("folkmoot:join/1/")
	s.shot("first-7-invite")
	s.press("Escape")
	s.silent("folkmoot:join/1/")
	settle(s)
	leaveAndReturn(s, profile)
}

// found goes from the door to the new community: its name, one's own, the keys, the phrase.
func found(s *screen) {
	s.click("Start a community")
	s.writeIn("What it is called", "Elm Street Choir")
	s.click("Co-operative")
	s.act("Continue")
	s.writeIn("Your name, as others see it", "Ada Example")
	s.click("Open, in a file") // there is no keyring here
	s.act("Continue")
	s.says("Write down these 24 words")
	s.shot("first-2-phrase")
	words := phraseOn(s)
	s.click("I have written them down")
	s.says("Do you have all 24 words?")
	for i, word := range words {
		label := "Word " + strconv.Itoa(i+1)
		if strings.Contains("\n"+s.text()+"\n", "\n"+label+"\n") {
			s.writeIn(label, word)
			s.says(label + ", " + word + ", That is it")
		}
	}
	s.shot("first-3-check")
	s.act("Continue")
}

// phraseOn reads the 24 words off the screen.
func phraseOn(s *screen) []string {
	lines := strings.Split(s.text(), "\n")
	var words []string
	for i, line := range lines {
		if line == strconv.Itoa(len(words)+1) && i+1 < len(lines) && strings.ToLower(lines[i+1]) == lines[i+1] && len(lines[i+1]) > 2 {
			words = append(words, lines[i+1])
		}
	}
	if len(words) != 24 {
		s.t.Fatalf("%d words stand there:\n%s", len(words), s.text())
	}
	return words
}

// propose writes a proposal, publishes it and opens the vote on it.
func propose(s *screen) {
	s.press("ctrl+n")
	s.writeIn("Title", "A piano for the hall")
	s.writeIn("Text, in Markdown", "The one from **number 9**, for 300.")
	s.act("Publish")
	s.says("Nothing to vote on yet")
	s.shot("first-5-proposal")
	s.click("Open the vote")
	s.says("A vote that is open cannot be taken back.")
	s.click("Open the vote")
	s.says("Your ballot")
}

// voteByKeys needs no mouse.
func voteByKeys(s *screen) {
	s.tabTo("Aye")
	s.press("space")
	s.says("You vote aye.")
	s.tabTo("Cast my vote")
	s.press("Return")
	s.says("Your vote is cast")
	s.says("Where it is now")
	s.says("By 1 of 1 teller, in time")
	s.shot("first-6-vote")
}

// settle makes it dark, large and German, and back.
func settle(s *screen) {
	s.press("ctrl+6")
	s.says("Reduce motion")
	s.click("Theme, As the system")
	s.clickWord("Dark")
	s.says("Theme, Dark")
	s.tabTo("Text size, 100 %")
	s.press("Right")
	s.says("Text size, 125 %")
	s.press("Right")
	s.says("Text size, 150 %")
	s.shot("first-8-settings-dark-150")
	s.click("Language, As the system")
	s.clickWord("Deutsch")
	s.says("Einstellungen")
	s.shot("first-9-settings-german")
	s.click("Sprache, Deutsch")
	s.clickWord("English")
	s.says("Settings")
	s.tabTo("Text size, 150 %")
	s.press("Left")
	s.says("Text size, 125 %")
	s.press("Left")
	s.says("Text size, 100 %")
}

// leaveAndReturn closes the window while something is typed: the draft and the page are there when it opens again.
func leaveAndReturn(s *screen, profile string) {
	s.press("ctrl+n")
	s.writeIn("Title", "Tea after the rehearsal")
	s.writeIn("Text, in Markdown", "Somebody brings cups, and")
	s.says("Title, Tea after the rehearsal")
	s.close()
	s.open(profile)
	s.says("Title, Tea after the rehearsal")
	s.says("Somebody brings cups, and")
	s.shot("first-10-again")
	s.close()
}
