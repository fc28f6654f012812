package community

// Verify: signatures of ops, in batches.

import (
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/op"
)

// Verify sorts ops into those whose signature holds and refusals. random weighs the batch; it decides about speed, never about a verdict.
func Verify(v *op.Verifier, random io.Reader, ops []*op.Op) (good []*op.Op, bad []Refusal) {
	for _, o := range ops {
		v.AddOp(o)
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
