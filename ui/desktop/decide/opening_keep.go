package decide

// Opening, kept: what is filled in is written down a moment later, and when the page is left.

import (
	"context"

	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// save writes the form down, beside Fyne's goroutine.
func (o *opening) save() {
	if o.ctx.Err() != nil {
		return
	}
	k, changed := o.keep()
	if !changed {
		return
	}
	s, model := o.shell, o.model
	s.Do(o.ctx, shell.Work{
		Run: func(context.Context) error { return k.Save(s.Install.Keeper) },
		Done: func() {
			model.TakeSaved(k)
			o.sayKept()
			o.scroll.Refresh()
		},
		Failed: func(err error) bool {
			o.say(s.T("edit.not_saved", nil) + ": " + s.Trouble(err).What)
			return true
		},
	})
}

// keep is what is to be written down; false where there is nothing.
func (o *opening) keep() (view.KeptForm, bool) {
	if o.model == nil || o.done {
		return view.KeptForm{}, false
	}
	return o.model.Keep(o.shell.Words().NowMillis)
}

// Leave writes down what was not yet.
func (o *opening) Leave() {
	o.saving.Stop()
	k, changed := o.keep()
	if !changed {
		return
	}
	if err := k.Save(o.shell.Install.Keeper); err != nil {
		o.shell.Fail(err)
		return
	}
	o.model.TakeSaved(k)
}

// sayKept says since when it is a draft.
func (o *opening) sayKept() {
	said := o.model.Saved()
	o.saved.SetText(said)
	o.kept.Hidden = said == ""
}

// discard asks, and begins anew.
func (o *opening) discard() {
	s, model := o.shell, o.model
	title := model.Title
	if title == "" {
		title = s.T("decision.untitled", nil)
	}
	s.Ask(shell.Question{
		Title: s.T("decide.discard_title", map[string]any{"Title": title}), Says: s.T("decide.discard_says", nil), Act: s.T("decide.discard", nil),
		Keep: s.T("decide.discard_keep", nil), Icon: theme.IconTrash2,
		Do: func() {
			o.done = true
			o.saving.Stop()
			s.Do(o.ctx, shell.Work{
				Finishes: true,
				Run:      func(context.Context) error { return model.Forget(s.Install.Keeper) },
				Done: func() {
					s.Done(s.T("decide.discarded", nil))
					o.Show(o.ctx)
				},
				Failed: func(error) bool {
					o.done = false
					return false
				},
			})
		},
	})
}
