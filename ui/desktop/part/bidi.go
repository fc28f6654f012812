package part

// Bidi: in which order the pieces of a mixed line stand. Fyne draws runs in
// logical order, so lines with Arabic or Hebrew in them are ordered here, by
// Unicode's algorithm (UAX #9, version 15) without explicit embeddings: those
// controls are taken out of names and texts before they get here.

import (
	"slices"

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

// neutral gives spaces and signs the direction of what stands on both sides,
// and the text's own where the sides differ (N1, N2). Numbers count as R.
func neutral(classes []bidi.Class, start bidi.Class) {
	side := func(c bidi.Class) bidi.Class {
		if c == bidi.EN || c == bidi.AN {
			return bidi.R
		}
		return c
	}
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
			before = side(classes[i-1])
		}
		if end < len(classes) {
			after = side(classes[end])
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
