package community

// Late: what an outcome would be with the ballots that came too late, to be told and nothing else; and who still has to close what is not sealed.

import (
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// OutcomeWithLate counts the late ballots that are known here beside those that are sealed. It decides nothing. It is asked inside of Ask.
func (e *Engine) OutcomeWithLate(opening op.ID, o closing.Outcome) (poll.Outcome, error) {
	held, err := e.closingOf(opening)
	if err != nil {
		return poll.Outcome{}, err
	}
	return e.Outcome(opening, held.WithLate(o))
}

// PollTellers are the tellers of the polls that they have not sealed: who of them is a teller no more by the charter still has to close these. It is
// asked inside of Ask.
func (e *Engine) PollTellers() map[op.DeviceID]bool {
	tellers := make(map[op.DeviceID]bool)
	for _, id := range e.RunningPolls() {
		opening, known := pollAnswers{e}.Opening(id)
		if !known {
			continue
		}
		if rules, known := e.graph.StateAt(opening.On); known {
			for _, d := range rules.Charter.Tellers {
				tellers[d] = true
			}
		}
	}
	return tellers
}

// MayRetire reports whether f+1 tellers have shown that the time has come at which a poll that they have not sealed may be retired. It is asked
// inside of Ask.
func (e *Engine) MayRetire(opening op.ID) bool { return pollAnswers{e}.MayRetire(opening) }
