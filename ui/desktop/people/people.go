// Package people is the section of members: who is here and who votes for whom, who asks to join and by which invites, to whom one's own vote is
// given, and the rules with everything that changes them.
//
// It promises that nothing is published before a button says so and names what happens, that whatever cannot be undone is asked about first, and
// that each thing which the command line does to members, invites, delegations, the charter, the council and tellers is reached from here. It
// decides nothing: view models say what is so and what may be done, the app service does it.
package people

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

// tabs in their order.
var tabs = []string{view.TabPeople, view.TabJoining, view.TabYourVote, view.TabRules}

// topOf is the air between the tabs and what is below them.
const topOf = 20

// tab is one of the four.
type tab interface {
	// content is made once.
	content() fyne.CanvasObject
	// show keeps it as things are until ctx ends.
	show(ctx context.Context)
	// fit is told whether the second column is folded away.
	fit(narrow bool)
	// place is what scrolls, once there is something to scroll; known says that there is.
	place() (scrolled scrolling, known bool)
}

// scrolling is what of a tab can be scrolled, in canvas units.
type scrolling interface {
	Offset() float32
	ScrollTo(offset float32)
}

// page is the section with one of its tabs.
type page struct {
	shell  *shell.Shell
	at     string
	title  *part.Text
	sub    *part.Text
	invite *part.Button
	more   *part.Button
	tabs   *part.Tabs
	body   part.Swap
	whole  fyne.CanvasObject
	shown  map[string]tab
	narrow bool
	want   float32 // how far to scroll as soon as there is something to scroll, in units

	ctx   context.Context // ends with the page
	leave context.CancelFunc
}

// New makes the page that a target means: one person's where it names one, else the tab.
func New(s *shell.Shell, to view.Target) shell.Screen {
	if to.Item != "" && (to.Tab == "" || to.Tab == view.TabPeople) {
		return newPerson(s, to)
	}
	p := &page{shell: s, at: view.TabPeople, shown: map[string]tab{}, leave: func() {}}
	for _, t := range tabs {
		if t == to.Tab {
			p.at = t
		}
	}
	p.title, p.sub = part.Strong(theme.Title, s.T("section.members", nil)).Line(), part.Quietly(theme.Text, "").Lines(1)
	p.invite = part.NewButton(part.Primary, theme.IconUserPlus, s.T("members.invite", nil), func() { OpenInvite(s) })
	p.more = part.NewButton(part.Bare, theme.IconEllipsis, "", p.menu).Tip(s.T("members.more", nil), "")
	p.tabs = part.NewTabs(s.T("section.members", nil), p.tabWords(nil), p.index(), func(at int) { p.choose(tabs[at]) })
	p.body = part.NewSwap(part.Space())
	words := part.Row(12, 1, p.title, p.sub)
	head := part.Column(10, part.High(36, part.Row(8, 0, words, p.more, p.invite)), p.tabs)
	p.whole = part.Under(0, part.Sides(32, head), p.body.Container)
	p.put()
	return p
}

// Content is the page.
func (p *page) Content() fyne.CanvasObject { return p.whole }

// Show begins to fill the tab.
func (p *page) Show(ctx context.Context) {
	p.ctx = ctx
	p.begin()
	shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) (view.Members, error) {
		return view.LoadMembers(ctx, c, w, "")
	}, func(f view.Frame[view.Members]) {
		p.absent(f.Err)
		if f.Known {
			p.sub.SetText(f.Page.Sub)
			p.tabs.Rename(p.tabWords(f.Page.Tabs))
		}
	})
}

// failed stands in the place of a tab that could not be read. Before the community has arrived that is no failure: the tab fills by itself.
func (p *page) failed(err error, again func()) fyne.CanvasObject {
	if e, not := p.shell.Words().NotHere(err); not {
		return part.NewEmpty(e.Title, e.Text, part.NewButton(part.Secondary, theme.IconWaypoints, e.Act, func() { p.shell.Go(view.Target{Section: view.SectionNetwork}) }))
	}
	return p.shell.Failed(err, again)
}

// absent takes away what needs a community whose content is here.
func (p *page) absent(err error) {
	e, not := p.shell.Words().NotHere(err)
	p.invite.SetOff(e.Title)
	if p.more.Hidden != not {
		p.more.Hidden = not
		p.whole.Refresh()
	}
}

// Scrolled is how far the tab is scrolled.
func (p *page) Scrolled() float32 {
	place, _ := p.shown[p.at].place()
	return theme.Units(place.Offset())
}

// ScrollTo scrolls there as soon as there is something to scroll.
func (p *page) ScrollTo(units float32) {
	p.want = units
	p.settle()
}

// settle follows when a tab has laid something out.
func (p *page) settle() {
	if place, known := p.shown[p.at].place(); known && p.want > 0 {
		place.ScrollTo(theme.Px(p.want))
		p.want = 0
	}
}

// Fit folds the second column away.
func (p *page) Fit(window float32) {
	p.narrow = window < theme.FoldSecondColumn
	for _, t := range p.shown {
		t.fit(p.narrow)
	}
}

func (p *page) index() int {
	for i, t := range tabs {
		if t == p.at {
			return i
		}
	}
	return 0
}

func (p *page) tabWords(counted []view.PageTab) []part.Tab {
	words := make([]part.Tab, len(tabs))
	for i, t := range tabs {
		words[i].Text = p.shell.T("tab."+t, nil)
		for _, c := range counted {
			if c.Tab == t && c.Count > 0 {
				words[i].Count = strconv.Itoa(c.Count)
			}
		}
	}
	return words
}

// choose shows another tab. It is a page of its own for going back, and is not made anew: the keys stay on the tabs.
func (p *page) choose(at string) {
	p.at, p.want = at, 0
	if err := p.shell.Nav.Go(view.Target{Section: view.SectionMembers, Tab: at}); err != nil {
		p.shell.Fail(err)
	}
	p.put()
	p.begin()
}

// put shows the tab's content.
func (p *page) put() {
	t, made := p.shown[p.at]
	if !made {
		switch p.at {
		case view.TabJoining:
			t = newJoining(p)
		case view.TabYourVote:
			t = newYourVote(p)
		case view.TabRules:
			t = newRules(p)
		default:
			t = newList(p)
		}
		p.shown[p.at] = t
		t.fit(p.narrow)
	}
	p.invite.Hidden = p.at != view.TabPeople && p.at != view.TabJoining
	p.sub.Hidden = p.at != view.TabPeople
	p.whole.Refresh()
	p.body.Show(t.content())
}

// begin ends what the tab before ran, and begins with this one.
func (p *page) begin() {
	p.leave()
	if p.ctx == nil {
		return
	}
	ctx, leave := context.WithCancel(p.ctx)
	p.leave = leave
	p.shown[p.at].show(ctx)
}

// menu is what can be done with all members.
func (p *page) menu() {
	s := p.shell
	part.MenuUnder(
		p.more,
		part.NewMenuRow(theme.IconPencil, s.T("members.me", nil), "", false, func() { OpenMe(s) }),
		part.NewMenuRow(theme.IconUsers, s.T("members.tellers", nil), "", false, func() { openTellers(s) }),
		part.NewMenuRow(theme.IconScale, s.T("members.change", nil), "", false, func() { openRulesForm(s, false, nil) }),
		part.NewMenuRow(theme.IconFlag, s.T("members.petition", nil), "", false, func() { openRulesForm(s, true, nil) }),
		nil,
		part.NewMenuRow(theme.IconArchive, s.T("members.removed", nil), "", false, func() { openRemoved(s) }),
	)
}
