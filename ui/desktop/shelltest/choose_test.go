package shelltest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// chooses is a desktop of somebody whose home has a few things.
func chooses(t *testing.T, look *theme.Theme) (d *Desk, home string) {
	t.Helper()
	home = t.TempDir()
	t.Setenv("HOME", home)
	for _, folder := range []string{"Documents/Minutes", "Downloads"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"Documents/old.car", "Documents/photo.PNG", "Documents/poem.txt"} {
		if err := os.WriteFile(filepath.Join(home, file), []byte("the old one"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d = New(t, look)
	d.Found("Elm Street", "Ada", "club")
	n := &name{shell: d.Shell(), words: part.Words(theme.Text, "")}
	n.body = part.Column(8, n.words)
	d.Open(n, 1440, 900)
	return d, home
}

// key is pressed where the keyboard is.
func (d *Desk) key(name fyne.KeyName) {
	if at := d.Shown.Canvas().Focused(); at != nil {
		at.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func TestAFileIsChosenByKeysAlone(t *testing.T) {
	d, home := chooses(t, theme.Light(1))
	chosen := ""
	d.Shell().OpenFile([]string{".png", ".txt"}, func(path string) { chosen = path })
	d.SettleSays("photo.PNG")
	if says := d.Says(); strings.Contains(says, "old.car") || !strings.Contains(says, "Minutes") {
		t.Errorf("the list has %q", says)
	}
	test.Type(d.Shown.Canvas().Focused(), "poem") // the filter has the keyboard
	if says := d.Says(); strings.Contains(says, "photo.PNG") || !strings.Contains(says, "poem.txt") {
		t.Errorf("the list is not filtered: %q", says)
	}
	d.key(fyne.KeyReturn)
	if want := filepath.Join(home, "Documents", "poem.txt"); chosen != want {
		t.Fatalf("%q was chosen, not %q", chosen, want)
	}
	if d.Shown.Canvas().Overlays().Top() != nil {
		t.Error("the sheet stays")
	}
}

func TestTheListLeadsIntoFoldersAndOut(t *testing.T) {
	d, home := chooses(t, theme.Light(1))
	chosen := ""
	d.Shell().OpenFolder(func(path string) { chosen = path })
	d.SettleSays("Minutes")
	if says := d.Says(); strings.Contains(says, "poem.txt") {
		t.Errorf("files stand among folders: %q", says)
	}
	d.key(fyne.KeyDown) // into the list, which has the folder above first
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.SettleSays("No other folders in this one.")
	d.Press("Choose this folder")
	if want := filepath.Join(home, "Documents", "Minutes"); chosen != want {
		t.Fatalf("%q was chosen, not %q", chosen, want)
	}
	d.Shell().OpenFolder(func(path string) { chosen = path })
	d.SettleSays("No other folders in this one.") // where somebody was
	d.Press("Home folder")
	d.SettleSays("above Documents Downloads")
	d.Press("Choose this folder")
	if chosen != home {
		t.Errorf("%q was chosen, not home", chosen)
	}
}

func TestNothingIsReplacedUnasked(t *testing.T) {
	d, home := chooses(t, theme.Light(1))
	old := filepath.Join(home, "Documents", "old.car")
	chosen := ""
	save := func(path string) {
		if stays, err := os.ReadFile(old); string(stays) != "the old one" || err != nil {
			t.Errorf("choosing left %q, %v", stays, err)
		}
		chosen = path
	}
	d.Shell().SaveFile("old.car", save)
	d.SettleSays("photo.PNG")
	d.key(fyne.KeyReturn) // the name has the keyboard
	d.SettleSays("Replace “old.car”?")
	d.Press("Use another name")
	if chosen != "" {
		t.Fatalf("%q is replaced though somebody said no", chosen)
	}
	d.Press("Save here")
	d.SettleSays("Replace “old.car”?")
	d.Press("Replace it")
	if chosen != old {
		t.Fatalf("%q was chosen", chosen)
	}
	d.Shell().SaveFile("record.car", save)
	d.SettleSays("photo.PNG")
	d.Type("Name", "a/b")
	d.Press("Save here")
	d.SettleSays("cannot be called so")
	d.Type("Name", "new")
	d.Press("Save here")
	d.Settle("a new name is taken at once", func() bool { return chosen == filepath.Join(home, "Documents", "new.car") })
}

func TestAFolderThatIsNotThereIsSaid(t *testing.T) {
	d, home := chooses(t, theme.Light(1))
	chosen := ""
	d.Shell().OpenFile(nil, func(path string) { chosen = path })
	d.SettleSays("poem.txt")
	d.Type("Folder", filepath.Join(home, "nowhere"))
	d.key(fyne.KeyReturn)
	d.SettleSays("no such file")
	if !strings.Contains(d.Says(), "poem.txt") {
		t.Error("the folder that was shown is gone")
	}
	d.Type("Folder", "~/Documents/old.car")
	d.key(fyne.KeyReturn)
	d.Settle("the file that was typed is taken", func() bool { return chosen == filepath.Join(home, "Documents", "old.car") })
}

func TestALookAtTheChooser(t *testing.T) {
	at := os.Getenv("FOLKMOOT_LOOK")
	if at == "" {
		t.Skip("FOLKMOOT_LOOK names no folder for pictures")
	}
	for name, look := range map[string]*theme.Theme{"light": theme.Light(1), "dark": theme.Dark(1), "large": theme.Light(2)} {
		d, _ := chooses(t, look)
		d.Shell().SaveFile("old.car", func(string) {})
		d.SettleSays("poem.txt")
		d.Keep(filepath.Join(at, "choose-"+name+".png"))
	}
}
