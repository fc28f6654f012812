package app

// Changed: whether what came says something else of what was here before. Whoever sees a community for the first time is not told that it changed.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// verdictWatch is a transaction that notes which acts it says something else of, of those that were here before.
type verdictWatch struct {
	community.Tx
	// upTo is the place of the last of them.
	upTo   uint64
	before map[op.ID]kind.Verdict
}

func newVerdictWatch(tx community.Tx, upTo uint64) *verdictWatch {
	return &verdictWatch{Tx: tx, upTo: upTo, before: make(map[op.ID]kind.Verdict)}
}

// Apply implements community.Tx.
func (t *verdictWatch) Apply(c community.Changes) error {
	for _, v := range c.Verdicts {
		if _, noted := t.before[v.ID]; noted {
			continue
		}
		m, known, err := t.Meta(v.ID)
		if err != nil {
			return err
		}
		if known && m.Order <= t.upTo {
			t.before[v.ID] = m.Verdict
		}
	}
	return t.Tx.Apply(c)
}

// changed reports whether another verdict than before stands in the end.
func (t *verdictWatch) changed() (bool, error) {
	for id, before := range t.before {
		m, known, err := t.Meta(id)
		if err != nil || known && m.Verdict != before {
			return err == nil, err
		}
	}
	return false, nil
}
