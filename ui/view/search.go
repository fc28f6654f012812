package view

// Search: what was found for some words, with the words standing out in their place, and by what it can be narrowed.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Search is the page of what was found. It belongs to one goroutine.
type Search struct {
	// Words are what was looked for.
	Words string

	words  Words
	all    []SearchRow
	only   string
	capped bool
}

// SearchRow is one place.
type SearchRow struct {
	ID string
	// Kind is the table's name: "topics", "revisions", "amendments", "comments"; People for a person.
	Kind string
	// Title and Snippet have the words standing out; What says what it is.
	Title, Snippet Sentence
	What           string
	By             *Name
	Goes           Target
}

// SearchPeople is the kind of a person who was found.
const SearchPeople = "people"

// searchMost places are listed.
const searchMost = 200

// LoadSearch looks for words in what is on this laptop: texts first, then people.
func LoadSearch(ctx context.Context, c *app.Community, w Words, words string) (*Search, error) {
	s := &Search{Words: text.Line(words), words: w}
	hits, err := findTexts(ctx, c, words, searchMost)
	if err != nil {
		return nil, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	s.capped = len(hits) == searchMost
	for _, h := range hits {
		s.all = append(s.all, w.searchRow(h, people, words))
	}
	for _, person := range people.list {
		if person.State == StateRemoved || words == "" || !hasWords(person.Name.Name+" "+person.About, words) {
			continue
		}
		name := person.Name
		s.all = append(s.all, SearchRow{
			ID: person.Account, Kind: SearchPeople, Title: markedWords(name.String(), words), Snippet: markedWords(quoted(person.About), words), By: &name,
			What: w.Say.T("alike."+person.State, nil), Goes: Target{Section: SectionMembers, Tab: TabPeople, Item: person.Account},
		})
	}
	return s, nil
}

func (w Words) searchRow(h Found, people *People, words string) SearchRow {
	row := SearchRow{
		ID: h.Post.String(), Kind: h.Table, Title: markedWords(h.Title, words), Snippet: markedWords(quoted(unmarked(wholeWords(h.Snippet))), words),
		What: capital(w.Say.T("found."+h.Table, nil)), Goes: h.goes(),
	}
	if h.Table != (proposal.Comment{}).Table() {
		return row
	}
	if by, _, known := people.DeviceName(h.device); known {
		row.By, row.Title = &by, Sentence{{Text: by.String()}}
		if h.About != "" {
			row.Title = Sentence{{Text: w.Say.T("search_page.said_in", map[string]any{"Name": by.String(), "Title": text.Line(h.About)})}}
		}
	}
	return row
}

// Count says how much was found.
func (s *Search) Count() string {
	if s.capped {
		return s.words.Say.N("search_page.at_least", len(s.all), nil)
	}
	return s.words.Say.N("search_page.found", len(s.all), nil)
}

// Rows are what is shown.
func (s *Search) Rows() []SearchRow {
	if s.only == "" {
		return s.all
	}
	var rows []SearchRow
	for _, r := range s.all {
		if r.Kind == s.only {
			rows = append(rows, r)
		}
	}
	return rows
}

// Narrow shows only one kind; "" for all.
func (s *Search) Narrow(kind string) { s.only = kind }

// Chips are the kinds that were found, with how many there are of each.
func (s *Search) Chips() []FilterChip {
	chips := []FilterChip{{"", s.words.Say.N("filter.all", len(s.all), nil), s.only == ""}}
	counts := map[string]int{}
	var kinds []string
	for _, r := range s.all {
		if counts[r.Kind]++; !slices.Contains(kinds, r.Kind) {
			kinds = append(kinds, r.Kind)
		}
	}
	for _, kind := range kinds {
		chips = append(chips, FilterChip{kind, s.words.Say.N("search_page.kind."+kind, counts[kind], nil), s.only == kind})
	}
	return chips
}

// cutWord is how long a piece of a word may be, in bytes, that an excerpt begins or ends with: where there is no space so near, words have none.
const cutWord = 40

// wholeWords is an excerpt without the pieces of words at its ends.
func wholeWords(excerpt string) string {
	const more = "…"
	if rest, cut := strings.CutPrefix(excerpt, more); cut {
		if at := strings.IndexAny(rest, " \n"); at >= 0 && at < cutWord {
			excerpt = more + " " + strings.TrimSpace(rest[at:])
		}
	}
	if rest, cut := strings.CutSuffix(excerpt, more); cut {
		if at := strings.LastIndexAny(rest, " \n"); at >= 0 && len(rest)-at < cutWord {
			excerpt = strings.TrimSpace(rest[:at]) + " " + more
		}
	}
	return excerpt
}
