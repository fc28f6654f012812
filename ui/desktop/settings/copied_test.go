package settings

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestACopiedLaptopGetsAnotherKey(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	c := d.Shell().Community()
	old := c.Device()
	d.Must(d.Install.Keeper.SetSetting("copied/"+c.ID().String(), old.String()))
	d.Open(New(d.Shell(), view.Target{}), 1440, 900)
	d.SettleSays("Another copy of this laptop is at work")
	d.Press("Give this laptop another key")
	d.Settle("there is another key", func() bool { return c.Device() != old })
}

func TestWhatWasLostIsListed(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street Co-op", "Ada", "co-op")
	d.Shown.SetContent(part.NewStage(Copied(d.Shell(), &view.KeyTrouble{
		Title: "2 things", Act: "Look", Lost: []view.LostRow{{ID: op.ID{}, Text: "The cellar is wet", Again: true}, {Text: "an invite"}},
	})))
	d.Press("Look")
	d.SettleSays("The cellar is wet")
	d.Press("Say it again")
	d.Settle("something was said", func() bool { return len(d.Notices) == 1 })
}
