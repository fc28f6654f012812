package view

// Letters: what stands on an avatar or a tile, and what somebody is called in passing. A letter is what people take for one, not a code point.

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Initials are the first letters of the first and the last word of a name: "AO" of Ada Okonkwo.
func (n Name) Initials() string {
	words := wordsOf(n.Name)
	switch len(words) {
	case 0:
		return ""
	case 1:
		return strings.ToUpper(firstLetters(words[0], 1))
	}
	return strings.ToUpper(firstLetters(words[0], 1) + firstLetters(words[len(words)-1], 1))
}

// Colour is which of so many colours belongs to somebody, for as long as they have their key.
func (n Name) Colour(colours int) int {
	sum := 0
	for _, b := range []byte(n.Account) {
		sum = (sum*31 + int(b)) & 0x7fffffff
	}
	return sum % max(colours, 1)
}

// wordsOf are the words of a name that begin with a letter or a digit.
func wordsOf(name string) []string {
	var words []string
	for _, word := range strings.Fields(text.Line(name)) {
		word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if word != "" {
			words = append(words, word)
		}
	}
	return words
}

// firstName is what somebody is called in passing; the whole name where it is one word.
func firstName(name string) string {
	if words := strings.Fields(text.Line(name)); len(words) > 0 {
		return words[0]
	}
	return ""
}

// firstLetters are the first letters of a text.
func firstLetters(written string, most int) string {
	var b strings.Builder
	letters := uniseg.NewGraphemes(text.Line(written))
	for n := 0; n < most && letters.Next(); n++ {
		b.WriteString(letters.Str())
	}
	return b.String()
}
