package part

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestButtonsStandSideBySideWhereTheirWordsHaveRoom(t *testing.T) {
	begin(t)
	short, long := NewButton(Secondary, "", "Check", nil), NewButton(Secondary, "", "Export record", nil)
	row := Paired(8, short, long)
	own := short.MinSize().Width + long.MinSize().Width + px(8)
	for _, is := range []struct {
		about  string
		width  float32
		beside bool
		equal  bool
	}{
		{"twice the widest", 2*long.MinSize().Width + px(8), true, true},
		{"just their words", own, true, false},
		{"too little", own - 1, false, true},
	} {
		row.Resize(fyne.NewSize(is.width, HeightFor(row, is.width)))
		if beside := long.Position().Y == 0; beside != is.beside {
			t.Errorf("%s: side by side %v", is.about, beside)
		}
		if short.Size().Width < short.MinSize().Width || long.Size().Width < long.MinSize().Width {
			t.Errorf("%s: %v, %v are too narrow for their words", is.about, short.Size(), long.Size())
		}
		if equal := short.Size().Width == long.Size().Width; equal != is.equal {
			t.Errorf("%s: %v, %v", is.about, short.Size(), long.Size())
		}
	}
}
