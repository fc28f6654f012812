//go:build ci

package people

import (
	"testing"

	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Pictures of two people who have just begun: in a wide window, and in the smallest one, dark and at its narrowest columns.
func TestPictures(t *testing.T) {
	for _, s := range []struct {
		name, tab, ends string
		look            *theme.Theme
		width, height   float32
	}{
		{"people-light.png", view.TabPeople, "Nobody has given", theme.Light(1), 1440, 900},
		{"joining-1024-dark.png", view.TabJoining, "spent, revoked", theme.Dark(1), 1024, 640},
	} {
		t.Run(s.name, func(t *testing.T) {
			d := shelltest.New(t, s.look)
			c := d.Found("Elm Street Co-op", "Ada Okonkwo", "co-op")
			joined(d, c, "Noah Lindqvist")
			p := New(d.Shell(), view.Target{Section: view.SectionMembers, Tab: s.tab})
			d.Open(p, s.width, s.height)
			d.SettleSays("Members")
			d.Settle("the tabs count", func() bool { return p.(*page).sub.String() != "" })
			d.SettleSays(s.ends)
			d.Picture(s.name)
		})
	}
}
