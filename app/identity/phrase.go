package identity

// Phrase: the 24 words from which all of a person's account keys come. https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/tyler-smith/go-bip39"
	"golang.org/x/text/unicode/norm"
)

// Phrase is 24 words of the English BIP-39 list with a right checksum. The zero Phrase holds none, and only Words may be asked of it.
type Phrase struct {
	// A function, so that printing a struct that holds a phrase in an unexported field, where fmt asks no method, shows an address.
	words func() []string
}

// holding keeps the words where only Words can reach them.
func holding(words []string) Phrase {
	return Phrase{words: func() []string { return slices.Clone(words) }}
}

// Seed is the BIP-39 seed of a phrase under the empty passphrase.
type Seed [SeedBytes]byte

// Generate draws a phrase of 256 bits from a cryptographic source.
func Generate(random io.Reader) (Phrase, error) {
	var entropy [32]byte
	if _, err := io.ReadFull(random, entropy[:]); err != nil {
		return Phrase{}, fmt.Errorf("drawing a recovery phrase: %w", err)
	}
	text, err := bip39.NewMnemonic(entropy[:])
	if err != nil {
		return Phrase{}, fmt.Errorf("making a recovery phrase: %w", err)
	}
	return holding(strings.Fields(text)), nil
}

// ParsePhrase reads a phrase as people type and paste it: in any case and Unicode form, with line breaks, commas, and numbers before the words.
// Errors, all of which are ErrPhrase: ErrPhraseTooLong, *WordCountError, *UnknownWordsError, ErrChecksum.
// The errors quote what is no word of the list; show them to the person, and log nothing of them.
func ParsePhrase(text string) (Phrase, error) {
	if len(text) > MaxPhraseBytes {
		return Phrase{}, ErrPhraseTooLong
	}
	words := splitWords(text)
	unknown := unknownWords(words)
	if len(words) != PhraseWords {
		return Phrase{}, &WordCountError{Count: len(words), Unknown: unknown}
	}
	if len(unknown) > 0 {
		return Phrase{}, &UnknownWordsError{Words: unknown}
	}
	if _, err := bip39.EntropyFromMnemonic(strings.Join(words, " ")); err != nil {
		return Phrase{}, ErrChecksum
	}
	return holding(words), nil
}

// Words returns the words in order, to be shown once; nil of the zero Phrase.
func (p Phrase) Words() []string {
	if p.words == nil {
		return nil
	}
	return p.words()
}

// Seed derives the 64-byte seed: PBKDF2-HMAC-SHA512, 2048 rounds, salt "mnemonic". It panics on a zero Phrase, for a seed of no words is
// known to everybody.
func (p Phrase) Seed() Seed {
	if p.words == nil {
		panic("identity: the seed of a zero Phrase")
	}
	return seedOf(p, "")
}

// seedOf takes a passphrase for the sake of the published vectors, which have one.
func seedOf(p Phrase, passphrase string) Seed {
	return Seed(bip39.NewSeed(strings.Join(p.words(), " "), passphrase))
}

// splitWords takes text apart into lower-case words; numbers and punctuation fall away.
func splitWords(text string) []string {
	text = strings.Map(dropInvisible, strings.ToLower(norm.NFKD.String(text)))
	var words []string
	for _, field := range strings.FieldsFunc(text, separatesWords) {
		if word := strings.TrimLeftFunc(field, unicode.IsDigit); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// separatesWords is true of all but letters, their marks, and digits, which a mistyped word may have inside.
func separatesWords(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }

// dropInvisible takes out what copying from a web page leaves inside a word: soft hyphens, joiners, byte order marks.
func dropInvisible(r rune) rune {
	const zeroWidthSpace = '\u200b'
	switch {
	case r == zeroWidthSpace:
		return ' '
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
