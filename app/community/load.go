package community

// Load: what the engine holds of authority, read from a replica. Nothing that came with an act is held longer than it takes to file it.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
)

// loadGraph adds acts and pasts by turns: an act needs the past that it sees, a past needs the acts that are its heads. Numbers of pasts
// were given in the order in which acts were stored, so each act finds its own restored when all smaller numbers are.
func (e *Engine) loadGraph() error {
	if err := e.begin(); err != nil || e.graph == nil {
		return err
	}
	var pasts []authority.Past
	if err := e.view.Pasts(func(p authority.Past) bool {
		pasts = append(pasts, p)
		return true
	}); err != nil {
		return err
	}
	err := e.eachAct(func(s Stored, k *kind.Kind) (err error) {
		if pasts, err = e.restorePasts(pasts, s.Past); err != nil {
			return err
		}
		if isOpening(s.Kind) {
			return e.noteOpening(s)
		}
		if isDelegation(s.Kind) {
			e.delegations = append(e.delegations, s.ID)
			return nil
		}
		return e.restoreAct(s, k)
	})
	if err != nil {
		return err
	}
	_, err = e.restorePasts(pasts, ^authority.PastID(0))
	return err
}

// eachAct goes through the stored acts of authority, in the order in which they were stored.
func (e *Engine) eachAct(do func(Stored, *kind.Kind) error) error {
	var failed error
	err := e.view.ChainOps(func(s Stored) bool {
		k, known := e.registry.Lookup(s.Kind)
		if s.Verdict == kind.Unknown || !known {
			return true
		}
		failed = errors.Join(do(s, k), e.failed)
		return failed == nil
	})
	return errors.Join(err, failed)
}

// begin makes the graph, and all commits known whatever the order of their carriers. It also sees whether ops were stored that only this build
// understands.
func (e *Engine) begin() error {
	if err := e.view.UnknownKinds(func(name string) bool {
		_, e.outdated = e.registry.Lookup(name)
		return !e.outdated
	}); err != nil {
		return err
	}
	var carried []authority.Carried
	err := e.eachAct(func(s Stored, _ *kind.Kind) error {
		if e.graph == nil {
			return e.beginWith(s)
		}
		if s.Kind != authority.KindCommit {
			return nil
		}
		body, is := e.seams.carrier(s.Op)
		if !is {
			return fmt.Errorf("the stored act %s carries nothing", s.ID)
		}
		c, err := authority.CarriedBy(s.ID, body)
		carried = append(carried, c)
		return err
	})
	if err != nil || e.graph == nil {
		return err
	}
	return e.graph.Expect(carried)
}

func (e *Engine) beginWith(s Stored) error {
	body, err := e.seams.body(s.Op)
	founding, is := body.(*authority.GenesisBody)
	if err != nil || !is {
		return errors.Join(fmt.Errorf("the first stored act, %s, is no genesis", s.ID), err)
	}
	e.graph = authority.New(e.seams.founding(s.Op, founding), e.pin, lookup{e})
	return nil
}

func (e *Engine) restorePasts(pasts []authority.Past, upTo authority.PastID) ([]authority.Past, error) {
	for len(pasts) > 0 && pasts[0].ID <= upTo {
		if err := e.graph.Restore(pasts[0]); err != nil {
			return nil, err
		}
		pasts = pasts[1:]
	}
	return pasts, nil
}

func (e *Engine) restoreAct(s Stored, k *kind.Kind) error {
	body, err := e.storedBody(s)
	if err != nil {
		return fmt.Errorf("reading the stored act %s: %w", s.ID, err)
	}
	account, ok := e.accountOf(s.Meta)
	if !ok {
		return errors.Join(fmt.Errorf("the stored act %s is nobody's", s.ID), e.failed)
	}
	// Acts of an unforked log come in its order.
	d := e.devices[s.Device]
	previous := d.lastChain
	if d.Forked {
		previous = e.actUpTo(s.Prev)
	}
	if err := e.graph.RestoreNode(s.Op, k, body, account, previous, s.Past); err != nil {
		return err
	}
	d.lastChain = s.ID
	return nil
}

// storedBody reads the body of a stored act. The signatures in a carrier were checked before it was stored, and may be hundreds.
func (e *Engine) storedBody(s Stored) (any, error) {
	if s.Kind == authority.KindCommit {
		if body, is := e.seams.carrier(s.Op); is {
			return body, nil
		}
	}
	body, err := e.seams.body(s.Op)
	if word := e.seams.word(body); word != nil {
		return word, err
	}
	return body, err
}
