package community

// Cites: what an op rests on, as ids of stored ops. What proves somebody's standing to a peer is found by it.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
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

// Refs is what an op names, stored or not.
type Refs struct {
	// Prev is the act before it in its log; zero for none. It is among Ops too.
	Prev op.ID
	// Ops stand in its prev, its deps and its body, ascending and without doubles.
	Ops []op.ID
	// Commits are those that it rests on.
	Commits []op.ID
	// Carries is the commit that it brings; zero for none.
	Carries op.ID
}

// RefsOf reads what an op names. bodies are some that were decoded before, or nil. Errors say that no replica can store the op: they wrap
// ErrNoBody or kind.ErrForm.
func (e *Engine) RefsOf(o *op.Op, bodies Bodies) (Refs, error) {
	before := e.ahead
	e.ahead = bodies
	defer func() { e.ahead = before }()
	a := &arrival{op: o}
	if err := e.read(a); err != nil {
		return Refs{}, err
	}
	refs := Refs{Prev: o.Header.Prev, Ops: a.cites, Commits: a.commits}
	switch body := a.body.(type) {
	case *authority.GenesisBody:
		refs.Carries = o.ID
	case *authority.CarrierBody:
		carried, err := authority.CarriedBy(o.ID, body)
		if err != nil {
			return Refs{}, err
		}
		refs.Carries = carried.ID
	}
	return refs, nil
}
