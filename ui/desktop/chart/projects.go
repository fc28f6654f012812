package chart

// Projects: the ideas under a budget's picture: what each cost, who wanted it, and what came of it.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// projectSide is the room of the figures at the end of a row, in units; below twice of it they stand under the name.
const projectSide = 300

// newProjects lists those that are paid for, then the others under a head of their own.
func newProjects(s *outcome.Shares) fyne.CanvasObject {
	colors := colorsOf(s)
	var rows []fyne.CanvasObject
	unfunded := false
	for i, one := range s.Projects {
		if !one.Funded && !unfunded && s.Unfunded != "" {
			unfunded = true
			rows = append(rows, unfundedHead(s.Unfunded))
		} else if i > 0 {
			rows = append(rows, part.NewRule(42))
		}
		rows = append(rows, project(one, colors[one.Option]))
	}
	return part.Column(0, rows...)
}

func unfundedHead(said string) fyne.CanvasObject {
	return newSketch(func(p *pen) float32 {
		text := part.Quietly(theme.Small, said)
		height := part.HeightFor(text, p.width-px(32)) + px(14)
		p.box(1, 0, p.width-2, height, 0, theme.Raised)
		p.line(0, 0, p.width, 0, 1, theme.Line)
		p.line(0, height, p.width, height, 1, theme.Line)
		p.put(text, px(16), px(7), p.width-px(32))
		return height
	}, func() string { return said })
}

// project is one row; its colour is that of its parts in the columns.
func project(one outcome.Project, color theme.Token) fyne.CanvasObject {
	return newSketch(func(p *pen) float32 {
		d := &projectDrawing{pen: p, project: one}
		wide := p.width >= px(2*projectSide-20)
		words := p.width - px(42+16)
		if wide {
			words -= px(projectSide)
		}
		y := px(6)
		y += p.put(d.name(), px(42), y, words)
		if one.Wanted != "" {
			y += p.put(part.Quietly(theme.Small, one.Wanted), px(42), y, words)
		}
		height := max(y+px(6), px(48))
		if wide {
			x, width, top := p.width-px(projectSide), px(projectSide-16), (height-px(32))/2
			rest := d.end(x, width, top)
			d.share(x, rest, top+map[bool]float32{true: px(8), false: px(3)}[one.HadLeft == ""])
		} else {
			y += d.share(px(42), p.width-px(42+16), y+px(2)) + px(2)
			d.end(px(42), p.width-px(42+16), y-px(4))
			height = y + px(32)
		}
		d.chip(color, height)
		return height
	}, func() string { return one.Label })
}

type projectDrawing struct {
	*pen
	project outcome.Project
}

func (d *projectDrawing) name() *part.Text {
	if d.project.Funded {
		return part.Strong(theme.Text, d.project.Name)
	}
	return part.Words(theme.Text, d.project.Name)
}

// chip is the row's colour, or an empty frame.
func (d *projectDrawing) chip(color theme.Token, height float32) {
	y := (height - px(28)) / 2
	if d.project.Funded {
		d.box(px(16), y, px(12), px(28), px(3), color)
		return
	}
	d.frame(px(16), y, px(12), px(28), px(3), 1, theme.Control)
}

// end writes the cost, and what came of it, at the end of a row, and returns the room that is left before them.
func (d *projectDrawing) end(x, width, y float32) float32 {
	state, ink, icon := part.Words(theme.Small, d.project.State).Line(), theme.Quiet, theme.IconX
	if d.project.Funded {
		state, ink, icon = part.Strong(theme.Small, d.project.State).Line(), theme.Primary, theme.IconCheck
	}
	states := state.In(ink).MinSize().Width
	right := x + width
	d.put(state, right-states, y+px(8), states)
	d.icon(icon, right-states-px(20), y+px(9), px(14), ink)
	cost := part.Strong(theme.Text, d.project.Cost).Line().Aligned(fyne.TextAlignTrailing)
	if !d.project.Funded {
		cost = part.Quietly(theme.Text, d.project.Cost).Line().Aligned(fyne.TextAlignTrailing)
	}
	costs := cost.MinSize().Width
	d.put(cost, right-max(states+px(36), px(92))-costs, y+px(6), costs)
	return width - max(states+px(36), px(92)) - costs - px(12)
}

// share writes how much each paid, or what those who wanted it had left, and returns its height.
func (d *projectDrawing) share(x, width, y float32) float32 {
	if d.project.Each+d.project.HadLeft == "" {
		return 0
	}
	if d.project.HadLeft == "" {
		return d.put(part.Quietly(theme.Small, d.project.Each), x, y, width)
	}
	d.box(x, y, width, px(6), px(3), theme.Line)
	if d.project.HadPermille > 0 {
		d.box(x, y, max(of(width, d.project.HadPermille), px(3)), px(6), px(3), theme.Control)
	}
	return px(11) + d.put(part.Quietly(theme.Small, d.project.HadLeft), x, y+px(11), width)
}
