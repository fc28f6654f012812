package people

// People: the list of members, and beside it who votes for whom, as one selection.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// beside is how wide the second column is.
const beside = 352

// list is the tab.
type list struct {
	page    *page
	model   view.MemberList
	filter  *part.Field
	order   *part.Order
	rows    *part.List
	sheet   *part.ListSheet
	second  *fyne.Container // graph, hands
	column  *part.Scroll
	folded  *part.PressRow // what the second column says, where it is folded away
	line    *part.Text
	columns *fyne.Container
	all     *fyne.Container
	body    part.Swap

	members view.Members
	known   bool
	track   string
	graph   *chart.Graph
	again   func()
}

func newList(p *page) *list {
	s := p.shell
	l := &list{page: p}
	l.filter = part.NewField("", theme.IconSearch, s.T("members.filter", nil)).Edgeless()
	l.filter.Entry.OnChanged = func(typed string) {
		l.model.SetFilter(typed)
		l.redraw()
	}
	l.order = part.NewOrder(l.model.OrderLabel(s.Words()), l.turn)
	l.rows = part.NewList(func() int { return len(l.model.Rows()) }, part.NewPersonRow, l.fill, l.open).Menu(func(at int) []*part.ListRow {
		return menuOf(s, l.model.Rows()[at])
	}).Leading(l.led)
	heads := part.NewPersonHeads(s.T("members.name", nil), s.T("members.office", nil), s.T("members.vote", nil), s.T("members.since", nil))
	bar := part.Pad(0, 16, 0, 4, part.Row(12, 0, l.filter, l.order))
	l.sheet = part.NewListSheet(part.Column(0, bar, part.NewRule(0), heads, part.NewRule(0)), l.rows)
	l.second = part.Column(16)
	l.column = part.NewScroll(part.Pad(0, 3, 24, 1, l.second))
	l.line = part.Words(theme.Text, "").Lines(1)
	link := part.Row(8, 1, part.NewSymbol(theme.IconWaypoints, 18, theme.Primary), l.line, part.NewSymbol(theme.IconChevronRight, 16, theme.Quiet))
	l.folded = part.NewPressRow(part.Pad(8, 0, 8, 0, link), s.T("chart.who_votes", nil), l.openGraph)
	l.columns = part.Abreast(beside, 32, l.sheet, l.column)
	l.all = part.Room(topOf, l.columns)
	l.body = part.NewSwap(part.Room(topOf, part.Space()))
	return l
}

func (l *list) content() fyne.CanvasObject { return l.body.Container }

func (l *list) place() (scrolling, bool) { return l.rows, l.known }

func (l *list) fit(narrow bool) {
	l.column.Hidden = narrow
	whole := fyne.CanvasObject(l.columns)
	if narrow {
		whole = part.Under(8, l.folded, l.columns)
	}
	l.all.Objects = []fyne.CanvasObject{whole}
	l.all.Refresh()
}

func (l *list) show(ctx context.Context) {
	l.again = shell.Live(ctx, l.page.shell, func(ctx context.Context, c *app.Community, w view.Words) (view.Members, error) {
		return view.LoadMembers(ctx, c, w, l.track)
	}, func(f view.Frame[view.Members]) {
		switch {
		case f.Known:
			l.take(f.Page)
		case f.Err != nil:
			l.body.Show(part.Sides(topOf, l.page.failed(f.Err, l.again)))
		}
	})
}

func (l *list) take(m view.Members) {
	if l.known && reflect.DeepEqual(l.members, m) {
		return // what is as it was keeps the focus
	}
	l.members, l.known, l.track = m, true, m.Track
	l.model.Update(m)
	l.redraw()
	l.beside()
	l.body.Show(l.all)
	l.page.settle()
}

// redraw shows what the model says.
func (l *list) redraw() {
	l.order.SetText(l.model.OrderLabel(l.page.shell.Words()))
	l.rows.Refresh()
	l.sheet.Refresh()
}

// turn orders the list in the next way.
func (l *list) turn() {
	l.model.NextOrder()
	l.redraw()
}

func (l *list) fill(at int, row *part.PersonRow) {
	r := l.model.Rows()[at]
	row.Set(part.Listed{
		Letters: r.Name.Initials(), Color: colour(r.Name), Name: r.Name.Name, Mark: orMark(r), Chips: officeChips(r.Offices), Vote: r.Vote, Since: r.Since,
		Chosen: r.Account == l.model.Chosen(), Last: at == len(l.model.Rows())-1, Label: r.Label(),
	})
}

// orMark is what stands behind a name.
func orMark(r view.MemberRow) string {
	if r.Me != "" {
		return r.Me
	}
	return r.Name.Fingerprint
}

func colour(n view.Name) theme.Token { return theme.People[n.Colour(len(theme.People))] }

func avatar(n view.Name, side float32) *part.Avatar {
	return part.NewAvatar(n.Initials(), colour(n), side)
}

// officeTones are those of chips.
var officeTones = map[string]part.Tone{
	view.RoleSteward: part.Good, view.StateNewcomer: part.Warning, view.RoleAdmitter: part.Method, view.RoleTeller: part.Method,
}

func officeChips(offices []view.Office) []*part.Chip {
	var chips []*part.Chip
	for _, o := range offices {
		chips = append(chips, part.NewChip(officeTones[o.Role], "", o.Label))
	}
	return chips
}

// led follows the keys: who they lead to is chosen, here and in the graph.
func (l *list) led(at int) {
	if rows := l.model.Rows(); at >= 0 && at < len(rows) {
		l.choose(rows[at].Account)
	}
}

// open chooses somebody, and opens the page of whoever is chosen already.
func (l *list) open(at int) {
	account := l.model.Rows()[at].Account
	if account == l.model.Chosen() || l.page.narrow {
		l.page.shell.Go(personTarget(account))
		return
	}
	l.choose(account)
}

func personTarget(account string) view.Target {
	return view.Target{Section: view.SectionMembers, Tab: view.TabPeople, Item: account}
}

func (l *list) choose(account string) {
	if account == l.model.Chosen() {
		return
	}
	l.model.Choose(account)
	l.rows.Refresh()
	if l.graph != nil {
		l.graph.Choose(account)
	}
	l.handle()
}
