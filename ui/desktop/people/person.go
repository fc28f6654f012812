package people

// Person: the page of one member: who they are, what they hold, what they wrote, and what can be done about them.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// person is the page.
type person struct {
	shell   *shell.Shell
	account string
	column  *fyne.Container
	second  *fyne.Container
	scroll  *part.Scroll
	page    view.PersonPage
	known   bool
	again   func()
}

func newPerson(s *shell.Shell, to view.Target) shell.Screen {
	p := &person{shell: s, account: to.Item}
	p.column = part.Column(24, p.path(), part.Strong(theme.Title, ""))
	p.second = part.Column(16)
	p.scroll = part.NewScroll(part.Page{Top: 28, First: 664, Second: 328, Gap: 48}.Of(p.column, p.second))
	return p
}

// Content is the page, which scrolls.
func (p *person) Content() fyne.CanvasObject { return p.scroll }

// Scrolled and ScrollTo keep the place.
func (p *person) Scrolled() float32 { return theme.Units(p.scroll.Offset()) }

// ScrollTo goes there.
func (p *person) ScrollTo(units float32) { p.scroll.ScrollTo(theme.Px(units)) }

// Key leads back to the list.
func (p *person) Key(event *fyne.KeyEvent) bool {
	if event.Name != fyne.KeyEscape {
		return false
	}
	p.shell.Frame.Back()
	return true
}

func (p *person) path() fyne.CanvasObject {
	return part.Path(part.Crumb{Text: p.shell.T("section.members", nil), Open: func() {
		p.shell.Go(view.Target{Section: view.SectionMembers, Tab: view.TabPeople})
	}}, part.Crumb{Text: p.page.Title})
}

// Show keeps it as things are.
func (p *person) Show(ctx context.Context) {
	p.again = shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) (view.PersonPage, error) {
		account, is := view.AccountOf(p.account)
		if !is {
			return view.PersonPage{}, app.ErrNotFoundHere
		}
		return view.LoadPerson(ctx, c, w, account)
	}, func(f view.Frame[view.PersonPage]) {
		switch {
		case f.Known && !(p.known && reflect.DeepEqual(p.page, f.Page)): // what is as it was keeps the focus
			p.page, p.known = f.Page, true
			p.lay()
		case f.Known:
		case f.Err != nil:
			p.column.Objects = []fyne.CanvasObject{p.path(), p.shell.Failed(f.Err, p.again)}
			p.column.Refresh()
		}
	})
}

// lay leaves who is in the page where they are.
func (p *person) lay() { part.KeepFocus(p.scroll, p.layNow) }

func (p *person) layNow() {
	v := p.page
	p.column.Objects = []fyne.CanvasObject{p.path(), p.head()}
	if v.About != "" {
		p.column.Add(part.Words(theme.Reading, v.About))
	}
	for _, reason := range v.Removed {
		if reason != "" {
			p.column.Add(part.NewBanner(part.Bad, theme.IconUserMinus, p.shell.T("person.was_removed", nil), reason, nil))
		}
	}
	p.column.Add(p.section("person.votes", lines(append(append([]string{}, v.Votes...), v.NamedBy...))))
	p.column.Add(p.wrote())
	if len(v.SetAside) > 0 {
		p.column.Add(p.setAside())
	}
	if facts := []fyne.CanvasObject{p.key(), p.devices()}; p.shell.Narrow() {
		p.column.Objects, p.second.Objects = append(p.column.Objects, facts...), nil
	} else {
		p.second.Objects = facts
	}
	p.column.Refresh()
	p.second.Refresh()
	p.scroll.Refresh()
}

func (p *person) head() fyne.CanvasObject {
	v, s := p.page, p.shell
	chips := part.Flow(8)
	for _, chip := range officeChips(v.Offices) {
		chips.Add(chip)
	}
	words := part.Column(4, part.Strong(theme.Title, v.Title))
	for _, said := range []string{v.Since, v.State} {
		if said != "" {
			words.Add(part.Quietly(theme.Text, said))
		}
	}
	if len(v.Offices) > 0 {
		words.Add(chips)
	}
	row := rowOf(v)
	var more *part.Button
	more = part.NewButton(part.Secondary, theme.IconEllipsis, s.T("person.more", nil), func() { part.MenuUnder(more, menuOf(s, row)[1:]...) })
	objects := []fyne.CanvasObject{avatar(v.Person.Name, 40), words}
	if v.May.LetIn {
		var admit *part.Button
		admit = part.NewButton(part.Secondary, theme.IconCheck, s.T("person.let_in", nil), func() { letIn(s, admit, v.Person.ID(), v.Person.Name) })
		objects = append(objects, admit)
	}
	if v.May.Edit {
		objects = append(objects, part.NewButton(part.Secondary, theme.IconPencil, s.T("person.edit", nil), func() { OpenMe(s) }))
	}
	return part.TopRow(16, 1, append(objects, more)...)
}

// rowOf is the person as a row of the list, for the menu.
func rowOf(v view.PersonPage) view.MemberRow {
	r := view.MemberRow{
		Account: v.Person.Account, Name: v.Person.Name, Key: v.Person.Key, Muted: v.Person.MutedByMe, MutedAll: v.Person.Muted, May: v.May, ID: v.Person.ID(), State: v.Person.State,
	}
	if v.Person.Me {
		r.Me = v.Title
	}
	return r
}

func (p *person) section(key string, body fyne.CanvasObject) fyne.CanvasObject {
	return part.Column(12, part.Strong(theme.Heading, p.shell.T(key, nil)), part.NewCard(body).Air(16))
}

func lines(said []string) fyne.CanvasObject {
	column := part.Column(6)
	for _, line := range said {
		column.Add(part.Words(theme.Text, line))
	}
	return column
}

func (p *person) wrote() fyne.CanvasObject {
	s := p.shell
	if len(p.page.Wrote) == 0 {
		return p.section("person.wrote", part.Quietly(theme.Text, s.T("person.wrote_nothing", nil)))
	}
	rows := part.Column(0)
	for i, n := range p.page.Wrote {
		if i > 0 {
			rows.Add(part.NewRule(16))
		}
		words := part.Column(2, part.Rich(theme.Text, spans(n.Said)...))
		if n.Quote != "" {
			words.Add(part.Quietly(theme.Small, n.Quote))
		}
		row := part.Pad(12, 16, 12, 16, part.TopRow(16, 0, words, part.Quietly(theme.Small, n.When).Line()))
		rows.Add(part.NewPressRow(row, n.Said.String()+", "+n.When, func() { s.Go(n.Goes) }))
	}
	return part.Column(12, part.Strong(theme.Heading, s.T("person.wrote", nil)), part.NewCard(rows).Air(0))
}

func spans(said view.Sentence) []part.Span {
	list := make([]part.Span, len(said))
	for i, span := range said {
		list[i] = part.Span{Text: span.Text, Bold: span.Strong}
	}
	return list
}

// setAside lists what a cut does not let stand, each with the act that lets it count.
func (p *person) setAside() fyne.CanvasObject {
	s := p.shell
	rows := part.Column(8, part.Quietly(theme.Small, s.T("person.set_aside_says", nil)))
	for _, a := range p.page.SetAside {
		var let *part.Button
		let = part.NewButton(part.Secondary, "", s.T("person.let_count", nil), func() {
			s.Ask(shell.Question{
				Title: s.T("person.let_count_title", nil), Says: s.T("person.let_count_says", map[string]any{"Act": a.Says}), Act: s.T("person.let_count", nil), Harmless: true,
				Do: func() {
					act(s, let, s.T("person.let_count_done", nil), func(ctx context.Context, c *app.Community) error { return c.ApproveAct(ctx, a.ID) })
				},
			})
		}).High(part.InLine)
		rows.Add(part.Row(12, 0, part.Words(theme.Text, a.Says), let))
	}
	return p.section("person.set_aside", rows)
}

func (p *person) key() fyne.CanvasObject {
	s := p.shell
	return part.NewCard(part.Column(
		8, part.Strong(theme.Text, s.T("person.key", nil)), part.Key(keyGroups(p.page.KeyGroups)...), part.Quietly(theme.Small, s.T("person.key_says", nil)),
	))
}

func keyGroups(groups []string) []part.KeyGroup {
	list := make([]part.KeyGroup, len(groups))
	for i, g := range groups {
		list[i] = part.KeyGroup{Text: g}
	}
	return list
}

func (p *person) devices() fyne.CanvasObject {
	rows := part.Column(12, part.Strong(theme.Text, p.shell.T("person.devices", nil)))
	for _, d := range p.page.Devices {
		icon, token := theme.IconMonitor, theme.Quiet
		if d.Amiss {
			icon, token = theme.IconTriangleAlert, theme.Attention
		}
		rows.Add(part.TopRow(12, 1, part.NewSymbol(icon, 18, token), part.Column(2, part.Words(theme.Text, d.Name), part.Quietly(theme.Small, d.Sub))))
	}
	return part.NewCard(rows)
}
