package community

// Follow-ups: whether what a poll has decided is to be followed up, by what an op's own past shows its tellers to have sealed.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// checkFollowUp: a plan for what has not passed is invalid. Marks rest on a plan.
func (e *Engine) checkFollowUp(body any, past authority.PastID) error {
	plan, is := body.(*followup.Set)
	if !is || len(e.graph.Seals(plan.Poll, past, e.adopts(plan.Poll))) > 0 {
		return nil
	}
	return fmt.Errorf("%w: its past does not show that the poll has passed", kind.ErrInvalid)
}

// adopts says whether a manifest's outcome is that something is to be done, and remembers it.
func (e *Engine) adopts(opening op.ID) func(manifest op.ID) bool {
	return func(manifest op.ID) bool {
		if adopted, known := e.adopted[manifest]; known {
			return adopted
		}
		held, err := e.closingOf(opening)
		if err != nil {
			return false
		}
		for _, o := range held.Outcomes() {
			if o.ID != manifest {
				continue
			}
			result, err := e.outcome(opening, o)
			e.adopted[manifest] = err == nil && result.Adopted() // what cannot be counted adopts nothing
			return e.adopted[manifest]
		}
		return false
	}
}

// Adopting are the seals by which it shows that a poll has passed, for whoever plans what follows; none where it has not. It is asked inside of Ask.
func (e *Engine) Adopting(opening op.ID) []op.ID {
	if !e.graph.IsSealed(opening) {
		return nil
	}
	return e.graph.AllSeals(opening, e.adopts(opening))
}

// SealsOf are the seals by which it shows that a poll is decided, however; none where it is not, or is no poll. It is asked inside of Ask.
func (e *Engine) SealsOf(opening op.ID) []op.ID {
	if m, known := e.meta(opening); !known || !isOpening(m.Kind) || !e.graph.IsSealed(opening) {
		return nil
	}
	return e.graph.AllSeals(opening, func(op.ID) bool { return true })
}

// MayPlan reports whether an account that is no steward may say who follows a poll up. It is asked inside of Ask.
func (e *Engine) MayPlan(account op.AccountID, opening op.ID) bool {
	return followup.MayPlan(lookup{e}, account, opening)
}
