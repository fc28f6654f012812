package proposal_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestMentions(t *testing.T) {
	for text, want := range map[string][]string{
		"@ada":                          {"ada"},
		"Thanks @ada, @Bea.":            {"ada", "Bea"},
		"@ada and @ada":                 {"ada"},
		`ask @"Ann Lee" first`:          {"Ann Lee"},
		"ask @“Ann Lee” first":          {"Ann Lee"},
		"@jean-luc, @o'neill and @x.y.": {"jean-luc", "o'neill", "x.y"},
		"@Ōta太郎 @Ναυσικά @نور":          {"Ōta太郎", "Ναυσικά", "نور"},
		"mail ada@example.org":          nil,
		"(@ada) [@bea]":                 {"ada", "bea"},
		"@ ada":                         nil,
		"@@ada":                         {"ada"},
		`@"never closed`:                nil,
		"@\"two\nlines\"":               nil,
		`@"" @" "`:                      nil,
		"@-ada":                         nil,
		"@" + strings.Repeat("x", proposal.MaxNameCharacters+1):        nil,
		`@"` + strings.Repeat("x", proposal.MaxNameCharacters+1) + `"`: nil,
		"":             nil,
		"@":            nil,
		"\xff@ada\xff": {"ada"},
	} {
		if have := proposal.Mentions(text); !slices.Equal(have, want) {
			t.Errorf("%q mentions %q, where it should %q", text, have, want)
		}
	}
}

func TestDiff(t *testing.T) {
	same := func(s string) proposal.Hunk { return proposal.Hunk{Change: proposal.Same, Text: s} }
	removed := func(s string) proposal.Hunk { return proposal.Hunk{Change: proposal.Removed, Text: s} }
	added := func(s string) proposal.Hunk { return proposal.Hunk{Change: proposal.Added, Text: s} }
	for name, s := range map[string]struct {
		before, after string
		want          []proposal.Hunk
	}{
		"nothing":          {"", "", nil},
		"no change":        {"a\nb\n", "a\nb\n", []proposal.Hunk{same("a\nb\n")}},
		"all new":          {"", "a\n", []proposal.Hunk{added("a\n")}},
		"a word":           {"We plant an elm.\n", "We plant an oak.\n", []proposal.Hunk{same("We plant an "), removed("elm"), added("oak"), same(".\n")}},
		"a line":           {"a\nb\nc\n", "a\nc\n", []proposal.Hunk{same("a\n"), removed("b\n"), same("c\n")}},
		"a phrase":         {"We plant an elm here.", "We plant two oaks here.", []proposal.Hunk{same("We plant "), removed("an elm"), added("two oaks"), same(" here.")}},
		"Chinese":          {"我们种榆树", "我们种橡树", []proposal.Hunk{same("我们种"), removed("榆"), added("橡"), same("树")}},
		"the last newline": {"a", "a\n", []proposal.Hunk{same("a"), added("\n")}},
	} {
		if diff := cmp.Diff(s.want, proposal.Diff(s.before, s.after)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDiffHoldsBothTexts(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"elm", "oak", " ", " ", "\n", ".", "树", "é", "\xff", "\r\n"})).Draw(t, "words"), "")
	})
	rapid.Check(t, func(rt *rapid.T) {
		before, after := text.Draw(rt, "before"), text.Draw(rt, "after")
		var first, second strings.Builder
		last := proposal.Change("")
		for _, h := range proposal.Diff(before, after) {
			if h.Text == "" || h.Change == last || h.Change == proposal.Removed && last == proposal.Added {
				rt.Fatalf("hunk %+v after %s", h, last)
			}
			last = h.Change
			if h.Change != proposal.Added {
				first.WriteString(h.Text)
			}
			if h.Change != proposal.Removed {
				second.WriteString(h.Text)
			}
		}
		if first.String() != before || second.String() != after {
			rt.Fatalf("%q and %q became %q and %q", before, after, first.String(), second.String())
		}
	})
}

// TestDiffOfWhatHasNothingInCommon: one line each, and too many words to compare them all.
func TestDiffOfWhatHasNothingInCommon(t *testing.T) {
	word := func(from rune, n int) string {
		var out strings.Builder
		for i := range n {
			out.WriteRune(from + rune(i))
		}
		return out.String()
	}
	if n := len(proposal.Diff(word(0x4e00, 20_000), word(0x20000, 15_000))); n != 2 {
		t.Errorf("%d hunks", n)
	}
}

func FuzzBodies(f *testing.F) { apptest.FuzzBodies(f, proposal.Kinds()) }
