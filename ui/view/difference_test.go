package view

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/proposal"
)

const workshop = `Our workshop stands empty on weekends.

On Saturdays from 10:00 to 16:00 a member may bring up to three guests into the workshop.

## What it costs

Nothing but light.

Guests may use the hand tools.`

func TestADifferenceFoldsWhatStays(t *testing.T) {
	after := strings.ReplaceAll(workshop, "up to three guests", "one guest")
	after = strings.ReplaceAll(after, "hand tools.", "hand tools. The lathe stays locked.")
	d := evening(t).Difference(workshop, after)
	if d.Summary != "3 words go, 5 come, in two paragraphs" && d.Summary != "4 words go, 6 come, in two paragraphs" {
		t.Errorf("summary: %q", d.Summary)
	}
	var folds []string
	for _, p := range d.Parts {
		folds = append(folds, p.Fold)
	}
	want := "First paragraph, unchanged||“What it costs”, unchanged|"
	if got := strings.Join(folds, "|"); got != want {
		t.Errorf("folds: %q, want %q", got, want)
	}
	if got := d.Parts[1].Before(); !strings.HasSuffix(got, "up to three guests into the workshop.") {
		t.Errorf("before: %q", got)
	}
	if got := d.Parts[1].After(); !strings.HasSuffix(got, "may bring one guest into the workshop.") {
		t.Errorf("after: %q", got)
	}
}

// As picture 15 has it: "and" and "the" in both sentences are nothing that stays.
func TestAWordBetweenChangesChangesWithThem(t *testing.T) {
	d := evening(t).Difference(
		"Guests may use the hand tools and, after a short look around, the machines.",
		"Guests may use the hand tools. The band saw and the lathe stay locked unless a host with the safety course is there; the list of hosts hangs at the door.",
	)
	var gone []string
	for _, r := range d.Parts[0].Runs {
		if r.Change == proposal.Removed {
			gone = append(gone, r.Text)
		}
	}
	if len(gone) != 1 || gone[0] != " and, after a short look around, the machines" {
		t.Errorf("%q goes", gone)
	}
	for _, r := range evening(t).Difference("It is red and it is big.", "It is red, and it is very big.").Parts[0].Runs {
		if r.Change == proposal.Removed && strings.Contains(r.Text, "it") {
			t.Errorf("%q goes, and only comes", r.Text)
		}
	}
}

func TestADifferenceOfNothing(t *testing.T) {
	w := evening(t)
	for _, s := range []struct{ before, after, want string }{
		{"", "", "Nothing changes"},
		{"a", "a", "Nothing changes"},
		{"", "one two", "2 words come, in one paragraph"},
		{"one", "", "1 word goes, in one paragraph"},
	} {
		if got := w.Difference(s.before, s.after).Summary; got != s.want {
			t.Errorf("%q to %q: %q, want %q", s.before, s.after, got, s.want)
		}
	}
}

// Whatever two texts are, their words all stand in the parts: before in what stays and goes, after in what stays and comes.
func TestADifferenceLosesNoWord(t *testing.T) {
	w := evening(t)
	written := rapid.StringMatching(`([a-d ]{0,4}\n{0,3}){0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		before, after := written.Draw(t, "before"), written.Draw(t, "after")
		var was, is []string
		for _, p := range w.Difference(before, after).Parts {
			was, is = append(was, p.Before()), append(is, p.After())
			for _, r := range p.Runs {
				if !p.Changed && r.Change != proposal.Same {
					t.Fatalf("a fold hides a change: %+v", p)
				}
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if letters(strings.Join(was, "")) != letters(before) || letters(strings.Join(is, "")) != letters(after) {
			t.Fatalf("%q to %q: %q and %q", before, after, was, is)
		}
	})
}
