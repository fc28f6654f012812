package desktop

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desk is the whole window over a laptop without a network.
type desk struct {
	*shelltest.Desk
	w      *window
	laptop *shelltest.Laptop
	open   shell.Held
}

// sit opens the window of a new profile, in a size in units. fill may found communities before it is shown; it returns which is chosen.
func sit(t *testing.T, width, height float32, fill func(d *desk, service *app.Service) *app.Community) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t, theme.Light(1))}
	d.laptop = d.Desk.Laptop()
	ctx, end := context.WithCancel(t.Context())
	d.Shown.Resize(fyne.NewSize(theme.Px(width), theme.Px(height)))
	d.w = newWindow(ctx, d.Shown, d.laptop)
	held, err := d.laptop.Create(ctx, shell.KeptOpen, nil)
	d.Must(err)
	d.open = held
	phrase, err := held.Service().NewPhrase()
	d.Must(err)
	d.Must(held.Service().KeepPhrase(phrase))
	d.Must(held.Service().SetSetting("desktop/language", "en"))
	c := fill(d, held.Service())
	t.Cleanup(func() { d.Must(d.w.end(end)) })
	d.w.take(held, c.ID())
	d.Settle("the community is open", func() bool { return d.w.community != nil })
	d.Shown.Resize(fyne.NewSize(theme.Px(width), theme.Px(height)))
	return d
}

// sampled is the community of the pictures.
func sampled(d *desk, service *app.Service) *app.Community {
	d.T.Helper()
	made, err := sample.Grow(d.T.Context(), service, sample.Options{Language: "en", Name: "Ada Okonkwo"})
	d.Must(err)
	return made.Community
}

// founded is a community in which this person is alone.
func founded(d *desk, service *app.Service) *app.Community {
	d.T.Helper()
	c, err := service.Found(d.T.Context(), app.Founding{Name: "Harbour Allotments", Person: "Ada Okonkwo", Template: "club"})
	d.Must(err)
	return c
}

// key presses a key where the focus is.
func (d *desk) key(name fyne.KeyName) {
	if focused := d.Shown.Canvas().Focused(); focused != nil {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	d.w.key(&fyne.KeyEvent{Name: name})
}

// tab moves the focus on.
func (d *desk) tab() { d.Shown.Canvas().FocusNext() }

// look keeps a picture for whoever wants to see one: FOLKMOOT_LOOK names the folder.
func (d *desk) look(name string) {
	if folder := os.Getenv("FOLKMOOT_LOOK"); folder != "" {
		d.Keep(folder + "/" + name + ".png")
	}
}
