package part

// Bidi: in which order the pieces of a mixed line stand. Fyne draws runs in
// logical order, so lines with Arabic or Hebrew in them are ordered here, by
// Unicode's algorithm (UAX #9, version 15) without explicit embeddings: those
// controls are taken out of names and texts before they get here.

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// baseLevel is 1 for a text whose first strong letter runs from right to left
// (rules P2 and P3), and 0 for all others.
func baseLevel(text []rune) int {
	for _, r := range text {
		switch class(r) {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		}
	}
	return 0
}

func class(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	switch c := properties.Class(); c {
	case bidi.LRO, bidi.RLO, bidi.LRE, bidi.RLE, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.Control:
		return bidi.BN
	case bidi.S, bidi.B, bidi.WS:
		return bidi.WS
	default:
		return c
	}
}

// levels is the embedding level of each rune: even runs from the left.
func levels(text []rune, base int) []int {
	classes := make([]bidi.Class, len(text))
	for i, r := range text {
		classes[i] = class(r)
	}
	strong := bidi.L
	if base == 1 {
		strong = bidi.R
	}
	weak(classes, strong)
	brackets(text, classes, strong)
	neutral(classes, strong)
	result := make([]int, len(text))
	for i, c := range classes {
		result[i] = implicit(c, base)
	}
	return result
}

// weak resolves marks, numbers and their separators (rules W1 to W7).
func weak(classes []bidi.Class, start bidi.Class) {
	previous, strong := start, start
	for i, c := range classes {
		switch c {
		case bidi.NSM, bidi.BN:
			c = previous
		case bidi.EN:
			if strong == bidi.AL {
				c = bidi.AN
			}
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		}
		classes[i], previous = c, c
	}
	for i, c := range classes {
		if c == bidi.AL {
			classes[i] = bidi.R
		}
	}
	for i := 1; i+1 < len(classes); i++ {
		before, after := classes[i-1], classes[i+1]
		if before != after {
			continue
		}
		if classes[i] == bidi.CS && (before == bidi.EN || before == bidi.AN) || classes[i] == bidi.ES && before == bidi.EN {
			classes[i] = before
		}
	}
	terminators(classes)
	strong = start
	for i, c := range classes {
		switch c {
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				classes[i] = bidi.L
			}
		}
	}
}

// terminators makes signs such as € part of the number beside them (W5, W6).
func terminators(classes []bidi.Class) {
	for i := 0; i < len(classes); i++ {
		end := i
		for end < len(classes) && classes[end] == bidi.ET {
			end++
		}
		beside := i > 0 && classes[i-1] == bidi.EN || end < len(classes) && classes[end] == bidi.EN
		for ; i < end; i++ {
			if classes[i] = bidi.ON; beside {
				classes[i] = bidi.EN
			}
		}
		if i < len(classes) && (classes[i] == bidi.ES || classes[i] == bidi.CS) {
			classes[i] = bidi.ON
		}
	}
}

// brackets gives both of a pair one direction (N0): the text's own if that is
// found inside, else that of what is inside if it stood before the pair too.
func brackets(text []rune, classes []bidi.Class, start bidi.Class) {
	type opened struct {
		at     int
		closes rune
	}
	var open []opened
	var pairs [][2]int
	for i, r := range text {
		properties, _ := bidi.LookupRune(r)
		if !properties.IsBracket() || classes[i] != bidi.ON {
			continue
		}
		if properties.IsOpeningBracket() {
			if len(open) == maxOpenBrackets {
				break
			}
			open = append(open, opened{i, canonical(mirrorOf(r))})
			continue
		}
		for j := len(open) - 1; j >= 0; j-- {
			if open[j].closes == canonical(r) {
				pairs = append(pairs, [2]int{open[j].at, i})
				open = open[:j]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	for _, pair := range pairs {
		resolvePair(text, classes, pair, start)
	}
}

// maxOpenBrackets is the algorithm's own bound (BD16).
const maxOpenBrackets = 63

func resolvePair(text []rune, classes []bidi.Class, pair [2]int, start bidi.Class) {
	found := bidi.ON
	for _, c := range classes[pair[0]+1 : pair[1]] {
		if c = strongSide(c); c == start {
			found = start
			break
		} else if c == bidi.L || c == bidi.R {
			found = c
		}
	}
	if found == bidi.ON {
		return
	}
	if found != start {
		before := start
		for i := pair[0] - 1; i >= 0; i-- {
			if c := strongSide(classes[i]); c == bidi.L || c == bidi.R {
				before = c
				break
			}
		}
		if before != found {
			found = start
		}
	}
	for _, at := range pair {
		classes[at] = found
		for i := at + 1; i < len(text) && class(text[i]) == bidi.NSM; i++ {
			classes[i] = found
		}
	}
}

// strongSide counts numbers as R.
func strongSide(c bidi.Class) bidi.Class {
	if c == bidi.EN || c == bidi.AN {
		return bidi.R
	}
	return c
}

// mirrored are the signs that are turned round where reading goes to the left
// (L4): those that our faces draw and that people write.
var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "<", ">", ">", "<", "«", "»", "»", "«", "‹", "›", "›", "‹", "≤", "≥", "≥", "≤")

// mirrorOf is the bracket that closes an opening one.
func mirrorOf(r rune) rune {
	turned := []rune(bidi.ReverseString(string(r)))
	return turned[0]
}

// canonical makes the two forms of angle brackets one (BD16).
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// neutral gives spaces and signs the direction of what stands on both sides,
// and the text's own where the sides differ (N1, N2). Numbers count as R.
func neutral(classes []bidi.Class, start bidi.Class) {
	for i := 0; i < len(classes); i++ {
		if !isNeutral(classes[i]) {
			continue
		}
		end := i
		for end < len(classes) && isNeutral(classes[end]) {
			end++
		}
		before, after := start, start
		if i > 0 {
			before = strongSide(classes[i-1])
		}
		if end < len(classes) {
			after = strongSide(classes[end])
		}
		for ; i < end; i++ {
			if classes[i] = start; before == after {
				classes[i] = before
			}
		}
	}
}

func isNeutral(c bidi.Class) bool {
	return c != bidi.L && c != bidi.R && c != bidi.EN && c != bidi.AN
}

// implicit is the level of a resolved class (I1, I2).
func implicit(c bidi.Class, base int) int {
	switch {
	case base == 0 && c == bidi.R, base == 1 && c != bidi.R:
		return base + 1
	case base == 0 && c != bidi.L:
		return 2
	}
	return base
}

// reorder puts pieces with levels into the order in which they are seen (L2).
func reorder[T any](pieces []T, level func(T) int) {
	highest := 0
	for _, p := range pieces {
		highest = max(highest, level(p))
	}
	for l := highest; l > 0; l-- {
		for i := 0; i < len(pieces); i++ {
			end := i
			for end < len(pieces) && level(pieces[end]) >= l {
				end++
			}
			slices.Reverse(pieces[i:end])
			i = max(i, end)
		}
	}
}

// turned is a run of signs alone as it is seen where reading goes to the left:
// what draws it takes a text without letters for one that goes to the right.
func turned(text string, level int) string {
	if level%2 == 0 || strings.ContainsFunc(text, func(r rune) bool { c := class(r); return c == bidi.R || c == bidi.AL }) {
		return text
	}
	letters := []rune(mirrored.Replace(text))
	slices.Reverse(letters)
	return string(letters)
}
