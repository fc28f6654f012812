package store

// Search: words in titles and texts, also in the middle of words and in scripts that put no spaces between them.

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/lite"
)

// gramRunes is how many characters a word needs to be found by the index; shorter ones are looked for in the newest texts, one by one.
const gramRunes = 3

// Search indexes what is new, then finds posts whose title and text hold all the words, the newest first. Case does not matter. What is hidden
// or withdrawn is not found.
func (r *Replica) Search(ctx context.Context, words string, limit int) ([]app.Hit, error) {
	for more := true; more; {
		var err error
		if more, err = r.IndexMore(ctx, indexStep); err != nil {
			return nil, err
		}
	}
	var hits []app.Hit
	err := r.read(ctx, func(s *Session) (err error) {
		hits, err = s.search(parseWords(words), min(limit, app.MaxPage))
		return err
	})
	return hits, err
}

func parseWords(text string) [][]rune {
	var words [][]rune
	for _, field := range strings.Fields(text) {
		word := []rune(field)
		words = append(words, fold(word[:min(len(word), maxWordRunes)]))
		if len(words) == maxWords {
			break
		}
	}
	return words
}

// fold makes letters comparable whatever their case; it keeps the number of runes.
func fold(text []rune) []rune {
	folded := make([]rune, len(text))
	for i, r := range text {
		folded[i] = unicode.ToLower(unicode.ToUpper(r))
	}
	return folded
}

func (s *Session) search(words [][]rune, limit int) ([]app.Hit, error) {
	if len(words) == 0 || limit <= 0 {
		return nil, nil
	}
	var hits []app.Hit
	err := s.candidates(words, func(order int64) (bool, error) {
		hit, found, err := s.look(order, words)
		if found {
			hits = append(hits, hit)
		}
		return len(hits) < limit, err
	})
	return hits, explain(err)
}

// candidates yields the newest documents that may hold the words, the newest first.
func (s *Session) candidates(words [][]rune, yield func(order int64) (bool, error)) error {
	if match := gramsOf(words); match != "" {
		return s.conn.Each("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
			func(c lite.Row) (bool, error) { return yield(c.Int(0)) }, match, maxCandidates)
	}
	var newest []int64
	for _, name := range s.searchedTables() {
		err := s.conn.Each("SELECT ord FROM "+name+" ORDER BY ord DESC LIMIT ?", func(c lite.Row) (bool, error) {
			newest = append(newest, c.Int(0))
			return true, nil
		}, maxCandidates)
		if err != nil {
			return err
		}
	}
	slices.Sort(newest)
	slices.Reverse(newest)
	for _, order := range newest[:min(len(newest), maxCandidates)] {
		if goOn, err := yield(order); err != nil || !goOn {
			return err
		}
	}
	return nil
}

// gramsOf asks the index for every three neighbouring characters of the longer words; empty where no word is long enough.
func gramsOf(words [][]rune) string {
	var terms []string
	for _, word := range words {
		for i := 0; i+gramRunes <= len(word); i++ {
			gram := strings.ReplaceAll(string(word[i:i+gramRunes]), `"`, `""`)
			terms = append(terms, `"`+gram+`"`)
		}
	}
	slices.Sort(terms)
	return strings.Join(slices.Compact(terms), " AND ")
}

func (s *Session) searchedTables() []string {
	var names []string
	for _, name := range s.tableNames() {
		if s.tables[name].Searched != nil {
			names = append(names, name)
		}
	}
	return names
}

// look reads the row of a document, where it may be shown, and looks for the words in it.
func (s *Session) look(order int64, words [][]rune) (app.Hit, bool, error) {
	for _, name := range s.searchedTables() {
		t := s.tables[name].Searched
		title := t.Title
		if title == "" {
			title = "''"
		}
		var hit app.Hit
		var subject int64
		var text string
		shown, err := s.conn.One("SELECT subject, "+title+", "+t.Text+" FROM "+name+" WHERE ord = ? AND "+t.Shown, func(c lite.Row) {
			subject, hit.Title, text = c.Int(0), c.Text(1), c.Text(2)
		}, order)
		if err != nil {
			return hit, false, err
		}
		if !shown {
			continue
		}
		snippet, found := excerpt(hit.Title, text, words)
		if !found {
			return hit, false, nil
		}
		hit.Table, hit.Snippet = name, snippet
		return s.place(hit, order, subject)
	}
	return app.Hit{}, false, nil
}

func (s *Session) place(hit app.Hit, order, subject int64) (app.Hit, bool, error) {
	var err error
	if hit.Post, err = s.opID(order); err != nil {
		return hit, false, err
	}
	hit.Thread, err = s.SubjectID(subject)
	return hit, err == nil, err
}

// excerpt returns the text around the first word, or the beginning where the words stand in the title; false where one word is missing.
func excerpt(title, text string, words [][]rune) (string, bool) {
	runes := []rune(text)
	inTitle, inText := string(fold([]rune(title))), string(fold(runes))
	at := 0
	for i, word := range words {
		w := string(word)
		place := strings.Index(inText, w)
		if place < 0 && !strings.Contains(inTitle, w) {
			return "", false
		}
		if i == 0 && place > 0 {
			at = len([]rune(inText[:place]))
		}
	}
	return cutOut(runes, at), true
}

// cutOut is a line of text around a place.
func cutOut(text []rune, at int) string {
	from, to := max(0, at-snippetRunes/3), min(len(text), at+snippetRunes*2/3)
	line := strings.Join(strings.Fields(string(text[from:to])), " ")
	if from > 0 {
		line = "…" + line
	}
	if to < len(text) {
		line += "…"
	}
	return line
}
