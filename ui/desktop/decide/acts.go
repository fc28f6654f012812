package decide

// Acts: what several pages do with a decision.

import (
	"context"

	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// discardDraft asks whether a draft shall go, and lets it go.
func discardDraft(s *shell.Shell, id, title string, done func()) {
	s.Ask(shell.Question{
		Title: s.T("decide.discard_title", map[string]any{"Title": title}), Says: s.T("decide.discard_says", nil), Act: s.T("decide.discard", nil),
		Keep: s.T("decide.discard_keep", nil), Icon: theme.IconTrash2,
		Do: func() {
			c := s.Community()
			s.Do(context.Background(), shell.Work{
				Run: func(ctx context.Context) error { return c.DropDraft(ctx, id) },
				Done: func() {
					s.Done(s.T("decide.discarded", nil))
					done()
				},
			})
		},
	})
}
