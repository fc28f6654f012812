package view

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/identity"
)

// Who copies a word from paper types all of it, also after it has completed itself.
func TestTypingOnInAWordThatCompletedItself(t *testing.T) {
	for _, s := range []struct{ before, typed, want string }{
		{"orch", "orcharda", "orchard"},
		{"ORCH", "orcharda", "orchard"},
		{"orch", "orchardx", "orchardx"},
		{"orch", "orchar", "orchar"},
		{"orch", "orchard", "orchard"},
	} {
		c := &PhraseCheck{words: evening(t)}
		if got := c.Type(0, s.before); got != "orchard" {
			t.Fatalf("%s became %q", s.before, got)
		}
		c.Type(0, "orchard") // a field tells that it was changed
		if got := c.Type(0, s.typed); got != s.want {
			t.Errorf("%s, then %s: %q, want %q", s.before, s.typed, got, s.want)
		}
	}
	c := &PhraseCheck{words: evening(t), phrase: identity.Phrase{}}
	c.Type(0, "orch")
	for _, letter := range "ard" {
		c.Type(0, "orchard"+string(letter))
	}
	if c.typed[0] != "orchard" {
		t.Errorf("the rest typed too: %q", c.typed[0])
	}
	if got := c.Type(0, "orchards"); got != "orchards" {
		t.Errorf("more than the word: %q", got)
	}
}
