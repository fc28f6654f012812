package store_test

// Whatever happens, the file and the memory replica show the same.

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

var errUndone = errors.New("undone on purpose")

func TestFileAndMemoryShowTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file, memory := newReplica(t), apptest.NewMemory()
		defer file.Close()
		h := &history{rt: rt, logs: make(map[int][]community.NewOp), stored: make(map[op.ID]community.NewOp), waiting: make(map[op.ID]bool)}
		for range rapid.IntRange(1, 6).Draw(rt, "transactions") {
			kept := h.save()
			changes := h.transaction()
			undo := rapid.IntRange(0, 3).Draw(rt, "undo") == 0
			apply := func(tx community.Tx) error {
				for _, c := range changes {
					if err := tx.Apply(c); err != nil {
						return err
					}
				}
				if undo {
					return errUndone
				}
				return nil
			}
			got, want := file.Update(t.Context(), apply), memory.Update(t.Context(), apply)
			if (got == nil) != (want == nil) || (got != nil) != undo {
				rt.Fatalf("file says %v, memory says %v", got, want)
			}
			if undo {
				h.restore(kept)
			}
			compare(rt, h, file, memory)
		}
	})
}

func compare(rt *rapid.T, h *history, file, memory apptest.Updater) {
	var shown [2][]string
	for i, r := range []apptest.Updater{file, memory} {
		if err := r.View(rt.Context(), func(v community.View) error {
			shown[i] = h.show(rt, v)
			return nil
		}); err != nil {
			rt.Fatal(err)
		}
	}
	if diff := cmp.Diff(shown[1], shown[0]); diff != "" {
		rt.Fatalf("file differs from memory (-memory +file):\n%s", diff)
	}
}

// history makes changes that keep the contract.
type history struct {
	rt      *rapid.T
	logs    map[int][]community.NewOp
	stored  map[op.ID]community.NewOp
	order   []community.NewOp
	waiting map[op.ID]bool
	pasts   uint32
	time    int64
}

func (h *history) save() history {
	kept := *h
	kept.logs, kept.stored, kept.waiting = maps.Clone(h.logs), maps.Clone(h.stored), maps.Clone(h.waiting)
	kept.order = slices.Clone(h.order)
	return kept
}

func (h *history) restore(kept history) {
	time := h.time
	*h = kept
	h.time = time
}

func (h *history) transaction() []community.Changes {
	var all []community.Changes
	for range rapid.IntRange(1, 12).Draw(h.rt, "changes") {
		all = append(all, h.change())
	}
	return all
}

func (h *history) change() community.Changes {
	var c community.Changes
	n := h.write()
	switch act := rapid.IntRange(0, 9).Draw(h.rt, "act"); {
	case act < 6 || len(h.order) == 0:
		h.pasts++
		c.Pasts = []authority.Past{{ID: authority.PastID(h.pasts), Heads: []op.ID{n.ID}}}
		c.Store = []community.NewOp{n}
		c.Devices = []community.DeviceRecord{{Device: n.Device, Account: n.Account, Tip: n.ID, TipSeq: n.Seq, Ops: n.Seq}}
		c.Rows = []kind.Row{h.note()}
		h.stored[n.ID] = n
		h.order = append(h.order, n)
		c.Release = []op.ID{n.ID}
		delete(h.waiting, n.ID)
	case act == 6:
		c.Wait = []community.WaitingOp{{Op: n.Op, For: op.ID{byte(rapid.IntRange(1, 3).Draw(h.rt, "missing"))}}}
		h.waiting[n.ID] = true
	case act == 7:
		c.Verdicts = []community.VerdictChange{{ID: h.any().ID, Verdict: kind.Verdict(rapid.IntRange(1, 7).Draw(h.rt, "verdict"))}}
	case act == 8:
		c.DropSubjects = []op.ID{h.subject()}
		c.Rows = []kind.Row{h.note()}
	default:
		c.Drop = h.withAllThatNameIt(h.any().ID)
	}
	return c
}

// withAllThatNameIt drops an op and whatever rests on it, as the fold does.
func (h *history) withAllThatNameIt(id op.ID) []op.ID {
	gone := []op.ID{id}
	for _, n := range h.order {
		if slices.ContainsFunc(n.Cites, func(cited op.ID) bool { return slices.Contains(gone, cited) }) && !slices.Contains(gone, n.ID) {
			gone = append(gone, n.ID)
		}
	}
	h.order = slices.DeleteFunc(h.order, func(n community.NewOp) bool { return slices.Contains(gone, n.ID) })
	for _, id := range gone {
		delete(h.stored, id)
	}
	slices.Reverse(gone)
	return gone
}

func (h *history) any() community.NewOp {
	return h.order[rapid.IntRange(0, len(h.order)-1).Draw(h.rt, "which")]
}

func (h *history) subject() op.ID {
	if len(h.order) > 0 && rapid.Bool().Draw(h.rt, "an op's") {
		return h.any().ID
	}
	return op.ID{0xac, byte(rapid.IntRange(0, 2).Draw(h.rt, "account"))}
}

func (h *history) note() *apptest.Note {
	return &apptest.Note{
		Name: fmt.Sprint(rapid.IntRange(0, 5).Draw(h.rt, "row")), Of: h.subject(),
		Text: rapid.StringOfN(rapid.RuneFrom([]rune("aé界'\x00")), 0, 5, -1).Draw(h.rt, "text"),
	}
}

// write makes an op after any op of a device, so that logs fork.
func (h *history) write() community.NewOp {
	device := rapid.IntRange(1, 3).Draw(h.rt, "device")
	h.time++
	header := op.Header{Community: op.CommunityID{1}, Kind: fmt.Sprintf("note.k%d", h.time%3), Auth: op.ID{1}, TimeMillis: h.time}
	own := slices.DeleteFunc(slices.Clone(h.order), func(n community.NewOp) bool { return n.Device != deviceID(device) })
	var cites []op.ID
	if len(own) > 0 && rapid.IntRange(0, 5).Draw(h.rt, "begin anew") > 0 {
		prev := own[rapid.IntRange(max(0, len(own)-2), len(own)-1).Draw(h.rt, "prev")]
		header.Seq, header.Prev = prev.Seq+1, prev.ID
		cites = append(cites, prev.ID)
	}
	for range rapid.IntRange(0, 2).Draw(h.rt, "deps") {
		if len(h.order) > 0 {
			header.Deps = append(header.Deps, h.any().ID)
		}
	}
	slices.SortFunc(header.Deps, op.ID.Compare)
	header.Deps = slices.Compact(header.Deps)
	cites = append(cites, header.Deps...)
	slices.SortFunc(cites, op.ID.Compare)
	o, err := op.New(header, []byte("body"), deviceKey(device))
	if err != nil {
		h.rt.Fatal(err)
	}
	if rapid.IntRange(0, 4).Draw(h.rt, "bare") == 0 {
		o = o.WithoutBody()
	}
	n := community.NewOp{Op: o, Cites: slices.Compact(cites), Chain: rapid.Bool().Draw(h.rt, "chain"), Account: op.AccountID{byte(device)}}
	n.ID, n.Device, n.Seq, n.Kind, n.Verdict = o.ID, o.Header.Device, o.Header.Seq, o.Header.Kind, kind.Applied
	n.Past = authority.PastID(rapid.IntRange(1, 3).Draw(h.rt, "past"))
	switch rapid.IntRange(0, 2).Draw(h.rt, "subject") {
	case 0:
		n.Subject = o.ID
	case 1:
		n.Subject = h.subject()
	}
	return n
}

func (h *history) show(rt *rapid.T, v community.View) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	check := func(err error) {
		if err != nil {
			rt.Fatal(err)
		}
	}
	meta := func(what string) func(community.Meta) bool {
		return func(m community.Meta) bool { say("%s %+v", what, m); return true }
	}
	stored := func(what string) func(community.Stored) bool {
		return func(s community.Stored) bool { say("%s %+v %q", what, s.Meta, s.Op.Body); return true }
	}
	check(v.Ops(0, stored("op")))
	check(v.ChainOps(stored("chain")))
	check(v.Devices(func(d community.DeviceRecord) bool { say("device %+v", d); return true }))
	check(v.Pasts(func(p authority.Past) bool { say("past %+v", p); return true }))
	for i := range 4 {
		check(v.DeviceOps(deviceID(i), uint64(i%2), meta("log")))
		check(v.PastOps(authority.PastID(i), meta("past")))
		check(v.SubjectOps(op.ID{0xac, byte(i)}, stored("account")))
		check(v.Waiting(op.ID{byte(i)}, func(o *op.Op) bool { say("waiting for %d: %s %q", i, o.ID, o.Body); return true }))
	}
	for _, n := range h.order {
		check(v.Citing(n.ID, meta("citing")))
		check(v.SubjectOps(n.ID, stored("subject")))
	}
	for i := range 6 {
		row, there, err := v.Row(apptest.NotesTable, fmt.Sprint(i))
		check(err)
		say("row %d %v %+v", i, there, row)
	}
	n, err := v.WaitingCount()
	check(err)
	say("%d wait", n)
	return out
}
