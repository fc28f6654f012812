package part

// Keys of a list: one stop for Tab, from which arrows lead to everything.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Focusable  = (*List)(nil)
	_ fyne.Accessible = (*List)(nil)
)

// FocusGained shows where the keys are.
func (l *List) FocusGained() {
	l.focused = true
	l.lead(l.cursor)
}

// FocusLost hides it.
func (l *List) FocusLost() {
	l.focused, l.act = false, None
	l.marked(l.cursor)
}

// TypedRune is for who filters the rows.
func (l *List) TypedRune(typed rune) {
	if l.typing != nil && typed != ' ' { // a space opens the row
		l.typing(typed)
	}
}

// TypedKey leads from line to line, and does what can be done there.
func (l *List) TypedKey(event *fyne.KeyEvent) {
	if len(l.plan.lines) == 0 {
		passOn(l, event)
		return
	}
	switch event.Name {
	case fyne.KeyUp:
		l.lead(l.cursor - 1)
	case fyne.KeyDown:
		l.lead(l.cursor + 1)
	case fyne.KeyHome:
		l.lead(0)
	case fyne.KeyEnd:
		l.lead(len(l.plan.lines) - 1)
	case fyne.KeyPageUp:
		l.lead(min(l.plan.lineAt(max(l.plan.top(l.cursor)-l.page(), 0)), l.cursor-1))
	case fyne.KeyPageDown:
		l.lead(max(l.plan.lineAt(l.plan.top(l.cursor)+l.page()), l.cursor+1))
	case fyne.KeyLeft, fyne.KeyRight:
		l.sideways(sideways(event.Name))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		byKey(event.Name, l.press)
	case desktop.KeyMenu, fyne.KeyF10:
		l.menuHere()
	default:
		passOn(l, event)
	}
}

// page is how far a page key leads: a screenful, less a row.
func (l *List) page() float32 { return max(l.scroll.Size().Height-px(60), px(60)) }

// lead moves the keys to a line and brings it into view.
func (l *List) lead(line int) {
	before := l.cursor
	if line != before {
		l.act = None
	}
	l.cursor = max(min(line, len(l.plan.lines)-1), 0)
	l.intoView(l.cursor)
	l.marked(before)
	l.marked(l.cursor)
	if l.led != nil && l.focused {
		l.led(l.Chosen())
	}
}

// intoView scrolls as little as it takes; heights on the way become known as it goes.
func (l *List) intoView(line int) {
	for range 4 {
		if line >= len(l.plan.lines) || l.scroll.Size().Height <= 0 {
			return
		}
		top, bottom := l.plan.top(line), l.plan.top(line+1)
		before := l.scroll.Offset.Y
		switch {
		case top < before:
			l.scrollTo(top)
		case bottom > before+l.scroll.Size().Height:
			l.scrollTo(min(bottom-l.scroll.Size().Height, top))
		default:
			return
		}
	}
}

// marked draws a line anew, if it is in view.
func (l *List) marked(line int) {
	if s := l.shown[line]; s != nil {
		s.mark()
	}
}

// sideways folds a header or leads into its group, and in a row from button to button.
func (l *List) sideways(step int) {
	line := l.plan.lines[l.cursor]
	if line.at == None {
		folded := l.groups()[line.group].Folded
		if folded == (step > 0) {
			l.toggle(l.cursor)
		} else if step > 0 {
			l.lead(l.cursor + 1)
		}
		return
	}
	var acts []led
	if s := l.shown[l.cursor]; s != nil {
		acts = s.acts()
	}
	if l.act == None && step < 0 {
		l.toHead(line.group)
		return
	}
	if l.act != None && l.act < len(acts) {
		if links, is := acts[l.act].(*Linked); is && links.within(step) {
			return
		}
	}
	l.act = max(min(l.act+step, len(acts)-1), None)
	l.marked(l.cursor)
}

// toHead leads from a row to the header of its group.
func (l *List) toHead(group int) {
	for i := l.cursor; i >= 0; i-- {
		if line := l.plan.lines[i]; line.at == None && line.group == group {
			l.lead(i)
			return
		}
	}
}

// press does what Enter does: on a button of the row, on a header, on the row.
func (l *List) press() {
	if s := l.shown[l.cursor]; s != nil && l.act != None {
		if acts := s.acts(); l.act < len(acts) {
			acts[l.act].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
		return
	}
	if l.plan.lines[l.cursor].at == None {
		l.toggle(l.cursor)
		return
	}
	l.enter(l.cursor)
}

// enter opens the row of a line.
func (l *List) enter(line int) {
	if line >= len(l.plan.lines) {
		return
	}
	l.settleOn(line)
	if at := l.plan.lines[line].at; at != None && l.open != nil {
		l.open(at)
	}
}

// settleOn gives a line the keys, where a click has led.
func (l *List) settleOn(line int) {
	before := l.cursor
	l.cursor, l.act = line, None
	l.marked(before)
	l.marked(line)
	focus(l)
}

// toggle folds or unfolds a group; the keys stay on its header.
func (l *List) toggle(line int) {
	group := l.plan.lines[line].group
	l.settleOn(line)
	l.fold(group, !l.groups()[group].Folded)
	l.Refresh()
}

// menuHere opens the menu of the row that the keys have led to, below its words.
func (l *List) menuHere() {
	if s := l.shown[l.cursor]; s != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
		l.openMenu(l.cursor, at.AddXY(px(max(l.rule, 16)), s.Size().Height-px(8)))
	}
}

// openMenu opens the menu of a row at a place in the window.
func (l *List) openMenu(line int, at fyne.Position) {
	if l.menu == nil || line >= len(l.plan.lines) || l.plan.lines[line].at == None {
		return
	}
	l.settleOn(line)
	if rows := l.menu(l.plan.lines[line].at); len(rows) > 0 {
		PopMenu(fyne.CurrentApp().Driver().CanvasForObject(l), at, rows...)
	}
}

// AccessibilityLabel is that of the row that the keys have led to.
func (l *List) AccessibilityLabel() string {
	s := l.shown[l.cursor]
	if s == nil {
		return ""
	}
	if acts := s.acts(); l.act != None && l.act < len(acts) {
		return acts[l.act].AccessibilityLabel()
	}
	if row, is := s.row.(fyne.Accessible); is {
		return row.AccessibilityLabel()
	}
	return ""
}

// AccessibilityRole says that it can be pressed.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
