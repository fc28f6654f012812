package people

// Joining: who asks to be let in, with the keys one above the other where a name looks like another one's, and the invites.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// joining is the tab.
type joining struct {
	page   *page
	column *fyne.Container
	scroll *part.Scroll
	now    view.Joining
	known  bool
	again  func()
}

func newJoining(p *page) *joining {
	j := &joining{page: p, column: part.Column(24)}
	j.scroll = part.NewScroll(part.Page{Top: topOf}.Of(j.column, nil))
	return j
}

func (j *joining) content() fyne.CanvasObject { return j.scroll }

func (j *joining) place() (scrolling, bool) { return j.scroll, j.known }

func (j *joining) fit(bool) {}

func (j *joining) show(ctx context.Context) {
	j.again = shell.Live(ctx, j.page.shell, func(ctx context.Context, c *app.Community, w view.Words) (view.Joining, error) {
		return view.LoadJoining(ctx, c, w)
	}, func(f view.Frame[view.Joining]) {
		switch {
		case f.Known && !(j.known && reflect.DeepEqual(j.now, f.Page)): // what is as it was keeps the focus
			j.now, j.known = f.Page, true
			j.lay()
		case f.Known:
		case f.Err != nil:
			j.column.Objects = []fyne.CanvasObject{j.page.failed(f.Err, j.again)}
			j.scroll.Refresh()
		}
	})
}

// lay leaves who is in the page where they are.
func (j *joining) lay() { part.KeepFocus(j.scroll, j.layNow) }

func (j *joining) layNow() {
	v := j.now
	j.column.Objects = nil
	if len(v.Requests) == 0 {
		none := part.Row(12, 1, part.NewSymbol(theme.IconCircleCheck, 18, theme.Primary), part.Quietly(theme.Text, v.NoRequests))
		j.column.Add(part.NewCard(none).Air(16))
	} else {
		j.column.Add(part.Column(12, part.Strong(theme.Heading, v.Title), j.requests()))
	}
	j.column.Add(j.invites())
	j.column.Refresh()
	j.scroll.Refresh()
	j.page.settle()
}

func (j *joining) requests() fyne.CanvasObject {
	rows := part.Column(0)
	for i, r := range j.now.Requests {
		if i > 0 {
			rows.Add(part.NewRule(76))
		}
		rows.Add(j.request(r))
	}
	return part.NewCard(rows).Air(0)
}

func (j *joining) request(r view.JoinRequest) fyne.CanvasObject {
	s := j.page.shell
	id := r.Person.ID()
	down := part.NewButton(part.Secondary, "", s.T("joining.decline", nil), func() { openRemoval(s, id, false) })
	var in *part.Button
	in = part.NewButton(part.Secondary, theme.IconCheck, s.T("joining.let_in", nil), func() { letIn(s, in, id, r.Person.Name) })
	if !j.now.MayAdmit {
		in.SetOff(s.T("joining.may_not", nil))
		down.SetOff(s.T("joining.may_not", nil))
	}
	name := part.NewPressRow(
		part.Row(10, part.None, part.Strong(theme.Text, r.Person.Name.Name).Line(), part.NewChip(part.Warning, "", s.T("office.newcomer", nil))),
		r.Person.Name.String(), func() { s.Go(personTarget(r.Person.Account)) },
	)
	words := part.Column(4, part.Row(0, part.None, name), part.Quietly(theme.Text, r.Asks))
	who := part.TopRow(16, 1, avatar(r.Person.Name, 40), words)
	// Both words stand whole in every language: German needs more room than English.
	room := max(208, theme.Units(down.MinSize().Width+in.MinSize().Width)+16)
	row := part.Column(16, part.FoldBeside(560, 16, room, who, part.Row(8, 0, part.Space(), down, in)))
	if r.Alike != nil {
		row.Add(part.Pad(0, 0, 0, 56, j.alike(r)))
	}
	return part.Pad(16, 20, 16, 20, row)
}

// alike sets two keys one above the other.
func (j *joining) alike(r view.JoinRequest) fyne.CanvasObject {
	s := j.page.shell
	keys := part.Column(0)
	for i, row := range r.Alike.Rows {
		if i > 0 {
			keys.Add(part.NewRule(14))
		}
		keys.Add(part.Pad(8, 14, 8, 14, keyRow(row, i > 0)))
	}
	say := part.NewButton(part.Plain, "", s.T("joining.ask_them", map[string]any{"Name": r.Person.Name.Name}), func() {
		s.Go(view.Target{Section: view.SectionDiscussion})
	}).High(part.InLine)
	what := part.NewButton(part.Plain, "", s.T("joining.what_keys", nil), func() { explainKeys(s) }).High(part.InLine)
	words := part.Column(
		8, part.Strong(theme.Text, r.Alike.Title), part.Words(theme.Small, r.Alike.Why), part.NewCard(keys).Air(0), part.Row(8, part.None, say, what),
	)
	return part.NewCard(part.TopRow(12, 1, part.NewSymbol(theme.IconTriangleAlert, 20, theme.Attention), words)).Air(16).On(theme.AttentionTint, theme.Clear)
}

// keyRow is a person's key with who they are; that of the second is marked where it differs.
func keyRow(row view.KeyRow, second bool) fyne.CanvasObject {
	icon, token := theme.IconUserPlus, theme.Attention
	if row.Member {
		icon, token = theme.IconUser, theme.Primary
	}
	groups := make([]part.KeyGroup, len(row.Groups))
	for i, g := range row.Groups {
		groups[i] = part.KeyGroup{Text: g.Text, Differs: second && g.Differs, Same: second && !g.Differs}
	}
	words := part.Row(12, 1, part.Strong(theme.Text, row.Name.Name).Line(), part.Quietly(theme.Small, row.What).Lines(1))
	return part.FoldBeside(420, 12, 164, part.Row(12, 1, part.NewSymbol(icon, 18, token), words), part.Key(groups...))
}

func explainKeys(s *shell.Shell) {
	d := newSheet(s)
	well := d.cancel(s.T("window.understood", nil))
	d.open(part.NewDialog(titled(s.T("joining.what_keys", nil), ""), part.Words(theme.Text, s.T("joining.keys_says", nil)), part.Acts("", well)), shell.DialogNarrow, well)
}

func (j *joining) invites() fyne.CanvasObject {
	s, v := j.page.shell, j.now
	count := ""
	if len(v.Invites) > 0 {
		count = "  " + s.Words().Say.Count(int64(len(v.Invites)))
	}
	title := part.Rich(theme.Heading, part.Span{Text: s.T("joining.open_invites", nil), Bold: true}, part.Span{Text: count, Color: theme.Quiet})
	head := part.Row(12, 0, title, part.Quietly(theme.Small, s.T("joining.anybody", nil)).Line())
	rows := part.Column(0)
	for i, row := range v.Invites {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		rows.Add(j.invite(row))
	}
	column := part.Column(12, head)
	if len(v.Invites) == 0 {
		column.Add(part.NewCard(part.Quietly(theme.Text, s.T("joining.no_invites", nil))).Air(16))
	} else {
		column.Add(part.NewCard(rows).Air(0))
	}
	if len(v.SpentRows) > 0 {
		column.Add(j.over())
	}
	return column
}

func (j *joining) over() fyne.CanvasObject {
	rows := part.Column(0)
	for i, row := range j.now.SpentRows {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		rows.Add(j.invite(row))
	}
	s := j.page.shell
	states := [2]string{s.T("members.folded", nil), s.T("members.unfolded", nil)}
	return part.NewExpander(j.now.Spent, j.now.Spent, states, part.NewCard(rows).Air(0))
}

func (j *joining) invite(row view.InviteRow) fyne.CanvasObject {
	s := j.page.shell
	words := part.Column(2, part.Strong(theme.Text, row.Title).Lines(1), part.Quietly(theme.Small, row.Sub).Lines(1))
	used := part.Column(0, part.Words(theme.Small, row.Used).Line())
	if row.Parts > 0 {
		used = part.Column(0, part.Row(8, 0, part.NewBar(8, part.BarPart{Share: float32(row.Parts) / 1e9, Color: theme.Primary}), part.Quietly(theme.Small, row.Used).Line()))
	}
	when := part.Column(2, part.Words(theme.Small, row.Until).Aligned(fyne.TextAlignTrailing), part.Quietly(theme.Small, row.Left).Aligned(fyne.TextAlignTrailing))
	first := []fyne.CanvasObject{part.NewIconTile36(theme.IconLink, part.Method), words}
	then := []fyne.CanvasObject{part.Wide(168, used), part.Wide(140, when)}
	if row.MayRevoke {
		var end *part.Button
		end = part.NewButton(part.Secondary, "", s.T("joining.revoke", nil), func() { j.revoke(end, row) })
		then = append(then, end)
	}
	if slim(s) {
		return part.Pad(12, 16, 12, 16, part.Column(8, part.Row(16, 1, first...), part.Pad(0, 0, 0, 52, part.Flow(12, then...))))
	}
	return part.Pad(12, 16, 12, 16, part.Row(16, 1, append(first, then...)...))
}

func (j *joining) revoke(button *part.Button, row view.InviteRow) {
	s := j.page.shell
	s.Ask(shell.Question{
		Title: s.T("joining.revoke_title", map[string]any{"Note": row.Title}), Says: s.T("joining.revoke_says", nil), Act: s.T("joining.revoke", nil),
		Do: func() {
			act(s, button, s.T("joining.revoked", nil), func(ctx context.Context, c *app.Community) error {
				id, err := op.ParseID(row.ID)
				if err != nil {
					return err
				}
				return c.RevokeInvite(ctx, id)
			})
		},
	})
}
