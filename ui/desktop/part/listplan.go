package part

// Plan of a list: headers and rows as lines one below the other, and where each begins.

import "sort"

// A planLine is a header or a row.
type planLine struct {
	group       int
	at          int // the row, None for a header
	first, last bool
	apart       bool // it lies on no sheet
}

// plan is all lines with where they begin. Heights are whole numbers, so that
// sums stay exact for millions of them.
type plan struct {
	lines []planLine
	tops  []float32 // one more than lines: the last is the height of all
}

func (p *plan) height() float32 {
	if len(p.tops) == 0 {
		return 0
	}
	return p.tops[len(p.tops)-1]
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

// stack sums heights up.
func (p *plan) stack(height func(line int) float32) {
	p.tops = append(p.tops[:0], 0)
	sum := float32(0)
	for i := range p.lines {
		sum += height(i)
		p.tops = append(p.tops, sum)
	}
}

// lineAt is the line at an offset; past the end it is the last.
func (p *plan) lineAt(offset float32) int {
	next := sort.Search(len(p.tops), func(i int) bool { return p.tops[i] > offset })
	return max(min(next-1, len(p.lines)-1), 0)
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
