package part

// Tabs: the parts of a page, of which one is shown.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Tab is the name of one part of a page, and how much is in it ("" says nothing).
type Tab struct{ Text, Count string }

// Tabs shows names over a hairline; a click, Left or Right choose.
type Tabs struct {
	pressable
	tabs    []Tab
	chosen  int
	labels  []*Text
	changed func(int)
	more    *Text // "More", where not all have room; nil: they always have
	shown   int   // so many have room
}

// NewTabs makes tabs; name says what they are parts of.
func NewTabs(name string, tabs []Tab, chosen int, changed func(int)) *Tabs {
	t := &Tabs{tabs: tabs, chosen: chosen, changed: changed}
	for range tabs {
		t.labels = append(t.labels, Words(theme.Text, "").Line())
	}
	t.begin(t, func() string {
		said := name + ", " + t.tabs[t.chosen].Text
		if count := t.tabs[t.chosen].Count; count != "" {
			said += ", " + count
		}
		return said
	}, nil)
	t.keys = func(event *fyne.KeyEvent) bool {
		step := sideways(event.Name)
		if next := t.chosen + step; step != 0 && next >= 0 && next < len(t.tabs) {
			t.choose(next)
		}
		return step != 0
	}
	return t
}

// sideways is the step that Left or Right ask for, by where reading goes.
func sideways(key fyne.KeyName) int {
	step := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[key]
	if theme.Mirrored() {
		step = -step
	}
	return step
}

// More is said in place of the tabs for which there is no room; a press on it opens a menu of them.
func (t *Tabs) More(word string) *Tabs {
	t.more = Quietly(theme.Text, word).Line()
	return t
}

// fitting is how many tabs have room in a width, with "More" behind them where that is not all.
func (t *Tabs) fitting(widths []float32, room float32) int {
	x := float32(0)
	for i, width := range widths {
		last := float32(0)
		if i < len(widths)-1 {
			last = px(tabGap) + t.moreWidth()
		}
		if t.more != nil && i > 0 && x+width+last > room {
			return i
		}
		x += width + px(tabGap)
	}
	return len(widths)
}

// moreWidth is that of the word and its sign.
func (t *Tabs) moreWidth() float32 {
	if t.more == nil {
		return 0
	}
	return t.more.MinSize().Width + px(4+16)
}

// openMore offers what has no room.
func (t *Tabs) openMore() {
	var rows []*ListRow
	for i := t.shown; i < len(t.tabs); i++ {
		rows = append(rows, NewMenuRow("", t.tabs[i].Text, t.tabs[i].Count, false, func() { t.choose(i) }))
	}
	driver := fyne.CurrentApp().Driver()
	x := float32(0)
	for _, width := range t.widths()[:t.shown] {
		x += width + px(tabGap)
	}
	if theme.Mirrored() {
		x = t.Size().Width - x
	}
	PopMenu(driver.CanvasForObject(t), driver.AbsolutePositionForObject(t).AddXY(x, t.Size().Height), rows...)
}

// Set chooses without telling anybody.
func (t *Tabs) Set(chosen int) {
	t.chosen = chosen
	t.Refresh()
}

func (t *Tabs) choose(chosen int) {
	t.Set(chosen)
	t.changed(chosen)
}

// tabGap is between two names, in units.
const tabGap = 24

// Tapped chooses the name under the mouse; half of the gap belongs to each side.
func (t *Tabs) Tapped(event *fyne.PointEvent) {
	x := event.Position.X
	if theme.Mirrored() {
		x = t.Size().Width - x
	}
	end := float32(0)
	for i, width := range t.widths()[:t.shown] {
		if end += width + px(tabGap); x < end-px(tabGap)/2 {
			if i != t.chosen {
				t.choose(i)
			}
			return
		}
	}
	if t.shown < len(t.tabs) && x < end+t.moreWidth() {
		t.openMore()
	}
}

// spans are a name and its count, heavier when chosen.
func (t *Tabs) spans(i int, chosen bool) []Span {
	ink := theme.Quiet
	if chosen {
		ink = theme.Ink
	}
	spans := []Span{{Text: t.tabs[i].Text, Bold: chosen, Color: ink}}
	if t.tabs[i].Count != "" {
		spans = append(spans, Span{Text: "  " + t.tabs[i].Count, Color: theme.Quiet})
	}
	return spans
}

// widths leave room for the heavier letters, so that nothing moves when another is chosen.
func (t *Tabs) widths() []float32 {
	var widths []float32
	for i := range t.tabs {
		total := float32(0)
		for _, span := range t.spans(i, true) {
			width, _, _ := measure(span.Text, span, px(theme.Text.Size))
			total += width
		}
		widths = append(widths, total)
	}
	return widths
}

// CreateRenderer draws names, hairline and the bar under the chosen one.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	ring, line, bar, more := box(6), box(0), box(0), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, line, bar, more}}
	if t.more != nil {
		d.objects = append(d.objects, t.more)
	}
	for _, label := range t.labels {
		d.objects = append(d.objects, label)
	}
	d.arrange = func(size fyne.Size) { t.arrange(size, ring, line, bar, more) }
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !t.focused
		fill(line, theme.Line, theme.Clear, 0)
		fill(bar, theme.Primary, theme.Clear, 0)
		for i, label := range t.labels {
			label.Set(t.spans(i, i == t.chosen)...)
		}
		d.arrange(t.Size())
	}
	d.least = func() fyne.Size {
		width := px(tabGap) * float32(len(t.tabs)-1)
		for _, w := range t.widths() {
			width += w
		}
		if t.more != nil {
			width = min(width, px(200))
		}
		return fyne.NewSize(width, px(40))
	}
	d.paint()
	return d
}

func (t *Tabs) arrange(size fyne.Size, ring, line, bar *canvas.Rectangle, more *canvas.Image) {
	put(line, size.Width, 0, size.Height-1, size.Width, 1)
	x := float32(0)
	widths := t.widths()
	t.shown = t.fitting(widths, size.Width)
	for _, label := range t.labels[t.shown:] {
		label.Hide()
	}
	t.arrangeMore(size, more, ring, bar, widths)
	for i, width := range widths[:t.shown] {
		t.labels[i].Show()
		put(t.labels[i], size.Width, x, 0, width, size.Height-px(2))
		if i == t.chosen {
			put(bar, size.Width, x, size.Height-px(2), width, px(2))
			put(ring, size.Width, x-px(6), px(4), width+px(12), size.Height-px(10))
		}
		x += width + px(tabGap)
	}
}

// arrangeMore sets what stands for the tabs without room; the chosen one's name, where it is among them.
func (t *Tabs) arrangeMore(size fyne.Size, sign *canvas.Image, ring, bar *canvas.Rectangle, widths []float32) {
	if t.more == nil {
		sign.Hide()
		return
	}
	t.more.Hidden = t.shown == len(widths)
	sign.Hidden = t.more.Hidden
	if t.more.Hidden {
		return
	}
	x := float32(0)
	for _, width := range widths[:t.shown] {
		x += width + px(tabGap)
	}
	width := t.more.MinSize().Width
	setIcon(sign, theme.IconChevronDown, theme.Quiet)
	put(t.more, size.Width, x, 0, width, size.Height-px(2))
	put(sign, size.Width, x+width+px(4), (size.Height-px(18))/2, px(16), px(16))
	if t.chosen >= t.shown {
		put(bar, size.Width, x, size.Height-px(2), t.moreWidth(), px(2))
		put(ring, size.Width, x-px(6), px(4), t.moreWidth()+px(12), size.Height-px(10))
	}
}

// Rename changes the words and counts of the tabs, of which there are as many as before.
func (t *Tabs) Rename(tabs []Tab) {
	for i := range tabs {
		if t.tabs[i] != tabs[i] {
			t.tabs = tabs
			t.Refresh()
			return
		}
	}
}
