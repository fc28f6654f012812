package sim_test

// A new kind of op is one declaration: this one is made up here, and goes through sync, cuts, forks, rebuilding and everything else that a run
// does to a community.

import (
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/sim"
)

const kindMark = "toy.mark"

// markBody marks a topic with a colour.
type markBody struct {
	Topic  op.ID  `cbor:"topic"`
	Colour string `cbor:"colour"`
}

// mark is the row: who gave a topic which colour.
type mark struct {
	ID, Topic op.ID
	By        op.AccountID
	Colour    string
}

func (mark) Table() string    { return "marks" }
func (m mark) Key() string    { return m.ID.String() }
func (m mark) Subject() op.ID { return m.Topic }

func markKind() kind.Kind {
	return kind.Kind{
		Name: kindMark, Feature: sim.Feature, Keep: true,
		NewBody: func() any { return new(markBody) },
		Names:   func(body any) []op.ID { return []op.ID{body.(*markBody).Topic} },
		Rights:  kind.NeedMember,
		Subject: func(_ kind.World, e *kind.Entry) op.ID { return e.Body.(*markBody).Topic },
		Apply: func(_ kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
			body := e.Body.(*markBody)
			if name, _ := w.KindOf(body.Topic); name != proposal.KindTopic {
				return nil, fmt.Errorf("%w: one marks a topic", kind.ErrInvalid)
			}
			return []kind.Row{mark{e.Op.ID, body.Topic, e.Author.Account, body.Colour}}, nil
		},
	}
}

func TestAToyKindTakesPart(t *testing.T) {
	marked := 0
	act := func(a *sim.Actor) {
		topic, ok := a.Pick(proposal.KindTopic)
		if !ok {
			return
		}
		// Before its feature is in force it is stored and passed on, and not applied.
		marked++
		a.Write(kindMark, &markBody{topic, []string{"red", "green"}[marked%2]}, topic)
	}
	for seed := range uint64(10) {
		r := sim.Run(sim.Config{Seed: seed + 900, Kinds: []kind.Kind{markKind()}, Act: act})
		if r.Failure != nil {
			t.Fatalf("seed %d: %s\n%v", r.Seed, tail(r.Journal), r.Failure)
		}
	}
	if marked == 0 {
		t.Fatal("nobody has marked anything")
	}
}
