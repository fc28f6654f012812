// Package sim runs a community on many simulated laptops in one process: the real core under a simulated network and clock, with faults and
// liars, all of it drawn from one seed.
//
// It promises that a seed replays a run exactly, byte for byte of its journal; that every op is really signed, and goes through the checks that
// it meets outside; and that a run fails where two honest replicas with equal ops say different things, or say other things than the rules as
// the model in this package reads them. It reads no clock and starts no goroutine. Only tests import it.
package sim

import (
	"fmt"
	"runtime/debug"

	"github.com/folkmoot/folkmoot/app/kind"
)

// Config says what a run is. Everything that it leaves open is drawn from the seed.
type Config struct {
	Seed uint64
	// Ops is how many ops are written before the network heals; 0 means 200.
	Ops int
	// Steps ends a run early, after so many events; 0 means that Ops alone does. It is how a failing run is made shorter.
	Steps int
	// Kinds are declared beside those of the community, and Act, if not nil, is what members do with them now and then.
	Kinds []kind.Kind
	Act   func(a *Actor)
	// Polls makes it a run about polls that tellers close.
	Polls bool
	// SendsFirst plants a bug into the laptops: what they write they send before it is on disk. The checks have to find it.
	SendsFirst bool
}

const (
	defaultOps = 200
	// maxSteps ends runs in which nobody may write any more.
	maxSteps = 4000
)

// Result is what became of a run.
type Result struct {
	Seed uint64
	// Failure is nil where every check held.
	Failure error
	// Journal is what happened, an event a line.
	Journal []string
	// Laptops, Ops and Steps say how large it was.
	Laptops, Ops, Steps int
	// Seen counts what happened, by a word: "fork", "removal", "view change", "crash" …
	Seen map[string]int
}

// Run plays one seed: a community grows, falls apart and heals; then everything is checked. It does not stop at a panic of the core, which is a
// failure like any other.
func Run(cfg Config) Result {
	if cfg.Ops == 0 {
		cfg.Ops = defaultOps
	}
	if cfg.Steps == 0 {
		cfg.Steps = maxSteps
	}
	r := newRun(cfg)
	err := r.guarded()
	if err != nil {
		r.note("FAILED: %v", err)
	}
	return Result{
		Seed: cfg.Seed, Failure: err, Journal: r.journal.lines,
		Laptops: len(r.laptops), Ops: r.written, Steps: r.step, Seen: r.seen,
	}
}

func (r *run) guarded() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if r.polling != nil {
		r.livePolls()
	} else {
		r.live()
	}
	if r.failed != nil {
		return r.failed
	}
	return r.heal()
}
