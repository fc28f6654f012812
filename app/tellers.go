package app

// Tellers: what this device does by itself for polls, where the charter names it. It receipts admissions and ballots, freezes, agrees and seals;
// what it says is written down before it is sent, and follows from its own log, so that a laptop that lost power says nothing twice.

import (
	"maps"
	"slices"

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
		c.patience = c.notedPatience()
	}
	before, running := maps.Clone(c.patience), w.engine.RunningPolls()
	maps.DeleteFunc(c.patience, func(poll op.ID, _ closing.Patience) bool { return !slices.Contains(running, poll) })
	telling := &community.Telling{
		Teller:   closing.Teller{Me: c.Device(), NowMillis: c.service.ports.NowMillis(), Signer: closing.NewSigner(c.signingKey())},
		Patience: c.patience,
		Write: func(kindName string, body any, deps []op.ID) error {
			_, err := w.write(Draft{Kind: kindName, Body: body, Deps: deps})
			return err
		},
	}
	if err := w.engine.Tell(telling, maxDutiesAtOnce); err != nil {
		return err
	}
	if !maps.Equal(before, c.patience) {
		c.notePatience()
	}
	return w.engine.Enact(telling)
}

// isEnactable reports whether the time of a passed poll's enactment has come.
func (w *writing) isEnactable(poll op.ID) bool {
	return w.engine.IsEnactable(poll, w.community.service.ports.NowMillis())
}
