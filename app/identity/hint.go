package identity

// Hint: the word of the list that was probably meant.

import (
	"unicode/utf8"

	"github.com/tyler-smith/go-bip39"
	"github.com/tyler-smith/go-bip39/wordlists"
)

// unknownWords finds what is no word of the list, up to MaxReportedWords.
func unknownWords(words []string) []UnknownWord {
	var unknown []UnknownWord
	for i, word := range words {
		if _, ok := bip39.GetWordIndex(word); ok {
			continue
		}
		if len(unknown) == MaxReportedWords {
			break
		}
		shown := shorten(word)
		unknown = append(unknown, UnknownWord{Position: i + 1, Word: shown, Hint: nearestWord(shown)})
	}
	return unknown
}

func shorten(word string) string {
	runes := []rune(word)
	if len(runes) <= maxShownRunes {
		return word
	}
	return string(runes[:maxShownRunes]) + "…"
}

// nearestWord is the word of the list at the smallest distance, among equals the one that begins most alike; where all are far, the one with the
// same first four letters; else "".
func nearestWord(typed string) string {
	best, bestDistance := "", maxHintDistance+1
	letters := utf8.RuneCountInString(typed)
	for _, word := range wordlists.English {
		if max(letters-len(word), len(word)-letters) > maxHintDistance {
			continue
		}
		d := editDistance(typed, word)
		if d < bestDistance || d == bestDistance && best != "" && commonPrefix(typed, word) > commonPrefix(typed, best) {
			best, bestDistance = word, d
		}
	}
	if best != "" {
		return best
	}
	for _, word := range wordlists.English {
		if commonPrefix(typed, word) >= prefixLetters {
			return word
		}
	}
	return ""
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// editDistance counts the letters to insert, drop, replace or swap with their neighbour (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
