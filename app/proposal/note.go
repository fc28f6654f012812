package proposal

// Note: why a text changes. Like a letter's, its first line can say in a few words what it is about: by that a change is called in lists, as its title is
// the text's own.

import (
	"strings"
	"unicode/utf8"
)

// MaxChangeNameCharacters is how long a note's first line can be to name a change: a line of a list.
const MaxChangeNameCharacters = 80

// NoteOf is the note of a change with this name, for these reasons; either may be empty.
func NoteOf(name, why string) string {
	name, why = strings.Join(strings.Fields(name), " "), strings.TrimSpace(why)
	switch {
	case name == "":
		return why
	case why == "":
		return name
	}
	return name + "\n\n" + why
}

// ReadNote splits a note into the name of the change, "" where its first line is too long for one, and the reasons.
func ReadNote(note string) (name, why string) {
	note = strings.TrimSpace(note)
	first, rest, _ := strings.Cut(note, "\n")
	if first = strings.TrimSpace(first); utf8.RuneCountInString(first) > MaxChangeNameCharacters {
		return "", note
	}
	return first, strings.TrimSpace(rest)
}
