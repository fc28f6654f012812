package community

// Electorate: who may vote in a poll, until the tellers' receipts say it.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Electorate lists the accounts that may vote in a poll, ascending: those that were members in the past of its opening, and not removed at the
// commit that it is judged at. Nothing that comes later changes it. An opening that is not stored has no voters.
func (e *Engine) Electorate(view View, opening op.ID) ([]op.AccountID, error) {
	var voters []op.AccountID
	err := e.using(view, func() error {
		if e.graph == nil {
			return nil
		}
		look := lookup{e}
		for _, p := range e.graph.People() {
			if look.MemberAt(p.Account, opening) {
				voters = append(voters, p.Account)
			}
		}
		slices.SortFunc(voters, op.AccountID.Compare)
		return nil
	})
	return voters, err
}

// MayVote reports whether an account is in the electorate of a poll.
func (e *Engine) MayVote(view View, account op.AccountID, opening op.ID) (may bool, err error) {
	err = e.using(view, func() error {
		may = e.graph != nil && lookup{e}.MemberAt(account, opening)
		return nil
	})
	return may, err
}
