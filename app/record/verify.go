package record

// Verify: from a file to what it proves.

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/memory"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Check is what Verify is handed beside the file.
type Check struct {
	// Community is the one that the record must be of; zero where nobody says. Then the caller still has to compare Result.Community with an id from
	// elsewhere: a record of an invented community proves itself just as well.
	Community op.CommunityID
	// Random is a cryptographic source. It decides about speed, never about a verdict.
	Random io.Reader
	// Step hears of each step that is done, and Progress of acts read, in all of so many; both may be nil.
	Step     func(Step)
	Progress func(done, total int)
}

// Result is what a record proves.
type Result struct {
	Manifest  Manifest
	Community op.CommunityID
	// Name is the community's, by the charter that the poll is judged by.
	Name    string
	Opening *poll.Open
	// Tellers are in the order in which they propose.
	Tellers []Teller
	// Outcome is nil where the tellers contradicted themselves.
	Outcome *poll.Outcome
	// Sealed are the results that were sealed: one, or more where the tellers contradicted themselves.
	Sealed []closing.Outcome
	Late   []closing.Late
	// Forks name the tellers that signed two things in one place.
	Forks []closing.Fork

	replica *memory.Replica
	engine  *community.Engine
}

// Teller is who receipts ballots.
type Teller struct {
	Device op.DeviceID
	// Account and Name are the person's whose device it is; zero and empty for a relay's.
	Account op.AccountID
	Name    string
}

// Contradicted reports whether the tellers sealed two results: then there is no outcome, and more than f of them lied.
func (r *Result) Contradicted() bool { return len(r.Sealed) > 1 }

// Verify reads a record to its end and works out again all that it claims. An error is a *StepError, which says at which step what did not hold, and
// is ErrNotRecord, ErrNewer, ErrTruncated, ErrDamaged, ErrTooLarge, ErrOtherCommunity or ErrFalse; or it is the io.Reader's or the context's. A
// record of two results that contradict each other holds: Result says so, and has no outcome.
func Verify(ctx context.Context, in io.Reader, check Check) (*Result, error) {
	v := &verification{check: check, ctx: ctx, replica: memory.New(), acts: newActs(), devices: make(map[op.DeviceID]bool)}
	var err error
	if v.file, err = newReader(in); err != nil {
		return nil, failed(StepFile, err)
	}
	v.step(Step{Name: StepFile})
	m := &v.file.manifest
	if check.Community != (op.CommunityID{}) {
		if m.Community != check.Community {
			return nil, failed(StepCommunity, fmt.Errorf("%w: of %s", ErrOtherCommunity, m.Community.Genesis()))
		}
		v.step(Step{Name: StepCommunity})
	}
	if err := v.replica.View(ctx, func(view community.View) error {
		v.engine, err = community.Open(community.Config{Registry: kinds, Community: m.Community}, view)
		return err
	}); err != nil {
		return nil, failed(StepPast, err)
	}
	if err := v.readAll(); err != nil {
		return nil, err
	}
	return v.result()
}

// verification is one Verify under way.
type verification struct {
	check   Check
	ctx     context.Context
	file    *reader
	replica *memory.Replica
	engine  *community.Engine
	acts    *acts
	// devices are the authors so far, commits what was carried.
	devices map[op.DeviceID]bool
	text    op.ID
}

func (v *verification) step(s Step) {
	if v.check.Step != nil {
		v.check.Step(s)
	}
}

// readAll takes in every act, a batch at a time, and then says what was checked of them all.
func (v *verification) readAll() error {
	if err := v.takeAll(); err != nil {
		return err
	}
	acts := int64(len(v.acts.all))
	v.step(Step{Name: StepBlocks, Acts: acts, Bytes: v.file.in.Offset()})
	v.step(Step{Name: StepSignatures, Signatures: acts, Devices: int64(len(v.devices))})
	if err := v.allStored(); err != nil {
		return err
	}
	v.step(Step{Name: StepPast, Acts: acts, Commits: int64(len(v.acts.carriers))})
	return nil
}

// takeAll feeds the fold while the batches after are made ready on another core.
func (v *verification) takeAll() error {
	ctx, stop := context.WithCancel(v.ctx)
	ready := make(chan batch, 1)
	go func() {
		defer close(ready)
		source := batches{file: v.file, verifier: op.NewVerifier(), random: v.check.Random}
		for more := true; more; {
			next := source.next(ctx)
			more = next.err == nil && !next.last
			select {
			case ready <- next:
			case <-ctx.Done():
				return
			}
		}
	}()
	defer func() {
		stop()
		for range ready { // the file is the caller's again when nobody reads it any more
		}
	}()
	for next := range ready {
		if next.err != nil {
			return failed(StepBlocks, next.err)
		}
		if err := v.take(next); err != nil {
			return err
		}
		if v.check.Progress != nil {
			v.check.Progress(len(v.acts.all), int(v.file.manifest.Ops))
		}
	}
	return v.ctx.Err()
}

// take checks the order of acts, and feeds them to the fold.
func (v *verification) take(b batch) error {
	for _, o := range b.ops {
		refs, err := v.engine.RefsOf(o, b.bodies)
		if err != nil {
			return refuted(StepPast, "the act %s (%s): %w", o.ID.Short(), o.Header.Kind, err)
		}
		if err := v.acts.add(o.ID, refs); err != nil {
			return refuted(StepBlocks, "%w", err)
		}
		if err := v.checkBody(o); err != nil {
			return refuted(StepBlocks, "%w", err)
		}
		v.devices[o.Header.Device] = true
	}
	if len(b.bad) > 0 {
		return refuted(StepSignatures, "%w", b.bad[0].Err)
	}
	var report community.Report
	if err := v.replica.Update(v.ctx, func(tx community.Tx) error {
		return v.engine.IngestDecoded(tx, b.ops, b.bodies, &report)
	}); err != nil {
		return failed(StepPast, err)
	}
	if len(report.Refused) > 0 {
		return refuted(StepPast, "%w", report.Refused[0].Err)
	}
	return nil
}

// checkBody: of the acts of talk the decided text alone has its body. Which that is, the opening says, which comes behind it: so there is one, and
// it is looked at again then.
func (v *verification) checkBody(o *op.Op) error {
	if !leavesBody(o.Header.Kind) || o.Body == nil {
		return nil
	}
	if !v.text.IsZero() {
		return fmt.Errorf("the act %s (%s) has a body that the result does not rest on", o.ID.Short(), o.Header.Kind)
	}
	v.text = o.ID
	return nil
}

// allStored: nothing waits, and nothing was let go.
func (v *verification) allStored() error {
	stored := make(map[op.ID]bool, len(v.acts.all))
	if err := v.replica.View(v.ctx, func(view community.View) error {
		return view.Ops(0, func(s community.Stored) bool {
			stored[s.ID] = true
			return true
		})
	}); err != nil {
		return failed(StepPast, err)
	}
	if lost := slices.IndexFunc(v.acts.all, func(one act) bool { return !stored[one.id] }); lost >= 0 {
		return refuted(StepPast, "the act %s is on a branch of a forked log that nobody rests on", v.acts.all[lost].id.Short())
	}
	return nil
}
