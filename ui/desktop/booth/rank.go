package booth

// Rank: a row of a ranking, with its place, two arrows and a grip; or with "Rank" where it has no place.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// rank draws an option of a ranking.
type rank struct {
	sheet  *Sheet
	is     ballot.Row
	ground *canvas.Rectangle
	disc   *canvas.Rectangle
	minus  *canvas.Image
	number *part.Text
	name   *part.Text
	detail *part.Text
	up     *canvas.Image
	down   *canvas.Image
	grip   *canvas.Image
	plus   *canvas.Image
	add    *part.Text
}

func newRank(s *Sheet, _ int) row {
	return &rank{
		sheet: s, ground: part.Box(8), disc: part.Box(12), minus: part.Picture(),
		number: part.Strong(theme.Small, "").Line().Aligned(fyne.TextAlignCenter),
		name:   part.Words(theme.Text, ""), detail: part.Quietly(theme.Small, "").Line(),
		up: part.Picture(), down: part.Picture(), grip: part.Picture(), plus: part.Picture(), add: part.Strong(theme.Text, "").Line(),
	}
}

func (r *rank) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.disc, r.minus, r.number, r.name, r.detail, r.up, r.down, r.grip, r.plus, r.add}
}

func (r *rank) show(is ballot.Row, hovered bool) {
	r.is = is
	ranked := is.Place != ""
	inside, edge := theme.Ground, theme.Line
	switch {
	case is.Lifted:
		inside, edge = theme.Surface, theme.Primary
	case hovered:
		inside = theme.Hover
	case !ranked:
		inside = theme.Surface
	}
	part.Fill(r.ground, inside, edge, 1)
	r.ground.Shadow = canvas.Shadow{}
	if is.Lifted {
		part.Float(r.ground)
	}
	name := is.Name.String()
	part.SetLabel(r.name, part.Span{Text: name, Bold: is.Lifted}, theme.Ink)
	part.SetLabel(r.detail, part.Span{Text: is.Detail}, theme.Quiet)
	r.showDisc(is)
	r.showArrows(is)
	setIcon(r.plus, theme.IconPlus, theme.Primary)
	part.SetLabel(r.add, part.Span{Text: is.Pick.Label, Bold: true}, theme.Primary)
	r.add.Hidden = ranked || is.Lifted
	r.plus.Hidden = r.add.Hidden
}

func (r *rank) showDisc(is ballot.Row) {
	switch {
	case is.Place == "":
		part.Fill(r.disc, theme.Clear, theme.Control, 1)
	case is.Lifted:
		part.Fill(r.disc, theme.Primary, theme.Clear, 0)
	default:
		part.Fill(r.disc, theme.PrimaryTint, theme.Clear, 0)
	}
	ink := theme.Primary
	if is.Lifted {
		ink = theme.OnPrimary
	}
	part.SetLabel(r.number, part.Span{Text: is.Place, Bold: true}, ink)
	setIcon(r.minus, theme.IconMinus, theme.Quiet)
	r.minus.Hidden = is.Place != ""
}

func (r *rank) showArrows(is ballot.Row) {
	ink := func(c ballot.Control) theme.Token {
		if c.On {
			return theme.Ink
		}
		return theme.Control
	}
	setIcon(r.up, theme.IconChevronUp, ink(is.Up))
	setIcon(r.down, theme.IconChevronDown, ink(is.Down))
	setIcon(r.grip, theme.IconGripVertical, map[bool]theme.Token{true: theme.Primary, false: theme.Ink}[is.Lifted])
	ranked := is.Place != ""
	r.up.Hidden, r.down.Hidden, r.grip.Hidden = !ranked || is.Lifted, !ranked || is.Lifted, !ranked && !is.Lifted
}

// Where the words of a row begin, in units.
const rankText = 48

// apart is how far the controls at the end stand from each other: further where there is room.
func (r *rank) apart(width float32) float32 {
	if theme.Units(width) > 440 {
		return px(40)
	}
	return px(26)
}

func (r *rank) wordsWidth(width float32) float32 {
	if r.is.Place == "" && !r.is.Lifted {
		return width - px(rankText+18+8+16+8) - r.add.MinSize().Width
	}
	return width - px(rankText) - 3*r.apart(width) - px(6)
}

func (r *rank) height(width float32) float32 {
	words := r.name.HeightFor(r.wordsWidth(width))
	if r.is.Detail != "" {
		return max(words+px(16+16), px(52))
	}
	return max(words+px(24), px(44))
}

func (r *rank) place(cell area, within float32) {
	cell.put(r.ground, within)
	disc := area{cell.x + px(12), cell.y + (cell.height-px(24))/2, px(24), px(24)}
	disc.put(r.disc, within)
	disc.put(r.number, within)
	area{disc.x + px(6), disc.y + px(6), px(12), px(12)}.put(r.minus, within)
	width := r.wordsWidth(cell.width)
	name := r.name.HeightFor(width)
	all := name
	if r.is.Detail != "" {
		all += px(16)
	}
	top := cell.y + (cell.height-all)/2
	area{cell.x + px(rankText), top, width, name}.put(r.name, within)
	area{cell.x + px(rankText), top + name, width, px(16)}.put(r.detail, within)
	apart := r.apart(cell.width)
	for i, icon := range []*canvas.Image{r.grip, r.down, r.up} {
		box := cell.atEnd(px(5)+float32(i)*apart, apart, cell.height)
		side := px(16)
		if icon == r.grip {
			side = px(18)
		}
		area{box.x + (box.width-side)/2, box.y + (box.height-side)/2, side, side}.put(icon, within)
	}
	add := cell.atEnd(px(18), r.add.MinSize().Width, px(20))
	add.put(r.add, within)
	area{add.x - px(8+16), cell.y + (cell.height-px(16))/2, px(16), px(16)}.put(r.plus, within)
}

func (r *rank) zones(cell area) []zone {
	b, option := r.sheet.ballot, r.is.Option
	if r.is.Place == "" {
		width := px(18+8+16+12) + r.add.MinSize().Width
		return []zone{{at: cell.atEnd(0, width, cell.height), control: r.is.Pick, do: func() { b.RankLast(option) }}}
	}
	apart := r.apart(cell.width)
	return []zone{
		{at: cell.atEnd(px(5)+2*apart, apart, cell.height), control: r.is.Up, do: func() { b.Move(option, -1) }},
		{at: cell.atEnd(px(5)+apart, apart, cell.height), control: r.is.Down, do: func() { b.Move(option, 1) }},
		{at: cell.atEnd(0, px(5)+apart, cell.height), control: ballot.Control{On: true}},
	}
}
