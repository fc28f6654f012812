package cli

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestADifferenceReadsLineByLine(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing changed":              {"a\nb\n", "a\nb\n", "  a|  b"},
		"a word":                       {"we buy 24 panels\n", "we buy 20 panels\n", "~ we buy [-24-]{+20+} panels"},
		"a line put in":                {"a\nc\n", "a\nb\nc\n", "  a|+ b|  c"},
		"a line taken out":             {"a\nb\nc\n", "a\nc\n", "  a|- b|  c"},
		"a line put in at the end":     {"a\n", "a\nb\n", "  a|+ b"},
		"an empty line put in":         {"a\nb\n", "a\n\nb\n", "  a|+ |  b"},
		"an empty line taken out":      {"a\n\nb\n", "a\nb\n", "  a|- |  b"},
		"a line of which little stays": {"nobody else is asked.\n", "a roofer checks the beams first.\n", "- nobody else is asked.|+ a roofer checks the beams first."},
		"two lines become one":         {"one line\nanother line\n", "one line another line\n", "~ one line[-⏎-]|~ {+ +}another line"},
		"everything":                   {"a\n", "b\n", "- a|+ b"},
		"from nothing":                 {"", "a\nb\n", "+ a|+ b"},
		"to nothing":                   {"a\nb\n", "", "- a|- b"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, line := range changedLines(proposal.Diff(c.before, c.after)) {
				got = append(got, string(line.mark)+" "+line.text)
			}
			if diff := cmp.Diff(strings.Split(c.want, "|"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Both texts can be read off a difference, to the last line break.
func TestADifferenceInventsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.StringMatching(`([ab]( [ab]){0,3}\n|\n){0,6}`)
		before, after := draw.Draw(t, "before"), draw.Draw(t, "after")
		var old, now strings.Builder
		for _, line := range changedLines(proposal.Diff(before, after)) {
			if line.mark != '+' {
				old.WriteString(unmarked(line.text, removedMarks, addedMarks))
			}
			if line.mark != '-' {
				now.WriteString(unmarked(line.text, addedMarks, removedMarks))
			}
		}
		if old.String() != before || now.String() != after {
			t.Fatalf("the difference reads as %q before and %q after", old.String(), now.String())
		}
	})
}

var (
	removedMarks = regexp.MustCompile(`\[-(.*?)-\]`)
	addedMarks   = regexp.MustCompile(`\{\+(.*?)\+\}`)
)

// unmarked is a line as one of the texts has it, with its break.
func unmarked(line string, ours, others *regexp.Regexp) string {
	has := !strings.Contains(strings.Join(others.FindAllString(line, -1), ""), breakSign)
	text := ours.ReplaceAllString(others.ReplaceAllString(line, ""), "$1")
	if text = strings.TrimSuffix(text, breakSign); has {
		text += "\n"
	}
	return text
}
