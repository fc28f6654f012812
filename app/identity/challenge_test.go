package identity

// Challenges: fair, and answered only by who has the phrase.

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestChallengePositionsAreDifferentAndInRange(t *testing.T) {
	seen := map[int]bool{}
	rapid.Check(t, func(t *rapid.T) {
		c, err := NewChallenge(bytes.NewReader(rapid.SliceOfN(rapid.Byte(), 24, 24).Draw(t, "random")))
		if err != nil {
			t.Fatal(err)
		}
		for i, position := range c {
			if position < 1 || position > PhraseWords || i > 0 && position <= c[i-1] {
				t.Fatalf("%v", c)
			}
			seen[position] = true
		}
	})
	if len(seen) < PhraseWords/2 {
		t.Errorf("only %d positions were ever asked for", len(seen))
	}
}

func TestChallengeWithABadSourceEnds(t *testing.T) {
	for _, b := range []byte{0x00, 0xff} {
		c, err := NewChallenge(bytes.NewReader(bytes.Repeat([]byte{b}, 24)))
		if err != nil || c[0] == c[1] || c[1] == c[2] {
			t.Errorf("%v, %v", c, err)
		}
	}
}

func TestChallengeAnswers(t *testing.T) {
	p, err := ParsePhrase(orchard)
	if err != nil {
		t.Fatal(err)
	}
	c := Challenge{2, 9, 24}
	for name, s := range map[string]struct {
		answers []string
		wrong   []int
	}{
		"right":                {[]string{"surge", "shine", "orchard"}, nil},
		"in capitals":          {[]string{" Surge", "SHINE\n", "24. orchard"}, nil},
		"one wrong":            {[]string{"surge", "shone", "orchard"}, []int{9}},
		"in the wrong order":   {[]string{"shine", "surge", "orchard"}, []int{2, 9}},
		"two words for one":    {[]string{"surge surge", "shine", "orchard"}, []int{2}},
		"one missing":          {[]string{"surge", "shine"}, []int{24}},
		"none":                 {nil, []int{2, 9, 24}},
		"empty":                {[]string{"", "", ""}, []int{2, 9, 24}},
		"a megabyte of answer": {[]string{strings.Repeat("surge ", 200_000), "shine", "orchard"}, []int{2}},
	} {
		err := c.Check(p, s.answers)
		var wrong *WrongWordsError
		if s.wrong == nil {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if !errors.Is(err, ErrWrongWord) || !errors.As(err, &wrong) || !slices.Equal(wrong.Positions, s.wrong) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, word := range p.Words() {
			if strings.Contains(err.Error(), " "+word+" ") {
				t.Errorf("%s: the error %q tells %q", name, err, word)
			}
		}
	}
	if err := c.Check(Phrase{}, []string{"a", "b", "c"}); !errors.Is(err, ErrWrongWord) {
		t.Errorf("against no phrase: %v", err)
	}
	if err := (Challenge{}).Check(p, []string{"a", "b", "c"}); !errors.Is(err, ErrWrongWord) {
		t.Errorf("a challenge that was never drawn: %v", err)
	}
}
