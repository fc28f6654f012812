package main_test

// Delegations, from what a member says to the outcome: four tellers receipt them, an opening fixes them, and the count resolves them.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func (l *laptop) delegate(to ...*laptop) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Delegate(l.Context(), app.NewDelegation{To: accountsInOrder(to)}))
}

func accountsInOrder(people []*laptop) []op.AccountID {
	var list []op.AccountID
	for _, l := range people {
		list = append(list, l.c.Account())
	}
	return list
}

// wentTo is "Ada: Bob; Cid: nobody_voted", by what a laptop shows of a poll.
func (l *laptop) wentTo(id op.ID, people ...*laptop) string {
	l.Helper()
	d := l.pollPage(id).Delegations
	if d == nil {
		return ""
	}
	called := func(account op.AccountID) string {
		at := slices.IndexFunc(people, func(p *laptop) bool { return p.c.Account() == account })
		return people[at].name
	}
	var said []string
	for _, one := range d.InForce {
		way := string(d.Lost[one.From])
		for _, step := range d.Paths[one.From] {
			way += " " + called(step)
		}
		said = append(said, called(one.From)+": "+strings.TrimSpace(way))
	}
	slices.Sort(said)
	return strings.Join(said, "; ")
}

// closes lets a poll come to its end.
func (l *laptop) closes(id op.ID, all ...*laptop) app.PollPage {
	l.Helper()
	open := l.pollPage(id).Opening
	later(open.ClosesMillis-l.world.now+charter.SettleMillis+1, all...)
	page := l.pollPage(id)
	if page.Closing.State != closing.Sealed || page.Closing.Outcome == nil {
		l.Fatalf("%s: the poll is %s, %v", l.name, page.Closing.State, page.Closing.Uncountable)
	}
	return page
}

func TestAVoteGoesThroughADelegate(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	dan.delegate(bob, cid)
	before := ada.openPoll(app.NewPoll{Title: "Before?", Track: "everyday"})
	later(1000, all...)
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, all...)
	if got := dan.wentTo(before, all...); got != "" {
		t.Errorf("in a poll that was opened before the tellers had it: %q", got)
	}
	cid.vote(id, "no")
	later(1000, all...)
	if got := dan.wentTo(id, all...); got != dan.name+": "+cid.name {
		t.Errorf("the fallback votes, and it went %q", got)
	}
	bob.vote(id, "yes")
	later(1000, all...)
	for _, l := range all {
		if got := l.wentTo(id, all...); got != dan.name+": "+bob.name {
			t.Errorf("%s: it went %q", l.name, got)
		}
		l.wantCounts(id, 2, 1, 0)
	}
	page := dan.closes(id, all...)
	if o := page.Closing.Outcome; !o.Passed || o.Voters != 2 || o.Options[0].Count != 2 || o.Electorate != 4 {
		t.Errorf("the outcome: %+v", o.Running)
	}
	d := page.Delegations
	if c := d.Concentration; !d.Sealed || len(d.Cast) != 2 || d.Votes != 3 || len(c.Largest) != 1 || c.Largest[0].Account != bob.c.Account() || c.Deciders != 1 || c.Gini.Sign() <= 0 {
		t.Errorf("the power: %+v", d.Concentration)
	}
	sameState(all...)
	dan.restart()
	if got := dan.wentTo(id, all...); got != dan.name+": "+bob.name {
		t.Errorf("after a restart it went %q", got)
	}
}

func TestWhatEndsADelegationForAPoll(t *testing.T) {
	for _, s := range []struct {
		name string
		// do comes after dan has delegated to bob and the tellers have heard it; the poll is opened after it, and bob votes.
		do   func(ada, bob, cid, dan *laptop)
		vote bool
		want string
	}{
		{"nothing", func(_, _, _, _ *laptop) {}, false, "dan: bob"},
		{"an own ballot", func(_, _, _, _ *laptop) {}, true, "dan: own_ballot"},
		{"its end", func(_, _, _, dan *laptop) { dan.endDelegation() }, false, ""},
		{"another one in its place", func(_, _, cid, dan *laptop) { dan.delegate(cid) }, false, "dan: nobody_voted"},
		{"its expiry", func(ada, bob, cid, dan *laptop) {
			dan.endDelegation()
			must1[op.ID](dan.T)(dan.c.Delegate(dan.Context(), app.NewDelegation{To: accountsInOrder([]*laptop{bob}), UntilMillis: dan.world.now + 500}))
		}, false, ""},
		{"a circle", func(_, _, cid, dan *laptop) {
			dan.delegate(cid)
			cid.delegate(dan)
		}, false, "cid: in_a_circle; dan: in_a_circle"},
		{"another track's", func(_, _, cid, dan *laptop) {
			must1[op.ID](dan.T)(dan.c.Delegate(dan.Context(), app.NewDelegation{To: accountsInOrder([]*laptop{cid}), Track: "rules"}))
		}, false, "dan: bob"},
	} {
		t.Run(s.name, func(t *testing.T) {
			ada, bob, cid, dan := travels(t)
			all := []*laptop{ada, bob, cid, dan}
			dan.delegate(bob)
			later(1000, all...)
			s.do(ada, bob, cid, dan)
			later(1000, all...)
			id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
			later(1000, all...)
			bob.vote(id, "yes")
			if s.vote {
				dan.vote(id, "no")
			}
			later(1000, all...)
			names := strings.NewReplacer(ada.name, "ada", bob.name, "bob", cid.name, "cid", dan.name, "dan")
			if got := names.Replace(cid.wentTo(id, all...)); got != s.want {
				t.Errorf("it went %q, want %q", got, s.want)
			}
			sameState(all...)
		})
	}
}

// endDelegation takes back the only one that a laptop's person has.
func (l *laptop) endDelegation() {
	l.Helper()
	for _, d := range must1[[]app.Delegated](l.T)(l.c.Delegations(l.Context())) {
		if d.From == l.c.Account() {
			must1[op.ID](l.T)(l.c.EndDelegation(l.Context(), d.ID))
		}
	}
}

// travels is four members, all tellers, where votes go on through delegates, and a delegate carries one.
func travels(t *testing.T) (ada, bob, cid, dan *laptop) {
	ada, bob, cid = three(t)
	dan = ada.laptop("Dan").joined(ada)
	meet(ada, bob, cid, dan)
	ada.council(charter.Acts{Tellers: devices(ada, bob, cid, dan), Delegation: &charter.Delegation{Allowed: true, Cap: 1, Travels: true}})
	meet(ada, bob, cid, dan)
	return ada, bob, cid, dan
}

func TestADelegateCarriesNoMoreThanTheCap(t *testing.T) {
	ada, bob, cid, dan := travels(t)
	all := []*laptop{ada, bob, cid, dan}
	cid.delegate(bob)
	dan.delegate(bob)
	later(1000, all...)
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, all...)
	bob.vote(id, "yes")
	later(1000, all...)
	page := ada.closes(id, all...)
	d := page.Delegations
	if len(d.Paths) != 1 || len(d.Lost) != 1 || page.Closing.Outcome.Options[0].Count != 2 {
		t.Errorf("over the cap: %v, %v", d.Paths, d.Lost)
	}
	for _, why := range d.Lost {
		if why != delegation.AllFull {
			t.Errorf("the other one is %s", why)
		}
	}
}

func TestWhoIsRemovedDelegatesNothing(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	eve := ada.laptop("Eve").joined(ada)
	all := []*laptop{ada, bob, cid, dan, eve}
	meet(all...)
	eve.delegate(bob)
	dan.delegate(eve, bob)
	later(1000, all...)
	removal := ada.remove(eve)
	carry(ada, bob)
	bob.sign(removal)
	later(1000, all...)
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	later(1000, all...)
	bob.vote(id, "yes")
	later(1000, all...)
	if got := cid.wentTo(id, all...); got != dan.name+": "+bob.name {
		t.Errorf("without eve it went %q", got)
	}
	for _, d := range must1[[]app.Delegated](t)(cid.c.Delegations(t.Context())) {
		if d.From == eve.c.Account() {
			t.Error("the delegation of somebody who is removed is listed")
		}
	}
}

func TestDelegationsThatCannotBeSaid(t *testing.T) {
	ada, bob, _, dan := council(t, 4)
	stranger := op.AccountID{77}
	for name, s := range map[string]struct {
		d    app.NewDelegation
		want error
	}{
		"to oneself":        {app.NewDelegation{To: []op.AccountID{bob.c.Account(), dan.c.Account()}}, delegation.ErrSelf},
		"to a stranger":     {app.NewDelegation{To: []op.AccountID{stranger}}, delegation.ErrStranger},
		"to nobody":         {app.NewDelegation{}, delegation.ErrForm},
		"until yesterday":   {app.NewDelegation{To: []op.AccountID{bob.c.Account()}, UntilMillis: 1}, app.ErrNotPossible},
		"to somebody twice": {app.NewDelegation{To: []op.AccountID{bob.c.Account(), bob.c.Account()}}, delegation.ErrForm},
	} {
		if _, err := dan.c.Delegate(t.Context(), s.d); !errors.Is(err, s.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var track *app.UnknownTrackError
	if _, err := dan.c.Delegate(t.Context(), app.NewDelegation{To: []op.AccountID{bob.c.Account()}, Track: "gold"}); !errors.As(err, &track) {
		t.Errorf("on a track that is none: %v", err)
	}
	his := bob.delegate(ada)
	if list := must1[[]app.Delegated](t)(bob.c.Delegations(t.Context())); len(list) != 1 || list[0].State != app.DelegationUnreceipted {
		t.Errorf("with one teller: %v", list)
	}
	carry(bob, dan)
	if _, err := dan.c.EndDelegation(t.Context(), his); !errors.Is(err, app.ErrNotPossible) {
		t.Errorf("somebody else's: %v", err)
	}
	if _, err := dan.c.EndDelegation(t.Context(), op.ID{1}); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("what is none: %v", err)
	}
	if list := must1[[]app.Delegated](t)(dan.c.Delegations(t.Context())); len(list) != 1 || list[0].State != app.DelegationHolds {
		t.Errorf("with two of four tellers: %v", list)
	}
}

// states are those of the delegations that a laptop lists.
func (l *laptop) states() string {
	l.Helper()
	var said []string
	for _, d := range must1[[]app.Delegated](l.T)(l.c.Delegations(l.Context())) {
		said = append(said, string(d.State))
	}
	return strings.Join(said, " ")
}

func TestADelegationIsWorthNothingWhereTheCharterAllowsNone(t *testing.T) {
	ada, bob, cid := three(t)
	bob.delegate(cid)
	later(1000, ada, bob, cid)
	if got := bob.states(); got != "in_force" {
		t.Fatalf("listed as %q", got)
	}
	ada.council(charter.Acts{Delegation: &charter.Delegation{}})
	later(1000, ada, bob, cid)
	if got := bob.states(); got != "not_allowed" {
		t.Errorf("listed as %q where nobody may delegate any more", got)
	}
}

func TestWhatADelegationIsWorthNow(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	all := []*laptop{ada, bob, cid, dan}
	want := func(state string) {
		t.Helper()
		if got := dan.states(); got != state {
			t.Errorf("listed as %q, want %q", got, state)
		}
	}
	first := dan.delegate(bob)
	want("not_receipted")
	later(1000, all...)
	want("in_force")
	dan.delegate(cid)
	want("ending not_receipted")
	later(1000, all...)
	want("in_force")
	if _, err := dan.c.EndDelegation(t.Context(), first); err != nil {
		t.Errorf("the end of what was replaced: %v", err)
	}
	dan.endDelegation()
	want("ending")
	later(1000, all...)
	want("")
	must1[op.ID](t)(dan.c.Delegate(t.Context(), app.NewDelegation{To: accountsInOrder([]*laptop{bob}), UntilMillis: dan.world.now + 1500}))
	later(1000, all...)
	want("in_force")
	later(1000, all...)
	want("expired")
}

func TestDelegationsAreExported(t *testing.T) {
	ada, bob, _, dan := council(t, 4)
	dan.delegate(bob, ada)
	dan.endDelegation()
	out, _ := dan.export()
	rows := out.table(t, "delegations.csv")
	if len(rows) != 2 || rows[1][2] != dan.name || !strings.HasPrefix(rows[1][4], bob.name+" ") || rows[1][7] != "none" || rows[1][8] == "none" {
		t.Errorf("%v", rows)
	}
}

// forged is the newest opening of a laptop's person with another body in its place.
func (l *laptop) forged(change func(*poll.Open)) *op.Op {
	l.Helper()
	ops := l.opsBy(l.c.Device())
	at := slices.IndexFunc(ops, func(o *op.Op) bool { return o.Header.Kind == poll.KindOpen })
	var open poll.Open
	l.must(op.Decode(ops[at].Body, &open))
	change(&open)
	entry, _, err := l.keys.Get("device/" + l.c.ID().String())
	l.must(err)
	keys := must1[identity.DeviceKeys](l.T)(identity.ParseDeviceKeys(entry))
	return must1[*op.Op](l.T)(op.New(ops[at].Header, must1[[]byte](l.T)(op.Encode(&open)), keys.Signing))
}

// An opening that leaves a delegation out of its root is invalid everywhere, and says why.
func TestAnOpeningThatLeavesOutADelegation(t *testing.T) {
	ada, bob, cid, dan := council(t, 4)
	cid.delegate(bob)
	later(1000, ada, bob, cid, dan)
	dan.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	forged := dan.forged(func(o *poll.Open) { o.Electorate.DelegationsRoot = poll.DelegationsRoot(nil) })
	ada.take(ada.stickOf(forged), "dan")
	_, err := ada.c.Poll(t.Context(), forged.ID)
	var invalid *app.InvalidPollError
	var wrong *community.ElectorateError
	if !errors.As(err, &invalid) || !errors.As(err, &wrong) || wrong.Part != community.PartDelegations || wrong.Shown != 1 {
		t.Errorf("its page says %v", err)
	}
	if _, err := ada.c.Vote(t.Context(), forged.ID, "yes", ""); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("a vote in it: %v", err)
	}
}
