package talk

// Begin: beginning a topic, in a dialog that keeps what was typed.

import (
	"context"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// OpenBegin opens the dialog.
func OpenBegin(s *shell.Shell) {
	title := part.NewField(s.T("talk.title", nil), "", s.T("talk.title_example", nil))
	words := part.NewLongField(s.T("talk.text", nil), s.T("talk.text_example", nil), 8)
	keyTitle, keyText := "desktop/topic/title/"+s.Membership().Community.String(), "desktop/topic/text/"+s.Membership().Community.String()
	keep := func(t, x string) {
		for key, value := range map[string]string{keyTitle: t, keyText: x} {
			if err := s.Install.Keeper.SetSetting(key, value); err != nil {
				s.Fail(err)
				return
			}
		}
	}
	kept, _ := s.Install.Keeper.Setting(keyTitle)
	title.Entry.SetText(kept)
	kept, _ = s.Install.Keeper.Setting(keyText)
	words.Entry.SetText(kept)
	names := newNaming(s, words.Entry)
	tells := part.Quietly(theme.Small, s.T("talk.names_tell_nobody", nil))
	var sheet *part.Dialog
	var found *view.Mentions
	named := func(string) {
		names.offer()
		tells.Hidden = len(proposal.Mentions(words.Entry.Text)) == 0
		sheet.Refresh()
	}
	words.Entry.Catch(names.takes, nil)
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("talk.publish", nil), nil)
	done, closed := false, false
	var id op.ID
	act.OnPress(func() {
		t, x := title.Entry.Text, words.Entry.Text
		if strings.TrimSpace(t) == "" {
			title.SetTrouble(s.T("talk.no_title", nil))
			return
		}
		s.Do(context.Background(), shell.Work{
			Button: act, Doing: s.T("talk.posting", nil),
			Run: func(ctx context.Context) (err error) {
				id, err = s.Community().NewTopic(ctx, proposal.NewTopic{Title: t, Text: x})
				return err
			},
			Done: func() {
				if done = true; closed { // somebody went on meanwhile
					keep("", "")
					return
				}
				layer.Close()
				s.Go(view.Target{Section: view.SectionDiscussion, Item: id.String()})
			},
		})
	})
	says := part.Quietly(theme.Small, s.T("talk.begin_says", nil))
	sheet = part.NewDialog(part.Strong(theme.Heading, s.T("talk.begin", nil)), part.Column(16, title, part.Column(8, words, names.names, tells), says), part.Row(12, 0, part.Space(), cancel, act))
	words.Entry.OnChanged = named
	named("")
	s.Do(context.Background(), shell.Work{Run: func(ctx context.Context) error {
		people, err := view.LoadPeople(ctx, s.Community())
		if err == nil {
			found = view.NewMentions(people)
		}
		return err
	}, Done: func() {
		names.known = found
		named("")
	}})
	layer = s.Dialog(sheet, shell.DialogUsual, title.Entry, func() {
		if closed = true; done {
			keep("", "")
		} else {
			keep(title.Entry.Text, words.Entry.Text)
		}
	})
}
