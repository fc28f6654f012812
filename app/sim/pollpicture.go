package sim

// What a replica says of the polls that tellers close, in a form that can be compared.

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// pollSaid is what a replica says of one poll.
type pollSaid struct {
	id op.ID
	// closes says that tellers can close it; nothing else is set where they cannot.
	closes    bool
	state     closing.State
	certified map[op.ID]int64
	safe      []op.ID
	sealed    []sealedSaid
	missing   []closing.Missing
	late      []closing.Late
	forks     []closing.Fork
	// outcome is what was decided; uncountable why this version cannot say it.
	outcome     poll.Outcome
	uncountable string
}

type sealedSaid struct {
	manifest          op.ID
	moment            int64
	view              uint32
	signers           []op.DeviceID
	counted, replaced []op.ID
}

// pollsSaid are in the order of their ids.
func (l *laptop) pollsSaid() (all []pollSaid) {
	var openings []op.ID
	for _, s := range l.ops() {
		if s.Kind == poll.KindOpen {
			openings = append(openings, s.ID)
		}
	}
	slices.SortFunc(openings, op.ID.Compare)
	l.askPolls(func(e *community.Engine) error {
		for _, id := range openings {
			said, err := pollSaidBy(e, id)
			if err != nil {
				return err
			}
			all = append(all, said)
		}
		return nil
	})
	return all
}

func pollSaidBy(e *community.Engine, id op.ID) (pollSaid, error) {
	p, err := e.Closing(id)
	if errors.Is(err, closing.ErrRule) {
		return pollSaid{id: id}, nil
	}
	if err != nil {
		return pollSaid{}, err
	}
	s := pollSaid{
		id: id, closes: true, state: p.State(), certified: p.Certified(), safe: p.Safe(), missing: p.Missing(), forks: p.Forks(),
	}
	outcomes := p.Outcomes()
	for _, o := range outcomes {
		one := sealedSaid{manifest: o.ID, moment: o.Manifest.MomentMillis, view: o.View, signers: o.Signers, counted: o.Count.IDs()}
		for _, c := range o.Count.Replaced {
			one.replaced = append(one.replaced, c.Ballot)
		}
		s.sealed = append(s.sealed, one)
	}
	if len(outcomes) == 1 {
		s.late = p.Late(outcomes[0])
		if s.outcome, err = e.Outcome(id, outcomes[0]); err != nil {
			s.uncountable = err.Error()
		}
	}
	return s, nil
}

// comparePolls returns an error that names the first difference.
func (r *run) comparePolls(here string, a []pollSaid, there string, b []pollSaid) error {
	if len(a) != len(b) {
		return fmt.Errorf("%s knows %d polls, %s %d", here, len(a), there, len(b))
	}
	for i := range a {
		if reflect.DeepEqual(a[i], b[i]) {
			continue
		}
		x, y := reflect.ValueOf(a[i]), reflect.ValueOf(b[i])
		for f := range x.NumField() {
			if have, other := fmt.Sprintf("%+v", x.Field(f)), fmt.Sprintf("%+v", y.Field(f)); have != other {
				return fmt.Errorf("of the poll %s, %s: %s says %s, %s says %s", r.name(a[i].id), x.Type().Field(f).Name, here, have, there, other)
			}
		}
		return fmt.Errorf("of the poll %s %s and %s say different things", r.name(a[i].id), here, there)
	}
	return nil
}

// compareClosed holds what a replica says of a poll against what the rules say.
func (r *run) compareClosed(l *laptop, s pollSaid, c *closed) error {
	fail := func(what string, says, rules any) error {
		return fmt.Errorf("%s says of the poll %s, %s: %v; by the rules it is %v", l.name, r.name(s.id), what, says, rules)
	}
	if (c == nil) == s.closes {
		return fail("that tellers close it", s.closes, c != nil)
	}
	if c == nil {
		return nil
	}
	if !reflect.DeepEqual(s.certified, c.certified) {
		return fail("certified", r.times(s.certified), r.times(c.certified))
	}
	safe := make(map[op.ID]bool)
	for _, id := range s.safe {
		safe[id] = true
	}
	if !reflect.DeepEqual(safe, c.safe) {
		return fail("safe", r.nameAll(s.safe), len(c.safe))
	}
	if len(s.sealed) != len(c.sealed) {
		return fail("manifests sealed", len(s.sealed), len(c.sealed))
	}
	for i, one := range s.sealed {
		if one.manifest != c.sealed[i].manifest || !slices.Equal(one.counted, c.sealed[i].counted.counted) {
			return fail("counted", r.nameAll(one.counted), r.nameAll(c.sealed[i].counted.counted))
		}
		if len(one.counted)+len(one.replaced) != len(c.sealed[i].certified) {
			return fail("replaced", r.nameAll(one.replaced), len(c.sealed[i].certified)-len(one.counted))
		}
	}
	forked := make(map[op.DeviceID]bool)
	for _, f := range s.forks {
		forked[f.Teller] = true
	}
	if !reflect.DeepEqual(forked, c.forked) {
		return fail("forked", forked, c.forked)
	}
	if s.state != c.state {
		return fail("state", s.state, c.state)
	}
	return nil
}

func (r *run) times(of map[op.ID]int64) map[string]int64 {
	named := make(map[string]int64, len(of))
	for id, at := range of {
		named[r.name(id)] = at - beginMillis
	}
	return named
}
