package booth

// Price: votes that are bought. The square has as many little squares as the votes cost.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// mostSides is the largest square that is drawn of little ones; a larger one is drawn full.
const mostSides = 10

type price struct {
	steps
	name   *part.Text
	detail *part.Text
	square []*canvas.Rectangle
	votes  *part.Text
	unit   *part.Text
	cost   *part.Text
}

func newPrice(s *Sheet, _ int) row {
	return &price{
		steps: newSteps(s, 4), name: part.Words(theme.Text, ""), detail: part.Words(theme.Small, ""),
		votes: part.Strong(theme.Reading, "").Line(), unit: part.Quietly(theme.Small, "").Line(),
		cost: part.Quietly(theme.Small, "").Line().Aligned(fyne.TextAlignTrailing),
	}
}

func (r *price) objects() []fyne.CanvasObject {
	objects := append(r.steps.objects(), r.name, r.detail, r.votes, r.unit, r.cost)
	for _, cell := range r.square {
		objects = append(objects, cell)
	}
	return objects
}

func (r *price) show(is ballot.Row, _ bool) {
	r.steps.show(is)
	part.SetLabel(r.name, part.Span{Text: is.Name.String(), Bold: is.Marked}, theme.Ink)
	ink := theme.Quiet
	if is.Alarm {
		ink = theme.Attention
	}
	part.SetLabel(r.detail, part.Span{Text: is.Detail}, ink)
	part.SetLabel(r.votes, part.Span{Text: is.Votes, Bold: true}, theme.Ink)
	part.SetLabel(r.unit, part.Span{Text: is.VotesUnit}, theme.Quiet)
	part.SetLabel(r.cost, part.Span{Text: is.Cost}, theme.Quiet)
	count := int(is.Number * is.Number)
	if is.Number > mostSides {
		count = 1
	}
	for len(r.square) < count {
		r.square = append(r.square, part.Box(1))
	}
	r.square = r.square[:count]
	for _, cell := range r.square {
		part.Fill(cell, theme.Primary, theme.Clear, 0)
	}
}

// Measures of a row with a square, in units.
const (
	squareWidth = 46
	leastVotes  = 60
)

// votesWidth has room for what the dearest row costs, so that all squares stand below each other.
func (r *price) votesWidth() float32 { return max(px(leastVotes), r.sheet.dearest()) }

func (r *price) words(width float32) float32 {
	return width - r.width() - r.votesWidth() - px(10+6+squareWidth+6)
}

// stacked says that the name needs lines of its own.
func (r *price) stacked(width float32) bool { return r.words(width) < px(96) }

func (r *price) wordsWidth(width float32) float32 {
	if r.stacked(width) {
		return width
	}
	return r.words(width)
}

func (r *price) wordsHeight(width float32) float32 {
	words := r.wordsWidth(width)
	return r.name.HeightFor(words) + r.detail.HeightFor(words)
}

func (r *price) height(width float32) float32 {
	if r.stacked(width) {
		return px(10) + r.wordsHeight(width) + px(60)
	}
	return max(px(63), r.wordsHeight(width)+px(20))
}

func (r *price) line(cell area) area {
	if r.stacked(cell.width) {
		words := px(10) + r.wordsHeight(cell.width)
		return area{cell.x, cell.y + words, cell.width, cell.height - words}
	}
	return cell
}

func (r *price) place(cell area, within float32) {
	line, width := r.line(cell), r.wordsWidth(cell.width)
	r.steps.place(line, within)
	top := cell.y + (cell.height-r.wordsHeight(cell.width))/2
	if r.stacked(cell.width) {
		top = cell.y + px(10)
	}
	name := r.name.HeightFor(width)
	area{cell.x, top, width, name}.put(r.name, within)
	area{cell.x, top + name, width, r.detail.HeightFor(width)}.put(r.detail, within)
	votes := line.atEnd(r.width()+px(10), r.votesWidth(), px(36))
	unit, figure := r.unit.MinSize().Width, r.votes.MinSize().Width
	area{votes.x + votes.width - unit, votes.y + px(3), unit, px(16)}.put(r.unit, within)
	area{votes.x + votes.width - unit - px(4) - figure, votes.y - px(3), figure, px(26)}.put(r.votes, within)
	area{votes.x, votes.y + px(20), votes.width, px(16)}.put(r.cost, within)
	r.placeSquare(line.atEnd(r.width()+r.votesWidth()+px(10+6), px(squareWidth), line.height), within)
}

func (r *price) placeSquare(at area, within float32) {
	sides := int(r.is.Number)
	if sides > mostSides {
		sides = 1
	}
	if sides == 0 {
		return
	}
	pitch := min(px(7), at.width/float32(sides))
	side := pitch - px(1)
	if r.is.Number > mostSides {
		side = px(42)
	}
	whole := pitch*float32(sides-1) + side
	left, top := at.x+(at.width-whole)/2, at.y+(at.height-whole)/2
	for i, cell := range r.square {
		area{left + pitch*float32(i%sides), top + pitch*float32(i/sides), side, side}.put(cell, within)
	}
}

// dearest is how wide the longest cost of all rows is written.
func (s *Sheet) dearest() float32 {
	longest := ""
	for _, row := range s.page.Rows {
		if len(row.Cost) > len(longest) {
			longest = row.Cost
		}
	}
	if s.cost == nil {
		s.cost = part.Quietly(theme.Small, "").Line()
	}
	s.cost.SetText(longest)
	return s.cost.MinSize().Width
}

func (r *price) zones(cell area) []zone { return r.steps.zones(r.line(cell)) }
