package identity

// Six words: what two laptops show while they are paired, for one person to compare.

import (
	"crypto/sha256"
	"strings"

	"github.com/tyler-smith/go-bip39/wordlists"
)

// SixWords are words of the BIP-39 list, to be shown in this order.
type SixWords [6]string

const wordBits = 11

// SixWordsOf are the first 66 bits of SHA-256("folkmoot/six-words/v1\0" ‖ transcript), eleven to a word, most significant first.
//
// The transcript must be one unambiguous encoding of everything that the two laptops said, the public keys above all. Somebody in between
// who has to show the same words on both sides tries 2^66 keys for each pairing; where both sides are committed to their keys before either
// learns the other's, he has one try in 2^66.
func SixWordsOf(transcript []byte) SixWords {
	h := sha256.New()
	h.Write([]byte(sixWordsPrefix))
	h.Write(transcript)
	return wordsOf(h.Sum(nil))
}

func wordsOf(digest []byte) (words SixWords) {
	bits, held, next := uint32(0), 0, 0
	for i := range words {
		for held < wordBits {
			bits = bits<<8 | uint32(digest[next])
			held += 8
			next++
		}
		held -= wordBits
		words[i] = wordlists.English[bits>>held&(1<<wordBits-1)]
	}
	return words
}

// String has a space between the words.
func (w SixWords) String() string { return strings.Join(w[:], " ") }
