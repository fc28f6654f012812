package welcome

// Phrase: the 24 words, shown once, and the three that are asked back.

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// phrasePage is the second step. The words stay the same however often somebody comes back to it.
func (w *Welcome) phrasePage(before func()) {
	if w.said.Phrase.Words() == nil {
		phrase, err := identity.Generate(w.s.Install.Random)
		if err != nil {
			w.s.Fail(err)
			return
		}
		w.said.Phrase = phrase
	}
	again := func() { w.phrasePage(before) }
	print := part.NewButton(part.Plain, theme.IconPrinter, w.t("enter.phrase_print"), w.printPhrase).High(part.OfPage)
	act := part.NewButton(part.Primary, "", w.t("enter.phrase_written"), func() { w.askBack(before) }).High(part.OfPage)
	var back *part.Button
	if before != nil {
		back = w.backButton(w.t("enter.back"), before)
	}
	words := part.NewCard(wordGrid(view.PhraseWords(w.said.Phrase))).On(theme.Raised, theme.Raised)
	card := sheet(headed(w.t("enter.phrase_title"), w.t("enter.phrase_says")), part.Pad(20, 0, 28, 0, words), feet(back, print, act))
	notes := w.notes(note{theme.IconPencil, "enter.phrase_note_paper"}, note{theme.IconEyeOff, "enter.phrase_note_alone"}, note{theme.IconUsers, "enter.phrase_note_nobody"})
	w.page(again, before, wideSheet, w.stepped(1, card, notes), act)
}

// wordGrid sets the words in columns, to be read downwards.
func wordGrid(words []view.NumberedWord) fyne.CanvasObject {
	const columns = 4
	grid := part.Even(12)
	for c := range columns {
		column := part.Column(10)
		for _, word := range words[c*len(words)/columns : (c+1)*len(words)/columns] {
			column.Add(part.Row(8, 1, part.Wide(20, part.Quietly(theme.Small, word.Number).Aligned(fyne.TextAlignTrailing)), part.Strong(theme.Text, word.Word).Lines(1)))
		}
		grid.Add(column)
	}
	return grid
}

type note struct {
	icon theme.Icon
	key  string
}

// notes stand below a sheet, in line with what is on it.
func (w *Welcome) notes(notes ...note) fyne.CanvasObject {
	list := part.Column(12)
	for _, n := range notes {
		list.Add(part.TopRow(12, 1, part.Pad(1, 0, 0, 0, part.NewSymbol(n.icon, 18, theme.Quiet)), part.Quietly(theme.Text, w.t(n.key))))
	}
	return part.Pad(24, sheetAir+4, 0, sheetAir+4, list)
}

// printPhrase saves the words as a page that a browser prints.
func (w *Welcome) printPhrase() {
	w.s.SaveFile("folkmoot-phrase.html", func(path string) {
		words, phrase, person := w.words(), w.said.Phrase, w.said.Person
		w.s.Do(w.ctx, shell.Work{
			Run: func(context.Context) error {
				return shell.WriteFile(path, func(to io.Writer) error { return words.WritePhrasePage(to, phrase, person) })
			},
			Done: func() { w.s.Done(w.t("enter.phrase_saved")) },
		})
	})
}

// askBack begins the third step, with three places drawn anew.
func (w *Welcome) askBack(before func()) {
	check, err := view.NewPhraseCheck(w.words(), w.said.Phrase, w.s.Install.Random)
	if err != nil {
		w.s.Fail(err)
		return
	}
	w.check = check
	w.checkPage(before)
}

// checkPage is the third step.
func (w *Welcome) checkPage(before func()) {
	words := func() { w.phrasePage(before) }
	act := part.NewButton(part.Primary, "", w.t("enter.continue"), nil).High(part.OfPage)
	later := part.NewButton(part.Plain, "", w.t("enter.later"), nil).High(part.OfPage)
	finish := func(checked bool) func() {
		return func() {
			if w.entering || checked && !w.check.MayContinue() {
				return
			}
			w.said.Checked = checked
			act.SetOff("") // it shows that work goes on
			w.finish(act, w.doing())
		}
	}
	act.OnPress(finish(true))
	later.OnPress(finish(false))
	fields := w.checkFields(act)
	row := part.Fold(420, 16)
	for _, f := range fields {
		row.Add(f)
	}
	hint := part.NewCard(part.Pad(0, 4, 0, 4, part.Row(12, 1, part.NewSymbol(theme.IconKeyboard, 18, theme.Quiet), part.Words(theme.Text, w.t("enter.check_hint"))))).Air(12).On(theme.Raised, theme.Raised)
	card := sheet(headed(w.t("enter.check_title"), w.t("enter.check_says")), part.Pad(28, 0, 20, 0, row), hint,
		part.Pad(32, 0, 0, 0, feet(w.backButton(w.t("enter.back_to_words"), words), later, act)))
	notes := w.notes(note{theme.IconPrinter, "enter.check_note_paper"}, note{theme.IconClock, "enter.check_note_later"})
	w.page(func() { w.checkPage(before) }, words, wideSheet, w.stepped(2, card, notes), fields[0].Entry)
}

// checkFields are the three fields; each change shows how all of them stand.
func (w *Welcome) checkFields(act *part.Button) []*part.Field {
	var fields []*part.Field
	show := func() {
		for i, f := range w.check.Fields() {
			fields[i].SetRight(f.Right, "")
			fields[i].SetTrouble("")
			fields[i].Say("", false)
			if f.Wrong {
				fields[i].SetTrouble(f.Hint)
			} else {
				fields[i].Say(f.Hint, f.Right)
			}
		}
		act.SetOff("")
		if !w.check.MayContinue() {
			act.SetOff(w.t("enter.check_needs"))
		}
		w.settle()
	}
	for i, f := range w.check.Fields() {
		field := part.NewField(f.Label, "", "")
		fields = append(fields, field)
		field.Entry.SetText(f.Typed)
		field.Entry.OnChanged = func(typed string) {
			if whole := w.check.Type(i, typed); whole != typed {
				field.Entry.SetText(whole)
				field.Entry.CursorColumn = len([]rune(whole))
			}
			show()
		}
		field.Entry.OnSubmitted = func(string) {
			if i+1 < len(fields) {
				w.focus(fields[i+1].Entry)
			} else if w.check.MayContinue() {
				act.Tapped(nil)
			}
		}
	}
	show()
	return fields
}
