package poll_test

// Paper ballots that helpers enter.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func (w *world) assist(by string, in op.ID, voter string, replaces op.ID, choice []byte) (op.ID, kind.Verdict) {
	w.t.Helper()
	return w.write(by, poll.KindAssist, &poll.Assist{Poll: in, Account: account(voter), Replaces: replaces, Choice: choice, Paper: "17"})
}

// cid is the one helper.
func TestPaperBallotsAndTheirVerdicts(t *testing.T) {
	w := newWorld(t)
	in, elsewhere := w.open(yesNo()), w.open(yesNo())
	yes := choice(t, yesNo(), "yes")
	own, _ := w.cast("bob", in, op.ID{}, yes)
	entered, _ := w.assist("cid", in, "bob", op.ID{}, yes)
	anns, _ := w.assist("cid", in, "ann", op.ID{}, yes)
	other, _ := w.assist("cid", elsewhere, "bob", op.ID{}, yes)
	for name, s := range map[string]struct {
		by, voter string
		in        op.ID
		replaces  op.ID
		choice    []byte
		want      kind.Verdict
	}{
		"for a voter":                       {"cid", "bob", in, op.ID{}, yes, kind.Applied},
		"in place of one entered before":    {"cid", "bob", in, entered, yes, kind.Applied},
		"by a steward who is no helper":     {"ann", "bob", in, op.ID{}, yes, kind.NoRight},
		"by the voter, who is no helper":    {"bob", "bob", in, op.ID{}, yes, kind.NoRight},
		"by a helper for themselves":        {"cid", "cid", in, op.ID{}, yes, kind.NoRight},
		"for who may not vote":              {"cid", "eve", in, op.ID{}, yes, kind.NoRight},
		"in place of the voter's own":       {"cid", "bob", in, own, yes, kind.Invalid},
		"in place of another's":             {"cid", "bob", in, anns, yes, kind.Invalid},
		"in place of one in another poll":   {"cid", "bob", in, other, yes, kind.Invalid},
		"for an answer that does not exist": {"cid", "bob", in, op.ID{}, []byte{3}, kind.Invalid},
		"in a poll that is a proposal":      {"cid", "bob", text, op.ID{}, yes, kind.Invalid},
	} {
		if _, have := w.assist(s.by, s.in, s.voter, s.replaces, s.choice); have != s.want {
			t.Errorf("%s: %s, where it should be %s", name, have, s.want)
		}
	}
	if _, have := w.cast("bob", in, entered, yes); have != kind.Applied {
		t.Errorf("the voter's own in place of an entered one: %s", have)
	}
	if _, have := w.cast("bob", in, anns, yes); have != kind.Invalid {
		t.Errorf("a voter's own in place of one entered for another: %s", have)
	}
}

func TestWithoutHelpersNobodyEntersAnything(t *testing.T) {
	helpers := rules.Helpers
	rules.Helpers = nil
	defer func() { rules.Helpers = helpers }()
	w := newWorld(t)
	in := w.open(yesNo())
	for _, by := range []string{"ann", "bob", "cid"} {
		if _, have := w.assist(by, in, "bob", op.ID{}, choice(t, yesNo(), "yes")); have != kind.NoRight {
			t.Errorf("by %s: %s", by, have)
		}
	}
}

func TestAPaperBallotHasItsForm(t *testing.T) {
	whole := poll.Assist{Poll: op.ID{1}, Account: account("bob"), Choice: []byte{0}, Paper: "17", Witness: "Dora, at the door", Reason: "because"}
	if err := whole.Check(); err != nil {
		t.Fatal(err)
	}
	k, _ := kind.NewRegistry(poll.Kinds()).Lookup(poll.KindAssist)
	for name, change := range map[string]func(*poll.Assist){
		"no poll":                       func(b *poll.Assist) { b.Poll = op.ID{} },
		"no voter":                      func(b *poll.Assist) { b.Account = op.AccountID{} },
		"no paper":                      func(b *poll.Assist) { b.Paper = "" },
		"a paper of two lines":          func(b *poll.Assist) { b.Paper = "17\n18" },
		"a paper of 41 characters":      func(b *poll.Assist) { b.Paper = strings.Repeat("1", 41) },
		"a witness of 81 characters":    func(b *poll.Assist) { b.Witness = strings.Repeat("x", 81) },
		"a reason that clears a screen": func(b *poll.Assist) { b.Reason = "\x1b[2J" },
		"its poll replaced":             func(b *poll.Assist) { b.Replaces = b.Poll },
	} {
		b := whole
		change(&b)
		raw, err := op.Encode(&b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Decode(&op.Header{}, raw); !errors.Is(err, kind.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever ballots there are in whatever order: an account with a ballot has one that counts, and it is its own where it has any.
func TestTheRunningCountPrefersOwnBallots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []poll.Ballot
		for i := range rapid.IntRange(0, 12).Draw(t, "ballots") {
			b := poll.Ballot{Account: account(rapid.SampledFrom([]string{"ann", "bob"}).Draw(t, "voter"))}
			b.ID = op.ID{byte(rapid.IntRange(1, 200).Draw(t, "id")), byte(i)}
			if rapid.Bool().Draw(t, "entered by a helper") {
				b.Helper = account("cid")
			}
			for _, earlier := range all {
				if earlier.Account == b.Account && (earlier.IsAssisted() || !b.IsAssisted()) && rapid.Bool().Draw(t, "replaces") {
					b.Replaces = earlier.ID
				}
			}
			all = append(all, b)
		}
		shuffled := rapid.Permutation(all).Draw(t, "order")
		counting := poll.Counting(shuffled)
		for _, voter := range []string{"ann", "bob"} {
			of := func(b poll.Ballot) bool { return b.Account == account(voter) }
			own := func(b poll.Ballot) bool { return of(b) && !b.IsAssisted() }
			i := slices.IndexFunc(counting, of)
			if (i >= 0) != slices.ContainsFunc(all, of) {
				t.Fatalf("%s has ballots, and %d counts", voter, i)
			}
			if i >= 0 && counting[i].IsAssisted() && slices.ContainsFunc(all, own) {
				t.Fatalf("%s voted, and what a helper entered counts", voter)
			}
		}
	})
}
