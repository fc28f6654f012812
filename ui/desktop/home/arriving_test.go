package home_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
	"github.com/folkmoot/folkmoot/ui/desktop/home"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestANewcomerSeesWhatArrives(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	there, err := storetest.Empty(t).Service.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Kofi Mensah", Template: "co-op"})
	d.Must(err)
	link, _, err := there.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: 86_400_000})
	d.Must(err)
	phrase, err := d.Service.NewPhrase()
	d.Must(err)
	d.Must(d.Service.KeepPhrase(phrase))
	c, err := d.Service.Join(t.Context(), link, "Zoë van Dijk")
	d.Must(err)
	d.Enter(c)
	d.Open(home.New(d.Shell(), view.Target{Section: view.SectionHome}), 1440, 900)
	d.SettleSays("this laptop is not on the network")
	keep(d, "before")

	var bundle bytes.Buffer
	_, err = there.ExportBundle(t.Context(), &bundle, "", nil)
	d.Must(err)
	_, err = c.ImportBundle(t.Context(), &bundle, "", nil)
	d.Must(err)
	d.Open(home.New(d.Shell(), view.Target{Section: view.SectionHome}), 1440, 900)
	d.SettleSays("Waiting for Kofi Mensah")
	d.SettleSays("Welcome, Zoë")
	keep(d, "after")
	d.Press("Read")
	if len(d.Went) != 1 || d.Went[0].Tab != view.TabRules {
		t.Errorf("went to %+v", d.Went)
	}
}

// keep keeps what is shown in a folder that the environment names, to be looked at.
func keep(d *shelltest.Desk, name string) {
	if dir := os.Getenv("FOLKMOOT_LOOK"); dir != "" {
		d.Keep(filepath.Join(dir, "arriving-"+name+".png"))
	}
}
