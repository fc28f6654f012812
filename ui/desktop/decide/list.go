package decide

// List: all decisions in their groups, what filters them, and their order.

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// firstDecisions of each sort are shown at once, the others as soon as they are read.
const firstDecisions = 30

// list is the page.
type list struct {
	shell   *shell.Shell
	model   *view.DecisionList
	tracks  []view.Track
	page    *fyne.Container
	chips   *fyne.Container
	filters []view.FilterChip
	order   *part.Order
	rows    *part.List
	columns part.StandColumns
	// heads are the groups, decisions the rows of all of them in their order.
	heads     []view.DecisionListRow
	decisions []view.DecisionRow
	newest    bool
	barred    view.Barred
	known     bool
	again     func()
}

// listed is what the page is made of.
type listed struct {
	decisions view.Decisions
	tracks    []view.Track
	barred    view.Barred
	// part says that there may be more.
	part bool
}

// NewList makes the page.
func NewList(s *shell.Shell, _ view.Target) shell.Screen {
	l := &list{shell: s, model: view.NewDecisionList(s.Words())}
	l.chips = part.Flow(8)
	l.order = part.NewOrder("", l.turn)
	l.rows = part.NewList(func() int { return len(l.decisions) }, l.row, l.fill, func(at int) { l.shell.Go(l.decisions[at].Goes) }).
		Grouped(l.groups, [2]string{s.T("decide.folded", nil), s.T("decide.unfolded", nil)}, l.fold).Menu(l.menu).Gutter(16)
	l.page = part.Slot(part.Space())
	l.lay(part.Space())
	return l
}

// Content is the page, which scrolls its list.
func (l *list) Content() fyne.CanvasObject { return l.page }

// lay puts head and body on the page.
func (l *list) lay(body fyne.CanvasObject) {
	s := l.shell
	add := part.NewButton(part.Primary, theme.IconPlus, s.T("decide.new", nil), l.write).SetOff(l.barred.Why)
	var more *part.Button
	more = part.NewButton(part.Bare, theme.IconEllipsis, "", func() {
		part.MenuUnder(more, part.NewMenuRow(theme.IconVote, s.T("decide.open_alone", nil), "", false, l.open))
	}).Tip(s.T("decide.more", nil), "")
	more.Hidden = l.barred.NoProposals
	title := part.Row(8, 0, part.Strong(theme.Title, s.T("section.decisions", nil)).Lines(1), more, add)
	head := part.Column(16, title, part.TopRow(16, 0, l.chips, l.order))
	if !l.known || l.model.IsEmpty() {
		head = part.Column(16, part.Strong(theme.Title, s.T("section.decisions", nil)))
	}
	part.PutIn(l.page, part.Room(32, part.Under(4, head, body)))
}

// Show reads few decisions first, and all of them then.
func (l *list) Show(ctx context.Context) {
	most := firstDecisions
	l.again = shell.Live(ctx, l.shell, func(ctx context.Context, c *app.Community, w view.Words) (listed, error) {
		page := listed{part: most > 0}
		var err error
		if page.decisions, err = view.LoadDecisions(ctx, c, w, most); err != nil {
			return page, err
		}
		if page.barred, err = view.LoadBarred(ctx, c, w); err != nil {
			return page, err
		}
		page.tracks, err = view.Tracks(ctx, c, w)
		most = 0 // only this goroutine reads it
		return page, err
	}, l.show)
}

func (l *list) show(f view.Frame[listed]) {
	switch {
	case f.Err != nil && !f.Known:
		l.lay(part.Column(0, l.shell.Failed(f.Err, l.again)))
	case !f.Known:
		return
	default:
		l.take(f.Page)
	}
	if f.Page.part && !f.Working {
		l.again()
	}
}

func (l *list) take(page listed) {
	first := !l.known
	before, barred := l.model.IsEmpty(), l.barred
	l.known, l.tracks, l.barred = true, page.tracks, page.barred
	l.model.Update(l.shell.Words(), page.decisions)
	l.redraw()
	if !first && before == l.model.IsEmpty() && barred == l.barred {
		return
	}
	if l.model.IsEmpty() {
		l.lay(l.empty())
		return
	}
	l.lay(l.rows)
}

// redraw shows what the model says.
func (l *list) redraw() {
	l.heads, l.decisions = l.heads[:0], l.decisions[:0]
	for _, r := range l.model.Rows() {
		if r.Head {
			l.heads = append(l.heads, r)
		} else {
			l.decisions = append(l.decisions, r.Decision)
		}
	}
	l.columns.Fit(len(l.decisions), func(at int) (stands, when, left string) {
		d := l.decisions[at]
		return d.Standing, d.When, d.Left
	})
	l.rows.Refresh()
	l.order.SetText(l.model.OrderLabel())
	l.showChips()
}

// showChips shows the filters. They stay the same objects as long as there are as many: one of them may have the focus.
func (l *list) showChips() {
	chips := l.model.Chips(l.tracks)
	if len(chips) == len(l.chips.Objects) {
		for i, chip := range chips {
			l.chips.Objects[i].(*part.Choice).Set(chip.Label, chip.Chosen)
		}
		l.filters = chips
		return
	}
	l.filters, l.chips.Objects = chips, nil
	states := [2]string{l.shell.T("decide.filter_on", nil), l.shell.T("decide.filter_off", nil)}
	for i, chip := range chips {
		l.chips.Add(part.NewChoice(chip.Label, chip.Chosen, states, func() {
			l.model.SetFilter(l.filters[i].Filter)
			l.redraw()
		}))
	}
}

// turn changes the order.
func (l *list) turn() {
	l.newest = !l.newest
	l.model.SetNewestFirst(l.newest)
	l.redraw()
}

// groups are the heads, as the list of parts has them. What is folded has no rows in the model either.
func (l *list) groups() []part.Group {
	groups := make([]part.Group, len(l.heads))
	for i, h := range l.heads {
		groups[i] = part.Group{Title: h.Label, Count: strconv.Itoa(h.Count), Rows: h.Count, Folded: h.Folded}
		if h.Folded {
			groups[i].Rows = 0
		}
	}
	return groups
}

func (l *list) fold(group int, folded bool) {
	l.model.Fold(l.heads[group].Group, folded)
	l.redraw()
}

func (l *list) row() *part.StandRow { return part.NewStandRow().In(&l.columns) }

func (l *list) fill(at int, row *part.StandRow) {
	d := l.decisions[at]
	shown := part.Standing{
		Icon: iconOf(d.Group, d.Icon), Title: d.Title, Sub: d.Sub, Chip: d.Chip, Bar: barOf(d.Bar), Stands: d.Standing, When: d.When, Left: d.Left,
		Urgent: d.Urgent, Label: d.Label(), ChipTone: part.Method, ChipIcon: theme.IconHandHelping,
	}
	switch {
	case d.Urgent:
		shown.Tone = part.Warning
	case d.Voted:
		shown.Tone = part.Good
	}
	if d.Voted {
		shown.ChipTone, shown.ChipIcon = part.Good, theme.IconCheck
	}
	row.Set(shown)
}

// menu is what else can be done with a decision without opening it.
func (l *list) menu(at int) []*part.ListRow {
	d := l.decisions[at]
	rows := []*part.ListRow{part.NewMenuRow(theme.IconArrowRight, l.shell.T("decide.menu_open", nil), "", false, func() { l.shell.Go(d.Goes) })}
	if d.Group == view.GroupDrafts {
		rows = append(rows, nil, part.NewMenuRow(theme.IconTrash2, l.shell.T("decide.draft_discard", nil), "", true, func() {
			discardDraft(l.shell, d.ID, d.Title, func() {})
		}))
	}
	return rows
}

// write begins a proposal; open a vote without one.
func (l *list) write() { l.shell.Go(view.Target{Section: view.SectionDecisions, Tab: view.TabDraft}) }

func (l *list) open() { l.shell.Go(view.Target{Section: view.SectionDecisions, Tab: view.TabOpening}) }

// empty is a community in which nothing is to be decided yet.
func (l *list) empty() fyne.CanvasObject {
	s := l.shell
	return part.NewEmpty(
		s.T("decide.none", nil), s.T("decide.none_sub", nil),
		part.NewButton(part.Primary, theme.IconPlus, s.T("decide.first", nil), l.write).High(part.OfPage).SetOff(l.barred.Why),
	)
}

// Scrolled is how far down the list is.
func (l *list) Scrolled() float32 { return theme.Units(l.rows.Offset()) }

// ScrollTo goes there, as far as there are rows.
func (l *list) ScrollTo(units float32) { l.rows.ScrollTo(theme.Px(units)) }
