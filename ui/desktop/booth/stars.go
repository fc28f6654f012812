package booth

// Stars: a row of them, and how many are given.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

type stars struct {
	sheet *Sheet
	is    ballot.Row
	name  *part.Text
	price *part.Text
	stars []*canvas.Image
	value *part.Text
}

func newStars(s *Sheet, _ int) row {
	r := &stars{
		sheet: s, name: part.Words(theme.Text, ""), price: part.Quietly(theme.Small, ""),
		value: part.Strong(theme.Text, "").Line().Aligned(fyne.TextAlignTrailing),
	}
	for _, high := s.ballot.Scale(); int64(len(r.stars)) < high; {
		r.stars = append(r.stars, part.Picture())
	}
	return r
}

func (r *stars) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.name, r.price, r.value}
	for _, star := range r.stars {
		objects = append(objects, star)
	}
	return objects
}

func (r *stars) show(is ballot.Row, hovered bool) {
	r.is = is
	part.SetLabel(r.name, part.Span{Text: is.Name.String(), Bold: is.Marked}, theme.Ink)
	part.SetLabel(r.price, part.Span{Text: is.Price}, theme.Quiet)
	part.SetLabel(r.value, part.Span{Text: is.Value, Bold: true}, theme.Ink)
	empty := theme.Control
	if hovered {
		empty = theme.Primary
	}
	for i, star := range r.stars {
		if int64(i) < is.Number {
			setResource(star, theme.Filled(theme.IconStar, theme.Primary))
		} else {
			setResource(star, theme.Tinted(theme.IconStar, empty))
		}
	}
}

// Measures of a row with stars, in units.
const (
	starWidth  = 28
	valueWidth = 20
)

func (r *stars) starsWidth() float32 {
	return px(starWidth)*float32(len(r.stars)) + px(valueWidth)
}

func (r *stars) stacked(width float32) bool { return width-r.starsWidth() < px(120) }

func (r *stars) words(width float32) float32 {
	if r.stacked(width) {
		return width
	}
	return width - r.starsWidth() - px(12)
}

func (r *stars) wordsHeight(width float32) float32 {
	height := r.name.HeightFor(r.words(width))
	if r.is.Price != "" {
		height += r.price.HeightFor(r.words(width))
	}
	return height
}

func (r *stars) height(width float32) float32 {
	words := r.wordsHeight(width)
	if r.stacked(width) {
		return px(10) + words + px(40)
	}
	return max(px(55), words+px(20))
}

// starsArea is where the stars and their number stand.
func (r *stars) starsArea(cell area) area {
	if r.stacked(cell.width) {
		return area{cell.x - px(4), cell.y + cell.height - px(40), r.starsWidth(), px(36)}
	}
	return cell.atEnd(0, r.starsWidth(), px(36))
}

func (r *stars) place(cell area, within float32) {
	width, height := r.words(cell.width), r.wordsHeight(cell.width)
	top := cell.y + (cell.height-height)/2
	if r.stacked(cell.width) {
		top = cell.y + px(10)
	}
	name := r.name.HeightFor(width)
	area{cell.x, top, width, name}.put(r.name, within)
	area{cell.x, top + name, width, r.price.HeightFor(width)}.put(r.price, within)
	at := r.starsArea(cell)
	for i, star := range r.stars {
		area{at.x + px(starWidth)*float32(i) + px(4), at.y + px(8), px(20), px(20)}.put(star, within)
	}
	at.atEnd(0, px(valueWidth), at.height).put(r.value, within)
}

func (r *stars) zones(cell area) []zone {
	b, option, at := r.sheet.ballot, r.is.Option, r.starsArea(cell)
	zones := make([]zone, len(r.stars))
	for i := range r.stars {
		one := area{at.x + px(starWidth)*float32(i), at.y, px(starWidth), at.height}
		zones[i] = zone{at: one, control: ballot.Control{On: true}, do: func() { b.Touch(option, int64(i)+1) }}
	}
	return zones
}
