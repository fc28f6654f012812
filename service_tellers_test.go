package main_test

// Tellers of every sort: a relay closes polls beside members' laptops, no two are of one hand, and what is left when too few can be heard.

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// relayOf is an install that serves the community of a laptop as its relay.
func relayOf(by *laptop, name, at string) *laptop {
	by.Helper()
	l := by.install(name)
	offer := must1[invite.RelayOffer](by.T)(l.service.NewRelayOffer(name, []string{at}))
	_, _, err := by.c.AddRelay(by.Context(), offer)
	by.must(err)
	m := by.c.Membership()
	l.c = must1[*app.Community](by.T)(l.service.Serve(m.Community, m.Nonce, offer.Token))
	carry(by, l)
	return l
}

// libraryAt is where the relay of these tests is, where nobody dials.
const libraryAt = "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"

// relayCouncil is a community whose four tellers are three members' laptops and a relay.
func relayCouncil(t *testing.T) (ada, bob, cid, relay *laptop) {
	t.Helper()
	w := newWorld(t)
	ada = w.laptop("Ada").found("Elm")
	bob, cid = w.laptop("Bob").joined(ada), w.laptop("Cid").joined(ada)
	relay = relayOf(ada, "The library's relay", libraryAt)
	meet(ada, bob, cid, relay)
	tellers := []op.DeviceID{ada.c.Device(), bob.c.Device(), cid.c.Device(), relay.c.Device()}
	must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Tellers: tellers}))
	meet(ada, bob, cid, relay)
	must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Council: accounts(ada, bob, cid), Threshold: 2}))
	later(1000, ada, bob, cid, relay)
	return ada, bob, cid, relay
}

func TestThreeMembersAndARelayCloseAPoll(t *testing.T) {
	ada, bob, cid, relay := relayCouncil(t)
	id := bob.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, ada, bob, cid, relay)
	if s := bob.pollPage(id).Closing.Standing; s.Phase != app.PhaseOpen || s.Received() != 4 {
		t.Fatalf("with all tellers: %+v", s)
	}
	// From here on cid's laptop is gone, and the others meet through the relay alone.
	bob.vote(id, "yes")
	throughRelay := func(millis int64) {
		ada.world.now += millis
		for range 6 {
			for _, l := range []*laptop{ada, bob, relay} {
				l.must(l.c.Tick(t.Context()))
			}
			carry(ada, relay)
			carry(bob, relay)
			carry(relay, ada, bob)
		}
	}
	throughRelay(1000)
	if mine := bob.pollPage(id).Closing; !mine.Mine.Safe || !slices.Equal(mine.Lacking, []op.DeviceID{cid.c.Device()}) {
		t.Errorf("received by three of four: %+v, lacking %v", mine.Mine, mine.Lacking)
	}
	page := bob.pollPage(id)
	throughRelay(page.Opening.ClosesMillis - ada.world.now)
	if s := bob.pollPage(id).Closing.Standing; s.Phase != app.PhaseSettling {
		t.Errorf("at the close: %+v", s)
	}
	throughRelay(page.Closing.Standing.SettledMillis - ada.world.now)
	// Cid may be the first to propose: then a patience goes by.
	for range 3 {
		throughRelay(charter.PatienceMillis * 4)
	}
	for _, l := range []*laptop{ada, bob, relay} {
		c := l.pollPage(id).Closing
		if c.Standing.Phase != app.PhaseSealed || c.Outcome == nil || c.Outcome.Voters != 1 {
			t.Fatalf("%s: %+v", l.name, c.Standing)
		}
	}
	sameState(ada, bob, relay)
	relay.restart()
	sameState(ada, bob, relay)
	board := must1[app.Board](t)(ada.c.Board(t.Context()))
	i := slices.IndexFunc(board.Tellers, func(s app.TellerState) bool { return s.Relay })
	if i < 0 || board.Tellers[i].Device != relay.c.Device() || board.Tellers[i].LastKind == "" || !board.Enough || len(board.Polls) != 0 {
		t.Errorf("the board is %+v", board)
	}
}

// Laptops are seldom on for a whole patience: it runs on while they are off, so that one that is lost, and would be the first to propose, does
// not keep the others waiting forever.
func TestPatienceGoesByWhileLaptopsAreOff(t *testing.T) {
	ada, bob, cid, relay := relayCouncil(t)
	var id op.ID
	for first := (op.DeviceID{}); first != cid.c.Device(); first = bob.pollPage(id).Closing.Tellers[0] {
		id = bob.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	}
	later(1000, ada, bob, cid, relay)
	bob.vote(id, "yes")
	rounds := func(millis int64) {
		ada.world.now += millis
		for range 6 {
			for _, l := range []*laptop{ada, bob} {
				l.restart()
				l.must(l.c.Tick(t.Context()))
			}
			relay.must(relay.c.Tick(t.Context()))
			carry(ada, bob, relay)
			carry(bob, ada, relay)
			carry(relay, ada, bob)
		}
	}
	rounds(1000)
	page := bob.pollPage(id)
	rounds(page.Closing.Standing.SettledMillis - ada.world.now)
	if s := bob.pollPage(id).Closing; s.Outcome != nil {
		t.Fatalf("sealed without the first to propose, and without waiting: %+v", s.Standing)
	}
	rounds(charter.PatienceMillis)
	if s := bob.pollPage(id).Closing; s.Outcome == nil || s.Outcome.Voters != 1 {
		t.Errorf("after a patience in which laptops were off: %+v", s.Standing)
	}
}

func TestNoTwoTellersOfOneHand(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	first := relayOf(ada, "One relay", libraryAt)
	second := relayOf(ada, "Another relay", "/ip4/192.0.2.7/udp/4002/quic-v1")
	third := relayOf(ada, "A third relay", "/ip4/10.0.0.7/tcp/4001")
	fourth := relayOf(ada, "A fourth relay", "/ip4/10.0.0.7/tcp/4002")
	refused := func(want app.BoardFault, tellers ...op.DeviceID) {
		t.Helper()
		_, err := ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Tellers: tellers})
		var wrong *app.BoardError
		if !errors.As(err, &wrong) || wrong.Fault != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	refused(app.TellerSameOperator, ada.c.Device(), first.c.Device(), second.c.Device())
	refused(app.TellerUnknown, ada.c.Device(), op.DeviceID{7})
	tellers := []op.DeviceID{ada.c.Device(), bob.c.Device(), first.c.Device(), third.c.Device(), fourth.c.Device()}
	must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Tellers: tellers}))
}

func TestWhyAMemberMayNotVote(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	meet(ada, bob, cid, dan)
	apart := ada.laptop("Eve").joined(ada) // bob, cid and dan have not heard of her
	id := bob.openPoll(app.NewPoll{Title: "Without her?", Track: "everyday"})
	meet(ada, bob, cid, dan, apart)
	why := func(l *laptop, id op.ID) community.Excluded {
		t.Helper()
		_, err := l.c.Vote(t.Context(), id, "yes", "")
		var no *app.NoVoterError
		if !errors.As(err, &no) || !errors.Is(err, app.ErrNoVoter) {
			t.Fatalf("%v", err)
		}
		return no.Excluded
	}
	if out := why(apart, id); out.Why != community.OutLater {
		t.Errorf("admitted where the opener had not heard of it: %+v", out)
	}
	fay := ada.laptop("Fay").joined(ada)
	hurried := ada.openPoll(app.NewPoll{Title: "At once?", Track: "everyday"})
	carry(ada, fay)
	if out := why(fay, hurried); out.Why != community.OutUnreceipted || out.Receipts != 1 || out.Needed != 2 {
		t.Errorf("received by one of four: %+v", out)
	}
	meet(ada, bob, cid, dan, apart, fay)
	late := bob.openPoll(app.NewPoll{Title: "Now?", Track: "everyday"})
	meet(ada, bob, cid, dan, apart, fay)
	fay.vote(late, "yes")
}

// TestAnUndecidedPollIsGivenUp: two of four tellers are lost for good.
func TestAnUndecidedPollIsGivenUp(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, all...)
	page := ada.pollPage(id)
	left := []*laptop{ada, bob}
	later(page.Closing.Standing.SettledMillis-ada.world.now, left...)
	s := ada.pollPage(id).Closing.Standing
	if s.Phase != app.PhaseUndecided || len(s.WaitsFor) != 2 || s.SinceMillis != s.SettledMillis || s.MayRetire {
		t.Fatalf("with two of four: %+v", s)
	}
	if _, err := ada.c.RetirePoll(t.Context(), id); !errors.Is(err, app.ErrNotRetirable) {
		t.Errorf("before its time: %v", err)
	}
	later(s.RetireMillis-ada.world.now, left...)
	if s := ada.pollPage(id).Closing.Standing; !s.MayRetire {
		t.Fatalf("when its time is over: %+v", s)
	}
	commit := must1[op.ID](t)(ada.c.RetirePoll(t.Context(), id))
	carry(ada, bob)
	bob.sign(commit)
	meet(left...)
	if s := bob.pollPage(id).Closing.Standing; s.Phase != app.PhaseRetired || len(s.WaitsFor) != 0 {
		t.Errorf("given up: %+v", s)
	}
}

// TestVotersPetition: the community has lost its tellers, and more than half of its voters name new ones.
func TestVotersPetition(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	id := dan.openPoll(app.NewPoll{Title: "Who is here?", Track: "everyday"})
	later(1000, all...)
	eve := ada.laptop("Eve").joined(ada) // came after the poll: no voter of it
	left := []*laptop{ada, bob, cid, eve}
	meet(left...)
	tellers := charter.Acts{Tellers: []op.DeviceID{ada.c.Device(), bob.c.Device(), cid.c.Device()}}
	commit := must1[op.ID](t)(bob.c.Propose(t.Context(), authority.ByPetition, tellers))
	meet(left...)
	listed := func(l *laptop) authority.Proposed {
		t.Helper()
		list := must1[[]authority.Proposed](t)(l.c.Commits(context.Background()))
		i := slices.IndexFunc(list, func(p authority.Proposed) bool { return p.ID == commit })
		if i < 0 {
			t.Fatalf("%s does not list the petition", l.name)
		}
		return list[i]
	}
	if p := listed(cid); p.Content.Poll != id || p.Needed != 3 || len(p.Asked) != 4 || len(p.Signers) != 1 {
		t.Fatalf("the petition: %+v", p)
	}
	if err := eve.c.SignCommit(t.Context(), commit); !errors.Is(err, app.ErrNotPossible) {
		t.Errorf("who is no voter signs: %v", err)
	}
	ada.sign(commit)
	meet(left...)
	cid.sign(commit)
	later(1000, left...)
	for _, l := range left {
		if s := l.stands(); !slices.Equal(s.State.Charter.Tellers, tellers.Tellers) {
			t.Errorf("%s: the tellers are %v", l.name, s.State.Charter.Tellers)
		}
	}
}

// What was opened and is no poll stands in the list with its reason, and the poll itself beside it.
func TestAnInvalidOpeningIsListed(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	later(1000, ada, bob, cid, dan)
	dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	forged := dan.forged(func(o *poll.Open) { o.Electorate.Voters++ })
	if list := must1[[]*app.InvalidPollError](t)(ada.c.InvalidPolls(t.Context())); len(list) != 0 {
		t.Fatalf("before: %v", list)
	}
	ada.take(ada.stickOf(forged), "dan")
	list := must1[[]*app.InvalidPollError](t)(ada.c.InvalidPolls(t.Context()))
	var wrong *community.ElectorateError
	if len(list) != 1 || list[0].ID != forged.ID || !errors.As(list[0], &wrong) {
		t.Errorf("it lists %v", list)
	}
}

// Two who voted at home in time reach the tellers when it is sealed: they are listed, and the page says that they would have changed it.
func TestLateBallotsAreListed(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	tellers := []*laptop{ada, bob, cid, dan}
	eve, fay := ada.laptop("Eve").joined(ada), ada.laptop("Fay").joined(ada)
	later(1000, append(slices.Clone(tellers), eve, fay)...)
	id := dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, append(slices.Clone(tellers), eve, fay)...)
	ada.vote(id, "yes")
	eve.vote(id, "no")
	fay.vote(id, "no")
	if risks := must1[[]app.AtRisk](t)(eve.c.AtRisk(t.Context())); len(risks) != 1 || risks[0].Poll.ID != id || risks[0].Receipts != 0 || risks[0].Tellers != 4 {
		t.Errorf("eve is told %+v", risks)
	}
	later(1000, tellers...)
	later(ada.pollPage(id).Closing.Standing.SettledMillis-ada.world.now, tellers...)
	c := ada.pollPage(id).Closing
	if c.Standing.Phase != app.PhaseSealed || c.Outcome == nil || !c.Outcome.Passed || len(c.Late) != 0 || c.Standing.WithLate != nil {
		t.Fatalf("before anybody is late: %+v", c.Standing)
	}
	carry(eve, ada)
	c = ada.pollPage(id).Closing
	if len(c.Late) != 1 || c.Late[0].Account != eve.c.Account() || c.Standing.WithLate == nil || c.Standing.WithLate.Voters != 2 {
		t.Fatalf("one is late: %+v", c.Late)
	}
	carry(fay, ada)
	c = ada.pollPage(id).Closing
	if len(c.Late) != 2 || !app.LateChanges(c.Outcome, c.Standing.WithLate) || !c.Outcome.Passed || c.Outcome.Voters != 1 {
		t.Errorf("two are late: %+v, the outcome %+v", c.Late, c.Outcome)
	}
	if risks := must1[[]app.AtRisk](t)(ada.c.AtRisk(t.Context())); len(risks) != 0 {
		t.Errorf("sealed, and ada is told %+v", risks)
	}
}
