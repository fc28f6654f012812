package part

import (
	"bytes"
	"image"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// shot is how something looks.
func shot(t *testing.T, o fyne.CanvasObject) []byte {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(200, 60))
	seen := w.Canvas().Capture()
	copied := image.NewNRGBA(seen.Bounds())
	draw.Draw(copied, copied.Bounds(), seen, image.Point{}, draw.Src)
	return copied.Pix
}

// People compare keys letter by letter, wherever they stand: Inter would make a multiplication sign of an x between digits.
func TestAnXBetweenDigitsLooksLikeAnX(t *testing.T) {
	begin(t)
	for name, as := range map[string]func(text string) fyne.CanvasObject{
		"a text":          func(text string) fyne.CanvasObject { return Words(theme.Text, text) },
		"a key":           func(text string) fyne.CanvasObject { return Strong(theme.Reading, text).Line() },
		"what is typed":   func(text string) fyne.CanvasObject { return typedField(text, 1) },
		"a text's source": func(text string) fyne.CanvasObject { return typedField(text, 3) },
	} {
		for _, key := range [][2]string{{"ftbs 4x53", "ftbs 4×53"}, {"2x", "2×"}, {"x7y 3x9", "x7y 3×9"}} {
			if bytes.Equal(shot(t, as(key[0])), shot(t, as(key[1]))) {
				t.Errorf("%s: %q is drawn as %q", name, key[0], key[1])
			}
		}
	}
}

func typedField(text string, lines int) fyne.CanvasObject {
	f := newField("", "", "", lines)
	f.Entry.SetText(text)
	return f
}
