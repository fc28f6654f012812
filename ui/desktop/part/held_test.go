package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestARowIsOpenedThatWasPressed(t *testing.T) {
	begin(t)
	rows, opened := []string{"Roof", "Cellar"}, ""
	l := NewList(func() int { return len(rows) }, NewStandRow, func(at int, row *StandRow) { row.Set(Standing{Title: rows[at]}) }, func(at int) { opened = rows[at] })
	l.Resize(fyne.NewSize(600, 400))
	l.Refresh()
	pressed := l.content.Objects[0].(*slot)
	comes := func() {
		WhenLetGo(func() {
			rows = append([]string{"Ladders"}, rows...)
			l.Refresh()
		})
	}
	pressed.MouseDown(&desktop.MouseEvent{})
	comes()
	pressed.Tapped(&fyne.PointEvent{})
	if opened != "Roof" {
		t.Errorf("opened %q", opened)
	}
	pressed.MouseUp(&desktop.MouseEvent{})
	if len(rows) != 3 {
		t.Error("what came is lost")
	}

	// Who leaves the row with the button held does not click.
	pressed.MouseDown(&desktop.MouseEvent{})
	comes()
	pressed.MouseOut()
	if len(rows) != 4 {
		t.Error("it waits although nobody holds anything")
	}
	comes()
	if len(rows) != 5 {
		t.Error("it waits though nothing is held")
	}
}
