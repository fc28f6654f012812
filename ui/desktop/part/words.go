package part

// Words: spans of text broken into lines, each line into runs of one look, one
// face and one direction, placed one by one. Every word on the screen that is
// not being edited goes through here.

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Mark shows what became of a word. It is never a tint alone.
type Mark uint8

// Removed words are tinted and struck, added ones tinted and underlined,
// found ones tinted in a list of results that says what was searched for.
const (
	Unmarked Mark = iota
	Removed
	Added
	Found
)

// A Span is a piece of text in one look.
type Span struct {
	Text                 string
	Bold, Italic, Struck bool
	Code                 bool        // as it would be typed
	Color                theme.Token // "": the text's own
	Mark                 Mark
	Link                 string // where a click leads, "": nowhere
}

func (s Span) style() fyne.TextStyle {
	return fyne.TextStyle{Bold: s.Bold, Italic: s.Italic, Monospace: s.Code}
}

// A run is a stretch of one line that can be drawn at once.
type run struct {
	text          string
	span          int // in the spans that were laid out
	level         int
	arabic        bool
	x, width      float32
	first, last   bool // of its span in this line
	height, above float32
}

// A line is runs in the order in which they are seen.
type line struct {
	runs  []run
	width float32
}

// ellipsis ends a line that was cut.
const ellipsis = "…"

// measure is the width of a text in a span's look.
func measure(text string, span Span, size float32) (width, height, above float32) {
	for _, piece := range faces([]rune(text)) {
		s, base := fyne.CurrentApp().Driver().RenderedTextSize(piece.text, size, span.style(), source(piece.arabic, span))
		width, height, above = width+s.Width, s.Height, base
	}
	return width, height, above
}

// source is the face that Fyne would not find by itself: its fallback ignores bold.
func source(arabic bool, span Span) fyne.Resource {
	if arabic {
		return theme.Arabic(span.Bold)
	}
	return nil
}

// faces splits a text where the face changes: Noto Sans Arabic has no Latin
// brackets and no €, and Inter no Arabic.
func faces(text []rune) []run {
	var pieces []run
	for i, r := range text {
		arabic := isArabic(r) || unicode.IsSpace(r) && i > 0 && pieces[len(pieces)-1].arabic
		if len(pieces) == 0 || pieces[len(pieces)-1].arabic != arabic {
			pieces = append(pieces, run{arabic: arabic})
		}
		pieces[len(pieces)-1].text += string(r)
	}
	return pieces
}

func isArabic(r rune) bool {
	return unicode.Is(unicode.Arabic, r) || r >= 0x600 && r <= 0x6FF || r == 0x200D || r == 0x200C
}

// atom is what a line is never broken inside of.
type atom struct {
	text  string
	span  int
	width float32 // with its spaces
	solid float32 // without those at its end
	must  bool    // the line ends after it
}

// atoms cuts spans where lines may be broken.
func atoms(spans []Span, size float32) []atom {
	var result []atom
	for i, span := range spans {
		rest, state := span.Text, -1
		for rest != "" {
			var segment string
			var must bool
			segment, rest, must, state = uniseg.FirstLineSegmentInString(rest, state)
			ends := must && strings.HasSuffix(segment, "\n")
			segment = strings.TrimRight(segment, "\r\n")
			width, _, _ := measure(segment, span, size)
			solid, _, _ := measure(strings.TrimRightFunc(segment, unicode.IsSpace), span, size)
			result = append(result, atom{segment, i, width, solid, ends})
		}
	}
	return result
}

// breakLines fills lines of at most the width. What is too long by itself is cut between letters.
func breakLines(spans []Span, size, width float32) [][]atom {
	var lines [][]atom
	var now []atom
	used := float32(0)
	end := func() { lines, now, used = append(lines, now), nil, 0 }
	for _, a := range atoms(spans, size) {
		if used+a.solid > width+0.5 && len(now) > 0 {
			end()
		}
		for a.solid > width+0.5 && uniseg.GraphemeClusterCount(a.text) > 1 {
			head, tail := cut(a, spans[a.span], size, width)
			now = append(now, head)
			end()
			a = tail
		}
		now, used = append(now, a), used+a.width
		if a.must {
			end()
		}
	}
	if len(now) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// cut splits an atom at the last letter that fits, but after one at least.
func cut(a atom, span Span, size, width float32) (head, tail atom) {
	text := fitting(a.text, span, size, width)
	if text == "" {
		text, _, _, _ = uniseg.FirstGraphemeClusterInString(a.text, -1)
	}
	make := func(text string, must bool) atom {
		w, _, _ := measure(text, span, size)
		solid, _, _ := measure(strings.TrimRightFunc(text, unicode.IsSpace), span, size)
		return atom{text, a.span, w, solid, must}
	}
	return make(text, false), make(a.text[len(text):], a.must)
}

// fitting is the longest start of a text that fits into a width.
func fitting(text string, span Span, size, width float32) string {
	var ends []int
	for rest, state := text, -1; rest != ""; {
		_, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		ends = append(ends, len(text)-len(rest))
	}
	low, high := 0, len(ends)
	for low < high {
		middle := (low + high + 1) / 2
		if w, _, _ := measure(text[:ends[middle-1]], span, size); w <= width+0.5 {
			low = middle
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		return ""
	}
	return text[:ends[low-1]]
}

// ellipsised shortens a line so that it fits with an ellipsis at its end.
func ellipsised(atoms []atom, spans []Span, size, width float32) []atom {
	for len(atoms) > 0 {
		last := len(atoms) - 1
		a, used := atoms[last], float32(0)
		for _, before := range atoms[:last] {
			used += before.width
		}
		dots, _, _ := measure(ellipsis, spans[a.span], size)
		text := strings.TrimRightFunc(fitting(a.text, spans[a.span], size, width-used-dots), unicode.IsSpace)
		if text != "" || last == 0 {
			w, _, _ := measure(text+ellipsis, spans[a.span], size)
			return append(atoms[:last:last], atom{text: text + ellipsis, span: a.span, width: w, solid: w})
		}
		atoms = atoms[:last]
	}
	return atoms
}

// place orders the pieces of a line and gives each its x from the line's left edge.
func place(atoms []atom, spans []Span, size float32, base int) line {
	var text []rune
	var of []int
	for _, a := range atoms {
		for _, r := range a.text {
			text, of = append(text, r), append(of, a.span)
		}
	}
	for len(text) > 0 && unicode.IsSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	runs := split(text, of, levels(text, base))
	reorder(runs, func(r run) int { return r.level })
	var l line
	for i := range runs {
		r := &runs[i]
		s, above := fyne.CurrentApp().Driver().RenderedTextSize(r.text, size, spans[r.span].style(), source(r.arabic, spans[r.span]))
		r.x, r.width, r.height, r.above = l.width, s.Width, s.Height, above
		r.first = i == 0 || runs[i-1].span != r.span
		r.last = i == len(runs)-1 || runs[i+1].span != r.span
		l.width += s.Width
	}
	l.runs = runs
	return l
}

// split makes runs of one span, one level and one face.
func split(text []rune, of, level []int) []run {
	var runs []run
	for i := 0; i < len(text); {
		end := i + 1
		for end < len(text) && of[end] == of[i] && level[end] == level[i] {
			end++
		}
		for _, piece := range faces(text[i:end]) {
			piece.span, piece.level, piece.text = of[i], level[i], turned(piece.text, level[i])
			runs = append(runs, piece)
		}
		i = end
	}
	return runs
}
