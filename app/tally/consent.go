package tally

// Consent: a proposal passes unless it is objected to. Silence, and standing aside, do not block.
//
// Sources: rust-lang/rfcbot-rs src/github/nag.rs (no concern, more approvals than outstanding, fewer than three outstanding), Matrix's
// mscbot (no concern, three quarters approve), and Cosmos SDK x/gov optimistic proposals (objections by a tenth of all reject). One
// objection blocks where "objections" is 0. There are no ties, ranks, overvotes, write-ins or exhausted ballots; an empty ballot is nobody's word.

import "math/big"

type consentMethod struct{}

func (consentMethod) Name() string { return "consent" }

func (consentMethod) Form() Form { return Consents }

// Params: objections is the share of the electorate at which objections block, 0 for any one; approvals the share of the electorate that must
// say consent, and comparison whether exactly that is enough; maxOutstanding how many may have said nothing, standing aside being something.
func (consentMethod) Params() []Param {
	outstanding := integer("maxOutstanding", 0, 0, MaxVoters)
	outstanding.Values, outstanding.Default = []string{"any"}, "any"
	return []Param{fraction("objections", "0"), fraction("approvals", "0"), word("comparison", "at-least", "more-than"), outstanding}
}

func (consentMethod) Fit(e *Election, s Settings) error {
	if len(e.Options) != 1 {
		return unfit("%d options, where consent is about one proposal", len(e.Options))
	}
	needs := s.fraction("objections").Sign() > 0 || s.fraction("approvals").Sign() > 0 || s.word("maxOutstanding") != "any"
	if needs && e.Electorate == 0 {
		return unfit("the number of those who may answer is not known")
	}
	return nil
}

func (consentMethod) Valid(*Election, Settings, *Ballot) error { return nil }

func (consentMethod) Tally(e *Election, s Settings, r *Result) error {
	said := map[Stance]int64{}
	for i := range e.Ballots {
		said[e.Ballots[i].Stance] += e.Ballots[i].Count
	}
	answered := said[Consent] + said[StandAside] + said[Object]
	r.Totals = []*big.Rat{whole(said[Consent])}
	r.because("consent", nil, map[string]*big.Rat{
		"consent": whole(said[Consent]), "aside": whole(said[StandAside]), "objections": whole(said[Object]), "outstanding": whole(max(e.Electorate-answered, 0)),
	})
	if consented(e, s, said, answered) {
		r.Verdict, r.Winners = Passed, append(r.Winners, 0)
	} else {
		r.Verdict = Rejected
	}
	return nil
}

func consented(e *Election, s Settings, said map[Stance]int64, answered int64) bool {
	if said[Object] > 0 && whole(said[Object]).Cmp(times(s.fraction("objections"), e.Electorate)) >= 0 {
		return false
	}
	order := whole(said[Consent]).Cmp(times(s.fraction("approvals"), e.Electorate))
	if order < 0 || order == 0 && s.word("comparison") == "more-than" {
		return false
	}
	return s.word("maxOutstanding") == "any" || e.Electorate-answered <= s.integer("maxOutstanding")
}
