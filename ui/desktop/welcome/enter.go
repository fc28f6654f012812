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
	if w.held == nil && w.said.Door == view.DoorPair {
		w.pairKeysPage(before)
		return
	}
	if w.held == nil {
		w.keysPage(before)
		return
	}
	has, looking := false, false
	w.s.Do(w.ctx, shell.Work{
		Button: button,
		Run: func(context.Context) (err error) {
			if looking, err = view.Looking(w.held.Service()); err != nil {
				return err
			}
			has, err = w.held.Service().HasIdentity()
			return err
		},
		Done: func() {
			switch w.looking = looking; {
			case w.said.Door == view.DoorPair && looking:
				w.pairKeysPage(before)
			case w.said.Door == view.DoorPair:
				w.finish(button, doing)
			case looking:
				w.keysPage(before)
			case has:
				w.finish(button, doing)
			default:
				w.phrasePage(before)
			}
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
	case view.DoorPair:
		return w.t("enter.pairing")
	}
	return w.t("enter.coming_back")
}

// finish makes the profile where there is none, and does in it what was said. Nothing stays of a profile in which it failed.
func (w *Welcome) finish(button *part.Button, doing string) { w.run(button, doing, w.withoutKeyring) }

// withoutKeyring leads back to where another way of keeping the keys can be chosen, where the system has none.
func (w *Welcome) withoutKeyring(err error) bool {
	if w.held != nil || w.said.Door == view.DoorBack || w.s.Trouble(err).Name != "no_keyring" {
		return false
	}
	w.kept = shell.KeptUnderPassphrase
	if w.said.Door == view.DoorPair {
		w.pairKeysPage(w.origin)
	} else {
		w.keysPage(w.origin)
	}
	w.s.Fail(err)
	return true
}

// run does what was said, once.
func (w *Welcome) run(button *part.Button, doing string, failed func(error) bool) {
	if w.entering {
		return
	}
	w.entering = true
	var held shell.Held
	var arrived view.Arrived
	words := w.words()
	w.s.Do(w.ctx, shell.Work{
		Button: button, Doing: doing,
		Run: func(ctx context.Context) (err error) {
			held, arrived, err = w.enter(ctx, words, w.progress(button))
			return err
		},
		Failed: func(err error) bool {
			w.entering = false
			return failed(err)
		},
		Done: func() {
			w.passphrase, w.entering = nil, false
			if !w.handing.take() {
				return
			}
			w.held = held
			if arrived.Answered != nil {
				w.answerPage(arrived)
				return
			}
			if len(arrived.Says) > 0 {
				w.donePage(arrived)
				return
			}
			w.opened(arrived)
		},
	})
}

// enter runs beside Fyne's goroutine, while nothing else changes what was said.
func (w *Welcome) enter(ctx context.Context, words view.Words, progress func(done, total int64)) (shell.Held, view.Arrived, error) {
	held := w.held
	w.said.Language = w.language
	if held == nil {
		made, err := w.s.Install.Host.Create(ctx, w.kept, w.passphrase)
		if err != nil {
			return nil, view.Arrived{}, err
		}
		arrived, err := w.said.Enter(ctx, made.Service(), words, progress)
		if err != nil {
			return nil, arrived, errors.Join(err, made.Discard())
		}
		if err := w.handing.put(ctx, made); err != nil {
			return nil, arrived, err
		}
		return made, arrived, nil
	}
	if w.looking && (w.said.Phrase.Words() != nil || w.said.Door == view.DoorPair) {
		if err := held.Keep(ctx, w.kept, w.passphrase); err != nil {
			return nil, view.Arrived{}, err
		}
	}
	arrived, err := w.said.Enter(ctx, held.Service(), words, progress)
	return held, arrived, err
}

// progress shows on the button how far the reading of files is, at most once a percent.
func (w *Welcome) progress(button *part.Button) func(done, total int64) {
	said := int64(-1)
	return func(done, total int64) {
		if total <= 0 || button == nil {
			return
		}
		percent := done * 100 / total
		if percent == said {
			return
		}
		said = percent
		sentence := w.s.T("enter.progress", map[string]any{"Percent": w.s.Say().Percent(percent * 10_000_000)})
		fyne.Do(func() { button.SetWaiting(sentence) })
	}
}

func (w *Welcome) opened(a view.Arrived) {
	w.given = true
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
