package theme

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"github.com/folkmoot/folkmoot/assets"
)

// luminance and contrast are WCAG 2.2's.
func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

var pages = []Token{Ground, Surface, Raised}

// Who puts a new text on a new ground adds it here first.
func TestTextCanBeReadOnWhatItStandsOn(t *testing.T) {
	const text, edge = 4.5, 3
	situations := []struct {
		tokens, on []Token
		least      float64
	}{
		{[]Token{Ink, Quiet, Primary, Aye, Nay, Abstain, Attention, Danger}, pages, text},
		{[]Token{Ink, Quiet, Primary, Attention, Danger}, []Token{PrimaryTint, AttentionTint, DangerTint, Hover}, text},
		{[]Token{Ink}, []Token{RemovedWord, AddedWord}, text},
		{[]Token{OnPrimary}, []Token{Primary}, text},
		{[]Token{Ground}, []Token{Ink}, text},
		{[]Token{Control, AttentionFill}, pages, edge},
	}
	for _, person := range People {
		situations = append(situations, struct {
			tokens, on []Token
			least      float64
		}{[]Token{person}, []Token{TintOf(person)}, text})
	}
	for _, s := range situations {
		for _, token := range s.tokens {
			for _, on := range s.on {
				for variant, c := range map[string]float64{
					"light": contrast(palette[token].light, palette[on].light),
					"dark":  contrast(palette[token].dark, palette[on].dark),
				} {
					if c < s.least {
						t.Errorf("%s on %s, %s: contrast %.2f, want %.1f", token, on, variant, c, s.least)
					}
				}
			}
		}
	}
}

func TestContrastIsWhatWCAGSays(t *testing.T) {
	white, black, grey := opaque(0xFFFFFF), opaque(0), opaque(0x767676)
	for _, s := range []struct {
		a, b color.NRGBA
		want float64
	}{{white, black, 21}, {black, white, 21}, {white, white, 1}, {grey, white, 4.54}} {
		if got := contrast(s.a, s.b); math.Abs(got-s.want) > 0.01 {
			t.Errorf("contrast of %v and %v is %.2f, want %.2f", s.a, s.b, got, s.want)
		}
	}
}

func TestFynesNamesGetOurColours(t *testing.T) {
	for name, token := range standIns {
		if _, is := palette[token]; !is {
			t.Errorf("%s stands in for %s and is not in the palette", token, name)
		}
		if got := Dark(1).Color(name, fynetheme.VariantLight); got != color.Color(palette[token].dark) {
			t.Errorf("%s is %v in the dark, want that of %s", name, got, token)
		}
	}
}

func TestSizesGrowWithTheText(t *testing.T) {
	for _, s := range []struct {
		factor float32
		name   fyne.ThemeSizeName
		want   float32
	}{
		{0, fynetheme.SizeNameText, 14},
		{1, fynetheme.SizeNameText, 14},
		{2, fynetheme.SizeNameText, 28},
		{2, fynetheme.SizeNameSeparatorThickness, 1},
		{9, fynetheme.SizeNameText, 28},
		{0.1, fynetheme.SizeNameHeadingText, 19.2},
	} {
		if got := Light(s.factor).Size(s.name); math.Abs(float64(got-s.want)) > 0.001 {
			t.Errorf("%s at factor %g is %g, want %g", s.name, s.factor, got, s.want)
		}
	}
	test.NewTempApp(t).Settings().SetTheme(Light(2))
	if Px(44) != 88 || Units(2400) != FoldSecondColumn {
		t.Errorf("at 200 %% a button of 44 is %g high, a window of 2400 px is %g units wide", Px(44), Units(2400))
	}
}

func TestDigitsAreTabular(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Light(1))
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		want := fyne.MeasureText("00000000", 14, style).Width
		for _, digits := range []string{"11111111", "17401985"} {
			if got := fyne.MeasureText(digits, 14, style).Width; math.Abs(float64(got-want)) > 0.2 {
				t.Errorf("%s in %+v is %g wide, want %g as noughts are", digits, style, got, want)
			}
		}
	}
}

func TestEveryIconIsDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Light(1))
	for _, name := range assets.Icons() {
		if visible(Tinted(Icon(name), Ink)) < 20 {
			t.Errorf("the icon %s shows next to nothing", name)
		}
		if coverage := visible(Tinted(Icon(name), Ink)); coverage > 48*48/2 {
			t.Errorf("the icon %s is a blot: %d of %d pixels", name, coverage, 48*48)
		}
	}
	for _, mark := range []fyne.Resource{Mark(16), Mark(64), Turned(IconLoaderCircle, Primary, 3)} {
		if visible(mark) < 20 {
			t.Errorf("%s shows next to nothing", mark.Name())
		}
	}
}

// visible counts the pixels of an icon that are not see-through.
func visible(icon fyne.Resource) (count int) {
	image := &canvas.Image{}
	Sharp(image, icon)
	image.Resize(fyne.NewSquareSize(24))
	bounds := image.Image.Bounds()
	for x := bounds.Min.X; x < bounds.Max.X; x++ {
		for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
			if _, _, _, alpha := image.Image.At(x, y).RGBA(); alpha > 0x4000 {
				count++
			}
		}
	}
	return count
}

func TestLinesOfIconsGrowWithThem(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Light(1))
	for _, s := range []struct {
		side, scale float32
		want        string
	}{{16, 1, "1.17"}, {24, 1, "1.75"}, {24, 2, "3.50"}, {40, 1, "2.92"}} {
		image := &canvas.Image{}
		Sharp(image, Tinted(IconVote, Ink))
		window := test.NewTempWindow(t, image)
		window.Canvas().(software.WindowlessCanvas).SetScale(s.scale)
		image.Resize(fyne.NewSquareSize(s.side))
		if content := string(image.Resource.Content()); !strings.Contains(content, `stroke-width="`+s.want+`"`) {
			t.Errorf("at %g and scale %g lines are not %s px wide:\n%s", s.side, s.scale, s.want, content)
		}
	}
}
