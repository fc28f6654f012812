package booth

// Score: a slider and a box for the number. What is left out has neither knob at nought nor a number.

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// mostMarks that a track has room for: longer scales have none.
const mostMarks = 12

type score struct {
	sheet *Sheet
	is    ballot.Row
	name  *part.Text
	track *canvas.Rectangle
	done  *canvas.Rectangle
	knob  *canvas.Rectangle
	marks []*canvas.Rectangle
	box   *canvas.Rectangle
	value *part.Text
}

func newScore(s *Sheet, _ int) row {
	r := &score{
		sheet: s, name: part.Words(theme.Text, ""), track: part.Box(2), done: part.Box(2), knob: part.Box(10), box: part.Box(8),
		value: part.Strong(theme.Text, "").Line().Aligned(fyne.TextAlignCenter),
	}
	if low, high := s.ballot.Scale(); high-low <= mostMarks {
		for range high - low + 1 {
			r.marks = append(r.marks, part.Box(0))
		}
	}
	return r
}

func (r *score) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.name, r.track, r.done}
	for _, mark := range r.marks {
		objects = append(objects, mark)
	}
	return append(objects, r.knob, r.box, r.value)
}

func (r *score) show(is ballot.Row, hovered bool) {
	r.is = is
	ink, knob := theme.Ink, theme.Primary
	if !is.Marked {
		ink, knob = theme.Quiet, theme.Control
	}
	part.SetLabel(r.name, part.Span{Text: is.Name.String()}, ink)
	part.SetLabel(r.value, part.Span{Text: is.Value, Bold: true}, ink)
	part.Fill(r.track, theme.Line, theme.Clear, 0)
	part.Fill(r.done, theme.Primary, theme.Clear, 0)
	r.done.Hidden = !is.Marked
	inside := theme.Surface
	if hovered {
		inside = theme.Hover
	}
	part.Fill(r.knob, inside, knob, px(2))
	for _, mark := range r.marks {
		part.Fill(mark, theme.Control, theme.Clear, 0)
	}
	edge, width := theme.Control, float32(1)
	if is.Focused {
		edge, width = theme.Primary, px(2)
	}
	part.Fill(r.box, theme.Surface, edge, width)
}

// Measures of a row with a slider, in units.
const (
	nameWidth = 100
	leastBox  = 36
	boxHeight = 32
	between   = 16
)

// boxWidth has room for the longest number of the scale.
func (r *score) boxWidth() float32 {
	return px(float32(max(leastBox, 18+9*max(len(strconv.FormatInt(r.is.High, 10)), len(strconv.FormatInt(r.is.Low, 10))))))
}

// stacked says that the name needs a line of its own above the slider.
func (r *score) stacked(width float32) bool {
	return r.name.HeightFor(px(nameWidth)) > px(2*theme.Text.Line) || width < px(260)
}

func (r *score) height(width float32) float32 {
	if r.stacked(width) {
		return px(8) + r.name.HeightFor(width) + px(44)
	}
	return max(px(52), r.name.HeightFor(px(nameWidth))+px(12))
}

// trackArea is where the knob's middle goes.
func (r *score) trackArea(cell area) area {
	from, top, height := px(nameWidth+between+10), cell.y, cell.height
	if r.stacked(cell.width) {
		from = px(10)
		name := px(8) + r.name.HeightFor(cell.width)
		top, height = cell.y+name, cell.height-name
	}
	return area{cell.x + from, top, cell.width - from - r.boxWidth() - px(between+10), height}
}

func (r *score) boxArea(cell area) area {
	track := r.trackArea(cell)
	return area{cell.x + cell.width - r.boxWidth(), track.y + (track.height-px(boxHeight))/2, r.boxWidth(), px(boxHeight)}
}

func (r *score) place(cell area, within float32) {
	if r.stacked(cell.width) {
		area{cell.x, cell.y + px(8), cell.width, r.name.HeightFor(cell.width)}.put(r.name, within)
	} else {
		height := r.name.HeightFor(px(nameWidth))
		area{cell.x, cell.y + (cell.height-height)/2, px(nameWidth), height}.put(r.name, within)
	}
	track := r.trackArea(cell)
	middle, at := track.y+track.height/2, track.width*float32(r.is.Permille)/1000
	area{track.x, middle - px(2), track.width, px(4)}.put(r.track, within)
	area{track.x, middle - px(2), at, px(4)}.put(r.done, within)
	for i, mark := range r.marks {
		height := px(4)
		if i == 0 || i == len(r.marks)-1 || 2*i == len(r.marks)-1 {
			height = px(6)
		}
		x := track.x + track.width*float32(i)/float32(max(len(r.marks)-1, 1))
		area{x - 0.5, middle + px(5), 1, height}.put(mark, within)
	}
	area{track.x + at - px(10), middle - px(10), px(20), px(20)}.put(r.knob, within)
	box := r.boxArea(cell)
	box.put(r.box, within)
	box.put(r.value, within)
}

func (r *score) zones(cell area) []zone {
	b, option, track := r.sheet.ballot, r.is.Option, r.trackArea(cell)
	// beyond is how far before the track a knob is dragged to leave the option out.
	const beyond = -80
	slide := func(permille int) {
		if permille < beyond {
			b.LeaveOut(option)
			return
		}
		b.Slide(option, permille)
	}
	empty := func() {
		if r.is.Focused { // the first click is for who wants to type
			b.LeaveOut(option)
		}
	}
	grip := area{track.x - px(10), track.y, track.width + px(20), track.height}
	return []zone{
		{at: r.boxArea(cell), control: r.is.Out, tip: r.is.Out.Label, do: empty},
		{at: grip, track: track, control: ballot.Control{On: true}, slide: slide},
	}
}
