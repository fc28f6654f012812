package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Pages drop an activity without a word: it must not draw their window anew for as long as that is open.
func TestAnIconStopsWhenItIsOutOfItsWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	a := NewActivity("Reading")
	w := test.NewTempWindow(t, Pad(8, 8, 8, 8, a))
	turn := func(eighth int) {
		if a.animation != nil {
			a.animation.Tick((float32(eighth%eighths) + 0.5) / eighths)
		}
	}
	for i := range 3 * unseenMost {
		turn(i)
	}
	if a.animation == nil {
		t.Fatal("it stopped while it was seen")
	}
	w.SetContent(Space())
	for i := range 2 * unseenMost {
		turn(i)
	}
	if a.animation != nil {
		t.Fatal("it turns where nobody sees it")
	}
	w.SetContent(Pad(8, 8, 8, 8, a))
	fyne.DoAndWait(a.Refresh)
	if a.animation == nil {
		t.Error("it does not turn when it is seen again")
	}
	a.Stop()
	a.Refresh()
	if a.animation != nil {
		t.Error("it turns after its end")
	}
}
