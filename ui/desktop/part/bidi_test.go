package part

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"
)

// seen is a text as the eye meets it from the left, by our levels.
func seen(text string) string {
	runes := []rune(text)
	level := levels(runes, baseLevel(runes))
	at := make([]int, len(runes))
	for i := range at {
		at[i] = i
	}
	reorder(at, func(i int) int { return level[i] })
	var out strings.Builder
	for _, i := range at {
		if level[i]%2 == 1 {
			out.WriteString(mirrored.Replace(string(runes[i])))
		} else {
			out.WriteRune(runes[i])
		}
	}
	return out.String()
}

// Hebrew stands for every script that runs to the left: here it reads the same in every editor.
func TestMixedLinesAreReadInTheirOrder(t *testing.T) {
	for _, s := range []struct{ name, text, want string }{
		{"one direction", "car park", "car park"},
		{"the other alone", "אבג", "גבא"},
		{"a word in between", "the אבג house", "the גבא house"},
		{"a number after a word to the left", "on אבג 2026 it", "on 2026 גבא it"},
		{"a number in a text to the left", "אבג 2026 דהו", "והד 2026 גבא"},
		{"brackets turn round", "אבג (דהו)", "(והד) גבא"},
		{"Latin in brackets", "אבג (car) דהו", "והד (car) גבא"},
		{"brackets go with what is around them", "a[א]א", "a[א]א"},
		{"brackets go with what stood before", "א (ב) car", "car (ב) א"},
		{"a price belongs to its sign", "אבג 5€ דהו", "והד 5€ גבא"},
		{"a time is one number", "אבג 18:30", "18:30 גבא"},
		{"a sentence's end goes to the left", "אבג!", "!גבא"},
		{"nothing", "", ""},
		{"signs alone", "(!)", "(!)"},
	} {
		if got := seen(s.text); got != s.want {
			t.Errorf("%s: %q is seen as %q, want %q", s.name, s.text, got, s.want)
		}
	}
}

// Each letter goes the way that x/text finds, which tells no levels, and which
// pairs no brackets (rule N0): those are left to the table above.
func TestDirectionsAreThoseOfUnicode(t *testing.T) {
	letters := []rune("ab אב عب 12 ٣٤ .,:+-€%!״ \u0301")
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.SampledFrom(letters), 1, 24).Draw(t, "text")
		var p bidi.Paragraph
		if _, err := p.SetString(string(runes)); err != nil {
			t.Skip("x/text takes it for no paragraph")
		}
		order, err := p.Order()
		if err != nil {
			t.Fatal(err)
		}
		var want []bidi.Direction
		for i := range order.NumRuns() {
			r := order.Run(i)
			want = append(want, slices.Repeat([]bidi.Direction{r.Direction()}, len([]rune(r.String())))...)
		}
		base := baseLevel(runes)
		for i, level := range levels(runes, base) {
			if i >= len(want) {
				break
			}
			if got := bidi.Direction(level % 2); got != want[i] {
				t.Fatalf("%q: letter %d goes %v, Unicode says %v (levels %v)", string(runes), i, got, want[i], levels(runes, base))
			}
		}
	})
}
