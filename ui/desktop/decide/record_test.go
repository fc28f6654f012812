package decide

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestAResultIsCheckedFromAFile(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	s := d.Sample("en")
	d.Shown.SetContent(part.NewStage(part.Space()))
	d.Shown.Resize(fyne.NewSize(1440, 900))
	path := filepath.Join(t.TempDir(), "result.car")
	file, err := os.Create(path)
	d.Must(err)
	polls, err := s.Community.ListPolls(t.Context(), app.Page{Limit: 100})
	d.Must(err)
	written := false
	for _, p := range polls {
		if _, err := s.Community.ExportRecord(t.Context(), file, p.ID, nil); err == nil {
			written = true
			break
		}
	}
	d.Must(file.Close())
	if !written {
		t.Skip("no poll of the sample is sealed")
	}
	checkRecord(d.Shell(), path)
	d.SettleSays("ballots count")
	if dir := os.Getenv("FOLKMOOT_LOOK"); dir != "" {
		d.Keep(filepath.Join(dir, "record.png"))
	}
}

func TestAFileThatIsNoRecord(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street Co-op", "Ada", "co-op")
	d.Shown.SetContent(part.NewStage(part.Space()))
	d.Shown.Resize(fyne.NewSize(1440, 900))
	path := filepath.Join(t.TempDir(), "cat.png")
	d.Must(os.WriteFile(path, []byte("\x89PNG\r\n\x1a\nno more"), 0o600))
	checkRecord(d.Shell(), path)
	d.SettleSays("The result does not hold")
}
