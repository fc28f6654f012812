package store_test

// Every question is answered from an index: its cost goes by the answer, not by how much there is.

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/reconcile"
	"github.com/folkmoot/folkmoot/store"
)

// mayScan are beginnings of statements that read a whole table on purpose: small tables read at start, pages of a whole list, what is local.
var mayScan = []string{
	"SELECT count(*) FROM sqlite_schema", "SELECT name FROM migrations",
	"SELECT number, parts, heads, names FROM pasts", "SELECT key, account, tip", "SELECT ord, subject, steward, time_ms, reason FROM mutes",
	"SELECT name, title, text, track", "SELECT ord, subject, author, time_ms, delegates", "SELECT account FROM local_mutes", "SELECT name, at_ms FROM local_peers",
	"SELECT id FROM damaged", "SELECT place, length(header)", "SELECT ord FROM search_stale", "DELETE FROM", "INSERT INTO search",
	"SELECT rowid FROM search",
	// The newest texts, at most so many.
	"SELECT ord FROM topics ORDER BY ord DESC LIMIT", "SELECT ord FROM comments ORDER BY ord DESC LIMIT",
	"SELECT ord FROM revisions ORDER BY ord DESC LIMIT", "SELECT ord FROM amendments ORDER BY ord DESC LIMIT",
	// Along the partial index of what is not applied.
	"SELECT ord, device, seq, kind, past, subject, verdict, header, body IS NOT NULL FROM ops INDEXED BY ops_not_applied",
	"SELECT DISTINCT kind FROM ops INDEXED BY ops_not_applied",
	// Along the partial index of what has no body.
	"SELECT header FROM ops INDEXED BY ops_bare",
}

func TestNothingIsReadInVain(t *testing.T) {
	h := newHall(t)
	thread, rows := h.everyRow()
	h.put(rows...)
	waits := (&log{device: 9}).write(t, "waits").Op
	apply(t, h.replica, community.Changes{
		Pasts: []authority.Past{{ID: 1}}, Wait: []community.WaitingOp{{Op: waits, For: op.ID{1}}}, DropSubjects: []op.ID{thread}, Rows: rows,
		Verdicts: []community.VerdictChange{{ID: thread, Verdict: kind.Cut}},
	})
	if _, err := h.replica.Search(t.Context(), "garden", 10); err != nil {
		t.Fatal(err)
	}
	var reader *store.Session
	h.read(func(r app.Reader) {
		askEverything(t, r, thread)
		reader = r.(*store.Session)
		checkPlans(t, reader)
	})
	if err := h.replica.Update(t.Context(), func(tx community.Tx) error {
		if err := tx.Apply(community.Changes{
			Store: []community.NewOp{(&log{device: 8}).write(t, "x", thread)}, Release: []op.ID{waits.ID},
			Rows: rows, DropSubjects: []op.ID{thread}, Drop: []op.ID{{1}},
		}); err != nil {
			return err
		}
		checkPlans(t, tx.(*store.Tx).Session)
		return errUndone
	}); err == nil {
		t.Fatal("not undone")
	}
}

func askEverything(t *testing.T, r app.Reader, thread op.ID) {
	t.Helper()
	meta := func(community.Meta) bool { return true }
	stored := func(community.Stored) bool { return true }
	person := account(2)
	for i, err := range []error{
		r.Ops(0, stored), r.ChainOps(stored), r.UnknownKinds(func(string) bool { return true }), r.SubjectOps(thread, stored), r.Citing(thread, meta), r.PastOps(1, meta),
		r.DeviceOps(deviceID(1), 1, meta), r.Pasts(func(authority.Past) bool { return true }),
		r.Devices(func(community.DeviceRecord) bool { return true }), r.Waiting(op.ID{1}, func(*op.Op) bool { return true }),
		r.AllWaiting(func(*op.Op) bool { return true }), r.Verdicts(func(community.VerdictChange) bool { return true }),
		r.Ballots(thread, func(poll.Ballot) bool { return true }),
		second(r.Topics(app.Page{})), second(r.Proposals(app.Page{})), second(r.Revisions(thread)), second(r.Amendments(thread)),
		second(r.Comments(thread, app.Page{})), second(r.CommentCount(thread)), second(r.Talk(thread, app.TalkQuery{})), second(r.Agreements(thread)), second(r.AgreementsIn(thread)), second(r.Hidden(thread)),
		second(r.AllHidden(app.Page{})), second(r.Mutes()), second(r.Mentioning(person, app.Page{})), second(r.Answering(person, app.Page{})),
		second(r.Polls(app.Page{})), second(r.PollsOf(thread)), second(r.BallotsBy(thread, person)), second(r.Delegations()), second(r.IDs("bafyreia", 5)),
		second(r.Newest(app.Page{})), second(r.NotApplied(app.Page{})), second(r.OpCount()), second(r.Damaged()), second(r.Drafts()),
		second(r.IsRead(thread)), second(r.PersonalMutes()), second(r.Peers()), second(r.WaitingCount()),
		second(r.LastOrder()), second(r.LogOrders(deviceID(1), 0, 5)), second(r.Bare(5)), r.OpsAt([]uint64{1}, stored),
		second(r.RangeSums([]reconcile.Range{{}, {Bits: 20}})), second(r.RangeIDs(reconcile.Range{Bits: 3}, 5)),
	} {
		if err != nil {
			t.Fatalf("question %d: %v", i, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func checkPlans(t *testing.T, s *store.Session) {
	t.Helper()
	plans, err := s.Plans()
	if err != nil {
		t.Fatal(err)
	}
	if len(plans) < 20 {
		t.Fatalf("%d statements were looked at", len(plans))
	}
	for text, plan := range plans {
		for _, step := range plan {
			if scansOnPurpose(text) {
				continue
			}
			if strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN CONSTANT") || strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s\n  %s", text, strings.Join(plan, "\n  "))
			}
		}
	}
}

func scansOnPurpose(text string) bool {
	for _, beginning := range mayScan {
		if strings.HasPrefix(text, beginning) {
			return true
		}
	}
	return false
}
