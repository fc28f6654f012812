package sim

// Marks: the simulation's own kind of op. Its feature is not in force from the start: councils add it now and then, and may be overruled.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Feature is that of marks. Further toy kinds may belong to it.
const Feature = "marks"

const kindMark = "topic.mark"

// markBody gives a topic a colour.
type markBody struct {
	Topic  op.ID  `cbor:"topic"`
	Colour string `cbor:"colour"`
}

// mark is a row: who gave a topic which colour.
type mark struct {
	ID     op.ID
	Topic  op.ID
	By     op.AccountID
	Colour string
}

// Table is "marks".
func (mark) Table() string { return "marks" }

// Key is the op's id.
func (m mark) Key() string { return m.ID.String() }

// Subject is the topic.
func (m mark) Subject() op.ID { return m.Topic }

func markKind() kind.Kind {
	return kind.Kind{
		Name: kindMark, Feature: Feature, Keep: true,
		NewBody: func() any { return new(markBody) },
		Names:   func(body any) []op.ID { return []op.ID{body.(*markBody).Topic} },
		Rights:  kind.NeedMember,
		Subject: func(_ kind.World, e *kind.Entry) op.ID { return e.Body.(*markBody).Topic },
		Apply:   applyMark,
	}
}

func applyMark(_ kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
	body := e.Body.(*markBody)
	if name, _ := w.KindOf(body.Topic); name != proposal.KindTopic {
		return nil, fmt.Errorf("%w: one marks a topic", kind.ErrInvalid)
	}
	return []kind.Row{mark{e.Op.ID, body.Topic, e.Author.Account, body.Colour}}, nil
}

// marks gives a topic a colour, whether or not that is in force here.
func (l *laptop) marks() {
	topic, ok := l.pickOp(ofKind(proposal.KindTopic))
	if !ok {
		return
	}
	body := &markBody{topic.ID, []string{"red", "green", "blue"}[l.run.dice.IntN(3)]}
	l.update(func(w *writing) error {
		_, err := w.write(draft{kindMark, body, []op.ID{topic.ID}})
		return err
	})
}
