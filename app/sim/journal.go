package sim

// The journal: what happened, an event a line, in names that a person can follow. "ada.7" is the op of ada's first laptop with number 7,
// "ada.7'" another one with that number, "C3" the third commit that anybody thought of.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

type journal struct {
	lines []string
	names map[op.ID]string
	taken map[string]bool
	// ids lists what has a name, in the order of naming.
	ids   []op.ID
	count int
}

func newJournal() journal {
	return journal{names: make(map[op.ID]string), taken: make(map[string]bool)}
}

// note writes an event down.
func (r *run) note(format string, args ...any) {
	r.journal.lines = append(r.journal.lines, fmt.Sprintf("%4d %s  ", r.step, days(r.now-beginMillis))+fmt.Sprintf(format, args...))
}

// saw counts something that happened.
func (r *run) saw(what string) { r.seen[what]++ }

// days is a span as "12d 03:04".
func days(millis int64) string {
	minutes := millis / 60_000
	return fmt.Sprintf("%2dd %02d:%02d", minutes/1440, minutes/60%24, minutes%60)
}

// christen names an op after the laptop that wrote it.
func (r *run) christen(l *laptop, o *op.Op) string {
	return r.journal.give(o.ID, fmt.Sprintf("%s.%d", l.name, o.Header.Seq))
}

// christenCommit names a commit.
func (r *run) christenCommit(id op.ID, c *authority.Content) string {
	r.petitions[id] = c.Type == authority.ByPetition
	if name, ok := r.journal.names[id]; ok {
		return name
	}
	r.journal.count++
	return r.journal.give(id, fmt.Sprintf("C%d", r.journal.count))
}

func (j *journal) give(id op.ID, name string) string {
	for j.taken[name] {
		name += "'"
	}
	j.taken[name] = true
	j.names[id] = name
	j.ids = append(j.ids, id)
	return name
}

// name is how the journal calls an op or a commit.
func (r *run) name(id op.ID) string {
	if name, ok := r.journal.names[id]; ok {
		return name
	}
	return id.Short()
}

func (r *run) nameAll(ids []op.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = r.name(id)
	}
	return strings.Join(names, " ")
}

// forget frees the name of an op that was never committed.
func (j *journal) forget(id op.ID) {
	delete(j.taken, j.names[id])
	delete(j.names, id)
}
