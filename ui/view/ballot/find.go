package ballot

// Finding: of many options those that hold what is typed, so that forty are ranked without a mouse.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Finder lists the options that a typed text is in. Those not ranked come first, unless PollOrder is asked for.
type Finder struct {
	sheet *Sheet
	typed string
	// fresh says that what is typed next overwrites the filter: it stands there marked.
	fresh bool
	// chosen is a place in the list.
	chosen    int
	pollOrder bool
}

// Find is the sheet's finder.
func (s *Sheet) Find() *Finder { return &s.find }

// Typed is the filter, and Marked that the next letter overwrites it.
func (f *Finder) Typed() string { return f.typed }

// Marked says that the filter stands there marked for overwriting.
func (f *Finder) Marked() bool { return f.fresh }

// Type sets what the field holds. What is too long is cut.
func (f *Finder) Type(typed string) {
	if utf8.RuneCountInString(typed) > maxFilterCharacters {
		typed = string([]rune(typed)[:maxFilterCharacters])
	}
	f.typed, f.fresh, f.chosen = typed, false, 0
}

// UsePollOrder lists options in the poll's order; else those not ranked first.
func (f *Finder) UsePollOrder(use bool) { f.pollOrder, f.chosen = use, 0 }

// List is what is found, whole where nothing is typed.
func (f *Finder) List() []int {
	var found []int
	for o, option := range f.sheet.election.Options {
		if f.typed == "" || len(Matches(option.Name, f.typed)) > 0 {
			found = append(found, o)
		}
	}
	if !f.pollOrder {
		slices.SortStableFunc(found, func(a, b int) int {
			return lastIf(f.sheet.PlaceOf(a) > 0) - lastIf(f.sheet.PlaceOf(b) > 0)
		})
	}
	return found
}

// Chosen is the option on which Enter acts; -1 where nothing is found.
func (f *Finder) Chosen() int {
	list := f.List()
	if len(list) == 0 {
		return none
	}
	return list[max(0, min(f.chosen, len(list)-1))]
}

// Choose moves the choice by rows, within the list.
func (f *Finder) Choose(by int) bool {
	last := max(len(f.List())-1, 0)
	at := max(0, min(f.chosen, last))
	f.chosen = max(0, min(at+by, last))
	return f.chosen != at
}

// Point chooses an option by the mouse.
func (f *Finder) Point(option int) {
	if at := slices.Index(f.List(), option); at >= 0 {
		f.chosen = at
	}
}

// Rank ranks what is chosen behind all others, and keeps the filter marked. What is ranked already stays where it is.
func (f *Finder) Rank() bool { return f.rank(func(o int) bool { return f.sheet.RankLast(o) }, false) }

// RankAt ranks what is chosen at a rank, from 0, wherever it stood.
func (f *Finder) RankAt(rank int) bool {
	return f.rank(func(o int) bool { return f.sheet.RankAt(o, rank) }, true)
}

func (f *Finder) rank(do func(int) bool, again bool) bool {
	option := f.Chosen()
	if option == none || !again && f.sheet.PlaceOf(option) > 0 || !do(option) {
		return false
	}
	f.fresh = f.typed != ""
	return true
}

// Clear empties the field. False where it was empty.
func (f *Finder) Clear() bool {
	had := f.typed != ""
	f.Type("")
	return had
}

// Match is where a typed text stands in a name, in bytes.
type Match struct{ From, Until int }

// Matches finds a typed text in a name, whatever the case and the accents of its letters: "cafe" is in "Café".
func Matches(name, typed string) []Match {
	needle, _ := plain(strings.TrimSpace(typed))
	hay, origin := plain(name)
	if needle == "" {
		return nil
	}
	var found []Match
	for from := 0; ; {
		at := strings.Index(hay[from:], needle)
		if at < 0 {
			return found
		}
		at += from
		from = at + len(needle)
		found = append(found, Match{origin[at], origin[from]})
	}
}

// plain is text without case and accents, and for each of its bytes (and its end) where that comes from.
func plain(name string) (folded string, origin []int) {
	strip := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), cases.Fold())
	var b strings.Builder
	for at, r := range name {
		piece, _, err := transform.String(strip, string(r))
		if err != nil {
			piece = string(r)
		}
		b.WriteString(piece)
		for range len(piece) {
			origin = append(origin, at)
		}
	}
	return b.String(), append(origin, len(name))
}
