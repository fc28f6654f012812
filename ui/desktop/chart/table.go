package chart

// Table: a picture's content in rows, with all its numbers.

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of a table, in units.
const (
	tableGap  = 20
	tableAir  = 8
	tableName = 110 // the least that a name has, where numbers stand beside it
	tableCell = 72  // the least that a number has, with the words behind it broken into lines
)

// newTable draws a table. Where its columns do not fit, each row becomes a few lines: its name, and under it each number behind its head.
func newTable(t outcome.Table) *sketch {
	return newSketch(func(p *pen) float32 {
		d := &tableDrawing{pen: p, table: t}
		if widths := d.widths(); widths != nil {
			return d.inColumns(widths)
		}
		return d.inLines()
	}, t.Text)
}

type tableDrawing struct {
	*pen
	table outcome.Table
}

// widths of the columns; nil where they do not fit.
func (d *tableDrawing) widths() []float32 {
	widths := make([]float32, len(d.table.Head))
	for i, head := range d.table.Head {
		widths[i] = part.Strong(theme.Small, head).Line().MinSize().Width
	}
	for _, row := range d.table.Rows {
		for i, cell := range row {
			if i == 0 || i >= len(widths) {
				continue
			}
			widths[i] = min(max(widths[i], part.Words(theme.Text, cell).Line().MinSize().Width), d.width)
		}
	}
	if len(widths) == 0 {
		return nil
	}
	left, count := d.width, float32(len(widths)-1)
	for _, w := range widths[1:] {
		left -= w + px(tableGap)
	}
	if left < px(tableName) {
		each := (d.width-px(tableName))/max(count, 1) - px(tableGap)
		if each < px(tableCell) {
			return nil
		}
		left = px(tableName) + d.narrow(widths[1:], each)
	}
	widths[0] = left
	return widths
}

// narrow makes columns at most so wide, and returns what is left over.
func (d *tableDrawing) narrow(widths []float32, most float32) float32 {
	left := float32(0)
	for i := range widths {
		left += most - min(widths[i], most)
		widths[i] = min(widths[i], most)
	}
	return left
}

// numeric reports whether a column holds numbers: they end at one line.
func (d *tableDrawing) numeric(column int) bool {
	for _, row := range d.table.Rows {
		if column >= len(row) || row[column] == "" {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(row[column]); !unicode.IsDigit(first) && !unicode.In(first, unicode.Sc, unicode.Pd) {
			return false
		}
	}
	return column > 0
}

func (d *tableDrawing) inColumns(widths []float32) float32 {
	aligns := make([]fyne.TextAlign, len(widths))
	for i := range widths {
		if d.numeric(i) {
			aligns[i] = fyne.TextAlignTrailing
		}
	}
	y := d.row(widths, aligns, 0, func(i int) *part.Text { return part.Strong(theme.Small, d.table.Head[i]).In(theme.Quiet) }, len(d.table.Head))
	for _, row := range d.table.Rows {
		d.line(0, y, d.width, y, 1, theme.Line)
		if len(row) == 1 {
			y += d.put(part.Words(theme.Text, row[0]), 0, y+px(tableAir), d.width) + px(2*tableAir)
			continue
		}
		y = d.row(widths, aligns, y, func(i int) *part.Text { return part.Words(theme.Text, row[i]) }, min(len(row), len(widths)))
	}
	return y
}

// row places the cells of one row and returns where the next one begins.
func (d *tableDrawing) row(widths []float32, aligns []fyne.TextAlign, y float32, cell func(int) *part.Text, count int) float32 {
	x, height := float32(0), float32(0)
	for i := range count {
		height = max(height, d.put(cell(i).Aligned(aligns[i]), x, y+px(tableAir), widths[i]))
		x += widths[i] + px(tableGap)
	}
	return y + height + px(2*tableAir)
}

func (d *tableDrawing) inLines() float32 {
	y := float32(0)
	for i, row := range d.table.Rows {
		if i > 0 {
			d.line(0, y, d.width, y, 1, theme.Line)
		}
		y += px(tableAir)
		y += d.put(part.Strong(theme.Text, row[0]), 0, y, d.width)
		var spans []part.Span
		for at, cell := range row[1:] {
			if cell == "" {
				continue
			}
			if len(spans) > 0 {
				spans = append(spans, part.Span{Text: "   "})
			}
			if head := d.table.Head; at+1 < len(head) && head[at+1] != "" {
				spans = append(spans, part.Span{Text: head[at+1] + ": ", Color: theme.Quiet})
			}
			spans = append(spans, part.Span{Text: cell})
		}
		if len(spans) > 0 {
			y += d.put(part.Rich(theme.Text, spans...), 0, y, d.width)
		}
		y += px(tableAir)
	}
	return y
}
