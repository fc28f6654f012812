package part

// Option: the tick box, and rows of which one is chosen, each with a line that explains it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// option is what tick boxes and radio rows share: a mark, a line, a second line, and words at the end.
type option struct {
	pressable
	title, says, end *Text
	text             string
	on, round        bool
	reason           string // why it is off, "" while it is on
}

func (o *option) make(text, says, end string, round, on bool) {
	o.text, o.round, o.on = text, round, on
	o.title, o.says = Words(theme.Text, text), Quietly(theme.Small, says)
	o.end = Quietly(theme.Small, end).Line()
	o.says.Hidden, o.end.Hidden = says == "", end == ""
	o.off = func() bool { return o.reason != "" }
	o.hint = func() (string, string) { return o.reason, "" }
}

// spoken is the option with its state and what explains it.
func (o *option) spoken(state string) string {
	said := o.text + ", " + state
	for _, more := range []string{o.says.String(), o.end.String(), o.reason} {
		if more != "" {
			said += ", " + more
		}
	}
	return said
}

// SetOff switches the option off with a reason, or on again with "".
func (o *option) SetOff(reason string) {
	o.reason = reason
	o.Refresh()
}

// SetSays changes the line that explains.
func (o *option) SetSays(says string) {
	o.says.SetText(says)
	o.says.Hidden = says == ""
	o.Refresh()
}

// words is the width of title and second line.
func (o *option) words(width float32) float32 {
	words := width - px(22+12)
	if !o.end.Hidden {
		words -= o.end.MinSize().Width + px(12)
	}
	return max(words, px(40))
}

// HeightFor is both lines, at least the mark.
func (o *option) HeightFor(width float32) float32 {
	height := o.title.HeightFor(o.words(width))
	if !o.says.Hidden {
		height += o.says.HeightFor(o.words(width))
	}
	return max(height, px(20)) + px(8)
}

func (o *option) draw() fyne.WidgetRenderer {
	ring, mark, dot, tick := box(6), box(4), box(5), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, mark, dot, tick, o.title, o.says, o.end}}
	d.paint = func() { o.paint(ring, mark, dot, tick) }
	d.least = func() fyne.Size {
		width := max(o.Size().Width, px(160))
		return fyne.NewSize(px(160), o.HeightFor(width))
	}
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(-px(6), 0))
		ring.Resize(size.Add(fyne.NewSize(px(12), 0)))
		side := px(22)
		if o.round {
			side = px(20)
		}
		top, start := px(4)+(px(20)-side)/2, (px(22)-side)/2
		put(mark, size.Width, start, top, side, side)
		put(dot, size.Width, start+(side-px(8))/2, top+(side-px(8))/2, px(8), px(8))
		put(tick, size.Width, start+(side-px(14))/2, top+(side-px(14))/2, px(14), px(14))
		words, x := o.words(size.Width), px(22+12)
		title := o.title.HeightFor(words)
		put(o.title, size.Width, x, px(4), words, title)
		put(o.says, size.Width, x, px(4)+title, words, o.says.HeightFor(words))
		end := o.end.MinSize().Width
		put(o.end, size.Width, size.Width-end, px(4+2), end, px(16))
	}
	d.paint()
	return d
}

func (o *option) paint(ring, mark, dot *canvas.Rectangle, tick *canvas.Image) {
	fill(ring, theme.Clear, theme.Primary, px(2))
	ring.Hidden = !o.focused
	inside, edge, width := theme.Clear, theme.Control, px(2)
	switch {
	case o.isOff():
		edge = theme.Line
	case o.on && o.round:
		edge = theme.Primary
	case o.on:
		inside, edge, width = theme.Primary, theme.Primary, 0
	case o.hovered:
		inside = theme.Hover
	}
	fill(mark, inside, edge, width)
	mark.CornerRadius = px(4)
	if o.round {
		mark.CornerRadius = px(10)
	}
	fill(dot, theme.Primary, theme.Clear, 0)
	dot.CornerRadius = px(4)
	dot.Hidden = !o.round || !o.on
	setIcon(tick, theme.IconCheck, theme.OnPrimary)
	tick.Hidden = o.round || !o.on
	if o.isOff() && o.on && !o.round {
		setIcon(tick, theme.IconCheck, theme.Quiet)
	}
	ink := theme.Ink
	if o.isOff() {
		ink = theme.Quiet
	}
	setLabel(o.title, Span{Text: o.text, Bold: o.round && o.on}, ink)
}

// Tick says yes or no to one thing.
type Tick struct{ option }

// NewTick makes a tick box; says explains it and end stands at the end of its
// line, "" for none. states are the words for ticked and not.
func NewTick(text, says, end string, states [2]string, on bool, changed func(on bool)) *Tick {
	t := &Tick{}
	t.make(text, says, end, false, on)
	t.begin(t, func() string { return t.spoken(states[index(t.on)]) }, func() {
		t.Set(!t.on)
		changed(t.on)
	})
	return t
}

// Set ticks it without telling anybody.
func (t *Tick) Set(on bool) {
	t.on = on
	t.Refresh()
}

// On reports whether it is ticked.
func (t *Tick) On() bool { return t.on }

// CreateRenderer draws it.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer { return t.draw() }

// An Option is one of several that exclude each other.
type Option struct {
	Text, Says string
	End        string // at the end of its line
	Off        string // why it cannot be chosen, "" while it can
}

// Radio is one row of Radios.
type Radio struct{ option }

// CreateRenderer draws it.
func (r *Radio) CreateRenderer() fyne.WidgetRenderer { return r.draw() }

// Radios are rows of which one is chosen: one stop for Tab, Up and Down choose.
type Radios struct {
	// Rows is what is shown.
	Rows *fyne.Container

	rows    []*Radio
	chosen  int
	changed func(int)
}

// NewRadios makes them; chosen may be None. states are the words for chosen and not.
func NewRadios(options []Option, states [2]string, chosen int, changed func(int)) *Radios {
	r := &Radios{Rows: Column(8), chosen: chosen, changed: changed}
	for i, o := range options {
		row := &Radio{}
		row.make(o.Text, o.Says, o.End, true, false)
		row.reason = o.Off
		row.begin(row, func() string { return row.spoken(states[index(row.on)]) }, func() { r.choose(i) })
		row.keys = func(event *fyne.KeyEvent) bool { return r.step(i, event) }
		r.rows = append(r.rows, row)
		r.Rows.Objects = append(r.Rows.Objects, row)
	}
	r.Set(chosen)
	return r
}

// Set chooses without telling anybody.
func (r *Radios) Set(chosen int) {
	r.chosen = chosen
	for i, row := range r.rows {
		row.on = i == chosen
		row.led = i != max(chosen, 0)
		row.Refresh()
	}
}

// Chosen is the place of the chosen row, or None.
func (r *Radios) Chosen() int { return r.chosen }

func (r *Radios) choose(at int) {
	if at == r.chosen {
		return
	}
	r.Set(at)
	focus(r.rows[at])
	r.changed(at)
}

// step chooses the row before or after.
func (r *Radios) step(from int, event *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[event.Name]
	if step == 0 {
		step = sideways(event.Name)
	}
	for next := from + step; step != 0 && next >= 0 && next < len(r.rows); next += step {
		if !r.rows[next].isOff() {
			r.choose(next)
			break
		}
	}
	return step != 0
}
