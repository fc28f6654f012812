package part

// List row: one thing in a list: a tile that says what it is, a title, a
// second line, and at the end when or how it stands.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// ListRow is a row that is opened by a click or Enter.
type ListRow struct {
	pressable
	icon   theme.Icon
	tone   Tone // of the tile
	tiled  bool
	height float32
	chosen bool
	first  bool // carries the sheet's upper corners
	last   bool
	inset  bool // focus and hover keep 4 away from the sheet's edge
	menu   bool // the menu itself keeps that room
	sign   theme.Token

	title, second *Text
	end           fyne.CanvasObject
	states        string // said after the title: "chosen", "waiting"
}

// NewListRow makes a row of 60 with a tile. end may be nil.
func NewListRow(icon theme.Icon, tone Tone, title, second string, end fyne.CanvasObject, open func()) *ListRow {
	r := &ListRow{icon: icon, tone: tone, tiled: true, height: 60, end: end}
	r.title, r.second = Strong(theme.Text, title).Lines(1), Quietly(theme.Small, second).Lines(1)
	r.second.Hidden = second == ""
	if end == nil {
		r.end = Space()
	}
	r.begin(r, r.spoken, open)
	return r
}

// NewSlimRow makes a row of 44 with an icon and one line, as in menus and the palette.
func NewSlimRow(icon theme.Icon, title string, end fyne.CanvasObject, open func()) *ListRow {
	r := NewListRow(icon, Neutral, title, "", end, open)
	r.title = Words(theme.Text, title).Lines(1)
	r.tiled, r.height, r.inset = false, 44, true
	return r
}

// NewMenuRow makes a row of a menu: key is what does the same, "" for none;
// danger is for what cannot be undone, and stands last.
func NewMenuRow(icon theme.Icon, title, key string, danger bool, do func()) *ListRow {
	r := NewSlimRow(icon, title, Quietly(theme.Small, key).Line(), do)
	r.height, r.menu = 36, true
	if danger {
		r.sign = theme.Danger
		r.title.In(theme.Danger)
	}
	return r
}

// WithTone colours the icon of a slim row: what waits is in the colour of attention.
func (r *ListRow) WithTone(tone Tone) *ListRow {
	_, r.sign = tone.inks()
	return r
}

// End is what stands at the row's end.
func (r *ListRow) End() fyne.CanvasObject { return r.end }

// Ends says whether the row is the first or the last on its sheet.
func (r *ListRow) Ends(first, last bool) *ListRow {
	r.first, r.last = first, last
	return r
}

// onSheet is Ends for a row that is shown already.
func (r *ListRow) onSheet(first, last bool) {
	if r.first != first || r.last != last {
		r.Ends(first, last).Refresh()
	}
}

// SetChosen marks the row, with the word that says so to who cannot see it.
func (r *ListRow) SetChosen(chosen bool, word string) {
	r.chosen, r.states = chosen, word
	r.Refresh()
}

// Set fills the row anew: lists use their rows again as they scroll.
func (r *ListRow) Set(icon theme.Icon, tone Tone, title, second string) {
	r.icon, r.tone = icon, tone
	r.title.SetText(title)
	r.second.SetText(second)
	r.second.Hidden = second == ""
	r.Refresh()
}

func (r *ListRow) spoken() string {
	said := r.title.String()
	for _, more := range []string{r.second.String(), r.states} {
		if more != "" {
			said += ", " + more
		}
	}
	return said
}

func (r *ListRow) inside() []fyne.CanvasObject { return []fyne.CanvasObject{r.end} }

// CreateRenderer draws the row.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, tile, icon := canvas.NewRectangle(theme.Color(theme.Clear)), box(5), box(8), picture()
	d := &drawing{objects: []fyne.CanvasObject{ground, ring, tile, icon, r.title, r.second, r.end}}
	d.paint = func() {
		r.paintGround(ground)
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !r.focused
		tint, ink := r.tileInks()
		fill(tile, tint, theme.Clear, 0)
		tile.Hidden = !r.tiled
		if r.sign != "" {
			ink = r.sign
		}
		setIcon(icon, r.icon, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(r.height)) }
	d.arrange = func(size fyne.Size) { r.arrange(size, ground, ring, tile, icon) }
	d.paint()
	return d
}

func (r *ListRow) paintGround(ground *canvas.Rectangle) {
	inside := theme.Clear
	switch {
	case r.hovered:
		inside = theme.Hover
	case r.chosen:
		inside = theme.PrimaryTint
	}
	fill(ground, inside, theme.Clear, 0)
	round := func(on bool) float32 {
		if on {
			return px(7)
		}
		return 0
	}
	if r.inset {
		ground.CornerRadius = px(6)
		return
	}
	ground.TopLeftCornerRadius, ground.TopRightCornerRadius = round(r.first), round(r.first)
	ground.BottomLeftCornerRadius, ground.BottomRightCornerRadius = round(r.last), round(r.last)
}

// tileInks: a tile on a hovered row turns surface, so that it is still seen.
func (r *ListRow) tileInks() (tint, ink theme.Token) {
	tint, ink = r.tone.inks()
	if r.tone == Neutral {
		tint = theme.Raised
		if r.hovered && !r.focused {
			tint = theme.Surface
		}
	}
	return tint, ink
}

// placeRing lays a focus edge inside of a row, with air to where a scroller cuts.
func placeRing(ring fyne.CanvasObject, edge float32, size fyne.Size) {
	ring.Move(fyne.NewPos(edge+px(2), px(2)))
	ring.Resize(size.Subtract(fyne.NewSize(2*edge+px(4), px(4))))
}

func (r *ListRow) arrange(size fyne.Size, ground, ring, tile, icon fyne.CanvasObject) {
	edge := float32(0)
	if r.inset && !r.menu {
		edge = px(4)
	}
	ground.Move(fyne.NewPos(edge, 0))
	ground.Resize(fyne.NewSize(size.Width-2*edge, size.Height))
	placeRing(ring, edge, size)
	x := px(16)
	if r.tiled {
		put(tile, size.Width, x, (size.Height-px(36))/2, px(36), px(36))
		put(icon, size.Width, x+px(9), (size.Height-px(18))/2, px(18), px(18))
		x += px(36 + 16)
	} else if r.icon != "" {
		side := px(18)
		if r.menu {
			x, side = px(12), px(16)
		}
		put(icon, size.Width, x, (size.Height-side)/2, side, side)
		x += side + px(12)
	}
	end := r.end.MinSize()
	put(r.end, size.Width, size.Width-px(16)-end.Width, (size.Height-end.Height)/2, end.Width, end.Height)
	words := size.Width - x - px(16) - end.Width
	if end.Width > 0 {
		words -= px(16)
	}
	if r.second.Hidden {
		put(r.title, size.Width, x, (size.Height-px(20))/2, words, px(20))
		return
	}
	top := (size.Height - px(20+2+16)) / 2
	put(r.title, size.Width, x, top, words, px(20))
	put(r.second, size.Width, x, top+px(22), words, px(16))
}
