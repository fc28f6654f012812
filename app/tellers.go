package app

// Tellers: what this device does by itself for polls, where the charter names it. It receipts admissions and ballots, freezes, agrees and seals;
// what it says is written down before it is sent, and follows from its own log, so that a laptop that lost power says nothing twice.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// tell does everything that is due for polls.
func (w *writing) tell() error {
	if !w.mayServe() {
		return nil
	}
	budget := maxDutiesAtOnce
	rules := w.engine.Authority().Now().HeadState().Charter
	if rules.Has(closing.Feature) && rules.HasTeller(w.community.Device()) {
		if err := w.receiptAdmissions(&rules, &budget); err != nil {
			return fmt.Errorf("receipting admissions: %w", err)
		}
	}
	for _, opening := range w.engine.RunningPolls() {
		if err := w.tellAbout(opening, &budget); err != nil {
			return fmt.Errorf("doing a teller's duty for the poll %s: %w", opening.Short(), err)
		}
	}
	if err := w.carryEnactments(); err != nil {
		return fmt.Errorf("carrying what a poll enacts: %w", err)
	}
	return nil
}

// receiptAdmissions receipts whom this device has seen admitted.
func (w *writing) receiptAdmissions(rules *charter.Charter, budget *int) error {
	for ; *budget > 0; *budget-- {
		due, err := w.engine.ReceiptsDue(rules.Tellers)
		if err != nil {
			return err
		}
		says, err := w.says(closing.Teller{Poll: due, Accepts: true})
		if err != nil || says.Body == nil {
			return err
		}
		if err := w.writeDuty(says); err != nil {
			return err
		}
	}
	return nil
}

// tellAbout says what is due about one poll.
func (w *writing) tellAbout(opening op.ID, budget *int) error {
	for ; *budget > 0; *budget-- {
		poll, err := w.engine.Closing(opening)
		if err != nil {
			return err
		}
		if !poll.HasTeller(w.community.Device()) {
			return nil
		}
		refused := w.engine.Refuses(opening, w.community.Device(), w.community.service.ports.NowMillis())
		if refused != nil && !errors.Is(refused, community.ErrNotOpen) {
			return refused
		}
		patience := w.community.patience[opening]
		says, err := w.says(closing.Teller{Poll: poll, Accepts: refused == nil, Patience: patience})
		if err != nil {
			return err
		}
		w.notePatience(opening, patience, says.Patience)
		if says.Body == nil {
			return nil
		}
		if err := w.writeDuty(says, opening); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) says(t closing.Teller) (closing.Duty, error) {
	c := w.community
	t.Me, t.NowMillis, t.Signer = c.Device(), c.service.ports.NowMillis(), closing.NewSigner(c.signingKey())
	return t.Next()
}

// writeDuty cites as many of the other tellers' logs as there is room for beside the opening and what the author's rights rest on.
func (w *writing) writeDuty(d closing.Duty, opening ...op.ID) error {
	cites := d.Cites[:min(len(d.Cites), op.MaxDeps-4)]
	_, err := w.write(Draft{Kind: closing.KindOf(d.Body), Body: d.Body, Deps: append(opening, cites...)})
	return err
}

// notePatience remembers since when this teller waits. After a restart it begins anew, which costs time and nothing else.
func (w *writing) notePatience(opening op.ID, was, is closing.Patience) {
	if was == is {
		return
	}
	if w.community.patience == nil {
		w.community.patience = make(map[op.ID]closing.Patience)
	}
	if w.community.patience[opening] = is; !is.Running {
		delete(w.community.patience, opening)
	}
}

// isEnactable reports whether the time of a passed poll's enactment has come.
func (w *writing) isEnactable(poll op.ID) bool {
	return w.community.service.ports.NowMillis() >= w.engine.EnactableMillis(poll)
}

// carryEnactments lets a teller carry what passed polls enact: the content follows from the poll, so all carry the same commit.
func (w *writing) carryEnactments() error {
	g := w.engine.Authority()
	c := w.community
	rules, ok := g.StateAt(g.Now().Settled)
	if !ok || !rules.Charter.HasTeller(c.Device()) {
		return nil
	}
	on, polls := g.EnactmentsDue(w.isEnactable)
	for _, poll := range polls {
		content, seals, ok := g.Enactment(c.Membership().Community, on, poll, w.engine.EnactableMillis(poll))
		if !ok {
			continue
		}
		id, err := content.ID()
		if err != nil {
			return err
		}
		if g.Knows(id) {
			continue
		}
		body := &authority.CarrierBody{Content: content, Signatures: []authority.Signed{}}
		if _, err := w.write(Draft{Kind: authority.KindCommit, Body: body, Deps: seals}); err != nil {
			return err
		}
	}
	return nil
}
