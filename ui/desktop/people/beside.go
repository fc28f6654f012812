package people

// Beside the list: who votes for whom on one sort of decisions, how much of it lies in few hands, and who is chosen.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// beside fills the second column, and the line that stands for it.
func (l *list) beside() {
	w := l.page.shell.Words()
	l.line.SetText(l.members.Graph.Text)
	if l.alone() {
		l.line.SetText(w.Empty(view.SectionMembers).Title)
	}
	l.graph = l.newGraph(w)
	l.handle()
}

// newGraph draws the graph of the track that is chosen.
func (l *list) newGraph(w view.Words) *chart.Graph {
	if len(l.members.Graph.Nodes) == 0 {
		return nil
	}
	graph := chart.NewGraph(w, outcome.Place(w, l.members.Graph), func(account string) {
		l.model.Choose(account)
		l.rows.Refresh()
		if at := l.model.At(); at >= 0 {
			l.rows.ShowRow(at)
		}
		l.handle()
	}, l.trackPick())
	graph.Choose(l.model.Chosen())
	return graph
}

// handle sets the pieces of the second column.
func (l *list) handle() {
	var objects []fyne.CanvasObject
	if l.alone() {
		l.second.Objects = []fyne.CanvasObject{l.empty()}
		l.second.Refresh()
		l.column.Refresh()
		return
	}
	if l.graph != nil {
		objects = append(objects, l.graph.Object, handsCard(l.page.shell, l.members.Hands))
	} else {
		objects = append(objects, part.NewCard(part.Column(8, part.Strong(theme.Text, l.page.shell.T("chart.who_votes", nil)), l.trackPick(), part.Quietly(theme.Small, l.members.Graph.Text))))
	}
	if card := l.chosenCard(); card != nil {
		objects = append(objects, card)
	}
	l.second.Objects = objects
	l.second.Refresh()
	l.column.Refresh()
}

// alone reports whether nobody else is here.
func (l *list) alone() bool { return len(l.members.Rows) == 1 }

// empty says what would be here, and offers the one thing to do.
func (l *list) empty() fyne.CanvasObject {
	e := l.page.shell.Words().Empty(view.SectionMembers)
	return part.NewCard(part.Column(
		8, part.Strong(theme.Text, e.Title), part.Quietly(theme.Small, e.Text),
		part.Row(0, part.None, part.NewButton(part.Secondary, theme.IconUserPlus, e.Act, func() { OpenInvite(l.page.shell) })),
	))
}

// trackPick chooses the track of the graph.
func (l *list) trackPick() fyne.CanvasObject {
	s := l.page.shell
	title := ""
	for _, t := range l.members.Tracks {
		if t.ID == l.members.Track {
			title = t.Title
		}
	}
	var pick *part.Pick
	pick = part.NewPick(theme.IconScale, s.T("members.track", nil), title, func() {
		var rows []*part.ListRow
		for _, t := range l.members.Tracks {
			rows = append(rows, part.NewMenuRow(theme.IconScale, t.Title, "", false, func() {
				l.track = t.ID
				l.again()
			}))
		}
		part.MenuUnder(pick, rows...)
	})
	return part.Row(0, part.None, pick)
}

// handsCard says how much is in few hands.
func handsCard(s *shell.Shell, h view.Hands) fyne.CanvasObject {
	if h.Label == "" {
		return part.Space()
	}
	var parts []part.BarPart
	for _, p := range h.Parts {
		parts = append(parts, part.BarPart{Share: float32(p.Parts) / 1e9, Color: colour(p.Name)})
	}
	rows := part.Column(
		8, part.Strong(theme.Text, s.T("chart.few_hands", nil)),
		part.Row(12, 0, part.Words(theme.Text, h.Label), part.Strong(theme.Text, h.Figure).Line()),
		part.NewBar(12, parts...), part.Quietly(theme.Small, h.Text),
	)
	if h.Warning != "" {
		rows.Add(part.Row(8, 1, part.NewSymbol(theme.IconTriangleAlert, 14, theme.Attention), part.Strong(theme.Small, h.Warning).In(theme.Attention)))
	}
	return part.NewCard(rows)
}

// chosenCard leads to the page of who is chosen.
func (l *list) chosenCard() fyne.CanvasObject {
	at := l.model.At()
	if at < 0 {
		return nil
	}
	r := l.model.Rows()[at]
	s := l.page.shell
	open := part.NewButton(part.Secondary, "", s.T("members.open", nil), func() { s.Go(personTarget(r.Account)) })
	var more *part.Button
	more = part.NewButton(part.Bare, theme.IconEllipsis, "", func() { part.MenuUnder(more, menuOf(s, r)...) }).Tip(s.T("members.more_about", map[string]any{"Name": r.Name.String()}), "")
	words := part.Column(2, part.Strong(theme.Text, r.Name.Name).Lines(1), part.Quietly(theme.Small, r.Vote))
	return part.NewCard(part.Row(12, 1, avatar(r.Name, 40), words, more, open)).Air(16)
}

// openGraph shows the second column over the page, where the window has no room for it.
func (l *list) openGraph() {
	if !l.known {
		return
	}
	s := l.page.shell
	if l.alone() {
		OpenInvite(s)
		return
	}
	var layer *part.Layer
	w := s.Words()
	pieces := part.Column(16, part.Quietly(theme.Text, l.members.Graph.Text))
	if graph := l.newGraph(w); graph != nil {
		pieces = part.Column(16, graph.Object, handsCard(s, l.members.Hands))
	}
	closeIt := part.NewButton(part.Secondary, "", s.T("window.close", nil), func() { layer.Close() })
	head := part.HeadWithClose(s.T("chart.who_votes", nil), "", s.T("window.close", nil), func() { layer.Close() })
	layer = s.Dialog(part.NewDialog(head, pieces, part.Acts("", closeIt)), shell.DialogUsual, closeIt, nil)
}
