package charter

// Track: a class of proposals, what a poll there must reach, and when.

import (
	"cmp"

	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/track"
)

// Opener says who may open a poll on a track.
type Opener string

// The openers.
const (
	OpenedByMembers  Opener = "members"
	OpenedByStewards Opener = "stewards"
)

// What a poll that passes on a track does to the one that its opening names.
const (
	// EndsNothing is what most tracks do.
	EndsNothing = ""
	// EndsByCancel gives back what was laid down for the other poll, EndsByKill does not.
	EndsByCancel = "cancel"
	EndsByKill   = "kill"
)

// Parts is one, in the parts by which tracks count.
const Parts = int64(curve.One)

// Curve is what a track asks for at each moment of its decision: one of the three shapes of package curve, or the zero Curve, which asks for
// nothing and is left out of the encoding.
type Curve = curve.Curve

// Always is the curve that asks for so many parts of a billion from the first moment to the last: a linear one whose ceiling is its floor.
// Nothing is asked by the zero Curve alone.
func Always(parts int64) Curve {
	if parts == 0 {
		return Curve{}
	}
	return Curve{Kind: curve.Linear, Length: curve.One, Floor: curve.Parts(parts), Ceil: curve.Parts(parts)}
}

// Track is a class of proposals with its own rules.
type Track struct {
	// ID is short and stable, for example "money".
	ID string `cbor:"id"`
	// Title and About are for people.
	Title string `cbor:"title"`
	About string `cbor:"about"`
	// Opener says who may open a poll here.
	Opener Opener `cbor:"opener"`
	// PrepareMillis passes at least between an opening and the beginning of its decision.
	PrepareMillis int64 `cbor:"prepare_ms,omitempty"`
	// DecisionMillis is how long the curves take to fall. A poll is open for the sum of prepare, decision and confirm at least.
	DecisionMillis int64 `cbor:"decision_ms"`
	// ConfirmMillis is for how long both curves must hold without a break for a poll to pass before its close; 0: none passes before it.
	ConfirmMillis int64 `cbor:"confirm_ms,omitempty"`
	// GridMillis apart, counted from the beginning of a decision, are the moments at which a poll is looked at. It divides decision and confirm;
	// 0 exactly where ConfirmMillis is.
	GridMillis int64 `cbor:"grid_ms,omitempty"`
	// EnactAfterMillis is how long after it has passed a poll is enacted.
	EnactAfterMillis int64 `cbor:"enact_after_ms,omitempty"`
	// MaxDeciding is how many polls are decided here at a time; 0: any number.
	MaxDeciding uint64 `cbor:"max_deciding,omitempty"`
	// Approval is what the ayes must be of ayes and noes, beyond being more; Support what ayes and abstentions must be of all voters.
	Approval Curve `cbor:"approval,omitzero"`
	Support  Curve `cbor:"support,omitzero"`
	// Charter says that a poll that passes here changes the charter as its opening says.
	Charter bool `cbor:"charter,omitempty"`
	// Ends is what a poll that passes here does to the poll that its opening names: EndsNothing, EndsByCancel or EndsByKill.
	Ends string `cbor:"ends,omitempty"`
}

// OpenMillis is how long a poll is open here at least: prepare, decision and confirm.
func (t *Track) OpenMillis() int64 { return t.PrepareMillis + t.DecisionMillis + t.ConfirmMillis }

// Rules are the track's in the terms of package track, which decides by them. A curve that asks for nothing becomes one that lies at 0. Where
// no poll passes before its close, the grid is the decision itself and Confirm 0: the curves count as they are at the close, their lowest.
// Without a bound on places there are the most that package track knows. Nothing times out: tellers, not deadlines, say that a place is free.
func (t *Track) Rules() track.Rules {
	return track.Rules{
		MaxDeciding:     cmp.Or(int(t.MaxDeciding), MaxDeciding),
		PrepareMillis:   t.PrepareMillis,
		DecisionMillis:  t.DecisionMillis,
		ConfirmMillis:   t.ConfirmMillis,
		EnactmentMillis: t.EnactAfterMillis,
		TimeoutMillis:   MaxPeriodMillis,
		GridMillis:      cmp.Or(t.GridMillis, t.DecisionMillis),
		Approval:        orNothing(t.Approval),
		Support:         orNothing(t.Support),
	}
}

// orNothing spells out the curve that asks for nothing.
func orNothing(c Curve) Curve {
	if c == (Curve{}) {
		return Curve{Kind: curve.Linear, Length: curve.One}
	}
	return c
}
