package community

// Delegations: which are in force in a poll, by the receipts in its opening's cut, and what ballots weigh with them.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// isDelegation reports whether tellers receipt ops of a kind because they say who votes for whom.
func isDelegation(kindName string) bool {
	return kindName == delegation.KindSet || kindName == delegation.KindEnd
}

// checkDelegates refuses a delegation to its own author, or to somebody whom its past does not show: no right is asked for that, and no later
// change of the community makes one of it.
func (e *Engine) checkDelegates(a *arrival) error {
	body, is := a.body.(*delegation.Set)
	if !is {
		return nil
	}
	known := func(account op.AccountID) bool { return e.graph.SeesAccount(account, a.past) }
	if err := body.CheckPeople(a.account, known); err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return nil
}

// loadDelegation reads a delegation or the end of one with its author; no body for any other op.
func (e *Engine) loadDelegation(id op.ID) (Stored, *kind.Entry, error) {
	m, ok := e.meta(id)
	if !ok || !isDelegation(m.Kind) {
		return Stored{}, &kind.Entry{}, e.failed
	}
	s, ok, err := e.view.Load(id)
	if err != nil || !ok {
		return Stored{}, &kind.Entry{}, errors.Join(err, e.failed)
	}
	body, err := e.seams.body(s.Op)
	if err != nil {
		return Stored{}, &kind.Entry{}, fmt.Errorf("reading the stored %s %s: %w", s.Kind, id.Short(), err)
	}
	account, _ := e.accountOf(m)
	return s, &kind.Entry{Op: s.Op, Body: body, Author: kind.Standing{Account: account}}, e.failed
}

// addDelegation hands in one that a teller can receipt.
func (e *Engine) addDelegation(held *closingHeld, id op.ID) error {
	_, entry, err := e.loadDelegation(id)
	if err != nil || entry.Body == nil {
		return err
	}
	held.add(closing.Ballot{ID: id, Account: entry.Author.Account})
	return nil
}

// delegationsDue hands in every delegation, and end of one, that is applied now.
func (e *Engine) delegationsDue(held *closingHeld) error {
	for _, id := range e.delegations {
		if held.has[id] {
			continue
		}
		if m, ok := e.meta(id); !ok || m.Verdict != kind.Applied {
			continue
		}
		if err := e.addDelegation(held, id); err != nil {
			return err
		}
	}
	return e.failed
}

// delegationsBy are the delegations that hold in a world, by what tellers had certified of them: ends and replacements count whenever they were
// certified, the others where that was by byMillis.
func (e *Engine) delegationsBy(w *authority.World, certified []closing.Certificate, byMillis int64) ([]delegation.Delegation, error) {
	var said []delegation.Said
	ended := make(map[op.ID]bool)
	for _, c := range certified {
		if _, admits := e.graph.Node(c.Ballot); admits {
			continue
		}
		s, entry, err := e.loadDelegation(c.Ballot)
		if err != nil {
			return nil, err
		}
		if entry.Body == nil {
			continue
		}
		k, _ := e.registry.Lookup(s.Kind)
		if k == nil || w.Judge(e.judged(s.Op, k, entry, e.pastOf(s.Meta))) != kind.Applied {
			continue
		}
		switch body := entry.Body.(type) {
		case *delegation.Set:
			said = append(said, delegation.Said{
				Delegation: body.By(entry.Author.Account, c.Ballot), Replaces: body.Replaces, ReceiptMillis: c.ReceiptMillis,
			})
		case *delegation.End:
			ended[body.Of] = true
		}
	}
	return delegation.Held(said, ended, byMillis), e.failed
}

// inForce are the delegations of voters that hold in a poll, by their authors; none where the charter lets nobody delegate.
func (e *Engine) inForce(w *authority.World, open *poll.Open, certified []closing.Certificate, byMillis int64, voters []poll.Voter) (map[op.AccountID]delegation.Delegation, error) {
	if !w.HeadState().Charter.Delegation.Allowed {
		return nil, nil
	}
	held, err := e.delegationsBy(w, certified, byMillis)
	if err != nil {
		return nil, err
	}
	held = slices.DeleteFunc(held, func(d delegation.Delegation) bool {
		_, votes := slices.BinarySearchFunc(voters, d.From, func(v poll.Voter, account op.AccountID) int { return v.Account.Compare(account) })
		return !votes
	})
	return delegation.InForce(held, open.Track, open.Electorate.AtMillis)
}

// delegationIDs are ascending: what the root in an opening is over.
func delegationIDs(inForce map[op.AccountID]delegation.Delegation) []op.ID {
	ids := make([]op.ID, 0, len(inForce))
	for _, d := range inForce {
		ids = append(ids, d.ID)
	}
	slices.SortFunc(ids, op.ID.Compare)
	return ids
}

// Weights are what the ballots of some accounts count for in a poll, if no others have one, and who votes through whom. A poll that no tellers
// close has one vote each and no delegations. It is asked inside of Ask.
func (e *Engine) Weights(opening op.ID, voted map[op.AccountID]bool) (delegation.Resolution, error) {
	m, ok := e.meta(opening)
	if !ok {
		return delegation.Resolution{}, e.failed
	}
	held := e.electorateOf(m, e.pastOf(m))
	if held.voters == nil {
		held.voters = make(map[op.AccountID]uint64, len(voted))
		for account := range voted {
			held.voters[account] = 1
		}
	}
	resolved, err := delegation.Resolve(held.delegated(opening, voted))
	return resolved, errors.Join(err, e.failed)
}

// delegated is what there is to resolve in a poll, and by which rules.
func (held *electorate) delegated(opening op.ID, voted map[op.AccountID]bool) (delegation.Poll, delegation.Rules) {
	rules := held.world.HeadState().Charter.Delegation
	p := delegation.Poll{ID: opening, Voters: held.voters, Ballots: voted, Delegations: held.delegations}
	return p, delegation.Rules{Cap: int(min(rules.Cap, delegation.MaxVoters)), Travels: rules.Travels}
}

// Weigh is how the count of a poll asks for weights, and how many votes its voters have together. Nil and 0 stand for one vote each, and nobody
// who votes for anybody. It is asked inside of Ask, and so is what it returns.
func (e *Engine) Weigh(opening op.ID) (poll.Weigh, uint64) {
	m, ok := e.meta(opening)
	if !ok {
		return nil, 0
	}
	held := e.electorateOf(m, e.pastOf(m))
	votes := held.votes()
	if len(held.delegations) == 0 && votes == uint64(len(held.voters)) {
		return nil, 0
	}
	var prepared *delegation.Prepared
	return func(voted map[op.AccountID]bool) (weights map[op.AccountID]uint64, err error) {
		if prepared == nil {
			if prepared, err = delegation.Prepare(held.delegated(opening, nil)); err != nil {
				return nil, err
			}
		}
		return prepared.Weights(voted)
	}, votes
}

// Votes is how many votes the voters of a poll have together; 0 where no receipts say who votes. It is asked inside of Ask.
func (e *Engine) Votes(opening op.ID) uint64 {
	m, ok := e.meta(opening)
	if !ok {
		return 0
	}
	held := e.electorateOf(m, e.pastOf(m))
	return held.votes()
}

func (held *electorate) votes() uint64 {
	sum := uint64(0)
	for _, weight := range held.voters {
		sum += weight
	}
	return sum
}

// InForce are the delegations that are in force in a poll, ascending by author. It is asked inside of Ask.
func (e *Engine) InForce(opening op.ID) ([]delegation.Delegation, error) {
	m, ok := e.meta(opening)
	if !ok {
		return nil, e.failed
	}
	list := make([]delegation.Delegation, 0)
	for _, d := range e.electorateOf(m, e.pastOf(m)).delegations {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b delegation.Delegation) int { return a.From.Compare(b.From) })
	return list, e.failed
}

// ReceiptTimes are the receipt times of what decides who votes, by the present board of tellers: what is not among them is certified by nobody
// yet. It is asked inside of Ask.
func (e *Engine) ReceiptTimes() (map[op.ID]int64, error) {
	board := e.graph.Now().HeadState().Charter.Tellers
	receipted, err := e.Receipts(board)
	if err != nil {
		return nil, err
	}
	var heads []op.ID
	for _, teller := range board {
		heads = append(heads, receipted.Tip(teller)...)
	}
	certified, err := receipted.CertifiedIn(heads, forever)
	if err != nil {
		return nil, err
	}
	times := make(map[op.ID]int64, len(certified))
	for _, c := range certified {
		times[c.Ballot] = c.ReceiptMillis
	}
	return times, e.failed
}
