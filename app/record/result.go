package record

// Result: what follows from a record's acts, worked out by the same code as on every replica, and held against what the manifest says.

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// result asks the fold what was decided.
func (v *verification) result() (*Result, error) {
	r := &Result{Manifest: v.file.manifest, Community: v.engine.Community(), replica: v.replica, engine: v.engine}
	err := v.replica.View(v.ctx, func(view community.View) error {
		return v.engine.Ask(view, func() error { return v.fill(view, r) })
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (v *verification) fill(view community.View, r *Result) error {
	m := &v.file.manifest
	if v.engine.NeedsNewer() {
		return failed(StepPast, ErrNewer)
	}
	if err := v.checkReached(m); err != nil {
		return err
	}
	closes, err := v.opening(view, r)
	if err != nil {
		return err
	}
	if err := v.seals(closes, r); err != nil {
		return err
	}
	want := Manifest{
		Version: Version, Kind: Kind, Community: m.Community, Poll: m.Poll, Ops: m.Ops, Blocks: m.Blocks,
		Counted: []op.ID{}, Late: []op.ID{},
	}
	for _, o := range r.Sealed {
		want.Sealed = append(want.Sealed, sealedOf(o))
	}
	if !r.Contradicted() {
		if err := v.count(closes, r, &want); err != nil {
			return err
		}
	}
	if err := same(m, &want); err != nil {
		return err
	}
	if !r.Contradicted() {
		v.step(Step{Name: StepOutcome})
	}
	return nil
}

// checkReached: who goes from the roots to all that they rest on comes by every act of the file, in its order.
func (v *verification) checkReached(m *Manifest) error {
	roots := m.roots()
	for _, id := range roots {
		if _, is := v.acts.index[id]; !is {
			return refuted(StepReached, "the act %s is not in the file", id.Short())
		}
	}
	order := v.acts.walk(roots)
	for i := range v.acts.all {
		if i == len(order) || order[i] != int32(i) {
			return refuted(StepReached, "the act %s is not in its place, or nothing rests on it", v.acts.all[i].id.Short())
		}
	}
	v.step(Step{Name: StepReached, Acts: int64(len(order))})
	return nil
}

// opening checks that the poll was opened by right, of voters that follow from what the tellers had receipted: else the fold calls it invalid.
func (v *verification) opening(view community.View, r *Result) (*closing.Poll, error) {
	poll, err := openingOf(view, r.Manifest.Poll)
	if err != nil {
		return nil, err
	}
	r.Opening = poll
	if !v.text.IsZero() && v.text != poll.Revision {
		return nil, refuted(StepReached, "the act %s has a body that the result does not rest on", v.text.Short())
	}
	rules, ok := v.engine.Authority().StateAt(poll.On)
	if !ok || poll.Electorate == nil {
		return nil, refuted(StepOpening, "no tellers close polls by the rules that it is judged by")
	}
	r.Name = rules.Charter.Name
	closes, err := v.engine.Closing(r.Manifest.Poll)
	if errors.Is(err, closing.ErrRule) {
		return nil, refuted(StepOpening, "%w", err)
	}
	if err != nil {
		return nil, failed(StepOpening, err)
	}
	r.Tellers = v.tellers(closes.Tellers())
	v.step(Step{Name: StepOpening, Voters: int64(poll.Electorate.Voters), Tellers: int64(len(r.Tellers))})
	return closes, nil
}

func openingOf(view community.View, id op.ID) (*poll.Open, error) {
	s, ok, err := view.Load(id)
	switch {
	case err != nil || !ok:
		return nil, failed(StepOpening, errors.Join(err, errors.New("it is not here")))
	case s.Kind != poll.KindOpen:
		return nil, refuted(StepOpening, "the act %s is a %s, and opens no poll", id.Short(), s.Kind)
	case s.Verdict != kind.Applied:
		return nil, refuted(StepOpening, "the opening %s is: %s", id.Short(), s.Verdict)
	}
	var open poll.Open
	if err := op.Decode(s.Op.Body, &open); err != nil {
		return nil, failed(StepOpening, err)
	}
	return &open, nil
}

func (v *verification) tellers(devices []op.DeviceID) []Teller {
	tellers := make([]Teller, len(devices))
	for i, d := range devices {
		tellers[i].Device = d
		record, known := v.engine.Device(d)
		if !known {
			continue
		}
		if person, is := v.engine.Authority().Person(record.Account); is {
			tellers[i].Account, tellers[i].Name = person.Account, person.Name
		}
	}
	return tellers
}

// seals checks that t tellers sealed what the manifest names. What was sealed beside it, in the file, is named by the manifest too.
func (v *verification) seals(closes *closing.Poll, r *Result) error {
	r.Sealed, r.Forks = closes.Outcomes(), closes.Forks()
	if len(r.Sealed) == 0 {
		return refuted(StepSeals, "the poll is %s: fewer tellers sealed one result than must", closes.State())
	}
	for _, o := range r.Sealed {
		v.step(Step{
			Name: StepSeals, Sealed: int64(len(o.Signers)), Tellers: int64(len(r.Tellers)), View: int64(o.View),
			Quorum: int64(agreement.Board(closes.Tellers()).Quorum()),
		})
	}
	return nil
}

// count recomputes what counts, who was late and what came of it.
func (v *verification) count(closes *closing.Poll, r *Result, want *Manifest) error {
	o := r.Sealed[0]
	tree, err := o.Count.Tree()
	if err != nil {
		return failed(StepCounted, err)
	}
	root, err := tree.Root()
	if err != nil {
		return failed(StepCounted, err)
	}
	want.Counted = o.Count.IDs()
	if root != o.Text.Root || int64(len(want.Counted)) != o.Text.Counted {
		return refuted(StepCounted, "the sealed root is not that of the %d ballots that its freezes show", len(want.Counted))
	}
	if !slices.Equal(want.Counted, v.file.manifest.Counted) {
		return refuted(StepCounted, "it lists %d counted ballots, and %d or others follow", len(v.file.manifest.Counted), len(want.Counted))
	}
	v.step(Step{Name: StepCounted, Counted: int64(len(o.Count.Counted)), Replaced: int64(len(o.Count.Replaced))})
	r.Late = closes.Late(o)
	for _, l := range r.Late[:min(len(r.Late), MaxLate)] {
		want.Late = append(want.Late, l.Ballot)
	}
	if !slices.Equal(want.Late, v.file.manifest.Late) {
		return refuted(StepLate, "it lists %d late ballots, and holds %d or others", len(v.file.manifest.Late), len(want.Late))
	}
	v.step(Step{Name: StepLate, Late: int64(len(want.Late))})
	outcome, err := v.engine.Outcome(r.Manifest.Poll, o)
	if err != nil {
		return failed(StepOutcome, fmt.Errorf("%w: %w", ErrNewer, err))
	}
	r.Outcome, want.Outcome = &outcome, outcomeOf(&outcome)
	return nil
}

// same holds the claim against what follows, byte by byte.
func same(claimed, follows *Manifest) error {
	a, err := claimed.encode()
	if err != nil {
		return failed(StepOutcome, err)
	}
	b, err := follows.encode()
	if err != nil {
		return refuted(StepOutcome, "%w", err)
	}
	if bytes.Equal(a, b) {
		return nil
	}
	if !slices.EqualFunc(claimed.Sealed, follows.Sealed, sameSealed) {
		return refuted(StepSeals, "its view, manifest, moment, root or list of seals is not the one that the tellers signed")
	}
	return refuted(StepOutcome, "it states another outcome than the one that follows")
}

func sameSealed(a, b Sealed) bool {
	return a.Manifest == b.Manifest && a.View == b.View && a.MomentMillis == b.MomentMillis && a.Counted == b.Counted && a.Root == b.Root &&
		slices.Equal(a.Seals, b.Seals)
}
