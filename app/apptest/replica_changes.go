package apptest

// Situations about changes: what is undone, replaced and dropped.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// beginning stores a bit of everything, and returns changes that touch all of it.
func beginning(t *replicaTest) (root community.NewOp, everything community.Changes) {
	root = t.writer.write(1, "root")
	gone := t.writer.write(2, "dropped later", root)
	bare := newOp(t.writer.write(3, "comes later", root).Op.WithoutBody(), []op.ID{root.ID})
	waits := t.writer.write(4, "waits").Op
	t.apply(community.Changes{
		Pasts: []authority.Past{{ID: 1, Heads: []op.ID{root.ID}}},
		Store: []community.NewOp{root, gone, bare}, Devices: []community.DeviceRecord{record(root), record(gone)},
		Rows: []kind.Row{&Note{"kept", root.ID, "as it was"}, &Note{"gone", gone.ID, "for now"}},
		Wait: []community.WaitingOp{{Op: waits, For: op.ID{9}}},
	})
	next := t.writer.write(1, "next", root)
	next.Chain = true
	filled, err := op.Open(bare.Op.Raw, bare.Op.Signature, []byte("comes later"))
	t.must(err)
	return root, community.Changes{
		Pasts:        []authority.Past{{ID: 2, Heads: []op.ID{next.ID}, Names: []op.ID{{5}}}},
		Store:        []community.NewOp{inPast(2, next)},
		Bodies:       []*op.Op{filled},
		Devices:      []community.DeviceRecord{record(next)},
		Verdicts:     []community.VerdictChange{{ID: root.ID, Verdict: kind.Undone}},
		Drop:         []op.ID{gone.ID},
		DropSubjects: []op.ID{gone.ID},
		Rows:         []kind.Row{&Note{"kept", root.ID, "changed"}, &Note{"new", next.ID, "new"}},
		Wait:         []community.WaitingOp{{Op: t.writer.write(4, "waits too").Op, For: op.ID{9}}},
		Release:      []op.ID{waits.ID},
	}
}

func (t *replicaTest) whole() []string {
	t.Helper()
	var all []string
	t.view(func(v community.View) {
		all = t.picture(v)
		for _, name := range []string{"kept", "gone", "new"} {
			all = append(all, fmt.Sprintf("note %+v", t.note(v, name)))
		}
		all = append(all, fmt.Sprint("waiting ", t.idsWaiting(v, op.ID{9})))
	})
	return all
}

func errorUndoes(t *replicaTest) {
	_, everything := beginning(t)
	before := t.whole()
	err := t.replica.Update(t.Context(), func(tx community.Tx) error {
		t.must(tx.Apply(everything))
		if slices.Equal(t.picture(tx), before) {
			t.Fatal("the changes change nothing")
		}
		return errOnPurpose
	})
	if !errors.Is(err, errOnPurpose) {
		t.Fatalf("got %v", err)
	}
	t.equal("after an error", t.whole(), before)
	t.apply(everything)
	t.equal("the new op", t.committedNote("new").Text, "new")
}

func (t *replicaTest) committedNote(name string) (n *Note) {
	t.Helper()
	t.view(func(v community.View) { n = t.note(v, name) })
	return n
}

func panicUndoes(t *replicaTest) {
	_, everything := beginning(t)
	before := t.whole()
	func() {
		defer func() { t.equal("recovered", recover(), any("on purpose")) }()
		t.must(t.replica.Update(t.Context(), func(tx community.Tx) error {
			t.must(tx.Apply(everything))
			panic("on purpose")
		}))
	}()
	t.equal("after a panic", t.whole(), before)
	t.apply(everything)
}

func failedApplyIsFinal(t *replicaTest) {
	root, everything := beginning(t)
	before := t.whole()
	everything.Verdicts = append(everything.Verdicts, community.VerdictChange{ID: op.ID{0xff}, Verdict: kind.Cut})
	err := t.replica.Update(t.Context(), func(tx community.Tx) error {
		if err := tx.Apply(everything); err == nil {
			t.Fatal("a verdict of nothing was accepted")
		}
		if err := tx.Apply(community.Changes{Verdicts: []community.VerdictChange{{ID: root.ID, Verdict: kind.Cut}}}); err == nil {
			t.Fatal("the transaction went on")
		}
		return nil
	})
	if err == nil {
		t.Fatal("a transaction with a failed Apply was committed")
	}
	t.equal("after a failed Apply", t.whole(), before)
}

func cancelledContext(t *replicaTest) {
	_, everything := beginning(t)
	before := t.whole()
	ctx, cancel := context.WithCancel(t.Context())
	err := t.replica.Update(ctx, func(tx community.Tx) error {
		t.must(tx.Apply(everything))
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if err := t.replica.View(ctx, func(community.View) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Fatalf("a view: got %v", err)
	}
	t.equal("after cancelling", t.whole(), before)
}

func chainAndPasts(t *replicaTest) {
	pasts := []authority.Past{{ID: 1}, {ID: 2, Heads: []op.ID{{1}, {2}}}, {ID: 3, Parts: []authority.PastID{1, 2}, Heads: []op.ID{{3}}, Names: []op.ID{{4}, {5}, {6}}}}
	var acts []community.NewOp
	for i := range 60 {
		n := t.writer.write(byte(i%4), "act")
		n.Chain = i%3 == 0
		t.store(n)
		if n.Chain {
			acts = append(acts, n)
		}
	}
	t.apply(community.Changes{Pasts: pasts[:2]}, community.Changes{Pasts: pasts[2:]})
	t.view(func(v community.View) {
		t.equal("pasts", collect(t, v.Pasts), pasts)
		var got []op.ID
		for _, s := range collect(t, v.ChainOps) {
			got = append(got, s.ID)
			t.equal("kept with its bytes", s.Op.ID, s.ID)
		}
		t.equal("acts", got, ids(acts...))
	})
}

func unknownKinds(t *replicaTest) {
	for i, name := range []string{"a", "b", "b", "c", "d"} {
		n := t.writer.write(1, name)
		n.Kind = name
		if i > 0 {
			n.Verdict = kind.Unknown
		}
		if name == "d" {
			n.Verdict = kind.Cut
		}
		t.store(n)
	}
	t.view(func(v community.View) {
		names := collect(t, v.UnknownKinds)
		slices.Sort(names)
		t.equal("kinds that nobody knew", names, []string{"b", "c"})
	})
}

func deviceRecords(t *replicaTest) {
	first, second := record(t.writer.write(1, "a")), record(t.writer.write(2, "b"))
	t.apply(community.Changes{Devices: []community.DeviceRecord{first, second}})
	first.Forked, first.ForkSeq, first.ForkOps = true, 0, [2]op.ID{{1}, {2}}
	first.Tip, first.TipSeq, first.Ops = op.ID{7}, 12, 15
	second.Account = op.AccountID{0xbb}
	t.apply(community.Changes{Devices: []community.DeviceRecord{first}}, community.Changes{Devices: []community.DeviceRecord{second}})
	want := []community.DeviceRecord{first, second}
	slices.SortFunc(want, func(a, b community.DeviceRecord) int { return a.Device.Compare(b.Device) })
	t.view(func(v community.View) { t.equal("records", collect(t, v.Devices), want) })
}

func verdictsChange(t *replicaTest) {
	a, b := t.writer.write(1, "a"), t.writer.write(1, "b")
	t.store(a, b)
	for _, verdict := range []kind.Verdict{kind.Cut, kind.Undone, kind.Applied} {
		t.apply(community.Changes{Verdicts: []community.VerdictChange{{ID: b.ID, Verdict: verdict}}})
		t.view(func(v community.View) {
			stored, _, err := v.Load(b.ID)
			t.must(err)
			t.equal("changed", stored.Verdict, verdict)
			meta, _, err := v.Meta(a.ID)
			t.must(err)
			t.equal("the other", meta.Verdict, applied)
		})
	}
}

func bodyComesLater(t *replicaTest) {
	whole := t.writer.write(1, "the body")
	t.store(newOp(whole.Op.WithoutBody(), nil))
	t.apply(community.Changes{Bodies: []*op.Op{whole.Op}})
	t.view(func(v community.View) {
		stored, _, err := v.Load(whole.ID)
		t.must(err)
		t.equal("at hand", stored.HasBody, true)
		t.equal("body", string(stored.Op.Body), "the body")
	})
}

func droppedOps(t *replicaTest) {
	root := t.writer.write(1, "root")
	kept := t.writer.write(2, "kept", root)
	gone := about(root.ID, t.writer.write(3, "gone", root, kept))
	last := t.writer.write(3, "last", gone)
	last.Cites = append(last.Cites, root.ID)
	gone.Chain, last.Chain = true, true
	waits := t.writer.write(4, "waits").Op
	t.store(root, kept, gone, last)
	t.apply(community.Changes{
		Rows: []kind.Row{&Note{"of gone", gone.ID, "rows go by their subject"}},
		Wait: []community.WaitingOp{{Op: waits, For: op.ID{9}}},
	})
	t.apply(community.Changes{Drop: []op.ID{last.ID, gone.ID, waits.ID, {0xee}}})
	t.view(func(v community.View) {
		for _, n := range []community.NewOp{gone, last} {
			_, there, err := v.Meta(n.ID)
			t.must(err)
			t.equal("there", there, false)
			_, there, err = v.Load(n.ID)
			t.must(err)
			t.equal("loads", there, false)
			t.equal("named", t.idsCiting(v, n.ID), []op.ID{})
		}
		t.equal("naming root", t.idsCiting(v, root.ID), ids(kept))
		t.equal("naming kept", t.idsCiting(v, kept.ID), []op.ID{})
		t.equal("subject", t.idsOfSubject(v, root.ID), ids(root))
		t.equal("log", t.idsOfDevice(v, gone.Device, 0), []op.ID{})
		t.equal("past", t.idsOfPast(v, 1), ids(root, kept))
		t.equal("acts", len(collect(t, v.ChainOps)), 0)
		t.equal("waiting", t.idsWaiting(v, op.ID{9}), []op.ID{})
		t.equal("row", t.note(v, "of gone").Text, "rows go by their subject")
	})
}

func droppedComesAgain(t *replicaTest) {
	root := t.writer.write(1, "root")
	branch := t.writer.write(2, "branch", root)
	t.store(root, branch)
	var before uint64
	t.update(func(tx community.Tx) {
		meta, _, err := tx.Meta(branch.ID)
		t.must(err)
		before = meta.Order
		t.must(tx.Apply(community.Changes{Drop: []op.ID{branch.ID}}))
		_, there, err := tx.Meta(branch.ID)
		t.must(err)
		t.equal("dropped inside", there, false)
	})
	t.store(branch)
	t.view(func(v community.View) {
		meta, there, err := v.Meta(branch.ID)
		t.must(err)
		t.equal("there again", there, true)
		if meta.Order <= before {
			t.Fatalf("order %d was given twice", meta.Order)
		}
		t.equal("naming root", t.idsCiting(v, root.ID), ids(branch))
	})
}

func rowsReplaced(t *replicaTest) {
	one, two := op.ID{1}, op.ID{2}
	t.apply(community.Changes{Rows: []kind.Row{&Note{"n", one, "first"}, &Note{"m", one, "other"}}})
	t.update(func(tx community.Tx) {
		t.must(tx.Apply(community.Changes{Rows: []kind.Row{&Note{"n", one, "second"}}}))
		t.equal("inside", t.note(tx, "n").Text, "second")
		t.must(tx.Apply(community.Changes{Rows: []kind.Row{&Note{"n", two, "third"}}}))
	})
	t.equal("row", t.committedNote("n"), &Note{"n", two, "third"})
	t.apply(community.Changes{DropSubjects: []op.ID{one}})
	t.equal("of another subject now", t.committedNote("n"), &Note{"n", two, "third"})
	t.equal("of the dropped one", t.committedNote("m"), (*Note)(nil))
}

func subjectDropped(t *replicaTest) {
	one, two := op.ID{1}, op.ID{2}
	t.apply(community.Changes{Rows: []kind.Row{&Note{"a", one, "old"}, &Note{"b", one, "old"}, &Note{"c", two, "old"}}})
	t.update(func(tx community.Tx) {
		t.must(tx.Apply(community.Changes{Rows: []kind.Row{&Note{"d", one, "of the same transaction"}}}))
		t.must(tx.Apply(community.Changes{DropSubjects: []op.ID{one, {3}}, Rows: []kind.Row{&Note{"a", one, "new"}}}))
		t.equal("put again", t.note(tx, "a"), &Note{"a", one, "new"})
		t.equal("dropped inside", t.note(tx, "d"), (*Note)(nil))
	})
	t.equal("put again", t.committedNote("a"), &Note{"a", one, "new"})
	t.equal("dropped", t.committedNote("b"), (*Note)(nil))
	t.equal("dropped in its transaction", t.committedNote("d"), (*Note)(nil))
	t.equal("of another subject", t.committedNote("c").Text, "old")
}

func manyRows(t *replicaTest) {
	const n = 10_000
	t.update(func(tx community.Tx) {
		for i := range n {
			t.must(tx.Apply(community.Changes{Rows: []kind.Row{
				&Note{fmt.Sprint(i), op.ID{byte(i)}, "x"}, &Note{"counter", op.ID{1, 1}, fmt.Sprint(i)},
			}}))
		}
		t.equal("an early one", t.note(tx, "17").Text, "x")
	})
	t.equal("the last one", t.committedNote(fmt.Sprint(n-1)).Text, "x")
	t.equal("one that changed each time", t.committedNote("counter").Text, fmt.Sprint(n-1))
}
