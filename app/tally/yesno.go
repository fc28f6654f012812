package tally

// Yes, no or abstain, with a quorum and a threshold; and a veto, where there is a fourth option.
//
// Sources: Cosmos SDK x/gov (keeper/tally.go: strictly more than the threshold of those who do not abstain; a veto by more than a third of all
// votes) and CosmWasm cw3 (packages/cw3/src/proposal.rs: at least the threshold; a share of the electorate; early verdicts). Whether exactly
// the threshold passes is the setting "comparison". Exact: threshold times base is compared as a rational, which is cw3's rounding up.
// Without one yes nothing passes. There are no ties to break: a half is or is not enough. Two marks are an overvote, and spoil the ballot;
// an empty ballot is not counted and does not help to reach a quorum, as an abstention does. There are no ranks and no write-ins.

import "math/big"

// The options of a vote on one proposal, by their numbers.
const (
	OptionYes = iota
	OptionNo
	OptionAbstain
	OptionVeto
)

type yesNoMethod struct{}

func (yesNoMethod) Name() string { return "yes-no" }

func (yesNoMethod) Form() Form { return Choice }

// Params: threshold is the share of base that yes needs; quorum the share of the electorate that must vote, abstentions included; veto the share
// of all votes above which vetoes reject. base "votes" is all but abstentions; "electorate" everybody; "electorate-less-abstentions" cw3's
// absolute percentage. stage "open" asks for a verdict that no later vote can change.
func (yesNoMethod) Params() []Param {
	return []Param{
		fraction("threshold", "1/2"),
		word("comparison", "more-than", "at-least"),
		word("base", "votes", "electorate", "electorate-less-abstentions"),
		fraction("quorum", "0"),
		fraction("veto", "1/3"),
		word("stage", "closed", "open"),
	}
}

func (yesNoMethod) Fit(e *Election, s Settings) error {
	if n := len(e.Options); n < 2 || n > 4 {
		return unfit("%d options, where there are yes and no, and perhaps abstain and veto", n)
	}
	for _, name := range []string{"threshold", "quorum", "veto"} {
		if s.fraction(name).Cmp(whole(1)) > 0 {
			return unfit("%s is more than all", name)
		}
	}
	needs := s.fraction("quorum").Sign() > 0 || s.word("base") != "votes" || s.word("stage") == "open"
	if needs && e.Electorate == 0 {
		return unfit("the number of those who may vote is not known")
	}
	return nil
}

func (yesNoMethod) Valid(_ *Election, _ Settings, b *Ballot) error {
	if len(b.Picks) > 1 {
		return spoiled("%d marks, where one counts", len(b.Picks))
	}
	return nil
}

func (yesNoMethod) Tally(e *Election, s Settings, r *Result) error {
	votes := approvals(e)
	r.Totals = wholes(votes)
	r.Verdict = yesNoVerdict(e, s, r, [4]int64(append(votes, 0, 0)[:4]))
	if r.Verdict == Passed {
		r.Winners = append(r.Winners, OptionYes)
	}
	return nil
}

func yesNoVerdict(e *Election, s Settings, r *Result, v [4]int64) Verdict {
	cast := v[OptionYes] + v[OptionNo] + v[OptionAbstain] + v[OptionVeto]
	if cast > e.Electorate && e.Electorate > 0 {
		r.because("more-votes-than-voters", nil, map[string]*big.Rat{"votes": whole(cast), "electorate": whole(e.Electorate)})
	}
	open := s.word("stage") == "open"
	base := cast - v[OptionAbstain]
	switch {
	case s.word("base") == "electorate":
		base = e.Electorate
	case open, s.word("base") == "electorate-less-abstentions":
		base = e.Electorate - v[OptionAbstain]
	}
	quorum := times(s.fraction("quorum"), e.Electorate)
	reached := whole(cast).Cmp(quorum) >= 0
	needed := times(s.fraction("threshold"), base)
	if e.Electorate > 0 {
		r.because("quorum", nil, map[string]*big.Rat{"votes": whole(cast), "needed": quorum, "electorate": whole(e.Electorate)})
	}
	r.because("threshold", []int{OptionYes}, map[string]*big.Rat{"yes": whole(v[OptionYes]), "needed": needed, "base": whole(base)})
	if open {
		return openVerdict(e, s, v, base, needed, reached)
	}
	vetoed := vetoes(s, v[OptionVeto], cast)
	if vetoed {
		r.because("veto", []int{OptionVeto}, map[string]*big.Rat{"veto": whole(v[OptionVeto]), "allowed": times(s.fraction("veto"), cast)})
	}
	switch {
	case !reached:
		return NoQuorum
	case vetoed || !enough(s, v[OptionYes], needed):
		return Rejected
	}
	return Passed
}

// openVerdict assumes that those who have not voted vote against passing, or for it, whatever they do. Where there is a veto, they may all use it,
// or none of them.
func openVerdict(e *Election, s Settings, v [4]int64, base int64, needed *big.Rat, reached bool) Verdict {
	cast := v[OptionYes] + v[OptionNo] + v[OptionAbstain] + v[OptionVeto]
	everybody, mostVetoes := max(e.Electorate, cast), v[OptionVeto]
	if len(e.Options) > OptionVeto {
		mostVetoes += everybody - cast
	}
	most := base - v[OptionNo] - v[OptionVeto]
	switch {
	case reached && enough(s, v[OptionYes], needed) && !vetoes(s, mostVetoes, everybody):
		return Passed
	case !enough(s, most, needed), vetoes(s, v[OptionVeto], everybody):
		return Rejected
	}
	return Undecided
}

// vetoes says whether so many of all votes reject.
func vetoes(s Settings, veto, cast int64) bool {
	return whole(veto).Cmp(times(s.fraction("veto"), cast)) > 0
}

// enough compares yes with what it needs.
func enough(s Settings, yes int64, needed *big.Rat) bool {
	order := whole(yes).Cmp(needed)
	return yes > 0 && (order > 0 || order == 0 && s.word("comparison") == "at-least")
}
