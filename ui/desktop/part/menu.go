package part

// Menu: a list of acts that floats where it was asked for, and the question before an act that cannot be undone.

import (
	"fyne.io/fyne/v2"

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

// PopMenu opens a menu with its corner at a place in the window, or as near as
// there is room. A row closes it before it does what it says; so do Esc and a
// click beside it. A nil row is a rule between groups. The keys begin on the
// chosen row, or on the first.
func PopMenu(over fyne.Canvas, at fyne.Position, rows ...*ListRow) *Layer {
	menu := Menu(rows...)
	if HeightFor(menu, px(272)) > over.Size().Height-px(16) {
		menu.content = NewScroll(menu.content)
	}
	l := &Layer{sheet: menu, light: true}
	l.lay = func(size fyne.Size) (x, y, w, h float32) {
		w = min(px(272), size.Width-px(16))
		h = min(menu.full(w), size.Height-px(16))
		x, y = at.X, at.Y
		if theme.Mirrored() {
			x -= w
		}
		if y+h > size.Height-px(8) {
			y = max(size.Height-px(8)-h, px(8))
		}
		return max(min(x, size.Width-w-px(8)), px(8)), y, w, h
	}
	var first fyne.Focusable
	for _, r := range rows {
		if r == nil {
			continue
		}
		if first == nil || r.chosen {
			first = r
		}
		do := r.press
		r.press = func() {
			l.Close()
			if do != nil {
				do()
			}
		}
	}
	return l.open(over, first, nil)
}

// MenuUnder opens a menu below an object, with their end edges in line.
func MenuUnder(object fyne.CanvasObject, rows ...*ListRow) *Layer {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(object).AddXY(0, object.Size().Height+px(4))
	if !theme.Mirrored() {
		at.X += object.Size().Width - px(272)
	} else {
		at.X += px(272)
	}
	return PopMenu(driver.CanvasForObject(object), at, rows...)
}

// MenuFrom opens a menu below an object, with their start edges in line.
func MenuFrom(object fyne.CanvasObject, rows ...*ListRow) *Layer {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(object).AddXY(0, object.Size().Height+px(4))
	if theme.Mirrored() {
		at.X += object.Size().Width
	}
	return PopMenu(driver.CanvasForObject(object), at, rows...)
}

// full is the height at which nothing in a card scrolls.
func (c *Card) full(width float32) float32 {
	if scroll, is := c.content.(*Scroll); is {
		return HeightFor(scroll.content, width-2*px(c.air)) + 2*px(c.air)
	}
	return c.HeightFor(width)
}
