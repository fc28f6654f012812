package view

// Rail: the communities at the window's edge and the sections beside them, with what waits in each.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// RailTile is one community at the left edge.
type RailTile struct {
	Community op.CommunityID
	// Name is for the tooltip and for who does not see, Letters stand on the tile.
	Name, Letters string
	Chosen        bool
	// Local says that it was made for looking around and stays on this laptop.
	Local bool
	// Waits is how many things wait there for this person.
	Waits int
}

// Label names the tile to people: one that was made for looking around is called a sample.
func (t RailTile) Label(w Words) string {
	if !t.Local {
		return t.Name
	}
	return w.Say.T("rail.sample", map[string]any{"Name": t.Name})
}

// SectionRow is one entry of the list of sections.
type SectionRow struct {
	Section Section
	Label   string
	Chosen  bool
	// Count stands at its end; 0 for none.
	Count int
	// Apart says that it stands at the foot.
	Apart bool
}

// Named takes the names that communities have now, and reports whether one of them is another than before: one that was joined by a link is
// called by its charter once that is here.
func (n *Navigation) Named(now []app.Membership) bool {
	changed := false
	for i, m := range n.communities {
		at := slices.IndexFunc(now, func(other app.Membership) bool { return other.Community == m.Community })
		if at >= 0 && now[at].Name != m.Name {
			n.communities[i].Name, changed = now[at].Name, true
		}
	}
	return changed
}

// SetWaits notes how many things wait in a community.
func (n *Navigation) SetWaits(com op.CommunityID, count int) { n.waits[com] = count }

// Rail lists the communities as tiles. The chosen one shows no badge: its sections say what waits.
func (n *Navigation) Rail() []RailTile {
	tiles := []RailTile{}
	for _, m := range n.communities {
		t := RailTile{
			Community: m.Community, Name: text.Line(m.Name), Letters: firstLetters(m.Name, 2), Chosen: m.Community.String() == n.state.Community,
			Local: m.Local,
		}
		if !t.Chosen {
			t.Waits = n.waits[m.Community]
		}
		tiles = append(tiles, t)
	}
	return tiles
}

// Sections lists the sections. votes is how many decisions wait for this person.
func (n *Navigation) Sections(w Words, votes int) []SectionRow {
	rows := []SectionRow{}
	at := n.At().Section
	for _, s := range allSections {
		row := SectionRow{Section: s, Label: w.Say.T("section."+string(s), nil), Chosen: s == at, Apart: s == SectionSettings}
		if s == SectionDecisions {
			row.Count = votes
		}
		rows = append(rows, row)
	}
	return rows
}

// Path leads from a section to a page: what stands above its title.
func (w Words) Path(section Section, more ...string) []string {
	path := []string{w.Say.T("section."+string(section), nil)}
	for _, part := range more {
		if part != "" {
			path = append(path, text.Line(part))
		}
	}
	return path
}
