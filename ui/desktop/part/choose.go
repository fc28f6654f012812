package part

// Choose: the switch, and segments of which one is chosen.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Switch turns something on or off, at once.
type Switch struct {
	pressable
	on bool
}

// NewSwitch makes a switch; states are the words for on and off, said after its name.
func NewSwitch(name string, states [2]string, on bool, changed func(on bool)) *Switch {
	s := &Switch{on: on}
	s.begin(s, func() string { return name + ", " + states[index(s.on)] }, func() {
		s.on = !s.on
		s.Refresh()
		changed(s.on)
	})
	return s
}

// Set turns it without telling anybody.
func (s *Switch) Set(on bool) {
	s.on = on
	s.Refresh()
}

// CreateRenderer draws track and knob.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	ring, track, knob := box(14), box(10), box(7)
	d := &drawing{objects: []fyne.CanvasObject{ring, track, knob}}
	d.arrange = func(size fyne.Size) {
		y := (size.Height - px(20)) / 2
		put(ring, size.Width, -px(4), y-px(4), px(44), px(28))
		put(track, size.Width, 0, y, px(36), px(20))
		if s.on {
			knob.CornerRadius = px(7)
			put(knob, size.Width, px(36-3-14), y+px(3), px(14), px(14))
			return
		}
		knob.CornerRadius = px(5)
		put(knob, size.Width, px(5), y+px(5), px(10), px(10))
	}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		if s.on {
			fill(track, theme.Primary, theme.Clear, 0)
			fill(knob, theme.OnPrimary, theme.Clear, 0)
		} else {
			fill(track, theme.Clear, theme.Control, px(2))
			fill(knob, theme.Control, theme.Clear, 0)
		}
		d.arrange(s.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(36), px(20)) }
	d.paint()
	return d
}
