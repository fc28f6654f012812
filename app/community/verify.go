package community

// Verify: signatures of ops, in batches.

import (
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// Verify sorts ops into those whose signature holds and refusals. random weighs the batch; it decides about speed, never about a verdict.
func Verify(v *op.Verifier, random io.Reader, ops []*op.Op) (good []*op.Op, bad []Refusal) {
	for _, o := range ops {
		v.Add([32]byte(o.Header.Device), op.HeaderMessage(o.Raw), o.Signature)
	}
	for i, holds := range v.Verify(random) {
		if holds {
			good = append(good, ops[i])
			continue
		}
		bad = append(bad, Refusal{ops[i].ID, fmt.Errorf("the act %s: %w", ops[i].ID.Short(), op.ErrSignature)})
	}
	return good, bad
}

// commitOf is the commit that an op carries.
func (e *Engine) commitOf(o *op.Op) (op.ID, bool) {
	if o.Header.Kind != authority.KindCommit {
		return op.ID{}, false
	}
	n, ok := e.graph.Node(o.ID)
	if !ok {
		return op.ID{}, false
	}
	id, err := n.Body.(*authority.CarrierBody).Content.ID()
	return id, err == nil
}
