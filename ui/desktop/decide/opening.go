package decide

// Opening: the form by which a vote is opened, with all of it said in words beside the button.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// opening is the screen.
type opening struct {
	shell *shell.Shell
	to    view.Target
	ctx   context.Context // ends with the page

	model        *view.Opening
	whole        *fyne.Container
	first, under *fyne.Container // what is always asked, and what hangs on the method
	summary      *part.Text
	trouble      *part.Text
	act          *part.Button
	scroll       *part.Scroll
	narrow       bool

	saving *time.Timer
	saved  *part.Text
	kept   *fyne.Container // says that it is a draft, and discards it
	done   bool            // the vote is being opened, or the form forgotten

	title, options, budget, rules *part.Field
	closes                        *part.Moment
	// more says that the settings of the method are shown.
	more bool
}

// NewOpening makes the page: to.Item is a proposal, or a vote that is to be held again, "" for a question alone; to.Focus is a vote that it shall end.
func NewOpening(s *shell.Shell, to view.Target) shell.Screen {
	o := &opening{shell: s, to: to, narrow: s.Narrow(), ctx: context.Background()}
	o.whole = part.Slot(part.Page{Top: 28}.Of(part.Strong(theme.Title, s.T("open_vote.title", nil)), nil))
	o.saving = time.AfterFunc(time.Hour, func() { fyne.Do(o.save) })
	o.saving.Stop()
	return o
}

// Content is the page.
func (o *opening) Content() fyne.CanvasObject { return o.whole }

// Show reads what can be chosen.
func (o *opening) Show(ctx context.Context) {
	o.ctx = ctx
	s, w, c, keeper := o.shell, o.shell.Words(), o.shell.Community(), o.shell.Install.Keeper
	var model *view.Opening
	s.Do(ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			model, err = view.LoadOpening(ctx, c, w, keeper, o.to.Item, o.to.Focus)
			return err
		},
		Done: func() { o.take(model) },
		Failed: func(err error) bool {
			part.PutIn(o.whole, part.Page{Top: 28}.Of(s.Failed(err, func() { o.Show(ctx) }), nil))
			return true
		},
	})
}

// take makes the page of a form.
func (o *opening) take(model *view.Opening) {
	s := o.shell
	o.model, o.done = model, false
	o.saved = part.Quietly(theme.Small, "").Line()
	drop := part.NewButton(part.Bare, theme.IconTrash2, "", o.discard).High(part.InLine).Tip(s.T("edit.discard", nil), "")
	o.kept = part.Row(8, part.None, part.NewSymbol(theme.IconLaptop, 16, theme.Primary), o.saved, drop)
	o.summary, o.trouble = part.Words(theme.Text, ""), part.Words(theme.Small, "").In(theme.Danger)
	o.trouble.Hide()
	o.act = part.NewButton(part.Primary, theme.IconVote, s.T("open_vote.act", nil), o.open).High(part.OfPage)
	o.title = o.field("open_vote.question", "open_vote.question_example", 1, model.Title, func(typed string) { model.Title = typed })
	o.options = o.field("", "open_vote.options_example", 6, model.Options, func(typed string) { model.Options = typed })
	o.budget = o.field("", "open_vote.budget", 1, model.Budget, func(typed string) { o.reshape(func() { model.Budget = typed }) })
	o.rules = o.field("open_vote.rules", "", 8, model.Rules, func(typed string) { model.Rules = typed })
	o.first, o.under = part.Column(20), part.Column(20)
	o.drawFirst()
	o.drawUnder()
	o.layOut()
	o.judge()
	if model.IsAlone() {
		s.Frame.Canvas().Focus(o.title.Entry)
	}
}

// field is one that is typed into; lines 1 for a short one.
func (o *opening) field(label, example string, lines int, typed string, take func(string)) *part.Field {
	say := func(key string) string {
		if key == "" {
			return ""
		}
		return o.shell.T(key, nil)
	}
	f := part.NewField(say(label), "", say(example))
	if lines > 1 {
		f = part.NewLongField(say(label), say(example), lines)
	}
	f.Entry.SetText(typed)
	f.Entry.OnChanged = func(typed string) {
		take(typed)
		o.judge()
	}
	return f
}

// reshape does something after which other fields may be asked for.
func (o *opening) reshape(do func()) {
	seats, money := o.model.AsksSeats(), o.model.AsksBudget()
	do()
	if seats != o.model.AsksSeats() || money != o.model.AsksBudget() {
		o.drawUnder()
		o.scroll.Refresh()
	}
}

// chosen follows every choice from a list.
func (o *opening) chosen(take func(int)) func(int) {
	return func(at int) {
		take(at)
		o.drawFirst()
		o.drawUnder()
		o.judge()
		o.first.Refresh()
		o.under.Refresh()
		o.scroll.Refresh()
	}
}

// judge says all of it in words, and what is missing.
func (o *opening) judge() {
	if o.act == nil {
		return
	}
	_, in, wrong := o.model.NewPoll()
	o.summary.SetText(o.model.Summary())
	o.act.SetOff(map[bool]string{true: wrong}[in != ""])
	o.sayKept()
	if !o.done {
		o.saving.Reset(saveAfter)
	}
	if o.scroll != nil {
		o.scroll.Refresh()
	}
}

// layOut sets the form beside what it comes to; below it where the window is narrow.
func (o *opening) layOut() {
	s, m := o.shell, o.model
	places := m.Path()
	crumbs := make([]part.Crumb, len(places))
	for i, place := range places {
		crumbs[i] = part.Crumb{Text: place}
	}
	crumbs[0].Open = func() { s.Go(view.Target{Section: view.SectionDecisions}) }
	if !m.IsAlone() {
		crumbs[1].Open = func() { s.Go(view.Target{Section: view.SectionDecisions, Item: m.Of()}) }
	}
	title := s.T("open_vote.title", nil)
	if !m.IsAlone() {
		title = m.Title
	}
	form := part.Column(16, part.Row(8, 0, part.Path(crumbs...), o.kept), part.Strong(theme.Title, title), o.first, o.under)
	under := part.Quietly(theme.Small, s.T("open_vote.under", nil)).Aligned(fyne.TextAlignCenter)
	words := part.Column(8, part.Strong(theme.Heading, s.T("open_vote.summary", nil)), o.summary, o.trouble)
	sheet := part.NewCard(part.Column(0, part.Pad(20, 20, 20, 20, words), part.NewRule(0), part.Pad(16, 20, 20, 20, part.Column(10, o.act, under)))).Air(0)
	columns := part.Page{Top: 28, First: 616, Second: 392, Gap: 48}
	if o.narrow {
		o.scroll = part.NewScroll(columns.Of(part.Column(24, form, sheet), nil))
	} else {
		o.scroll = part.NewScroll(columns.Of(form, part.Pad(8, 0, 0, 0, sheet)))
	}
	part.PutIn(o.whole, o.scroll)
}

// open opens the vote.
func (o *opening) open() {
	s := o.shell
	n, in, wrong := o.model.NewPoll()
	if in != "" {
		o.say(wrong)
		return
	}
	var id op.ID
	model, keeper := o.model, s.Install.Keeper
	o.done = true
	o.saving.Stop()
	s.Do(o.ctx, shell.Work{
		Finishes: true,
		Button:   o.act, Doing: s.T("open_vote.opening", nil),
		Run: func(ctx context.Context) (err error) {
			if id, err = s.Community().OpenPoll(ctx, n); err == nil {
				_ = model.Forget(keeper) // it is open, whether or not its draft could be forgotten
			}
			return err
		},
		Done: func() {
			s.Done(s.T("open_vote.opened", nil))
			to := view.Target{Section: view.SectionDecisions, Item: id.String(), Focus: view.FocusBallot}
			if !o.model.IsAlone() {
				to.Item = o.model.Of()
			}
			s.Go(to)
		},
		Failed: func(err error) bool {
			o.done = false
			o.saving.Reset(saveAfter)
			said := s.Trouble(err)
			o.say(said.What + " " + s.Rest(said))
			return true
		},
	})
}

// say says what went wrong, above the button.
func (o *opening) say(sentence string) {
	o.trouble.SetText(sentence)
	o.trouble.Hidden = sentence == ""
	o.scroll.Refresh()
}

// Fit puts what it comes to below the form where there is no second column.
func (o *opening) Fit(window float32) {
	if narrow := window < theme.FoldSecondColumn; narrow != o.narrow {
		o.narrow = narrow
		if o.model != nil {
			o.layOut()
		}
	}
}
