package community_test

// The fold itself: what waits and is released, what is refused without a trace, forks, findings, bodies, upgrades, digests.

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestWhatWaitsIsReleasedByWhatItMisses(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	s.Commit(ada).Act(text("rule"))
	post := bob.Write(proposal.KindTopic, topic("hello"))
	p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	backwards := slices.Clone(s.Ops)
	slices.Reverse(backwards)
	for i, o := range backwards[:len(backwards)-1] {
		if report := p.Take(o); report.Waiting != 1 || len(report.Stored) != 0 {
			t.Fatalf("op %d: stored %d, waiting %d", i, len(report.Stored), report.Waiting)
		}
	}
	p.Reopen()
	report := p.Take(backwards[len(backwards)-1])
	if len(report.Stored) != len(s.Ops) || report.Waiting != 0 {
		t.Errorf("the genesis released %d of %d, and %d are said to wait on", len(report.Stored)-1, len(s.Ops)-1, report.Waiting)
	}
	at := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	if report := at.Take(backwards...); len(report.Stored) != len(s.Ops) || report.Waiting != 0 {
		t.Errorf("all at once, the last first: stored %d of %d, waiting %d", len(report.Stored), len(s.Ops), report.Waiting)
	}
	if p.Digest() != s.Here.Digest() || p.Verdict(post) != kind.Applied {
		t.Error("another state than where nothing had to wait")
	}
	if report := p.Take(s.Ops...); report.Known != len(s.Ops) || len(report.Stored)+report.Waiting+len(report.Refused) != 0 {
		t.Errorf("taken in again: %+v", report)
	}
}

func TestOpWaitsForTheCommitThatItNames(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	before := slices.Clone(s.Ops)
	s.Commit(ada).Act(text("rule"))
	h := bob.Header(proposal.KindTopic)
	h.Deps = nil // it names the commit, and cites no carrier
	h.Deps = append(h.Deps, bob.Join)
	post := bob.Sign(h, topic("hello"))
	bob.Publish(post)

	p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	p.Take(before...)
	if report := p.Take(post); report.Waiting != 1 {
		t.Fatalf("%+v", report)
	}
	if report := p.Take(s.Op(bobless(s, before))); len(report.Stored) != 2 {
		t.Errorf("the carrier released %d", len(report.Stored)-1)
	}
}

// bobless is the op that came right after those before.
func bobless(s *apptest.Story, before []*op.Op) op.ID { return s.Ops[len(before)].ID }

func TestRefusedOpsLeaveNoTrace(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	a, b := bob.Write(proposal.KindTopic, topic("a")), cat.Write(proposal.KindTopic, topic("b"))
	mark, rows := s.Here.Engine.Authority().Mark(), len(s.Here.Memory.Rows())
	eve := s.Stranger("eve")
	for i := range 20 {
		h := op.Header{Community: s.Community(), Kind: proposal.KindTopic, Deps: sorted(a, b, ada.Tip()), Auth: s.Here.Head()}
		mustRefuse(t, s.Here, eve.Sign(h, topic(fmt.Sprint(i))), community.ErrStranger)
	}
	// Not the act before it in its log.
	h := bob.Header(proposal.KindTopic)
	h.Seq++
	mustRefuse(t, s.Here, bob.Sign(h, topic("skips one")), community.ErrRefused)
	h.Prev = b
	mustRefuse(t, s.Here, bob.Sign(h, topic("another's log")), community.ErrRefused)
	if got := s.Here.Engine.Authority().Mark(); got != mark {
		t.Errorf("%d pasts are held for refused ops", got-mark)
	}
	if got := len(s.Here.Memory.Rows()); got != rows {
		t.Errorf("%d rows more", got-rows)
	}
	bob.Write(proposal.KindTopic, topic("goes on"))
	converge(t, s)
}

func sorted(ids ...op.ID) []op.ID {
	slices.SortFunc(ids, op.ID.Compare)
	return slices.Compact(ids)
}

// A device that two people certify, and that begins its log for both of them, is one forked device: each branch acts for its own.
func TestLogThatBeginsForTwoPeople(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	spare := ada.Second("spare")
	bobs := s.Shared("bob", spare)
	forBob := bob.Write(authority.KindCertify, bobs.CertifyBody(false))
	forAda := ada.Tip()
	begin := func(l *apptest.Laptop, cert op.ID) *op.Op {
		deps := sorted(cert, personOf(t, s.Here, bob).Admission)
		h := op.Header{Community: s.Community(), Kind: proposal.KindProfile, Deps: deps, Auth: s.Here.Head()}
		return l.Sign(h, &proposal.SetProfile{Name: l.Person})
	}
	first, second := begin(spare, forAda), begin(bobs, forBob)
	mustVerdict(t, spare, first, kind.Applied)
	mustVerdict(t, bobs, second, kind.Applied)
	for account, name := range map[op.AccountID]string{ada.Account: "ada", bob.Account: "bob"} {
		row, found := s.Here.Row(proposal.Profile{}.Table(), proposal.Profile{Account: account}.Key())
		if profile, is := row.(proposal.Profile); !found || !is || profile.Name != name {
			t.Errorf("%s's profile is %v", name, row)
		}
	}
	if forks := s.Here.Engine.Forks(); len(forks) != 1 || forks[0].ForkSeq != 0 {
		t.Errorf("forks: %v", forks)
	}
	converge(t, s)
	// The removal of one takes nothing of the other's.
	s.Commit(ada).Act(bob.Removal(nil))
	if a, b := s.Here.Verdict(first.ID), s.Here.Verdict(second.ID); a != kind.Applied || b != kind.Cut {
		t.Errorf("ada's is %s, and bob's %s after his removal", a, b)
	}
	converge(t, s)
}

func TestMembersOfAPollStayThoughRemovedLater(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	post := ada.Write(proposal.KindTopic, topic("the opening, for all that matters here"), bob.Tip(), personOf(t, s.Here, bob).Admission)
	eve := s.Join(ada, "eve")
	s.Commit(ada).Act(bob.Removal(nil))
	check := func(when string) {
		t.Helper()
		s.Here.View(func(v community.View) error {
			voters, err := s.Here.Engine.Electorate(v, post)
			if err == nil && !slices.Equal(voters, apptest.Accounts(ada, bob)) {
				t.Errorf("%s the voters are %d, want ada and bob", when, len(voters))
			}
			may, err2 := s.Here.Engine.MayVote(v, eve.Account, post)
			if may {
				t.Errorf("%s eve, who came later, may vote", when)
			}
			return errors.Join(err, err2)
		})
	}
	check("after the removal")
	s.Here.Reopen()
	check("after reopening")
}

func TestDigestIsAsDocumented(t *testing.T) {
	r := kind.NewRegistry([]kind.Kind{{Name: "b.two", Feature: "core"}, {Name: "a.one", Feature: "more"}})
	verdicts := []community.VerdictChange{{ID: op.ID{1}, Verdict: kind.Applied}, {ID: op.ID{2}, Verdict: kind.Cut}}
	yieldAll := func(list []community.VerdictChange) func(func(community.VerdictChange) bool) error {
		return func(yield func(community.VerdictChange) bool) error {
			for _, v := range list {
				if !yield(v) {
					break
				}
			}
			return nil
		}
	}
	got, err := community.Digest(r, yieldAll(verdicts))
	must(t, err)
	const want = "30b7883f53b82c0fcf71a4a49993bb4421a089fd13efc302662e6e517b83be01"
	if hex.EncodeToString(got[:]) != want {
		t.Errorf("digest %x, want %s", got, want)
	}
	slices.Reverse(verdicts)
	if _, err := community.Digest(r, yieldAll(verdicts)); !errors.Is(err, community.ErrOrder) {
		t.Errorf("verdicts in the wrong order: %v", err)
	}
}

// later is a build that knows the toy kinds beside ours.
func laterKinds() *kind.Registry {
	return kind.NewRegistry(authority.Kinds(), proposal.Kinds(), laterDomain())
}

func earlierKinds() *kind.Registry { return kind.NewRegistry(authority.Kinds(), proposal.Kinds()) }

// pledge is a kind of a later version: a member promises something; it names another pledge in its body alone.
type pledge struct {
	After op.ID `cbor:"after"`
}

func laterDomain() []kind.Kind {
	return []kind.Kind{{
		Name: "pledge.make", Feature: authority.Core, Keep: true, NewBody: func() any { return new(pledge) },
		Names: func(body any) []op.ID {
			if after := body.(*pledge).After; !after.IsZero() {
				return []op.ID{after}
			}
			return nil
		},
		Rights: kind.NeedMember,
		Subject: func(w kind.World, e *kind.Entry) op.ID {
			if subject, ok := w.SubjectOf(e.Body.(*pledge).After); ok {
				return subject
			}
			return e.Op.ID
		},
		// A pledge that goes on from one that does not count does not count either.
		Apply: func(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
			after := e.Body.(*pledge).After
			subject := e.Op.ID
			if !after.IsZero() {
				if _, found, err := rows.Row(apptest.NotesTable, after.String()); err != nil || !found {
					return nil, errors.Join(err, fmt.Errorf("%w: it goes on from none", kind.ErrInvalid))
				}
				subject, _ = w.SubjectOf(after)
			}
			return []kind.Row{&apptest.Note{Name: e.Op.ID.String(), Of: subject, Text: "pledge"}}, nil
		},
	}}
}

func TestInvalidBecomesValidAgain(t *testing.T) {
	s := apptest.NewStoryWith(t, laterKinds())
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	first := dan.Write("pledge.make", &pledge{})
	second := ada.Write("pledge.make", &pledge{After: first})
	s.Commit(ada).Act(dan.Removal(map[*apptest.Laptop]op.ID{dan: dan.Join}))
	if got, next := s.Here.Verdict(first), s.Here.Verdict(second); got != kind.Cut || next != kind.Invalid {
		t.Fatalf("dan's pledge is %s, and what goes on from it %s", got, next)
	}
	third := ada.Write("pledge.make", &pledge{After: second})
	if got := s.Here.Verdict(third); got != kind.Invalid {
		t.Errorf("a third is %s", got)
	}
	converge(t, s)
	ada.Write(authority.KindApprove, &authority.ApproveBody{Of: first}, first)
	for _, id := range []op.ID{first, second, third} {
		if got := s.Here.Verdict(id); got != kind.Applied {
			t.Errorf("after the approval %s is %s", id.Short(), got)
		}
	}
	converge(t, s)
}

func TestOlderVersionStoresAndUpgradesFromItsOwnStore(t *testing.T) {
	s := apptest.NewStoryWith(t, laterKinds())
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	first := ada.Write("pledge.make", &pledge{})
	second := bob.Write("pledge.make", &pledge{After: first})
	post := bob.Write(proposal.KindTopic, topic("rests on a pledge"))

	old := apptest.NewParty(t, earlierKinds(), s.Community(), op.ID{})
	if report := old.Take(s.Ops...); len(report.Stored) != len(s.Ops) {
		t.Fatalf("an older version stored %d of %d", len(report.Stored), len(s.Ops))
	}
	if got := old.Verdict(second); got != kind.Unknown || old.Verdict(post) != kind.Applied {
		t.Errorf("a pledge is %s, and what rests on it %s", got, old.Verdict(post))
	}
	old.Reopen()
	if old.Digest() == s.Here.Digest() {
		t.Error("two builds that know different kinds have one digest")
	}

	old.ReopenWith(laterKinds())
	s.Commit(ada).Act(bob.Removal(map[*apptest.Laptop]op.ID{bob: post}))
	if report := old.Take(s.Ops[len(s.Ops)-1]); len(report.Stored) != 1 || len(report.Refused) != 0 {
		t.Errorf("after the upgrade: %+v", report)
	}
	if old.Verdict(second) != kind.Applied {
		t.Errorf("after the upgrade a pledge is %s", old.Verdict(second))
	}
	if old.Digest() != s.Here.Digest() || len(old.Memory.Rows()) != len(s.Here.Memory.Rows()) {
		t.Error("the upgraded replica says something else than a new one")
	}
	converge(t, s)
}

func TestAnUnknownKindAloneStopsNothing(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	made := eve.Write("zzz.zzz", "whatever")
	if got := s.Here.Verdict(made); got != kind.Unknown || s.Here.Engine.NeedsNewer() {
		t.Errorf("by one act that is %q the community needs a newer version: %v", got, s.Here.Engine.NeedsNewer())
	}
	s.Here.Reopen()
	if s.Here.Engine.NeedsNewer() {
		t.Error("opened again, the community needs a newer version")
	}
}

// Whoever fills the replica with invented kinds hides none that a later version knows.
func TestUpgradeFindsItsKindsAmongMany(t *testing.T) {
	s := apptest.NewStoryWith(t, laterKinds())
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	for i := range 100 {
		eve.Write(fmt.Sprintf("zzz.z%d", i), "whatever")
	}
	first := ada.Write("pledge.make", &pledge{})
	old := apptest.NewParty(t, earlierKinds(), s.Community(), op.ID{})
	old.Take(s.Ops...)
	old.ReopenWith(laterKinds())
	ada.Write(proposal.KindTopic, topic("anything"))
	old.Take(s.Ops[len(s.Ops)-1])
	if old.Verdict(first) != kind.Applied || old.Digest() != s.Here.Digest() {
		t.Errorf("after the upgrade a pledge is %s", old.Verdict(first))
	}
}

func TestFeatureThatNobodyHereKnows(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	if s.Here.Engine.NeedsNewer() {
		t.Error("a new community needs a newer version")
	}
	s.Commit(ada).Act(charter.Acts{Features: []string{"ledger"}})
	if !s.Here.Engine.NeedsNewer() {
		t.Error("a feature that this build does not know is in force, and nobody is told")
	}
	s.Here.Reopen()
	if !s.Here.Engine.NeedsNewer() {
		t.Error("forgotten over a restart that the community needs a newer version")
	}
}

func TestBodiesThatComeLaterAndThoseThatAreGone(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	kept, gone := bob.Write(proposal.KindTopic, topic("kept")), bob.Write(proposal.KindTopic, topic("gone"))
	bob.Write(proposal.KindComment, &proposal.AddComment{On: kept, Text: "more"}, kept)
	bob.Write(proposal.KindWithdraw, &proposal.Withdraw{Of: gone}, gone)

	p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	for _, o := range s.Ops {
		if o.ID == kept || o.ID == gone {
			o = o.WithoutBody()
		}
		p.Take(o)
	}
	if p.Digest() != s.Here.Digest() {
		t.Error("a missing body changes a verdict")
	}
	p.Take(s.Op(kept), s.Op(gone))
	p.View(func(v community.View) error {
		for id, want := range map[op.ID]bool{kept: true, gone: false} {
			m, _, err := v.Meta(id)
			if err != nil {
				return err
			}
			if m.HasBody != want {
				t.Errorf("body of %s at hand: %v, want %v", id.Short(), m.HasBody, want)
			}
		}
		return nil
	})
	// A body of the wrong form is as good as none, and does not keep the op out.
	odd := bob.Sign(bob.Header(proposal.KindTopic), []byte{0xa0})
	mustVerdict(t, bob, odd, kind.Applied)
	converge(t, s)
}

func TestCommitStaysKnownWhoseOnlyCarrierLiesOnABranch(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, moe := s.Join(ada, "bob"), s.Join(ada, "moe")
	council(t, s, ada, bob, moe)
	fork := moe.Header(proposal.KindTopic)
	var branches []*op.Op
	for i := range 3 {
		branches = append(branches, moe.Sign(fork, topic(fmt.Sprint("branch ", i))))
	}
	slices.SortFunc(branches, func(a, b *op.Op) int { return a.ID.Compare(b.ID) })
	third := branches[2]
	h := fork
	h.Seq, h.Prev, h.Kind, h.Deps = fork.Seq+1, third.ID, authority.KindCommit, nil
	commit, body := s.Commit(moe, bob).Signed(text("carried on a branch alone"))
	carrier := moe.Sign(h, body)
	named := bob.Header(proposal.KindTopic)
	named.Auth = commit
	names := bob.Sign(named, topic("I know that commit, and cite no carrier"))

	forked := func(p *apptest.Party, ops ...*op.Op) {
		for _, o := range ops {
			p.Take(o)
		}
	}
	t.Run("nobody names it: it goes", func(t *testing.T) {
		p := s.Replayed()
		forked(p, third, carrier, branches[0], branches[1])
		if p.Verdict(carrier.ID) != 0 || p.Verdict(third.ID) != 0 {
			t.Error("a branch that nobody rests on is kept")
		}
	})
	everything := []*op.Op{third, carrier, names, branches[0], branches[1]}
	var want [32]byte
	for i, order := range permutations(len(everything)) {
		p := s.Replayed()
		for _, at := range order {
			p.Take(everything[at])
		}
		if p.Verdict(carrier.ID) == 0 || p.Verdict(names.ID) == 0 {
			t.Fatalf("order %v: the carrier is not kept, though an op that is kept names its commit", order)
		}
		if i == 0 {
			want = p.Digest()
		}
		if p.Digest() != want {
			t.Fatalf("order %v: another digest", order)
		}
		p.Reopen()
		fresh := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
		fresh.Take(p.Ops()...)
		if fresh.Digest() != want || p.Digest() != want {
			t.Fatalf("order %v: who gets what is kept has another digest", order)
		}
	}
}

func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for _, p := range permutations(n - 1) {
		for at := range n {
			all = append(all, slices.Insert(slices.Clone(p), at, n-1))
		}
	}
	return all
}

func TestEngineSaysWhatTheReplicaFailedWith(t *testing.T) {
	s := apptest.NewStory(t)
	s.Founder("ada")
	p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
	full := errors.New("the disk is full")
	err := p.Memory.Update(context.Background(), func(tx community.Tx) error {
		var report community.Report
		return p.Engine.Ingest(failing{tx, full}, s.Ops, &report)
	})
	if !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
	p.Reopen()
	if report := p.Take(s.Ops...); len(report.Stored) != 1 {
		t.Errorf("after reopening: %+v", report)
	}
}

type failing struct {
	community.Tx
	err error
}

func (f failing) Apply(community.Changes) error { return f.err }

func TestVerifySortsGoodFromBad(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	for i := range 5 {
		ada.Write(proposal.KindTopic, topic(fmt.Sprint(i)))
	}
	forged := *s.Ops[3]
	forged.Signature[0] ^= 1
	ops := append(slices.Clone(s.Ops), &forged)
	good, bad := community.Verify(op.NewVerifier(), bytes.NewReader(make([]byte, 64)), ops)
	if len(good) != len(s.Ops) || len(bad) != 1 || !errors.Is(bad[0].Err, op.ErrSignature) {
		t.Errorf("%d good, %d bad", len(good), len(bad))
	}
}
