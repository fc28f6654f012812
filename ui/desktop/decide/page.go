package decide

// Page: one decision, with everything about it.

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// read is what the page is made of.
type read struct {
	page     view.DecisionPage
	pictures outcome.Pictures
	// castMillis is when my ballot was cast; 0 without one.
	castMillis int64
	// booth is my ballot, once; failed says why there is none.
	booth *ballot.Booth
	// mentions are whom an @name may mean, people everybody, me what I am called.
	mentions *view.Mentions
	people   *view.People
	me       string
}

// page is the screen. Its sections are made anew only where they say something else.
type page struct {
	shell *shell.Shell
	to    view.Target
	id    op.ID
	ctx   context.Context // ends with the page

	scroll             *part.Scroll
	whole, head, under *fyne.Container
	body, beside       *fyne.Container
	tabs               *part.Tabs
	named              []view.PageTab
	tab                string

	now    read
	known  bool
	narrow bool
	// bare says that the window's own bar says where one is.
	bare bool
	vote *vote
	talk *discussion
	// checked is the check of the result, once somebody saw its card.
	checked   *chart.Check
	stopCheck context.CancelFunc
	again     func()
	// shown is what each section was made from.
	shown map[string]any
}

// NewPage makes the page of a proposal or a vote, or of one of its amendments.
func NewPage(s *shell.Shell, to view.Target) shell.Screen {
	if to.Tab == view.TabAmendments && to.Focus != "" {
		return newAmendment(s, to)
	}
	p := &page{shell: s, to: to, tab: to.Tab, narrow: s.Narrow(), again: func() {}, shown: map[string]any{}}
	p.vote = newVote(p)
	p.talk = newDiscussion(p)
	p.head, p.under, p.body, p.beside = part.Column(8), part.Column(0), part.Column(24), part.Column(16)
	p.whole = part.Slot(part.Space())
	p.layOut()
	return p
}

// layOut sets the columns: how wide they are hangs on the ballot.
func (p *page) layOut() {
	columns := part.Page{Top: 28, First: 616, Second: 392, Gap: 48}
	if p.vote.wide() > 0 {
		columns.Second = p.vote.wide()
	}
	if p.isWide() {
		columns.First, columns.Gap = 680, 40
		if p.now.page.Poll.State != view.PollOpen {
			columns.Second = 344
		}
	}
	p.talk.head.Objects = nil
	content := p.columns(columns)
	if bar := p.vote.bar(); bar != nil && p.narrow {
		content = part.Ends(content, bar)
	}
	part.PutIn(p.whole, content)
}

// columns is the page's content. A discussion scrolls by itself, with the head of the page as its first row; all else scrolls as a whole.
func (p *page) columns(columns part.Page) fyne.CanvasObject {
	if p.tab == view.TabDiscussion && p.known {
		side := part.NewScroll(part.Pad(8, 0, 0, 0, p.beside))
		side.Hidden = p.narrow
		main := part.Abreast(columns.Second, columns.Gap, p.talk.content(), side)
		columns.First += columns.Gap + columns.Second
		return columns.Filled(main)
	}
	first := part.Column(16, p.head, part.Column(24, p.under, p.body))
	if p.isCurves() {
		columns.First = 0
		p.scroll = part.NewScroll(columns.Of(part.Column(24, first, part.Wide(columns.Second, p.beside)), nil))
		return p.scroll
	}
	p.scroll = part.NewScroll(columns.Of(first, part.Pad(8, 0, 0, 0, p.beside)))
	return p.scroll
}

// isWide says that the first column shows pictures, which need more room than a text.
func (p *page) isWide() bool {
	return slices.Contains([]string{view.TabOutcome, view.TabStanding, view.TabClosing, tabBallot}, p.tab)
}

// isCurves says that two curves stand side by side, over the whole page.
func (p *page) isCurves() bool {
	return p.tab == view.TabStanding && p.now.pictures.Curves != nil && !p.narrow
}

// Content is the page.
func (p *page) Content() fyne.CanvasObject { return p.whole }

// Show keeps it as things are.
func (p *page) Show(ctx context.Context) {
	p.ctx = ctx
	id, err := op.ParseID(p.to.Item)
	if err != nil {
		p.fails(err)
		return
	}
	p.id = id
	p.head.Objects = []fyne.CanvasObject{p.path([]string{p.shell.T("section.decisions", nil)}, nil)}
	var booth *ballot.Booth
	p.again = shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) (read, error) {
		now, err := load(ctx, c, w, id)
		if err == nil && booth == nil && now.page.Poll != nil && (now.page.Poll.MayVote || now.page.Poll.MyVote != "") {
			pollID, err := op.ParseID(now.page.Poll.ID)
			if err != nil {
				return now, err
			}
			// A method of a newer Folkmoot has no ballot here: the page says so, and shows all else.
			booth, _ = ballot.Open(ctx, c, pollID)
		}
		now.booth = booth
		return now, err
	}, p.show)
}

// load reads the page beside Fyne's goroutine.
func load(ctx context.Context, c *app.Community, w view.Words, id op.ID) (read, error) {
	var now read
	var err error
	if now.page, err = view.LoadDecision(ctx, c, w, id); err != nil {
		return now, err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return now, err
	}
	now.people, now.me = people, people.Name(c.Account()).Name
	if now.mentions = view.NewMentions(people); now.page.Poll == nil {
		return now, nil
	}
	pollID, err := op.ParseID(now.page.Poll.ID)
	if err != nil {
		return now, err
	}
	row, err := c.Poll(ctx, pollID)
	if err != nil {
		return now, err
	}
	rules, err := c.Stands(ctx)
	if err != nil {
		return now, err
	}
	if row.Mine != nil {
		now.castMillis = row.Mine.TimeMillis
	}
	now.pictures = outcome.Of(w, row, *now.page.Poll, rules.State.Charter.Delegation.Cap)
	if course := now.page.Poll.Course; course != nil && !course.Falls {
		now.pictures.Curves, now.pictures.Stages = nil, nil // a bar that stays where it is says no more than the sentence
	}
	return now, nil
}

// fails says why there is nothing to show.
func (p *page) fails(err error) {
	p.body.Objects = []fyne.CanvasObject{p.shell.Failed(err, func() { p.again() })}
	p.refresh()
}

func (p *page) show(f view.Frame[read]) {
	switch {
	case f.Err != nil && !p.known:
		p.fails(f.Err)
		return
	case !f.Known || f.Working:
		return
	}
	first := !p.known
	p.now, p.known = f.Page, true
	p.vote.take(p.now)
	if !slices.ContainsFunc(p.tabsNow(), func(t view.PageTab) bool { return t.Tab == p.tab }) {
		p.tab = p.tabsNow()[0].Tab
	}
	p.draw()
	if first {
		p.arrive()
	}
}

// arrive leads to what the page was opened for.
func (p *page) arrive() {
	switch {
	case p.to.Focus == view.FocusBallot:
		p.vote.focus()
	case p.to.Focus != "":
		p.choose(view.TabDiscussion)
		p.talk.reveal(p.to.Focus)
	}
}

// draw makes anew what says something else than before. Whoever is in it with the keys stays there: others vote meanwhile.
func (p *page) draw() { part.KeepFocus(p.whole, p.drawChanged) }

func (p *page) drawChanged() {
	now := p.now
	changed := p.section("head", []any{now.page.Path, now.page.Title, now.page.By, now.page.State, now.page.Urgent, now.page.Acts, p.narrow, p.bare}, p.drawHead)
	changed = p.section("tabs", []any{p.tabsNow(), p.tab}, p.drawTabs) || changed
	changed = p.section("body", p.bodyFrom(), p.drawBody) || changed
	changed = p.section("beside", p.besideFrom(), p.drawBeside) || changed
	if p.section("columns", []any{p.isWide(), p.isCurves(), p.tab == view.TabDiscussion, p.vote.wide(), p.narrow, p.vote.barFrom()}, func() {}) {
		offset := p.scroll.Offset()
		p.layOut()
		p.scroll.ScrollTo(offset)
		changed = true
	}
	if changed {
		p.refresh()
	}
	p.talk.update()
}

// section draws one part of the page, if it is made from something else than it was.
func (p *page) section(name string, from any, draw func()) bool {
	if before, known := p.shown[name]; known && reflect.DeepEqual(before, from) {
		return false
	}
	p.shown[name] = from
	draw()
	return true
}

func (p *page) refresh() {
	for _, section := range []*fyne.Container{p.head, p.under, p.body, p.beside} {
		section.Refresh()
	}
	p.scroll.Refresh()
}

// choose shows another tab.
func (p *page) choose(tab string) {
	if p.tab == tab {
		return
	}
	p.tab = tab
	p.draw()
	p.scroll.ScrollTo(0)
}

// Fit folds the second column.
func (p *page) Fit(window float32) {
	p.narrow, p.bare = window < theme.FoldSecondColumn, window < theme.FoldRail
	if p.known {
		p.draw()
	}
}

// Scrolled is how far the page is scrolled.
func (p *page) Scrolled() float32 { return theme.Units(p.scroll.Offset()) }

// ScrollTo scrolls there.
func (p *page) ScrollTo(units float32) { p.scroll.ScrollTo(theme.Px(units)) }

// Leave keeps the ballot and what was typed.
func (p *page) Leave() {
	p.vote.keep()
	p.talk.keep()
}
