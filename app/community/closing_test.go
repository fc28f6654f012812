package community_test

// Closing as the fold sees it: what tellers say is stored or refused by its own past, whatever the order of arrival, and a replica that was
// closed and opened again says the same.

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

const (
	closesMillis = 1_800_000_000_000
	settledClose = closesMillis + charter.SettleMillis
)

// board is a community with four tellers.
type board struct {
	*apptest.Story
	ada, bob, cat, dan *apptest.Laptop
	all                []*apptest.Laptop
}

func newBoard(t *testing.T) *board {
	s := apptest.NewStory(t)
	b := &board{Story: s, ada: s.Founder("ada", apptest.Closing)}
	b.bob, b.cat, b.dan = s.Join(b.ada, "bob"), s.Join(b.ada, "cat"), s.Join(b.ada, "dan")
	b.all = []*apptest.Laptop{b.ada, b.bob, b.cat, b.dan}
	s.Tellers(b.ada, b.all...)
	return b
}

// closingSaid is what a replica says of a poll.
type closingSaid struct {
	State   string
	Counted []op.ID
	Certs   map[op.ID]int64
	Safe    []op.ID
}

func said(p *apptest.Party, opening op.ID) (s closingSaid) {
	p.Inside(func() error {
		c, err := p.Engine.Closing(opening)
		if err != nil {
			return err
		}
		s = closingSaid{State: c.State().String(), Certs: c.Certified(), Safe: c.Safe()}
		for _, o := range c.Outcomes() {
			s.Counted = append(s.Counted, o.Count.IDs()...)
		}
		return nil
	})
	return s
}

func TestAPollIsClosed(t *testing.T) {
	b := newBoard(t)
	eve := b.Newcomer(b.ada, "eve")
	opening := b.bob.OpenPoll(closesMillis)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	mustVerdict(t, eve, vote(eve, opening), kind.NoRight)
	var ballots []op.ID
	for i, l := range []*apptest.Laptop{b.ada, b.cat, b.dan} {
		ballots = append(ballots, casts(l, opening))
		b.Close(opening, closesMillis-int64(100-i), b.all...)
	}
	slices.SortFunc(ballots, op.ID.Compare)
	if got := said(b.Here, opening); got.State != "open" || !slices.Equal(got.Safe, ballots) {
		t.Errorf("before the close it is %s, with %d safe", got.State, len(got.Safe))
	}
	b.Here.Reopen()
	b.Close(opening, settledClose, b.all...)
	want := said(b.Here, opening)
	if want.State != "sealed" || !slices.Equal(want.Counted, ballots) {
		t.Fatalf("it is %s, with %d counted", want.State, len(want.Counted))
	}
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if diff := cmp.Diff(want, said(p, opening)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

// inAnyOrder hands the story's ops to new replicas in random orders, some of which are opened again now and then.
func inAnyOrder(t *testing.T, s *apptest.Story, check func(*apptest.Party)) {
	t.Helper()
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 5))
		ops := slices.Clone(s.Ops)
		random.Shuffle(len(ops), func(i, j int) { ops[i], ops[j] = ops[j], ops[i] })
		p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
		for _, o := range ops {
			if report := p.Take(o); len(report.Refused) > 0 {
				t.Fatal(report.Refused[0].Err)
			}
			if seed%2 == 0 && random.IntN(10) == 0 {
				p.Reopen()
			}
		}
		check(p)
	}
}

func casts(l *apptest.Laptop, opening op.ID) op.ID {
	o := vote(l, opening)
	l.Publish(o)
	return o.ID
}

func mustBe[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatBreaksARuleOfClosingIsNotStored(t *testing.T) {
	b := newBoard(t)
	opening, other := b.ada.OpenPoll(closesMillis), b.bob.OpenPoll(closesMillis+1)
	ballot := casts(b.cat, opening)
	b.Close(opening, closesMillis-10, b.all...)
	spare := b.Join(b.ada, "eve")
	for _, s := range []struct {
		name string
		by   *apptest.Laptop
		poll op.ID
		body any
	}{
		{"a freeze before its time", b.ada, opening, &closing.Freeze{Poll: opening, MomentMillis: closesMillis, AtMillis: closesMillis}},
		{"no teller", spare, opening, &closing.Receipt{Poll: opening, AtMillis: 1, Ballots: []op.ID{ballot}}},
		{"a ballot of another poll", b.ada, other, &closing.Receipt{Poll: other, AtMillis: 1, Ballots: []op.ID{ballot}}},
		{"no ballot", b.ada, opening, &closing.Receipt{Poll: opening, AtMillis: 1, Ballots: []op.ID{opening}}},
		{"a turn to where nobody is", b.ada, opening, &closing.Endorse{Poll: opening, View: 3, Manifest: op.ID{1}}},
		{"no poll", b.ada, ballot, &closing.Receipt{Poll: ballot, AtMillis: 1, Ballots: []op.ID{}}},
		{"a receipt of a ballot as an admission", b.ada, op.ID{}, &closing.Receipt{AtMillis: 1, Ballots: []op.ID{ballot}}},
	} {
		t.Run(s.name, func(t *testing.T) {
			before := said(b.Here, opening)
			o := s.by.Sign(s.by.Header(closing.KindOf(s.body), apptest.Given(s.poll)...), s.body)
			report := b.Here.Take(o)
			if len(report.Refused) != 1 || !errors.Is(report.Refused[0].Err, community.ErrRefused) {
				t.Fatalf("stored: %v", report)
			}
			if diff := cmp.Diff(before, said(b.Here, opening)); diff != "" {
				t.Errorf("the refused act has changed:\n%s", diff)
			}
		})
	}
}

func TestAnOpeningDoesNotChooseItsVoters(t *testing.T) {
	b := newBoard(t)
	late := b.Join(b.ada, "late")
	for _, s := range []struct {
		name   string
		change func(*poll.Open)
	}{
		{"a voter more", func(o *poll.Open) { o.Electorate.Voters++ }},
		{"another root", func(o *poll.Open) { o.Electorate.VotersRoot[0]++ }},
		{"another root of delegations", func(o *poll.Open) { o.Electorate.DelegationsRoot[0]++ }},
		{"no cut", func(o *poll.Open) { o.Electorate.Cut = nil }},
		{"a cut of something else", func(o *poll.Open) { o.Electorate.Cut = []op.ID{late.Join} }},
		{"no electorate", func(o *poll.Open) { o.Electorate = nil }},
	} {
		t.Run(s.name, func(t *testing.T) {
			o := b.bob.Opening(closesMillis, s.change)
			b.bob.Publish(o)
			mustBe(t, b.Here.Verdict(o.ID), kind.Invalid)
			b.Here.View(func(v community.View) error {
				if why := b.Here.Engine.Why(v, o.ID); !errors.Is(why, community.ErrElectorate) {
					t.Errorf("it is invalid because of %v", why)
				}
				return nil
			})
			mustVerdict(t, b.ada, vote(b.ada, o.ID), kind.NoRight)
			receipt := b.ada.Sign(b.ada.Header(closing.KindReceipt, o.ID), &closing.Receipt{Poll: o.ID, AtMillis: 1, Ballots: []op.ID{}})
			if report := b.Here.Take(receipt); len(report.Refused) != 1 {
				t.Errorf("a teller's word about it was stored")
			}
		})
	}
	before := b.bob.OpenPoll(closesMillis)
	mustVerdict(t, late, vote(late, before), kind.NoRight)
	b.Receipt(7, b.ada, b.bob)
	after := b.bob.OpenPoll(closesMillis + 1)
	mustVerdict(t, late, vote(late, after), kind.Applied)
	mustVerdict(t, late, vote(late, before), kind.NoRight)
	converge(t, b.Story)
}

// A teller who forks at its seal: the poll stays sealed, the fork names the teller, and all replicas keep the same in whatever order it came.
func TestATellerThatForksAtItsSeal(t *testing.T) {
	b := newBoard(t)
	opening := b.ada.OpenPoll(closesMillis)
	casts(b.cat, opening)
	b.Close(opening, closesMillis-1, b.all...)
	b.Close(opening, settledClose, b.all...)
	seal := b.Ops[slices.IndexFunc(b.Ops, func(o *op.Op) bool { return o.Header.Kind == closing.KindSeal })]
	liar := b.all[slices.IndexFunc(b.all, func(l *apptest.Laptop) bool { return l.Device == seal.Header.Device })]
	var body closing.Seal
	must(t, op.Decode(seal.Body, &body))
	for i := range int64(3) {
		h := seal.Header
		h.TimeMillis += i + 1
		again := liar.Sign(h, &body)
		b.Here.Take(again)
		b.Ops = append(b.Ops, again)
	}
	want := said(b.Here, opening)
	if want.State != "sealed" || len(want.Counted) != 1 {
		t.Fatalf("it is %s, with %d counted", want.State, len(want.Counted))
	}
	digest := b.Here.Digest()
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		if diff := cmp.Diff(want, said(p, opening)); diff != "" || p.Digest() != digest {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
		p.Inside(func() error {
			c, err := p.Engine.Closing(opening)
			if err == nil && (len(c.Forks()) != 1 || c.Forks()[0].Teller != liar.Device) {
				t.Errorf("the forks are %v", c.Forks())
			}
			return err
		})
	})
}

// Waiting time: who was receipted too late before the opening does not vote in it.
func TestAWaitingTimeGoesByReceipts(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada", apptest.Closing, func(c *charter.Charter) { c.WaitingMillis = 5_000_000 })
	early := s.Join(ada, "early")
	s.Receipt(1_000_000_000_000, ada)
	late := s.Join(ada, "late")
	s.Receipt(1_759_999_999_000, ada)
	opening := ada.OpenPoll(closesMillis)
	mustVerdict(t, early, vote(early, opening), kind.Applied)
	mustVerdict(t, late, vote(late, opening), kind.NoRight)
	converge(t, s)
}
