package part

// Stand row: one thing in a wide list, in three columns: what it is, how it
// stands, and when. Where there is no room for the middle column, the second
// line says what it would.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Standing is what a StandRow shows.
type Standing struct {
	Icon theme.Icon
	Tone Tone // of the tile
	// Title and Sub are the first column; Chip stands after the title, "" for none.
	Title, Sub string
	Chip       string
	ChipIcon   theme.Icon
	ChipTone   Tone
	// Bar is how it stands, and Stands its words, which stand alone where there is no bar.
	Bar    []BarPart
	Stands string
	// When and Left are the last column; Urgent has them in the colour of attention.
	When, Left string
	Urgent     bool
	// Label is all of it, for who does not see it.
	Label string
}

// StandRow is such a row. A List fills it again and again, and opens it.
type StandRow struct {
	widget.BaseWidget
	shows   Standing
	columns *StandColumns

	title, sub, both, stands, when, left *Text
	chip                                 *Chip
	bar                                  *Bar
}

var _ fyne.Accessible = (*StandRow)(nil)

// The columns, in units: the middle and the last one, and below which width there is less room.
const (
	standWide, whenWide     = 208, 200
	standSlim, whenSlim     = 160, 168
	roomForWide, roomForBar = 880, 600
	// leastTitle is left of a title beside a chip with many words.
	leastTitle = 64
)

// NewStandRow makes an empty row.
func NewStandRow() *StandRow {
	r := &StandRow{
		title: Strong(theme.Text, "").Lines(1), sub: Quietly(theme.Small, "").Lines(1), both: Quietly(theme.Small, "").Lines(1),
		stands: Quietly(theme.Small, "").Lines(1), when: Words(theme.Small, "").Lines(1).Aligned(fyne.TextAlignTrailing),
		left: Quietly(theme.Small, "").Lines(1).Aligned(fyne.TextAlignTrailing), chip: NewChip(Neutral, "", ""), bar: NewBar(8),
	}
	r.bar.track = theme.Line
	r.ExtendBaseWidget(r)
	return r
}

// In has the row share columns with others; they are as wide as usual without it.
func (r *StandRow) In(columns *StandColumns) *StandRow {
	r.columns = columns
	return r
}

// Set fills the row.
func (r *StandRow) Set(s Standing) {
	r.shows = s
	r.title.SetText(s.Title)
	r.sub.SetText(s.Sub)
	both := s.Sub
	if s.Stands != "" {
		both += " · " + s.Stands
	}
	r.both.SetText(both)
	r.stands.SetText(s.Stands)
	ink := theme.Ink
	if s.Urgent {
		ink = theme.Attention
	}
	setLabel(r.when, Span{Text: s.When, Bold: s.Urgent}, ink)
	r.left.SetText(s.Left)
	r.chip.Set(s.ChipTone, s.ChipIcon, s.Chip)
	r.bar.Set(s.Bar...)
	r.Refresh()
}

// AccessibilityLabel is all of the row.
func (r *StandRow) AccessibilityLabel() string { return r.shows.Label }

// AccessibilityRole says that it can be pressed: its list opens it.
func (r *StandRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws tile and columns.
func (r *StandRow) CreateRenderer() fyne.WidgetRenderer {
	tile, icon := box(8), picture()
	d := &drawing{objects: []fyne.CanvasObject{tile, icon, r.title, r.chip, r.sub, r.both, r.bar, r.stands, r.when, r.left}}
	d.paint = func() {
		tint, ink := r.shows.Tone.inks()
		if r.shows.Tone == Neutral {
			tint = theme.Raised
		}
		fill(tile, tint, theme.Clear, 0)
		setIcon(icon, r.shows.Icon, ink)
		d.arrange(r.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(60)) }
	d.arrange = func(size fyne.Size) { r.arrange(size, tile, icon) }
	d.paint()
	return d
}

func (r *StandRow) arrange(size fyne.Size, tile *canvas.Rectangle, icon *canvas.Image) {
	put(tile, size.Width, px(16), px(12), px(36), px(36))
	put(icon, size.Width, px(25), px(21), px(18), px(18))
	units := theme.Units(size.Width)
	stand, when := px(standSlim), px(whenSlim)
	if units >= roomForWide {
		stand, when = r.columns.wide()
	}
	end := size.Width - px(16) - when
	r.last(size.Width, end, when)
	r.sub.Hidden, r.both.Hidden = units < roomForBar, units >= roomForBar
	r.stands.Hidden = units < roomForBar || r.shows.Stands == ""
	r.bar.Hidden = r.stands.Hidden || len(r.shows.Bar) == 0
	if units >= roomForBar {
		end -= px(24) + stand
		top := px(22)
		if !r.bar.Hidden {
			top = px(30)
			put(r.bar, size.Width, end, px(18), stand, px(8))
		}
		put(r.stands, size.Width, end, top, stand, px(16))
	}
	r.first(size.Width, px(68), end-px(16)-px(68))
}

// last is the column at the end: when, and how long that is.
func (r *StandRow) last(within, x, width float32) {
	r.left.Hidden = r.shows.Left == ""
	top := px(13)
	if r.left.Hidden {
		top = px(22)
	}
	put(r.when, within, x, top, width, px(16))
	put(r.left, within, x, px(31), width, px(16))
}

// first is the title with its chip, over the second line.
func (r *StandRow) first(within, x, width float32) {
	r.chip.Hidden = r.shows.Chip == ""
	title := min(r.title.natural()+px(1), width)
	if !r.chip.Hidden {
		chip := min(r.chip.MinSize().Width, width-px(leastTitle)) // its words are not cut: the title gives way
		title = min(title, width-chip-px(8))
		put(r.chip, within, x+title+px(8), px(8), chip, px(24))
	} else {
		title = width
	}
	put(r.title, within, x, px(10), title, px(20))
	put(r.sub, within, x, px(33), width, px(16))
	put(r.both, within, x, px(33), width, px(16))
}
