package booth

import (
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

var catalog = sync.OnceValues(func() (*text.Catalog, error) { return text.Load(assets.Translations()) })

// language is what the tests speak.
var language = "en"

// words speak English on a Thursday evening.
func words(t testing.TB) view.Words {
	t.Helper()
	loaded, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	return view.Words{Say: loaded.Printer(language), NowMillis: time.Date(2026, 5, 14, 21, 0, 0, 0, time.UTC).UnixMilli(), Zone: time.UTC}
}

// asked is the ballot of a poll by a method.
func asked(t testing.TB, open poll.Open) *ballot.Sheet {
	t.Helper()
	open.Title, open.Track, open.On, open.ClosesMillis = "Which?", "everyday", op.ID{1}, 1
	if method, err := poll.MethodOf(open.Method); err == nil && open.Seats == 0 {
		open.Seats = poll.DefaultSeats(method, open.Budget)
	}
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	s, err := ballot.New(&open)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// begin makes an app with our theme.
func begin(t testing.TB, shown *theme.Theme) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(shown)
}

// stage shows an object in a window of a size, in units.
func stage(t testing.TB, object fyne.CanvasObject, width, height float32) fyne.Canvas {
	t.Helper()
	window := test.NewTempWindow(t, part.NewStage(object))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(theme.Px(width), theme.Px(height)))
	return window.Canvas()
}

// sheet is a sheet by itself in a window, wide and high enough for all of it.
func sheet(t testing.TB, b *ballot.Sheet, acts Acts) (*Sheet, fyne.Canvas) {
	t.Helper()
	begin(t, theme.Light(1))
	s := NewSheet(b, words(t), ballot.Voter{Name: "Ada Okonkwo"}, acts)
	return s, stage(t, part.NewScroll(part.Wide(s.Wide(), s.Side())), 440, 900)
}

// listOf is the one list that shows a sheet.
func listOf(t testing.TB, s *Sheet) *list {
	t.Helper()
	for _, shown := range s.shown {
		switch f := shown.(type) {
		case *paper:
			if f.list != nil {
				return f.list
			}
		case *ideas:
			return f.list
		}
	}
	t.Fatal("no list shows this sheet")
	return nil
}

func press(target fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		target.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// named are the labels of all that a canvas shows, in order.
func named(c fyne.Canvas) string {
	var labels []string
	for _, o := range test.LaidOutObjects(c.Content()) {
		if said, is := o.(fyne.Accessible); is && o.Visible() {
			labels = append(labels, said.AccessibilityLabel())
		}
	}
	return strings.Join(labels, "|")
}

// mirror turns the pages of a test round.
func mirror(t testing.TB) {
	t.Helper()
	shown := theme.Light(1)
	shown.RightToLeft = true
	fyne.CurrentApp().Settings().SetTheme(shown)
}
