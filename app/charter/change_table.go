package charter

// A table of a charter-change file while it is read: every problem is written down with the key that it is about, and reading goes on.

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// report collects what is wrong with one file.
type report struct {
	places   places
	problems []*ChangeError
}

func (r *report) add(key string, err error) {
	r.problems = append(r.problems, &ChangeError{Line: r.places.line(key), Key: key, Err: err})
}

// first is the problem in the first line; nil where there is none.
func (r *report) first() error {
	if len(r.problems) == 0 {
		return nil
	}
	return slices.MinFunc(r.problems, func(a, b *ChangeError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Key, b.Key))
	})
}

// blame finds the line for an error of Check.
func (r *report) blame(err error) error {
	var field *FieldError
	if errors.As(err, &field) {
		return &ChangeError{Line: r.places.line(field.Field), Key: field.Field, Err: field.Err}
	}
	return &ChangeError{Err: err}
}

// table is one table, with the keys that its reader has asked for.
type table struct {
	// path is what stands before its keys in a report: "" or "tracks[1].".
	path   string
	values map[string]any
	known  []string
	report *report
	// named is set on the root alone, where people and devices are named.
	named Named
}

func (t *table) value(key string) (any, bool) {
	t.known = append(t.known, key)
	v, ok := t.values[key]
	return v, ok
}

func (t *table) wrong(key, format string, args ...any) {
	t.report.add(t.path+key, fmt.Errorf("%w: "+format, append([]any{ErrValue}, args...)...))
}

// text is nil where the key is not given.
func (t *table) text(key string) *string {
	v, ok := t.value(key)
	if !ok {
		return nil
	}
	s, ok := v.(string)
	if !ok {
		t.wrong(key, `it takes a text in "quotes"`)
		return nil
	}
	return &s
}

// count is 0 where the key is not given.
func (t *table) count(key string) uint64 {
	v, ok := t.value(key)
	if !ok {
		return 0
	}
	n, ok := v.(int64)
	if !ok || n <= 0 {
		t.wrong(key, "it takes a whole number above 0")
		return 0
	}
	return uint64(n)
}

// flag is false where the key is not given.
func (t *table) flag(key string) bool {
	v, ok := t.value(key)
	if !ok {
		return false
	}
	b, ok := v.(bool)
	if !ok {
		t.wrong(key, "it is true or false")
	}
	return b
}

func (t *table) duration(key string) (millis int64, given bool) {
	text := t.text(key)
	if text == nil {
		return 0, false
	}
	millis, err := ParseDuration(*text)
	if err != nil {
		t.report.add(t.path+key, err)
	}
	return millis, true
}

// period is nil where the key is not given.
func (t *table) period(key string) *int64 {
	if millis, given := t.duration(key); given {
		return &millis
	}
	return nil
}

// inner reads a table that stands in this one.
func (t *table) inner(key string) (inner *table, given bool) {
	v, ok := t.value(key)
	if !ok {
		return nil, false
	}
	values, ok := v.(map[string]any)
	if !ok {
		t.wrong(key, "it takes a table, headed [%s%s]", t.path, key)
	}
	return &table{path: t.path + key + ".", values: values, report: t.report}, ok
}

// list reads a list of texts, each by parse.
func list[T any](t *table, key string, parse func(string) (T, error)) []T {
	v, ok := t.value(key)
	if !ok {
		return nil
	}
	items, ok := v.([]any)
	if !ok {
		t.wrong(key, `it takes a list of texts: ["…", "…"]`)
		return nil
	}
	out := make([]T, 0, len(items))
	for i, item := range items {
		text, ok := item.(string)
		if !ok {
			t.wrong(fmt.Sprintf("%s[%d]", key, i), `it takes a text in "quotes"`)
			continue
		}
		parsed, err := parse(text)
		if err != nil {
			t.report.add(fmt.Sprintf("%s%s[%d]", t.path, key, i), err)
			continue
		}
		out = append(out, parsed)
	}
	return out
}

// tables reads a list of tables; an empty list is given too.
func (t *table) tables(key string, most int) (tables []*table, given bool) {
	v, ok := t.value(key)
	if !ok {
		return nil, false
	}
	var maps []map[string]any
	switch v := v.(type) {
	case []map[string]any:
		maps = v
	case []any:
		for _, item := range v {
			if m, ok := item.(map[string]any); ok {
				maps = append(maps, m)
			}
		}
		ok = len(maps) == len(v)
	default:
		ok = false
	}
	if !ok || len(maps) > most {
		t.wrong(key, "it takes up to %d tables, each headed [[%s]]", most, key)
		return nil, true
	}
	for i, m := range maps {
		tables = append(tables, &table{path: fmt.Sprintf("%s%s[%d].", t.path, key, i), values: m, report: t.report})
	}
	return tables, true
}

// refuseOthers reports every key that nobody has asked for.
func (t *table) refuseOthers() {
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if slices.Contains(t.known, key) {
			continue
		}
		path := t.path + key
		t.report.problems = append(t.report.problems,
			&ChangeError{Line: t.report.places.line(path), Key: path, Nearest: nearest(key, t.known), Err: ErrUnknownKey})
	}
}

// nearest is the known key that takes the fewest edits to reach, or "" where that is half of the key or more.
func nearest(key string, known []string) string {
	key = strings.ToLower(key)
	best, found := "", len(key)
	for _, k := range known {
		if d := edits(key, k); d < found && 2*d < max(len(key), len(k)) {
			best, found = k, d
		}
	}
	return best
}

// edits is the Levenshtein distance over bytes. Keys that are far too long are as far away as they are long.
func edits(a, b string) int {
	if len(a) > 2*len(b)+2 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
