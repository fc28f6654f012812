package part

// Prose, what has rows: lists, with boxes to tick, and tables.

import (
	"strconv"

	"fyne.io/fyne/v2"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// list sets each item beside its sign or number.
func (w *proseWriter) list(list *ast.List, depth int) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		sign := "•"
		if list.IsOrdered() {
			sign = strconv.Itoa(number) + "."
			number++
		}
		label := Wide(24, Words(w.options.Step, sign).Line())
		if box := taskOf(item); box != nil {
			label = Wide(28, w.task(box.IsChecked))
		}
		rows = append(rows, TopRow(0, 1, label, Column(blockGap(w.options.Step)/2, w.blocks(item, depth+1)...)))
	}
	return Column(blockGap(w.options.Step)/2, rows...)
}

// taskOf is the box to tick that an item begins with, nil where it has none.
func taskOf(item ast.Node) *extast.TaskCheckBox {
	if item.FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return box
}

// task is a box that is shown and not ticked here.
func (w *proseWriter) task(done bool) fyne.CanvasObject {
	icon, token := theme.IconSquare, theme.Quiet
	if done {
		icon, token = theme.IconSquareCheck, theme.Primary
	}
	return Pad((w.options.Step.Line-18)/2, 0, 0, 0, Wide(18, NewSymbol(icon, 18, token)))
}

// table sets cells side by side, all columns equally wide, the head in bold.
func (w *proseWriter) table(table *extast.Table) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		var cells []fyne.CanvasObject
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			words := Rich(theme.Text, w.inline(cell, Span{Bold: head})...)
			if c, is := cell.(*extast.TableCell); is && c.Alignment == extast.AlignRight {
				words.Aligned(fyne.TextAlignTrailing)
			}
			cells = append(cells, words)
		}
		if len(rows) > 0 {
			rows = append(rows, NewRule(0))
		}
		rows = append(rows, Even(16, cells...))
	}
	return Column(8, rows...)
}
