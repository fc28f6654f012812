package identity

// Names that are taken, mended and refused, and names that look alike.

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestNamesThatAreTaken(t *testing.T) {
	for given, want := range map[string]string{
		"Ada":                       "Ada",
		"  Ada   Lovelace ":         "Ada Lovelace",
		"Ada\u00a0Lovelace":         "Ada Lovelace",
		"Zoe\u0308":                 "Zoë",
		"Ａｄａ":                       "Ａｄａ",
		"李小龍":                       "李小龍",
		"محمد":                      "محمد",
		"עדה":                       "עדה",
		"Ольга":                     "Ольга",
		"Ngũgĩ wa Thiong’o":         "Ngũgĩ wa Thiong’o",
		"D'Arcy-Smith, Jr.":         "D'Arcy-Smith, Jr.",
		"Ada 🌻":                     "Ada 🌻",
		"Ada ❤\ufe0f":               "Ada ❤",
		"नमस्ते":                    "नमस्ते",
		strings.Repeat("a", 64):     strings.Repeat("a", 64),
		strings.Repeat("🌻", 64):     strings.Repeat("🌻", 64),
		strings.Repeat(" ", 500):    "",
		strings.Repeat("a", 65):     "",
		"Việt Nguyễn":               "Việt Nguyễn",
		"e\u0301\u0323\u0308\u0327": norm.NFC.String("e\u0301\u0323\u0308\u0327"),
	} {
		got, err := CleanName(given)
		if want == "" {
			if !errors.Is(err, ErrName) {
				t.Errorf("%q: %v", given, err)
			}
			continue
		}
		if err != nil || got != want {
			t.Errorf("%q became %q, %v", given, got, err)
		}
	}
}

func TestNamesThatAreRefused(t *testing.T) {
	for given, position := range map[string]int{
		"Ada\u202egnp":                    4, // right-to-left override
		"\u2066Ada\u2069":                 1, // isolate
		"A\u200fda":                       2, // right-to-left mark
		"Ad\u061ca":                       3, // Arabic letter mark
		"A\u200bda":                       2, // zero-width space
		"A\u200dda":                       2, // zero-width joiner
		"Ada\ufeff":                       4, // byte order mark
		"A\u00adda":                       2, // soft hyphen
		"A\u2060da":                       2, // word joiner
		"Ada\u3164":                       4, // Hangul filler
		"\u2800":                          1, // braille blank
		"A\U000e0041da":                   2, // tag
		"A\u180eda":                       2, // Mongolian vowel separator
		"A\U000e0100":                     2, // variation selector 17
		"Ada\nBea":                        4,
		"Ada\tBea":                        4,
		"Ada\x00":                         4,
		"Ada\x1b[31m":                     4,
		"Ada\u0085":                       4,
		"Ada\u2028Bea":                    4,
		"Ada\ue000":                       4, // private use
		"Ada\uffff":                       4, // no character
		"Ada\ufffd":                       4,
		"\u0301Ada":                       1, // a mark on nothing
		"Ada \u0301":                      5,
		"A\u0301\u0301\u0301\u0301\u0301": 6, // one too many
		"Ada\ufe0f\u202e":                 5,
	} {
		name, err := CleanName(given)
		var character *NameCharacterError
		if !errors.As(err, &character) || !errors.Is(err, ErrName) || character.Position != position {
			t.Errorf("%+q: %q, %v", given, name, err)
			continue
		}
		if strings.ContainsRune(err.Error(), character.Rune) && character.Rune > ' ' {
			t.Errorf("%+q: the error carries the character itself: %+q", given, err)
		}
	}
	for given, want := range map[string]error{
		"":                          ErrNameEmpty,
		" \u00a0\u3000":             ErrNameEmpty,
		"\ufe0f":                    ErrNameEmpty,
		"Ada\xff":                   ErrNameEncoding,
		strings.Repeat("a", 65):     ErrNameTooLong,
		strings.Repeat("a", 10<<20): ErrNameTooLong,
	} {
		if _, err := CleanName(given); !errors.Is(err, want) || !errors.Is(err, ErrName) {
			t.Errorf("%.20q: %v, not %v", given, err, want)
		}
	}
}

func TestNamesThatLookAlike(t *testing.T) {
	for _, pair := range [][2]string{
		{"paypal", "pаypаl"}, // Cyrillic а
		{"Ada", "Аda"},       // Cyrillic А
		{"Ada", "ada"},
		{"Ada", "ΑDA"}, // Greek Α
		{"ADA", "ada"},
		{"Bill", "BiII"},
		{"Bill", "Bi11"},
		{"Ilse", "llse"},
		{"ILSE", "ilse"},
		{"modern", "modem"},
		{"MODERN", "modern"},
		{"Otto", "0tt0"},
		{"Ada Lovelace", "Ada  Lovelace"},
		{"Ada Lovelace", "AdaLovelace"},
		{"Ada", "A\u200bda"},
		{"Ada", "\u202eAda"},
		{"Ada", "𝓐𝓭𝓪"},
		{"Ada", "Ａｄａ"},
		{"Zoë", "Zoe\u0308"},
		{"Zoë", "Zоё"}, // Cyrillic о, ё
		{"Κώστας", "Kώστας"},
	} {
		if !LooksLike(pair[0], pair[1]) {
			t.Errorf("%q and %q are told apart: %q, %q", pair[0], pair[1], Skeleton(pair[0]), Skeleton(pair[1]))
		}
	}
	for _, pair := range [][2]string{{"Ada", "Adam"}, {"Bea", "Lea"}, {"Zoe", "Zoë"}, {"李", "王"}, {"Ольга", "Олега"}, {"Ann", "Anne"}, {"محمد", "محمود"}} {
		if LooksLike(pair[0], pair[1]) {
			t.Errorf("%q and %q are taken for one", pair[0], pair[1])
		}
	}
}

func TestAlikeMarksBothSides(t *testing.T) {
	got := Alike([]string{"Ada", "Bea", "Аda", "Cid", "bea", "Dan"})
	if want := []bool{true, true, true, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func TestCleanNamesStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCleanName(t.Fatalf, rapid.String().Draw(t, "name")) })
}

func FuzzCleanName(f *testing.F) {
	f.Fuzz(func(t *testing.T, name string) { checkCleanName(t.Fatalf, name) })
}

// checkCleanName says what holds for every name: it is refused with an ErrName, or clean, bounded, and clean again as it is.
func checkCleanName(fail func(string, ...any), name string) {
	clean, err := CleanName(name)
	if err != nil {
		if !errors.Is(err, ErrName) {
			fail("%q: %v", name, err)
		}
		return
	}
	if clean == "" || len(clean) > MaxNameBytes || utf8.RuneCountInString(clean) > MaxNameChars || !norm.NFC.IsNormalString(clean) {
		fail("%q became %q", name, clean)
	}
	if again, err := CleanName(clean); err != nil || again != clean {
		fail("%q became %q, then %q, %v", name, clean, again, err)
	}
	if !LooksLike(name, clean) {
		fail("%q does not look like its clean form %q: %q, %q", name, clean, Skeleton(name), Skeleton(clean))
	}
}

func TestDifferentTranscriptsHaveDifferentWords(t *testing.T) {
	if SixWordsOf([]byte("ada")) == SixWordsOf([]byte("bea")) {
		t.Error("two pairings show the same words")
	}
	if n := len(strings.Fields(SixWordsOf(nil).String())); n != 6 {
		t.Errorf("%d words", n)
	}
}
