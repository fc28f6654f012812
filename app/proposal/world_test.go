package proposal_test

// A small community in memory: ops with bodies and deps, but without bytes and signatures.

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// person writes ops. Ann is a steward, bob and cid are members, eve is a newcomer, dan is nobody.
type person string

func (p person) account() op.AccountID { return sha256.Sum256([]byte(p)) }

func (p person) standing() kind.Standing {
	rules := charter.Charter{Features: []string{charter.Core}}
	s := kind.Standing{Account: p.account(), Charter: &rules}
	s.Steward, s.Newcomer = p == "ann", p == "eve"
	s.Member = p == "ann" || p == "bob" || p == "cid"
	return s
}

type written struct {
	entry   *kind.Entry
	kind    *kind.Kind
	subject op.ID
	verdict kind.Verdict
}

type world struct {
	t     testing.TB
	kinds *kind.Registry
	ops   map[op.ID]*written
	// order is the order of writing.
	order []op.ID
	// salt makes other ids, so that the smaller of two is not always the same.
	salt byte
}

func newWorld(t testing.TB) *world {
	return &world{t: t, kinds: kind.NewRegistry(proposal.Kinds()), ops: make(map[op.ID]*written)}
}

func (w *world) SubjectOf(id op.ID) (op.ID, bool) {
	o, ok := w.ops[id]
	if !ok {
		return op.ID{}, false
	}
	return o.subject, true
}

func (w *world) KindOf(id op.ID) (string, bool) {
	o, ok := w.ops[id]
	if !ok {
		return "", false
	}
	return o.kind.Name, true
}

func (w *world) AccountOf(id op.ID) (op.AccountID, bool) {
	o, ok := w.ops[id]
	if !ok {
		return op.AccountID{}, false
	}
	return o.entry.Author.Account, true
}

func (w *world) MemberAt(op.AccountID, op.ID) bool { return false }

func (w *world) StandingAt(op.AccountID, op.ID) kind.Standing { return kind.Standing{} }

func (w *world) KeptBody(op.ID) any { return nil }

// write adds an op whose deps are what its body asks for, and more. Whether its author has the right is its verdict.
func (w *world) write(by person, kindName string, body proposal.Body, more ...op.ID) op.ID {
	w.t.Helper()
	deps := slices.Concat(body.Deps(), more)
	slices.SortFunc(deps, op.ID.Compare)
	return w.writeWith(by, kindName, body, slices.Compact(deps))
}

func (w *world) writeWith(by person, kindName string, body any, deps []op.ID) op.ID {
	w.t.Helper()
	n := len(w.order)
	header := op.Header{Kind: kindName, Deps: deps, TimeMillis: int64(1000 - n)}
	raw, err := op.Encode(body)
	if err != nil {
		w.t.Fatal(err)
	}
	k, ok := w.kinds.Lookup(kindName)
	if !ok {
		w.t.Fatalf("no kind %s", kindName)
	}
	decoded, err := k.Decode(&header, raw)
	if err != nil {
		if k.Keep {
			w.t.Fatal(err)
		}
		decoded = nil
	}
	id := op.ID(sha256.Sum256([]byte{byte(n), w.salt}))
	o := &written{kind: k, entry: &kind.Entry{Op: &op.Op{ID: id, Header: header}, Body: decoded, Author: by.standing()}}
	o.subject = id
	if k.Subject != nil {
		o.subject = k.Subject(w, o.entry)
	}
	o.verdict = kind.Applied
	if err := k.Rights(w, o.entry); err != nil {
		if !errors.Is(err, kind.ErrNoRight) {
			w.t.Fatalf("rights of a %s: %v", kindName, err)
		}
		o.verdict = kind.NoRight
	}
	w.ops[id] = o
	w.order = append(w.order, id)
	return id
}

// undone reports whether an applied act takes the op back.
func (w *world) undone(id op.ID) bool {
	for _, o := range w.ops {
		if undoer, ok := o.entry.Body.(interface{ UndoesOp() op.ID }); ok && o.verdict == kind.Applied && undoer.UndoesOp() == id {
			return true
		}
	}
	return false
}

// table is the rows of one replica.
type table map[string]kind.Row

func (t table) Row(name, key string) (kind.Row, bool, error) {
	row, ok := t[name+"/"+key]
	return row, ok, nil
}

// derive projects the ops in an order, some without their bodies, and returns the rows, with the ids of what did not fit.
func (w *world) derive(order []op.ID, bare map[op.ID]bool) (rows table, invalid []op.ID) {
	w.t.Helper()
	rows = make(table)
	for _, id := range order {
		o := w.ops[id]
		if o.verdict != kind.Applied || o.kind.Apply == nil || w.undone(id) {
			continue
		}
		entry := *o.entry
		if bare[id] {
			entry.Body = nil
		}
		changed, err := o.kind.Apply(rows, w, &entry)
		if errors.Is(err, kind.ErrInvalid) && o.kind.Keep {
			invalid = append(invalid, id)
			continue
		}
		if err != nil {
			w.t.Fatalf("applying a %s: %v", o.kind.Name, err)
		}
		for _, row := range changed {
			if row.Subject() != o.subject {
				w.t.Fatalf("a %s of subject %s changes a row of %s with subject %s", o.kind.Name, o.subject, row.Table(), row.Subject())
			}
			rows[row.Table()+"/"+row.Key()] = row
		}
	}
	slices.SortFunc(invalid, op.ID.Compare)
	return rows, invalid
}

func (w *world) rows() table {
	w.t.Helper()
	rows, _ := w.derive(w.order, nil)
	return rows
}

// row reads one row of the present state.
func row[R kind.Row](t testing.TB, rows table, id op.ID) R {
	t.Helper()
	var empty R
	raw, ok, _ := rows.Row(empty.Table(), id.String())
	if !ok {
		t.Fatalf("no row %s in %s; there are %v", id.Short(), empty.Table(), slices.Sorted(maps.Keys(rows)))
	}
	return raw.(R)
}

func all[R kind.Row](rows table) []R {
	var found []R
	for _, raw := range rows {
		if r, ok := raw.(R); ok {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b R) int { return cmp.Compare(a.Key(), b.Key()) })
	return found
}

func (w *world) topic(by person) op.ID {
	return w.write(by, proposal.KindTopic, &proposal.NewTopic{Title: "The yard", Text: "It needs a tree."})
}

func (w *world) publish(by person) op.ID {
	return w.write(by, proposal.KindPublish, &proposal.Publish{Title: "A tree", Text: "We plant an elm.", Track: "everyday"})
}

func (w *world) revise(by person, of op.ID, title string, replaces ...op.ID) op.ID {
	slices.SortFunc(replaces, op.ID.Compare)
	return w.write(by, proposal.KindRevise, &proposal.Revise{Proposal: of, Replaces: replaces, Title: title, Text: "We plant " + title})
}

func (w *world) comment(by person, on, parent op.ID) op.ID {
	return w.write(by, proposal.KindComment, &proposal.AddComment{On: on, Parent: parent, Text: "Yes, @ann", Mentions: []op.AccountID{person("ann").account()}})
}

func (w *world) withdraw(by person, of op.ID) op.ID {
	return w.write(by, proposal.KindWithdraw, &proposal.Withdraw{Of: of})
}

func (*world) WithdrawnAt(op.DeviceID, op.AccountID, op.ID) bool { return false }
