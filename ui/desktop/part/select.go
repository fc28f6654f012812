package part

// Select: one of several words, chosen from a menu that opens below it.

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// filterOver is how many words a menu shows before it has a field to filter them.
const filterOver = 12

// Select shows the word that is chosen now.
type Select struct {
	pressable
	values  []string
	chosen  int
	height  float32
	icon    theme.Icon
	none    string // shown while nothing is chosen
	filter  string // the placeholder of the filter
	unfound string
	word    *Text
	opened  *Layer
	changed func(int)
}

// NewSelect makes one; chosen may be None. name says what is chosen.
func NewSelect(name string, values []string, chosen int, changed func(int)) *Select {
	s := &Select{values: values, chosen: chosen, height: Usual, changed: changed, word: Words(theme.Text, "").Lines(1)}
	s.begin(s, func() string { return name + ", " + s.shown() }, s.openMenu)
	s.keys = func(event *fyne.KeyEvent) bool {
		if event.Name != fyne.KeyDown && event.Name != fyne.KeyUp {
			return false
		}
		s.openMenu()
		return true
	}
	return s
}

// WithIcon sets an icon before the word.
func (s *Select) WithIcon(icon theme.Icon) *Select {
	s.icon = icon
	return s
}

// High makes it 44 beside fields.
func (s *Select) High(units float32) *Select {
	s.height = units
	return s
}

// Asking is what is shown while nothing is chosen.
func (s *Select) Asking(words string) *Select {
	s.none = words
	return s
}

// Filtered gives the words of the field that filters many values: what stands
// in it, and what is said when nothing is found.
func (s *Select) Filtered(placeholder, unfound string) *Select {
	s.filter, s.unfound = placeholder, unfound
	return s
}

// Set chooses among other values without telling anybody.
func (s *Select) Set(values []string, chosen int) {
	s.values, s.chosen = values, chosen
	s.Refresh()
}

// Chosen is the place of the chosen value, or None.
func (s *Select) Chosen() int { return s.chosen }

func (s *Select) shown() string {
	if s.chosen < 0 || s.chosen >= len(s.values) {
		return s.none
	}
	return s.values[s.chosen]
}

func (s *Select) choose(at int) {
	s.opened.Close()
	s.chosen = at
	s.Refresh()
	s.changed(at)
}

// openMenu shows all values below the select, or above it where there is no room.
func (s *Select) openMenu() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(s.values) == 0 {
		return
	}
	m := newSelectMenu(s, theme.Units(c.Size().Height))
	l := &Layer{sheet: m.sheet, light: true}
	l.lay = func(size fyne.Size) (x, y, w, h float32) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
		w = min(max(s.Size().Width, px(176)), size.Width-px(16)) // a row needs 160
		h = min(HeightFor(m.sheet, w), size.Height-px(16))
		x, y = at.X, at.Y+s.Size().Height+px(4)
		if theme.Mirrored() {
			x += s.Size().Width - w
		}
		if y+h > size.Height-px(8) {
			y = max(at.Y-h-px(4), px(8))
		}
		return max(min(x, size.Width-w-px(8)), px(8)), y, w, h
	}
	s.opened = l
	l.open(c, m.first(), nil)
}

// CreateRenderer draws edge, icon, word and chevron.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	ring, edge, icon, chevron := box(12), box(8), picture(), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, edge, icon, s.word, chevron}}
	d.paint = func() {
		inside := theme.Surface
		if s.hovered {
			inside = theme.Hover
		}
		fill(edge, inside, theme.Control, 1)
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		setIcon(icon, s.icon, theme.Quiet)
		setIcon(chevron, theme.IconChevronDown, theme.Quiet)
		ink := theme.Ink
		if s.chosen == None {
			ink = theme.Quiet
		}
		setLabel(s.word, Span{Text: s.shown()}, ink)
	}
	d.least = func() fyne.Size {
		widest := float32(0)
		for _, value := range s.values[:min(len(s.values), 2*filterOver)] {
			width, _, _ := measure(value, Span{}, px(theme.Text.Size))
			widest = max(widest, width)
		}
		return fyne.NewSize(min(widest, px(240))+px(12+12+8+16)+s.iconRoom(), px(s.height))
	}
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(-px(4), -px(4)))
		ring.Resize(size.Add(fyne.NewSquareSize(px(8))))
		edge.Resize(size)
		put(icon, size.Width, px(12), (size.Height-px(16))/2, px(16), px(16))
		x := px(12) + s.iconRoom()
		put(s.word, size.Width, x, 0, size.Width-x-px(12+16+8), size.Height)
		put(chevron, size.Width, size.Width-px(12+16), (size.Height-px(16))/2, px(16), px(16))
	}
	d.paint()
	return d
}

func (s *Select) iconRoom() float32 {
	if s.icon == "" {
		return 0
	}
	return px(16 + 8)
}

// selectMenu is the open menu: rows, and above many of them a filter.
type selectMenu struct {
	of     *Select
	sheet  *Card
	rows   *fyne.Container
	scroll *Scroll
	field  *Field // nil for few values
	all    []*ListRow
	shown  []*ListRow
}

// newSelectMenu makes the menu for a window so many units high.
func newSelectMenu(s *Select, window float32) *selectMenu {
	m := &selectMenu{of: s, rows: Column(0)}
	for i, value := range s.values {
		var end fyne.CanvasObject
		if i == s.chosen {
			end = NewSymbol(theme.IconCheck, 16, theme.Primary)
		}
		row := NewSlimRow("", value, end, func() { s.choose(i) })
		row.height, row.menu = 36, true
		m.all = append(m.all, row)
	}
	if len(m.all) <= filterOver && float32(len(m.all))*36+28 < window {
		m.show(m.all)
		m.sheet = NewCard(m.rows).Air(6).Floating(8)
		return m
	}
	m.scroll = NewScroll(m.rows)
	inView := max(min(float32(int((window-28)/36)-2), 8), 2)
	if len(m.all) <= filterOver {
		m.show(m.all)
		m.sheet = NewCard(High(36*inView, m.scroll)).Air(6).Floating(8)
		return m
	}
	m.field = NewField("", theme.IconSearch, s.filter)
	m.field.Entry.OnChanged = m.find
	m.field.Entry.OnSubmitted = func(string) { m.chooseFirst() }
	m.field.Entry.keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown && len(m.shown) > 0 {
			focus(m.shown[0])
			return true
		}
		return false
	}
	m.show(m.all)
	m.sheet = NewCard(Column(6, m.field, High(36*inView, m.scroll))).Air(6).Floating(8)
	return m
}

// first is what has the focus when the menu opens.
func (m *selectMenu) first() fyne.Focusable {
	if m.field != nil {
		return m.field.Entry
	}
	return m.all[max(m.of.chosen, 0)]
}

// find shows the values that hold all words that were typed.
func (m *selectMenu) find(typed string) {
	var found []*ListRow
	for i, value := range m.of.values {
		holds := true
		for _, word := range strings.Fields(strings.ToLower(typed)) {
			holds = holds && strings.Contains(strings.ToLower(value), word)
		}
		if holds {
			found = append(found, m.all[i])
		}
	}
	m.show(found)
	m.scroll.ScrollTo(0)
	m.sheet.Refresh()
}

// show puts rows into the menu and leads the arrow keys through them.
func (m *selectMenu) show(rows []*ListRow) {
	m.shown = rows
	m.rows.Objects = m.rows.Objects[:0]
	for i, row := range rows {
		down := menuKeys(rows, i)
		row.keys = func(event *fyne.KeyEvent) bool {
			if event.Name == fyne.KeyUp && i == 0 && m.field != nil {
				focus(m.field.Entry)
				return true
			}
			return down(event)
		}
		m.rows.Objects = append(m.rows.Objects, row)
	}
	if len(rows) == 0 {
		m.rows.Objects = append(m.rows.Objects, Pad(8, 12, 8, 12, Quietly(theme.Text, m.of.unfound)))
	}
	m.rows.Refresh()
	if m.scroll != nil {
		m.scroll.Refresh()
	}
}

// chooseFirst takes what stands on top.
func (m *selectMenu) chooseFirst() {
	if len(m.shown) > 0 {
		m.shown[0].Tapped(nil)
	}
}
