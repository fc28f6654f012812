package people

// Rules: the charter as sentences, each with the number of the change that made it; what waits to be signed, in its place; and the history.

import (
	"context"
	"io"
	"path/filepath"
	"reflect"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// groupIcons stand before the groups of rules.
var groupIcons = map[string]theme.Icon{
	"council": theme.IconUsers, "joining": theme.IconUserPlus, "voting": theme.IconVote, "track": theme.IconScale, "tellers": theme.IconShieldCheck, "about": theme.IconHouse,
}

// rules is the tab.
type rules struct {
	page   *page
	now    view.Rules
	known  bool
	first  *fyne.Container
	second *fyne.Container
	column *part.Scroll
	again  func()
}

func newRules(p *page) *rules {
	r := &rules{page: p, first: part.Column(16), second: part.Column(16)}
	r.column = part.NewScroll(part.Page{Top: topOf, Second: beside, Gap: 32}.Of(r.first, r.second))
	return r
}

func (r *rules) content() fyne.CanvasObject { return r.column }

func (r *rules) place() (scrolling, bool) { return r.column, r.known }

func (r *rules) fit(bool) {
	if r.known {
		r.lay()
	}
}

func (r *rules) show(ctx context.Context) {
	r.again = shell.Live(ctx, r.page.shell, func(ctx context.Context, c *app.Community, w view.Words) (view.Rules, error) {
		return view.LoadRules(ctx, c, w)
	}, func(f view.Frame[view.Rules]) {
		switch {
		case f.Known && !(r.known && reflect.DeepEqual(r.now, f.Page)): // what is as it was keeps the focus
			r.now, r.known = f.Page, true
			r.lay()
		case f.Known:
		case f.Err != nil:
			r.first.Objects = []fyne.CanvasObject{r.page.failed(f.Err, r.again)}
			r.column.Refresh()
		}
	})
}

// lay leaves who is in the page where they are.
func (r *rules) lay() { part.KeepFocus(r.column, r.layNow) }

func (r *rules) layNow() {
	s, v := r.page.shell, r.now
	change := part.NewButton(part.Plain, theme.IconPencil, s.T("rules.change", nil), func() { openRulesForm(s, !v.Steward, nil) }).High(part.InLine)
	tellers := part.NewButton(part.Plain, theme.IconShieldCheck, s.T("rules.tellers", nil), func() { openTellers(s) }).High(part.InLine)
	save := part.NewButton(part.Plain, theme.IconSave, s.T("rules.save", nil), r.save).High(part.InLine)
	head := part.FoldBeside(600, 12, 408, part.Strong(theme.Heading, v.Title), part.Row(16, 0, part.Space(), change, tellers, save))
	r.first.Objects = []fyne.CanvasObject{head}
	if v.Stuck != "" {
		r.first.Add(part.NewBanner(part.Warning, theme.IconTriangleAlert, s.T("rules.stuck", nil), v.Stuck, nil))
	}
	if v.Warning != "" {
		r.first.Add(part.NewBanner(part.Warning, theme.IconTriangleAlert, v.Warning, "", nil))
	}
	pending := part.Column(16)
	for _, p := range v.Pending {
		pending.Add(r.pending(p))
	}
	if r.page.narrow && len(v.Pending) > 0 {
		r.first.Add(pending)
	}
	r.first.Add(r.groups())
	r.second.Objects = nil
	if r.page.narrow {
		r.first.Add(r.history())
	} else {
		r.second.Objects = append(append([]fyne.CanvasObject{}, pending.Objects...), r.history())
	}
	r.first.Refresh()
	r.second.Refresh()
	r.column.Refresh()
	r.page.settle()
}

func (r *rules) groups() fyne.CanvasObject {
	s := r.page.shell
	column := part.Column(0)
	for i, g := range r.now.Groups {
		if i > 0 {
			column.Add(part.Pad(12, 0, 12, 0, part.NewRule(30)))
		}
		lines := part.Column(7, part.Strong(theme.Text, g.Title))
		if g.Kind == "track" {
			more := part.NewButton(part.Plain, "", s.T("rules.track_more", nil), func() { openTrack(s, g.Track) }).High(part.InLine).Named(s.T("rules.track_more", nil) + ", " + g.Title)
			lines = part.Column(7, part.Row(12, 0, part.Strong(theme.Text, g.Title), more))
		}
		for _, l := range g.Lines {
			sentence := part.Words(theme.Text, l.Sentence)
			if l.Runs != nil {
				sentence = part.Rich(theme.Text, runs(l.Runs)...)
			}
			number := part.Wide(24, part.Quietly(theme.Small, strconv.Itoa(l.Number)).Aligned(fyne.TextAlignTrailing))
			lines.Add(part.TopRow(12, 0, sentence, number))
		}
		column.Add(part.TopRow(12, 1, part.NewSymbol(groupIcons[g.Kind], 18, theme.Primary), lines))
	}
	return part.NewCard(column)
}

// runs are words of which some go and some come.
func runs(list []view.DifferenceRun) []part.Span {
	marks := map[proposal.Change]part.Mark{proposal.Removed: part.Removed, proposal.Added: part.Added}
	spans := make([]part.Span, len(list))
	for i, run := range list {
		spans[i] = part.Span{Text: run.Text, Mark: marks[run.Change]}
	}
	return part.Apart(spans)
}

// pending is a change that waits for signatures.
func (r *rules) pending(p view.PendingChange) fyne.CanvasObject {
	s := r.page.shell
	head := part.TopRow(12, 0, part.Strong(theme.Text, p.Title), part.NewChip(part.Warning, theme.IconPencil, p.Signed))
	column := part.Column(10, head)
	for _, c := range p.Changes {
		column.Add(part.Words(theme.Text, c))
	}
	column.Add(part.Quietly(theme.Small, p.By))
	if p.Petition != "" {
		column.Add(part.Quietly(theme.Small, p.Petition))
	}
	column.Add(part.NewRule(0))
	for _, signer := range p.Signers {
		icon, state := theme.IconClock, part.Quietly(theme.Small, signer.State).Line()
		token := theme.Quiet
		if signer.Signed {
			icon, token, state = theme.IconPencil, theme.Primary, part.Strong(theme.Small, signer.State).In(theme.Primary).Line()
		}
		column.Add(part.Row(10, 1, avatar(signer.Name, 28), part.Words(theme.Text, signer.Name.String()).Lines(1), part.NewSymbol(icon, 14, token), state))
	}
	if p.Foot != "" {
		column.Add(part.Quietly(theme.Small, p.Foot))
	}
	if p.NeedsMe {
		var sign *part.Button
		sign = part.NewButton(part.Primary, theme.IconPencil, s.T("rules.sign", nil), func() { r.sign(sign, p) }).High(part.OfPage)
		column.Add(part.Quietly(theme.Small, s.T("rules.not_sign", nil)))
		column.Add(part.Row(8, part.None, sign))
	}
	talk := part.NewButton(part.Plain, theme.IconMessagesSquare, s.T("rules.talk", nil), func() { s.Go(view.Target{Section: view.SectionDiscussion}) }).High(part.InLine)
	column.Add(part.Row(0, part.None, talk))
	return part.NewCard(column).On(theme.Surface, theme.AttentionFill)
}

func (r *rules) sign(button *part.Button, p view.PendingChange) {
	s := r.page.shell
	s.Ask(shell.Question{
		Title: s.T("rules.sign_title", nil), Says: p.Change + ". " + p.Foot + " " + s.T("rules.sign_says", nil), Act: s.T("rules.sign", nil),
		Keep: s.T("rules.leave", nil), Icon: theme.IconPencil, Harmless: true,
		Do: func() {
			act(s, button, s.T("rules.signed", nil), func(ctx context.Context, c *app.Community) error {
				id, err := op.ParseID(p.ID)
				if err != nil {
					return err
				}
				return c.SignCommit(ctx, id)
			})
		},
	})
}

func (r *rules) history() fyne.CanvasObject {
	s := r.page.shell
	rows := make([]part.NumberedRow, len(r.now.History))
	for i, h := range r.now.History {
		rows[i] = part.NumberedRow{Number: strconv.Itoa(h.Number), Title: h.Title, Says: h.Sub, When: h.When}
		if h.ID != "" {
			rows[i].Open = func() { openChange(s, h) }
		}
	}
	head := part.Strong(theme.Text, s.T("rules.history", nil))
	column := part.Column(12, head)
	if r.now.Provisional != "" {
		column.Add(part.Quietly(theme.Small, r.now.Provisional))
	}
	column.Add(part.History(rows...))
	return part.NewCard(column)
}

// openChange shows one change of the rules, whole.
func openChange(s *shell.Shell, h view.HistoryRow) {
	d := newSheet(s)
	column := part.Column(12)
	for _, c := range h.Changes {
		column.Add(part.Words(theme.Text, c))
	}
	column.Add(part.NewRule(0))
	column.Add(part.Facts(
		part.Fact{Name: s.T("rules.when", nil), Value: h.When}, part.Fact{Name: s.T("rules.signers", nil), Value: h.Signers},
		part.Fact{Name: s.T("rules.state", nil), Value: h.State},
	))
	well := d.cancel(s.T("window.close", nil))
	d.open(part.NewDialog(titled(s.T("rules.change_number", map[string]any{"Number": strconv.Itoa(h.Number)}), ""), column, part.Acts("", well)), shell.DialogUsual, well)
}

// save writes the rules as text, or all of them as the file that can be edited and proposed.
func (r *rules) save() {
	s, v := r.page.shell, r.now
	d := newSheet(s)
	write := func(name string, content func(context.Context) ([]byte, error)) func() {
		return func() {
			d.close()
			s.SaveFile(name, func(path string) {
				s.Do(context.Background(), shell.Work{
					Run: func(ctx context.Context) error {
						written, err := content(ctx)
						if err != nil {
							return err
						}
						return shell.WriteFile(path, func(w io.Writer) error {
							_, err := w.Write(written)
							return err
						})
					},
					Done: func() { s.Done(s.T("members.saved", map[string]any{"File": filepath.Base(path)})) },
				})
			})
		}
	}
	asText := part.NewButton(part.Secondary, theme.IconFileText, s.T("rules.as_text", nil), write(s.T("rules.file", nil)+".txt", func(context.Context) ([]byte, error) {
		return []byte(v.AsText()), nil
	}))
	asFile := part.NewButton(part.Secondary, theme.IconDownload, s.T("rules.as_file", nil), write(s.T("rules.file", nil)+".toml", func(ctx context.Context) ([]byte, error) {
		return view.RulesFile(ctx, s.Community())
	}))
	d.open(part.NewDialog(titled(s.T("rules.save", nil), s.T("rules.save_says", nil)), part.Row(12, part.None, asText, asFile), part.Acts("", d.cancel(""))), shell.DialogNarrow, asText)
}

// openTrack shows what decisions of one sort need, along their time.
func openTrack(s *shell.Shell, track string) {
	load(s, func(ctx context.Context, c *app.Community, w view.Words) (view.TrackSheet, error) {
		return view.LoadTrackSheet(ctx, c, w, track)
	}, func(t view.TrackSheet) {
		d := newSheet(s)
		column := part.Column(16)
		if t.About != "" {
			column.Add(part.Words(theme.Text, t.About))
		}
		column.Add(part.Words(theme.Text, t.Sentence))
		var facts []part.Fact
		for _, f := range t.Facts {
			facts = append(facts, part.Fact{Name: f.Label, Value: f.Value})
		}
		column.Add(part.Facts(facts...))
		if len(t.Needs) > 0 {
			column.Add(part.Strong(theme.Text, t.NeedsTitle))
			cell := func(words string) fyne.CanvasObject { return part.Words(theme.Small, words).Lines(1) }
			column.Add(part.Even(8, part.Quietly(theme.Small, t.Heads[0]), part.Quietly(theme.Small, t.Heads[1]), part.Quietly(theme.Small, t.Heads[2])))
			for _, n := range t.Needs {
				column.Add(part.Even(8, cell(n.After), cell(n.Approval), cell(n.Support)))
			}
		}
		well := d.cancel(s.T("window.close", nil))
		d.open(part.NewDialog(titled(t.Title, ""), column, part.Acts("", well)), shell.DialogUsual, well)
	})
}
