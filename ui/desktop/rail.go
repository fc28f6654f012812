package desktop

// Rail: the communities at the window's edge, and the sections of the chosen one. Where the window is narrow both are in a menu.

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// sectionIcons belong to the sections.
var sectionIcons = map[view.Section]theme.Icon{
	view.SectionHome: theme.IconHouse, view.SectionDecisions: theme.IconVote, view.SectionDiscussion: theme.IconMessagesSquare,
	view.SectionMembers: theme.IconUsers, view.SectionNetwork: theme.IconWaypoints, view.SectionSettings: theme.IconSettings,
}

// rail shows both lists.
type rail struct {
	window *window
	// votes is how many decisions wait in the chosen community.
	votes           int
	me              *view.Name
	tiles, sections *fyne.Container
	rows            map[view.Section]*part.Section
}

func newRail(w *window) *rail {
	r := &rail{window: w, tiles: part.Ends(part.Space(), part.Space()), sections: part.Ends(part.Space(), part.Space())}
	r.fillSections()
	r.refresh()
	return r
}

// refresh follows the navigation.
func (r *rail) refresh() {
	r.fillTiles()
	for _, row := range r.window.Nav.Sections(r.window.Words(), r.votes) {
		if shown := r.rows[row.Section]; shown != nil {
			shown.Set(row.Chosen, counted(row.Count))
		}
	}
	_, chosen := r.window.Nav.Community()
	for section, row := range r.rows {
		if section == view.SectionSettings || chosen {
			row.Show()
		} else {
			row.Hide()
		}
	}
	r.sections.Refresh()
}

func counted(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (r *rail) fillSections() {
	r.rows = map[view.Section]*part.Section{}
	var upper, lower []fyne.CanvasObject
	for _, row := range r.window.Nav.Sections(r.window.Words(), r.votes) {
		target := view.Target{Section: row.Section}
		shown := part.NewSection(sectionIcons[row.Section], row.Label, r.window.T("window.shown", nil), func() { r.window.Go(target) })
		r.rows[row.Section] = shown
		if row.Apart {
			lower = append(lower, shown)
		} else {
			upper = append(upper, shown)
		}
	}
	r.sections.Objects = []fyne.CanvasObject{part.Pad(16, 12, 0, 12, part.Column(4, upper...)), part.Pad(0, 12, 16, 12, part.Column(4, lower...))}
}

// tileColours are those of communities, in the order of joining.
var tileColours = []theme.Token{theme.Moss, theme.Slate, theme.Clay, theme.Plum, theme.Lake, theme.Straw}

func (r *rail) fillTiles() {
	var tiles []fyne.CanvasObject
	for i, t := range r.window.Nav.Rail() {
		tile := part.NewTile(t.Letters, tileColours[i%len(tileColours)], t.Label(r.window.Words()), func() { r.window.choose(t.Community) })
		tile.Set(t.Chosen, counted(t.Waits))
		tiles = append(tiles, tile)
	}
	tiles = append(tiles, part.NewIconTile(theme.IconPlus, r.window.T("window.add_community", nil), func() { r.window.Begin("") }))
	var foot fyne.CanvasObject = part.Space()
	if r.me != nil {
		avatar := part.NewAvatar(r.me.Initials(), theme.People[r.me.Colour(len(theme.People))], 36)
		me := r.me.Account
		foot = part.NewPerson(avatar, r.me.String(), func() {
			r.window.Go(view.Target{Section: view.SectionMembers, Tab: view.TabPeople, Item: me})
		})
	}
	part.KeepFocus(r.tiles, func() {
		r.tiles.Objects = []fyne.CanvasObject{part.Pad(12, 0, 0, 0, part.Column(12, tiles...)), part.Pad(0, 0, 12, 0, foot)}
		r.tiles.Refresh()
	})
}

// choose goes to a community.
func (w *window) choose(community op.CommunityID) {
	w.leavePage()
	if err := w.Nav.Choose(community); err != nil {
		w.fail(err)
	}
	w.enter()
}

// openMenu shows sections and communities below their button, where the window is too narrow for them.
func (r *rail) openMenu(from fyne.CanvasObject) {
	w := r.window
	var rows []*part.ListRow
	for _, row := range w.Nav.Sections(w.Words(), r.votes) {
		if _, chosen := w.Nav.Community(); !chosen && !row.Apart {
			continue
		}
		target := view.Target{Section: row.Section}
		menu := part.NewMenuRow(sectionIcons[row.Section], row.Label, counted(row.Count), false, func() { w.Go(target) })
		if row.Chosen {
			menu.SetChosen(true, w.T("window.shown", nil))
		}
		rows = append(rows, menu)
	}
	if w.Width() < theme.FoldRail {
		rows = append(rows, nil)
		for _, t := range w.Nav.Rail() {
			if !t.Chosen {
				rows = append(rows, part.NewMenuRow(theme.IconUsers, t.Label(w.Words()), counted(t.Waits), false, func() { w.choose(t.Community) }))
			}
		}
		rows = append(rows, part.NewMenuRow(theme.IconPlus, w.T("window.add_community", nil), "", false, func() { w.Begin("") }))
	}
	part.MenuFrom(from, rows...)
}
