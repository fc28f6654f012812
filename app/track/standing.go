package track

// How a proposal stands at a moment, and what that is worth against the curves.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/curve"
)

// Standing is what the ballots received up to a moment come to. It holds until the next one.
type Standing struct {
	AtMillis                            int64
	Ayes, Abstentions, Nays, Electorate int64
	// Barred says that something else that is asked for beside the curves is lacking: neither curve helps then.
	Barred bool
}

// Approval is ayes of ayes and nays, rounded down; 0 where there are neither.
func (s Standing) Approval() curve.Parts { return curve.Ratio(s.Ayes, s.Ayes+s.Nays) }

// Support is ayes and abstentions of the electorate, rounded down.
func (s Standing) Support() curve.Parts { return curve.Ratio(s.Ayes+s.Abstentions, s.Electorate) }

func (s Standing) check() error {
	for _, n := range []int64{s.Ayes, s.Abstentions, s.Nays, s.Electorate} {
		if n < 0 || n > maxWeight {
			return fmt.Errorf("%w: a count of %d at %d", ErrForm, n, s.AtMillis)
		}
	}
	if voted := s.Ayes + s.Abstentions + s.Nays; voted > s.Electorate {
		return fmt.Errorf("%w: %d votes of an electorate of %d at %d", ErrForm, voted, s.Electorate, s.AtMillis)
	}
	return nil
}

// checkMoment keeps sums of moments and periods within 63 bits.
func checkMoment(atMillis int64) error {
	if atMillis < -maxMomentMillis || atMillis > maxMomentMillis {
		return fmt.Errorf("%w: %d is no moment", ErrForm, atMillis)
	}
	return nil
}

// checkStandings wants them in order of their moments, each moment once.
func checkStandings(standings []Standing) error {
	if len(standings) > MaxStandings {
		return fmt.Errorf("%w: %d standings, where at most %d fit", ErrForm, len(standings), MaxStandings)
	}
	for i, s := range standings {
		if err := s.check(); err != nil {
			return err
		}
		if i > 0 && s.AtMillis <= standings[i-1].AtMillis {
			return fmt.Errorf("%w: the standing at %d follows the one at %d", ErrForm, s.AtMillis, standings[i-1].AtMillis)
		}
	}
	return nil
}

// standingAt is the last one up to a moment; before the first there are no votes, and nothing passes.
func standingAt(standings []Standing, atMillis int64) Standing {
	found := Standing{}
	for _, s := range standings {
		if s.AtMillis > atMillis {
			break
		}
		found = s
	}
	return found
}

// Need is what the two curves ask for at a moment of a decision that began at sinceMillis.
func (r Rules) Need(sinceMillis, atMillis int64) (approval, support curve.Parts) {
	x := curve.Ratio(atMillis-sinceMillis, r.DecisionMillis)
	return r.Approval.Threshold(x), r.Support.Threshold(x)
}

// Holds reports whether a standing is enough for both curves at a moment of a decision that began at sinceMillis.
func (r Rules) Holds(s Standing, sinceMillis, atMillis int64) bool {
	return r.holds(s, sinceMillis, atMillis)
}

func (r Rules) holds(s Standing, sinceMillis, atMillis int64) bool {
	approval, support := r.Need(sinceMillis, atMillis)
	return !s.Barred && s.Approval() >= approval && s.Support() >= support
}
