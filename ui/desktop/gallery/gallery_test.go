package gallery

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// width is how wide an exhibit hangs in a golden picture.
const width = 432

// wide is that of the pictures of results, which fill a page's column.
const wide = 648

// looks are the themes that each part is drawn in.
var looks = map[string]*theme.Theme{
	"light":    theme.Light(1),
	"dark":     theme.Dark(1),
	"large":    theme.Light(2),
	"mirrored": {Factor: 1, Force: theme.Light(1).Force, RightToLeft: true},
}

// Pictures are the same wherever they are drawn: by Fyne's software painter,
// without the system's fonts (-tags ci). FOLKMOOT_PICTURES=1 draws them anew.
func TestPictures(t *testing.T) {
	if !withoutSystemFonts {
		t.Skip("pictures hang on the system's fonts without -tags ci")
	}
	for look, shown := range looks {
		for _, e := range exhibits() {
			t.Run(e.name+"-"+look, func(t *testing.T) {
				c := hang(t, shown, e)
				name := filepath.Join(look, e.name+".png")
				if os.Getenv("FOLKMOOT_PICTURES") == "" {
					test.AssertImageMatches(t, name, c.Capture())
					return
				}
				keep(t, filepath.Join("testdata", name), c)
			})
		}
	}
}

// hang shows one exhibit in a window of its own.
func hang(t *testing.T, shown *theme.Theme, e exhibit) fyne.Canvas {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(shown)
	content := part.Pad(16, 16, 16, 16, e.show())
	ground := canvas.NewRectangle(theme.Color(theme.Ground))
	window := test.NewTempWindow(t, &fyne.Container{Layout: stacked{}, Objects: []fyne.CanvasObject{ground, content}})
	window.SetPadded(false)
	px := theme.Px(width)
	if strings.HasPrefix(e.name, "chart-") {
		px = wide // the column does not grow with the text
	}
	window.Resize(fyne.NewSize(px, part.HeightFor(content, px)))
	return window.Canvas()
}

// stacked is the simplest layout: all objects fill the window.
type stacked struct{}

func (stacked) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(1) }

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
	}
}

func keep(t *testing.T, name string, c fyne.Canvas) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, c.Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNoTwoExhibitsShareAPicture(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range exhibits() {
		if seen[e.name] {
			t.Errorf("two exhibits are called %s", e.name)
		}
		seen[e.name] = true
	}
}

// What is narrow still shows everything: nothing asks for more than a phone's width at 100 %.
func TestTheHallFoldsIntoFewerColumns(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	for _, s := range []struct {
		width float32
		want  int
	}{{1440, 3}, {1100, 2}, {700, 1}} {
		if got := len(walls(s.width).(*fyne.Container).Objects); got != s.want {
			t.Errorf("a hall of %g has %d columns, want %d", s.width, got, s.want)
		}
	}
}

// The controls of the hall change what is shown, and say so.
func TestTheHallChangesItsLooks(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(1))
	window := test.NewTempWindow(t, part.Space())
	window.Resize(fyne.NewSize(1440, 900))
	stage := newHall(window)
	window.SetContent(stage)
	for _, s := range []struct {
		control string // as it is read out
		key     fyne.KeyName
		want    string
	}{
		{"Theme, As the system", fyne.KeyRight, "Theme, Light"},
		{"Theme, Light", fyne.KeyRight, "Theme, Dark"},
		{"Text size, 100 %", fyne.KeyRight, "Text size, 125 %"},
		{"Right to left, off", fyne.KeySpace, "Right to left, on"},
		{"Text size, 125 %", fyne.KeyRight, "Text size, 100 %"}, // mirrored: Right is back
	} {
		control := named(t, window, s.control)
		control.TypedKey(&fyne.KeyEvent{Name: s.key})
		named(t, window, s.want)
	}
}

// named is what Tab reaches under a name.
func named(t *testing.T, window fyne.Window, name string) fyne.Focusable {
	t.Helper()
	c := window.Canvas()
	c.Unfocus()
	for range 200 {
		c.FocusNext()
		if spoken, is := c.Focused().(fyne.Accessible); is && spoken.AccessibilityLabel() == name {
			return c.Focused()
		}
	}
	t.Fatalf("Tab does not reach %q", name)
	return nil
}
