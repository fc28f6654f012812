package poll

// Names of options: which one a word means, and which one it may have meant.

import (
	"slices"
	"strings"
)

// optionNamed is the number of an option, whatever the case of its letters from a to z; -1 for none. Other letters are compared as they are:
// it decides whether an opening is valid, so it must not change with the tables of a newer Unicode.
func optionNamed(options []string, name string) int {
	name = lowerASCII(name)
	return slices.IndexFunc(options, func(o string) bool { return lowerASCII(o) == name })
}

// OptionNamed is the number of an option in a list, whatever the case of its letters from a to z; -1 and the one that looks most like it, if
// any does, where none is called so.
func OptionNamed(options []string, name string) (at int, near string) {
	if at = optionNamed(options, name); at < 0 {
		near = nearest(options, name)
	}
	return at, near
}

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return r
	}, s)
}

// nearest is the option with the fewest letters to change, where these are fewer than half.
func nearest(options []string, typed string) string {
	near, least := "", 0
	word := []rune(lowerASCII(typed))
	if len(word) == 0 || len(word) > MaxOptionCharacters {
		return ""
	}
	for _, option := range options {
		name := []rune(lowerASCII(option))
		if n := changes(word, name); 2*n < max(len(name), len(word)) && (near == "" || n < least) {
			near, least = option, n
		}
	}
	return near
}

// changes is the Levenshtein distance.
func changes(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := before
			if x != y {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}
