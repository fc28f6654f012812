package chart

// Facts: the numbers under a picture, and how far a poll is on its track.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// facts are figures side by side under a hairline.
func facts(list []outcome.Fact) fyne.CanvasObject {
	var columns []fyne.CanvasObject
	for _, f := range list {
		columns = append(columns, part.Column(0, part.Strong(theme.Heading, f.Figure), part.Quietly(theme.Small, f.Text)))
	}
	return part.Column(16, part.NewRule(0), part.Fold(420, 16, columns...))
}

// stages are bars that fill one after the other, each with its words.
func stages(list []outcome.Stage) fyne.CanvasObject {
	var columns []fyne.CanvasObject
	for _, s := range list {
		columns = append(columns, stage(s))
	}
	return part.Fold(480, 8, columns...)
}

func stage(s outcome.Stage) fyne.CanvasObject {
	return newSketch(func(p *pen) float32 {
		p.box(0, 0, p.width, px(6), px(3), theme.Line)
		if s.Permille > 0 {
			p.box(0, 0, max(of(p.width, s.Permille), px(6)), px(6), px(3), theme.Primary)
		}
		title := part.Words(theme.Text, s.Title).In(theme.Quiet)
		if s.Now || s.Permille > 0 {
			title = part.Strong(theme.Text, s.Title)
		}
		y := px(12)
		y += p.put(title, 0, y, p.width)
		return y + p.put(part.Quietly(theme.Small, s.Text), 0, y, p.width)
	}, func() string { return s.Title + ", " + s.Text })
}
