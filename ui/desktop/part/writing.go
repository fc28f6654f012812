package part

// Writing: where long texts are written: a title as large as it will be read, a text without an edge of its own, and the buttons that mark it up.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// newEntry is an entry of ours whose focus is told.
func newEntry(told func(focused bool)) *Entry {
	e := &Entry{focused: told}
	e.page = func() fyne.Shortcutable {
		c, _ := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable)
		return c
	}
	e.ExtendBaseWidget(e)
	return e
}

// Pasted lets somebody else clean what is pasted; false keeps it out.
func (e *Entry) Pasted(clean func(pasted string) (string, bool)) { e.clean = clean }

// Insert writes in place of the selection, or where the cursor is, as if it had been pasted: one step of undo.
func (e *Entry) Insert(written string) {
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip(written)})
}

// clip is a clipboard that holds one text.
type clip string

// Content is the text.
func (c clip) Content() string { return string(c) }

// SetContent has no meaning here.
func (clip) SetContent(string) {}

// stepped is the theme with text of another size.
type stepped struct {
	fyne.Theme
	step theme.Step
}

// Size is the theme's, but for text.
func (l stepped) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNameText {
		return px(l.step.Size)
	}
	return l.Theme.Size(name)
}

// TitleField is where a title is written, in the size of one, over a line.
type TitleField struct {
	widget.BaseWidget
	// Entry holds the title.
	Entry *Entry

	name     string
	count    *Text
	within   fyne.CanvasObject
	hasFocus bool
	wrong    bool
}

// NewTitleField makes one; name is said of it.
func NewTitleField(name, placeholder string) *TitleField {
	f := &TitleField{name: name, count: Quietly(theme.Small, "").Line()}
	f.Entry = newEntry(func(focused bool) {
		f.hasFocus = focused
		f.Refresh()
	})
	f.Entry.PlaceHolder = placeholder
	f.Entry.TextStyle.Bold = true
	f.within = container.NewThemeOverride(f.Entry, stepped{fyne.CurrentApp().Settings().Theme(), theme.Title})
	f.ExtendBaseWidget(f)
	return f
}

// Count says how much of its room is used; wrong says that it is too much.
func (f *TitleField) Count(said string, wrong bool) {
	f.wrong = wrong
	ink := theme.Quiet
	if wrong {
		ink = theme.Danger
	}
	setLabel(f.count, Span{Text: said, Bold: wrong}, ink)
	f.Refresh()
}

// AccessibilityLabel names it with what is written.
func (f *TitleField) AccessibilityLabel() string { return f.name + ", " + f.Entry.Text }

// AccessibilityRole says that it is text.
func (f *TitleField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (f *TitleField) inside() []fyne.CanvasObject { return []fyne.CanvasObject{f.Entry} }

// CreateRenderer draws the title over its line.
func (f *TitleField) CreateRenderer() fyne.WidgetRenderer {
	line := box(0)
	d := &drawing{objects: []fyne.CanvasObject{f.within, f.count, line}}
	d.paint = func() {
		token := theme.Control
		switch {
		case f.wrong:
			token = theme.Danger
		case f.hasFocus:
			token = theme.Primary
		}
		fill(line, token, theme.Clear, 0)
		d.arrange(f.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(52)) }
	d.arrange = func(size fyne.Size) {
		count := f.count.MinSize().Width
		height := max(f.within.MinSize().Height, px(44))
		put(f.within, size.Width, -px(8), (px(48)-height)/2, size.Width-count-px(8), height)
		put(f.count, size.Width, size.Width-count, px(16), count, px(16))
		thick := float32(1)
		if f.hasFocus || f.wrong {
			thick = px(2)
		}
		put(line, size.Width, 0, px(50), size.Width, thick)
	}
	d.paint()
	return d
}

// Writing is where a text is written, over all of its place.
type Writing struct {
	widget.BaseWidget
	// Entry holds the text.
	Entry *Entry

	name     string
	hasFocus bool
}

// NewWriting makes one; name is said of it.
func NewWriting(name, placeholder string) *Writing {
	w := &Writing{name: name}
	w.Entry = newEntry(func(focused bool) {
		w.hasFocus = focused
		w.Refresh()
	})
	w.Entry.MultiLine, w.Entry.Wrapping, w.Entry.PlaceHolder = true, fyne.TextWrapWord, placeholder
	w.ExtendBaseWidget(w)
	return w
}

// AccessibilityLabel names it; a screen reader reads the text line by line.
func (w *Writing) AccessibilityLabel() string { return w.name }

// AccessibilityRole says that it is text.
func (w *Writing) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (w *Writing) inside() []fyne.CanvasObject { return []fyne.CanvasObject{w.Entry} }

// CreateRenderer draws the text, with an edge while it has the focus.
func (w *Writing) CreateRenderer() fyne.WidgetRenderer {
	ring := box(4)
	d := &drawing{objects: []fyne.CanvasObject{ring, w.Entry}}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !w.hasFocus
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(120)) }
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(px(2), px(2)))
		ring.Resize(size.Subtract(fyne.NewSquareSize(px(4))))
		w.Entry.Move(fyne.NewPos(px(8), px(6)))
		w.Entry.Resize(size.Subtract(fyne.NewSize(px(16), px(12))))
	}
	d.paint()
	return d
}

// Tall keeps an object at one height in units, as wide as its place.
func Tall(units float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: asTall{units}, Objects: []fyne.CanvasObject{object}}
}

type asTall struct{ units float32 }

func (t asTall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (t asTall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, px(t.units))
}

func (t asTall) heightFor([]fyne.CanvasObject, float32) float32 { return px(t.units) }

// Desk is a sheet with a bar above and one below, hairlines between, and one or two halves side by side in the room that is left.
func Desk(bar, foot fyne.CanvasObject, halves ...fyne.CanvasObject) fyne.CanvasObject {
	d := &desk{bar: bar, foot: foot, halves: halves}
	d.ExtendBaseWidget(d)
	return d
}

type desk struct {
	widget.BaseWidget
	bar, foot fyne.CanvasObject
	halves    []fyne.CanvasObject
}

func (d *desk) inside() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, d.halves...), d.bar, d.foot) // Tab reaches the text first
}

// Heights of the bars, in units.
const (
	deskBar  = 48
	deskFoot = 36
)

// CreateRenderer draws sheet, hairlines and what lies on it.
func (d *desk) CreateRenderer() fyne.WidgetRenderer {
	sheet, tinted, upper, lower, between := box(8), box(0), box(0), box(0), box(0)
	r := &drawing{objects: append([]fyne.CanvasObject{sheet, tinted, upper, lower, between}, d.inside()...)}
	r.paint = func() {
		fill(sheet, theme.Surface, theme.Line, 1)
		fill(tinted, theme.Ground, theme.Clear, 0)
		for _, line := range []*canvas.Rectangle{upper, lower, between} {
			fill(line, theme.Line, theme.Clear, 0)
		}
		tinted.Hidden, between.Hidden = len(d.halves) < 2, len(d.halves) < 2
	}
	r.least = func() fyne.Size { return fyne.NewSize(px(240), px(deskBar+deskFoot+160)) }
	r.arrange = func(size fyne.Size) {
		sheet.Resize(size)
		top, room := px(deskBar), size.Height-px(deskBar+deskFoot)
		put(d.bar, size.Width, px(8), 0, size.Width-px(16), top)
		put(upper, size.Width, 1, top, size.Width-2, 1)
		put(lower, size.Width, 1, top+room, size.Width-2, 1)
		put(d.foot, size.Width, px(16), top+room, size.Width-px(32), px(deskFoot))
		width := (size.Width - 2) / float32(len(d.halves))
		for i, half := range d.halves {
			put(half, size.Width, 1+width*float32(i), top+1, width, room-1)
		}
		put(tinted, size.Width, 1+width, top+1, width, room-1)
		put(between, size.Width, 1+width, top, 1, room)
	}
	r.paint()
	return r
}
