package identity

import (
	"slices"
	"testing"

	"github.com/tyler-smith/go-bip39/wordlists"
)

func TestCompletions(t *testing.T) {
	for typed, want := range map[string][]string{
		"":         nil,
		"  ":       nil,
		"ma":       {"machine", "mad", "magic"},
		"MACH":     {"machine"},
		"orchard ": {"orchard"},
		"zzz":      nil,
		"zoo":      {"zoo"},
		"ä":        nil,
	} {
		if got := Completions(typed, 3); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
}

func TestFourLettersLeaveOneWord(t *testing.T) {
	for _, word := range wordlists.English {
		if got := Completions(word[:min(4, len(word))], 10); !slices.Contains(got, word) || len(word) > 3 && len(got) != 1 {
			t.Errorf("%q completes to %v", word[:min(4, len(word))], got)
		}
	}
}
