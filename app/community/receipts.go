package community

// Receipts of what decides who may vote: admissions, and delegations with their ends. They are stored whoever wrote them, as a board of tellers
// is a matter of the charter; a board asks for those of its own tellers.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// receipts is what was asked for last, of a few boards.
type receipts struct {
	of []boardReceipts
}

// boardReceipts is what one board's tellers have receipted.
type boardReceipts struct {
	board agreement.Board
	held  *closingHeld
}

// note lets what is in memory know of one more.
func (e *Engine) noteReceipt(o *op.Op, receipt *closing.Receipt) error {
	for _, r := range e.receipts.of {
		if slices.Contains(r.board, o.Header.Device) {
			if err := e.addReceipt(r.held, o, receipt); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *Engine) addReceipt(held *closingHeld, o *op.Op, receipt *closing.Receipt) error {
	for _, id := range receipt.Ballots {
		if e.addAdmission(held, id); held.has[id] {
			continue
		}
		if err := e.addDelegation(held, id); err != nil {
			return err
		}
	}
	if err := held.say(o, receipt, e.previousAbout(held, o, o.ID)); err != nil {
		return fmt.Errorf("reading the receipt %s: %w", o.ID.Short(), err)
	}
	return nil
}

// checkReceipted: what is receipted decides who may vote. Errors wrap ErrRefused.
func (e *Engine) checkReceipted(body any) error {
	receipt, is := body.(*closing.Receipt)
	if !is {
		return fmt.Errorf("%w: it is about no poll", ErrRefused)
	}
	for _, id := range receipt.Ballots {
		if m, ok := e.meta(id); !ok || !decidesWhoVotes(m.Kind) {
			return fmt.Errorf("%w: it receipts %s, which does not decide who may vote", ErrRefused, id.Short())
		}
	}
	return nil
}

func decidesWhoVotes(kindName string) bool {
	return kindName == authority.KindAdmit || isDelegation(kindName)
}

// Receipts is what the tellers of a board have receipted of what decides who may vote. It is asked inside of Ask, and is good until the next
// call that takes ops in.
func (e *Engine) Receipts(board []op.DeviceID) (*closing.Poll, error) {
	held, err := e.receiptsOf(board)
	if err != nil {
		return nil, err
	}
	return held.Poll, e.failed
}

func (e *Engine) receiptsOf(board []op.DeviceID) (*closingHeld, error) {
	ordered := closing.Order(op.ID{}, board)
	for _, r := range e.receipts.of {
		if slices.Equal(r.board, ordered) {
			return r.held, nil
		}
	}
	made, err := closing.New(closing.Setup{Tellers: ordered})
	if err != nil {
		return nil, fmt.Errorf("reading who may vote: %w", err)
	}
	held := &closingHeld{Poll: made, last: make(map[op.DeviceID]op.ID), has: make(map[op.ID]bool)}
	stored, err := e.storedOf(closing.ReceiptsSubject(e.com))
	if err != nil {
		return nil, err
	}
	for _, s := range stored {
		body, err := e.seams.body(s.Op)
		receipt, is := body.(*closing.Receipt)
		if err != nil || !is || !slices.Contains(ordered, s.Device) {
			continue
		}
		err = e.addReceipt(held, s.Op, receipt)
		if e.loading && errors.Is(err, closing.ErrRule) {
			break // of an admission that is not read yet: what was stored before names nothing from here on
		}
		if err != nil {
			return nil, err
		}
	}
	if e.loading {
		return held, e.failed
	}
	if len(e.receipts.of) >= rememberedBoards {
		e.receipts.of = e.receipts.of[1:]
	}
	e.receipts.of = append(e.receipts.of, boardReceipts{ordered, held})
	return held, e.failed
}

// ReceiptsDue is Receipts with what is to be receipted by now: every admission, delegation and end of one that is applied.
func (e *Engine) ReceiptsDue(board []op.DeviceID) (*closing.Poll, error) {
	held, err := e.receiptsOf(board)
	if err != nil {
		return nil, err
	}
	for _, id := range e.graph.Admissions() {
		e.addAdmission(held, id)
	}
	if err := e.delegationsDue(held); err != nil {
		return nil, err
	}
	return held.Poll, e.failed
}

func (e *Engine) addAdmission(held *closingHeld, id op.ID) {
	if n, ok := e.graph.Node(id); ok {
		if admit, is := n.Body.(*authority.AdmitBody); is {
			held.add(closing.Ballot{ID: id, Account: admit.Account})
		}
	}
}

// add hands in one that tellers can receipt.
func (held *closingHeld) add(b closing.Ballot) {
	held.has[b.ID] = true
	held.AddBallot(b)
}

// Cut is what an opening names as the newest receipts of a board, ascending. Where a forked log has more branches than there is room for, those are
// left out, and nothing of the others' logs.
func (e *Engine) Cut(board []op.DeviceID) ([]op.ID, error) {
	p, err := e.Receipts(board)
	if err != nil {
		return nil, err
	}
	tips := make([][]op.ID, len(board))
	for i, teller := range board {
		tips[i] = p.Tip(teller)
	}
	var cut []op.ID
	for branch, more := 0, true; more; branch++ {
		more = false
		for _, of := range tips {
			if branch < len(of) && len(cut) < poll.MaxCut {
				cut, more = append(cut, of[branch]), true
			}
		}
	}
	slices.SortFunc(cut, op.ID.Compare)
	return cut, nil
}
