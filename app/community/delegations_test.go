package community_test

// Delegations as the fold sees them: which are in force follows from the receipts in an opening's cut, and what ballots weigh from who has one.

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func delegates(l *apptest.Laptop, to ...*apptest.Laptop) op.ID {
	return delegatesBy(l, delegation.Set{}, to...)
}

func delegatesBy(l *apptest.Laptop, body delegation.Set, to ...*apptest.Laptop) op.ID {
	return l.Write(delegation.KindSet, &body, fill(&body, to...)...)
}

// fill names the delegates, and lists what shows them.
func fill(body *delegation.Set, to ...*apptest.Laptop) []op.ID {
	deps := body.Deps()
	for _, delegate := range to {
		body.To = append(body.To, delegate.Account)
		deps = append(deps, delegate.Join)
	}
	return deps
}

func endsDelegation(l *apptest.Laptop, of op.ID) op.ID {
	return l.Write(delegation.KindEnd, &delegation.End{Of: of}, of)
}

// inForce is "bob>cat dan, cat>dan", by the first opening's electorate.
func inForce(p *apptest.Party, opening op.ID, people ...*apptest.Laptop) string {
	called := func(account op.AccountID) string {
		at := slices.IndexFunc(people, func(l *apptest.Laptop) bool { return l.Account == account })
		if at < 0 {
			return "somebody"
		}
		return people[at].Person
	}
	var said []string
	p.Inside(func() error {
		list, err := p.Engine.InForce(opening)
		for _, d := range list {
			var to []string
			for _, account := range d.To {
				to = append(to, called(account))
			}
			said = append(said, called(d.From)+">"+strings.Join(to, " "))
		}
		return err
	})
	slices.Sort(said)
	return strings.Join(said, ", ")
}

func TestDelegationsInForceFollowFromTheCut(t *testing.T) {
	b := newBoard(t)
	first := delegates(b.ada, b.bob, b.cat)
	delegates(b.bob, b.cat)
	unheard := b.ada.OpenPoll(closesMillis)
	b.Receipt(10, b.all...)
	heard := b.ada.OpenPoll(closesMillis + 1)
	delegatesBy(b.ada, delegation.Set{Replaces: first}, b.dan)
	delegatesBy(b.cat, delegation.Set{Track: "everyday", UntilMillis: 1}, b.dan)
	b.Receipt(20, b.all...)
	replaced := b.ada.OpenPoll(closesMillis + 2)
	want := map[op.ID]string{unheard: "", heard: "ada>bob cat, bob>cat", replaced: "ada>dan, bob>cat"}
	for opening, list := range want {
		mustBe(t, b.Here.Verdict(opening), kind.Applied)
		mustBe(t, inForce(b.Here, opening, b.all...), list)
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		for opening, list := range want {
			mustBe(t, inForce(p, opening, b.all...), list)
		}
	})
}

func TestWhatEndsADelegation(t *testing.T) {
	for _, s := range []struct {
		name string
		do   func(b *board, first op.ID)
		want string
	}{
		{"nothing", func(b *board, first op.ID) {}, "ada>bob"},
		{"its end, receipted", func(b *board, first op.ID) {
			endsDelegation(b.ada, first)
			b.Receipt(20, b.all...)
		}, ""},
		{"its end, which no teller has", func(b *board, first op.ID) { endsDelegation(b.ada, first) }, "ada>bob"},
		{"one for the track stands before it", func(b *board, first op.ID) {
			delegatesBy(b.ada, delegation.Set{Track: "everyday"}, b.cat)
			b.Receipt(20, b.all...)
		}, "ada>cat"},
		{"one for another track does not", func(b *board, first op.ID) {
			delegatesBy(b.ada, delegation.Set{Track: "rules"}, b.cat)
			b.Receipt(20, b.all...)
		}, "ada>bob"},
		{"one for the track that has expired does not", func(b *board, first op.ID) {
			delegatesBy(b.ada, delegation.Set{Track: "everyday", UntilMillis: 1}, b.cat)
			b.Receipt(20, b.all...)
		}, "ada>bob"},
		{"the later of two laptops", func(b *board, first op.ID) {
			second := b.ada.Second("ada-2")
			delegates(second, b.dan)
			b.Receipt(20, b.all...)
		}, "ada>dan"},
		{"the withdrawal of the laptop that said it", func(b *board, first op.ID) {
			lost := b.bob.Second("bob-2")
			delegates(lost, b.cat)
			b.Receipt(20, b.all...)
			mustBe(b.Story.T.(*testing.T), inForce(b.Here, b.cat.OpenPoll(closesMillis+1), b.all...), "ada>bob, bob>cat")
			b.bob.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: lost.Device})
			endsDelegation(b.ada, delegates(b.ada, b.dan)) // so that bob, a teller, says something after it
			b.Receipt(30, b.all...)
		}, "ada>bob"},
	} {
		t.Run(s.name, func(t *testing.T) {
			b := newBoard(t)
			first := delegates(b.ada, b.bob)
			b.Receipt(10, b.all...)
			s.do(b, first)
			opening := b.cat.OpenPoll(closesMillis)
			mustBe(t, b.Here.Verdict(opening), kind.Applied)
			mustBe(t, inForce(b.Here, opening, b.all...), s.want)
			converge(t, b.Story)
		})
	}
}

func TestDelegationsThatAreRefusedOrDoNothing(t *testing.T) {
	b := newBoard(t)
	stranger := b.Stranger("zoe")
	mine := delegates(b.ada, b.bob)
	set := func(by *apptest.Laptop, body delegation.Set, to ...*apptest.Laptop) *op.Op {
		deps := fill(&body, to...)
		return by.Sign(by.Header(delegation.KindSet, apptest.Given(deps...)...), &body)
	}
	for _, s := range []struct {
		name string
		op   *op.Op
		why  error
	}{
		{"to oneself", set(b.ada, delegation.Set{}, b.bob, b.ada), delegation.ErrSelf},
		{"to a stranger", set(b.ada, delegation.Set{}, b.bob, stranger), delegation.ErrStranger},
		{"to nobody", set(b.ada, delegation.Set{}), kind.ErrForm},
		{"to somebody twice", set(b.ada, delegation.Set{}, b.bob, b.bob), kind.ErrForm},
	} {
		t.Run(s.name, func(t *testing.T) { mustRefuse(t, b.Here, s.op, s.why) })
	}
	eve := b.Newcomer(b.ada, "eve")
	mustVerdict(t, eve, set(eve, delegation.Set{}, b.bob), kind.NoRight)
	mustVerdict(t, b.bob, set(b.bob, delegation.Set{Replaces: mine}, b.cat), kind.NoRight)
	mustVerdict(t, b.ada, set(b.ada, delegation.Set{Replaces: mine, Track: "rules"}, b.cat), kind.NoRight)
	mustVerdict(t, b.ada, set(b.ada, delegation.Set{Track: "gold"}, b.cat), kind.NoRight)
	for _, of := range []op.ID{mine, b.ada.Join} {
		mustVerdict(t, b.bob, b.bob.Sign(b.bob.Header(delegation.KindEnd, of), &delegation.End{Of: of}), kind.NoRight)
	}
	b.Receipt(10, b.all...)
	opening := b.cat.OpenPoll(closesMillis)
	mustBe(t, inForce(b.Here, opening, b.all...), "ada>bob")
	converge(t, b.Story)
}

// A teller says nothing about an opening that leaves out what it has long held.
func TestATellerRefusesAnOpeningThatLeavesOutADelegation(t *testing.T) {
	b := newBoard(t)
	delegates(b.ada, b.bob)
	stale := b.cat.Opening(closesMillis)
	open := openOf(t, stale)
	b.Receipt(open.Electorate.AtMillis, b.all...)
	b.cat.Publish(b.cat.Sign(b.cat.Header(poll.KindOpen, stale.Header.Deps...), open))
	opening := b.cat.Tip()
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	const hour = 60 * 60 * 1000
	for after, want := range map[int64]error{hour - 1: nil, hour: community.ErrNotOpen} {
		b.Here.Inside(func() error {
			if err := b.Here.Engine.Refuses(opening, b.dan.Device, open.Electorate.AtMillis+after); !errors.Is(err, want) {
				t.Errorf("%d after the receipt: %v", after, err)
			}
			return nil
		})
	}
}

func openOf(t *testing.T, o *op.Op) *poll.Open {
	var open poll.Open
	must(t, op.Decode(o.Body, &open))
	return &open
}

// withRules is a board under other rules.
func withRules(t *testing.T, change func(*charter.Charter)) *board {
	s := apptest.NewStory(t)
	b := &board{Story: s, ada: s.Founder("ada", apptest.Closing, change)}
	b.bob, b.cat, b.dan = s.Join(b.ada, "bob"), s.Join(b.ada, "cat"), s.Join(b.ada, "dan")
	b.all = []*apptest.Laptop{b.ada, b.bob, b.cat, b.dan}
	s.Tellers(b.ada, b.all...)
	return b
}

func TestDelegationsWaitAsMembersDo(t *testing.T) {
	b := withRules(t, func(c *charter.Charter) { c.WaitingMillis = 5_000_000 })
	delegates(b.ada, b.bob)
	b.Receipt(1_000_000_000_000, b.all...)
	delegates(b.bob, b.cat)
	b.Receipt(1_759_999_999_000, b.all...)
	opening := b.cat.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	mustBe(t, inForce(b.Here, opening, b.all...), "ada>bob")
	converge(t, b.Story)
}

func TestNobodyDelegatesWhereTheCharterDoesNotLetThem(t *testing.T) {
	b := withRules(t, func(c *charter.Charter) { c.Delegation = charter.Delegation{} })
	delegates(b.ada, b.bob)
	b.Receipt(10, b.all...)
	opening := b.cat.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	mustBe(t, inForce(b.Here, opening, b.all...), "")
}

// weights says what ballots count for: "ada 3, bob 1".
func weights(p *apptest.Party, opening op.ID, voted ...*apptest.Laptop) string {
	var said []string
	p.Inside(func() error {
		ballots := make(map[op.AccountID]bool)
		for _, l := range voted {
			ballots[l.Account] = true
		}
		resolved, err := p.Engine.Weights(opening, ballots)
		for _, l := range voted {
			said = append(said, fmt.Sprintf("%s %d", l.Person, resolved.Weights[l.Account]))
		}
		return err
	})
	return strings.Join(said, ", ")
}

func TestWeightsByRoleTravelWithDelegations(t *testing.T) {
	b := withRules(t, func(c *charter.Charter) {
		c.Weights = []charter.Weight{{Role: charter.RoleSteward, Votes: 3}}
		c.Delegation = charter.Delegation{Allowed: true, Cap: 1, Travels: true}
	})
	delegates(b.ada, b.bob)
	delegates(b.bob, b.cat)
	b.Receipt(10, b.all...)
	opening := b.dan.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	mustBe(t, weights(b.Here, opening, b.ada, b.dan), "ada 3, dan 1")
	mustBe(t, weights(b.Here, opening, b.bob, b.dan), "bob 4, dan 1")
	b.Here.Inside(func() error {
		weigh, votes := b.Here.Engine.Weigh(opening)
		mustBe(t, votes, 6)
		carried, err := weigh(map[op.AccountID]bool{b.bob.Account: true})
		if diff := cmp.Diff(map[op.AccountID]uint64{b.bob.Account: 4}, carried); diff != "" {
			t.Error(diff)
		}
		return err
	})
	plain := withRules(t, func(*charter.Charter) {})
	opening = plain.dan.OpenPoll(closesMillis)
	plain.Here.Inside(func() error {
		if weigh, votes := plain.Here.Engine.Weigh(opening); weigh != nil || votes != 0 {
			t.Errorf("one vote each, and %d votes are weighed", votes)
		}
		return nil
	})
}

// A poll is counted with the delegations of its opening, whoever takes one back later.
func TestACountResolvesDelegations(t *testing.T) {
	b := withRules(t, func(c *charter.Charter) { c.Weights = []charter.Weight{{Role: charter.RoleSteward, Votes: 2}} })
	first := delegates(b.ada, b.bob)
	delegates(b.dan, b.ada, b.cat)
	b.Receipt(10, b.all...)
	opening := b.cat.OpenPoll(closesMillis)
	endsDelegation(b.ada, first)
	b.Receipt(20, b.all...)
	casts(b.bob, opening)
	b.Close(opening, closesMillis-10, b.all...)
	b.Close(opening, settledClose, b.all...)
	b.Here.Inside(func() error {
		held, err := b.Here.Engine.Closing(opening)
		if err != nil {
			return err
		}
		outcome, err := b.Here.Engine.Outcome(opening, held.Outcomes()[0])
		if err != nil {
			return err
		}
		// Two of ada, the steward, and one of bob; dan's two delegates have no ballots.
		if outcome.Options[0].Count != 3 || outcome.Electorate != 4 || outcome.Votes != 5 || outcome.Voters != 1 {
			t.Errorf("the outcome: %+v", outcome.Running)
		}
		return nil
	})
	converge(t, b.Story)
}

func TestAWrongRootSaysInWhichPart(t *testing.T) {
	b := newBoard(t)
	delegates(b.ada, b.bob)
	b.Receipt(10, b.all...)
	for part, spoil := range map[string]func(*poll.Open){
		community.PartCount:       func(o *poll.Open) { o.Electorate.Voters++ },
		community.PartVoters:      func(o *poll.Open) { o.Electorate.VotersRoot[0]++ },
		community.PartDelegations: func(o *poll.Open) { o.Electorate.DelegationsRoot = poll.DelegationsRoot(nil) },
	} {
		o := b.bob.Opening(closesMillis, spoil)
		b.bob.Publish(o)
		mustBe(t, b.Here.Verdict(o.ID), kind.Invalid)
		b.Here.View(func(v community.View) error {
			var wrong *community.ElectorateError
			if why := b.Here.Engine.Why(v, o.ID); !errors.As(why, &wrong) || wrong.Part != part {
				t.Errorf("%s: %v", part, why)
			}
			return nil
		})
	}
}
