package poll_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// ballots writes ballots as "who: choice"; each one's id is its place from 1, so later ones are larger.
func ballots(t testing.TB, open poll.Open, lines ...[2]string) []poll.Ballot {
	t.Helper()
	var all []poll.Ballot
	for i, line := range lines {
		all = append(all, poll.Ballot{ID: op.ID{byte(i + 1)}, Account: account(line[0]), Choice: choice(t, open, line[1])})
	}
	return all
}

// counts are the counts of the options, in order.
func counts(r poll.Running) []uint64 {
	var all []uint64
	for _, o := range r.Options {
		all = append(all, o.Count)
	}
	return all
}

func TestCountingYesAndNo(t *testing.T) {
	open := yesNo()
	r := poll.Count(&open, ballots(t, open, [2]string{"ann", "yes"}, [2]string{"bob", "no"}, [2]string{"cid", "yes"}, [2]string{"dan", "abstain"}), nil)
	want := poll.Running{Options: []poll.OptionCount{{"yes", 2}, {"no", 1}, {"abstain", 1}}, Voters: 4}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Fatal(diff)
	}
}

func TestCountingApprovals(t *testing.T) {
	open := trees()
	all := ballots(t, open, [2]string{"ann", "1,2"}, [2]string{"bob", "2"}, [2]string{"cid", "none"})
	all = append(all, poll.Ballot{ID: op.ID{50}, Account: account("dan"), Choice: []byte{0x81, 0x18, 0x20}}) // option 33 of 3
	all = append(all, poll.Ballot{ID: op.ID{51}, Account: account("eve"), Choice: []byte{0x82, 0x00, 0x03}}) // the first, and one too many
	want := poll.Running{Options: []poll.OptionCount{{"Elm", 1}, {"Oak", 2}, {"Ash, or rowan", 0}}, Voters: 5, Blank: 1, Void: 2}
	if diff := cmp.Diff(want, poll.Count(&open, all, nil)); diff != "" {
		t.Fatal(diff)
	}
}

// The ballots of a poll are counted as package tally says, with what the opening names.
func TestCountingByMethods(t *testing.T) {
	reason := func(all []poll.Ballot) []poll.Ballot { all[len(all)-1].Reason = "The roots."; return all }
	order := treesBy("irv")
	order.Tie = poll.TieByOrder
	twoSeats := treesBy("stv-scottish")
	twoSeats.Seats = 2
	consent := byConsent()
	quorum := complete(poll.Open{Title: "?", Settings: []poll.Setting{{Name: "quorum", Value: "3/4"}}})
	for _, s := range []struct {
		name    string
		open    poll.Open
		typed   []string
		verdict tally.Verdict
		winners []int
	}{
		{"a majority", yesNo(), []string{"yes", "no", "yes"}, tally.Passed, []int{0}},
		{"too few for the quorum", quorum, []string{"yes", "yes"}, tally.NoQuorum, []int{}},
		{"enough for the quorum", quorum, []string{"yes", "yes", "abstain"}, tally.Passed, []int{0}},
		{"a runoff", treesBy("irv"), []string{"elm", "elm", "oak > 3", "3 > oak", "3 > oak"}, tally.Elected, []int{2}},
		{"a tie, by the order", order, []string{"elm", "oak"}, tally.Elected, []int{0}},
		{"two seats", twoSeats, []string{"elm > oak", "elm > oak", "elm > oak", "elm > oak", "3"}, tally.Elected, []int{0, 1}},
		{"pairs", treesBy("schulze"), []string{"elm > oak", "oak = elm", "oak > elm", "oak > 3"}, tally.Elected, []int{1}},
		{"scores", treesBy("star"), []string{"elm=5 oak=4", "oak=4", "oak=1 elm=5"}, tally.Elected, []int{0}},
		{"credits", treesBy("quadratic"), []string{"elm=10", "oak=6 3=8", "oak=6"}, tally.Elected, []int{1}},
		{"a budget", treesBy("pb-greedy"), []string{"oak", "oak, elm", "3"}, tally.Funded, []int{1, 0}},
		{"nobody objects", consent, []string{"consent", "stand aside"}, tally.Passed, []int{0}},
		{"somebody objects", consent, []string{"consent", "consent", "object"}, tally.Rejected, []int{}},
		{"nobody votes", treesBy("schulze"), nil, tally.Nobody, []int{}},
	} {
		var lines [][2]string
		for i, typed := range s.typed {
			lines = append(lines, [2]string{string(rune('a' + i)), typed})
		}
		all := ballots(t, s.open, lines...)
		if s.open.Method == "consent" {
			all = reason(all)
		}
		p := &poll.Poll{ID: op.ID{5}, Opening: s.open}
		_, result, err := poll.Tally(p, poll.Counting(all), nil, 4)
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		slices.Sort(s.winners)
		slices.Sort(result.Winners)
		if result.Verdict != s.verdict || !slices.Equal(result.Winners, s.winners) {
			t.Errorf("%s: %s, %v", s.name, result.Verdict, result.Winners)
		}
	}
}

// Whoever votes alike is counted as if each ballot had been read by itself, objections with their own reasons.
func TestManyWhoVoteAlike(t *testing.T) {
	for _, open := range []poll.Open{yesNo(), treesBy("schulze"), byConsent()} {
		typed := map[string][]string{"yes-no": {"yes", "no"}, "schulze": {"elm > oak", "none", "oak = 3"}, "consent": {"consent", "object"}}[open.Method]
		var lines [][2]string
		for i := range 120 {
			lines = append(lines, [2]string{string(rune('a' + i)), typed[i%len(typed)]})
		}
		all := ballots(t, open, lines...)
		for i := range all {
			all[i].Reason = string(rune('a' + i))
		}
		e, result, err := poll.Tally(&poll.Poll{ID: op.ID{5}, Opening: open}, poll.Counting(all), nil, len(all))
		if err != nil || result.Turnout.Cast != int64(len(all)) {
			t.Fatalf("%s: %v, %v", open.Method, result, err)
		}
		if most := len(typed); open.Method != "consent" && len(e.Ballots) != most || open.Method == "consent" && len(e.Ballots) != 61 {
			t.Errorf("%s: %d kinds of ballots", open.Method, len(e.Ballots))
		}
		for _, o := range poll.Count(&open, all, nil).Options {
			if o.Count%uint64(len(all)/len(typed)) != 0 {
				t.Errorf("%s: %s on %d ballots", open.Method, o.Option, o.Count)
			}
		}
	}
}

func TestWhatTheBallotsSay(t *testing.T) {
	consent, pairs, credits := byConsent(), treesBy("schulze"), treesBy("quadratic")
	objections := ballots(t, consent, [2]string{"ann", "consent"}, [2]string{"bob", "object"})
	objections[1].Reason = "The roots."
	for _, s := range []struct {
		open poll.Open
		all  []poll.Ballot
		want []uint64
	}{
		{consent, objections, []uint64{1, 0, 1}},
		{pairs, ballots(t, pairs, [2]string{"ann", "elm > oak"}, [2]string{"bob", "oak"}), []uint64{1, 2, 0}},
		{credits, ballots(t, credits, [2]string{"ann", "elm=3"}, [2]string{"bob", "elm=1 oak=1"}), []uint64{2, 1, 0}},
	} {
		if have := counts(poll.Count(&s.open, s.all, nil)); !slices.Equal(have, s.want) {
			t.Errorf("%s: %v, want %v", s.open.Method, have, s.want)
		}
	}
	e, _, err := poll.Tally(&poll.Poll{ID: op.ID{5}, Opening: consent}, poll.Counting(objections), nil, 2)
	if err != nil || !slices.ContainsFunc(e.Ballots, func(b tally.Ballot) bool { return b.Reason == "The roots." }) {
		t.Errorf("the objection lost its reason: %v, %v", e, err)
	}
}

func TestOneBallotAnAccount(t *testing.T) {
	open := yesNo()
	replace := func(all []poll.Ballot, later, earlier int) { all[later].Replaces = all[earlier].ID }
	for name, s := range map[string]struct {
		link func(all []poll.Ballot)
		want []uint64
	}{
		"the larger id of two from two laptops": {func([]poll.Ballot) {}, []uint64{0, 0, 1}},
		"a chain, the last by id":               {func(all []poll.Ballot) { replace(all, 1, 0); replace(all, 2, 1) }, []uint64{0, 0, 1}},
		"a chain against the order of ids":      {func(all []poll.Ballot) { replace(all, 1, 2); replace(all, 0, 1) }, []uint64{1, 0, 0}},
		"one replaced, two left":                {func(all []poll.Ballot) { replace(all, 0, 2) }, []uint64{0, 1, 0}},
		"replaced by another account": {func(all []poll.Ballot) {
			replace(all, 1, 2)
			all[1].Account = account("bob")
		}, []uint64{0, 1, 1}},
	} {
		all := ballots(t, open, [2]string{"ann", "yes"}, [2]string{"ann", "no"}, [2]string{"ann", "abstain"})
		s.link(all)
		if have := counts(poll.Count(&open, all, nil)); !slices.Equal(have, s.want) {
			t.Errorf("%s: %v", name, have)
		}
	}
}

func TestNobodyHasVoted(t *testing.T) {
	open := yesNo()
	if r := poll.Count(&open, nil, nil); r.Voters != 0 || !slices.Equal(counts(r), []uint64{0, 0, 0}) {
		t.Errorf("counted %+v", r)
	}
	open.Method = "lottery"
	if r := poll.Count(&open, []poll.Ballot{{ID: op.ID{1}}}, nil); r.Void != 1 || len(r.Options) != 0 {
		t.Errorf("by a method that is not there: %+v", r)
	}
}

// TestCountingKnowsNoOrder: the same ballots give the same count in every order, one voter for each account, and nothing is lost.
func TestCountingKnowsNoOrder(t *testing.T) {
	open := trees()
	rapid.Check(t, func(rt *rapid.T) {
		var all []poll.Ballot
		accounts := make(map[op.AccountID]bool)
		for i := range rapid.IntRange(0, 30).Draw(rt, "ballots") {
			b := poll.Ballot{ID: op.ID{rapid.Byte().Draw(rt, "id"), byte(i)}, Account: op.AccountID{rapid.ByteRange(0, 5).Draw(rt, "who")}}
			b.Choice = rapid.SampledFrom([][]byte{{0x80}, {0x81, 0}, {0x82, 0, 2}, {0xff}}).Draw(rt, "choice")
			if i > 0 {
				b.Replaces = rapid.SampledFrom([]op.ID{{}, all[rapid.IntRange(0, i-1).Draw(rt, "replaced")].ID}).Draw(rt, "replaces")
			}
			accounts[b.Account] = true
			all = append(all, b)
		}
		want := poll.Count(&open, all, nil)
		if diff := cmp.Diff(want, poll.Count(&open, rapid.Permutation(all).Draw(rt, "order"), nil)); diff != "" {
			rt.Fatal(diff)
		}
		if want.Voters != uint64(len(accounts)) {
			rt.Fatalf("%d voters of %d accounts", want.Voters, len(accounts))
		}
		if elm := want.Options[0].Count; elm+want.Blank+want.Void != want.Voters {
			rt.Fatalf("%d for the elm, %d blank, %d void, of %d", elm, want.Blank, want.Void, want.Voters)
		}
	})
}
