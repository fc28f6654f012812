package community_test

// Approvals: what a cut has set aside comes back by somebody who knows of the cut, and is not the one whom it cut.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func approve(l *apptest.Laptop, of op.ID, deps ...op.ID) op.ID {
	return l.Write(authority.KindApprove, &authority.ApproveBody{Of: of}, append(deps, of)...)
}

func wantVerdict(t *testing.T, s *apptest.Story, what string, id op.ID, want kind.Verdict) {
	t.Helper()
	if got := s.Here.Verdict(id); got != want {
		t.Errorf("%s is %s, want %s", what, got, want)
	}
}

// threeStewards founds a community with three stewards.
func threeStewards(t *testing.T) (s *apptest.Story, ada, bob, cid *apptest.Laptop) {
	s = apptest.NewStory(t)
	ada = s.Founder("ada")
	bob, cid = s.Join(ada, "bob"), s.Join(ada, "cid")
	s.Commit(ada).Act(charter.Acts{Council: apptest.Accounts(ada, bob, cid)})
	s.Settle(ada)
	return s, ada, bob, cid
}

func TestApprovalInAdvanceUndoesNoRemoval(t *testing.T) {
	s, ada, bob, cid := threeStewards(t)
	spare := bob.Second("bob-2")
	good := bob.Write(proposal.KindTopic, topic("good"))
	bad := bob.Write(proposal.KindTopic, topic("bad"))
	worse := bob.Write(authority.KindInvite, &authority.InviteBody{Key: op.InviteID{1}, Uses: 10, ExpiresMillis: op.MaxTimeMillis, Auto: true})
	approve(spare, bad)
	approve(cid, bad)
	own := approve(spare, worse)
	s.Commit(ada, cid).Act(bob.Removal(map[*apptest.Laptop]op.ID{bob: good, spare: own}))
	s.Settle(ada)
	wantVerdict(t, s, "what lies below the cut", good, kind.Applied)
	wantVerdict(t, s, "what a friend had approved before the cut", bad, kind.Cut)
	wantVerdict(t, s, "what he himself had approved before the cut", worse, kind.Cut)
	converge(t, s)
	approve(cid, bad)
	wantVerdict(t, s, "what is approved by who knows of the cut", bad, kind.Applied)
	wantVerdict(t, s, "what nobody has approved since", worse, kind.Cut)
	converge(t, s)
}

// Each of several cuts has to be known.
func TestApprovalAnswersTheCutsThatItKnows(t *testing.T) {
	s, ada, bob, cid := threeStewards(t)
	good := bob.Write(proposal.KindTopic, topic("good"))
	bad := bob.Write(proposal.KindTopic, topic("bad"))
	s.Commit(ada, cid).Act(bob.Removal(map[*apptest.Laptop]op.ID{bob: good}))
	approve(ada, bad)
	wantVerdict(t, s, "after one removal and an approval, it", bad, kind.Applied)
	s.Commit(ada, cid).Act(bob.Removal(nil))
	wantVerdict(t, s, "after a second removal, it", bad, kind.Cut)
	approve(ada, bad)
	wantVerdict(t, s, "after a second approval, it", bad, kind.Applied)
	wantVerdict(t, s, "what the second removal alone has cut", good, kind.Cut)
	converge(t, s)
}

func TestNobodyApprovesWhatHisOwnEndedOfficeDid(t *testing.T) {
	s, ada, bob, cid := threeStewards(t)
	invite := bob.Write(authority.KindInvite, &authority.InviteBody{Key: op.InviteID{1}, Uses: 10, ExpiresMillis: op.MaxTimeMillis})
	end := func(council ...*apptest.Laptop) charter.Acts {
		return charter.Acts{Council: apptest.Accounts(council...), EndOffice: []charter.Ending{{Account: bob.Account}}}
	}
	dan := s.Join(ada, "dan")
	s.Commit(ada, cid).Act(end(ada, cid, dan))
	wantVerdict(t, s, "the invite of an ended office", invite, kind.Cut)
	s.Commit(ada, cid).Act(charter.Acts{Council: apptest.Accounts(ada, bob, cid)})
	wantVerdict(t, s, "his approval", approve(bob, invite), kind.Applied)
	wantVerdict(t, s, "the invite that he approved himself", invite, kind.Cut)
	approve(ada, invite)
	wantVerdict(t, s, "the invite that another steward approved", invite, kind.Applied)
	converge(t, s)
}

func TestApprovalInAdvanceUndoesNoWithdrawal(t *testing.T) {
	s, ada, bob, _ := threeStewards(t)
	lost := bob.Second("bob-2")
	said := lost.Write(proposal.KindTopic, topic("who is this?"))
	approve(ada, said)
	withdrawal := bob.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: lost.Device, Cut: op.ID{}}, lost.Join)
	wantVerdict(t, s, "what was approved before its device was withdrawn", said, kind.Cut)
	approve(ada, said)
	wantVerdict(t, s, "what is approved by a past without the withdrawal", said, kind.Cut)
	approve(bob, said, withdrawal)
	wantVerdict(t, s, "what the person approves who withdrew the device", said, kind.Applied)
	converge(t, s)
}
