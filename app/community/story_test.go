package community_test

// Stories: situations of authority with real keys, longer than those of data/authority.

import (
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

func text(s string) charter.Acts { return charter.Acts{Text: &s} }

// Situation 17: a rival commit that its signer held back, published after fifty settled ones and after his removal.
func TestHeldBackRivalMovesNothing(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, moe := s.Join(ada, "bob"), s.Join(ada, "moe")
	council(t, s, ada, bob, moe)
	parent := s.Here.Head()
	s.Apart(moe)
	heldBack, rival := s.Commit(moe, bob).On(parent).Signed(text("moe's rules"))
	for i := range 50 {
		s.Commit(ada, bob).Act(text(fmt.Sprintf("rule %d", i)))
		s.Settle(ada)
	}
	removal := moe.Removal(map[*apptest.Laptop]op.ID{moe: moe.Tip()})
	head := s.Commit(ada, bob).Act(removal)
	s.Settle(ada)

	moe.Publish(moe.Sign(moe.Header(authority.KindCommit), rival))
	s.Here.Take(s.Ops...)
	now := s.Here.Engine.Authority().Now()
	if now.Head() != head || now.Settled != head || now.Stuck != authority.NotStuck {
		t.Errorf("the head is %s (%q), want %s", now.Head().Short(), now.Stuck, head.Short())
	}
	// His guilt is shown: the commit is known, with his signature, and does not stand.
	commits := commitsOf(s.Here)
	at := slices.IndexFunc(commits, func(c authority.Proposed) bool { return c.ID == heldBack })
	if at < 0 || commits[at].Stands || !commits[at].Carried || !slices.Contains(commits[at].Signers, moe.Account) {
		t.Errorf("the rival is not shown: %v", at)
	}
	converge(t, s)
}

// Situation 18: a founder signs a second first commit.
func TestSecondFirstCommitMovesNothing(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	genesis := s.Here.Head()
	s.Commit(ada).Act(text("first"))
	s.Settle(ada)
	head := s.Commit(ada).Act(text("second"))
	s.Settle(ada)
	s.Commit(ada).On(genesis).Act(charter.Acts{Tellers: apptest.Devices(ada.Second("ada-2"))})
	if s.Settle(ada); s.Here.Head() != head {
		t.Errorf("the head is %s, want %s", s.Here.Head().Short(), head.Short())
	}
	// Nor can the teller seal it any more, whatever it says: it has sealed another value in its view.
	step := func(name string, view uint32, value op.ID) *op.Op {
		return ada.Sign(ada.Header(name), &authority.AgreementBody{Base: genesis, View: view, Value: value})
	}
	rival := commitsOf(s.Here)[2].ID
	mustRefuse(t, s.Here, step("agreement.propose", 0, rival), community.ErrRefused)
	ada.Publish(step("agreement.turn", 1, op.ID{}))
	mustRefuse(t, s.Here, step("agreement.propose", 1, rival), community.ErrRefused)
	mustRefuse(t, s.Here, step("agreement.seal", 1, rival), community.ErrRefused)
	converge(t, s)
}

// Situation 23: a removed admitter forks below his cut: nothing of it counts.
func TestRemovedAdmitterForksBelowHisCut(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	admitters := apptest.Accounts(dan)
	s.Commit(ada).Act(charter.Acts{Admitters: &admitters})
	eve, fay, gus := s.Newcomer(ada, "eve"), s.Newcomer(ada, "fay"), s.Newcomer(ada, "gus")
	admit := func(l *apptest.Laptop) *authority.AdmitBody {
		return &authority.AdmitBody{Join: l.Join, Account: l.Account}
	}
	below := dan.Header(authority.KindAdmit, fay.Join)
	dan.Write(authority.KindAdmit, admit(eve), eve.Join)
	last := dan.Write(proposal.KindTopic, topic("goodbye"))
	s.Commit(ada).Act(dan.Removal(map[*apptest.Laptop]op.ID{dan: last}))

	fork := mustVerdict(t, dan, dan.Sign(below, admit(fay)), kind.Cut)
	next := below
	next.Seq, next.Prev, next.Deps = below.Seq+1, fork, []op.ID{gus.Join}
	more := dan.Sign(next, admit(gus))
	s.Here.Take(more)
	s.Ops = append(s.Ops, more)
	// gus says that he was admitted, and rests on the branch.
	h := gus.Header(proposal.KindTopic, more.ID)
	post := mustVerdict(t, gus, gus.Sign(h, topic("I am in")), kind.Applied)
	if got := s.Here.Verdict(more.ID); got != kind.Cut {
		t.Errorf("the admission on the branch is %s, want %s", got, kind.Cut)
	}
	if !isMember(s.Here, eve.Account) || isMember(s.Here, fay.Account) || isMember(s.Here, gus.Account) {
		t.Error("who was admitted below the cut is in, and nobody else")
	}
	if person := personOf(t, s.Here, gus); !person.Newcomer || s.Here.Verdict(post) == 0 {
		t.Error("gus is no newcomer any more")
	}
	converge(t, s)
}

func TestRetiredFromOfficeAndAppointedAgain(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	danAlone, nobody := apptest.Accounts(dan), []op.AccountID{}
	s.Commit(ada).Act(charter.Acts{Admitters: &danAlone})
	eve := s.Newcomer(ada, "eve")
	admit := func(l *apptest.Laptop) *op.Op {
		return dan.Sign(dan.Header(authority.KindAdmit, l.Join), &authority.AdmitBody{Join: l.Join, Account: l.Account})
	}
	last := mustVerdict(t, dan, admit(eve), kind.Applied)
	s.Commit(ada).Act(charter.Acts{
		Admitters: &nobody, EndOffice: []charter.Ending{{Account: dan.Account, Cut: apptest.Cut(map[*apptest.Laptop]op.ID{dan: last})}},
	})
	fay, gus := s.Newcomer(ada, "fay"), s.Newcomer(ada, "gus")
	mustVerdict(t, dan, admit(fay), kind.NoRight)
	post := dan.Write(proposal.KindTopic, topic("I still talk"))
	s.Commit(ada).Act(charter.Acts{Admitters: &danAlone})
	if got := s.Here.Verdict(post); got != kind.Applied {
		t.Errorf("a member's text is %s after the end of his office", got)
	}
	mustVerdict(t, dan, admit(gus), kind.Applied)
	if !isMember(s.Here, eve.Account) || isMember(s.Here, fay.Account) || !isMember(s.Here, gus.Account) {
		t.Error("in are those admitted in office, before and after")
	}
	converge(t, s)
}

func TestApprovalPutsWhatWasCutInForceAgain(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	admitters := apptest.Accounts(dan)
	s.Commit(ada).Act(charter.Acts{Admitters: &admitters})
	eve := s.Newcomer(ada, "eve")
	admission := dan.Write(authority.KindAdmit, &authority.AdmitBody{Join: eve.Join, Account: eve.Account}, eve.Join)
	eve.Write(proposal.KindTopic, topic("as a member"))
	s.Commit(ada).Act(dan.Removal(nil))
	if isMember(s.Here, eve.Account) || s.Here.Verdict(admission) != kind.Cut {
		t.Fatalf("the admission is %s", s.Here.Verdict(admission))
	}
	ada.Write(authority.KindApprove, &authority.ApproveBody{Of: admission}, admission)
	if !isMember(s.Here, eve.Account) || s.Here.Verdict(admission) != kind.Applied {
		t.Errorf("after the approval the admission is %s", s.Here.Verdict(admission))
	}
	converge(t, s)
}

// A laptop lost, and the phrase at hand.
func TestRecoveryByThePhrase(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	again := bob.Recovered("bob-2")
	again.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: bob.Device, Cut: bob.Tip()})
	if got := s.Here.Verdict(again.Write(proposal.KindTopic, topic("back"))); got != kind.Applied {
		t.Errorf("after recovery bob's text is %s", got)
	}
	// Without the account in its past, the phrase certifies nothing: it could be anybody's account.
	lost := s.Stranger("dan")
	h := op.Header{Community: s.Community(), Kind: authority.KindCertify, Auth: s.Here.Head()}
	mustRefuse(t, s.Here, lost.Sign(h, lost.CertifyBody(true)), community.ErrStranger)
	h.Deps = []op.ID{ada.Join}
	mustRefuse(t, s.Here, lost.Sign(h, lost.CertifyBody(true)), community.ErrStranger)
	converge(t, s)
}

func TestPetitionAfterTheTellerIsLost(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	council(t, s, ada, bob, cat)
	settled := s.Here.Head()
	// ada's laptop, the only teller, is gone. A commit cannot replace it, a petition of the council can.
	s.Commit(bob, cat).Act(charter.Acts{Tellers: apptest.Devices(bob)})
	if s.Here.Head() != settled {
		t.Fatal("a council's commit replaced the tellers")
	}
	petition := s.Commit(bob, cat).On(settled).Petition().Act(charter.Acts{Tellers: apptest.Devices(bob)})
	if s.Here.Head() != petition {
		t.Fatalf("the petition does not stand: %s", s.Here.Head().Short())
	}
	next := s.Commit(bob, cat).Act(text("goes on"))
	s.Settle(bob)
	now := s.Here.Engine.Authority().Now()
	if now.Head() != next {
		t.Errorf("the tellers that the petition names do not go on from it: %s", now.Head().Short())
	}
	converge(t, s)
}

func TestThirteenTellersSettleAmongManyRivals(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	tellers := []*apptest.Laptop{ada}
	for i := range 12 {
		tellers = append(tellers, s.Join(ada, fmt.Sprintf("teller%d", i)))
	}
	s.Commit(ada).Act(charter.Acts{Tellers: apptest.Devices(tellers...)})
	s.Settle(ada)
	parent := s.Here.Head()
	for i := range 20 {
		s.Commit(ada).On(parent).Act(text(fmt.Sprintf("rival %d", i)))
	}
	if now := s.Here.Engine.Authority().Now(); now.Stuck != authority.Rivals {
		t.Fatalf("20 rivals, and stuck is %q", now.Stuck)
	}
	s.Settle(tellers...)
	now := s.Here.Engine.Authority().Now()
	if now.Settled == parent || now.Stuck != authority.NotStuck {
		t.Errorf("13 tellers settle nothing: %q", now.Stuck)
	}
	for _, o := range s.Ops {
		if len(o.Header.Deps) > op.MaxDeps-4 {
			t.Errorf("a %s has %d deps", o.Header.Kind, len(o.Header.Deps))
		}
	}
	converge(t, s)
}

func commitsOf(p *apptest.Party) (list []authority.Proposed) {
	p.Ask(func(g *authority.Graph) { list = g.Commits() })
	return list
}
