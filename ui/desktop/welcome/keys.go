package welcome

// Keys: one's name, and how this laptop keeps one's keys.

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// keeping asks how the keys are kept. It remembers the answer in w.
type keeping struct {
	w            *Welcome
	kept         []string
	radios       *part.Radios
	first, again *part.Field
	all          *fyne.Container
	changed      func()
}

func (w *Welcome) newKeeping(changed func()) *keeping {
	k := &keeping{w: w, kept: []string{shell.KeptInKeyring, shell.KeptUnderPassphrase, shell.KeptOpen}, changed: changed}
	k.first = part.NewField(w.t("enter.passphrase"), "", "").Secret()
	k.again = part.NewField(w.t("enter.passphrase_again"), "", "").Secret()
	for _, f := range []*part.Field{k.first, k.again} {
		f.Entry.SetText(string(w.passphrase))
		f.Entry.OnChanged = func(string) { k.typed() }
		w.shortPaste(f, w.t("enter.passphrase_long"))
	}
	k.first.Entry.OnSubmitted = func(string) { w.focus(k.again.Entry) }
	var options []part.Option
	for _, kept := range k.kept {
		row := w.words().Keeping(kept)
		options = append(options, part.Option{Text: row.Title, Says: row.Sub})
	}
	k.radios = part.NewRadios(options, w.states(), slices.Index(k.kept, w.kept), func(at int) { k.choose(k.kept[at]) })
	k.all = part.Column(12, k.radios.Rows, part.Fold(420, 16, k.first, k.again))
	k.show()
	return k
}

func (k *keeping) choose(kept string) {
	k.w.kept = kept
	k.show()
	k.changed()
}

// show shows the fields of a passphrase where one is chosen.
func (k *keeping) show() {
	under := k.w.kept == shell.KeptUnderPassphrase
	k.first.Hidden, k.again.Hidden = !under, !under
	k.w.settle()
}

func (k *keeping) typed() {
	k.again.SetTrouble("")
	if k.again.Entry.Text != "" {
		k.again.SetTrouble(k.w.words().PassphraseTrouble(k.first.Entry.Text, k.again.Entry.Text))
	}
	k.changed()
}

// trouble says what is missing; "" where the answer can be used.
func (k *keeping) trouble() string {
	if k.w.kept != shell.KeptUnderPassphrase {
		return ""
	}
	return k.w.words().PassphraseTrouble(k.first.Entry.Text, k.again.Entry.Text)
}

func (k *keeping) remember() {
	k.w.passphrase = nil
	if k.w.kept == shell.KeptUnderPassphrase {
		k.w.passphrase = []byte(k.first.Entry.Text)
	}
}

// keysPage is the first step.
func (w *Welcome) keysPage(before func()) {
	w.origin = before
	name := part.NewField(w.t("enter.your_name"), "", "")
	name.Entry.SetText(w.said.Person)
	var k *keeping
	var act *part.Button
	changed := func() {
		trouble := w.words().NameTrouble(name.Entry.Text)
		name.SetTrouble("")
		if name.Entry.Text != "" {
			name.SetTrouble(trouble)
		}
		if trouble == "" {
			trouble = k.trouble()
		}
		act.SetOff(trouble)
		w.settle()
	}
	remember := func() {
		w.said.Person = name.Entry.Text
		k.remember()
	}
	on := func() {
		changed()
		if w.words().NameTrouble(name.Entry.Text) == "" && k.trouble() == "" {
			remember()
			w.phrasePage(func() { w.keysPage(before) })
		}
	}
	k = w.newKeeping(func() { changed() })
	act = part.NewButton(part.Primary, "", w.t("enter.continue"), on).High(part.OfPage)
	name.Entry.OnChanged = func(string) { changed() }
	name.Entry.OnSubmitted = func(string) { on() }
	k.again.Entry.OnSubmitted = func(string) { on() }
	name.Say(w.t("enter.your_name_says"), false)
	w.shortPaste(name, w.t("name.too_long"))
	card := sheet(headed(w.t("enter.keys_title"), w.t("enter.keys_says")), part.Pad(24, 0, 24, 0, name),
		part.Strong(theme.Small, w.t("enter.keys_kept")), part.Pad(8, 0, 28, 0, k.all), feet(w.backButton(w.t("enter.back"), before), act))
	changed()
	w.page(func() { remember(); w.keysPage(before) }, before, wideSheet, w.stepped(0, card, w.lookingNote()), name.Entry)
}

// lookingNote says what becomes of the sample, where there is one.
func (w *Welcome) lookingNote() fyne.CanvasObject {
	if !w.looking {
		return part.Space()
	}
	return w.notes(note{theme.IconEraser, "enter.note_sample"})
}

// stepped is a sheet under the steps, with notes below it.
func (w *Welcome) stepped(at int, sheet, notes fyne.CanvasObject) fyne.CanvasObject {
	return part.Column(0, part.Pad(20, 0, 40, 0, w.steps(at)), sheet, notes)
}

// steps shows where somebody is, counted from 0.
func (w *Welcome) steps(at int) fyne.CanvasObject {
	var list []part.StepWords
	said := ""
	for _, s := range w.words().Steps(at) {
		list = append(list, stepOf(s))
		if s.Current {
			said = s.Label
		}
	}
	return part.NewSteps(said, list...)
}

// states are the words for chosen and not.
func (w *Welcome) states() [2]string {
	return [2]string{w.t("window.chosen"), w.t("window.not_chosen")}
}

func stepOf(s view.Step) part.StepWords {
	return part.StepWords{Number: strconv.Itoa(s.Number), Label: s.Label, Done: s.Done, Current: s.Current}
}
