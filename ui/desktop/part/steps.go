package part

// Steps: where somebody is among a few pages that follow each other.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// StepWords is one step.
type StepWords struct {
	Number, Label string
	Done, Current bool
}

// Steps shows numbered discs with their words, joined by lines, in the middle of its place. Where there is no room for the words only that of the
// current one is shown.
type Steps struct {
	widget.BaseWidget
	steps []StepWords
	said  string
}

// NewSteps makes it; said reads it out to who cannot see it.
func NewSteps(said string, steps ...StepWords) *Steps {
	s := &Steps{steps: steps, said: said}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel says where somebody is.
func (s *Steps) AccessibilityLabel() string { return s.said }

// AccessibilityRole says that it is text.
func (s *Steps) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Measures of the steps.
const (
	stepDisc  = 24
	stepJoint = 32
)

// CreateRenderer draws discs, words and joints.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	var places []*stepPlace
	for i, step := range s.steps {
		p := newStepPlace(step, i == 0)
		places = append(places, p)
		d.objects = append(d.objects, p.joint, p.disc, p.sign, p.number, p.label)
	}
	d.paint = func() {
		for _, p := range places {
			p.paint()
		}
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(240), px(stepDisc)) }
	d.arrange = func(size fyne.Size) { arrangeSteps(places, size) }
	d.paint()
	return d
}

func arrangeSteps(places []*stepPlace, size fyne.Size) {
	words := true
	if stepsWidth(places, true) > size.Width {
		words = false
	}
	x := (size.Width - stepsWidth(places, words)) / 2
	for _, p := range places {
		x += p.place(x, size, words)
	}
}

func stepsWidth(places []*stepPlace, words bool) (width float32) {
	for _, p := range places {
		width += p.width(words)
	}
	return width
}
