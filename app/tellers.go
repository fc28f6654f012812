package app

// Tellers: what this device does by itself for polls, where the charter names it. It receipts admissions and ballots, freezes, agrees and seals;
// what it says is written down before it is sent, and follows from its own log, so that a laptop that lost power says nothing twice.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// tell does everything that is due for polls.
func (w *writing) tell() error {
	if !w.mayServe() {
		return nil
	}
	c := w.community
	if c.patience == nil {
		c.patience = make(map[op.ID]closing.Patience)
	}
	if err := w.engine.Tell(&community.Telling{
		Teller:   closing.Teller{Me: c.Device(), NowMillis: c.service.ports.NowMillis(), Signer: closing.NewSigner(c.signingKey())},
		Patience: c.patience,
		Write: func(kindName string, body any, deps []op.ID) error {
			_, err := w.write(Draft{Kind: kindName, Body: body, Deps: deps})
			return err
		},
	}, maxDutiesAtOnce); err != nil {
		return err
	}
	if err := w.carryEnactments(); err != nil {
		return fmt.Errorf("carrying what a poll enacts: %w", err)
	}
	return nil
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
