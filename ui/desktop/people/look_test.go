package people

import (
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestScratchLook(t *testing.T) {
	out := os.Getenv("LOOK")
	if out == "" {
		t.Skip("LOOK")
	}
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	for _, tab := range tabs {
		p := New(d.Shell(), view.Target{Section: view.SectionMembers, Tab: tab})
		d.Open(p, 1440, 900)
		d.SettleSays("People")
		switch tab {
		case view.TabPeople:
			d.SettleSays("Ada Okonkwo")
		case view.TabJoining:
			d.SettleSays("Open invites")
		case view.TabYourVote:
			d.SettleSays("Taking it back")
		case view.TabRules:
			d.SettleSays("History")
		}
		d.Keep(out + "/" + tab + ".png")
	}
}
