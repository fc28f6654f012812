package people

// Me: what I am called here, what others should know of me, and when I am reminded; and the keys of two people, to be compared.

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// OpenMe changes one's own name and the words about oneself, from wherever somebody is.
func OpenMe(s *shell.Shell) {
	load(s, view.LoadMe, func(me view.Me) {
		d := newSheet(s)
		name := part.NewField(s.T("me.name", nil), "", "")
		name.Entry.SetText(me.Name)
		about := part.NewLongField(s.T("me.about", nil), s.T("me.about_example", nil), 3)
		about.Entry.SetText(me.About)
		var labels []string
		chosen := 0
		for i, c := range me.Reminders {
			labels = append(labels, c.Label)
			if c.Chosen {
				chosen = i
			}
		}
		remind := part.NewSelect(s.T("me.remind_name", nil), labels, chosen, func(at int) { chosen = at }).High(part.OfPage)
		var save *part.Button
		save = part.NewButton(part.Primary, "", s.T("me.save", nil), func() {
			clean, err := identity.CleanName(name.Entry.Text)
			if err != nil {
				name.SetTrouble(s.Words().NameTrouble(name.Entry.Text))
				return
			}
			words := strings.TrimSpace(about.Entry.Text)
			millis := me.RemindMillis(chosen)
			d.do(save, s.T("me.saved", nil), func(ctx context.Context, c *app.Community) error {
				if err := c.SetRemindMillis(millis); err != nil {
					return err
				}
				return me.Save(ctx, c, clean, words)
			})
		})
		middle := part.Column(
			20, name.Hinted(s.T("members.all_read", nil)), about.Hinted(s.T("members.all_read", nil)),
			part.Labelled(s.T("me.remind_name", nil), s.T("me.remind_hint", nil), remind),
		)
		d.open(part.NewDialog(titled(s.T("me.title", nil), ""), middle, part.Acts(s.T("me.foot", nil), d.cancel(""), save)), shell.DialogUsual, name.Entry)
	})
}

// openKeys sets one's own key and somebody's one above the other, to be read out.
func openKeys(s *shell.Shell, m view.MemberRow) {
	load(s, func(ctx context.Context, c *app.Community, w view.Words) (view.PersonPage, error) {
		return view.LoadPerson(ctx, c, w, c.Account())
	}, func(me view.PersonPage) {
		d := newSheet(s)
		row := func(name view.Name, groups []string) fyne.CanvasObject {
			return part.Pad(12, 16, 12, 16, part.FoldBeside(420, 12, 244, part.Row(12, 1, avatar(name, 32), part.Strong(theme.Text, name.Name).Lines(1)), part.Key(keyGroups(groups)...)))
		}
		keys := part.NewCard(part.Column(0, row(m.Name, strings.Split(m.Key, "-")), part.NewRule(60), row(me.Person.Name, me.KeyGroups))).Air(0)
		well := d.cancel(s.T("window.close", nil))
		copyIt := part.NewButton(part.Secondary, theme.IconCopy, s.T("person.copy_key", nil), func() { s.Copy(m.Key) })
		title := s.T("person.keys_title", map[string]any{"Name": m.Name.String()})
		d.open(part.NewDialog(titled(title, s.T("joining.keys_says", nil)), keys, part.Acts("", well, copyIt)), shell.DialogUsual, well)
	})
}

// openRemoved lists who is a member no more, each with their page.
func openRemoved(s *shell.Shell) {
	load(s, view.LoadRemoved, func(list []view.RemovedRow) {
		d := newSheet(s)
		rows := part.Column(0)
		for i, r := range list {
			if i > 0 {
				rows.Add(part.NewRule(60))
			}
			words := part.Column(2, part.Strong(theme.Text, r.Name.String()).Lines(1), part.Quietly(theme.Small, r.Says))
			row := part.Pad(10, 16, 10, 16, part.Row(12, 1, avatar(r.Name, 32), words))
			rows.Add(part.NewPressRow(row, r.Name.String()+", "+r.Says, func() {
				d.close()
				s.Go(personTarget(r.Name.Account))
			}))
		}
		body := fyne.CanvasObject(part.NewCard(rows).Air(0))
		if len(list) == 0 {
			body = part.Quietly(theme.Text, s.T("members.removed_none", nil))
		}
		well := d.cancel(s.T("window.close", nil))
		d.open(part.NewDialog(titled(s.T("members.removed", nil), s.T("members.removed_says", nil)), body, part.Acts("", well)), shell.DialogUsual, well)
	})
}
