package part

import "testing"

func TestAnXBetweenDigitsOfAKeyStaysAnX(t *testing.T) {
	for text, want := range map[string][]string{
		"4x53 whln": {"4", "x53 whln"}, "2X2": {"2", "X2"}, "axe 4 x": {"axe 4 x"}, "x2": {"x2"},
	} {
		var got []string
		for _, piece := range faces([]rune(text)) {
			got = append(got, piece.text)
		}
		if len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
}

func TestWhatComesDoesNotTouchWhatGoes(t *testing.T) {
	spans := Apart([]Span{{Text: "vote in "}, {Text: "every poll", Mark: Removed}, {Text: "polls", Mark: Added}, {Text: " here"}})
	if text := Rich(changedStep, spans...).String(); text != "vote in every poll polls here" {
		t.Errorf("the difference reads %q", text)
	}
}
