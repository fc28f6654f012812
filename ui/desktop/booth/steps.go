package booth

// Steps: "−" and "+" at the end of a row, and the dots that they give and take.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// steps are the two buttons of a row.
type steps struct {
	sheet      *Sheet
	is         ballot.Row
	less, more *canvas.Rectangle
	minus      *canvas.Image
	plus       *canvas.Image
	gap        float32
}

func newSteps(s *Sheet, gap float32) steps {
	return steps{sheet: s, less: part.Box(8), more: part.Box(8), minus: part.Picture(), plus: part.Picture(), gap: gap}
}

func (s *steps) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.less, s.more, s.minus, s.plus}
}

func (s *steps) show(is ballot.Row) {
	s.is = is
	showStep(s.less, s.minus, theme.IconMinus, is.Less)
	showStep(s.more, s.plus, theme.IconPlus, is.More)
}

func showStep(ground *canvas.Rectangle, sign *canvas.Image, icon theme.Icon, control ballot.Control) {
	if control.On {
		part.Fill(ground, theme.Surface, theme.Control, 1)
		setIcon(sign, icon, theme.Ink)
		return
	}
	part.Fill(ground, theme.Raised, theme.Line, 1)
	setIcon(sign, icon, theme.Quiet)
}

// stepSide is the side of a button, in units.
const stepSide = 32

func (s *steps) width() float32 { return px(2*stepSide + s.gap) }

func (s *steps) areas(at area) (less, more area) {
	more = at.atEnd(0, px(stepSide), px(stepSide))
	return at.atEnd(px(stepSide+s.gap), px(stepSide), px(stepSide)), more
}

func (s *steps) place(at area, within float32) {
	less, more := s.areas(at)
	less.put(s.less, within)
	more.put(s.more, within)
	for _, sign := range []struct {
		at   area
		icon *canvas.Image
	}{{less, s.minus}, {more, s.plus}} {
		area{sign.at.x + px(8), sign.at.y + px(8), px(16), px(16)}.put(sign.icon, within)
	}
}

func (s *steps) zones(at area) []zone {
	b, option := s.sheet.ballot, s.is.Option
	less, more := s.areas(at)
	return []zone{
		{at: less, control: s.is.Less, do: func() { b.Step(option, -1) }},
		{at: more, control: s.is.More, do: func() { b.Step(option, 1) }},
	}
}

// mostDots that are drawn one by one; more are a number.
const mostDots = 12

// dots is a row with dots.
type dots struct {
	steps
	name  *part.Text
	dots  []*canvas.Rectangle
	value *part.Text
}

func newDots(s *Sheet, _ int) row {
	r := &dots{steps: newSteps(s, 8), name: part.Words(theme.Text, ""), value: part.Strong(theme.Text, "").Line().Aligned(fyne.TextAlignTrailing)}
	if _, high := s.ballot.Scale(); high <= mostDots {
		for range high {
			r.dots = append(r.dots, part.Box(7))
		}
	}
	return r
}

func (r *dots) objects() []fyne.CanvasObject {
	objects := append(r.steps.objects(), r.name)
	if len(r.dots) == 0 {
		return append(objects, r.value)
	}
	for _, dot := range r.dots {
		objects = append(objects, dot)
	}
	return objects
}

func (r *dots) show(is ballot.Row, _ bool) {
	r.steps.show(is)
	part.SetLabel(r.name, part.Span{Text: is.Name.String(), Bold: is.Marked}, theme.Ink)
	part.SetLabel(r.value, part.Span{Text: is.Value, Bold: true}, theme.Ink)
	for i, dot := range r.dots {
		if int64(i) < is.Number {
			part.Fill(dot, theme.Primary, theme.Clear, 0)
		} else {
			part.Fill(dot, theme.Clear, theme.Control, 1)
		}
	}
}

// marksWidth is what dots or number take.
func (r *dots) marksWidth() float32 {
	if len(r.dots) == 0 {
		return max(r.value.MinSize().Width, px(28))
	}
	return px(18*float32(len(r.dots)) - 4)
}

// stacked says that the name needs lines of its own above the dots.
func (r *dots) stacked(width float32) bool {
	words := width - r.width() - r.marksWidth() - px(24)
	return words < px(80) || r.name.HeightFor(max(words, px(40))) > px(2*theme.Text.Line)
}

func (r *dots) height(width float32) float32 {
	if r.stacked(width) {
		return px(4) + r.name.HeightFor(width) + px(40)
	}
	return max(px(40), r.name.HeightFor(width-r.width()-r.marksWidth()-px(24))+px(8))
}

// line is where dots and buttons stand.
func (r *dots) line(cell area) area {
	if r.stacked(cell.width) {
		name := px(4) + r.name.HeightFor(cell.width)
		return area{cell.x, cell.y + name, cell.width, cell.height - name}
	}
	return cell
}

func (r *dots) marksArea(cell area) area {
	line := r.line(cell)
	if r.stacked(cell.width) {
		return area{line.x, line.y, r.marksWidth(), line.height}
	}
	return line.atEnd(r.width()+px(12), r.marksWidth(), line.height)
}

func (r *dots) place(cell area, within float32) {
	line, marks := r.line(cell), r.marksArea(cell)
	r.steps.place(line, within)
	if r.stacked(cell.width) {
		area{cell.x, cell.y + px(4), cell.width, r.name.HeightFor(cell.width)}.put(r.name, within)
	} else {
		width := cell.width - r.width() - r.marksWidth() - px(24)
		height := r.name.HeightFor(width)
		area{cell.x, cell.y + (cell.height-height)/2, width, height}.put(r.name, within)
	}
	for i, dot := range r.dots {
		area{marks.x + px(18)*float32(i), marks.y + (marks.height-px(14))/2, px(14), px(14)}.put(dot, within)
	}
	marks.put(r.value, within)
}

func (r *dots) zones(cell area) []zone {
	b, option, marks := r.sheet.ballot, r.is.Option, r.marksArea(cell)
	zones := r.steps.zones(r.line(cell))
	for i := range r.dots {
		one := area{marks.x + px(18)*float32(i) - px(2), marks.y, px(18), marks.height}
		zones = append(zones, zone{at: one, control: ballot.Control{On: true}, do: func() { b.Touch(option, int64(i)+1) }})
	}
	return zones
}
