package proposal

// Differences between two texts, by lines, and by words within the lines that changed. The comparing is Myers' algorithm, by
// github.com/sergi/go-diff: plain Go, no other modules, in use for many years, and able to compare any tokens, not only characters.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Change says what a hunk is.
type Change string

// The changes.
const (
	Same    Change = "same"
	Removed Change = "removed"
	Added   Change = "added"
)

// Hunk is a piece of text that both have, or one of them.
type Hunk struct {
	Change Change
	Text   string
}

// Diff compares two texts. The Same and Removed hunks in order are the old text, the Same and Added ones the new; neighbours differ in Change,
// and what was removed stands before what was added in its place.
func Diff(before, after string) []Hunk {
	var out hunks
	for _, h := range compare(strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")).folded(isNothing) {
		out.add(h)
	}
	var fine hunks
	for i := 0; i < len(out); i++ {
		if i+1 < len(out) && out[i].Change == Removed && out[i+1].Change == Added {
			for _, h := range compare(words(out[i].Text), words(out[i+1].Text)).folded(isBlank) {
				fine.add(h)
			}
			i++
			continue
		}
		fine.add(out[i])
	}
	return fine
}

type hunks []Hunk

// add puts a hunk at the end, or joins it to the last one.
func (hs *hunks) add(h Hunk) {
	if h.Text == "" {
		return
	}
	if n := len(*hs); n > 0 && (*hs)[n-1].Change == h.Change {
		(*hs)[n-1].Text += h.Text
		return
	}
	*hs = append(*hs, h)
}

// folded puts what was removed before what was added, up to the next hunk that stayed the same. Same hunks between two changes for which
// trifling holds are taken as changed too, so that a rewritten sentence is not cut up at each space.
func (hs hunks) folded(trifling func(string) bool) hunks {
	var out hunks
	var removed, added strings.Builder
	flush := func() {
		out.add(Hunk{Removed, removed.String()})
		out.add(Hunk{Added, added.String()})
		removed.Reset()
		added.Reset()
	}
	for i, h := range hs {
		inside := removed.Len()+added.Len() > 0 && i+1 < len(hs)
		switch {
		case h.Change == Removed:
			removed.WriteString(h.Text)
		case h.Change == Added:
			added.WriteString(h.Text)
		case inside && trifling(h.Text):
			removed.WriteString(h.Text)
			added.WriteString(h.Text)
		default:
			flush()
			out.add(h)
		}
	}
	flush()
	return out
}

func isNothing(string) bool { return false }

func isBlank(text string) bool { return strings.TrimSpace(text) == "" && !strings.Contains(text, "\n") }

// compare compares two sequences of tokens. Where that would take too long, what lies between their common beginning and end is taken as
// replaced.
func compare(before, after []string) hunks {
	head := 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		head++
	}
	tail := 0
	for tail < len(before)-head && tail < len(after)-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	var out hunks
	out.add(Hunk{Same, strings.Join(before[:head], "")})
	removed, added := before[head:len(before)-tail], after[head:len(after)-tail]
	if len(removed)*len(added) > maxDiffWork {
		out.add(Hunk{Removed, strings.Join(removed, "")})
		out.add(Hunk{Added, strings.Join(added, "")})
	} else {
		myers(&out, removed, added)
	}
	out.add(Hunk{Same, strings.Join(before[len(before)-tail:], "")})
	return out
}

// myers hands the tokens to the library as runes, one for each different token.
func myers(out *hunks, before, after []string) {
	alphabet := newAlphabet()
	a, b := alphabet.encode(before), alphabet.encode(after)
	library := diffmatchpatch.New()
	library.DiffTimeout = 0 // no clock: the same texts always give the same hunks
	changes := map[diffmatchpatch.Operation]Change{
		diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffDelete: Removed, diffmatchpatch.DiffInsert: Added,
	}
	for _, d := range library.DiffMainRunes(a, b, false) {
		out.add(Hunk{changes[d.Type], alphabet.decode(d.Text)})
	}
}

type alphabet struct {
	runes  map[string]rune
	tokens map[rune]string
	next   rune
}

func newAlphabet() *alphabet {
	return &alphabet{runes: make(map[string]rune), tokens: make(map[rune]string), next: 1}
}

func (a *alphabet) encode(tokens []string) []rune {
	out := make([]rune, len(tokens))
	for i, token := range tokens {
		r, known := a.runes[token]
		if !known {
			r = a.next
			a.runes[token], a.tokens[r] = r, token
			if a.next++; a.next == 0xd800 { // halves of surrogate pairs are no runes in a string
				a.next = 0xe000
			}
		}
		out[i] = r
	}
	return out
}

func (a *alphabet) decode(text string) string {
	var out strings.Builder
	for _, r := range text {
		out.WriteString(a.tokens[r])
	}
	return out.String()
}

// words cuts a text into words, runs of white space, and single other characters. Scripts without spaces are cut at each character.
func words(text string) []string {
	var out []string
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		same := runOf(r)
		for same != nil && n < len(text) {
			r, size := utf8.DecodeRuneInString(text[n:])
			if !same(r) {
				break
			}
			n += size
		}
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// runOf says which characters go on a token that begins with r; nil for none.
func runOf(r rune) func(rune) bool {
	switch {
	case r == '\n':
		return nil
	case unicode.IsSpace(r):
		return func(r rune) bool { return unicode.IsSpace(r) && r != '\n' }
	case inWord(r):
		return inWord
	}
	return nil
}

func inWord(r rune) bool {
	return isNameRune(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
