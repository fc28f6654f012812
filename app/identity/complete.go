package identity

// Complete: the words of the list that somebody may be typing. It knows no phrase.

import (
	"slices"
	"strings"

	"github.com/tyler-smith/go-bip39/wordlists"
)

// Completions are the words of the list that begin with what was typed, in any case, in alphabetical order and at most so many; none for nothing
// typed. Four letters leave one.
func Completions(typed string, most int) []string {
	begun := strings.ToLower(strings.TrimSpace(typed))
	if begun == "" {
		return nil
	}
	at, _ := slices.BinarySearch(wordlists.English, begun)
	var words []string
	for _, word := range wordlists.English[at:] {
		if len(words) == most || !strings.HasPrefix(word, begun) {
			break
		}
		words = append(words, word)
	}
	return words
}
