package decide

// Editor, laid out: the way to it, the title, the desk with source and preview, and what will follow.

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// layOut sets the page anew.
func (e *editor) layOut() {
	head := part.Column(8, e.path(), e.title)
	desk := e.desk()
	if e.narrow {
		column := part.Column(16, head, part.Tall(420, desk), e.notice, e.beside())
		page := part.NewScroll(part.Page{Top: 28}.Of(column, nil))
		part.PutIn(e.whole, page)
		return
	}
	column := part.Under(16, head, part.Ends(desk, e.notice))
	part.PutIn(e.whole, part.Page{Top: 28}.Filled(part.Abreast(288, 24, column, part.NewScroll(e.beside()))))
}

// path is the way back, with where the draft is at its end.
func (e *editor) path() fyne.CanvasObject {
	s := e.shell
	places := e.model.Path()
	crumbs := make([]part.Crumb, len(places))
	for i, place := range places {
		crumbs[i] = part.Crumb{Text: place}
	}
	crumbs[0].Open = func() { s.Go(view.Target{Section: view.SectionDecisions}) }
	if e.model.Of() != "" && len(crumbs) > 2 {
		crumbs[1].Open = e.back
	}
	drop := part.NewButton(part.Bare, theme.IconTrash2, "", e.discard).High(part.InLine).Tip(s.T("edit.discard", nil), "")
	e.top = part.Row(8, 0, part.Path(crumbs...), part.NewSymbol(theme.IconLaptop, 16, theme.Primary), e.saved, drop)
	return e.top
}

// buttonMarks are the buttons over the text, with what else does the same.
var buttonMarks = []struct {
	mark view.TextMark
	icon theme.Icon
	key  fyne.KeyName
}{
	{view.MarkHeading, theme.IconHeading, fyne.KeyH},
	{view.MarkBold, theme.IconBold, fyne.KeyB},
	{view.MarkItalic, theme.IconItalic, fyne.KeyI},
	{view.MarkBullets, theme.IconList, fyne.KeyL},
	{view.MarkNumbers, theme.IconListOrdered, ""},
	{view.MarkTable, theme.IconTable2, ""},
	{view.MarkQuote, theme.IconQuote, ""},
	{view.MarkLink, theme.IconLink, ""},
}

// desk is source and preview with their buttons.
func (e *editor) desk() fyne.CanvasObject {
	s := e.shell
	bar := part.Row(2, part.None)
	for _, b := range buttonMarks {
		key := ""
		if b.key != "" {
			key = s.Words().Keys("Ctrl " + string(b.key))
		}
		bar.Add(part.NewButton(part.Bare, b.icon, "", func() { e.mark(b.mark) }).Tip(s.T("edit.mark."+string(b.mark), nil), key))
	}
	words, views := []string{s.T("edit.write", nil), s.T("edit.both", nil), s.T("edit.read", nil)}, []int{showWrite, showBoth, showRead}
	icons := []theme.Icon{theme.IconPencil, theme.IconColumns2, theme.IconEye}
	if e.narrow {
		words, views, icons = []string{words[0], words[2]}, []int{showWrite, showRead}, []theme.Icon{icons[0], icons[2]}
	}
	at := 0
	for i, v := range views {
		if v == e.shown {
			at = i
		}
	}
	which := part.NewSegments(s.T("edit.views", nil), words, at, func(at int) {
		e.shown = views[at]
		e.layOut()
	}).High(32).WithIcons(icons...)
	e.scroll = part.NewScroll(e.read)
	var halves []fyne.CanvasObject
	if e.shown != showRead && (e.narrow || e.shown != showRead) {
		halves = append(halves, e.text)
	}
	if e.shown == showRead || e.shown == showBoth && !e.narrow {
		halves = append(halves, e.scroll)
	}
	head := part.Row(8, 1, bar, part.Space(), which)
	foot := part.Row(12, 0, e.count, part.Quietly(theme.Small, s.T("edit.keys", nil)).Line())
	if e.narrow {
		head, foot = part.Row(8, 0, part.Space(), which), part.Row(12, 0, e.count)
		return part.Desk(part.Column(0, head), foot, halves...)
	}
	return part.Desk(head, foot, halves...)
}

// beside is what will follow, and the button.
func (e *editor) beside() fyne.CanvasObject {
	s := e.shell
	column := part.Column(16)
	switch e.model.Kind {
	case view.EditNew:
		says := part.Column(6)
		titles, chosen := e.model.Tracks()
		fill := func() {
			says.Objects = nil
			for _, said := range e.model.TrackSays() {
				says.Add(part.TopRow(8, 1, part.NewSymbol(theme.IconScale, 16, theme.Quiet), part.Quietly(theme.Small, said)))
			}
		}
		fill()
		track := part.NewSelect(s.T("edit.track", nil), titles, chosen, func(at int) {
			e.model.SetTrack(at)
			fill()
			e.typed()
			e.layOut()
		})
		column.Add(part.NewCard(part.Column(12, part.Strong(theme.Text, s.T("edit.track", nil)), track, says)))
	case view.EditAmendment:
		column.Add(part.NewCard(part.Column(16, e.name, e.note)))
	}
	steps := make([]part.NumberedRow, 0, 3)
	for i, step := range e.model.Steps() {
		steps = append(steps, part.NumberedRow{Number: strconv.Itoa(i + 1), Title: step.Title, Says: step.Says})
	}
	follows := part.Column(12, part.Strong(theme.Text, s.T("edit.then", nil)), part.WhatFollows(steps...))
	under := part.Quietly(theme.Small, e.model.PublishUnder()).Aligned(fyne.TextAlignCenter)
	column.Add(part.NewCard(part.Column(0, part.Pad(20, 20, 16, 20, follows), part.NewRule(0), part.Pad(16, 20, 20, 20, part.Column(10, e.act, under)))).Air(0))
	return column
}

// mark writes a mark around the selection, or in front of the lines that it touches.
func (e *editor) mark(m view.TextMark) {
	entry := e.text.Entry
	e.shell.Frame.Canvas().Focus(entry)
	if m.IsInline() {
		entry.Insert(m.Around(entry.SelectedText()))
		return
	}
	from, until := e.lines()
	e.write(m.Lines(entry.Text, from, until))
}

// lines are those that the selection touches, or the one with the cursor. Fyne tells rows as they are wrapped, so they are counted in the text.
func (e *editor) lines() (from, until int) {
	entry := e.text.Entry
	before := e.text.Before()
	until = strings.Count(before, "\n")
	return max(until-strings.Count(entry.SelectedText(), "\n"), 0), until
}

// write puts another text in place of the whole, and the cursor to where it was from the end.
func (e *editor) write(written string) {
	e.text.Replace(written)
}

// shortcut is what the keyboard does to the text beside writing.
func (e *editor) shortcut(shortcut fyne.Shortcut) bool {
	custom, is := shortcut.(*desktop.CustomShortcut)
	if !is || custom.Modifier&fyne.KeyModifierShortcutDefault == 0 {
		return false
	}
	for _, b := range buttonMarks {
		if b.key != "" && b.key == custom.KeyName {
			e.mark(b.mark)
			return true
		}
	}
	switch custom.KeyName {
	case fyne.KeyRightBracket, fyne.KeyLeftBracket:
		from, until := e.lines()
		e.write(view.Indent(e.text.Entry.Text, from, until, custom.KeyName == fyne.KeyLeftBracket))
		return true
	case fyne.KeyS:
		e.save()
		return true
	}
	return false
}
