package part

// Menu: a list of acts that floats where it was asked for, and the question before an act that cannot be undone.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Menu is rows on a floating card, 272 wide. A nil row is a rule between groups.
func Menu(rows ...*ListRow) *Card {
	objects := make([]fyne.CanvasObject, len(rows))
	for i, r := range rows {
		if objects[i] = r; r == nil {
			objects[i] = Pad(6, 0, 6, 0, NewRule(0))
		}
	}
	menu := NewCard(Column(0, objects...)).Air(6).Floating(8)
	for i, r := range rows {
		if r != nil {
			r.keys = menuKeys(rows, i)
		}
	}
	return menu
}

// menuKeys go from row to row.
func menuKeys(rows []*ListRow, at int) func(*fyne.KeyEvent) bool {
	return func(event *fyne.KeyEvent) bool {
		step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[event.Name]
		if step == 0 {
			return false
		}
		for next := at + step; next >= 0 && next < len(rows); next += step {
			if rows[next] != nil {
				focus(rows[next])
				break
			}
		}
		return true
	}
}

// focus gives an object of ours the keyboard.
func focus(object fyne.Focusable) {
	if shown, is := object.(fyne.CanvasObject); is {
		if c := fyne.CurrentApp().Driver().CanvasForObject(shown); c != nil {
			c.Focus(object)
		}
	}
}

// Question is the sheet that asks before an act that cannot be undone. It says
// what goes and what stays; the harmless choice comes first.
func Question(title, says string, harmless, act *Button) *Card {
	buttons := Row(12, 0, Space(), harmless, act)
	words := Column(8, Strong(theme.Heading, title), Words(theme.Text, says))
	return NewCard(Pad(4, 4, 4, 4, Column(20, words, buttons))).Floating(12)
}

// Layer covers the whole window with a scrim and holds a sheet above it. Fyne's
// modal keeps Tab inside and gives the focus back; Esc closes it here.
type Layer struct {
	widget.BaseWidget
	sheet fyne.CanvasObject
	width float32
	top   float32
	popup *widget.PopUp
	left  func()
	back  func() // gives the page its keys again
}

// OpenLayer shows a sheet so many units wide and so far below the window's top, and puts the focus on first.
func OpenLayer(over fyne.Canvas, sheet fyne.CanvasObject, width, top float32, first fyne.Focusable, closed func()) *Layer {
	l := &Layer{sheet: sheet, width: width, top: top, left: closed}
	l.ExtendBaseWidget(l)
	l.popup = widget.NewModalPopUp(l, over)
	before := over.OnTypedKey()
	over.SetOnTypedKey(func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeyEscape {
			l.Close()
		}
	})
	l.back = func() { over.SetOnTypedKey(before) }
	l.popup.Resize(over.Size())
	l.popup.Show()
	if first != nil {
		over.Focus(first)
	}
	return l
}

// Close takes the sheet away and gives the focus back.
func (l *Layer) Close() {
	l.back()
	l.popup.Hide()
	if l.left != nil {
		l.left()
	}
}

func (l *Layer) inside() []fyne.CanvasObject { return []fyne.CanvasObject{l.sheet} }

// CreateRenderer draws scrim and sheet.
func (l *Layer) CreateRenderer() fyne.WidgetRenderer {
	scrim := canvas.NewRectangle(theme.Color(theme.Scrim))
	d := &drawing{objects: []fyne.CanvasObject{scrim, l.sheet}}
	d.paint = func() { scrim.FillColor = theme.Color(theme.Scrim) }
	d.least = func() fyne.Size { return fyne.NewSize(px(320), px(320)) }
	d.arrange = func(size fyne.Size) {
		scrim.Resize(size)
		width := min(px(l.width), size.Width-px(32))
		height := min(HeightFor(l.sheet, width), size.Height-px(l.top)-px(24))
		l.sheet.Move(fyne.NewPos((size.Width-width)/2, px(l.top)))
		l.sheet.Resize(fyne.NewSize(width, height))
	}
	return d
}
