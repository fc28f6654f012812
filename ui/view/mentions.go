package view

// Mentions: whom an @name that is being typed may mean.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Mentions knows the names of a community. It belongs to one goroutine.
type Mentions struct{ names []string }

// mentionsMost are offered at once.
const mentionsMost = 4

// NewMentions takes everybody who can be addressed.
func NewMentions(people *People) *Mentions {
	m := &Mentions{}
	for _, p := range people.All() {
		if p.State != StateRemoved && !p.Me {
			m.names = append(m.names, text.Line(p.Name.String()))
		}
	}
	return m
}

// begun is the @name at the end of a text, and where its sign stands; false where none is being typed.
func begun(written string) (name string, at int, is bool) {
	at = strings.LastIndexByte(written, '@')
	if at < 0 {
		return "", 0, false
	}
	if before, _ := utf8.DecodeLastRuneInString(written[:at]); at > 0 && !unicode.IsSpace(before) && before != '(' {
		return "", 0, false // an address of mail
	}
	name = strings.TrimPrefix(written[at+1:], "\"")
	if strings.ContainsAny(name, "\n@\"") || utf8.RuneCountInString(name) > 40 {
		return "", 0, false
	}
	return name, at, true
}

// Find lists the names that a text's last @name begins; none where it is whole already.
func (m *Mentions) Find(written string) []string {
	name, _, is := begun(written)
	if !is {
		return nil
	}
	var found []string
	wanted := folded(name)
	for _, known := range m.names {
		if folded(known) == wanted {
			return nil
		}
		if len(found) < mentionsMost && (strings.HasPrefix(folded(known), wanted) || strings.Contains(folded(known), " "+wanted) && wanted != "") {
			found = append(found, known)
		}
	}
	return found
}

// Complete puts a name into the place of what is being typed.
func (m *Mentions) Complete(written, name string) string {
	_, at, is := begun(written)
	if !is {
		return written
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		name = "\"" + name + "\"" // app/proposal/mentions.go has the form
	}
	return written[:at] + "@" + name + " "
}
