package identity

// Phrases as people type them, and what they are told when it is wrong.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

const orchard = "meadow surge vanish primary odor grocery rubber mass shine dinner notable tag venue water purchase clarify book magic ribbon daughter menu eye ritual orchard"

func numbered(style string) string {
	var b strings.Builder
	for i, w := range strings.Fields(orchard) {
		fmt.Fprintf(&b, style, i+1, w)
	}
	return b.String()
}

func with(position int, word string) string {
	words := strings.Fields(orchard)
	words[position-1] = word
	return strings.Join(words, " ")
}

func TestPhraseIsReadAsPeopleWriteIt(t *testing.T) {
	for name, text := range map[string]string{
		"as shown":           orchard,
		"capitals":           strings.ToUpper(orchard),
		"line breaks":        strings.ReplaceAll(orchard, " ", "\r\n"),
		"spaces and tabs":    " \t" + strings.ReplaceAll(orchard, " ", " \t  ") + "\n\n",
		"full-width letters": strings.Map(fullWidth, orchard),
		"1. word":            numbered("%d. %s\n"),
		"1.word":             numbered("%d.%s "),
		"1) word":            numbered("%d) %s  "),
		"#1: word":           numbered("#%d: %s\n"),
		"1 word":             numbered("%d %s\n"),
		"1word":              numbered("%d%s "),
		"commas":             strings.ReplaceAll(orchard, " ", ", ") + ".",
		"in quotes":          "“" + orchard + "”",
		"byte order mark":    "\ufeff" + orchard,
		"soft hyphen":        strings.Replace(orchard, "primary", "pri\u00admary", 1),
		"zero-width spaces":  strings.ReplaceAll(orchard, " ", "\u200b"),
		"no-break spaces":    strings.ReplaceAll(orchard, " ", "\u00a0"),
		"decomposed already": norm.NFKD.String(orchard),
	} {
		p, err := ParsePhrase(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(p.Words(), " "); got != orchard {
			t.Errorf("%s was read as %s", name, got)
		}
	}
}

func fullWidth(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'ａ'
	}
	return r
}

func TestWrongPhrasesSayWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"a slip of the finger":  {with(5, "odour"), &UnknownWordsError{[]UnknownWord{{5, "odour", "odor"}}}},
		"swapped letters":       {with(14, "wtaer"), &UnknownWordsError{[]UnknownWord{{14, "wtaer", "water"}}}},
		"a longer form":         {with(20, "daughterly"), &UnknownWordsError{[]UnknownWord{{20, "daughterly", "daughter"}}}},
		"the first four hold":   {with(15, "purchasable"), &UnknownWordsError{[]UnknownWord{{15, "purchasable", "purchase"}}}},
		"nothing near":          {with(1, "qqqqqqq"), &UnknownWordsError{[]UnknownWord{{1, "qqqqqqq", ""}}}},
		"two at once":           {strings.Replace(with(24, "orchid"), "meadow", "meadows", 1), &UnknownWordsError{[]UnknownWord{{1, "meadows", "meadow"}, {24, "orchid", "orchard"}}}},
		"a digit in a word":     {with(8, "ma55"), &UnknownWordsError{[]UnknownWord{{8, "ma55", "mad"}}}},
		"numbers do not count":  {strings.Replace(numbered("%d. %s\n"), "surge", "surg", 1), &UnknownWordsError{[]UnknownWord{{2, "surg", "surge"}}}},
		"one too few":           {strings.TrimPrefix(orchard, "meadow "), &WordCountError{Count: 23}},
		"one too many":          {orchard + " orchard", &WordCountError{Count: 25}},
		"a word broken in two":  {strings.Replace(orchard, "purchase", "pur chase", 1), &WordCountError{Count: 25, Unknown: []UnknownWord{{15, "pur", "put"}}}},
		"nothing":               {" \n", &WordCountError{Count: 0}},
		"only numbers":          {"1. 2. 3.", &WordCountError{Count: 0}},
		"two exchanged":         {strings.Replace(orchard, "meadow surge", "surge meadow", 1), ErrChecksum},
		"another word":          {with(7, "rude"), ErrChecksum},
		"far too long":          {strings.Repeat("abandon ", MaxPhraseBytes/8+1), ErrPhraseTooLong},
		"not even text":         {string([]byte{0xff, 0xfe, 0x00}), &WordCountError{Count: 0}},
		"an endless word":       {with(3, strings.Repeat("ab", 500)), &UnknownWordsError{[]UnknownWord{{3, strings.Repeat("ab", 12) + "…", ""}}}},
		"chinese":               {strings.Repeat("的 ", 24), &UnknownWordsError{make([]UnknownWord, PhraseWords)}},
		"phrase in another one": {orchard + " " + orchard, &WordCountError{Count: 48}},
	} {
		p, err := ParsePhrase(c.text)
		if !errors.Is(err, ErrPhrase) {
			t.Errorf("%s: %v is no ErrPhrase", name, err)
			continue
		}
		if p.Words() != nil {
			t.Errorf("%s: a phrase beside the error", name)
		}
		comparePhraseError(t, name, err, c.want)
	}
}

func comparePhraseError(t *testing.T, name string, err, want error) {
	t.Helper()
	var gotWords, wantWords *UnknownWordsError
	var gotCount, wantCount *WordCountError
	switch {
	case errors.As(want, &wantWords):
		if !errors.As(err, &gotWords) || len(gotWords.Words) != len(wantWords.Words) {
			t.Errorf("%s: %v", name, err)
			return
		}
		for i, w := range wantWords.Words {
			if got := gotWords.Words[i]; w.Position != 0 && got != w {
				t.Errorf("%s: %+v, not %+v", name, got, w)
			}
		}
	case errors.As(want, &wantCount):
		if !errors.As(err, &gotCount) || gotCount.Count != wantCount.Count || !slices.Equal(gotCount.Unknown, wantCount.Unknown) {
			t.Errorf("%s: %v", name, err)
		}
	case !errors.Is(err, want):
		t.Errorf("%s: %v, not %v", name, err, want)
	}
}

func TestWrongFileIsNotListedWordByWord(t *testing.T) {
	_, err := ParsePhrase(strings.Repeat("lorem ipsum dolores ", 150))
	var count *WordCountError
	if !errors.As(err, &count) || count.Count != 450 || len(count.Unknown) != MaxReportedWords {
		t.Fatalf("%v", err)
	}
	if len(err.Error()) > 200 {
		t.Errorf("the sentence is %d bytes long", len(err.Error()))
	}
}

func TestEveryMutilatedWordIsFoundAndMended(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		position := rapid.IntRange(1, PhraseWords).Draw(t, "position")
		right := strings.Fields(orchard)[position-1]
		extra := rapid.SampledFrom([]string{"q", "x", "z"}).Draw(t, "letter")
		_, err := ParsePhrase(with(position, right+extra))
		var unknown *UnknownWordsError
		if !errors.As(err, &unknown) || len(unknown.Words) != 1 || unknown.Words[0].Position != position {
			t.Fatalf("%v", err)
		}
		if hint := unknown.Words[0].Hint; editDistance(hint, right+extra) > 1 {
			t.Fatalf("%s%s: hint %q", right, extra, hint)
		}
	})
}

func TestGeneratedPhrasesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entropy := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "entropy")
		made, err := Generate(bytes.NewReader(entropy))
		if err != nil {
			t.Fatal(err)
		}
		read, err := ParsePhrase(strings.Join(made.Words(), "\n"))
		if err != nil || !slices.Equal(read.Words(), made.Words()) {
			t.Fatalf("%v: %v", made.Words(), err)
		}
	})
}

func TestGenerateNeedsAllItsRandomness(t *testing.T) {
	if _, err := Generate(bytes.NewReader(make([]byte, 31))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a phrase of 31 bytes: %v", err)
	}
	if _, err := NewDeviceKeys(bytes.NewReader(make([]byte, 63))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("device keys of 63 bytes: %v", err)
	}
	if _, err := NewChallenge(bytes.NewReader(make([]byte, 23))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a challenge of 23 bytes: %v", err)
	}
}

func TestSeedOfNoPhrasePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a zero Phrase has a seed, which everybody knows")
		}
	}()
	Phrase{}.Seed()
}

func TestWordsAreACopy(t *testing.T) {
	p, err := ParsePhrase(orchard)
	if err != nil {
		t.Fatal(err)
	}
	p.Words()[0] = "changed"
	if p.Words()[0] != "meadow" {
		t.Error("whoever is shown the words can change the phrase")
	}
}

func FuzzParsePhrase(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePhrase(text)
		if err != nil {
			if !errors.Is(err, ErrPhrase) || err.Error() == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		again, err := ParsePhrase(strings.Join(p.Words(), " "))
		if err != nil || !slices.Equal(again.Words(), p.Words()) {
			t.Fatalf("%q does not read back: %v", text, err)
		}
	})
}
