package decide

// Amendment: one change that somebody offers: what it changes, why, what is said about it, and whether it is taken in.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/talk"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// amendment is the screen.
type amendment struct {
	shell *shell.Shell
	to    view.Target
	id    op.ID
	ctx   context.Context // ends with the page

	whole, first *fyne.Container
	scroll       *part.Scroll
	thread       *talk.Thread
	now          offered
	known        bool
	narrow       bool
	// sides shows whole paragraphs before and after; talking the answers, where they have no column of their own.
	sides, talking bool
	again          func()
}

// offered is what the page is made from.
type offered struct {
	page     view.AmendmentPage
	mentions *view.Mentions
	barred   view.Barred
}

func newAmendment(s *shell.Shell, to view.Target) shell.Screen {
	a := &amendment{shell: s, to: to, narrow: s.Narrow(), again: func() {}, first: part.Column(16)}
	a.scroll = part.NewScroll(a.first)
	a.whole = part.Slot(part.Page{Top: 28, First: 1056}.Filled(a.scroll))
	return a
}

// Content is the page.
func (a *amendment) Content() fyne.CanvasObject { return a.whole }

// Show keeps it as things are.
func (a *amendment) Show(ctx context.Context) {
	a.ctx = ctx
	proposal, err := op.ParseID(a.to.Item)
	if err == nil {
		a.id, err = op.ParseID(a.to.Focus)
	}
	if err != nil {
		a.first.Objects = []fyne.CanvasObject{a.shell.Failed(err, a.again)}
		return
	}
	a.thread = talk.NewThread(a.shell, a.id, nil)
	a.thread.Show(ctx)
	a.again = shell.Live(ctx, a.shell, func(ctx context.Context, c *app.Community, w view.Words) (offered, error) {
		row, err := c.Proposal(ctx, proposal)
		if err != nil {
			return offered{}, err
		}
		v, err := view.ProposalPage(ctx, c, row, false)
		if err != nil {
			return offered{}, err
		}
		people, err := view.LoadPeople(ctx, c)
		if err != nil {
			return offered{}, err
		}
		page, found := w.Amendment(v, a.id.String())
		if !found {
			return offered{}, app.ErrNotFoundHere
		}
		return offered{page, view.NewMentions(people), w.BarredOf(people)}, nil
	}, a.show)
}

func (a *amendment) show(f view.Frame[offered]) {
	switch {
	case f.Err != nil && !a.known:
		a.first.Objects = []fyne.CanvasObject{a.shell.Failed(f.Err, func() { a.again() })}
		a.refresh()
		return
	case !f.Known || f.Working:
		return
	}
	same := a.known && reflect.DeepEqual(a.now.page, f.Page.page)
	a.now, a.known = f.Page, true
	if !same {
		a.draw()
	}
	a.thread.Update(a.now.page.Comments, a.now.mentions, a.now.barred)
}

// draw lays the page out.
func (a *amendment) draw() {
	s, page := a.shell, &a.now.page
	a.first.Objects = []fyne.CanvasObject{a.path(), part.Column(8, part.Strong(theme.Title, page.Title), part.Row(8, 1, shell.Avatar(page.Author, 24), part.Rich(theme.Text, byline(page.By)...)))}
	if page.Why != "" {
		words := part.Column(2, part.Quietly(theme.Small, s.T("decide.why", nil)), part.Words(theme.Text, page.Why))
		a.first.Add(part.NewCard(part.TopRow(12, 1, part.NewSymbol(theme.IconMessageSquare, 16, theme.Quiet), words)).Air(16).On(theme.Raised, theme.Raised))
	}
	if page.Renamed != "" {
		a.first.Add(part.Words(theme.Text, page.Renamed))
	}
	if page.NoText == "" {
		a.first.Add(a.change())
	}
	a.first.Add(a.acts())
	a.arrange()
}

// arrange sets the columns.
func (a *amendment) arrange() {
	main := fyne.CanvasObject(a.scroll)
	switch {
	case !a.narrow:
		main = part.Abreast(344, 32, a.scroll, a.thread.Content())
	default:
		at := map[bool]int{true: 1}[a.talking]
		which := part.NewSegments(a.shell.T("decide.discussion", nil), []string{a.shell.T("decide.change", nil), a.shell.T("decide.answers", nil)}, at, func(at int) {
			a.talking = at == 1
			a.arrange()
		})
		if a.talking {
			main = a.thread.Content()
		}
		main = part.Under(12, part.Row(0, part.None, which), main)
	}
	part.PutIn(a.whole, part.Page{Top: 28, First: 1056}.Filled(main))
	a.refresh()
}

func (a *amendment) refresh() {
	a.first.Refresh()
	a.scroll.Refresh()
}

// path is the way back, and to the amendments beside this one.
func (a *amendment) path() fyne.CanvasObject {
	s, page := a.shell, &a.now.page
	crumbs := make([]part.Crumb, len(page.Path))
	for i, place := range page.Path {
		crumbs[i] = part.Crumb{Text: place}
	}
	crumbs[0].Open = func() { s.Go(view.Target{Section: view.SectionDecisions}) }
	crumbs[len(crumbs)-1].Open = func() { s.Go(view.Target{Section: view.SectionDecisions, Item: a.to.Item, Tab: view.TabAmendments}) }
	row := part.Row(4, 0, part.Path(crumbs...))
	step := func(icon theme.Icon, id, tip string) {
		b := part.NewButton(part.Bare, icon, "", func() {
			s.Go(view.Target{Section: view.SectionDecisions, Item: a.to.Item, Tab: view.TabAmendments, Focus: id})
		}).High(part.InLine).Tip(s.T(tip, nil), "")
		if id != "" {
			row.Add(b)
		}
	}
	step(theme.IconChevronUp, page.Before, "decide.earlier")
	if page.Number != "" {
		row.Add(part.Quietly(theme.Small, page.Number).Line())
	}
	step(theme.IconChevronDown, page.After, "decide.later")
	return row
}

// change is the difference, word by word or side by side.
func (a *amendment) change() fyne.CanvasObject {
	s, d := a.shell, a.now.page.Change
	at := map[bool]int{true: 1}[a.sides]
	which := part.NewSegments(s.T("decide.what_changes", nil), []string{s.T("decide.word_by_word", nil), s.T("decide.before_after", nil)}, at, func(at int) {
		a.sides = at == 1
		a.draw()
	}).High(32)
	summary := part.Pad(3, 0, 0, 0, part.Quietly(theme.Small, d.Summary).Line()) // on the line of its title
	words := part.Pad(6, 0, 0, 0, part.Flow(12, part.Strong(theme.Text, s.T("decide.what_changes", nil)).Line(), summary))
	head := part.FoldBeside(560, 12, theme.Units(which.MinSize().Width), words, which)
	if !a.sides {
		return difference(s, head, d)
	}
	column := part.Column(0, part.Pad(12, 12, 12, 16, head))
	for _, of := range d.Parts {
		if !of.Changed {
			continue
		}
		column.Add(part.NewRule(0))
		column.Add(part.Pad(14, 16, 14, 16, part.Fold(420, 24, side(s.T("decide.before", nil), of.Before()), side(s.T("decide.after", nil), of.After()))))
	}
	return part.NewCard(column).Air(0)
}

func side(title, words string) fyne.CanvasObject {
	return part.Column(4, part.Quietly(theme.Small, title), part.Words(theme.Reading, words))
}

// acts is what its reader can do, and what that causes.
func (a *amendment) acts() fyne.CanvasObject {
	s, page := a.shell, &a.now.page
	var below fyne.CanvasObject = part.Space()
	switch {
	case page.ByMe && page.Open:
		below = part.Row(0, part.None, part.NewButton(part.Danger, theme.IconTrash2, s.T("decide.withdraw_amendment", nil), func() { talk.Withdraw(s, a.ctx, a.id, nil) }))
	case page.Covered:
		row := part.Row(8, part.None)
		if !page.Hidden || page.ByMe || s.IsSteward() {
			row.Add(part.NewButton(part.Secondary, theme.IconEye, s.T("talk.read", nil), func() { talk.Read(s, a.ctx, a.id) }))
		}
		if page.Hidden && s.IsSteward() {
			row.Add(part.NewButton(part.Secondary, theme.IconRotateCcw, s.T("decision_act.unhide", nil), func() { talk.Show(s, a.ctx, a.id) }))
		}
		below = row
	case s.IsSteward() && page.NoText == "":
		below = part.Row(0, part.None, part.NewButton(part.Plain, theme.IconEyeOff, s.T("decision_act.hide", nil), func() { talk.Hide(s, a.ctx, a.id) }))
	}
	if !page.Mine {
		said := page.State
		if page.Decided != "" {
			said = s.T("decide.decided_because", map[string]any{"State": page.State, "Reason": page.Decided})
		}
		return part.Column(12, part.NewBanner(part.Method, theme.IconInfo, "", said, nil), below)
	}
	decline := part.NewButton(part.Secondary, theme.IconX, s.T("decide.decline", nil), a.decline)
	take := part.NewButton(part.Primary, theme.IconCheck, s.T("decide.take_in", nil), nil).SetOff(page.TakeInOff)
	take.OnPress(func() {
		s.Do(a.ctx, shell.Work{
			Finishes: true,
			Button:   take, Doing: s.T("decide.taking_in", nil),
			Run: func(ctx context.Context) error { return s.Community().DecideAmendment(ctx, a.id, true, "") },
			Done: func() {
				s.Done(s.T("decide.taken_in", nil))
				a.again()
			},
		})
	})
	edit := part.NewButton(part.Plain, "", s.T("decide.edit_first", nil), func() {
		s.Go(view.Target{Section: view.SectionDecisions, Item: a.to.Item, Tab: view.TabDraft, Focus: a.to.Focus})
	}).High(part.InLine)
	words := part.Column(2, part.Strong(theme.Text, page.Act), part.Quietly(theme.Small, page.ActSub))
	buttons := part.Row(8, part.None, decline, take)
	card := part.NewCard(part.FoldBeside(520, 12, theme.Units(buttons.MinSize().Width), words, buttons))
	return part.Column(12, card, part.Row(0, part.None, edit), below)
}

// decline asks why.
func (a *amendment) decline() {
	s, page := a.shell, &a.now.page
	reason := part.NewField(s.T("decide.reason", nil), "", s.T("decide.optional", nil))
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("decide.decline", nil), nil)
	act.OnPress(func() {
		why := reason.Entry.Text
		s.Do(a.ctx, shell.Work{
			Finishes: true,
			Button:   act, Doing: s.T("decide.saving", nil),
			Run: func(ctx context.Context) error { return s.Community().DecideAmendment(ctx, a.id, false, why) },
			Done: func() {
				layer.Close()
				s.Done(s.T("decide.declined", nil))
				a.again()
			},
			Failed: func(err error) bool {
				reason.SetTrouble(s.Trouble(err).What)
				return true
			},
		})
	})
	title := s.T("decide.decline_title", map[string]any{"Title": page.Title})
	says := part.Words(theme.Text, s.T("decide.decline_says", map[string]any{"Name": page.Author.String()}))
	sheet := part.NewDialog(part.Strong(theme.Heading, title), part.Column(16, says, reason), part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, reason.Entry, nil)
}

// Fit folds the second column.
func (a *amendment) Fit(window float32) {
	if narrow := window < theme.FoldSecondColumn; narrow != a.narrow {
		a.narrow = narrow
		if a.known {
			a.arrange()
		}
	}
}

// Scrolled is how far it is scrolled.
func (a *amendment) Scrolled() float32 { return theme.Units(a.scroll.Offset()) }

// ScrollTo scrolls there.
func (a *amendment) ScrollTo(units float32) { a.scroll.ScrollTo(theme.Px(units)) }

// Leave keeps what was typed.
func (a *amendment) Leave() {
	if a.thread != nil {
		a.thread.Leave()
	}
}
