package community

// Electorate: who may vote in a poll. Where tellers receipt admissions, the opening's cut over their logs says it; else its own past.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// ErrElectorate says that an opening's voters are not what follows from its cut.
var ErrElectorate = errors.New("its voters are not those that the tellers' receipts show")

// The parts of an electorate in which an opening can say something else than its cut shows.
const (
	PartCount       = "count"
	PartVoters      = "voters"
	PartDelegations = "delegations"
)

// ElectorateError says in which part an opening differs from what follows from its cut. It wraps ErrElectorate.
type ElectorateError struct {
	// Part is one of the Part… words.
	Part string
	// Said is how many voters the opening says, and Shown how many voters or, of PartDelegations, delegations the cut shows.
	Said, Shown uint64
}

func (e *ElectorateError) Error() string {
	return fmt.Sprintf("%v: in %s; it says %d voters, and its cut shows %d", ErrElectorate, e.Part, e.Said, e.Shown)
}

// Unwrap is ErrElectorate.
func (e *ElectorateError) Unwrap() error { return ErrElectorate }

// forever is a moment that everything lies before.
const forever = 1<<63 - 2

// electorate is who may vote in a poll.
type electorate struct {
	world *authority.World
	// on is the commit that the opening names to be judged at; zero where it names none.
	on op.ID
	entitled
	// wrong says that the opening says something else than its cut shows.
	wrong error
}

// entitled is who votes, where tellers' receipts say it.
type entitled struct {
	// voters have so many votes each; nil where receipts do not say who votes.
	voters map[op.AccountID]uint64
	// delegations are those of voters that are in force, by their authors.
	delegations map[op.AccountID]delegation.Delegation
}

// Electorate lists the accounts that may vote in a poll, ascending. Nothing that comes after its opening changes it. An opening that is not
// stored has no voters.
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

// MemberAt asks the electorate of an opening; of any other op, the world that it is judged by: its own past, with the commit that it is judged
// at as the head. Nothing that comes later changes it, but for a displaced commit.
func (l lookup) MemberAt(account op.AccountID, id op.ID) bool {
	m, ok := l.e.meta(id)
	if !ok {
		return false
	}
	past := l.e.pastOf(m)
	held := l.e.electorateOf(m, past)
	if held.voters != nil || held.wrong != nil {
		return held.voters[account] > 0
	}
	return held.world.IsMember(account, past)
}

func (e *Engine) electorateOf(m Meta, past authority.PastID) electorate {
	now := e.graph.Now()
	held, ok := e.electorates[m.ID]
	var open *poll.Open
	if !ok {
		if open = e.openingAt(m); open != nil && e.graph.IsLastSettledIn(open.On, past) {
			held.on = open.On
		}
	}
	at := held.on
	if at.IsZero() {
		at = now.Commits[now.PlaceOf(past)]
	}
	if held.world != nil && held.world.Head() == at {
		return held
	}
	held.world = e.graph.AsOf(past, at)
	if open != nil && !held.on.IsZero() {
		held.entitled, held.wrong = e.entitledBy(held.world, open)
	}
	e.rememberElectorate(m.ID, held)
	return held
}

// openingAt reads a stored opening; nil for anything else.
func (e *Engine) openingAt(m Meta) *poll.Open {
	s, ok, err := e.view.Load(m.ID)
	if err != nil || !ok {
		e.fail(err)
		return nil
	}
	body, err := e.seams.body(s.Op)
	if err != nil {
		return nil
	}
	open, _ := body.(*poll.Open)
	return open
}

// electorateBy is the electorate of an opening, stored or not. Errors say what is wrong with it, for good: its own past shows it.
func (e *Engine) electorateBy(opening op.ID, past authority.PastID, open *poll.Open) (electorate, error) {
	if !e.graph.IsLastSettledIn(open.On, past) {
		return electorate{}, fmt.Errorf("%w: its past does not show the commit settled by which it is judged", ErrElectorate)
	}
	held, ok := e.electorates[opening]
	if !ok || held.on != open.On {
		held = electorate{world: e.graph.AsOf(past, open.On), on: open.On}
		held.entitled, held.wrong = e.entitledBy(held.world, open)
		if held.wrong == nil && e.failed == nil {
			e.rememberElectorate(opening, held)
		}
	}
	return held, held.wrong
}

func (e *Engine) rememberElectorate(opening op.ID, held electorate) {
	if len(e.electorates) >= rememberedElectorates {
		clear(e.electorates)
	}
	e.electorates[opening] = held
}

// entitledBy are the voters by the tellers' receipts, if the opening says the same; nobody where the charter has no closing in force.
func (e *Engine) entitledBy(w *authority.World, open *poll.Open) (entitled, error) {
	rules := w.HeadState().Charter
	has, says := rules.Has(closing.Feature), open.Electorate != nil
	if !has && !says {
		return entitled{}, nil
	}
	if has != says {
		return entitled{}, fmt.Errorf("%w: closing in force is %t, and the opening says otherwise", ErrElectorate, has)
	}
	list, inForce, err := e.countVoters(w, open)
	if err != nil {
		return entitled{}, err
	}
	wrong := &ElectorateError{Said: open.Electorate.Voters, Shown: uint64(len(list))}
	switch said := open.Electorate; {
	case said.Voters != uint64(len(list)):
		wrong.Part = PartCount
	case said.VotersRoot != poll.VotersRoot(list):
		wrong.Part = PartVoters
	case said.DelegationsRoot != poll.DelegationsRoot(delegationIDs(inForce)):
		wrong.Part, wrong.Shown = PartDelegations, uint64(len(inForce))
	default:
		held := entitled{voters: make(map[op.AccountID]uint64, len(list)), delegations: inForce}
		for _, v := range list {
			held.voters[v.Account] = v.Weight
		}
		return held, nil
	}
	return entitled{}, wrong
}

// countVoters lists whom f+1 tellers had receipted in the cut, the charter's waiting time before the opening: founders, and admissions that
// hold in the past of the opening, of whom is not removed at the commit that it is judged at; and the delegations in force among them.
func (e *Engine) countVoters(w *authority.World, open *poll.Open) ([]poll.Voter, map[op.AccountID]delegation.Delegation, error) {
	rules := w.HeadState().Charter
	receipted, err := e.Receipts(rules.Tellers)
	if err != nil {
		return nil, nil, err
	}
	certified, err := receipted.CertifiedIn(open.Electorate.Cut, forever)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: its cut: %w", ErrElectorate, err)
	}
	byMillis := int64(forever)
	if rules.WaitingMillis > 0 {
		byMillis = open.Electorate.AtMillis - rules.WaitingMillis
	}
	var inTime []op.ID
	for _, c := range certified {
		if c.ReceiptMillis <= byMillis {
			inTime = append(inTime, c.Ballot)
		}
	}
	var voters []poll.Voter
	for _, account := range w.MembersBy(inTime) {
		voters = append(voters, poll.Voter{Account: account, Weight: rules.WeightOf(account)})
	}
	inForce, err := e.inForce(w, open, certified, byMillis, voters)
	return voters, inForce, err
}

// Elect fills in what an opening says of its voters, where the charter asks for it, given what it will cite beside its body's names. It is asked
// inside of Ask.
func (e *Engine) Elect(open *poll.Open, cites []op.ID, tip authority.PastID, atMillis int64) error {
	rules, ok := e.graph.StateAt(open.On)
	if !ok || !rules.Charter.Has(closing.Feature) {
		return e.failed
	}
	cut, err := e.Cut(rules.Charter.Tellers)
	if err != nil {
		return err
	}
	open.Electorate = &poll.Electorate{Cut: cut, AtMillis: atMillis}
	seen := []authority.PastID{tip}
	for _, id := range slices.Concat(open.Names(), cites) {
		if m, ok := e.meta(id); ok {
			seen = append(seen, e.pastOf(m))
		}
	}
	mark := e.markPasts()
	w := e.graph.AsOf(e.graph.Union(seen, open.On), open.On)
	e.forgetPasts(mark)
	voters, inForce, err := e.countVoters(w, open)
	if err != nil {
		return err
	}
	open.Electorate.Voters, open.Electorate.VotersRoot = uint64(len(voters)), poll.VotersRoot(voters)
	open.Electorate.DelegationsRoot = poll.DelegationsRoot(delegationIDs(inForce))
	return e.failed
}

// checkOpening: an opening whose voters are not those of its cut is invalid.
func (e *Engine) checkOpening(opening op.ID, body any, past authority.PastID) error {
	open, is := body.(*poll.Open)
	if !is {
		return nil
	}
	_, err := e.electorateBy(opening, past, open)
	return err
}
