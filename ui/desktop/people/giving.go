package people

// Giving: whom a vote goes to, in one's order, until when, and what would happen then, before the button.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// giving is an open track.
type giving struct {
	shell  *shell.Shell
	track  string
	model  *view.Giving
	rows   *fyne.Container
	says   *part.Text
	then   *part.Text
	give   *part.Button
	until  *part.Select
	add    *part.Select
	whole  fyne.CanvasObject
	layout func() // the page is laid out anew
	done   func()
}

func newGiving(s *shell.Shell, vote *view.YourVote, track string, layout, done func()) *giving {
	g := &giving{shell: s, track: track, model: vote.Give(track), rows: part.Column(8), layout: layout, done: done}
	g.says, g.then = part.Rich(theme.Text, part.Span{}), part.Quietly(theme.Small, "")
	g.give = part.NewButton(part.Primary, "", s.T("your_vote.give_mine", nil), g.publish).High(part.OfPage)
	g.add = part.NewSelect(s.T("your_vote.add", nil), nil, part.None, g.addAt).Asking(s.T("your_vote.add", nil)).
		Filtered(s.T("members.filter_people", nil), s.T("members.nobody_found", nil)).WithIcon(theme.IconPlus)
	var labels []string
	chosen := 0
	for i, c := range g.model.UntilChoices() {
		labels = append(labels, c.Label)
		if c.Chosen {
			chosen = i
		}
	}
	g.until = part.NewSelect(s.T("your_vote.until_name", nil), labels, chosen, func(at int) {
		g.model.ChooseUntil(at)
		g.fill()
	}).High(part.OfPage).WithIcon(theme.IconCalendar)
	ends := part.FoldBeside(420, 16, 240, part.Labelled(s.T("your_vote.until_name", nil), "", g.until), part.Pad(22, 0, 0, 0, part.Quietly(theme.Small, g.model.Travels())))
	list := part.Labelled(s.T("your_vote.whom", nil), s.T("your_vote.first_carries", nil), part.Column(8, g.rows, g.add))
	start, act := float32(68), part.Row(16, 0, part.Column(4, g.says, g.then), g.give)
	if slim(s) {
		start, act = 16, part.Column(12, part.Column(4, g.says, g.then), part.Row(0, part.None, g.give))
	}
	g.whole = part.Column(
		0, part.NewRule(0), part.Pad(16, 16, 16, start, part.Column(20, list, ends)), part.NewRule(0), part.Pad(16, 16, 16, start, act), part.NewRule(0),
	)
	g.fill()
	return g
}

func (g *giving) content() fyne.CanvasObject { return g.whole }

// fill shows the list, and what would happen.
func (g *giving) fill() {
	s := g.shell
	g.rows.Objects = nil
	rows := g.model.Rows()
	for i, r := range rows {
		note := part.Quietly(theme.Small, r.Note)
		ground, edge := theme.Ground, theme.Line
		if r.Full {
			note, edge = part.Strong(theme.Small, r.Note).In(theme.Attention), theme.AttentionFill
		}
		named := map[string]any{"Name": r.Name.String()}
		button := func(icon theme.Icon, key string, do func()) *part.Button {
			return part.NewButton(part.Bare, icon, "", func() {
				do()
				g.fill()
				g.layout()
			}).High(part.InLine).Tip(s.T(key, named), "")
		}
		row := part.Row(
			12, 2, part.Numeral(i+1), avatar(r.Name, 28), part.Column(0, part.Words(theme.Text, r.Name.String()).Lines(1), note),
			button(theme.IconChevronUp, "your_vote.up", func() { g.model.Move(i, i-1) }),
			button(theme.IconChevronDown, "your_vote.down", func() { g.model.Move(i, i+1) }),
			button(theme.IconX, "your_vote.out", func() { g.model.Remove(i) }),
		)
		g.rows.Add(part.NewCard(row).Air(8).On(ground, edge))
	}
	g.rows.Refresh()
	var names []string
	for _, p := range g.model.Candidates() {
		names = append(names, p.Name.String())
	}
	g.add.Set(names, part.None)
	g.add.Hidden = !g.model.MayAdd() || len(names) == 0
	says, then := g.model.Says()
	g.says.Set(spans(says)...)
	g.then.SetText(then)
	g.give.SetOff("")
	if _, ready := g.model.Draft(); !ready {
		g.give.SetOff(says.String())
	}
}

func (g *giving) addAt(at int) {
	if list := g.model.Candidates(); at >= 0 && at < len(list) {
		g.model.Add(list[at].ID())
	}
	g.fill()
	g.layout()
}

// publish gives the vote.
func (g *giving) publish() {
	draft, ready := g.model.Draft()
	if !ready {
		return
	}
	s := g.shell
	says, _ := g.model.Says()
	s.Do(context.Background(), shell.Work{
		Button: g.give, Doing: s.T("your_vote.giving", nil),
		Run: func(ctx context.Context) error {
			_, err := s.Community().Delegate(ctx, draft)
			return err
		},
		Done: func() {
			s.Done(says.String())
			g.done()
		},
	})
}

// openGiving gives a vote to somebody from wherever they are shown: on one track or on all.
func openGiving(s *shell.Shell, account op.AccountID) {
	load(s, func(ctx context.Context, c *app.Community, w view.Words) (*view.YourVote, error) {
		return view.LoadYourVote(ctx, c, w)
	}, func(vote *view.YourVote) {
		d := newSheet(s)
		body := part.Slot(part.Space())
		var dialog *part.Dialog
		show := func(track string) {
			g := newGiving(s, vote, track, func() { dialog.Refresh() }, d.close)
			g.model.Prefer(account)
			g.fill()
			part.PutIn(body, g.content())
		}
		var titles []string
		for _, t := range vote.Tracks {
			titles = append(titles, t.Title)
		}
		pick := part.NewSelect(s.T("members.track", nil), titles, vote.Usual(), func(at int) {
			show(vote.Tracks[at].Track)
			dialog.Refresh()
		}).High(part.OfPage)
		show(vote.Tracks[vote.Usual()].Track)
		middle := part.Column(16, part.Labelled(s.T("members.track", nil), "", pick), body)
		if vote.Off != "" {
			middle = part.Column(16, part.NewBanner(part.Warning, theme.IconInfo, vote.Off, "", nil))
		}
		head := part.HeadWithClose(s.T("your_vote.give_title", nil), vote.Intro, s.T("window.close", nil), d.close)
		dialog = part.NewDialog(head, middle, nil)
		d.open(dialog, shell.DialogUsual, pick)
	})
}
