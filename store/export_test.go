package store

// What the tests outside of the package may look at.

import "github.com/folkmoot/folkmoot/app/community"

// Plans explains every statement that a session has run: the statement, and how SQLite goes about it.
func (s *Session) Plans() (map[string][]string, error) {
	plans := make(map[string][]string)
	for _, text := range s.conn.Statements() {
		args := make([]any, countParameters(text))
		err := s.conn.Each("EXPLAIN QUERY PLAN "+text, func(c Columns) (bool, error) {
			plans[text] = append(plans[text], c.Text(3))
			return true, nil
		}, args...)
		if err != nil {
			return nil, err
		}
	}
	return plans, nil
}

// ForgetSearch empties the search index.
func ForgetSearch(tx community.Tx) error { return tx.(*Tx).forgetSearch() }

// countParameters counts ?, or takes the highest ?1, ?2, … where they are numbered.
func countParameters(text string) int {
	plain, highest := 0, 0
	for i := range len(text) {
		switch {
		case text[i] != '?':
		case i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9':
			highest = max(highest, int(text[i+1]-'0'))
		default:
			plain++
		}
	}
	return max(plain, highest)
}
