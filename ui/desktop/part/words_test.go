package part

import "testing"

func TestWhatComesDoesNotTouchWhatGoes(t *testing.T) {
	spans := Apart([]Span{{Text: "vote in "}, {Text: "every poll", Mark: Removed}, {Text: "polls", Mark: Added}, {Text: " here"}})
	if text := Rich(changedStep, spans...).String(); text != "vote in every poll polls here" {
		t.Errorf("the difference reads %q", text)
	}
}
