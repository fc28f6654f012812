package view

// Marked: words that are looked for, as they are found in a title and stand out there.

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/folkmoot/folkmoot/ui/text"
)

// folded is a text as it is compared: without capitals and accents.
func folded(written string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(written) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// hasWords reports whether a title holds all of the words somewhere.
func hasWords(title, words string) bool {
	in := folded(title)
	return !slices.ContainsFunc(strings.Fields(folded(words)), func(word string) bool { return !strings.Contains(in, word) })
}

// beginsAt is where a word stands in a text: the beginning of a word before the middle of one; -1 for nowhere.
func beginsAt(word, in string) int {
	if at := strings.Index(" "+in, " "+word); at >= 0 {
		return at
	}
	return strings.Index(in, word)
}

// markedWords lets the first place of each word stand out. It goes by characters of the title as it is shown: folding may make more or fewer.
func markedWords(title, words string) Sentence {
	runes := []rune(text.Line(title))
	strong := make([]bool, len(runes))
	// at says of which character of the title each byte of the folded one is.
	var in strings.Builder
	var at []int
	for i, r := range runes {
		part := folded(string(r))
		in.WriteString(part)
		for range len(part) {
			at = append(at, i)
		}
	}
	for _, word := range strings.Fields(folded(words)) {
		if found := beginsAt(word, in.String()); found >= 0 {
			for i := at[found]; i <= at[found+len(word)-1]; i++ {
				strong[i] = true
			}
		}
	}
	var s Sentence
	for i, r := range runes {
		if len(s) > 0 && s[len(s)-1].Strong == strong[i] {
			s[len(s)-1].Text += string(r)
		} else {
			s = append(s, Span{string(r), strong[i]})
		}
	}
	return s
}
