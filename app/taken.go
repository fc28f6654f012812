package app

// Taken: the report on ops that came from elsewhere.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Taken says what became of ops that came from elsewhere.
type Taken struct {
	Stored, Known, Waiting int
	Refused                []community.Refusal
	// RefusedCount counts all refusals; Refused holds the first of them.
	RefusedCount int
	// Dropped counts acts of forked logs that are not kept any more.
	Dropped int
	// Found says that something said of acts that were here before has changed.
	Found bool
	// Kinds counts the acts of the source that were stored, by their kind.
	Kinds map[string]int
	// Freed counts those of Stored that had waited here, and did not come with the source.
	Freed int
}

// maxRefusalsKept bounds what a report says one by one.
const maxRefusalsKept = 20

func (t *Taken) add(r *community.Report) {
	t.Stored += len(r.Stored)
	t.Known += r.Known
	t.Waiting += r.Waiting
	t.Dropped += len(r.Dropped)
	t.refuse(r.Refused)
}

func (t *Taken) count(stored, came []*op.Op) {
	if t.Kinds == nil {
		t.Kinds = map[string]int{}
	}
	with := make(map[op.ID]bool, len(came))
	for _, o := range came {
		with[o.ID] = true
	}
	for _, o := range stored {
		if with[o.ID] {
			t.Kinds[o.Header.Kind]++
		} else {
			t.Freed++
		}
	}
}

func (t *Taken) refuse(refused []community.Refusal) {
	t.RefusedCount += len(refused)
	room := max(0, maxRefusalsKept-len(t.Refused))
	t.Refused = append(t.Refused, refused[:min(room, len(refused))]...)
}
