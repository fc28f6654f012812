package gallery

// Hall: the gallery's window: three columns of exhibits under a bar that changes theme and text size.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// factors are the text sizes to choose from.
var factors = []float32{1, 1.25, 1.5, 2}

// newHall is the whole content of the window.
func newHall(window fyne.Window) *part.Stage {
	shown := &theme.Theme{Factor: 1}
	stage := part.NewStage(part.Space())
	hang := func() {
		fyne.CurrentApp().Settings().SetTheme(shown)
		stage.Put(part.NewScroll(part.Pad(28, 40, 40, 40, part.Column(24, controls(shown, stage), walls(window.Canvas().Size().Width)))))
	}
	shownAgain = hang
	hang()
	return stage
}

// shownAgain hangs all exhibits anew, after a change of theme or size.
var shownAgain func()

// controls change how the exhibits look.
func controls(shown *theme.Theme, stage *part.Stage) fyne.CanvasObject {
	variant := 0
	if shown.Force != nil {
		variant = 2 - int(*shown.Force)
	}
	looks := part.NewSegments("Theme", []string{"As the system", "Light", "Dark"}, variant, func(i int) {
		shown.Force = [](*fyne.ThemeVariant){nil, theme.Light(1).Force, theme.Dark(1).Force}[i]
		shownAgain()
	})
	size := 0
	for i, factor := range factors {
		if factor == shown.Factor {
			size = i
		}
	}
	sizes := part.NewSegments("Text size", []string{"100 %", "125 %", "150 %", "200 %"}, size, func(i int) {
		shown.Factor = factors[i]
		shownAgain()
	})
	mirrored := part.NewSwitch("Right to left", [2]string{"on", "off"}, shown.RightToLeft, func(on bool) {
		shown.RightToLeft = on
		shownAgain()
	})
	notice := part.NewButton(part.Secondary, theme.IconBell, "Notice", func() {
		stage.Notify(part.NewNotice(theme.IconCircleCheck, "Your vote is cast and on its way", "Close", nil))
	}).Tip("Slides in from below for four seconds", "")
	title := part.Column(4, part.Strong(theme.Title, "Parts"), part.Quietly(theme.Text, "Every state that a part can be in"))
	return part.Column(20, title, part.Row(16, part.None, looks, sizes, part.Words(theme.Text, "Right to left").Line(), mirrored, notice))
}

// walls hang the exhibits in as many columns as there is room for.
func walls(width float32) fyne.CanvasObject {
	count := 3
	switch units := theme.Units(width); {
	case units == 0:
	case units < theme.FoldRail:
		count = 1
	case units < theme.FoldSecondColumn:
		count = 2
	}
	all := exhibits()
	var columns []fyne.CanvasObject
	each := (len(all) + count - 1) / count
	for len(all) > 0 {
		var column []fyne.CanvasObject
		for _, e := range all[:min(each, len(all))] {
			column = append(column, hung(e))
		}
		all = all[len(column):]
		columns = append(columns, part.Column(24, column...))
	}
	return &fyne.Container{Layout: part.EvenTop(32), Objects: columns}
}

// hung is an exhibit under its title.
func hung(e exhibit) fyne.CanvasObject {
	return part.Column(10, part.Quietly(theme.Small, e.title), e.show())
}
