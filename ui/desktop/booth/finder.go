package booth

// Finder: the field in which an option of a long ranking is looked for, and what is found. Typing filters, Enter ranks next and keeps the filter
// marked for overwriting.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// finder is the field over what is found.
type finder struct {
	sheet     *Sheet
	field     *part.Field
	count     *part.Text
	clear     *part.Button
	order     *part.Button
	found     *foundList
	column    *fyne.Container
	setting   bool
	pollOrder bool
	covered   bool // what is found is in view only while something is typed
}

// newFinder makes the finder as it stands in the first column.
func newFinder(s *Sheet) fyne.CanvasObject {
	f := makeFinder(s)
	is := s.ballot.Find().Page(s.words)
	f.column = part.Column(12, part.Row(12, 0, f.searchField(), f.order), part.NewCard(f.found).Air(0), newHints(is.Hints, true))
	f.show()
	s.watch(f)
	return f.column
}

// searched is the finder as it stands on a paper: what is found covers the ranking while something is typed.
func (p *paper) searched() fyne.CanvasObject {
	f := makeFinder(p.sheet)
	p.list = newList(p.sheet, lookOf(ballot.Ranking))
	found := part.NewCard(f.found).Air(0)
	f.covered = true
	f.column = part.Column(12, f.searchField(), p.counted(), found, p.list)
	p.add(f)
	p.add(p.list)
	cover := coverFace{f, found, p.list}
	p.add(cover)
	f.show()
	cover.show()
	return f.column
}

// coverFace shows either what is found or the ranking.
type coverFace struct {
	finder *finder
	found  *part.Card
	list   *list
}

func (c coverFace) show() {
	searching := c.finder.sheet.ballot.Find().Typed() != ""
	c.found.Hidden, c.list.Hidden = !searching, searching
}

func makeFinder(s *Sheet) *finder {
	f := &finder{sheet: s, count: part.Quietly(theme.Small, "").Line().Aligned(fyne.TextAlignTrailing), found: newFoundList(s)}
	is := s.ballot.Find().Page(s.words)
	f.field = part.NewField("", theme.IconSearch, is.Ask)
	f.clear = part.NewButton(part.Bare, theme.IconX, "", f.empty).High(part.InLine).Tip(clearTip(is.Hints), "")
	f.order = part.NewButton(part.Secondary, theme.IconArrowUpDown, is.Orders[0], f.turn).High(part.OfPage).Tip(is.Order, "")
	f.field.Entry.OnChanged = f.typed
	f.field.Entry.Catch(f.key, f.shortcut)
	return f
}

// clearTip is what Esc does, by the finder's own hints.
func clearTip(hints []ballot.Hint) string {
	if len(hints) == 0 {
		return ""
	}
	return hints[len(hints)-1].Text
}

func (f *finder) typed(text string) {
	if f.setting {
		return
	}
	f.sheet.ballot.Find().Type(text)
	f.sheet.update()
}

func (f *finder) empty() {
	f.sheet.ballot.Find().Clear()
	f.sheet.update()
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.field.Entry); c != nil {
		c.Focus(f.field.Entry)
	}
}

// turn changes the order of what is found.
func (f *finder) turn() {
	f.pollOrder = !f.pollOrder
	f.sheet.ballot.Find().UsePollOrder(f.pollOrder)
	f.sheet.update()
}

// key lets the finder have Up, Down, Enter and Esc.
func (f *finder) key(event *fyne.KeyEvent) bool {
	stroke, known := strokeOf(event.Name)
	switch stroke.Key {
	case ballot.Up, ballot.Down, ballot.Enter, ballot.Escape:
	default:
		return false
	}
	return known && f.press(stroke)
}

// shortcut lets it have Alt and a digit; Ctrl is the field's own.
func (f *finder) shortcut(shortcut fyne.Shortcut) bool {
	stroke, known := strokeOfShortcut(shortcut)
	return known && stroke.Alt && f.press(stroke)
}

func (f *finder) press(stroke ballot.Stroke) bool {
	if f.sheet.doing {
		return true
	}
	find := f.sheet.ballot.Find()
	took := find.Press(stroke)
	if !took {
		return stroke.Key != ballot.Escape
	}
	f.sheet.changed()
	if find.Marked() {
		f.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	f.found.reveal()
	return true
}

func (f *finder) show() {
	is := f.sheet.ballot.Find().Page(f.sheet.words)
	typed := f.sheet.ballot.Find().Typed()
	if f.field.Entry.Text != typed {
		f.setting = true
		f.field.Entry.SetText(typed)
		f.setting = false
	}
	f.count.SetText(is.Count)
	f.clear.Hidden = typed == ""
	f.order.SetText(is.Orders[map[bool]int{false: 0, true: 1}[f.pollOrder]])
	if !f.covered || typed != "" {
		f.found.show()
	}
	relay(f.column)
}

// searchField is the field with the count and a cross at its end.
func (f *finder) searchField() fyne.CanvasObject {
	s := &searchField{finder: f}
	s.ExtendBaseWidget(s)
	return s
}

type searchField struct {
	widget.BaseWidget
	finder *finder
}

// Inside is the field with what stands at its end.
func (s *searchField) Inside() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.finder.field, s.finder.clear}
}

// CreateRenderer draws them over each other.
func (s *searchField) CreateRenderer() fyne.WidgetRenderer {
	f := s.finder
	return part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(px(160), px(44)) },
		func(size fyne.Size) {
			f.field.Resize(size)
			whole := area{0, 0, size.Width, size.Height}
			whole.atEnd(px(8), px(28), px(28)).put(f.clear, size.Width)
			count := f.count.MinSize().Width
			whole.atEnd(px(44), count, px(16)).put(f.count, size.Width)
		},
		nil,
		f.field, f.count, f.clear,
	)
}
