package part

// Group head: the header of a group of rows, which folds them away.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// GroupHead names a group, says how many rows it has, and folds them.
type GroupHead struct {
	pressable
	title, count *Text
	folded       bool
}

// NewGroupHead makes a header; states are the words for folded and not.
func NewGroupHead(title, count string, states [2]string, toggle func()) *GroupHead {
	h := &GroupHead{title: Strong(theme.Text, title).Lines(1), count: Quietly(theme.Small, count).Line()}
	h.begin(h, func() string {
		said := h.title.String()
		if h.count.String() != "" {
			said += ", " + h.count.String()
		}
		return said + ", " + states[index(h.folded)]
	}, toggle)
	return h
}

// Set shows another group.
func (h *GroupHead) Set(title, count string, folded bool) {
	h.folded = folded
	h.title.SetText(title)
	h.count.SetText(count)
	h.Refresh()
}

// CreateRenderer draws chevron, title and count below some air.
func (h *GroupHead) CreateRenderer() fyne.WidgetRenderer {
	ring, chevron := box(6), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, chevron, h.title, h.count}}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, 0)
		if h.focused {
			ring.StrokeWidth = px(2)
		}
		ink, icon := theme.Quiet, theme.IconChevronDown
		if h.hovered {
			ink = theme.Ink
		}
		if h.folded {
			icon = theme.IconChevronRight
			if theme.Mirrored() {
				icon = theme.IconChevronLeft
			}
		}
		setIcon(chevron, icon, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(120), px(headHeight)) }
	d.arrange = func(size fyne.Size) {
		top := size.Height - px(28)
		count := h.count.MinSize().Width
		title := min(h.title.natural(), size.Width-px(40)-count)
		put(ring, size.Width, 0, top-px(4), px(24)+title+px(8)+count+px(8), px(28))
		put(chevron, size.Width, 0, top+px(1), px(18), px(18))
		put(h.title, size.Width, px(24), top, title, px(20))
		put(h.count, size.Width, px(24)+title+px(8), top+px(2), count, px(16))
	}
	d.paint()
	return d
}
