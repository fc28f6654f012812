package booth

// Drag: a row that follows the mouse, and a knob that does. Near the edge of what is in view the page scrolls along.

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// drag is a row in the hand of the mouse, or a knob.
type drag struct {
	option int
	slide  *zone
	// grip is where in the row the mouse took it, top where it is now, and at where the mouse is.
	grip, top float32
	at        fyne.Position
	scroll    *container.Scroll
	moving    *fyne.Animation
}

// Dragged follows the mouse. Fyne says where it is and how far it came: what is dragged lay where it came from.
func (l *list) Dragged(event *fyne.DragEvent) {
	at := l.logical(event.Position)
	if l.drag == nil && !l.begin(l.logical(event.Position.Subtract(event.Dragged))) {
		return
	}
	l.drag.at = at
	if l.drag.slide != nil {
		l.slideTo(at.X)
		return
	}
	l.carry()
	l.scrollAlong()
}

// begin takes what is under a point, if it can be taken.
func (l *list) begin(at fyne.Position) bool {
	option := l.optionAt(at)
	if option < 0 || l.sheet.doing {
		return false
	}
	d := &drag{option: option, grip: at.Y - l.cells[option].y, top: l.cells[option].y}
	if z := l.zoneAt(at); z != nil && z.slide != nil {
		d.slide = z
		l.sheet.ballot.Focus(option)
	} else if !l.sheet.ballot.Lift(option) {
		return false
	}
	l.takeFocus()
	if around := part.ScrollsAround(l); len(around) > 0 {
		d.scroll = around[0]
	}
	l.drag = d
	l.sheet.changed()
	return true
}

func (l *list) slideTo(x float32) {
	track := l.drag.slide.track
	l.drag.slide.slide(int((x - track.x) * 1000 / max(track.width, 1)))
	l.sheet.changed()
}

// carry moves the row to the mouse, and the others out of its way.
func (l *list) carry() {
	height := l.cells[l.drag.option].height
	l.drag.top = l.drag.at.Y - l.drag.grip
	if l.sheet.ballot.HoverAt(l.thousandths(l.drag.top + height/2)) {
		l.sheet.changed()
		return
	}
	l.Refresh()
}

// thousandths of a row from the top of what is ranked, whatever the rows' heights are.
func (l *list) thousandths(y float32) int {
	gap, bottom, count := px(l.look.gap), float32(0), 0
	for _, option := range l.order[:l.apart] {
		cell := l.cells[option]
		if y < cell.y+cell.height+gap {
			return count*1000 + int(max(y-cell.y, 0)*1000/(cell.height+gap))
		}
		bottom = cell.y + cell.height + gap
		count++
	}
	return count*1000 + int((y-bottom)*1000/px(60))
}

// DragEnd drops what is dragged.
func (l *list) DragEnd() {
	d := l.drag
	if d == nil {
		return
	}
	if d.moving != nil {
		d.moving.Stop()
	}
	l.drag = nil
	if d.slide == nil {
		l.sheet.ballot.Drop()
	}
	l.sheet.changed()
}

// liftedCell is where a lifted row is drawn: under the mouse, or beside its slot; 8 further than the others.
func (l *list) liftedCell(slot area) area {
	slot.x += px(8)
	if l.drag != nil && l.drag.slide == nil {
		slot.y = l.drag.top
	} else {
		slot.y += px(6)
	}
	return slot
}

// How near the edge a row scrolls the page, and how fast, in units; the page is moved anew after so many milliseconds.
const (
	nearEdge     = 40
	perScroll    = 14
	scrollMillis = 30
)

// scrollAlong scrolls as long as the mouse stays near the edge, even where it rests.
func (l *list) scrollAlong() {
	if l.edge() == 0 {
		l.drag.stopMoving()
		return
	}
	l.scrollOnce()
	if l.drag.moving != nil || theme.Still() {
		return
	}
	last := time.Duration(0)
	const turn = time.Second
	began := time.Now()
	l.drag.moving = fyne.NewAnimation(turn, func(float32) {
		if l.drag == nil {
			return
		}
		if now := time.Since(began); now-last > scrollMillis*time.Millisecond {
			last = now
			l.scrollOnce()
		}
	})
	l.drag.moving.RepeatCount = fyne.AnimationRepeatForever
	l.drag.moving.Start()
}

func (d *drag) stopMoving() {
	if d.moving != nil {
		d.moving.Stop()
		d.moving = nil
	}
}

// edge is -1 near the upper edge of what is in view, 1 near the lower; 0 between, and where the list has no more rows there.
func (l *list) edge() float32 {
	if l.drag == nil || l.drag.scroll == nil {
		return 0
	}
	driver := fyne.CurrentApp().Driver()
	top, height := driver.AbsolutePositionForObject(l).Y-driver.AbsolutePositionForObject(l.drag.scroll).Y, l.drag.scroll.Size().Height
	switch y := top + l.drag.at.Y; {
	case y < px(nearEdge) && top < 0:
		return -1
	case y > height-px(nearEdge) && top+l.Size().Height > height:
		return 1
	}
	return 0
}

// scrollOnce moves the page by a step; the row stays under the mouse.
func (l *list) scrollOnce() {
	s, by := l.drag.scroll, l.edge()*px(perScroll)
	before := s.Offset.Y
	s.ScrollToOffset(s.Offset.AddXY(0, by))
	if moved := s.Offset.Y - before; moved != 0 {
		l.drag.at.Y += moved
		l.carry()
	}
}
