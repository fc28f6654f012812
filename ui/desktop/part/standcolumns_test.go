package part

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestColumnsAreAsWideAsWhatStandsInThem(t *testing.T) {
	begin(t)
	const when, stands = "Schließt Do, 26. November, 21:00", "14 einverstanden, 2 herausgehalten"
	var columns StandColumns
	row := NewStandRow().In(&columns)
	row.Set(Standing{Title: "Ruhe ab zehn", Stands: stands, When: when, Left: "in 5 Tagen"})
	stage(t, row)
	for _, said := range [][2]string{{"7 consent", "Closes tomorrow"}, {stands, when}} {
		columns.Fit(1, func(int) (string, string, string) { return said[0], said[1], "" })
		row.Resize(fyne.NewSize(px(1040), px(60)))
		row.Refresh()
		least := [2]float32{px(standWide), px(whenWide)}
		if said[0] == stands {
			least = [2]float32{row.stands.natural(), row.when.natural()}
		}
		if row.stands.Size().Width < least[0] || row.when.Size().Width < least[1] {
			t.Errorf("%q has %v, %q has %v", said[0], row.stands.Size().Width, said[1], row.when.Size().Width)
		}
	}
	columns.Fit(1, func(int) (string, string, string) { return stands + stands + stands, when + when + when, "" })
	row.Refresh()
	if row.title.Size().Width < px(300) {
		t.Errorf("the title has %v left", row.title.Size().Width)
	}
}
