package text

// What others wrote, made harmless for a terminal and for the line that it
// stands in: a name must not clear the screen, forge a line of output, or
// turn the words behind it around.

import (
	"strings"
	"unicode"
)

// Bidirectional controls. Marks (U+200E, U+200F, U+061C) act on their place
// only and stay; so do isolates, once each is closed.
const (
	firstEmbedding = '\u202a'
	lastOverride   = '\u202e'
	firstIsolate   = '\u2066'
	lastIsolate    = '\u2068'
	popIsolate     = '\u2069'
)

// Plain replaces control characters other than line break and tab, and
// controls of direction that reach beyond the text, by U+FFFD. Bytes that are
// not UTF-8 become U+FFFD too. Tabs become spaces.
func Plain(s string) string { return clean(s, '\n') }

// Line is Plain on one line: every line break becomes a space.
func Line(s string) string { return clean(s, ' ') }

func clean(s string, lineBreak rune) string {
	var b strings.Builder
	open := 0
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			r = lineBreak
		case r == '\t':
			r = ' '
		case unicode.IsControl(r), r >= firstEmbedding && r <= lastOverride:
			r = unicode.ReplacementChar
		case r >= firstIsolate && r <= lastIsolate:
			open++
		case r == popIsolate && open == 0:
			continue
		case r == popIsolate:
			open--
		}
		b.WriteRune(r)
	}
	b.WriteString(strings.Repeat(string(popIsolate), open))
	return b.String()
}
