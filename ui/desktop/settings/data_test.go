package settings

import (
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestACommunityIsExportedAsFiles(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	folder, then := t.TempDir(), false
	exportInto(d.Shell(), t.Context(), folder, part.Column(0), func() { then = true })
	d.Settle("it is exported", func() bool { return then && len(d.Notices) == 1 })
	found, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	if err != nil || len(found) == 0 {
		t.Errorf("%v, %v", found, err)
	}
}

func TestWhatIsKeptHereIsChecked(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Press("Check: Is everything")
	d.Settle("it is checked", func() bool { return len(d.Notices) == 1 })
}
