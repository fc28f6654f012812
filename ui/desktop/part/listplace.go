package part

// Placing: which rows of a list exist, and where they lie.

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// headHeight is a header's, with the air above it, in units.
const headHeight = 44

// ensure makes the plan anew where what the list shows has changed.
func (l *List) ensure() {
	if l.factor != theme.Factor() || l.width != l.scroll.Size().Width-px(l.gutter) {
		if l.factor != theme.Factor() {
			clear(l.heights) // those of another width are near enough until they are seen
		}
		l.factor, l.width, l.stale = theme.Factor(), l.scroll.Size().Width-px(l.gutter), true
	}
	if !l.stale {
		return
	}
	count := l.count()
	groups := []Group{{Rows: count}}
	if l.groups != nil {
		groups = l.groups()
	}
	if len(l.heights) != count {
		heights := make([]float32, count)
		copy(heights, l.heights)
		l.heights = heights
	}
	l.plan.flatten(groups, count, l.apart)
	l.stack()
	for _, s := range l.shown {
		s.filled = false
	}
	l.cursor = max(min(l.cursor, len(l.plan.lines)-1), 0)
	l.stale = false
}

// stack takes all heights into the plan, with a guess for rows that were never seen.
func (l *List) stack() {
	l.guess = l.usual()
	l.plan.stack(func(i int) float32 {
		line := l.plan.lines[i]
		if line.at == None {
			return float32(math.Ceil(float64(px(headHeight))))
		}
		height := l.heights[line.at]
		if height == 0 {
			height = l.guess
		}
		return height + l.edges(line)
	})
}

// usualAmong rows say how high the others may be.
const usualAmong = 200

// usual is the height of a row that was never seen: that of the first ones, as far as they were.
func (l *List) usual() float32 {
	sum, seen := float32(0), 0
	for _, height := range l.heights[:min(len(l.heights), usualAmong)] {
		if height > 0 {
			sum, seen = sum+height, seen+1
		}
	}
	if seen == 0 {
		return px(60)
	}
	return float32(math.Ceil(float64(sum / float32(seen))))
}

// learnt takes what the rows in view have said of their heights into the plan. The others are guessed anew only where the guess was a bad one.
func (l *List) learnt(lines []int) {
	if usual := l.usual(); max(usual, l.guess) > 1.1*min(usual, l.guess) {
		l.stack()
		return
	}
	for _, line := range lines {
		planned := l.plan.lines[line]
		l.plan.set(line, l.heights[planned.at]+l.edges(planned))
	}
}

// edges is what the sheet adds to a row: the hairline below, and its upper edge.
func (l *List) edges(line planLine) float32 {
	switch {
	case l.plain, line.apart:
		return 0
	case line.first:
		return 2
	}
	return 1
}

// placeRows fills and places what is in view. What is above it may turn out
// higher or lower than it was guessed: what is seen stays where it is.
func (l *List) placeRows() {
	if l.placing || l.scroll.Size().Height <= 0 {
		return
	}
	l.placing = true
	defer func() { l.placing = false }()
	l.ensure()
	for range 4 {
		offset := l.clamped()
		anchor := l.plan.lineAt(offset)
		within := float32(0)
		if len(l.plan.lines) > 0 {
			within = offset - l.plan.top(anchor)
		}
		changed := l.fillRows(anchor, offset+l.scroll.Size().Height)
		if len(changed) == 0 {
			break
		}
		l.learnt(changed)
		l.scroll.Offset.Y = l.plan.top(anchor) + within
	}
	l.clamped()
	l.settle()
	size := fyne.NewSize(l.width+px(l.gutter), max(l.plan.height(), l.scroll.Size().Height))
	before := l.content.Size()
	l.content.Resize(size)
	l.content.Move(fyne.NewPos(0, -l.scroll.Offset.Y))
	if size != before {
		l.scroll.Refresh() // its bar is another one
	}
}

// scrollTo scrolls to an offset without drawing anew what stays in view.
func (l *List) scrollTo(offset float32) {
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(min(offset, l.plan.height()-l.scroll.Size().Height), 0)))
	l.placeRows()
}

// clamped keeps the offset between the first and the last row.
func (l *List) clamped() float32 {
	l.scroll.Offset.Y = max(min(l.scroll.Offset.Y, l.plan.height()-l.scroll.Size().Height), 0)
	return l.scroll.Offset.Y
}

// fillRows makes sure that all lines from one to an offset exist, and returns
// those that have another height than the plan thought.
func (l *List) fillRows(first int, until float32) (changed []int) {
	last := first
	for last+1 < len(l.plan.lines) && l.plan.top(last+1) < until {
		last++
	}
	for i, s := range l.shown {
		if i < first || i > last || i >= len(l.plan.lines) || s.isHead() != (l.plan.lines[i].at == None) {
			l.putAway(i, s)
		}
	}
	for i := first; i <= last && i < len(l.plan.lines); i++ {
		s := l.shown[i]
		if s == nil {
			s = l.take(l.plan.lines[i].at == None)
			l.shown[i] = s
		}
		if !s.filled {
			s.show(i)
		}
		at := l.plan.lines[i].at
		if at == None {
			continue
		}
		height := float32(math.Ceil(float64(HeightFor(s.row, l.width-l.sides(l.plan.lines[i])))))
		if l.heights[at] != height {
			l.heights[at], changed = height, append(changed, i)
		}
	}
	return changed
}

// sides is the width of a sheet's two edges, where a line lies on one.
func (l *List) sides(line planLine) float32 {
	if l.plain || line.apart {
		return 0
	}
	return 2
}

func (l *List) putAway(line int, s *slot) {
	delete(l.shown, line)
	s.filled, s.hovered = false, false
	for _, p := range pressables(s.row) {
		p.hovered = false // the pointer stays where it is
	}
	if s.isHead() {
		l.heads = append(l.heads, s)
	} else {
		l.spare = append(l.spare, s)
	}
}

// take is a slot to be filled: one that went out of view, or a new one.
func (l *List) take(head bool) *slot {
	from := &l.spare
	if head {
		from = &l.heads
	}
	if count := len(*from); count > 0 {
		s := (*from)[count-1]
		*from = (*from)[:count-1]
		return s
	}
	return newSlot(l, head)
}

// settle places the slots in reading order.
func (l *List) settle() {
	objects := make([]fyne.CanvasObject, 0, len(l.shown))
	first := l.plan.lineAt(l.scroll.Offset.Y)
	for i := first; len(objects) < len(l.shown) && i < len(l.plan.lines); i++ {
		s := l.shown[i]
		if s == nil {
			break
		}
		s.Move(fyne.NewPos(0, l.plan.top(i)))
		s.Resize(fyne.NewSize(l.width, l.plan.heights[i]))
		objects = append(objects, s)
	}
	l.content.Objects = objects // rows that are filled anew have said so themselves
}
