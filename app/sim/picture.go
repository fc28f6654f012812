package sim

// Pictures: all that a replica says of its community, in a form that can be compared.

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// picture is what equal sets of ops must make equal everywhere.
type picture struct {
	line     authority.Line
	verdicts []judged
	forks    []community.DeviceRecord
	rows     []kind.Row
	polls    []pollSaid
}

type judged struct {
	id      op.ID
	verdict kind.Verdict
	subject op.ID
	body    bool
}

// picture reads a replica with an engine.
func (l *laptop) picture() picture {
	p := picture{rows: l.memory.Rows()}
	if g := l.graph(); g != nil {
		p.line = g.Now().Line
	}
	for _, s := range l.ops() {
		p.verdicts = append(p.verdicts, judged{s.ID, s.Verdict, s.Subject, s.HasBody})
	}
	slices.SortFunc(p.verdicts, func(a, b judged) int { return a.id.Compare(b.id) })
	l.view(func(v community.View) error {
		return v.Devices(func(d community.DeviceRecord) bool {
			if d.Forked {
				d.Tip, d.TipSeq = op.ID{}, 0 // only unforked logs have one
			}
			p.forks = append(p.forks, d)
			return true
		})
	})
	if l.run.polling != nil {
		p.polls = l.pollsSaid()
	}
	return p
}

// compare returns an error that names the first difference.
func (r *run) compare(here string, a picture, there string, b picture) error {
	if err := r.compareOps(here, a, there, b); err != nil {
		return err
	}
	if !slices.Equal(a.line.Commits, b.line.Commits) || a.line.Settled != b.line.Settled {
		return fmt.Errorf("%s stands at %s, settled %s; %s at %s, settled %s", here, r.nameAll(a.line.Commits), r.name(a.line.Settled),
			there, r.nameAll(b.line.Commits), r.name(b.line.Settled))
	}
	if a.line.Stuck != b.line.Stuck || !slices.Equal(a.line.Disputed, b.line.Disputed) {
		return fmt.Errorf("%s is stuck by %q over %s, %s by %q over %s", here, a.line.Stuck, r.nameAll(a.line.Disputed),
			there, b.line.Stuck, r.nameAll(b.line.Disputed))
	}
	for i := range max(len(a.forks), len(b.forks)) {
		if i >= len(a.forks) || i >= len(b.forks) || a.forks[i] != b.forks[i] {
			return fmt.Errorf("the logs differ: %s has %s, %s has %s", here, r.records(a.forks, i), there, r.records(b.forks, i))
		}
	}
	if err := r.comparePolls(here, a.polls, there, b.polls); err != nil {
		return err
	}
	return compareRows(here, a.rows, there, b.rows)
}

func (r *run) compareOps(here string, a picture, there string, b picture) error {
	for i := range max(len(a.verdicts), len(b.verdicts)) {
		switch {
		case i >= len(a.verdicts) || (i < len(b.verdicts) && b.verdicts[i].id.Compare(a.verdicts[i].id) < 0):
			return fmt.Errorf("%s lacks %s, which %s holds", here, r.name(b.verdicts[i].id), there)
		case i >= len(b.verdicts) || a.verdicts[i].id.Compare(b.verdicts[i].id) < 0:
			return fmt.Errorf("%s lacks %s, which %s holds", there, r.name(a.verdicts[i].id), here)
		case a.verdicts[i].verdict != b.verdicts[i].verdict:
			return fmt.Errorf("%s says of %s %q, %s says %q", here, r.name(a.verdicts[i].id), a.verdicts[i].verdict, there, b.verdicts[i].verdict)
		case a.verdicts[i].subject != b.verdicts[i].subject:
			return fmt.Errorf("%s puts %s under %s, %s under %s", here, r.name(a.verdicts[i].id), r.name(a.verdicts[i].subject), there, r.name(b.verdicts[i].subject))
		}
	}
	return nil
}

func (r *run) records(list []community.DeviceRecord, i int) string {
	if i >= len(list) {
		return "none"
	}
	d := list[i]
	return fmt.Sprintf("%s for %s, %d ops, tip %s, forked %v at %d by %s", r.whose(d.Device), r.who(d.Account), d.Ops, r.name(d.Tip),
		d.Forked, d.ForkSeq, r.nameAll(d.ForkOps[:]))
}

func compareRows(here string, a []kind.Row, there string, b []kind.Row) error {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !reflect.DeepEqual(a[i], b[i]) {
			return fmt.Errorf("the rows differ: %s has %s, %s has %s", here, describeRow(a, b, i), there, describeRow(b, a, i))
		}
	}
	return nil
}

// describeRow says what differs in a row.
func describeRow(rows, others []kind.Row, i int) string {
	if i >= len(rows) {
		return "no more"
	}
	text := rows[i].Table() + " " + rows[i].Key()[:15]
	if i >= len(others) || others[i].Key() != rows[i].Key() || others[i].Table() != rows[i].Table() {
		return text
	}
	have, other := reflect.ValueOf(rows[i]), reflect.ValueOf(others[i])
	for f := range have.NumField() {
		if !reflect.DeepEqual(have.Field(f).Interface(), other.Field(f).Interface()) {
			text += fmt.Sprintf(" %s: %+v", have.Type().Field(f).Name, have.Field(f).Interface())
		}
	}
	return text
}
