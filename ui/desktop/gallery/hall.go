package gallery

// Hall: the gallery's window: three columns of exhibits under a bar that changes theme and text size.

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// factors are the text sizes to choose from.
var factors = []float32{1, 1.25, 1.5, 2}

// hall is the content of one window, and how it looks now.
type hall struct {
	window fyne.Window
	stage  *part.Stage
	shown  *theme.Theme
}

// newHall is the whole content of a window.
func newHall(window fyne.Window) *part.Stage {
	h := &hall{window: window, stage: part.NewStage(part.Space()), shown: &theme.Theme{Factor: 1}}
	h.hang()
	return h.stage
}

// hang makes all exhibits anew, after a change of theme or size.
func (h *hall) hang() {
	fyne.CurrentApp().Settings().SetTheme(h.shown)
	page := part.Column(24, h.controls(), walls(h.window.Canvas().Size().Width))
	h.stage.Put(part.NewScroll(part.Pad(28, 40, 40, 40, page)))
}

// controls change how the exhibits look.
func (h *hall) controls() fyne.CanvasObject {
	variants := []*fyne.ThemeVariant{nil, theme.Light(1).Force, theme.Dark(1).Force}
	looks := part.NewSegments("Theme", []string{"As the system", "Light", "Dark"}, h.variant(), func(i int) {
		h.shown.Force = variants[i]
		h.hang()
	})
	sizes := part.NewSegments("Text size", []string{"100 %", "125 %", "150 %", "200 %"}, slices.Index(factors, h.shown.Factor), func(i int) {
		h.shown.Factor = factors[i]
		h.hang()
	})
	mirrored := part.NewSwitch("Right to left", [2]string{"on", "off"}, h.shown.RightToLeft, func(on bool) {
		h.shown.RightToLeft = on
		h.hang()
	})
	notice := part.NewButton(part.Secondary, theme.IconBell, "Notice", func() {
		h.stage.Notify(part.NewNotice(theme.IconCircleCheck, "Your vote is cast and on its way", "Close", nil))
	}).Tip("Slides in from below for four seconds", "")
	ask := part.NewButton(part.Secondary, "", "Question", h.ask)
	title := part.Column(4, part.Strong(theme.Title, "Parts"), part.Quietly(theme.Text, "Every state that a part can be in"))
	return part.Column(20, title, part.Row(16, part.None, looks, sizes, part.Words(theme.Text, "Right to left").Line(), mirrored, notice, ask))
}

// ask opens a question over the hall; both of its answers close it.
func (h *hall) ask() {
	var layer *part.Layer
	leave := func() { layer.Close() }
	keep := part.NewButton(part.Secondary, "", "Keep it", leave)
	question := part.Question("Withdraw “A hive on the roof”?",
		"The proposal and its 14 answers disappear from all laptops within 30 days. Who has made a copy keeps it.",
		keep, part.NewButton(part.Danger, theme.IconTrash2, "Withdraw", leave))
	layer = part.OpenLayer(h.window.Canvas(), question, 480, 112, keep, nil)
}

// variant is the place of the variant that is shown now among the controls.
func (h *hall) variant() int {
	switch {
	case h.shown.Force == nil:
		return 0
	case *h.shown.Force == fynetheme.VariantLight:
		return 1
	}
	return 2
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
