package people

// Invite: a link, a picture, a page to print or a file, by which others come in. Its act is signed when the sheet opens, and published with the first
// of them: what is chosen before then makes another link.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// codeWide is how wide the code is on the sheet, in units.
const codeWide = 296

// invite is the sheet. What it shows belongs to Fyne's goroutine.
type invite struct {
	*sheet
	model    *view.InviteSheet
	prepared app.PreparedInvite
	link     string
	turn     int    // counts what was chosen: a link for an older choice is not shown
	taken    int    // the turn whose link is shown
	leaving  bool   // it is being published: what is chosen meanwhile counts only where that fails
	wanted   func() // what waits for the link of what was chosen last
	out      bool   // it is published, and nothing of it can be changed any more

	qr     *fyne.Container
	field  *part.Field
	hint   *part.Text
	uses   *part.Segments
	other  *part.Field
	until  *part.Select
	ways   *part.Radios
	note   *part.Field
	state  *part.Text
	read   *part.Text // what reading the code from the screen does
	outs   []*part.Button
	form   *fyne.Container
	dialog *part.Dialog
}

// OpenInvite opens the sheet from wherever somebody is.
func OpenInvite(s *shell.Shell) {
	load(s, view.LoadInviteSheet, func(m *view.InviteSheet) { newInvite(s, m).show() })
}

func newInvite(s *shell.Shell, m *view.InviteSheet) *invite {
	v := &invite{sheet: newSheet(s), model: m}
	v.qr = part.Slot(part.Wide(codeWide, part.Space()))
	v.field = part.NewField(s.T("invite.link", nil), "", "")
	v.field.Entry.Disable()
	v.hint, v.state = part.Quietly(theme.Small, "").Line(), part.Quietly(theme.Small, s.T("invite.unpublished", nil))
	v.uses = part.NewSegments(s.T("invite.uses", nil), m.UsesChoices(), m.UsesChosen(), v.chooseUses).High(part.OfPage)
	v.other = part.NewField("", "", s.T("invite.uses_number", nil))
	v.other.Hidden = true
	v.other.Entry.OnChanged = func(typed string) {
		trouble := m.TypeUses(typed)
		v.other.SetTrouble(trouble)
		if trouble == "" {
			v.prepare()
		}
	}
	var days []string
	chosen := 0
	for i, c := range m.UntilChoices() {
		days = append(days, c.Label)
		if c.Chosen {
			chosen = i
		}
	}
	v.until = part.NewSelect(s.T("invite.until", nil), days, chosen, func(at int) {
		m.ChooseUntil(at)
		v.prepare()
	}).High(part.OfPage)
	var options []part.Option
	for _, way := range m.Ways() {
		options = append(options, part.Option{Text: way.Title, Says: way.Says})
	}
	v.ways = part.NewRadios(options, [2]string{s.T("members.chosen", nil), s.T("members.not_chosen", nil)}, 0, func(at int) {
		m.ChooseWay(m.Ways()[at].Auto)
		v.prepare()
	})
	v.note = part.NewField(s.T("invite.note", nil), "", s.T("invite.note_example", nil))
	v.note.Entry.OnChanged = func(typed string) {
		m.TypeNote(typed)
		v.prepare()
	}
	return v
}

func (v *invite) chooseUses(at int) {
	v.other.Hidden = at < len(v.model.UsesChoices())-1
	v.model.ChooseUses(at)
	v.form.Refresh()
	if v.other.Hidden {
		v.prepare()
		return
	}
	v.shell.Frame.Canvas().Focus(v.other.Entry)
	if typed := v.other.Entry.Text; typed != "" {
		v.other.Entry.OnChanged(typed)
	}
}

func (v *invite) show() {
	s, m := v.shell, v.model
	button := func(kind part.Kind, icon theme.Icon, key string, do func(*part.Button)) *part.Button {
		var b *part.Button
		b = part.NewButton(kind, icon, s.T(key, nil), func() { v.publish(b, func() { do(b) }) }).SetOff(m.Off)
		v.outs = append(v.outs, b)
		return b
	}
	copied := button(part.Primary, theme.IconCopy, "invite.copy", func(*part.Button) { s.Copy(v.link) }).High(part.OfPage)
	v.read = part.Quietly(theme.Small, s.T("invite.show", nil)).Aligned(fyne.TextAlignCenter)
	left := part.Column(
		12, part.Centre(codeWide+4, 0, part.NewCard(v.qr).Air(2)), v.read,
		part.Centre(codeWide+16, 0, part.Flow(
			8, button(part.Secondary, theme.IconDownload, "invite.picture", v.picture), button(part.Secondary, theme.IconPrinter, "invite.print", v.print),
			button(part.Secondary, theme.IconFileText, "invite.file", v.file),
		)),
	)
	v.form = part.Column(
		16, part.Labelled(s.T("invite.uses", nil), "", part.Row(12, 1, v.uses, v.other)),
		part.Labelled(s.T("invite.how", nil), "", v.ways.Rows),
		part.Fold(560, 16, part.Labelled(s.T("invite.until", nil), "", v.until), v.note.Hinted(s.T("invite.note_hint", nil))),
	)
	v.field.Hinted("") // its label stands above the whole line
	link := part.Column(6, part.Row(12, 0, part.Strong(theme.Small, s.T("invite.link", nil)).Lines(1), v.hint), part.Row(8, 0, v.field, copied))
	warning := part.TopRow(8, 1, part.NewSymbol(theme.IconInfo, 14, theme.Quiet), part.Quietly(theme.Small, m.Warning))
	right := part.Column(16, v.form, link, warning, v.state)
	head := part.HeadWithClose(m.Title, m.Sub, s.T("window.close", nil), v.close)
	if m.Off != "" {
		right = part.Column(16, part.NewBanner(part.Warning, theme.IconInfo, m.Off, "", nil))
	}
	body := part.FoldBeside(0, 28, 460, left, right)
	if s.Frame.Width() < theme.FoldRail {
		body = part.Column(28, right, left)
	}
	v.dialog = part.NewDialog(head, body, nil)
	v.open(v.dialog, shell.DialogWide, v.uses)
	v.prepare()
}

// prepare signs an invite as it is chosen now, and shows its link. Nothing of it leaves this laptop.
func (v *invite) prepare() {
	if v.model.Off != "" || v.out || v.leaving {
		return
	}
	v.turn++
	turn, draft := v.turn, v.model.Draft()
	var prepared app.PreparedInvite
	v.shell.Do(v.ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			prepared, err = v.shell.Community().PrepareInvite(ctx, draft)
			return err
		},
		Done: func() {
			if turn != v.turn {
				return
			}
			v.taken = turn
			v.take(prepared)
			if wanted := v.wanted; wanted != nil {
				v.wanted = nil
				wanted()
			}
		},
		Failed: func(error) bool {
			v.wanted = nil
			return false
		},
	})
}

// take shows an invite's link.
func (v *invite) take(prepared app.PreparedInvite) {
	link, err := prepared.Link.Text()
	if err == nil {
		var modules [][]bool
		if modules, err = view.Modules(link); err == nil {
			part.PutIn(v.qr, part.Centre(codeWide, 0, part.NewCode(modules, codeWide, v.shell.T("invite.qr", nil))))
		}
	}
	if err != nil {
		v.shell.Fail(err)
		return
	}
	v.prepared, v.link = prepared, link
	v.field.Entry.SetText(link)
	v.hint.SetText(v.model.LinkHint(link))
	v.dialog.Refresh()
}

// publish has the invite published first, as it is chosen now, and then does something with its link.
func (v *invite) publish(button *part.Button, then func()) {
	switch wrong := v.model.Wrong(); {
	case v.leaving:
		return
	case v.out:
		then()
		return
	case wrong != "":
		v.other.SetTrouble(wrong)
		v.shell.Frame.Canvas().Focus(v.other.Entry)
		return
	case v.taken != v.turn:
		v.wanted = func() { v.publish(button, then) }
		return
	}
	var published app.PreparedInvite
	v.leaving = true
	prepared := v.prepared
	v.shell.Do(v.ctx, shell.Work{
		Finishes: true,
		Button:   button, Doing: v.shell.T("invite.publishing", nil),
		Run: func(ctx context.Context) (err error) {
			published, err = v.shell.Community().PublishInvite(ctx, prepared)
			return err
		},
		Done: func() {
			v.leaving, v.out = false, true
			v.take(published)
			v.fix()
			then()
		},
		Failed: func(error) bool {
			v.leaving = false
			v.prepare()
			return false
		},
	})
}

// fix shows that the invite is as it is from now on.
func (v *invite) fix() {
	s := v.shell
	v.state.SetText(s.T("invite.published", nil))
	v.read.SetText(s.T("invite.show_published", nil))
	v.form.Hide()
	v.dialog.Refresh()
}
