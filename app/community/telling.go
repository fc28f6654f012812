package community

// Telling: a teller's part in all that is due by now, in the order in which it is due. Each answer of the pure machine is written down before the
// next question is put.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// Telling is one device that does what a teller has to do.
type Telling struct {
	// Me is the device, NowMillis its own clock and Signer what signs its seals; nothing else is set.
	closing.Teller
	// Patience is since when it waits for which poll. What is lost of it begins anew, which costs time and nothing else.
	Patience map[op.ID]closing.Patience
	// Write writes an op and takes it in. An error ends the telling.
	Write func(kindName string, body any, deps []op.ID) error
}

// Tell says all that is due, at most so many ops: receipts of whoever was admitted, then what each running poll asks for. It is asked inside
// of Ask. Errors are those of Write, of the signer and of the replica.
func (e *Engine) Tell(t *Telling, most int) error {
	budget := most
	rules := e.graph.Now().HeadState().Charter
	if rules.Has(closing.Feature) && rules.HasTeller(t.Me) {
		if err := e.tellAdmissions(t, rules.Tellers, &budget); err != nil {
			return fmt.Errorf("receipting admissions: %w", err)
		}
	}
	for _, opening := range e.RunningPolls() {
		if err := e.tellAbout(t, opening, &budget); err != nil {
			return fmt.Errorf("doing a teller's duty for the poll %s: %w", opening.Short(), err)
		}
	}
	return nil
}

// tellAdmissions receipts whom this device has seen admitted.
func (e *Engine) tellAdmissions(t *Telling, board []op.DeviceID, budget *int) error {
	for ; *budget > 0; *budget-- {
		due, err := e.ReceiptsDue(board)
		if err != nil {
			return err
		}
		one := t.Teller
		one.Poll, one.Accepts = due, true
		says, err := one.Next()
		if err != nil || says.Body == nil {
			return err
		}
		if err := t.write(says); err != nil {
			return err
		}
	}
	return nil
}

// tellAbout says what is due about one poll.
func (e *Engine) tellAbout(t *Telling, opening op.ID, budget *int) error {
	for ; *budget > 0; *budget-- {
		poll, err := e.Closing(opening)
		if err != nil {
			return err
		}
		if !poll.HasTeller(t.Me) {
			return nil
		}
		refused := e.Refuses(opening, t.Me, t.NowMillis)
		if refused != nil && !errors.Is(refused, ErrNotOpen) {
			return refused
		}
		one := t.Teller
		one.Poll, one.Accepts, one.Patience = poll, refused == nil, t.Patience[opening]
		says, err := one.Next()
		if err != nil {
			return err
		}
		if t.Patience[opening] = says.Patience; !says.Patience.Running {
			delete(t.Patience, opening)
		}
		if says.Body == nil {
			return nil
		}
		if err := t.write(says, opening); err != nil {
			return err
		}
	}
	return nil
}

// Enact lets a teller of what is settled carry what passed polls enact by now: the content follows from the poll, so all carry the same commit.
// It is asked inside of Ask.
func (e *Engine) Enact(t *Telling) error {
	rules, ok := e.graph.StateAt(e.graph.Now().Settled)
	if !ok || !rules.Charter.HasTeller(t.Me) {
		return nil
	}
	on, polls := e.graph.EnactmentsDue(func(poll op.ID) bool { return e.IsEnactable(poll, t.NowMillis) })
	for _, poll := range polls {
		content, seals, ok := e.graph.Enactment(e.com, on, poll, e.EnactableMillis(poll))
		if !ok {
			continue
		}
		id, err := content.ID()
		if err != nil {
			return fmt.Errorf("carrying what the poll %s enacts: %w", poll.Short(), err)
		}
		if e.graph.Knows(id) {
			continue
		}
		body := &authority.CarrierBody{Content: content, Signatures: []authority.Signed{}}
		if err := t.Write(authority.KindCommit, body, seals); err != nil {
			return err
		}
	}
	return nil
}

// IsEnactable reports whether the time of a passed poll's enactment has come.
func (e *Engine) IsEnactable(poll op.ID, nowMillis int64) bool {
	return nowMillis >= e.EnactableMillis(poll)
}

// write cites as many of the other tellers' logs as there is room for beside the opening and what the author's rights rest on.
func (t *Telling) write(d closing.Duty, opening ...op.ID) error {
	cites := d.Cites[:min(len(d.Cites), op.MaxDeps-4)]
	return t.Write(closing.KindOf(d.Body), d.Body, append(opening, cites...))
}
