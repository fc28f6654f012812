package view

// Palette: find anything and do anything, by typing a part of it. What is known here answers in one frame; what has to be searched follows.

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Command is something that can be done from anywhere.
type Command struct {
	// ID is for the face: it knows what to do.
	ID string
	// Title is what people look for, Keys its shortcut, "" for none.
	Title, Keys string
	// Goes is where it leads, for those that only lead somewhere.
	Goes *Target
}

// The commands.
const (
	CommandNewProposal  = "new_proposal"
	CommandNewTopic     = "new_topic"
	CommandInvite       = "invite"
	CommandGiveVote     = "give_vote"
	CommandCheckRecord  = "check_record"
	CommandExportBundle = "export_bundle"
	CommandImportBundle = "import_bundle"
	CommandBackup       = "backup"
	CommandRestore      = "restore"
	CommandJoin         = "join"
	CommandStart        = "start"
	CommandDoctor       = "doctor"
	CommandSettings     = "settings"
	CommandShortcuts    = "shortcuts"
)

// Commands lists them, those that are used most first. inCommunity says that there is one; without it, only what needs none can be done.
func (w Words) Commands(inCommunity bool) []Command {
	list := []Command{
		{ID: CommandNewProposal, Keys: "Ctrl N"},
		{ID: CommandNewTopic, Keys: "Ctrl Shift N"},
		{ID: CommandInvite},
		{ID: CommandGiveVote, Goes: &Target{Section: SectionMembers, Tab: TabYourVote}},
		{ID: CommandDoctor, Goes: &Target{Section: SectionNetwork}},
		{ID: CommandExportBundle},
		{ID: CommandImportBundle, Keys: "Ctrl O"},
		{ID: CommandCheckRecord, Keys: "Ctrl Shift O"},
		{ID: CommandBackup},
		{ID: CommandJoin},
		{ID: CommandStart},
		{ID: CommandRestore},
		{ID: CommandSettings, Keys: "Ctrl ,", Goes: &Target{Section: SectionSettings}},
		{ID: CommandShortcuts, Keys: "?"},
	}
	if !inCommunity {
		needNone := []string{CommandCheckRecord, CommandJoin, CommandStart, CommandRestore, CommandSettings, CommandShortcuts}
		list = slices.DeleteFunc(list, func(c Command) bool { return !slices.Contains(needNone, c.ID) })
	}
	for i := range list {
		list[i].Title = w.Say.T("command."+list[i].ID, nil)
	}
	return list
}

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

	id string
}

// PaletteSources are what answers at once.
type PaletteSources struct {
	Commands  []Command
	Decisions Decisions
	Members   []MemberRow
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
	p.typed, p.chosen = typed, ""
	p.layOut()
}

// Rows are what is shown.
func (p *Palette) Rows() []PaletteRow { return p.rows }

// Nothing says that nothing was found; "" where something was.
func (p *Palette) Nothing() string {
	if len(p.rows) > 0 {
		return ""
	}
	return p.words.Say.T("palette.nothing", map[string]any{"Typed": p.typed})
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
			Group: PaletteTexts, Title: markedWords(orElse(h.Title, h.Snippet), words), Sub: p.words.Say.T("found."+h.Table, nil), id: h.Post.String(),
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
	p.chosen = ids[at]
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
	if !slices.ContainsFunc(p.rows, func(r PaletteRow) bool { return r.Head == "" && r.id == p.chosen }) {
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
			add(d.Title, PaletteRow{Sub: p.decisionSub(d), Goes: &goes, id: "decision:" + d.ID})
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
			return []PaletteRow{{Group: group, Title: Sentence{{Text: title}}, Keys: "Shift Enter", Goes: everything, id: "all"}}
		}
	}
	begin := folded(words)
	slices.SortStableFunc(rows, func(a, b PaletteRow) int {
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

// folded is a text as it is compared: without capitals and accents.
func folded(written string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(written) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// hasWords reports whether a title holds all of the words somewhere.
func hasWords(title, words string) bool {
	in := folded(title)
	return !slices.ContainsFunc(strings.Fields(folded(words)), func(word string) bool { return !strings.Contains(in, word) })
}

// beginsAt is where a word stands in a text: the beginning of a word before the middle of one; -1 for nowhere.
func beginsAt(word, in string) int {
	if at := strings.Index(" "+in, " "+word); at >= 0 {
		return at
	}
	return strings.Index(in, word)
}

// markedWords lets the first place of each word stand out. It goes by characters of the title as it is shown: folding may make more or fewer.
func markedWords(title, words string) Sentence {
	runes := []rune(text.Line(title))
	strong := make([]bool, len(runes))
	// at says of which character of the title each byte of the folded one is.
	var in strings.Builder
	var at []int
	for i, r := range runes {
		part := folded(string(r))
		in.WriteString(part)
		for range len(part) {
			at = append(at, i)
		}
	}
	for _, word := range strings.Fields(folded(words)) {
		if found := beginsAt(word, in.String()); found >= 0 {
			for i := at[found]; i <= at[found+len(word)-1]; i++ {
				strong[i] = true
			}
		}
	}
	var s Sentence
	for i, r := range runes {
		if len(s) > 0 && s[len(s)-1].Strong == strong[i] {
			s[len(s)-1].Text += string(r)
		} else {
			s = append(s, Span{string(r), strong[i]})
		}
	}
	return s
}
