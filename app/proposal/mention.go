package proposal

// Mentions: whom a text addresses, as people type it: @ada, or @"Ann Lee" where the name has spaces.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotes are what may open a name, with what closes it. Phones type curly ones.
var quotes = map[rune]string{'"': `"`, '“': "”“", '„': "“”", '«': "»"}

// Mentions finds the @names of a text, without the @ and the quotes, each once, in the order of their first appearance. Which accounts they
// mean is for the caller to say. An @ inside a word, as in a mail address, begins none.
func Mentions(text string) []string {
	var names []string
	before := ' '
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		if r == '@' && !isNameRune(before) {
			name, taken := mentionedName(text)
			if name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
			if taken > 0 {
				text, r = text[taken:], ' '
			}
		}
		before = r
	}
	return names
}

// mentionedName reads the name at the beginning of a text, and says how many bytes of it that took.
func mentionedName(text string) (name string, taken int) {
	r, size := utf8.DecodeRuneInString(text)
	if closing, quoted := quotes[r]; quoted {
		end := strings.IndexAny(text[size:], closing+"\n")
		if end < 0 || text[size+end] == '\n' {
			return "", 0
		}
		_, last := utf8.DecodeRuneInString(text[size+end:])
		name = strings.TrimSpace(text[size : size+end])
		if utf8.RuneCountInString(name) > MaxNameCharacters {
			return "", 0
		}
		return name, size + end + last
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune(".-'’", r) })
	if end < 0 {
		end = len(text)
	}
	name = strings.TrimRight(text[:end], ".-'’")
	if name == "" || !isNameRune(firstRune(name)) || utf8.RuneCountInString(name) > MaxNameCharacters {
		return "", 0
	}
	return name, len(name)
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func isNameRune(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) || r == '_' }
