package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestALayerFollowsItsWindow(t *testing.T) {
	begin(t)
	window := stage(t, NewButton(Secondary, "", "Below", func() {}))
	keep := NewButton(Secondary, "", "Keep it", func() {})
	layer := OpenLayer(window.Canvas(), Question("Withdraw?", "It goes.", keep, NewButton(Danger, "", "Withdraw", func() {})), 480, 112, keep, nil)
	window.Resize(fyne.NewSize(1000, 700))
	for _, overlay := range window.Canvas().Overlays().List() {
		overlay.Resize(window.Canvas().Size()) // as the real canvas does, and the test's does not
	}
	if layer.Size() != window.Canvas().Size() {
		t.Errorf("the layer is %v in a window of %v", layer.Size(), window.Canvas().Size())
	}
	if x := layer.sheet.Position().X; x != 260 {
		t.Errorf("the sheet lies at %g of 1000, want 260: in the middle", x)
	}
	layer.Close()
	layer.Close()
	if window.Canvas().Overlays().Top() != nil {
		t.Error("the layer is still there")
	}
}

func TestHintsAreShownAboveALayer(t *testing.T) {
	begin(t)
	window := stage(t, NewButton(Secondary, "", "Below", func() {}))
	b := NewButton(Secondary, theme.IconCopy, "", func() {}).Tip("Copy the link", "Ctrl L")
	below := window.Content().(*Stage)
	below.hinted, below.hint = window.Content(), NewHint("Below", "")
	layer := OpenLayer(window.Canvas(), NewCard(b), 480, 112, nil, nil)
	if below.hint != nil {
		t.Error("the tooltip of the page below stays under the layer")
	}
	if hintsOf(b) != &layer.hinting {
		t.Fatal("the tooltip belongs to the page below")
	}
	layer.hinted, layer.hint = b, NewHint("Copy the link", "Ctrl L")
	layer.Refresh()
	objects := test.WidgetRenderer(layer).Objects()
	if objects[len(objects)-1] != fyne.CanvasObject(layer.hint) || layer.hint.Position().Y <= b.Position().Y {
		t.Error("the tooltip does not lie above the sheet, below what it names")
	}
	hideHint(b)
	if len(test.WidgetRenderer(layer).Objects()) != 2 {
		t.Error("the tooltip stays")
	}
}

// A dialog that is higher than its window scrolls between head and foot.
func TestADialogScrollsInItsMiddle(t *testing.T) {
	begin(t)
	window := stage(t, Space())
	var rows []fyne.CanvasObject
	for range 40 {
		rows = append(rows, Words(theme.Text, "A line"))
	}
	foot := NewButton(Primary, "", "Do it", func() {})
	for _, s := range []struct {
		name   string
		open   func(*Dialog) *Layer
		dialog *Dialog
		top    float32
	}{
		{"in the middle", func(d *Dialog) *Layer { return OpenLayer(window.Canvas(), d, DialogWidth, DialogTop, foot, nil) }, NewDialog(Strong(theme.Heading, "Title"), Column(0, rows...), foot), 24},
		{"from below", func(d *Dialog) *Layer { return OpenFromBelow(window.Canvas(), d, foot, nil) }, NewSheet(Strong(theme.Heading, "Title"), Column(0, rows...), foot), 24},
	} {
		layer := s.open(s.dialog)
		if y := s.dialog.Position().Y; y != s.top {
			t.Errorf("%s: the sheet begins at %g, want %g", s.name, y, s.top)
		}
		bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(foot).Y + foot.Size().Height
		if bottom > 400 {
			t.Errorf("%s: the foot ends at %g in a window of 400", s.name, bottom)
		}
		if s.dialog.middle.scroll.Size().Height < 100 {
			t.Errorf("%s: %g are left to the middle", s.name, s.dialog.middle.scroll.Size().Height)
		}
		if window.Canvas().Focused() != fyne.Focusable(foot) {
			t.Errorf("%s: the focus is elsewhere", s.name)
		}
		press(foot, fyne.KeyEscape)
		if window.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: Esc does not close", s.name)
			layer.Close()
		}
	}
}

func TestAMenuOpensWhereThereIsRoom(t *testing.T) {
	begin(t)
	b := NewButton(Secondary, theme.IconEllipsis, "", func() {})
	window := stage(t, b)
	row := func() *ListRow { return NewMenuRow("", "Open", "", false, func() {}) }
	for _, s := range []struct {
		name string
		open func() *Layer
		want fyne.Position
	}{
		{"at the pointer", func() *Layer { return PopMenu(window.Canvas(), fyne.NewPos(100, 50), row(), row()) }, fyne.NewPos(100, 50)},
		{"in the corner", func() *Layer { return PopMenu(window.Canvas(), fyne.NewPos(590, 390), row(), row()) }, fyne.NewPos(320, 308)},
		{"under a button", func() *Layer { return MenuUnder(b, row(), row()) }, fyne.NewPos(320, 40)},
	} {
		layer := s.open()
		if got := layer.sheet.Position(); got != s.want {
			t.Errorf("%s it lies at %v, want %v", s.name, got, s.want)
		}
		test.TapAt(layer, fyne.NewPos(2, 2))
		if window.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: a click beside it does not close", s.name)
			layer.Close()
		}
	}
}

// At 200 % nothing is cut off: feet break, menus scroll.
func TestWhatLiesOverAPageFitsAtAnySize(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Light(2))
	var values []string
	var rows []*ListRow
	for range 12 {
		values = append(values, "A value")
		rows = append(rows, NewMenuRow("", "A row", "", false, func() {}))
	}
	few := NewSelect("Few", values, 11, func(int) {})
	many := NewSelect("Many", append(values, "One more"), 0, func(int) {})
	window := stage(t, few, many)
	c := window.Canvas()
	acts := Acts("A sentence that says what the buttons below it will do.", NewButton(Secondary, "", "Keep it as it is", func() {}), NewButton(Danger, "", "Sign the removal", func() {}))
	for _, s := range []struct {
		name string
		open func() *Layer
	}{
		{"a select", func() *Layer { few.openMenu(); return few.opened }},
		{"a select with a filter", func() *Layer { many.openMenu(); return many.opened }},
		{"a menu", func() *Layer { return PopMenu(c, fyne.NewPos(10, 10), rows...) }},
		{"a dialog", func() *Layer {
			return OpenLayer(c, NewDialog(nil, Words(theme.Text, "Why"), acts), DialogWidth, DialogTop, nil, nil)
		}},
	} {
		layer := s.open()
		at, size := layer.sheet.Position(), layer.sheet.Size()
		if at.X < 0 || at.Y < 0 || at.X+size.Width > 600 || at.Y+size.Height > 400 {
			t.Errorf("%s lies at %v and is %v in a window of 600 by 400", s.name, at, size)
		}
		layer.Close()
	}
	buttons := acts.(*fyne.Container).Objects
	for _, width := range []float32{1000, 700, 300} {
		height := HeightFor(acts, width)
		acts.Resize(fyne.NewSize(width, height))
		for i, b := range buttons {
			if end := b.Position().Add(b.Size()); end.X > width+0.5 || end.Y > height+0.5 {
				t.Errorf("at a width of %g object %d ends at %v of a height of %g", width, i, end, height)
			}
			if i > 0 && b.Position().Y < buttons[i-1].Position().Y+buttons[i-1].Size().Height && b.Position().X < buttons[i-1].Position().X+buttons[i-1].Size().Width {
				t.Errorf("at a width of %g object %d lies over the one before it", width, i)
			}
		}
	}
}

// Fyne takes away whatever lies above an overlay with it, and tells nobody.
func TestALayerThatClosesTakesWhatLiesAboveItAlong(t *testing.T) {
	begin(t)
	window := stage(t, Space())
	over := window.Canvas()
	heard, closed := 0, ""
	over.SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	lower := OpenLayer(over, NewCard(Space()), 480, 112, nil, func() { closed += "lower " })
	upper := OpenLayer(over, NewCard(Space()), 480, 112, nil, func() { closed += "upper " })
	lower.Close()
	upper.Close()
	if over.Overlays().Top() != nil || closed != "upper lower " {
		t.Errorf("closed: %q", closed)
	}
	over.OnTypedKey()(escape)
	if heard != 1 {
		t.Error("the page does not hear its keys any more")
	}
}

func TestEscClosesADialogOfFynesBeforeTheLayerBelow(t *testing.T) {
	begin(t)
	window := stage(t, Space())
	over := window.Canvas()
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	layer := OpenLayer(over, NewCard(Space()), 480, 112, nil, nil)
	widget.NewModalPopUp(Space(), over).Show()
	over.OnTypedKey()(escape)
	if over.Overlays().Top() != fyne.CanvasObject(layer) {
		t.Fatal("Esc does not lead back to the layer")
	}
	over.OnTypedKey()(escape)
	if over.Overlays().Top() != nil {
		t.Error("the layer stays")
	}
}

func TestANoticeThatStaysGivesWayToANewerOne(t *testing.T) {
	begin(t)
	s := stage(t, Space()).Content().(*Stage)
	undo, copied, failed := NewNotice(theme.IconUndo2, "Hidden", "Close", nil), NewNotice(theme.IconCopy, "Copied", "Close", nil), NewNotice(theme.IconCopy, "Saved", "Close", nil)
	undo.Stays = true
	s.Notify(undo)
	if s.leaving != nil {
		t.Error("what can be undone leaves by itself")
	}
	s.Notify(copied)
	s.Notify(failed)
	for _, notice := range []*Notice{copied, failed, undo} {
		if s.notices[0] != notice {
			t.Fatalf("%q is shown, want %q", s.notices[0].AccessibilityLabel(), notice.AccessibilityLabel())
		}
		notice.Close()
	}
	if len(s.notices) > 0 {
		t.Error("a notice is left")
	}
}
