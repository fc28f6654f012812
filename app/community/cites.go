package community

// Cites: what an op rests on, as ids of stored ops. What proves somebody's standing to a peer is found by it.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Cites lists the stored ops that an op names by prev, deps and body, and one carrier of each commit that it rests on, without doubles. It is asked
// inside of Ask.
func (e *Engine) Cites(o *op.Op) ([]op.ID, error) {
	a := &arrival{op: o}
	if err := e.read(a); err != nil {
		return nil, err
	}
	cites := slices.Clone(a.cites)
	if e.graph != nil {
		for _, commit := range a.commits {
			if carrier, ok := e.graph.Carrier(commit); ok {
				cites = append(cites, carrier)
			}
		}
	}
	slices.SortFunc(cites, op.ID.Compare)
	return slices.DeleteFunc(slices.Compact(cites), op.ID.IsZero), nil
}
