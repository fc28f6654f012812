package welcome

// Enter: from the last yes to an open profile.

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// goOn asks for what is still missing, or does what was asked for where nothing is: the keys where there is no profile, the phrase where there is no
// identity. before is the page that somebody comes from.
func (w *Welcome) goOn(button *part.Button, doing string, before func()) {
	if w.held == nil {
		w.keysPage(before)
		return
	}
	has := false
	w.s.Do(w.ctx, shell.Work{
		Button: button,
		Run: func(context.Context) (err error) {
			has, err = w.held.Service().HasIdentity()
			return err
		},
		Done: func() {
			if has {
				w.finish(button, doing)
				return
			}
			w.phrasePage(before)
		},
	})
}

// doing says what happens at the end.
func (w *Welcome) doing() string {
	switch w.said.Door {
	case view.DoorJoin:
		return w.t("enter.joining")
	case view.DoorStart:
		return w.t("enter.starting")
	}
	return w.t("enter.coming_back")
}

// finish makes the profile where there is none, and does in it what was said. Nothing stays of a profile in which it failed.
func (w *Welcome) finish(button *part.Button, doing string) {
	var held shell.Held
	var arrived view.Arrived
	words, made := w.words(), w.held == nil
	w.s.Do(w.ctx, shell.Work{
		Button: button, Doing: doing,
		Run: func(ctx context.Context) (err error) {
			if held = w.held; held == nil {
				if held, err = w.s.Install.Host.Create(ctx, w.kept, w.passphrase); err != nil {
					return err
				}
			}
			arrived, err = w.said.Enter(ctx, held.Service(), words, w.progress(button))
			if err != nil && made {
				return errors.Join(err, held.Discard())
			}
			return err
		},
		Done: func() {
			w.passphrase = nil
			w.held = held
			if len(arrived.Says) > 0 {
				w.donePage(arrived)
				return
			}
			w.opened(arrived)
		},
	})
}

// progress shows on the button how far the reading of files is, at most once a percent.
func (w *Welcome) progress(button *part.Button) func(done, total int64) {
	said := int64(-1)
	return func(done, total int64) {
		if total <= 0 {
			return
		}
		percent := done * 100 / total
		if percent == said {
			return
		}
		said = percent
		sentence := w.s.T("enter.progress", map[string]any{"Percent": w.s.Say.Percent(percent * 10_000_000)})
		fyne.Do(func() { button.SetWaiting(sentence) })
	}
}

func (w *Welcome) opened(a view.Arrived) {
	w.ports.Opened(w.held, a.Community)
}

// donePage says what did not come as one would think, before the way on.
func (w *Welcome) donePage(a view.Arrived) {
	list := part.Column(12)
	for _, said := range a.Says {
		list.Add(part.Pointed(theme.IconInfo, part.Words(theme.Text, said)))
	}
	act := part.NewButton(part.Primary, "", w.t("enter.open"), func() { w.opened(a) }).High(part.OfPage)
	card := sheet(part.Strong(theme.Title, w.t("enter.done_title")), part.Pad(16, 0, 28, 0, list), feet(nil, act))
	w.page(func() { w.donePage(a) }, nil, wideSheet, part.Pad(52, 0, 0, 0, card), act)
}
