package settings

import (
	"testing"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Nothing lies over the chooser, and nothing stays where no folder is chosen.
func TestABackupBegunFromAnywhereShowsNothingBeforeAFolderIsChosen(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	overlays := d.Shown.Canvas().Overlays()
	d.Shell().OpenFolder(func(string) {})
	chooser := len(overlays.List())
	OpenBackup(d.Shell())
	if got := len(overlays.List()) - chooser; got != chooser {
		t.Errorf("%d things more than the chooser lie over the page", got-chooser)
	}
}
