package view

// Palette: find anything and do anything, by typing a part of it. What is known here answers in one frame; what has to be searched follows.

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// PaletteGroup is what kind of thing a row is.
type PaletteGroup string

// The groups, in their order.
const (
	PaletteDecisions PaletteGroup = "decisions"
	PaletteDo        PaletteGroup = "do"
	PalettePeople    PaletteGroup = "people"
	PaletteTexts     PaletteGroup = "texts"
	// PaletteAll is the page of everything that is found.
	PaletteAll PaletteGroup = "all"
)

var paletteGroups = []PaletteGroup{PaletteDecisions, PaletteDo, PalettePeople, PaletteTexts, PaletteAll}

// PaletteRow is one thing that was found, or a group's head.
type PaletteRow struct {
	Group PaletteGroup
	// Head is the group's name, on a row that cannot be chosen.
	Head string
	// Title has what was typed standing out; Sub says more. Keys is a command's shortcut.
	Title     Sentence
	Sub, Keys string
	Chosen    bool
	// Command is what Enter does, or Goes where it leads.
	Command string
	Goes    *Target
	// By is a person's, for the avatar.
	By *Name

	id    string
	waits bool // for me
}

// PaletteSources are what answers at once.
type PaletteSources struct {
	Commands  []Command
	Decisions Decisions
	Members   []MemberRow
	// Reading says that decisions and people are still being read.
	Reading bool
	// Searchable says that there is a community whose texts can be searched.
	Searchable bool
}

// Palette is the palette while it is open. It belongs to one goroutine.
type Palette struct {
	words   Words
	sources PaletteSources
	typed   string
	hits    []PaletteRow
	hitsOf  string
	rows    []PaletteRow
	chosen  string
	moved   bool // somebody has led the choice to where it is
}

// rowsAGroup are shown at most.
const rowsAGroup = 5

// maxTyped bounds what is looked for, in bytes.
const maxTyped = 500

// NewPalette opens it.
func NewPalette(w Words, sources PaletteSources) *Palette {
	p := &Palette{words: w, sources: sources}
	p.layOut()
	return p
}

// SetSources takes what answers at once, when it has been read.
func (p *Palette) SetSources(sources PaletteSources) {
	p.sources = sources
	p.layOut()
}

// Type takes what stands in the field. What begins with > finds commands only, with @ people only.
func (p *Palette) Type(typed string) {
	if len(typed) > maxTyped {
		typed = strings.ToValidUTF8(typed[:maxTyped], "")
	}
	p.typed, p.chosen, p.moved = typed, "", false
	p.layOut()
}

// Rows are what is shown.
func (p *Palette) Rows() []PaletteRow { return p.rows }

// Nothing says that nothing was found; "" where something was.
func (p *Palette) Nothing() string {
	if len(p.rows) > 0 {
		return ""
	}
	return p.words.Say.T("palette.nothing", map[string]any{"Typed": strings.TrimSpace(text.Line(p.typed))})
}

// Wanted is what texts are to be searched for; "" where that would find nothing, or too much.
func (p *Palette) Wanted() string {
	wanted, only := p.wanted()
	if only != "" || utf8.RuneCountInString(wanted) < 2 {
		return ""
	}
	return wanted
}

// Everything is the page of all that is found for what is typed; nil where texts are not searched, or hold none of it.
func (p *Palette) Everything() *Target {
	words := p.Wanted()
	isFruitless := words == p.hitsOf && len(p.hits) == 0
	if words == "" || isFruitless || !p.sources.Searchable {
		return nil
	}
	return &Target{Section: SectionSearch, Item: words}
}

func (p *Palette) wanted() (words string, only PaletteGroup) {
	typed := strings.TrimSpace(text.Line(p.typed))
	switch {
	case strings.HasPrefix(typed, ">"):
		return strings.TrimSpace(typed[1:]), PaletteDo
	case strings.HasPrefix(typed, "@"):
		return strings.TrimSpace(typed[1:]), PalettePeople
	}
	return typed, ""
}

// SearchTexts asks the service for texts that hold the words. It belongs into a goroutine of the screen; SetTexts takes what it found.
func SearchTexts(ctx context.Context, c *app.Community, words string) ([]Found, error) {
	return findTexts(ctx, c, words, rowsAGroup)
}

// SetTexts takes what was found for some words; what was typed on since makes it stale, and it is left out.
func (p *Palette) SetTexts(words string, hits []Found) {
	p.hits, p.hitsOf = nil, words
	for _, h := range hits {
		goes := h.goes()
		p.hits = append(p.hits, PaletteRow{
			Group: PaletteTexts, Title: markedWords(orElse(h.Title, unmarked(h.Snippet)), words), Sub: p.words.Say.T("found."+h.Table, nil), id: h.Post.String(),
			Goes: &goes,
		})
	}
	p.layOut()
}

// Move goes some rows up or down, round the ends.
func (p *Palette) Move(by int) {
	var ids []string
	for _, r := range p.rows {
		if r.Head == "" {
			ids = append(ids, r.id)
		}
	}
	if len(ids) == 0 {
		return
	}
	at := (slices.Index(ids, p.chosen) + by) % len(ids)
	if at < 0 {
		at += len(ids)
	}
	p.chosen, p.moved = ids[at], true
	p.mark()
}

// Choose is a click on a row; false for a head.
func (p *Palette) Choose(at int) (PaletteRow, bool) {
	if at < 0 || at >= len(p.rows) || p.rows[at].Head != "" {
		return PaletteRow{}, false
	}
	return p.rows[at], true
}

// Enter is the chosen row; false where nothing was found.
func (p *Palette) Enter() (PaletteRow, bool) {
	return p.Choose(slices.IndexFunc(p.rows, func(r PaletteRow) bool { return r.Chosen }))
}

// Pending says that Enter is too early: nothing was found but the page of everything, and what is found better may be on its way.
func (p *Palette) Pending() bool {
	row, found := p.Enter()
	if p.moved || found && row.Group != PaletteAll {
		return false
	}
	return p.sources.Reading || p.Wanted() != "" && p.hitsOf != p.Wanted() && p.sources.Searchable
}

func (p *Palette) layOut() {
	words, only := p.wanted()
	p.rows = nil
	for _, group := range paletteGroups {
		if only != "" && group != only {
			continue
		}
		found := p.find(group, words)
		if only == "" {
			found = found[:min(len(found), rowsAGroup)]
		}
		if len(found) > 0 {
			if group != PaletteAll {
				p.rows = append(p.rows, PaletteRow{Group: group, Head: p.words.Say.T("palette."+string(group), nil)})
			}
			p.rows = append(p.rows, found...)
		}
	}
	if !p.moved || !slices.ContainsFunc(p.rows, func(r PaletteRow) bool { return r.Head == "" && r.id == p.chosen }) {
		p.chosen = ""
		if i := slices.IndexFunc(p.rows, func(r PaletteRow) bool { return r.Head == "" }); i >= 0 {
			p.chosen = p.rows[i].id
		}
	}
	p.mark()
}

func (p *Palette) mark() {
	for i := range p.rows {
		p.rows[i].Chosen = p.rows[i].Head == "" && p.rows[i].id == p.chosen
	}
}

// find lists the rows of a group: those that begin with the words first. With nothing typed, what waits and what can be done.
func (p *Palette) find(group PaletteGroup, words string) []PaletteRow {
	var rows []PaletteRow
	add := func(title string, row PaletteRow) {
		if hasWords(title, words) {
			row.Group, row.Title = group, markedWords(title, words)
			rows = append(rows, row)
		}
	}
	switch group {
	case PaletteDecisions:
		for _, d := range p.sources.Decisions.rows {
			if words == "" && d.Group != GroupNeedsMe {
				continue
			}
			goes := d.Goes
			add(d.Title, PaletteRow{Sub: p.decisionSub(d), Goes: &goes, id: "decision:" + d.ID, waits: d.Group == GroupNeedsMe})
		}
	case PaletteDo:
		for _, c := range p.sources.Commands {
			add(c.Title, PaletteRow{Keys: c.Keys, Command: c.ID, Goes: c.Goes, id: "do:" + c.ID})
		}
	case PalettePeople:
		if _, only := p.wanted(); words == "" && only == "" {
			return nil
		}
		for _, m := range p.sources.Members {
			name := m.Name
			add(name.String(), PaletteRow{
				Sub: p.memberSub(m), By: &name, id: "person:" + m.Account, Goes: &Target{Section: SectionMembers, Tab: TabPeople, Item: m.Account},
			})
		}
	case PaletteTexts:
		if words == p.hitsOf {
			return p.hits
		}
	case PaletteAll:
		if everything := p.Everything(); everything != nil {
			title := p.words.Say.T("palette.search_all", map[string]any{"Words": words})
			return []PaletteRow{{Group: group, Title: Sentence{{Text: title}}, Keys: p.words.Keys("Shift Enter"), Goes: everything, id: "all"}}
		}
	}
	begin := folded(words)
	slices.SortStableFunc(rows, func(a, b PaletteRow) int {
		if a.waits != b.waits { // what waits for me comes first
			if a.waits {
				return -1
			}
			return 1
		}
		first, second := strings.HasPrefix(folded(a.Title.String()), begin), strings.HasPrefix(folded(b.Title.String()), begin)
		switch {
		case first == second:
			return 0
		case first:
			return -1
		}
		return 1
	})
	return rows
}

func (p *Palette) decisionSub(d DecisionRow) string {
	if d.Group == GroupNeedsMe {
		return p.words.Say.T("palette.needs_vote", nil)
	}
	return orElse(d.When, d.Sub)
}

func (p *Palette) memberSub(m MemberRow) string {
	if m.Since == "" {
		return ""
	}
	return p.words.Say.T("alike.member_since", map[string]any{"Year": m.Since})
}
