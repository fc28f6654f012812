package decide

import (
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// shownAs is a way in which pages are looked at.
type shownAs struct {
	theme         *theme.Theme
	width, height float32
	german        bool
}

var looks = map[string]shownAs{
	"light":    {theme: theme.Light(1), width: 1440, height: 900},
	"dark":     {theme: theme.Dark(1), width: 1440, height: 900},
	"1024":     {theme: theme.Light(1), width: 1024, height: 640},
	"large":    {theme: theme.Light(2), width: 512, height: 320},
	"mirrored": {theme: &theme.Theme{Factor: 1, Force: theme.Light(1).Force, RightToLeft: true}, width: 1440, height: 900},
	"german":   {theme: theme.Light(1), width: 1440, height: 900, german: true},
}

// look keeps a picture for whoever wants to see one: FOLKMOOT_LOOK names the folder.
func look(d *shelltest.Desk, name string) {
	if folder := os.Getenv("FOLKMOOT_LOOK"); folder != "" {
		d.Keep(folder + "/" + name + ".png")
	}
}

func mustID(t *testing.T, id string) op.ID {
	t.Helper()
	parsed, err := op.ParseID(id)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
