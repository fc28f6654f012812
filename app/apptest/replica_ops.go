package apptest

// Situations about ops: how they are found, in which order, and by what names them.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func storedAsItWas(t *replicaTest) {
	first := t.writer.write(1, "hello")
	second := t.writer.write(1, "", first)
	second.Kind, second.Verdict, second.Subject = "poll.open", kind.NoRight, op.ID{}
	bare := newOp(t.writer.write(2, "withdrawn", first).Op.WithoutBody(), []op.ID{first.ID})
	bare.Subject, bare.Past, bare.Verdict = first.ID, 7, kind.Unknown
	t.store(first, second, bare)
	t.view(func(v community.View) {
		for i, want := range []community.NewOp{first, second, bare} {
			want.Order = uint64(i + 1)
			meta, there, err := v.Meta(want.ID)
			t.must(err)
			t.equal("there", there, true)
			t.equal("meta", meta, want.Meta)
			stored, there, err := v.Load(want.ID)
			t.must(err)
			t.equal("there with its bytes", there, true)
			t.equal("op with its bytes", stored, community.Stored{Meta: want.Meta, Op: want.Op})
			if (stored.Op.Body == nil) != (want.Op.Body == nil) {
				t.Fatalf("body of %d bytes became %#v", want.Op.Header.BodyLen, stored.Op.Body)
			}
		}
	})
}

func emptyReplica(t *replicaTest) {
	t.view(func(v community.View) {
		_, there, err := v.Meta(op.ID{1})
		t.must(err)
		t.equal("an unknown op is there", there, false)
		_, there, err = v.Load(op.ID{1})
		t.must(err)
		t.equal("an unknown op loads", there, false)
		t.equal("citing", t.idsCiting(v, op.ID{1}), []op.ID{})
		t.equal("subject", t.idsOfSubject(v, op.ID{1}), []op.ID{})
		t.equal("device", t.idsOfDevice(v, op.DeviceID{1}, 0), []op.ID{})
		t.equal("past", t.idsOfPast(v, 1), []op.ID{})
		t.equal("waiting", t.idsWaiting(v, op.ID{1}), []op.ID{})
		t.equal("note", t.note(v, "none"), (*Note)(nil))
		t.equal("everything", t.picture(v), []string{"0 wait"})
	})
}

func orderGoesUp(t *replicaTest) {
	var last uint64
	for round := range 3 {
		a, b := t.writer.write(1, fmt.Sprint(round)), t.writer.write(2, fmt.Sprint(round))
		t.store(a, b)
		t.view(func(v community.View) {
			for _, n := range []community.NewOp{a, b} {
				meta, _, err := v.Meta(n.ID)
				t.must(err)
				if meta.Order <= last {
					t.Fatalf("order %d after %d", meta.Order, last)
				}
				last = meta.Order
			}
		})
	}
	t.view(func(v community.View) {
		all := collect(t, func(yield func(community.Stored) bool) error { return v.Ops(0, yield) })
		t.equal("all ops", len(all), 6)
		rest := collect(t, func(yield func(community.Stored) bool) error { return v.Ops(all[3].Order, yield) })
		t.equal("ops after the fourth", rest, all[4:])
	})
}

func visibleInside(t *replicaTest) {
	a := t.writer.write(1, "a")
	b := t.writer.write(2, "b", a)
	t.update(func(tx community.Tx) {
		t.must(tx.Apply(community.Changes{Store: []community.NewOp{a}, Rows: []kind.Row{&Note{"a", a.ID, "one"}}}))
		t.must(tx.Apply(community.Changes{
			Store: []community.NewOp{b}, Devices: []community.DeviceRecord{record(b)},
			Verdicts: []community.VerdictChange{{ID: a.ID, Verdict: kind.Cut}},
			Wait:     []community.WaitingOp{{Op: t.writer.write(3, "c").Op, For: op.ID{9}}},
		}))
		meta, _, err := tx.Meta(a.ID)
		t.must(err)
		t.equal("verdict", meta.Verdict, kind.Cut)
		t.equal("citing", t.idsCiting(tx, a.ID), ids(b))
		t.equal("note", t.note(tx, "a"), &Note{"a", a.ID, "one"})
		t.equal("devices", collect(t, tx.Devices), []community.DeviceRecord{record(b)})
		n, err := tx.WaitingCount()
		t.must(err)
		t.equal("waiting", n, 1)
	})
}

func contractBroken(t *replicaTest) {
	stored, other, naming := t.writer.write(1, "a"), t.writer.write(2, "b"), t.writer.write(3, "c")
	naming.Cites = []op.ID{other.ID}
	t.store(stored)
	for name, c := range map[string]community.Changes{
		"an op twice":                   {Store: []community.NewOp{stored}},
		"an op that names one not here": {Store: []community.NewOp{naming}},
		"an op without bytes":           {Store: []community.NewOp{{Meta: other.Meta}}},
		"another op's bytes":            {Store: []community.NewOp{{Meta: other.Meta, Op: naming.Op}}},
		"a verdict of nothing":          {Verdicts: []community.VerdictChange{{ID: other.ID, Verdict: kind.Applied}}},
		"a body of nothing":             {Bodies: []*op.Op{other.Op}},
		"a body that is not at hand":    {Bodies: []*op.Op{stored.Op.WithoutBody()}},
		"waiting without bytes":         {Wait: []community.WaitingOp{{For: stored.ID}}},
	} {
		if err := t.replica.Update(t.Context(), func(tx community.Tx) error { return tx.Apply(c) }); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	t.view(func(v community.View) {
		t.equal("ops", len(collect(t, func(yield func(community.Stored) bool) error { return v.Ops(0, yield) })), 1)
	})
}

func iteratorsStop(t *replicaTest) {
	root := t.writer.write(1, "root")
	all := []community.NewOp{root}
	for range 40 {
		all = append(all, about(root.ID, t.writer.write(1, "x", root)))
	}
	for i := range all {
		all[i].Chain = true
	}
	c := community.Changes{Store: all, Pasts: []authority.Past{{ID: 1}, {ID: 2}}}
	for i := range byte(3) {
		c.Devices = append(c.Devices, record(t.writer.write(i+1, "y")))
		c.Wait = append(c.Wait, community.WaitingOp{Op: t.writer.write(5, "z").Op, For: op.ID{9}})
	}
	t.apply(c)
	t.view(func(v community.View) {
		for name, iterate := range map[string]func(count func() bool) error{
			"Ops": func(count func() bool) error { return v.Ops(0, func(community.Stored) bool { return count() }) },
			"DeviceOps": func(count func() bool) error {
				return v.DeviceOps(root.Device, 0, func(community.Meta) bool { return count() })
			},
			"ChainOps": func(count func() bool) error { return v.ChainOps(func(community.Stored) bool { return count() }) },
			"Pasts":    func(count func() bool) error { return v.Pasts(func(authority.Past) bool { return count() }) },
			"Devices":  func(count func() bool) error { return v.Devices(func(community.DeviceRecord) bool { return count() }) },
			"PastOps":  func(count func() bool) error { return v.PastOps(1, func(community.Meta) bool { return count() }) },
			"SubjectOps": func(count func() bool) error {
				return v.SubjectOps(root.ID, func(community.Stored) bool { return count() })
			},
			"Citing":  func(count func() bool) error { return v.Citing(root.ID, func(community.Meta) bool { return count() }) },
			"Waiting": func(count func() bool) error { return v.Waiting(op.ID{9}, func(*op.Op) bool { return count() }) },
		} {
			for limit := 1; limit <= 2; limit++ {
				seen := 0
				t.must(iterate(func() bool { seen++; return seen < limit }))
				t.equal(name+" yields until it is told to stop", seen, limit)
			}
		}
	})
}

func readAndWriteInside(t *replicaTest) {
	root := t.writer.write(1, "root")
	var replies []community.NewOp
	for range 50 {
		replies = append(replies, about(root.ID, t.writer.write(2, "reply", root)))
	}
	t.store(append([]community.NewOp{root}, replies...)...)
	t.update(func(tx community.Tx) {
		seen := 0
		t.must(tx.Citing(root.ID, func(m community.Meta) bool {
			seen++
			t.equal("nested", t.idsCiting(tx, root.ID), ids(replies...))
			t.must(tx.SubjectOps(root.ID, func(community.Stored) bool { return false }))
			t.must(tx.Apply(community.Changes{
				Verdicts: []community.VerdictChange{{ID: m.ID, Verdict: kind.Cut}},
				Store:    []community.NewOp{t.writer.write(3, "meanwhile")},
			}))
			return true
		}))
		t.equal("replies seen", seen, 50)
	})
	t.view(func(v community.View) {
		t.must(v.Citing(root.ID, func(m community.Meta) bool {
			t.equal("verdict", m.Verdict, kind.Cut)
			return true
		}))
	})
}

func longLog(t *replicaTest) {
	var log []community.NewOp
	for i := range 700 {
		log = append(log, t.writer.write(1, fmt.Sprint(i)))
	}
	t.store(log...)
	t.view(func(v community.View) {
		t.equal("whole log", t.idsOfDevice(v, log[0].Device, 0), ids(log...))
		t.equal("from the middle", t.idsOfDevice(v, log[0].Device, 333), ids(log[333:]...))
		t.equal("beyond its end", t.idsOfDevice(v, log[0].Device, 700), []op.ID{})
		t.equal("another's", t.idsOfDevice(v, op.DeviceID{9}, 0), []op.ID{})
		all := collect(t, func(yield func(community.Stored) bool) error { return v.Ops(0, yield) })
		t.equal("all ops", len(all), 700)
		t.equal("bytes of the last", all[699].Op, log[699].Op)
	})
}

func forkedLog(t *replicaTest) {
	root := t.writer.write(1, "root")
	left := t.writer.writeAfter(1, &root, "left")
	leftTip := t.writer.writeAfter(1, &left, "left tip")
	right := t.writer.writeAfter(1, &root, "right")
	rightTip := t.writer.writeAfter(1, &right, "right tip")
	t.store(root, left, leftTip, right, rightTip)
	t.view(func(v community.View) {
		t.equal("by number, then as stored", t.idsOfDevice(v, root.Device, 0), ids(root, left, right, leftTip, rightTip))
		t.equal("from number 1", t.idsOfDevice(v, root.Device, 1), ids(left, right, leftTip, rightTip))
		t.equal("after the fork", t.idsCiting(v, root.ID), ids(left, right))
		t.equal("after one branch", t.idsCiting(v, left.ID), ids(leftTip))
		t.equal("after the other", t.idsCiting(v, right.ID), ids(rightTip))
	})
}

func citing(t *replicaTest) {
	root := t.writer.write(1, "root")
	byDep := t.writer.write(2, "dep", root)
	next := t.writer.write(1, "next")
	both := t.writer.write(3, "both", root, byDep)
	byBody := t.writer.write(4, "named in the body")
	byBody.Cites = []op.ID{root.ID}
	own := t.writer.write(1, "names its own first op", root)
	t.store(root, byDep, next, both, byBody, own)
	t.view(func(v community.View) {
		t.equal("root", t.idsCiting(v, root.ID), ids(byDep, next, both, byBody, own))
		t.equal("dep", t.idsCiting(v, byDep.ID), ids(both))
		t.equal("next", t.idsCiting(v, next.ID), ids(own))
		t.equal("leaf", t.idsCiting(v, own.ID), []op.ID{})
	})
}

func subjectOps(t *replicaTest) {
	account := op.ID{0xac}
	early := t.writer.write(1, "before its subject")
	poll := t.writer.write(2, "poll")
	early.Subject = poll.ID
	var ballots []community.NewOp
	for range 300 {
		ballots = append(ballots, about(poll.ID, t.writer.write(3, "ballot", poll)))
	}
	profile := about(account, t.writer.write(1, "profile"))
	none := about(op.ID{}, t.writer.write(1, "of nothing"))
	moved := about(account, t.writer.write(4, "an op with another subject than itself"))
	ofMoved := about(moved.ID, t.writer.write(4, "about that op"))
	t.store(append([]community.NewOp{early, poll, profile, none, moved, ofMoved}, ballots...)...)
	t.view(func(v community.View) {
		t.equal("poll", t.idsOfSubject(v, poll.ID), append(ids(early, poll), ids(ballots...)...))
		t.equal("account", t.idsOfSubject(v, account), ids(profile, moved))
		t.equal("an op that belongs elsewhere", t.idsOfSubject(v, moved.ID), ids(ofMoved))
		t.equal("nothing", t.idsOfSubject(v, op.ID{}), []op.ID{})
		t.equal("a subject without ops", t.idsOfSubject(v, op.ID{7}), []op.ID{})
		stored := collect(t, func(yield func(community.Stored) bool) error { return v.SubjectOps(poll.ID, yield) })
		t.equal("bytes", stored[300].Op, ballots[298].Op)
		t.equal("subject in meta", stored[1].Subject, poll.ID)
	})
}

func pastOps(t *replicaTest) {
	var odd, even []community.NewOp
	for i := range 100 {
		n := inPast(authority.PastID(i%2+1), t.writer.write(byte(i%3), "x"))
		t.store(n)
		if i%2 == 0 {
			odd = append(odd, n)
		} else {
			even = append(even, n)
		}
	}
	t.view(func(v community.View) {
		t.equal("past 1", t.idsOfPast(v, 1), ids(odd...))
		t.equal("past 2", t.idsOfPast(v, 2), ids(even...))
		t.equal("past 3", t.idsOfPast(v, 3), []op.ID{})
	})
}
