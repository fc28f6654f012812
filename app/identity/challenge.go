package identity

// Challenge: some words are asked back before a phrase is kept, so that nobody goes on who has not written it down.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Challenge is the positions of the words that are asked back, counted from 1, all different and rising.
type Challenge [ChallengeWords]int

// ErrWrongWord is wrapped by a *WrongWordsError.
var ErrWrongWord = errors.New("this is not what the phrase says")

// WrongWordsError says at which positions something else than the phrase's word was given. It never says the right one.
type WrongWordsError struct{ Positions []int }

func (e *WrongWordsError) Error() string {
	positions := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(e.Positions)), ", "), "[]")
	if len(e.Positions) == 1 {
		return fmt.Sprintf("word %s is not what the phrase says there", positions)
	}
	return fmt.Sprintf("words %s are not what the phrase says there", positions)
}

// Unwrap makes it an ErrWrongWord.
func (e *WrongWordsError) Unwrap() error { return ErrWrongWord }

// NewChallenge draws positions, each set of them as likely as any other.
func NewChallenge(random io.Reader) (Challenge, error) {
	var draws [ChallengeWords]uint64
	if err := binary.Read(random, binary.BigEndian, &draws); err != nil {
		return Challenge{}, fmt.Errorf("choosing words to ask back: %w", err)
	}
	// A shuffle that stops after three. Taking 64 bits modulo 24 favours no position by more than 2^-59, and cannot loop on a bad source.
	var deck [PhraseWords]int
	for i := range deck {
		deck[i] = i + 1
	}
	var c Challenge
	for i, draw := range draws {
		j := i + int(draw%uint64(PhraseWords-i))
		deck[i], deck[j] = deck[j], deck[i]
		c[i] = deck[i]
	}
	slices.Sort(c[:])
	return c, nil
}

// Check compares the answers, in the order of the positions and in any case, with the phrase. Error: *WrongWordsError.
func (c Challenge) Check(p Phrase, answers []string) error {
	words := p.Words()
	var wrong []int
	for i, position := range c {
		if i >= len(answers) || position < 1 || position > len(words) || !answersWord(answers[i], words[position-1]) {
			wrong = append(wrong, position)
		}
	}
	if len(wrong) > 0 {
		return &WrongWordsError{Positions: wrong}
	}
	return nil
}

func answersWord(answer, word string) bool {
	if len(answer) > MaxPhraseBytes {
		return false
	}
	typed := splitWords(answer)
	return len(typed) == 1 && typed[0] == word
}
