package sim_test

// A new kind of op is one declaration: this one is made up here, and goes through sync, cuts, forks, rebuilding and everything else that a run
// does to a community.

import (
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/sim"
)

const kindPin = "toy.pin"

// pinBody pins a topic with a place.
type pinBody struct {
	Topic op.ID  `cbor:"topic"`
	Place string `cbor:"place"`
}

// pin is the row: who pinned a topic where.
type pin struct {
	ID, Topic op.ID
	By        op.AccountID
	Place     string
}

func (pin) Table() string    { return "pins" }
func (m pin) Key() string    { return m.ID.String() }
func (m pin) Subject() op.ID { return m.Topic }

func pinKind() kind.Kind {
	return kind.Kind{
		Name: kindPin, Feature: charter.Core, Keep: true,
		NewBody: func() any { return new(pinBody) },
		Names:   func(body any) []op.ID { return []op.ID{body.(*pinBody).Topic} },
		Rights:  kind.NeedMember,
		Subject: func(_ kind.World, e *kind.Entry) op.ID { return e.Body.(*pinBody).Topic },
		Apply: func(_ kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
			body := e.Body.(*pinBody)
			if name, _ := w.KindOf(body.Topic); name != proposal.KindTopic {
				return nil, fmt.Errorf("%w: one pins a topic", kind.ErrInvalid)
			}
			return []kind.Row{pin{e.Op.ID, body.Topic, e.Author.Account, body.Place}}, nil
		},
	}
}

func TestAToyKindTakesPart(t *testing.T) {
	pinned := 0
	act := func(a *sim.Actor) {
		topic, ok := a.Pick(proposal.KindTopic)
		if !ok {
			return
		}
		pinned++
		a.Write(kindPin, &pinBody{topic, []string{"top", "side"}[pinned%2]}, topic)
	}
	for seed := range uint64(10) {
		r := sim.Run(sim.Config{Seed: seed + 900, Kinds: []kind.Kind{pinKind()}, Act: act})
		if r.Failure != nil {
			t.Fatalf("seed %d: %s\n%v", r.Seed, tail(r.Journal), r.Failure)
		}
	}
	if pinned == 0 {
		t.Fatal("nobody has pinned anything")
	}
}
