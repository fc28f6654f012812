package gallery

// What is chosen among, ticked, slid along and typed as a day.

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func selects() fyne.CanvasObject {
	languages := []string{"English", "Deutsch", "العربية"}
	rest := part.NewSelect("Language", languages, 0, func(int) {}).WithIcon(theme.IconGlobe)
	focus := part.NewSelect("Language", languages, 1, func(int) {})
	focus.Demonstrate(false, true)
	asks := part.NewSelect("Track", []string{"House money", "House rules"}, part.None, func(int) {}).Asking("Choose a track").High(44)
	return part.Column(12, part.Row(12, 0, part.Words(theme.Text, "Language"), rest), part.Row(12, 0, part.Words(theme.Text, "Focus"), focus), asks)
}

func options() fyne.CanvasObject {
	states := [2]string{"ticked", "not ticked"}
	off := part.NewTick("Shed for the cargo bikes", "Roofed and locked, room for three", "€5,600", states, false, func(bool) {})
	off.SetOff("€3,270 too much")
	focus := part.NewTick("With attached files that are here", "", "84 MB", states, true, func(bool) {})
	focus.Demonstrate(false, true)
	radios := part.NewRadios([]part.Option{
		{Text: "What is new since the stick was last here, Tue 5 May", End: "48 kB"},
		{Text: "Everything, for a new member", Says: "Who holds it needs no network to take part", End: "3.1 MB"},
		{Text: "Only what the council may read", Off: "You are not on the council"},
	}, [2]string{"chosen", "not chosen"}, 1, func(int) {})
	return part.NewCard(part.Column(12, radios.Rows, part.NewRule(0), focus,
		part.NewTick("Lights with motion sensors in the yard", "Warm light, off after three minutes", "€1,650", states, false, func(bool) {}), off))
}

func sliders() fyne.CanvasObject {
	percent := func(at int) string { return fmt.Sprintf("%d %%", 80+10*at) }
	size := part.NewSlider("Text size", 13, 2, []int{0, 2, 4, 6, 8, 10, 12}, percent, func(int, bool) {})
	focus := part.NewSlider("Text size", 13, 7, nil, percent, func(int, bool) {})
	focus.Demonstrate(false, true)
	plain := func(n int) string { return fmt.Sprint(n) }
	full := part.NewStepper("Seats", 9, 1, 9, plain, func(int) {})
	full.Demonstrate(false, true)
	return part.Column(16, part.Row(12, 1, part.Words(theme.Small, "A").Line(), size, part.Words(theme.Heading, "A").Line(), part.Strong(theme.Text, "100 %").Line()), focus,
		part.Row(16, part.None, part.NewStepper("Seats", 3, 1, 9, plain, func(int) {}), full))
}

func moments() fyne.CanvasObject {
	presets := []part.Preset{{Name: "In 3 days", Text: "in 3 days"}, {Name: "In a week", Text: "in a week"}, {Name: "At the end of the month", Text: "31 May"}}
	read := func(text string) (string, string) {
		if text == "32 May" {
			return "", "May has 31 days. Did you mean Sunday 31 May?"
		}
		return "Sunday 31 May 2026, 20:00, in 17 days", ""
	}
	right := part.NewMoment("Closes", "31 May 20:00, in 3 days", presets, [2]string{"chosen", "not chosen"}, read, nothing)
	right.SetText("31 May")
	wrong := part.NewMoment("Opens", "", nil, [2]string{}, read, nothing)
	wrong.SetText("32 May")
	return part.Column(16, right, wrong)
}
