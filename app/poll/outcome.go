package poll

// Outcome: what a poll has decided, by what its tellers sealed. It is a pure function of the opening, the track's rules, and the roll: the
// certified ballots with their receipt times, who votes for whom, and the seed of the draw.

import (
	"errors"
	"fmt"
	"sort"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/app/track"
)

// Outcome is what a poll has decided.
type Outcome struct {
	Running
	// Voters of Running have a ballot that counts; Electorate is how many might have, and Votes how many votes these have.
	Electorate, Votes uint64
	// Election and Result are the count by the poll's method.
	Election *tally.Election
	Result   *tally.Result
	// Decides says that the method asks yes or no: only such a poll passes or fails.
	Decides bool
	// Passed: by the curves of the track, and by the method's own settings.
	Passed bool
	// Course is how it went along its track, and Standing what decided: the votes at the moment at which it passed, else at the last one.
	Course   Course
	Standing track.Standing
	// NeedYes is the least number of yes that would have passed at that moment, all other answers being as they are; NeedSupport is how many
	// ayes and abstentions together the track asks for then.
	NeedYes, NeedSupport uint64
}

// Support is how many ayes and abstentions there were.
func (o *Outcome) Support() uint64 { return uint64(o.Standing.Ayes + o.Standing.Abstentions) }

// Margin is how many more yes it had than it needed; below zero, how many it lacked.
func (o *Outcome) Margin() int64 {
	if !o.Decides {
		return 0
	}
	return o.Standing.Ayes - int64(o.NeedYes)
}

// Adopted reports whether what was asked is to be done: it passed, or nobody objected where a poll is decided by consent.
func (o *Outcome) Adopted() bool {
	return o.Passed || (!o.Decides && o.Result != nil && o.Result.Verdict == tally.Passed)
}

// MayEnact reports whether passing may change the charter: the opening says what, the method asks yes or no, and the track is one for that.
func (b *Open) MayEnact(rules *charter.Charter) bool {
	track, ok := rules.Track(b.Track)
	return ok && track.Charter && b.Enacts != nil && b.Method == YesNo
}

// DrawSeed is what the draw that decides is made from: the poll, and the first receipt of its opening by the first teller that has one.
func DrawSeed(poll, firstReceipt op.ID) []byte { return append(poll[:], firstReceipt[:]...) }

// Decide counts what a roll says. One that asks yes or no passes exactly when its course says so. Errors are those of Tally and of Follow: this
// version cannot say the outcome then.
func Decide(open *Open, t charter.Track, roll Roll) (Outcome, error) {
	var o Outcome
	m, err := MethodOf(open.Method)
	if err != nil {
		return o, err
	}
	counting := roll.Counting()
	carried, err := roll.carried(counting)
	if err != nil {
		return o, fmt.Errorf("resolving who votes for whom: %w", err)
	}
	o.Running, o.Election = gather(open, counting, carried)
	if open.Electorate != nil {
		o.Electorate = open.Electorate.Voters
	}
	o.Votes = roll.votes(open)
	o.Election.Electorate = int64(o.Votes)
	if o.Result, err = tally.Count(m, o.Election, open.TallySettings(roll.Seed)); err != nil {
		return o, fmt.Errorf("counting what was sealed: %w", err)
	}
	if o.Decides = open.Decides(); o.Decides {
		err = o.follow(open, t, roll)
	}
	return o, err
}

// follow decides by the course.
func (o *Outcome) follow(open *Open, t charter.Track, roll Roll) (err error) {
	if o.Course, err = Follow(open, t, roll); err != nil {
		return err
	}
	o.Passed, o.Standing = o.Course.Passed(), o.Course.Now
	if o.Passed {
		o.Standing = o.Course.standingAt(o.Course.AtMillis)
	}
	o.NeedYes, o.NeedSupport, err = o.Course.needed(open, t, roll, o.Standing)
	return err
}

// standingAt is what the grid saw at a moment of the course.
func (c *Course) standingAt(atMillis int64) track.Standing {
	found := c.Now
	for i := len(c.Standings) - 1; i >= 0; i-- {
		if found = c.Standings[i]; found.AtMillis <= atMillis {
			break
		}
	}
	return found
}

// needed is the least number of yes, and the support, that would be enough where all other answers are as they are: for the curves, and for the
// method's own settings.
func (c *Course) needed(open *Open, t charter.Track, roll Roll, s track.Standing) (yes, support uint64, err error) {
	at := s.AtMillis
	if c.State.Final() {
		at = c.AtMillis
	}
	approval, part := c.Need(at)
	no, abstain, votes := uint64(s.Nays), uint64(s.Abstentions), uint64(s.Electorate)
	support = partOf(uint64(part), votes)
	// yes/(yes+no) ≥ a/10⁹, that is yes·(10⁹−a) ≥ a·no. Counts are far below 2³², so nothing overflows.
	switch a := uint64(approval); {
	case a == uint64(curve.One) && no > 0:
		yes = uint64(s.Ayes) + no
	case a > 0 && a < uint64(curve.One):
		yes = ceilOf(a*no, uint64(curve.One)-a)
	}
	if approval > 0 {
		yes = max(yes, 1)
	}
	if support > abstain {
		yes = max(yes, support-abstain)
	}
	l, err := newLine(open, t, roll)
	if err != nil {
		return 0, 0, err
	}
	bar, err := l.barredBelow(no, abstain, votes)
	return max(yes, bar), support, err
}

// barredBelow is how many yes the method's own settings ask for, where there are so many other votes; one more than all where none are enough.
func (l *line) barredBelow(no, abstain, votes uint64) (uint64, error) {
	var failed error
	least := sort.Search(int(votes)+1, func(yes int) bool {
		allowed, err := l.allows([tally.OptionVeto + 1]uint64{tally.OptionYes: uint64(yes), tally.OptionNo: no, tally.OptionAbstain: abstain})
		failed = errors.Join(failed, err)
		return allowed
	})
	return uint64(least), failed
}

func partOf(parts, whole uint64) uint64 { return ceilOf(parts*whole, uint64(curve.One)) }

func ceilOf(n, d uint64) uint64 { return (n + d - 1) / d }
