package booth

// Reason: the field for what is said with the ballot. Where nothing need be said it is asked for first, so that a sheet stays short.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

type reason struct {
	sheet   *Sheet
	box     *fyne.Container
	open    *part.Button
	label   *part.Text
	field   *part.Field
	room    *part.Text
	setting bool // the field is written by us
}

func newReason(s *Sheet) *reason {
	r := &reason{
		sheet: s, label: part.Strong(theme.Small, ""), field: part.NewLongField("", "", 3),
		room: part.Quietly(theme.Small, ""),
	}
	r.open = part.NewButton(part.Plain, theme.IconMessageSquare, s.page.Words.Add, func() {
		s.reasonOpen = true
		s.update()
		r.focus()
	}).High(part.InLine)
	r.field.Entry.OnChanged = r.typed
	r.box = part.Column(6, part.Row(0, part.None, r.open), r.label, r.field, r.room)
	r.show()
	return r
}

func (r *reason) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.field.Entry); c != nil {
		c.Focus(r.field.Entry)
	}
}

// typed takes what stands in the field; what is too long is taken back.
func (r *reason) typed(text string) {
	if r.setting || text == r.sheet.ballot.Reason() {
		return
	}
	r.sheet.after(func() { r.sheet.ballot.Explain(text) })()
	r.show()
}

func (r *reason) show() {
	is := r.sheet.page.Words
	opened := is.Shown && (is.Needed || r.sheet.reasonOpen || is.Text != "")
	r.box.Hidden = !is.Shown
	r.open.Hidden = opened
	r.label.Hidden, r.field.Hidden = !opened, !opened
	r.open.SetText(is.Add)
	r.label.SetText(is.Label)
	r.room.SetText(is.Room)
	r.room.Hidden = !opened || is.Room == ""
	if r.field.Entry.Text != is.Text {
		r.setting = true
		r.field.Entry.SetText(is.Text)
		r.setting = false
	}
}
