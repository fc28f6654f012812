package proposal

import (
	"strings"
	"testing"
)

func TestANoteNamesItsChange(t *testing.T) {
	long := strings.Repeat("why ", 40)
	for _, is := range []struct{ about, note, name, why string }{
		{"nothing is said", "", "", ""},
		{"a few words", " the second roof costs little \n", "the second roof costs little", ""},
		{"a name and reasons", "A host for every guest\n\nNobody got hurt.\nNobody.", "A host for every guest", "Nobody got hurt.\nNobody."},
		{"reasons alone", long, "", strings.TrimSpace(long)},
		{"a line as long as it can be", strings.Repeat("ä", 80) + "\nwhy", strings.Repeat("ä", 80), "why"},
	} {
		name, why := ReadNote(is.note)
		if name != is.name || why != is.why {
			t.Errorf("%s: %q, %q", is.about, name, why)
		}
		if again, still := ReadNote(NoteOf(name, why)); again != name || still != why {
			t.Errorf("%s, written again: %q, %q", is.about, again, still)
		}
	}
	if note := NoteOf("a\nname", "why"); note != "a name\n\nwhy" {
		t.Errorf("a name of two lines: %q", note)
	}
}
