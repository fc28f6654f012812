package part

// Field: where people type. One kind of entry for the whole desktop, which
// hands every shortcut that it does not know on to the page: Fyne's swallows all.

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Entry is the part of a field that holds the cursor.
type Entry struct {
	widget.Entry
	focused func(bool)
	keys    func(*fyne.KeyEvent) bool
	short   func(fyne.Shortcut) bool
	clean   func(pasted string) (string, bool)
	page    func() fyne.Shortcutable // who knows the other shortcuts
	opened  bool                     // by Space, which is about to be typed
}

// TypedShortcut leaves editing to Fyne, and the rest to the page.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	if e.short != nil && e.short(shortcut) {
		return
	}
	if _, custom := shortcut.(*desktop.CustomShortcut); custom {
		if page := e.page(); page != nil {
			page.TypedShortcut(shortcut)
		}
		return
	}
	if paste, is := shortcut.(*fyne.ShortcutPaste); is {
		if shortcut = e.paste(paste); shortcut == nil {
			return
		}
	}
	e.Entry.TypedShortcut(shortcut)
}

// Catch lets somebody else have keys and shortcuts first; each says whether it took one. Either may be nil.
func (e *Entry) Catch(keys func(*fyne.KeyEvent) bool, shortcuts func(fyne.Shortcut) bool) {
	e.keys, e.short = keys, shortcuts
}

// TypedKey leaves Esc to the page, after the focus.
func (e *Entry) TypedKey(event *fyne.KeyEvent) {
	e.opened = false
	if e.keys != nil && e.keys(event) {
		return
	}
	if event.Name == fyne.KeyEscape {
		passOn(e, event)
		return
	}
	e.Entry.TypedKey(event)
}

// FocusGained tells the field, which draws the edge.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	e.opened = spaceHeld
	e.focused(true)
}

// FocusLost tells the field.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	e.focused(false)
}

// Field is an entry with its edge, its label, and the sentence that says what is wrong.
type Field struct {
	widget.BaseWidget
	// Entry holds the text; its OnChanged and OnSubmitted are the page's.
	Entry *Entry

	label, trouble *Text
	said           *Text // below, where nothing is wrong
	state          *Text // within, at the end
	icon           theme.Icon
	lines          int
	hasFocus       bool
	within         fyne.CanvasObject // the entry as it is drawn
	secret         bool              // what is typed is for nobody's ears
	called         string            // its name where it has no label
	edgeless       bool              // on a sheet that has an edge already
}

// NewField makes a field of one line. label may be "" where a heading says it; icon too.
func NewField(label string, icon theme.Icon, placeholder string) *Field {
	return newField(label, icon, placeholder, 1)
}

// NewLongField makes a field of several lines, which wraps its text.
func NewLongField(label, placeholder string, lines int) *Field {
	return newField(label, "", placeholder, lines)
}

func newField(label string, icon theme.Icon, placeholder string, lines int) *Field {
	f := &Field{Entry: &Entry{}, label: Strong(theme.Small, label).Line(), trouble: Words(theme.Small, "").In(theme.Danger), icon: icon, lines: lines}
	f.said, f.state = Quietly(theme.Small, ""), Strong(theme.Small, "").In(theme.Primary).Line()
	f.Entry.PlaceHolder = placeholder
	if lines > 1 {
		f.Entry.MultiLine, f.Entry.Wrapping = true, fyne.TextWrapWord
		f.Entry.SetMinRowsVisible(lines)
	}
	f.Entry.focused = func(focused bool) {
		f.hasFocus = focused
		f.Refresh()
		if focused {
			reveal(f)
		}
	}
	f.Entry.page = func() fyne.Shortcutable {
		c, _ := fyne.CurrentApp().Driver().CanvasForObject(f.Entry).(fyne.Shortcutable)
		return c
	}
	f.Entry.ExtendBaseWidget(f.Entry)
	f.within = f.Entry
	if lines == 1 {
		f.within = withoutBar(f.Entry)
	}
	f.label.Hidden, f.trouble.Hidden, f.said.Hidden, f.state.Hidden = label == "", true, true, true
	f.ExtendBaseWidget(f)
	return f
}

// Called names a field that has no label to who does not see where it stands.
func (f *Field) Called(name string) *Field {
	f.called = name
	return f
}

// Edgeless leaves out the edge while the field has not the focus: for a filter on a sheet.
func (f *Field) Edgeless() *Field {
	f.edgeless = true
	return f
}

// SetTrouble says in a sentence what is wrong, or with "" that nothing is.
func (f *Field) SetTrouble(sentence string) {
	f.trouble.SetText(sentence)
	f.trouble.Hidden = sentence == ""
	f.said.Hidden = sentence != "" || f.said.String() == ""
	f.Refresh()
}

// AccessibilityLabel is the label, the text and what is wrong with it.
func (f *Field) AccessibilityLabel() string {
	said := cmp.Or(f.label.String(), f.called, f.Entry.PlaceHolder)
	for _, more := range []string{f.typed(), f.trouble.String(), f.said.String(), f.state.String()} {
		if more != "" {
			said += ", " + more
		}
	}
	return said
}

// AccessibilityRole says that it is text.
func (f *Field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Demonstrate shows focus without a blinking cursor, for the gallery.
func (f *Field) Demonstrate(focused bool) {
	f.hasFocus = focused
	f.Refresh()
}

func (f *Field) inside() []fyne.CanvasObject { return []fyne.CanvasObject{f.Entry} }

// boxHeight is what the edge encloses.
func (f *Field) boxHeight() float32 {
	if f.lines > 1 {
		return f.Entry.MinSize().Height + px(8)
	}
	return px(44)
}

func (f *Field) labelHeight() float32 {
	if f.label.Hidden {
		return 0
	}
	return px(16 + 6)
}

// HeightFor is label, edge and trouble.
func (f *Field) HeightFor(width float32) float32 {
	height := f.labelHeight() + f.boxHeight()
	switch {
	case !f.trouble.Hidden:
		height += px(6) + f.trouble.HeightFor(width-px(20))
	case !f.said.Hidden:
		height += px(6) + f.said.HeightFor(width)
	}
	return height
}

// CreateRenderer draws the field.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	edge, icon, alarm, tick := box(8), picture(), picture(), picture()
	d := &drawing{objects: []fyne.CanvasObject{f.label, edge, icon, f.within, tick, f.state, alarm, f.trouble, f.said}}
	d.paint = func() {
		token, width := theme.Control, float32(1)
		switch {
		case !f.trouble.Hidden:
			token, width = theme.Danger, px(2)
		case f.hasFocus:
			token, width = theme.Primary, px(2)
		}
		if f.edgeless && token == theme.Control {
			token = theme.Clear
		}
		fill(edge, theme.Surface, token, width)
		setIcon(icon, f.icon, theme.Quiet)
		setIcon(alarm, theme.IconCircleAlert, theme.Danger)
		alarm.Hidden = f.trouble.Hidden
		setIcon(tick, theme.IconCheck, theme.Primary)
		tick.Hidden = f.state.Hidden
		d.arrange(f.Size())
	}
	d.least = func() fyne.Size {
		width := max(f.Size().Width, px(120))
		return fyne.NewSize(px(120), f.HeightFor(width))
	}
	d.arrange = func(size fyne.Size) { f.arrange(size, edge, icon, alarm, tick) }
	d.paint()
	return d
}

func (f *Field) arrange(size fyne.Size, edge, icon, alarm, tick fyne.CanvasObject) {
	put(f.label, size.Width, 0, 0, size.Width, px(16))
	top, height := f.labelHeight(), f.boxHeight()
	put(edge, size.Width, 0, top, size.Width, height)
	start := px(4)
	if f.icon != "" {
		put(icon, size.Width, px(14), top+(height-px(16))/2, px(16), px(16))
		start = px(14 + 16)
	}
	entry := f.Entry.MinSize().Height
	if f.lines > 1 {
		entry = height - px(8)
	}
	end := f.arrangeState(size, top, height, tick)
	put(f.within, size.Width, start, top+(height-entry)/2, size.Width-start-end, entry)
	below := top + height + px(6)
	put(alarm, size.Width, 0, below+px(1), px(14), px(14))
	put(f.trouble, size.Width, px(20), below, size.Width-px(20), max(size.Height-below, 0))
	put(f.said, size.Width, 0, below, size.Width, max(size.Height-below, 0))
}
