package identity

// Phrase errors: what is wrong with words that were typed, in sentences for the person who typed them.

import (
	"errors"
	"fmt"
	"strings"
)

// ErrPhrase is wrapped by everything that ParsePhrase answers.
var ErrPhrase = errors.New("this is not a recovery phrase")

// ErrPhraseTooLong says that the text is longer than any way to write a phrase.
var ErrPhraseTooLong = fmt.Errorf("%w: it is over %d bytes long", ErrPhrase, MaxPhraseBytes)

// ErrChecksum says that all 24 are words of the list, and yet not the ones that belong together.
var ErrChecksum = fmt.Errorf("%w: all %d are words of the list, but they do not fit together; one of them is another word, or two have changed places",
	ErrPhrase, PhraseWords)

// UnknownWord is something typed that is no word of the list.
type UnknownWord struct {
	// Position counts from 1, as people number the words.
	Position int
	// Word as typed, in lower case, shortened where it is long.
	Word string
	// Hint is the nearest word of the list, or "" where none is near.
	Hint string
}

func (w UnknownWord) String() string {
	if w.Hint == "" {
		return fmt.Sprintf("word %d, %q, is not in the list", w.Position, w.Word)
	}
	return fmt.Sprintf("word %d, %q, is not in the list; did you mean %q?", w.Position, w.Word, w.Hint)
}

// UnknownWordsError says which of 24 words are none.
type UnknownWordsError struct{ Words []UnknownWord }

func (e *UnknownWordsError) Error() string {
	return ErrPhrase.Error() + ": " + listWords(e.Words)
}

// Unwrap makes it an ErrPhrase.
func (e *UnknownWordsError) Unwrap() error { return ErrPhrase }

// WordCountError says that there are not 24 words.
type WordCountError struct {
	Count int
	// Unknown are those that are no words of the list, at most MaxReportedWords: a word broken in two shows here.
	Unknown []UnknownWord
}

func (e *WordCountError) Error() string {
	text := fmt.Sprintf("%s: it has %d words instead of %d", ErrPhrase, e.Count, PhraseWords)
	// Of something else altogether the words need no list.
	if len(e.Unknown) == 0 || len(e.Unknown) > PhraseWords/2 {
		return text
	}
	return text + "; " + listWords(e.Unknown)
}

// Unwrap makes it an ErrPhrase.
func (e *WordCountError) Unwrap() error { return ErrPhrase }

func listWords(words []UnknownWord) string {
	sentences := make([]string, len(words))
	for i, w := range words {
		sentences[i] = w.String()
	}
	return strings.Join(sentences, "; ")
}
