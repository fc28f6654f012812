package community_test

// Openings behind what is settled: who has seen somebody removed, or an office end, opens no poll on an older commit.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// opensOn opens a poll on some commit.
func opensOn(l *apptest.Laptop, on op.ID, track string) op.ID {
	open := &poll.Open{Track: track, On: on, Title: "Shall we?", ClosesMillis: 1_900_000_000_000}
	if err := open.Complete(); err != nil {
		panic(err)
	}
	return l.Write(poll.KindOpen, open)
}

func TestNoPollGoesBackBehindWhatItsOpenerSawSettled(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada", func(c *charter.Charter) { c.Tracks[0].Opener = charter.OpenedByStewards })
	bob, cid, dan := s.Join(ada, "bob"), s.Join(ada, "cid"), s.Join(ada, "dan")
	tracks := s.Here.Engine.Authority().Now().HeadState().Charter.Tracks
	stewards, members := tracks[0].ID, tracks[1].ID
	cid.Write(proposal.KindTopic, topic("as a member"))
	inOffice := s.Commit(ada).Act(charter.Acts{Council: apptest.Accounts(ada, cid)})
	s.Settle(ada)
	cid.Write(proposal.KindTopic, topic("has seen the first"), ada.Tip())
	before := opensOn(cid, inOffice, stewards)

	acts := bob.Removal(map[*apptest.Laptop]op.ID{bob: bob.Tip()})
	acts.Council = apptest.Accounts(ada, dan)
	acts.EndOffice = []charter.Ending{{Account: cid.Account, Cut: apptest.Cut(map[*apptest.Laptop]op.ID{cid: cid.Tip()})}}
	without := s.Commit(ada, cid).Act(acts)
	s.Settle(ada)
	unseen := opensOn(cid, inOffice, stewards)
	cid.Write(proposal.KindTopic, topic("has seen the second"), ada.Tip())
	for _, c := range []struct {
		what    string
		opening op.ID
		want    kind.Verdict
		bobs    kind.Verdict
	}{
		{"opened in office", before, kind.Applied, kind.Applied},
		{"by a log that shows nothing later", unseen, kind.Applied, kind.Applied},
		{"on the stewards' track, behind what its past shows", opensOn(cid, inOffice, stewards), kind.Invalid, kind.NoRight},
		{"on the members' track, behind what its past shows", opensOn(cid, inOffice, members), kind.Invalid, kind.NoRight},
		{"on the genesis", opensOn(cid, s.Community().Genesis(), members), kind.Invalid, kind.NoRight},
		{"on the stewards' track, after office", opensOn(cid, without, stewards), kind.NoRight, kind.NoRight},
		{"on what is settled", opensOn(cid, without, members), kind.Applied, kind.NoRight},
	} {
		if got := s.Here.Verdict(c.opening); got != c.want {
			t.Errorf("an opening %s is %s, want %s", c.what, got, c.want)
		}
		ballot := vote(bob, c.opening)
		bob.Publish(ballot)
		if got := s.Here.Verdict(ballot.ID); got != c.bobs {
			t.Errorf("%s: the ballot of somebody who is removed is %s, want %s", c.what, got, c.bobs)
		}
	}
	converge(t, s)
}

// A petition need not be settled itself: what the tellers settle on it ends what was settled before it.
func TestNoPollGoesBackBehindWhatIsSettledOnAPetition(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	genesis := s.Community().Genesis()
	track := s.Here.Engine.Authority().Now().HeadState().Charter.Tracks[0].ID
	petition := s.Commit(ada).On(genesis).Petition().Act(charter.Acts{Tellers: apptest.Devices(bob)})
	bob.Write(proposal.KindTopic, topic("has seen the petition"), ada.Tip())
	if got := s.Here.Verdict(opensOn(bob, genesis, track)); got != kind.Applied {
		t.Fatalf("before anything is settled on the petition an opening on the genesis is %s", got)
	}
	settled := s.Commit(ada).On(petition).Act(text("after the petition"))
	s.Settle(bob)
	if got := s.Here.Engine.Authority().Now().Settled; got != settled {
		t.Fatalf("settled is %s", got.Short())
	}
	if got := s.Here.Verdict(opensOn(bob, genesis, track)); got != kind.Invalid {
		t.Errorf("behind it an opening on the genesis is %s", got)
	}
	converge(t, s)
}

// Whoever founded a community could have petitioned on the genesis for ever. Behind what her past shows settled it makes no electorate.
func TestNoPollOnAPetitionBehindWhatIsSettled(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	genesis := s.Community().Genesis()
	track := s.Here.Engine.Authority().Now().HeadState().Charter.Tracks[0].ID
	s.Commit(ada).Act(bob.Removal(nil))
	s.Settle(ada)
	petition := s.Commit(ada).On(genesis).Petition().Act(text("another way"))
	rival := s.Commit(ada).On(petition).Act(text("on another way"))
	for _, kindName := range []string{"propose", "endorse", "seal"} {
		ada.Write("agreement."+kindName, &authority.AgreementBody{Base: petition, Value: rival})
	}
	opening := opensOn(ada, rival, track)
	if got := s.Here.Verdict(opening); got != kind.Invalid {
		t.Errorf("an opening on what was settled on a petition behind what is settled is %s", got)
	}
	mustVerdict(t, bob, vote(bob, opening), kind.NoRight)
	mustVerdict(t, ada, vote(ada, openPoll(ada)), kind.Applied)
	converge(t, s)
}
