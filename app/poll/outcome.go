package poll

// Outcome: what a poll has decided, by what its tellers sealed. It is a pure function of the opening, the track's rules, the counted ballots and
// the seed of the draw.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Outcome is what a poll has decided.
type Outcome struct {
	Running
	// Voters of Running have a ballot that counts; Electorate is how many might have.
	Electorate uint64
	// Election and Result are the count by the poll's method.
	Election *tally.Election
	Result   *tally.Result
	// Decides says that the method asks yes or no: only such a poll passes or fails.
	Decides bool
	// Passed: by the method's own settings, and by what the track asks for.
	Passed bool
	// NeedYes is the least number of yes that the track asks for, all other answers being as they are; NeedSupport is how many ayes and
	// abstentions together.
	NeedYes, NeedSupport uint64
}

// Support is how many ayes and abstentions there are.
func (o *Outcome) Support() uint64 {
	if !o.Decides {
		return 0
	}
	return o.answer(tally.OptionYes) + o.answer(tally.OptionAbstain)
}

// Margin is how many more yes it had than the track asks for; below zero, how many it lacked.
func (o *Outcome) Margin() int64 {
	if !o.Decides {
		return 0
	}
	return int64(o.answer(tally.OptionYes)) - int64(o.NeedYes)
}

func (o *Outcome) answer(option int) uint64 {
	if option >= len(o.Options) {
		return 0
	}
	return o.Options[option].Count
}

// MayEnact reports whether passing may change the charter: the opening says what, the method asks yes or no, and the track is one for that.
func (b *Open) MayEnact(rules *charter.Charter) bool {
	track, ok := rules.Track(b.Track)
	return ok && track.Charter && b.Enacts != nil && b.Method == YesNo
}

// DrawSeed is what the draw that decides is made from: the poll, and the first receipt of its opening by the first teller that has one.
func DrawSeed(poll, firstReceipt op.ID) []byte { return append(poll[:], firstReceipt[:]...) }

// Decide counts ballots of which each counts, one of each voter, ascending by account. Errors are those of Tally: this version cannot say the
// outcome then.
func Decide(open *Open, track charter.Track, counting []Ballot, seed []byte) (Outcome, error) {
	var o Outcome
	m, err := MethodOf(open.Method)
	if err != nil {
		return o, err
	}
	o.Running, o.Election = gather(open, counting)
	if open.Electorate != nil {
		o.Electorate = open.Electorate.Voters
	}
	o.Election.Electorate = int64(o.Electorate)
	if o.Result, err = tally.Count(m, o.Election, open.TallySettings(seed)); err != nil {
		return o, fmt.Errorf("counting what was sealed: %w", err)
	}
	if o.Decides = open.Method == YesNo; o.Decides {
		o.decide(track)
	}
	return o, nil
}

// decide holds the ayes against the track, whose curves count as they are at the close; a veto is a no. The opening's own settings can ask for
// more, and never for less.
func (o *Outcome) decide(track charter.Track) {
	rules := track.Rules()
	approval, support := uint64(rules.Approval.Threshold(curve.One)), uint64(rules.Support.Threshold(curve.One))
	yes, abstain := o.answer(tally.OptionYes), o.answer(tally.OptionAbstain)
	no := o.answer(tally.OptionNo) + o.answer(tally.OptionVeto)
	o.NeedSupport = ceilOf(support*o.Electorate, parts)
	o.NeedYes = no + 1
	// yes/(yes+no) ≥ a/10⁹, that is yes·(10⁹−a) ≥ a·no. Counts are far below 2³², so nothing overflows.
	if approval == parts {
		o.NeedYes = max(o.NeedYes, yes+no)
	} else if approval > 0 {
		o.NeedYes = max(o.NeedYes, ceilOf(approval*no, parts-approval))
	}
	if o.NeedSupport > abstain {
		o.NeedYes = max(o.NeedYes, o.NeedSupport-abstain)
	}
	o.Passed = yes >= o.NeedYes && o.Result.Verdict == tally.Passed
}

const parts = uint64(charter.Parts)

func ceilOf(n, d uint64) uint64 { return (n + d - 1) / d }
