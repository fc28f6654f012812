package people

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

var ends = map[string]string{view.TabPeople: "Ada Okonkwo", view.TabJoining: "Open invites", view.TabYourVote: "Taking it back", view.TabRules: "History"}

func TestScratchLook(t *testing.T) {
	out := os.Getenv("LOOK")
	if out == "" {
		t.Skip("LOOK")
	}
	look, width, height := theme.Light(1), float32(1440), float32(900)
	switch os.Getenv("VARIANT") {
	case "dark":
		look = theme.Dark(1)
	case "small":
		width, height = 1024, 640
	case "large":
		look, width, height = theme.Light(2), 720, 450
	case "mirrored":
		look = &theme.Theme{Factor: 1, Force: theme.Light(1).Force, RightToLeft: true}
	}
	d := shelltest.New(t, look)
	if os.Getenv("VARIANT") == "empty" {
		d.Found("Elm Street Co-op", "Ada Okonkwo", "co-op")
	} else {
		d.Sample("en")
	}
	council, err := view.LoadCouncil(t.Context(), d.Shell().Community())
	d.Must(err)
	for _, c := range council.Commits[:min(3, len(council.Commits))] {
		t.Logf("%+v", c)
	}
	which := os.Getenv("WHICH")
	for _, tab := range tabs {
		if which != "" && which != tab {
			continue
		}
		p := New(d.Shell(), view.Target{Section: view.SectionMembers, Tab: tab})
		d.Open(p, width, height)
		d.SettleSays("42")
		if os.Getenv("VARIANT") != "large" {
			d.SettleSays(ends[tab])
		}
		if tab == view.TabYourVote && os.Getenv("VARIANT") == "" {
			d.Press("Give, House money")
			y := p.(*page).shown[tab].(*yourVote)
			for _, c := range y.opened.model.Candidates() {
				if c.Name.Name == "Marta Kowalczyk" || c.Name.Name == "Hannah Weiss" {
					y.opened.model.Add(c.ID())
				}
			}
			y.opened.model.Move(1, 0)
			y.opened.fill()
			y.relay()
		}
		d.Keep(out + "/" + tab + os.Getenv("VARIANT") + ".png")
	}
	if which != "" {
		return
	}
	s := d.Shell()
	OpenInvite(s)
	d.SettleSays("letters")
	d.Keep(out + "/invite" + os.Getenv("VARIANT") + ".png")
	closeTop(d)
	people, err := view.LoadPeople(t.Context(), s.Community())
	d.Must(err)
	for _, p := range people.All() {
		if p.Name.Name == "Samira Haddad سميرة حداد" || p.Name.Name == "Samira Haddad" || p.Name.Name == "Noah Lindqvist" {
			openRemoval(s, p.ID(), false)
			d.SettleSays("cut off")
			d.Keep(out + "/removal" + os.Getenv("VARIANT") + ".png")
			closeTop(d)
			d.Open(New(s, personTarget(p.Account)), width, height)
			d.SettleSays("Devices")
			d.Keep(out + "/person" + os.Getenv("VARIANT") + ".png")
		}
	}
	for _, section := range formSections {
		openRulesForm(s, true, func(f *rulesForm) { f.choose(section) })
		d.SettleSays("What this changes")
		d.Keep(out + "/form_" + section + os.Getenv("VARIANT") + ".png")
		closeTop(d)
	}
	openTellers(s)
	d.SettleSays("3 of them")
	d.Keep(out + "/tellers" + os.Getenv("VARIANT") + ".png")
	closeTop(d)
	OpenMe(s)
	d.SettleSays("Words about you")
	d.Keep(out + "/me" + os.Getenv("VARIANT") + ".png")
}

func closeTop(d *shelltest.Desk) {
	d.Shown.Canvas().Unfocus()
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
}
