package welcome

// Back: for who was here before: the words, and what was kept of a community: a backup, or anybody's bundle.

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/view"

	"github.com/folkmoot/folkmoot/app/identity"
)

// returning is the page while it is shown.
type returning struct {
	w       *Welcome
	phrase  *part.Field
	keeping *keeping
	found   *fyne.Container
	act     *part.Button
	// known says that the words are here already.
	known bool
}

// backPage shows it.
func (w *Welcome) backPage() *returning {
	w.said.Door = view.DoorBack
	r := &returning{w: w, found: part.Column(8)}
	r.phrase = part.NewLongField(w.t("back.words"), w.t("back.words_here"), 3)
	r.phrase.Entry.SetText(w.typed)
	r.show()
	r.act = part.NewButton(part.Primary, "", w.t("back.act"), r.press).High(part.OfPage)
	r.keeping = w.newKeeping(r.changed)
	backup := part.NewButton(part.Secondary, theme.IconHardDrive, w.t("back.open_backup"), r.chooseBackup)
	file := part.NewButton(part.Secondary, theme.IconFileInput, w.t("back.open_bundle"), r.chooseBundle)
	if w.held != nil {
		w.bundlePage(r, file)
		return r
	}
	card := sheet(headed(w.t("back.title"), w.t("back.says")), part.Pad(20, 0, 20, 0, r.phrase),
		part.Strong(theme.Small, w.t("back.kept")), part.Pad(4, 0, 10, 0, part.Quietly(theme.Small, w.t("back.kept_says"))),
		r.found, part.Pad(8, 0, 20, 0, part.Row(12, part.None, backup, file)),
		part.Strong(theme.Small, w.t("enter.keys_kept")), part.Pad(8, 0, 28, 0, r.keeping.all),
		feet(w.backButton(w.t("enter.back"), w.doors), r.act))
	r.phrase.Entry.OnChanged = func(string) { r.changed() }
	w.catchPaste(r.phrase, func(string) { r.phrase.SetTrouble(w.t("back.words_too_long")) })
	r.keeping.again.Entry.OnSubmitted = func(string) { r.press() }
	w.page(func() {
		r.keeping.remember()
		w.typed = r.phrase.Entry.Text
		w.backPage()
	}, w.doors, wideSheet, part.Pad(12, 0, 0, 0, card), r.phrase.Entry)
	r.changed()
	return r
}

// bundlePage is the page where the identity is here already: a bundle is all that is missing.
func (w *Welcome) bundlePage(r *returning, file *part.Button) {
	card := sheet(headed(w.t("back.bundle_title"), w.t("back.bundle_says")), part.Pad(20, 0, 8, 0, r.found), part.Row(12, part.None, file),
		part.Pad(28, 0, 0, 0, feet(w.backButton(w.t("enter.back"), w.doors), r.act)))
	r.keeping, r.known = nil, true
	if len(w.said.Bundles) == 0 {
		r.act.SetOff(w.t("back.needs_bundle"))
	}
	w.page(func() { w.backPage() }, w.doors, wideSheet, part.Pad(12, 0, 0, 0, card), file)
}

// changed says how far the words are, and whether all is there.
func (r *returning) changed() {
	if r.known {
		r.act.SetOff("")
		r.w.settle()
		return
	}
	if r.act == nil || r.keeping == nil {
		return
	}
	says, wrong, whole := r.w.words().PhraseTyped(r.phrase.Entry.Text)
	r.phrase.SetTrouble("")
	r.phrase.Say("", false)
	if wrong {
		r.phrase.SetTrouble(says)
	} else {
		r.phrase.Say(says, whole)
	}
	switch {
	case !whole:
		r.act.SetOff(r.w.t("back.needs_words"))
	default:
		r.act.SetOff(r.keeping.trouble())
	}
	r.w.settle()
}

func (r *returning) press() {
	if r.known {
		r.w.finish(r.act, r.w.doing())
		return
	}
	phrase, err := identity.ParsePhrase(r.phrase.Entry.Text)
	if err != nil || r.keeping.trouble() != "" {
		r.changed()
		return
	}
	r.w.said.Phrase = phrase
	r.keeping.remember()
	r.w.finish(r.act, r.w.doing())
}

// chooseBackup takes a folder that a backup was written to.
func (r *returning) chooseBackup() {
	r.w.s.OpenFolder(r.takeBackup)
}

func (r *returning) takeBackup(path string) {
	from := os.DirFS(path)
	r.look(func(words view.Words) (view.BackupFound, error) { return words.FindBackup(from) }, func() { r.w.said.Backup, r.w.said.Bundles = from, nil })
}

// chooseBundle takes one more community's bundle.
func (r *returning) chooseBundle() {
	r.w.s.OpenFile([]string{".car"}, r.takeBundle)
}

func (r *returning) takeBundle(path string) {
	b := view.Bundle{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) { return files.Open(path) }}
	r.look(func(words view.Words) (view.BackupFound, error) { return words.FindBundle(b) }, func() {
		r.w.said.Backup, r.w.said.Bundles = nil, append(r.w.said.Bundles, b)
	})
}

// look reads what a file says of itself before it is taken.
func (r *returning) look(find func(view.Words) (view.BackupFound, error), take func()) {
	words := r.w.words()
	var found view.BackupFound
	r.w.s.Do(r.w.ctx, shell.Work{
		Run: func(context.Context) (err error) {
			found, err = find(words)
			return err
		},
		Done: func() {
			before := r.w.said.Backup != nil
			take()
			if before || r.w.said.Backup != nil { // a backup stands alone
				r.w.brought = nil
			}
			r.w.brought = append(r.w.brought, found)
			r.show()
			r.changed()
		},
	})
}

// show lists what has been chosen.
func (r *returning) show() {
	r.found.Objects = nil
	for _, found := range r.w.brought {
		words := part.Column(2, part.Strong(theme.Text, found.Title), part.Quietly(theme.Small, found.Sub))
		r.found.Add(part.NewCard(part.Row(12, 1, part.NewSymbol(theme.IconCircleCheck, 18, theme.Primary), words)).Air(12).On(theme.PrimaryTint, theme.PrimaryTint))
	}
}
