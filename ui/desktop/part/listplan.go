package part

// Plan of a list: headers and rows as lines one below the other, and where each begins.

import "math/bits"

// A planLine is a header or a row.
type planLine struct {
	group       int
	at          int // the row, None for a header
	first, last bool
	apart       bool // it lies on no sheet
}

// plan is all lines with how high each is. Heights are kept as sums over stretches of lines, each twice as long as the one below it (a Fenwick
// tree), so that one that turns out otherwise costs a few additions, and not a hundred thousand. They are whole numbers, and so sums stay exact.
type plan struct {
	lines   []planLine
	heights []float32
	sums    []float64 // of the stretch that ends with a line; counted from 1
}

func (p *plan) height() float32 { return p.top(len(p.heights)) }

// top is where a line begins; past the last one, where all end.
func (p *plan) top(line int) float32 {
	sum := 0.0
	for i := min(line, len(p.heights)); i > 0; i -= i & -i {
		sum += p.sums[i]
	}
	return float32(sum)
}

// set says how high a line is, after all.
func (p *plan) set(line int, height float32) {
	more := float64(height) - float64(p.heights[line])
	p.heights[line] = height
	for i := line + 1; i < len(p.sums); i += i & -i {
		p.sums[i] += more
	}
}

// flatten makes lines of groups; a group without a title has no header. The first rows may lie apart.
func (p *plan) flatten(groups []Group, count, apart int) {
	p.lines = p.lines[:0]
	at := 0
	for g, group := range groups {
		if group.Title != "" {
			p.lines = append(p.lines, planLine{group: g, at: None})
		}
		rows := max(min(group.Rows, count-at), 0)
		for i := range rows {
			if group.Folded {
				break
			}
			p.lines = append(p.lines, planLine{group: g, at: at + i, first: i == 0 || at+i == apart, last: i == rows-1, apart: at+i < apart})
		}
		at += rows
	}
}

// stack takes the heights of all lines.
func (p *plan) stack(height func(line int) float32) {
	p.heights, p.sums = p.heights[:0], append(p.sums[:0], 0)
	for i := range p.lines {
		p.heights = append(p.heights, height(i))
		p.sums = append(p.sums, float64(p.heights[i]))
	}
	for i := 1; i < len(p.sums); i++ {
		if above := i + i&-i; above < len(p.sums) {
			p.sums[above] += p.sums[i]
		}
	}
}

// lineAt is the line at an offset; past the end it is the last.
func (p *plan) lineAt(offset float32) int {
	at, rest := 0, float64(offset)
	for step := 1 << bits.Len(uint(len(p.heights))); step > 0; step /= 2 {
		if next := at + step; next < len(p.sums) && p.sums[next] <= rest {
			at, rest = next, rest-p.sums[next]
		}
	}
	return max(min(at, len(p.lines)-1), 0)
}

// lineOf is the line of a row, None where it is folded away.
func (p *plan) lineOf(at int) int {
	for i := range p.lines {
		if p.lines[i].at == at {
			return i
		}
	}
	return None
}
