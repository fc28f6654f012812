package connect

import (
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store/storetest"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestThePageNamesWhatIsWrongAndWhatHelps(t *testing.T) {
	d := shelltest.New(t, theme.Dark(1))
	d.Found("Harbour Allotments", "Ada", "club")
	d.Open(New(d.Shell(), view.Target{Section: view.SectionNetwork}), 1440, 900)
	d.SettleSays("What was found")
	d.Press("Look again")
	d.SettleSays("Waiting to leave")
	d.Picture("network.png")
	d.Press("Show the relays")
	d.Press("Export")
	if len(d.Went) != 2 || d.Went[0].Section != view.SectionSettings || d.Went[0].Focus != view.FocusRelays || d.Went[1].Item != ItemStick {
		t.Errorf("it leads to %v", d.Went)
	}
}

func TestWhereTheSecondColumnFoldsItStandsBelow(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Harbour Allotments", "Ada", "club")
	d.Open(New(d.Shell(), view.Target{Section: view.SectionNetwork}), 1024, 640)
	d.SettleSays("Waiting to leave")
}

func TestASampleHasNothingToMend(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	page := New(d.Shell(), view.Target{Section: view.SectionNetwork}).(*Connection)
	d.Open(page, 1440, 900)
	d.SettleSays("Nothing of it leaves.")
	if len(page.page.Checks) > 0 || len(page.page.Helps) > 0 {
		t.Errorf("it says %v and %v", page.page.Checks, page.page.Helps)
	}
}

// stick opens the page of the stick of a community with a topic.
func stick(t *testing.T) (*shelltest.Desk, *Stick, *app.Community) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Harbour Allotments", "Ada", "club")
	_, err := c.NewTopic(t.Context(), proposal.NewTopic{Title: "Ladders", Text: "Who has one?"})
	d.Must(err)
	page := New(d.Shell(), view.Target{Section: view.SectionNetwork, Item: ItemStick}).(*Stick)
	d.Open(page, 1440, 900)
	d.SettleSays("Everything")
	return d, page, c
}

func TestEverythingIsWrittenAndReadBackAsKnown(t *testing.T) {
	d, page, _ := stick(t)
	path := filepath.Join(t.TempDir(), "harbour.folkmoot")
	page.write(path)
	d.SettleSays("harbour.folkmoot")
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Fatalf("nothing is written: %v", err)
	}
	page.take(path)
	d.SettleSays("already")
	d.Press("Show what is new")
	if len(d.Went) != 1 || d.Went[0].Section != view.SectionHome {
		t.Errorf("it leads to %v", d.Went)
	}
}

func TestWhatIsNoBundleIsRefusedInASentence(t *testing.T) {
	d, page, _ := stick(t)
	path := filepath.Join(t.TempDir(), "cat.png")
	d.Must(os.WriteFile(path, []byte("\x89PNG no bundle at all"), 0o600))
	page.take(path)
	d.Press("All right")
	d.SettleSays("Choose a file")
}

func TestAWritingThatIsStoppedLeavesNoFile(t *testing.T) {
	d, page, _ := stick(t)
	folder := t.TempDir()
	page.write(filepath.Join(folder, "harbour.folkmoot"))
	d.Press("Stop")
	d.Settle("it is over", func() bool { return d.Named("Export") != nil })
	left, err := os.ReadDir(folder)
	d.Must(err)
	for _, file := range left { // it may have been whole before it was stopped
		if file.Name() != "harbour.folkmoot" {
			t.Errorf("%s is left", file.Name())
		}
	}
}

func TestWhoHasJoinedFindsTheStickBeforeAnythingArrives(t *testing.T) {
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
	d.Open(New(d.Shell(), view.Target{Section: view.SectionNetwork}), 1440, 900)
	d.SettleSays("What was found")
	d.Press("Import")
	if len(d.Went) != 1 || d.Went[0].Item != ItemStick {
		t.Errorf("it leads to %v", d.Went)
	}
}
