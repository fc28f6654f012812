package community

// Ending: what a poll that passes on a cancelling or killing track does to the one that its opening names. It is a function of what tellers sealed
// and receipted: a poll is ended where another one's enactment comes before it was decided itself; what was decided before stands.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/track"
)

// Ending is how a poll is ended by another one.
type Ending struct {
	// By is the opening of the other poll, and State Cancelled or Killed.
	By    op.ID
	State track.State
	// AtMillis is the enactment of the other one: from then on tellers say nothing about this poll.
	AtMillis int64
}

// endStates are what the words of a charter make of a poll.
var endStates = map[string]track.State{charter.EndsByCancel: track.Cancelled, charter.EndsByKill: track.Killed}

// EndingOf is how a poll is ended, by all that is stored; false where it is not. It is asked inside of Ask.
func (e *Engine) EndingOf(opening op.ID) (Ending, bool) {
	found, ends := e.firstEnding(opening)
	if !ends {
		return Ending{}, false
	}
	if manifests := e.graph.Sealed(opening); len(manifests) > 0 {
		own, known := e.verdictOf(opening, manifests[0])
		return found, known && found.AtMillis < own.atMillis
	}
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	if open == nil || found.AtMillis >= open.ClosesMillis {
		return found, false
	}
	course, err := e.Course(opening, found.AtMillis)
	return found, err == nil && !course.Passed()
}

// firstEnding is the earliest enactment among the polls that passed about this one.
func (e *Engine) firstEnding(opening op.ID) (first Ending, found bool) {
	targets := make(map[track.ID]track.ID)
	by := make(map[track.State][]track.Status)
	for _, ender := range e.enders[opening] {
		for _, manifest := range e.graph.Sealed(ender) {
			v, known := e.verdictOf(ender, manifest)
			m, _ := e.meta(ender)
			open := e.openingAt(m)
			if !known || !v.passed || open == nil {
				continue
			}
			state := endStates[e.trackOf(open).Ends]
			targets[track.ID(ender)] = track.ID(opening)
			by[state] = append(by[state], track.Status{
				ID: track.ID(ender), Course: track.Course{State: track.Due, EnactFromMillis: v.enactMillis},
			})
		}
	}
	for _, state := range []track.State{track.Cancelled, track.Killed} {
		end, ends := track.Ends(state, by[state], targets)[track.ID(opening)]
		if !ends || (found && end.AtMillis >= first.AtMillis) {
			continue
		}
		first, found = Ending{State: state, AtMillis: end.AtMillis}, true
		for _, status := range by[state] {
			if status.EnactFromMillis == end.AtMillis {
				first.By = op.ID(status.ID)
				break
			}
		}
	}
	return first, found
}

// Enders are kept as openings come.
func (p pollAnswers) Enders(id op.ID) []op.ID { return p.e.enders[id] }

// Ends compares the moments of two manifests.
func (p pollAnswers) Ends(ender, byManifest, id, manifest op.ID) bool {
	by, knownBy := p.e.verdictOf(ender, byManifest)
	own, known := p.e.verdictOf(id, manifest)
	return knownBy && known && by.passed && by.enactMillis < own.atMillis
}

func (e *Engine) checkEnded(opening op.ID, nowMillis int64) error {
	if ending, ended := e.EndingOf(opening); ended && ending.AtMillis <= nowMillis {
		return fmt.Errorf("%w: it was %s by the poll %s", ErrNotOpen, ending.State, ending.By.Short())
	}
	return e.failed
}
