package store_test

// Ids, newest ops, verdicts, and what is local.

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestIDsByTheirBeginning(t *testing.T) {
	h := newHall(t)
	var all []op.ID
	for range 300 {
		all = append(all, h.op(1, op.ID{}))
	}
	slices.SortFunc(all, op.ID.Compare)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(all).Draw(rt, "id").String()
		prefix := text[:rapid.IntRange(7, len(text)).Draw(rt, "length")]
		limit := rapid.IntRange(1, 400).Draw(rt, "limit")
		var want []op.ID
		for _, id := range all {
			if id.String()[:len(prefix)] == prefix && len(want) < limit {
				want = append(want, id)
			}
		}
		h.read(func(r app.Reader) {
			got, err := r.IDs(prefix, limit)
			h.equal(prefix, err, got, want)
		})
	})
	h.read(func(r app.Reader) {
		for _, prefix := range []string{"", "x", "bafyrei!", "bafyreiä", "bafkrei", all[0].String() + "a"} {
			got, err := r.IDs(prefix, 10)
			h.equal("a beginning of nothing: "+prefix, err, len(got), 0)
		}
	})
}

func TestNewestAndNotApplied(t *testing.T) {
	h := newHall(t)
	var all []op.ID
	for range 6 {
		all = append(all, h.op(1, op.ID{}))
	}
	apply(t, h.replica, community.Changes{Verdicts: []community.VerdictChange{
		{ID: all[1], Verdict: kind.Cut}, {ID: all[3], Verdict: kind.NoRight}, {ID: all[4], Verdict: kind.Cut},
	}})
	apply(t, h.replica, community.Changes{Verdicts: []community.VerdictChange{{ID: all[4], Verdict: kind.Applied}}})
	ids := func(metas []community.Meta) (ids []op.ID) {
		for _, m := range metas {
			ids = append(ids, m.ID)
		}
		return ids
	}
	h.read(func(r app.Reader) {
		newest, err := r.Newest(app.Page{Limit: 2})
		h.equal("newest", err, ids(newest), []op.ID{all[5], all[4]})
		newest, err = r.Newest(app.Page{After: all[4], Limit: 2})
		h.equal("the next page", err, ids(newest), []op.ID{all[3], all[2]})
		h.equal("verdict", nil, newest[0].Verdict, kind.NoRight)
		not, err := r.NotApplied(app.Page{})
		h.equal("not applied", err, ids(not), []op.ID{all[3], all[1]})
		not, err = r.NotApplied(app.Page{After: all[3]})
		h.equal("the next page of those", err, ids(not), []op.ID{all[1]})
		n, err := r.OpCount()
		h.equal("counted", err, n, 6)
	})
	apply(t, h.replica, community.Changes{Drop: []op.ID{all[5]}})
	h.read(func(r app.Reader) {
		n, err := r.OpCount()
		h.equal("counted after a drop", err, n, 5)
	})
}

func TestVerdictsComeByID(t *testing.T) {
	h := newHall(t)
	want := make([]community.VerdictChange, 0, 700)
	for i := range 700 {
		want = append(want, community.VerdictChange{ID: h.op(1, op.ID{}), Verdict: kind.Applied})
		if i%3 == 0 {
			want[i].Verdict = kind.Undone
		}
	}
	apply(t, h.replica, community.Changes{Verdicts: want})
	slices.SortFunc(want, func(a, b community.VerdictChange) int { return a.ID.Compare(b.ID) })
	h.read(func(r app.Reader) {
		var got []community.VerdictChange
		err := r.Verdicts(func(v community.VerdictChange) bool {
			got = append(got, v)
			return true
		})
		h.equal("all of them", err, got, want)
		got = nil
		err = r.Verdicts(func(v community.VerdictChange) bool {
			got = append(got, v)
			return len(got) < 300
		})
		h.equal("until told to stop", err, got, want[:300])
	})
}

func TestWhatIsLocal(t *testing.T) {
	h := newHall(t)
	first := app.LocalDraft{ID: "1", Title: "A bench", Text: "of oak", Track: "money", Topic: op.ID{1}, Revises: op.ID{2}, ChangedMillis: 5}
	second := app.LocalDraft{ID: "2", Text: "newer", ChangedMillis: 6}
	local := func(write func(l app.Local) error) {
		t.Helper()
		if err := h.replica.UpdateLocal(t.Context(), write); err != nil {
			t.Fatal(err)
		}
	}
	local(func(l app.Local) error { return l.PutDraft(first) })
	local(func(l app.Local) error { return l.PutDraft(second) })
	local(func(l app.Local) error { return l.MarkRead(op.ID{7}, true) })
	local(func(l app.Local) error { return l.MutePersonally(account(9), true) })
	local(func(l app.Local) error { return l.MutePersonally(account(9), true) })
	local(func(l app.Local) error { return l.MutePersonally(account(8), true) })
	local(func(l app.Local) error { return l.SetPeerFrontier("Bea", []op.ID{{3}, {4}}, 77) })
	local(func(l app.Local) error { return l.SetPeerFrontier("Ann", nil, 78) })
	h.read(func(r app.Reader) {
		drafts, err := r.Drafts()
		h.equal("drafts", err, drafts, []app.LocalDraft{second, first})
		d, there, err := r.Draft("1")
		h.equal("draft", err, d, first)
		h.equal("draft is there", nil, there, true)
		read, err := r.IsRead(op.ID{7})
		h.equal("read", err, read, true)
		read, err = r.IsRead(op.ID{8})
		h.equal("not read", err, read, false)
		muted, err := r.PersonalMutes()
		h.equal("muted", err, muted, []op.AccountID{account(8), account(9)})
		tips, at, known, err := r.PeerFrontier("Bea")
		h.equal("frontier", err, tips, []op.ID{{3}, {4}})
		h.equal("when", nil, at, int64(77))
		h.equal("known", nil, known, true)
		_, _, known, err = r.PeerFrontier("Cy")
		h.equal("a stranger", err, known, false)
		peers, err := r.Peers()
		h.equal("peers", err, peers, []app.Peer{{Name: "Ann", AtMillis: 78}, {Name: "Bea", AtMillis: 77}})
	})
	local(func(l app.Local) error { return l.NoteDrop(op.ID{5}, 100) })
	local(func(l app.Local) error { return l.NoteDrop(op.ID{5}, 300) })
	local(func(l app.Local) error { return l.NoteDrop(op.ID{6}, 200) })
	h.read(func(r app.Reader) {
		due, err := r.DueDrops(200, 10)
		h.equal("due to be dropped", err, due, []op.ID{{5}})
		due, err = r.DueDrops(201, 1)
		h.equal("no more than asked for", err, len(due), 1)
	})
	local(func(l app.Local) error { return l.ForgetDrop(op.ID{5}) })
	h.read(func(r app.Reader) {
		due, err := r.DueDrops(999, 10)
		h.equal("still due", err, due, []op.ID{{6}})
	})
	local(func(l app.Local) error { return l.DropDraft("1") })
	local(func(l app.Local) error { return l.DropDraft("none") })
	local(func(l app.Local) error { return l.MarkRead(op.ID{7}, false) })
	local(func(l app.Local) error { return l.MutePersonally(account(8), false) })
	h.read(func(r app.Reader) {
		drafts, err := r.Drafts()
		h.equal("drafts left", err, drafts, []app.LocalDraft{second})
		read, err := r.IsRead(op.ID{7})
		h.equal("unread again", err, read, false)
		muted, err := r.PersonalMutes()
		h.equal("muted still", err, muted, []op.AccountID{account(9)})
	})
}
