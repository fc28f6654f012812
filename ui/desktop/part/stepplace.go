package part

// Step place: one disc of the steps, with its number or mark, its word, and the line that leads to it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

type stepPlace struct {
	step          StepWords
	first         bool
	joint, disc   *canvas.Rectangle
	sign          *canvas.Image
	number, label *Text
}

func newStepPlace(step StepWords, first bool) *stepPlace {
	p := &stepPlace{step: step, first: first, joint: box(0), disc: box(stepDisc / 2), sign: picture()}
	p.number = Strong(theme.Small, step.Number).Line().Aligned(fyne.TextAlignCenter)
	p.label = Words(theme.Text, step.Label).Line()
	if step.Current {
		p.label = Strong(theme.Text, step.Label).Line()
	}
	p.joint.Hidden, p.number.Hidden, p.sign.Hidden = first, step.Done, !step.Done
	return p
}

func (p *stepPlace) paint() {
	fill(p.joint, theme.Control, theme.Clear, 0)
	inside, edge, width, ink := theme.Clear, theme.Control, float32(1), theme.Quiet
	switch {
	case p.step.Done:
		inside, edge, width = theme.Primary, theme.Clear, 0
	case p.step.Current:
		inside, edge, width, ink = theme.Surface, theme.Primary, px(2), theme.Primary
	}
	fill(p.disc, inside, edge, width)
	p.number.In(ink)
	p.label.In(theme.Quiet)
	if p.step.Current {
		p.label.In(theme.Ink)
	}
	if p.step.Done {
		setIcon(p.sign, theme.IconCheck, theme.OnPrimary)
	}
}

// width of the place, with the joint before it.
func (p *stepPlace) width(words bool) float32 {
	width := px(stepDisc)
	if words || p.step.Current {
		width += px(8) + p.label.MinSize().Width
	}
	if !p.first {
		width += px(12 + stepJoint + 16)
	}
	return width
}

// place sets it at x from the side where reading begins, and returns its width.
func (p *stepPlace) place(x float32, size fyne.Size, words bool) float32 {
	width := p.width(words)
	if !p.first {
		put(p.joint, size.Width, x+px(12), px(stepDisc)/2, px(stepJoint), 1)
		x += px(12 + stepJoint + 16)
	}
	put(p.disc, size.Width, x, 0, px(stepDisc), px(stepDisc))
	put(p.sign, size.Width, x+px(5), px(5), px(14), px(14))
	put(p.number, size.Width, x, px(4), px(stepDisc), px(16))
	p.label.Hidden = !words && !p.step.Current
	put(p.label, size.Width, x+px(stepDisc+8), px(2), p.label.MinSize().Width, px(20))
	return width
}
