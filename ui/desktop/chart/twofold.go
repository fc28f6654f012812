package chart

// Twofold: a picture and the same as a table, with the button that changes between them.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// twofold shows one of the two. The table is made when it is first asked for.
type twofold struct {
	body    *fyne.Container
	button  *part.Button
	picture fyne.CanvasObject
	table   fyne.CanvasObject
	legend  *caption // of the picture alone; nil for none
}

func newTwofold(w view.Words, picture fyne.CanvasObject, table outcome.Table) *twofold {
	t := &twofold{picture: picture, body: part.Column(0, picture)}
	asTable, asPicture := w.Say.T("chart.as_table", nil), w.Say.T("chart.as_picture", nil)
	t.button = part.NewButton(part.Plain, theme.IconTable2, asTable, func() {
		if t.body.Objects[0] == t.table {
			t.button.SetText(asTable)
			t.show(t.picture)
			return
		}
		if t.table == nil {
			t.table = newTable(table)
		}
		t.button.SetText(asPicture)
		t.show(t.table)
	}).High(part.InLine)
	return t
}

func (t *twofold) show(object fyne.CanvasObject) {
	t.body.Objects = []fyne.CanvasObject{object}
	if t.legend != nil {
		t.legend.sketch.Hide()
		if object == t.picture {
			t.legend.sketch.Show()
		}
	}
	t.body.Refresh()
}

// under sets the button at the end of a line, or below it where there is little room.
func (t *twofold) under(object fyne.CanvasObject) fyne.CanvasObject {
	return part.FoldBeside(380, 8, 132, object, part.Row(0, 0, part.Space(), t.button))
}

// foot is the line under a picture: what its signs mean, or what is read, and the button at its end.
func (t *twofold) foot(legend *caption) fyne.CanvasObject {
	t.legend = legend
	return t.under(part.Column(0, legend.sketch))
}
