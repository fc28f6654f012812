package people

// Acts: what a button or a menu asks of the service, with the words that say it is done.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// act does one thing that a menu asked for, and says that it is done. What was begun is finished also when the page is left: it is one short act.
func act(s *shell.Shell, button *part.Button, said string, run func(context.Context, *app.Community) error) {
	s.Do(context.Background(), shell.Work{
		Button: button, Doing: s.T("members.doing", nil),
		Run:  func(ctx context.Context) error { return run(ctx, s.Community()) },
		Done: func() { s.Done(said) },
	})
}

// load reads something for a dialog and hands it over on Fyne's goroutine.
func load[T any](s *shell.Shell, read func(context.Context, *app.Community, view.Words) (T, error), take func(T)) {
	var got T
	s.Do(context.Background(), shell.Work{
		Run: func(ctx context.Context) (err error) {
			got, err = read(ctx, s.Community(), s.Words())
			return err
		},
		Done: func() { take(got) },
	})
}

// sheet is a dialog with a foot of two buttons.
type sheet struct {
	shell *shell.Shell
	layer *part.Layer
	ctx   context.Context // ends when the sheet is gone
	end   context.CancelFunc
}

func newSheet(s *shell.Shell) *sheet {
	d := &sheet{shell: s}
	d.ctx, d.end = context.WithCancel(context.Background())
	return d
}

// cancel is the harmless button.
func (d *sheet) cancel(words string) *part.Button {
	if words == "" {
		words = d.shell.T("window.cancel", nil)
	}
	return part.NewButton(part.Secondary, "", words, d.close)
}

func (d *sheet) close() { d.layer.Close() }

// open shows it, with the focus on first.
func (d *sheet) open(content fyne.CanvasObject, width float32, first fyne.Focusable) {
	d.layer = d.shell.Dialog(content, width, first, d.end)
}

// do runs the act of the sheet; the sheet closes when it is done and stays where it fails, with what was typed.
func (d *sheet) do(button *part.Button, said string, run func(context.Context, *app.Community) error) {
	d.shell.Do(d.ctx, shell.Work{
		Finishes: true,
		Button:   button, Doing: d.shell.T("members.doing", nil),
		Run: func(ctx context.Context) error { return run(ctx, d.shell.Community()) },
		Done: func() {
			d.close()
			d.shell.Done(said)
		},
	})
}

// slim reports whether rows have no room for all that stands at their end, and put it below.
func slim(s *shell.Shell) bool { return s.Frame.Width() < theme.FoldSections }

// titled is a heading with a quiet sentence under it, for the head of a dialog.
func titled(title, says string) fyne.CanvasObject {
	words := part.Column(4, part.Strong(theme.Heading, title))
	if says != "" {
		words.Add(part.Quietly(theme.Text, says))
	}
	return words
}

// ask asks for a reason before an act: the field has the focus.
func ask(s *shell.Shell, title, says, label, hint, button string, danger bool, said string, run func(ctx context.Context, c *app.Community, reason string) error) {
	d := newSheet(s)
	reason := part.NewField(label, "", "")
	reason.Say(hint, false)
	kind := part.Secondary
	if danger {
		kind = part.Danger
	}
	var do *part.Button
	do = part.NewButton(kind, "", button, func() {
		typed := reason.Entry.Text
		d.do(do, said, func(ctx context.Context, c *app.Community) error { return run(ctx, c, typed) })
	})
	reason.Entry.OnSubmitted = func(string) { do.Tapped(nil) }
	d.open(part.NewDialog(titled(title, says), reason, part.Acts("", d.cancel(""), do)), shell.DialogNarrow, reason.Entry)
}

// menuOf is what can be done with a person. It stands behind each row, and on their page.
func menuOf(s *shell.Shell, m view.MemberRow) []*part.ListRow {
	named := map[string]any{"Name": m.Name.String()}
	row := func(icon theme.Icon, key string, danger bool, do func()) *part.ListRow {
		return part.NewMenuRow(icon, s.T(key, named), "", danger, do)
	}
	rows := []*part.ListRow{row(theme.IconUser, "person.open", false, func() { s.Go(personTarget(m.Account)) })}
	if m.May.LetIn {
		rows = append(rows, row(theme.IconUserPlus, "person.let_in", false, func() { letIn(s, nil, m.ID, m.Name) }))
	}
	if m.Me != "" {
		rows = append(rows, row(theme.IconPencil, "members.me", false, func() { OpenMe(s) }))
	} else {
		if m.State == view.StateMember {
			rows = append(rows, row(theme.IconHandHelping, "person.give", false, func() { openGiving(s, m.ID) }))
		}
		rows = append(rows, row(theme.IconKeyRound, "person.keys", false, func() { openKeys(s, m) }), nil)
		rows = append(rows, muteRows(s, m, row)...)
	}
	if m.May.Propose && m.State == view.StateMember {
		rows = append(rows, row(theme.IconScale, "person.offices", false, func() { openOffices(s, m.ID) }))
	}
	if m.May.EndOffice {
		rows = append(rows, row(theme.IconCircleSlash, "person.end_office", true, func() { openRemoval(s, m.ID, true) }))
	}
	if m.Me == "" && (m.State == view.StateMember || m.State == view.StateNewcomer) {
		rows = append(rows, nil, row(theme.IconUserMinus, "person.remove", true, func() { openRemoval(s, m.ID, false) }))
	}
	return rows
}

func muteRows(s *shell.Shell, m view.MemberRow, row func(theme.Icon, string, bool, func()) *part.ListRow) []*part.ListRow {
	named := map[string]any{"Name": m.Name.String()}
	rows := []*part.ListRow{}
	mine := func(mute bool, said string) func() {
		return func() {
			act(s, nil, s.T(said, named), func(ctx context.Context, c *app.Community) error { return c.MuteForMe(ctx, m.ID, mute) })
		}
	}
	if m.Muted {
		rows = append(rows, row(theme.IconVolumeX, "person.unmute_me", false, mine(false, "person.unmuted_done")))
	} else {
		rows = append(rows, row(theme.IconVolumeX, "person.mute_me", false, mine(true, "person.muted_done")))
	}
	switch {
	case !m.May.MuteAll:
	case m.MutedAll:
		rows = append(rows, row(theme.IconVolumeX, "person.unmute_all", false, func() {
			act(s, nil, s.T("person.unmuted_done", named), func(ctx context.Context, c *app.Community) error { return c.Unmute(ctx, m.ID) })
		}))
	default:
		rows = append(rows, row(theme.IconVolumeX, "person.mute_all", false, func() {
			ask(s, s.T("person.mute_title", named), s.T("person.mute_says", named), s.T("members.why", nil), s.T("members.all_read", nil),
				s.T("person.mute_act", nil), false, s.T("person.muted_done", named), func(ctx context.Context, c *app.Community, reason string) error {
					_, err := c.Mute(ctx, m.ID, reason)
					return err
				})
		}))
	}
	return rows
}

// letIn admits a newcomer; where the name looks like another one's, it asks with the key first.
func letIn(s *shell.Shell, button *part.Button, account op.AccountID, name view.Name) {
	named := map[string]any{"Name": name.String(), "Key": name.Fingerprint}
	admit := func() {
		act(s, button, s.T("person.let_in_done", named), func(ctx context.Context, c *app.Community) error { return c.Approve(ctx, account) })
	}
	if name.Fingerprint == "" {
		admit()
		return
	}
	s.Ask(shell.Question{
		Title: s.T("person.let_in_title", named), Says: s.T("person.let_in_says", named), Act: s.T("person.let_in", named), Icon: theme.IconCheck, Harmless: true, Do: admit,
	})
}
