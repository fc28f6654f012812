package decide

// Editor, at its end: the text is put before everybody, or its draft is forgotten.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// publish puts the text before everybody, also where the page is left meanwhile. What could not be published stays a draft.
func (e *editor) publish() {
	s := e.shell
	e.publishing = true
	e.saving.Stop()
	now := e.model.Written(s.Words().NowMillis)
	c, keeper := s.Community(), s.Install.Keeper
	var id op.ID
	s.Do(context.Background(), shell.Work{
		Button: e.act, Doing: s.T("edit.publishing", nil),
		Run: func(ctx context.Context) (err error) {
			if id, err = now.Publish(ctx, c, keeper); err != nil && e.ctx.Err() != nil {
				err = errors.Join(err, now.Save(ctx, c, keeper))
			}
			return err
		},
		Done: func() {
			e.published = true
			s.Done(e.model.Published())
			if e.ctx.Err() != nil {
				return // somebody went on
			}
			to := view.Target{Section: view.SectionDecisions, Item: id.String()}
			if e.model.Kind == view.EditAmendment {
				to.Tab = view.TabAmendments
			}
			e.becomes(to)
			s.Go(to)
		},
		Failed: func(err error) bool {
			e.publishing = false
			if e.ctx.Err() != nil {
				return false
			}
			said := s.Trouble(err)
			e.say(said.What + " " + s.Rest(said))
			e.saving.Reset(saveAfter)
			return true
		},
	})
}

// discard asks, and forgets the draft.
func (e *editor) discard() {
	s := e.shell
	title := e.model.Title
	if title == "" {
		title = s.T("decision.untitled", nil)
	}
	s.Ask(shell.Question{
		Title: s.T("decide.discard_title", map[string]any{"Title": title}), Says: s.T("decide.discard_says", nil), Act: s.T("decide.discard", nil),
		Keep: s.T("decide.discard_keep", nil), Icon: theme.IconTrash2,
		Do: func() {
			e.published = true
			now := e.model.Written(s.Words().NowMillis)
			s.Do(e.ctx, shell.Work{
				Finishes: true,
				Run:      func(ctx context.Context) error { return now.Discard(ctx, s.Community(), s.Install.Keeper) },
				Done: func() {
					s.Done(s.T("decide.discarded", nil))
					e.back()
				},
				Failed: func(error) bool {
					e.published = false // what is typed is kept as before
					return false
				},
			})
		},
	})
}
