//go:build linux && !headless

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// pages are all that has a place of its own in the sample, and the way there.
var pages = []struct {
	name string
	open func(*screen)
	says string
}{
	{"home", func(s *screen) { s.press("ctrl+1") }, "Needs you"},
	{"decisions", func(s *screen) { s.press("ctrl+2") }, "New proposal"},
	{"decision", to("reserve goes", "Where the reserve goes first, "), "Where the reserve goes first"},
	{"forty", to("north wall", "What we plant along the north wall, "), "What we plant along the north wall"},
	{"curves", to("energy pool", "Join the neighbourhood energy pool"), "Join the neighbourhood energy pool"},
	{"rounds", to("house council", "House council 2026: three seats"), "House council 2026: three seats"},
	{"budget", to("winter", "Winter budget 2025"), "Check this result"},
	{"pairs", to("monthly", "Evening of the monthly meeting"), "Evening of the monthly meeting"},
	{"discussion", func(s *screen) { s.press("ctrl+3") }, "Courtyard party"},
	{"members", func(s *screen) { s.press("ctrl+4") }, "Joining"},
	{"network", func(s *screen) { s.press("ctrl+5") }, "Network"},
	{"settings", func(s *screen) { s.press("ctrl+6") }, "Reduce motion"},
	{"palette", func(s *screen) { s.press("ctrl+k") }, "Searched on this laptop"},
}

// to opens a decision by the palette.
func to(typed, row string) func(*screen) { return func(s *screen) { s.goTo(typed, row) } }

// TestWindowPictures keeps a picture of every page, in both themes and all sizes, to be looked at. With FOLKMOOT_PICTURES the README's is made too.
func TestWindowPictures(t *testing.T) {
	forReadme := os.Getenv("FOLKMOOT_PICTURES") != ""
	if !full() && !forReadme {
		t.Skip("SKIPPED: pictures of every page are made with FULL=1")
	}
	t.Parallel()
	s := newScreen(t, 1440, 900)
	profile := filepath.Join(t.TempDir(), "profile")
	for i, theme := range []string{"light", "dark"} {
		s.open(profile, "FYNE_THEME="+theme)
		if i == 0 {
			s.says("Decide things together")
			s.click("Look around")
		}
		s.says("Find or do anything")
		s.press("ctrl+1")
		s.says("Where the reserve goes first")
		if i == 0 {
			s.keepStill()
		}
		for _, size := range [][2]int{{1440, 900}, {1024, 640}} {
			s.resize(size[0], size[1])
			s.album(fmt.Sprintf("%s-%d", theme, size[0]))
		}
		s.resize(1440, 900)
		s.close()
	}
	if forReadme {
		readme(t)
	}
	s.open(profile)
	s.says("Find or do anything")
	s.press("ctrl+6")
	s.tabTo("Text size, 100 %")
	s.press("End")
	s.says("Text size, 200 %")
	s.album("light-200-percent")
	s.close()
}

// keepStill keeps steps from lighting up one by one: a picture shows how they stand.
func (s *screen) keepStill() {
	s.t.Helper()
	s.press("ctrl+6")
	s.tabTo("Reduce motion, off")
	s.press("space")
	s.says("Reduce motion, on")
}

// album photographs all pages.
func (s *screen) album(kind string) {
	s.t.Helper()
	for _, p := range pages {
		p.open(s)
		s.says(p.says)
		s.silent("Looking around")
		s.shot(kind + "-" + p.name)
	}
	s.press("Escape") // the palette
	s.silent("Searched on this laptop")
}

// mostReadme is how large a picture of the README may be, in bytes: everybody who clones the repository gets it.
const mostReadme = 300_000

// readme makes the pictures of the README. With fewer colours they would be hardly smaller, and their grounds no longer plain.
func readme(t *testing.T) {
	t.Helper()
	for from, to := range map[string]string{"light-1440-decision": "readme-decision", "light-1440-home": "readme-home"} {
		picture := filepath.Join("assets", to+".png")
		cmd := exec.Command("convert", filepath.Join("build", "screens", from+".png"), "-strip", "-quality", "95", picture)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", to, err, out)
		}
		if info, err := os.Stat(picture); err != nil || info.Size() > mostReadme {
			t.Errorf("%s is too large for the README: %v", picture, err)
		}
	}
}
