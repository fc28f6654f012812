package poll

// Outcome: what a poll has decided, by what counts. It is a pure function of the opening, the track's rules and the counted choices.

import (
	"github.com/folkmoot/folkmoot/app/charter"
)

// Outcome is what a poll has decided.
type Outcome struct {
	Running
	// Electorate is how many might have voted.
	Electorate uint64
	// Decides says that the method asks yes or no: only such a poll passes or fails.
	Decides bool
	// Passed: more yes than no, as many parts of them as the track asks for, and support enough.
	Passed bool
	// NeedYes is the least number of yes with which it would have passed, the noes and abstentions being as they are; NeedSupport is how many
	// ayes and abstentions together the track asks for.
	NeedYes, NeedSupport uint64
}

// Support is how many ayes and abstentions there are.
func (o *Outcome) Support() uint64 {
	if !o.Decides {
		return 0
	}
	return o.Options[Yes].Count + o.Options[Abstain].Count
}

// Margin is how many more yes it had than it needed; below zero, how many it lacked.
func (o *Outcome) Margin() int64 {
	if !o.Decides {
		return 0
	}
	return int64(o.Options[Yes].Count) - int64(o.NeedYes)
}

// MayEnact reports whether passing may change the charter: the opening says what, the method asks yes or no, and the track is one for that.
func (b *Open) MayEnact(rules *charter.Charter) bool {
	track, ok := rules.Track(b.Track)
	return ok && track.Charter && b.Enacts != nil && b.Method == YesNo
}

// Decide counts the choices of the ballots that count, one of each voter, in whatever order.
func Decide(open *Open, track charter.Track, choices [][]byte) Outcome {
	o := Outcome{Running: Running{Voters: uint64(len(choices))}}
	if open.Electorate != nil {
		o.Electorate = open.Electorate.Voters
	}
	method, err := MethodOf(open.Method)
	if err != nil {
		o.Void = o.Voters
		return o
	}
	for _, option := range method.Options(open) {
		o.Options = append(o.Options, OptionCount{Option: option})
	}
	for _, choice := range choices {
		o.add(method.Decode(open, choice))
	}
	if o.Decides = open.Method == YesNo; o.Decides {
		o.decide(track)
	}
	return o
}

func (o *Outcome) decide(track charter.Track) {
	yes, no, abstain := o.Options[Yes].Count, o.Options[No].Count, o.Options[Abstain].Count
	o.NeedSupport = atLeast(uint64(track.SupportParts), o.Electorate)
	o.NeedYes = no + 1
	// yes/(yes+no) ≥ a/10⁹, that is yes·(10⁹−a) ≥ a·no. Counts are below 2³², so nothing overflows.
	if a := uint64(track.ApprovalParts); a == charter.Parts {
		o.NeedYes = max(o.NeedYes, yes+no)
	} else if a > 0 {
		o.NeedYes = max(o.NeedYes, ceilOf(a*no, charter.Parts-a))
	}
	if o.NeedSupport > abstain {
		o.NeedYes = max(o.NeedYes, o.NeedSupport-abstain)
	}
	o.Passed = yes >= o.NeedYes
}

// atLeast is the smallest whole number that is the given parts of a billion of n.
func atLeast(parts, n uint64) uint64 { return ceilOf(parts*n, charter.Parts) }

func ceilOf(n, d uint64) uint64 { return (n + d - 1) / d }
