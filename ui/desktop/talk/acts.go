package talk

// Acts: what can be done with a comment: answer, agree, take back, hide, read all the same.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (t *Thread) acts(r view.ThreadRow) []part.Act {
	id, err := op.ParseID(r.ID)
	if err != nil {
		return nil
	}
	if r.Unreadable != "" {
		return t.covered(r, id)
	}
	acts := t.answering(r, id)
	switch {
	case !t.barred.NoProposals:
		acts = append(acts, part.Act{Text: r.Agree, On: r.IAgree, Do: func() { t.agree(id, r.IAgree) }})
	case r.Agreed > 0: // how many agree is read by everybody
		acts = append(acts, part.Act{Text: r.Agree, On: r.IAgree, Do: func() { t.shell.Done(t.barred.Why) }})
	}
	if t.barred.Silent {
		return acts
	}
	if r.Mine {
		return append(acts, part.Act{Text: t.shell.T("talk.withdraw", nil), Do: func() { Withdraw(t.shell, t.ctx, id, nil) }})
	}
	if t.shell.IsSteward() {
		acts = append(acts, part.Act{Text: t.shell.T("talk.hide", nil), Do: func() { Hide(t.shell, t.ctx, id) }})
	}
	return acts
}

// answering is the act of who may write.
func (t *Thread) answering(r view.ThreadRow, id op.ID) []part.Act {
	if t.barred.Silent {
		return nil
	}
	return []part.Act{{Text: t.shell.T("talk.answer", nil), Do: func() { t.composer.answer(id, r.By.String()) }}}
}

func (t *Thread) agree(id op.ID, already bool) {
	community := t.shell.Community()
	t.shell.Do(t.ctx, shell.Work{Finishes: true, Run: func(ctx context.Context) (err error) {
		if already {
			_, err = community.EndAgreement(ctx, id)
		} else {
			_, err = community.Agree(ctx, id)
		}
		return err
	}})
}

// Withdraw takes a post of mine back, after a question. then follows; it may be nil.
func Withdraw(s *shell.Shell, ctx context.Context, id op.ID, then func()) {
	s.Ask(shell.Question{
		Title: s.T("talk.withdraw_ask", nil), Says: s.T("talk.withdraw_says", nil), Act: s.T("talk.withdraw", nil), Keep: s.T("talk.keep", nil),
		Icon: theme.IconTrash2,
		Do: func() {
			s.Do(ctx, shell.Work{
				Finishes: true,
				Run:      func(ctx context.Context) error { return s.Community().Withdraw(ctx, id) },
				Done: func() {
					s.Done(s.T("talk.withdrawn", nil))
					if then != nil {
						then()
					}
				},
			})
		},
	})
}

// Hide hides a post of somebody else for everybody, with a reason; it can be shown again.
func Hide(s *shell.Shell, ctx context.Context, id op.ID) {
	reason := part.NewField(s.T("talk.hide_reason", nil), "", s.T("talk.hide_example", nil))
	drop := false
	dropping := part.NewSwitch(s.T("talk.hide_drop", nil), [2]string{s.T("window.on", nil), s.T("window.off", nil)}, false, func(on bool) { drop = on })
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Danger, theme.IconEyeOff, s.T("talk.hide", nil), nil)
	act.OnPress(func() {
		why := reason.Entry.Text
		s.Do(ctx, shell.Work{
			Finishes: true,
			Button:   act, Doing: s.T("talk.hiding", nil),
			Run: func(ctx context.Context) error {
				_, err := s.Community().Hide(ctx, id, why, drop)
				return err
			},
			Done: func() {
				layer.Close()
				s.Undoable(s.T("talk.hidden", nil), func() { Show(s, context.Background(), id) }) // from whatever page
			},
			Failed: func(err error) bool {
				reason.SetTrouble(s.Trouble(err).What)
				return true
			},
		})
	})
	middle := part.Column(16, part.Words(theme.Text, s.T("talk.hide_says", nil)), reason, part.Row(12, 0, part.Words(theme.Text, s.T("talk.hide_drop", nil)), dropping))
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("talk.hide_ask", nil)), middle, part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, reason.Entry, nil)
}

// covered is what can be done with a comment whose text is not shown.
func (t *Thread) covered(r view.ThreadRow, id op.ID) []part.Act {
	s := t.shell
	acts := t.answering(r, id)
	if r.Covered && (!r.Hidden || r.Mine || s.IsSteward()) {
		acts = append(acts, part.Act{Text: s.T("talk.read", nil), Do: func() { Read(s, t.ctx, id) }})
	}
	if r.Hidden && s.IsSteward() {
		acts = append(acts, part.Act{Text: s.T("decision_act.unhide", nil), Do: func() { Show(s, t.ctx, id) }})
	}
	return acts
}

// Read shows the text of a post that is covered, to who asks for it.
func Read(s *shell.Shell, ctx context.Context, id op.ID) {
	var post view.PostText
	s.Do(ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			post, err = view.ReadPost(ctx, s.Community(), id)
			return err
		},
		Done: func() {
			var layer *part.Layer
			closing := part.NewButton(part.Secondary, "", s.T("window.close", nil), func() { layer.Close() })
			middle := part.Column(12, part.Quietly(theme.Small, s.Words().Covered(post.Post)))
			if post.Title != "" {
				middle.Add(part.Strong(theme.Reading, text.Line(post.Title)))
			}
			middle.Add(part.Prose(text.Plain(post.Text), part.ProseOptions{Step: theme.Text, Breaks: true, Open: s.OpenLink, Absent: s.Absent}))
			sheet := part.NewDialog(part.Strong(theme.Heading, post.Author.String()), middle, part.Row(12, 0, part.Space(), closing))
			layer = s.Dialog(sheet, shell.DialogUsual, closing, nil)
			s.Do(ctx, shell.Work{Run: func(ctx context.Context) error { return markRead(ctx, s.Community(), []op.ID{id}) }})
		},
	})
}

// Show shows a hidden post again.
func Show(s *shell.Shell, ctx context.Context, id op.ID) {
	s.Do(ctx, shell.Work{
		Finishes: true,
		Run:      func(ctx context.Context) error { return s.Community().Show(ctx, id) },
		Done:     func() { s.Done(s.T("talk.shown", nil)) },
	})
}

// MarkRead notes that posts which address me have been seen.
func MarkRead(s *shell.Shell, ctx context.Context, comments []view.Comment) {
	var ids []op.ID
	for _, c := range comments {
		if id, err := op.ParseID(c.ID); err == nil && c.MentionsMe {
			ids = append(ids, id)
		}
	}
	if community := s.Community(); len(ids) > 0 {
		s.Do(ctx, shell.Work{Run: func(ctx context.Context) error { return markRead(ctx, community, ids) }})
	}
}

func markRead(ctx context.Context, c *app.Community, ids []op.ID) error {
	return c.MarkRead(ctx, true, ids...)
}
