package welcome

// Pair: the new laptop's side of a pairing: how it keeps its keys, and the answer that the old one has to read.

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// answerCode is how wide the answer's picture is, in units.
const answerCode = 260

func orLaptop(said string) string {
	if said == "" {
		return view.LaptopName()
	}
	return said
}

// asked is the field of the name that is asked for: the person's, or the laptop's.
func (j *joining) asked() *part.Field {
	if j.preview.Offer != "" {
		return j.laptop
	}
	return j.name
}

// pairKeysPage asks how this laptop keeps its keys. There is no phrase: the other laptop's owner has it.
func (w *Welcome) pairKeysPage(before func()) {
	w.origin = before
	var k *keeping
	var act *part.Button
	changed := func() {
		act.SetOff(k.trouble())
		w.settle()
	}
	on := func() {
		if changed(); k.trouble() == "" {
			k.remember()
			w.finish(act, w.doing())
		}
	}
	k = w.newKeeping(func() { changed() })
	act = part.NewButton(part.Primary, "", w.t("pair_preview.act"), on).High(part.OfPage)
	k.again.Entry.OnSubmitted = func(string) { on() }
	card := sheet(headed(w.t("enter.keys_title"), w.t("enter.keys_says")), part.Pad(24, 0, 0, 0, part.Strong(theme.Small, w.t("enter.keys_kept"))),
		part.Pad(8, 0, 28, 0, k.all), feet(w.backButton(w.t("enter.back"), before), act))
	changed()
	w.page(func() { k.remember(); w.pairKeysPage(before) }, before, wideSheet, part.Column(0, part.Pad(12, 0, 0, 0, card), w.lookingNote()), act)
}

// answerPage shows the answer until the other laptop has read it. There is no way back: this laptop has its keys.
func (w *Welcome) answerPage(a view.Arrived) {
	code := part.NewCode(a.Answered.Modules, answerCode, w.t("enter.answer_code"))
	copying := part.NewButton(part.Secondary, theme.IconCopy, w.t("enter.answer_copy"), func() { w.s.Copy(a.Answered.Text) }).High(part.OfPage)
	steps := part.Column(16, part.Words(theme.Text, w.t("enter.answer_first")), part.Row(24, 1, code, part.Column(12, copying, part.Quietly(theme.Small, shortened(a.Answered.Text)))),
		part.Words(theme.Text, w.t("enter.answer_second")),
		part.NewCard(part.Strong(theme.Heading, strings.Join(a.Answered.Words, " ")).Aligned(fyne.TextAlignCenter)).On(theme.Raised, theme.Raised),
		part.Words(theme.Text, w.t("enter.answer_third")))
	act := part.NewButton(part.Primary, "", w.t("enter.continue"), func() { w.opened(a) }).High(part.OfPage)
	card := sheet(headed(w.t("enter.answer_title"), w.t("enter.answer_says")), part.Pad(24, 0, 28, 0, steps), feet(nil, act))
	w.page(func() { w.answerPage(a) }, nil, wideSheet, part.Pad(12, 0, 0, 0, card), act)
}

// shortened is the beginning of a long text without gaps, to be told from another.
func shortened(text string) string {
	const shown = 34
	if len(text) <= shown {
		return text
	}
	return text[:shown] + "…"
}
