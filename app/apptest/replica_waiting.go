package apptest

// Situations about what waits: it is found, gets its body, and leaves when there is no more room.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

func waitingFound(t *replicaTest) {
	missing, other := op.ID{7}, op.ID{8}
	var ops []*op.Op
	var wait []community.WaitingOp
	for i := range 40 {
		ops = append(ops, t.writer.write(1, fmt.Sprint(i)).Op)
		wait = append(wait, community.WaitingOp{Op: ops[i], For: missing})
	}
	bare := t.writer.write(2, "without its body").Op.WithoutBody()
	t.apply(community.Changes{Wait: append(wait, community.WaitingOp{Op: bare, For: bare.ID})})
	count := func(want int) {
		t.Helper()
		t.view(func(v community.View) {
			n, err := v.WaitingCount()
			t.must(err)
			t.equal("waiting", n, want)
		})
	}
	count(41)
	t.view(func(v community.View) {
		t.equal("oldest first", collect(t, func(yield func(*op.Op) bool) error { return v.Waiting(missing, yield) }), ops)
		t.equal("waiting for itself", collect(t, func(yield func(*op.Op) bool) error { return v.Waiting(bare.ID, yield) }), []*op.Op{bare})
	})
	t.apply(community.Changes{Wait: []community.WaitingOp{{Op: ops[3], For: other}, {Op: ops[3], For: other}}})
	count(41)
	t.view(func(v community.View) {
		moved, there, err := v.WaitingOp(ops[3].ID)
		t.must(err)
		t.equal("found by its id", there, true)
		t.equal("as it is", moved, community.WaitingOp{Op: ops[3], For: other})
		_, there, err = v.WaitingOp(missing)
		t.must(err)
		t.equal("what is waited for waits", there, false)
	})
	t.apply(community.Changes{Release: []op.ID{ops[0].ID, ops[0].ID, {0xee}}})
	count(40)
	t.view(func(v community.View) {
		_, there, err := v.WaitingOp(ops[0].ID)
		t.must(err)
		t.equal("what was released waits", there, false)
	})
	t.view(func(v community.View) {
		all := collect(t, v.AllWaiting)
		t.equal("all by age", []op.ID{all[0].ID, all[2].ID, all[39].ID}, []op.ID{ops[1].ID, ops[3].ID, bare.ID})
		t.equal("moved on", t.idsWaiting(v, other), []op.ID{ops[3].ID})
		t.equal("first of the rest", t.idsWaiting(v, missing)[0], ops[1].ID)
		_, there, err := v.Meta(ops[1].ID)
		t.must(err)
		t.equal("what waits is stored", there, false)
	})
}

func waitingGetsItsBody(t *replicaTest) {
	missing, other := op.ID{7}, op.ID{8}
	whole := t.writer.write(1, "it came without this").Op
	bare := whole.WithoutBody()
	waits := func(want community.WaitingOp) {
		t.Helper()
		t.view(func(v community.View) {
			got, there, err := v.WaitingOp(whole.ID)
			t.must(err)
			t.equal("it waits", there, true)
			t.equal("as", got, want)
		})
	}
	t.apply(community.Changes{Wait: []community.WaitingOp{{Op: bare, For: missing}}})
	waits(community.WaitingOp{Op: bare, For: missing})
	t.apply(community.Changes{Wait: []community.WaitingOp{{Op: whole, For: missing}}})
	waits(community.WaitingOp{Op: whole, For: missing})
	t.apply(community.Changes{Wait: []community.WaitingOp{{Op: bare, For: other}}})
	waits(community.WaitingOp{Op: whole, For: other})
	// The bound in bytes counts the body: what filled it lets go all that was there before.
	t.apply(community.Changes{Release: []op.ID{whole.ID}})
	t.view(func(v community.View) {
		n, err := v.WaitingCount()
		t.must(err)
		t.equal("waiting", n, 0)
	})
}

func waitingEvictedByCount(t *replicaTest) {
	missing := op.ID{7}
	var all []op.ID
	t.update(func(tx community.Tx) {
		for range community.MaxWaitingOps + 25 {
			o := t.writer.write(1, "").Op
			all = append(all, o.ID)
			t.must(tx.Apply(community.Changes{Wait: []community.WaitingOp{{Op: o, For: missing}}}))
		}
	})
	t.view(func(v community.View) {
		n, err := v.WaitingCount()
		t.must(err)
		t.equal("as many as may wait", n, community.MaxWaitingOps)
		t.equal("the newest", t.idsWaiting(v, missing), all[25:])
	})
}

func waitingEvictedByBytes(t *replicaTest) {
	missing, body := op.ID{7}, strings.Repeat("x", op.MaxBodyBytes)
	var all []*op.Op
	t.update(func(tx community.Tx) {
		for range community.MaxWaitingBytes/op.MaxBodyBytes + 10 {
			all = append(all, t.writer.write(1, body).Op)
			t.must(tx.Apply(community.Changes{Wait: []community.WaitingOp{{Op: all[len(all)-1], For: missing}}}))
		}
	})
	t.view(func(v community.View) {
		bytes, count := 0, 0
		last := op.ID{}
		t.must(v.Waiting(missing, func(o *op.Op) bool {
			bytes += sizeOf(o)
			count++
			last = o.ID
			return true
		}))
		if bytes > community.MaxWaitingBytes || bytes < community.MaxWaitingBytes-2*op.MaxBodyBytes {
			t.Fatalf("%d bytes wait", bytes)
		}
		n, err := v.WaitingCount()
		t.must(err)
		t.equal("counted", n, count)
		t.equal("the newest stays", last, all[len(all)-1].ID)
	})
	t.apply(community.Changes{Release: []op.ID{all[len(all)-1].ID}, Wait: []community.WaitingOp{{Op: t.writer.write(2, body).Op, For: missing}}})
	t.view(func(v community.View) { t.equal("room was made", len(t.idsWaiting(v, missing)) > 1000, true) })
}
