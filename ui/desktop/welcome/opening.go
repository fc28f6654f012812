package welcome

// Opening: a profile that is there, at the start: asked for its passphrase, or with a sentence why it cannot be opened and a way on.

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// start looks whether there is a profile, and how it is opened.
func (w *Welcome) start() {
	exists, kept := false, ""
	host := w.s.Install.Host
	w.waitPage("")
	w.s.Do(w.ctx, shell.Work{
		Run: func(context.Context) (err error) {
			if exists, err = host.Exists(); err != nil || !exists {
				return err
			}
			kept, err = host.Kept()
			return err
		},
		Done: func() {
			switch {
			case !exists:
				w.doors()
			case kept == shell.KeptUnderPassphrase:
				w.unlockPage()
			default:
				w.open(nil, nil)
			}
		},
		Failed: func(err error) bool {
			w.troublePage(err)
			return true
		},
	})
}

// open takes the profile. wrong hears of what failed first, and says whether it has been shown.
func (w *Welcome) open(passphrase []byte, wrong func(error) bool, button ...*part.Button) {
	var held shell.Held
	communities := 0
	work := shell.Work{
		Doing: w.t("window.opening"),
		Run: func(ctx context.Context) (err error) {
			if held, err = w.s.Install.Host.Open(ctx, passphrase); err != nil {
				return err
			}
			list, err := held.Service().Communities()
			communities = len(list)
			if err != nil {
				return errors.Join(err, held.Close())
			}
			return w.handing.put(ctx, held)
		},
		Done: func() {
			if !w.handing.take() {
				return
			}
			w.held = held
			if communities == 0 {
				w.doors()
				return
			}
			w.opened(view.Arrived{})
		},
		Failed: func(err error) bool {
			if wrong == nil || !wrong(err) {
				w.troublePage(err)
			}
			return true
		},
	}
	if len(button) > 0 {
		work.Button = button[0]
	}
	w.s.Do(w.ctx, work)
}

// waitPage stands while nothing can be shown yet, and says what goes on.
func (w *Welcome) waitPage(doing string) {
	w.again, w.back = func() { w.waitPage(doing) }, nil
	body := part.Space()
	if doing != "" {
		body = part.CentreBoth(wideSheet, besideAir, part.Middled(part.NewActivity(doing)))
	}
	part.PutIn(w.content, part.Under(0, w.bar(true), body))
}

// unlockPage asks for the passphrase.
func (w *Welcome) unlockPage() {
	field := part.NewField(w.t("enter.passphrase"), theme.IconLock, "").Secret()
	var act *part.Button
	unlock := func() {
		if field.Entry.Text == "" {
			field.SetTrouble(w.t("keep.passphrase_empty"))
			return
		}
		w.open([]byte(field.Entry.Text), func(err error) bool {
			said := w.s.Trouble(err)
			if !isPassphrase(said) {
				return false
			}
			field.SetTrouble(said.What)
			field.Entry.SetText("")
			field.SetTrouble(said.What)
			w.settle()
			w.focus(field.Entry)
			return true
		}, act)
	}
	act = part.NewButton(part.Primary, "", w.t("enter.unlock"), unlock).High(part.OfPage)
	w.shortPaste(field, w.t("enter.passphrase_long"))
	field.Entry.OnSubmitted = func(string) { unlock() }
	field.Entry.OnChanged = func(text string) {
		if text != "" {
			field.SetTrouble("")
		}
	}
	card := sheet(headed(w.t("enter.unlock_title"), w.t("enter.unlock_says")), part.Pad(24, 0, 28, 0, field), feet(w.quit(), act))
	w.page(w.unlockPage, nil, wideSheet, part.Pad(52, 0, 0, 0, card), field.Entry)
}

// isPassphrase says whether another passphrase may help.
func isPassphrase(t trouble.Trouble) bool {
	return t.Name == "wrong_passphrase" || t.Name == "bad_passphrase"
}

// troublePage says why the profile cannot be opened, and what can be done.
func (w *Welcome) troublePage(err error) {
	said := w.s.Trouble(err)
	again := part.NewButton(part.Primary, theme.IconRefreshCw, w.t("window.again"), w.start).High(part.OfPage)
	folder := part.NewButton(part.Secondary, theme.IconFolder, w.t("enter.show_folder"), w.showFolder).High(part.OfPage)
	words := part.Column(12)
	for _, s := range append(said.More, said.Unchanged, said.Do) {
		if s != "" {
			words.Add(part.Words(theme.Text, s))
		}
	}
	if said.Detail != "" {
		words.Add(part.Quietly(theme.Small, said.Detail))
	}
	words.Add(part.Quietly(theme.Small, w.s.T("enter.folder_is", map[string]any{"Folder": w.s.Install.Folder})))
	head := part.TopRow(14, 1, part.Pad(0, 0, 0, 0, part.NewSymbol(theme.IconTriangleAlert, 24, theme.Attention)), part.Strong(theme.Heading, said.What))
	card := sheet(head, part.Pad(16, 0, 28, 0, words), feet(w.quit(), folder, again))
	w.page(func() { w.troublePage(err) }, nil, wideSheet, part.Pad(52, 0, 0, 0, card), again)
}

func (w *Welcome) quit() *part.Button {
	return part.NewButton(part.Secondary, theme.IconPower, w.t("enter.quit"), func() { fyne.CurrentApp().Quit() }).High(part.OfPage)
}

// showFolder opens the profile's folder in the system's file manager.
func (w *Welcome) showFolder() {
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(w.s.Install.Folder)}
	if err := fyne.CurrentApp().OpenURL(&at); err != nil {
		w.s.Fail(err)
	}
}
