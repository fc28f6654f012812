package view

import "testing"

func TestExcerptsBeginAndEndWithWholeWords(t *testing.T) {
	for excerpt, want := range map[string]string{
		"…cked tiles above flat 9. The laundry’s boiler is 22 years o…": "… tiles above flat 9. The laundry’s boiler is 22 years …",
		"all of it": "all of it", "…": "…", "…屋顶需要修理，我们等一年太久了，冬天又要来了…": "…屋顶需要修理，我们等一年太久了，冬天又要来了…", "": "",
	} {
		if got := wholeWords(excerpt); got != want {
			t.Errorf("%q is shown as %q, want %q", excerpt, got, want)
		}
	}
}
