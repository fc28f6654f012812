package community_test

// A relay as a teller: its device, which is nobody's, writes what a teller says and nothing else, for as long as a charter names it.

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// relayBoard is a community whose fourth teller is a relay.
func relayBoard(t *testing.T) (b *board, relay *apptest.Laptop, certificate op.ID) {
	s := apptest.NewStory(t)
	b = &board{Story: s, ada: s.Founder("ada", apptest.Closing)}
	b.bob, b.cat = s.Join(b.ada, "bob"), s.Join(b.ada, "cat")
	relay, certificate = certifiedRelay(s, b.ada)
	relay.Account = op.AccountID{}
	b.dan = relay
	b.all = []*apptest.Laptop{b.ada, b.bob, b.cat, relay}
	s.Tellers(b.ada, b.all...)
	return b, relay, certificate
}

func TestARelayClosesAPollWithTheOthers(t *testing.T) {
	b, relay, _ := relayBoard(t)
	opening := b.bob.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	here := []*apptest.Laptop{b.ada, b.bob, relay} // cat's laptop is gone
	b.Close(opening, closesMillis-200, here...)
	ballot := casts(b.ada, opening)
	b.Close(opening, closesMillis-100, here...)
	b.Here.Reopen()
	b.Close(opening, settledClose, here...)
	want := said(b.Here, opening)
	if want.State != "sealed" || len(want.Counted) != 1 || want.Counted[0] != ballot {
		t.Fatalf("it is %s, with %d counted", want.State, len(want.Counted))
	}
	if record, has := b.Here.Engine.Device(relay.Device); !has || record.Account != (op.AccountID{}) {
		t.Errorf("the relay's log is %+v", record)
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if diff := cmp.Diff(want, said(p, opening)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

func TestARelayThatTellsWritesNothingElse(t *testing.T) {
	b, relay, _ := relayBoard(t)
	eve := b.Newcomer(b.ada, "eve")
	opening := b.bob.OpenPoll(closesMillis)
	another := b.Stranger("another")
	vouches := another.CertifyBody(false)
	for name, o := range map[string]*op.Op{
		"writes":         relay.Sign(relay.Header(proposal.KindTopic), topic("hello")),
		"votes":          vote(relay, opening),
		"opens a poll":   relay.Sign(relay.Header(poll.KindOpen), &poll.Open{}),
		"proposes":       relay.Sign(relay.Header(authority.KindPropose), &authority.ProposeBody{}),
		"signs a commit": relay.Sign(relay.Header(authority.KindSign), &authority.SignBody{Commit: b.Here.Head()}),
		"carries":        relay.Sign(relay.Header(authority.KindCommit), carrierBy(b.Story, b.ada)),
		"admits":         relay.Sign(relay.Header(authority.KindAdmit, eve.Join), &authority.AdmitBody{Join: eve.Join, Account: eve.Account}),
		"adds a relay":   relay.Sign(relay.Header(authority.KindRelay), relayBody(b.Stranger("second"))),
		"certifies":      relay.Sign(relay.Header(authority.KindCertify), vouches),
	} {
		t.Run(name, func(t *testing.T) {
			report := b.Here.Take(o)
			if len(report.Stored)+report.Waiting > 0 || len(report.Refused) != 1 {
				t.Errorf("%+v", report)
			}
		})
	}
	mustRefuse(t, b.Here, relay.Sign(relay.Header(proposal.KindTopic), topic("hello")), community.ErrStranger)
	// What a later version may know as a teller's is kept, and is not applied.
	later := relay.Sign(relay.Header("teller.later"), []byte{0xa0})
	relay.Publish(later)
	mustBe(t, b.Here.Verdict(later.ID), kind.Unknown)
	converge(t, b.Story)
}

func TestARelayStopsWithTheCharter(t *testing.T) {
	b, relay, certificate := relayBoard(t)
	before := b.bob.OpenPoll(closesMillis)
	b.ada.Write(authority.KindRelayRevoke, &authority.RelayRevokeBody{Of: certificate}, certificate)
	if b.Here.Engine.Authority().IsRelay(relay.Device) {
		t.Error("it is still a relay")
	}
	// No steward alone ends a teller's office: what the charter names goes on.
	if !relay.Tell(before, closesMillis-100) {
		t.Error("a relay that the charter names has nothing to say any more")
	}
	b.Commit(b.ada).Act(charter.Acts{Tellers: apptest.Devices(b.ada)})
	b.Settle(b.ada, b.bob, b.cat)
	b.Receipt(1, b.ada)
	after := b.ada.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(after), kind.Applied)
	receipt := &closing.Receipt{Poll: after, AtMillis: closesMillis - 50, Ballots: []op.ID{}}
	mustRefuse(t, b.Here, relay.Sign(relay.Header(closing.KindReceipt, after), receipt), community.ErrRefused)
	b.Here.Inside(func() error {
		if closing := b.Here.Engine.PollTellers(); !closing[relay.Device] || !closing[b.ada.Device] {
			t.Error("who has still to close a poll is forgotten with the charter")
		}
		return nil
	})
	if !relay.Tell(before, settledClose) {
		t.Error("it does not go on with a poll that was opened while the charter named it")
	}
	converge(t, b.Story)
}
