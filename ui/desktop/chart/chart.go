// Package chart draws the results of polls: bars, grades, rounds, pairs, budgets, curves and delegations, from the data of package outcome.
//
// It promises that each picture is sharp at any density and text size, is mirrored where the page is, can be read by mouse and by keys alone, says
// the same in words to who cannot see it and as a table to who wants all numbers, and that nothing in it is told by colour alone. It counts
// nothing, decides nothing, and shows no more than it was handed.
package chart

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Drawn is a poll's pictures, laid out.
type Drawn struct {
	// Main is for the wide column: each picture, its sentence, then the numbers.
	Main fyne.CanvasObject
	// Beside are cards for a second column: the chosen pair, the draw, what was paid. Where there is none they belong under Main.
	Beside []fyne.CanvasObject
}

// Draw draws all that a result has, for a page with a second column.
func Draw(w view.Words, p outcome.Pictures) Drawn {
	d := &drawer{words: w}
	if len(p.Stages) > 0 {
		d.main = append(d.main, stages(p.Stages))
	}
	if p.Curves != nil {
		d.main = append(d.main, curves(w, p.Curves))
	}
	d.counted(p)
	if p.Consent != nil {
		d.main = append(d.main, consent(w, p.Consent))
	}
	if p.Graph != nil {
		d.main = append(d.main, NewGraph(w, p.Graph, nil).Object, Concentration(w, p.Graph))
	}
	if p.Running != "" {
		d.main = append(d.main, part.NewBanner(part.Warning, theme.IconHourglass, "", p.Running, nil))
	}
	if len(p.Facts) > 0 {
		d.main = append(d.main, facts(p.Facts))
	}
	return Drawn{Main: part.Column(16, d.main...), Beside: d.beside}
}

// Outcome draws all that a result has in one column, 280 units wide or more.
func Outcome(w view.Words, p outcome.Pictures) fyne.CanvasObject {
	d := Draw(w, p)
	if len(d.Beside) == 0 {
		return d.Main
	}
	return part.FoldBeside(besideFrom, 32, 312, d.Main, part.Column(16, d.Beside...))
}

// besideFrom is how wide a column must be, in units, to hold a second one.
const besideFrom = 980

// drawer collects what is drawn.
type drawer struct {
	words  view.Words
	main   []fyne.CanvasObject
	beside []fyne.CanvasObject
}

// counted draws what the count has: one kind decides, and is drawn first.
func (d *drawer) counted(p outcome.Pictures) {
	switch {
	case p.Shares != nil:
		d.main = append(d.main, shares(d.words, p.Shares)...)
		d.beside = append(d.beside, paid(d.words, p.Shares))
	case p.Rounds != nil:
		d.main = append(d.main, rounds(d.words, p.Rounds)...)
	case p.Pairs != nil:
		main, beside := pairs(d.words, p.Pairs)
		d.main, d.beside = append(d.main, main...), append(d.beside, beside...)
	}
	if p.Grades != nil {
		d.main = append(d.main, grades(d.words, p.Grades))
	}
	if p.Bars != nil && p.Consent == nil {
		d.main = append(d.main, sheetOfBars(d.words, p.Bars))
	}
}

// px is short for a measure of the design in canvas units.
func px(units float32) float32 { return theme.Px(units) }

// of is a share of a length, from thousandths.
func of(length float32, permille int) float32 { return length * float32(permille) / 1000 }

// series are the colours of what has no colour of its own, such as projects; beside each stands its name.
var series = []theme.Token{theme.Straw, theme.Lake, theme.Clay, theme.Plum, theme.Slate, theme.Moss}

func seriesColor(i int) theme.Token { return series[i%len(series)] }

// sentence is what a picture comes to, under it.
func sentence(said string) fyne.CanvasObject { return part.Words(theme.Text, said) }
