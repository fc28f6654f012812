package part

// Journey: the way of a ballot as steps that light up.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Stand is how far a step is.
type Stand uint8

// A step is still to come, done, or in doubt: begun, and not yet safe.
const (
	ToCome Stand = iota
	Done
	InDoubt
)

// JourneyStep is one step: its name with its state in words, a sentence, and when it was taken ("" where it was not).
type JourneyStep struct {
	Stand            Stand
	Name, Says, When string
	SaidOfStand      string // the state in a word, for who cannot see the disc
}

// Journey shows the steps one below the other.
type Journey struct {
	widget.BaseWidget
	steps []*journeyStep
}

// NewJourney makes the full form.
func NewJourney(steps ...JourneyStep) *Journey {
	j := &Journey{}
	j.Set(steps...)
	j.ExtendBaseWidget(j)
	return j
}

// Set shows other steps. Words that stay the same are not drawn anew.
func (j *Journey) Set(steps ...JourneyStep) {
	for len(j.steps) < len(steps) {
		j.steps = append(j.steps, newJourneyStep())
	}
	j.steps = j.steps[:len(steps)]
	for i, s := range steps {
		j.steps[i].set(s)
	}
	j.Refresh()
}

// AccessibilityLabel reads the steps in order, with their state.
func (j *Journey) AccessibilityLabel() string {
	said := ""
	for _, s := range j.steps {
		said += s.is.Name + ", " + s.is.SaidOfStand + ". " + s.is.Says + " "
	}
	return said
}

// AccessibilityRole says that it is text.
func (j *Journey) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is what the sentences need at a width.
func (j *Journey) HeightFor(width float32) float32 {
	height := float32(0)
	for _, s := range j.steps {
		height += s.height(width)
	}
	return height + px(16)*float32(max(len(j.steps)-1, 0))
}

// CreateRenderer draws discs, joints and words.
func (j *Journey) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	d.paint = func() {
		d.objects = d.objects[:0]
		for i, s := range j.steps {
			s.paint(i == len(j.steps)-1)
			d.objects = append(d.objects, s.objects()...)
		}
		d.arrange(j.Size())
	}
	d.least = func() fyne.Size {
		return fyne.NewSize(px(200), j.HeightFor(max(j.Size().Width, px(200))))
	}
	d.arrange = func(size fyne.Size) {
		y := float32(0)
		for _, s := range j.steps {
			y = s.arrange(size.Width, y)
		}
	}
	d.paint()
	return d
}

// journeyStep is the objects of one step.
type journeyStep struct {
	is               JourneyStep
	disc, dot, joint *canvas.Rectangle
	tick             *canvas.Image
	name, says, when *Text
}

func newJourneyStep() *journeyStep {
	return &journeyStep{
		disc: box(12), dot: box(4), joint: box(1), tick: picture(),
		name: Strong(theme.Text, ""), says: Quietly(theme.Small, ""), when: Quietly(theme.Small, "").Line(),
	}
}

func (s *journeyStep) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.joint, s.disc, s.dot, s.tick, s.name, s.says, s.when}
}

func (s *journeyStep) set(is JourneyStep) {
	s.is = is
	ink := theme.Ink
	if is.Stand == ToCome {
		ink = theme.Quiet
	}
	setLabel(s.name, Span{Text: is.Name, Bold: is.Stand != ToCome}, ink)
	setLabel(s.says, Span{Text: is.Says}, theme.Quiet)
	setLabel(s.when, Span{Text: is.When}, theme.Quiet)
}

func (s *journeyStep) paint(last bool) {
	joint := theme.Line
	s.dot.Hidden, s.tick.Hidden, s.joint.Hidden = true, true, last
	switch s.is.Stand {
	case Done:
		fill(s.disc, theme.Primary, theme.Clear, 0)
		setIcon(s.tick, theme.IconCheck, theme.OnPrimary)
		joint = theme.Primary
	case InDoubt:
		fill(s.disc, theme.AttentionTint, theme.AttentionFill, px(2))
		fill(s.dot, theme.AttentionFill, theme.Clear, 0)
		s.dot.Hidden = false
	case ToCome:
		fill(s.disc, theme.Clear, theme.Line, px(2))
	}
	fill(s.joint, joint, theme.Clear, 0)
}

// Where the words of a step begin.
const journeyText = 36

func (s *journeyStep) height(width float32) float32 {
	words := width - px(journeyText)
	return max(px(2)+s.name.HeightFor(words-s.whenWidth())+s.says.HeightFor(words), px(24))
}

func (s *journeyStep) whenWidth() float32 {
	if s.is.When == "" {
		return 0
	}
	return s.when.MinSize().Width + px(12)
}

// arrange places the step at a height and returns where the next one goes.
func (s *journeyStep) arrange(width, y float32) float32 {
	height, words := s.height(width), width-px(journeyText)
	put(s.disc, width, 0, y, px(24), px(24))
	put(s.dot, width, px(8), y+px(8), px(8), px(8))
	put(s.tick, width, px(5), y+px(5), px(14), px(14))
	next := y + height + px(16)
	put(s.joint, width, px(11), y+px(24+4), px(2), next-y-px(24+8))
	name := s.name.HeightFor(words - s.whenWidth())
	put(s.name, width, px(journeyText), y+px(2), words-s.whenWidth(), name)
	put(s.says, width, px(journeyText), y+px(2)+name, words, s.says.HeightFor(words))
	put(s.when, width, width-s.when.MinSize().Width, y+px(4), s.when.MinSize().Width, px(16))
	return next
}

// ShortJourney is the journey as bars, for rows; words stand beside it.
type ShortJourney struct {
	widget.BaseWidget
	stands []Stand
	says   string
}

// NewShortJourney makes the short form; says reads it out to who cannot see it.
func NewShortJourney(says string, stands ...Stand) *ShortJourney {
	j := &ShortJourney{stands: stands, says: says}
	j.ExtendBaseWidget(j)
	return j
}

// AccessibilityLabel is the journey in words.
func (j *ShortJourney) AccessibilityLabel() string { return j.says }

// AccessibilityRole says that it is text.
func (j *ShortJourney) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws a bar a step.
func (j *ShortJourney) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	for range j.stands {
		d.objects = append(d.objects, box(3))
	}
	d.paint = func() {
		for i, stand := range j.stands {
			token := map[Stand]theme.Token{ToCome: theme.Line, Done: theme.Primary, InDoubt: theme.AttentionFill}[stand]
			fill(d.objects[i].(*canvas.Rectangle), token, theme.Clear, 0)
		}
	}
	count := float32(len(j.stands))
	d.least = func() fyne.Size { return fyne.NewSize(px(20*count+4*(count-1)), px(6)) }
	d.arrange = func(size fyne.Size) {
		width := (size.Width - px(4)*(count-1)) / count
		for i, bar := range d.objects {
			put(bar, size.Width, float32(i)*(width+px(4)), (size.Height-px(6))/2, width, px(6))
		}
	}
	d.paint()
	return d
}
