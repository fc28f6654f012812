package sim

// Writing: an honest laptop's own ops, written as the service writes them.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// errNotApplied undoes a transaction whose act would not be in force.
var errNotApplied = errors.New("would not be applied")

// draft is an act that a laptop is about to write.
type draft struct {
	kind string
	body any
	deps []op.ID
}

// writing is one transaction.
type writing struct {
	laptop  *laptop
	engine  *community.Engine
	tx      community.Tx
	written []*op.Op
	// fed says that it takes in what others wrote.
	fed bool
}

// act writes an act that must be applied, or fails with errNotApplied.
func (w *writing) act(d draft) (op.ID, error) {
	o, err := w.write(d)
	if err != nil {
		return op.ID{}, err
	}
	m, _, err := w.tx.Meta(o.ID)
	if err != nil {
		return op.ID{}, err
	}
	if m.Verdict != kind.Applied {
		w.laptop.run.note("%s may not %s: %s, %v", w.laptop.name, d.kind, m.Verdict, w.engine.Why(w.tx, o.ID))
		w.laptop.run.saw("not applied")
		return op.ID{}, errNotApplied
	}
	return o.ID, nil
}

// write signs an act as the next of the laptop's log, and takes it in like any other op.
func (w *writing) write(d draft) (*op.Op, error) {
	l := w.laptop
	header, err := w.header(d)
	if err != nil {
		return nil, err
	}
	o, err := l.sign(header, d.body)
	if err != nil {
		return nil, err
	}
	if err := w.ingest(o); err != nil {
		return nil, err
	}
	w.keep(o, d.body)
	return o, nil
}

// keep notes an op of its own.
func (w *writing) keep(o *op.Op, body any) {
	l := w.laptop
	w.written = append(w.written, o)
	l.run.note("%s writes %s  %s", l.name, l.run.christen(l, o), l.run.describe(o, body))
}

func (w *writing) ingest(o *op.Op) error {
	var report community.Report
	if err := w.engine.Ingest(w.tx, []*op.Op{o}, &report); err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return fmt.Errorf("its own %s is refused: %w", o.Header.Kind, report.Refused[0].Err)
	}
	if !slices.Contains(report.Stored, o.ID) {
		return fmt.Errorf("its own %s is not stored", o.Header.Kind)
	}
	return nil
}

// header is that of the next op: number, prev, what its rights rest on.
func (w *writing) header(d draft) (op.Header, error) {
	l := w.laptop
	g := w.engine.Authority()
	h := op.Header{Community: l.run.com, Kind: d.kind, TimeMillis: l.clock(), Auth: g.Now().Head()}
	record, begun := w.engine.Device(l.device())
	if record.Forked {
		return h, fmt.Errorf("its own log is forked")
	}
	past, err := w.engine.PastOfTip(w.tx, l.device())
	if err != nil {
		return h, err
	}
	if begun {
		h.Seq, h.Prev = record.TipSeq+1, record.Tip
	}
	h.Deps = ascending(d.deps, g.Relies(l.device(), l.person.id(), past))
	return h, nil
}

// ascending is the form of deps: each once, in order.
func ascending(lists ...[]op.ID) []op.ID {
	deps := slices.DeleteFunc(slices.Concat(lists...), op.ID.IsZero)
	slices.SortFunc(deps, op.ID.Compare)
	return slices.Compact(deps)
}

func (l *laptop) sign(h op.Header, body any) (*op.Op, error) {
	raw, err := op.Encode(body)
	if err != nil {
		return nil, err
	}
	return op.New(h, raw, l.key)
}

// do writes one act in a transaction of its own.
func (l *laptop) do(kindName string, body any, deps ...op.ID) {
	l.update(func(w *writing) error {
		_, err := w.act(draft{kindName, body, deps})
		return err
	})
}

// take takes in what came from elsewhere, and reports what became of it.
func (l *laptop) take(ops []*op.Op) community.Report {
	r := l.run
	good := r.verify(ops)
	if l.person.lies {
		good = l.withoutSibling(good)
	}
	var report community.Report
	committed := l.update(func(w *writing) error {
		report, w.fed = community.Report{}, true
		return w.engine.Ingest(w.tx, good, &report)
	})
	if !committed {
		return community.Report{}
	}
	for _, refusal := range report.Refused {
		r.saw("refusal")
		if author, acked := r.acked[refusal.ID]; acked && !l.person.lies {
			r.fail("%s refuses %s, which %s wrote by the rules: %w", l.name, r.name(refusal.ID), author.name, refusal.Err)
		}
		r.note("%s refuses %s: %v", l.name, r.name(refusal.ID), refusal.Err)
	}
	if len(report.Dropped) > 0 {
		r.saw("branch dropped")
	}
	l.keepStored(good, report.Stored)
	return report
}

// keepStored notes what an honest laptop held at some time.
func (l *laptop) keepStored(ops []*op.Op, stored []op.ID) {
	if l.person.lies || len(stored) == 0 {
		return
	}
	for _, id := range stored {
		l.run.storedBy[id] = append(l.run.storedBy[id], l)
		if l.run.everStored[id] == nil {
			l.view(func(v community.View) error {
				s, ok, err := v.Load(id)
				if ok {
					l.run.everStored[id] = s.Op
				}
				return err
			})
		}
	}
}
