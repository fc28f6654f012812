package poll_test

// Ballots as people write them, and as ops hold them.

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

func TestWhatPeopleType(t *testing.T) {
	numbered := trees()
	numbered.Options = []string{"2", "1", "none"}
	odd := treesBy("schulze")
	odd.Options = []string{"A", "A > B", "B = 5"}
	blank := tally.Blank
	for _, s := range []struct {
		name  string
		open  poll.Open
		typed string
		want  tally.Ballot
	}{
		{"yes", yesNo(), "yes", tally.Ballot{Picks: []int{tally.OptionYes}}},
		{"no, loudly", yesNo(), " NO ", tally.Ballot{Picks: []int{tally.OptionNo}}},
		{"one letter", yesNo(), "y", tally.Ballot{Picks: []int{tally.OptionYes}}},
		{"abstain", yesNo(), "abstain", tally.Ballot{Picks: []int{tally.OptionAbstain}}},
		{"a number", trees(), "2", tally.Ballot{Picks: []int{1}}},
		{"numbers", trees(), "3, 1", tally.Ballot{Picks: []int{0, 2}}},
		{"a number twice", trees(), "1,1", tally.Ballot{Picks: []int{0}}},
		{"a name", trees(), "oak", tally.Ballot{Picks: []int{1}}},
		{"names and numbers", trees(), "oak,1", tally.Ballot{Picks: []int{0, 1}}},
		{"a name with a comma", trees(), "elm, ash, or rowan", tally.Ballot{Picks: []int{0, 2}}},
		{"none", trees(), "none", tally.Ballot{}},
		{"names that are numbers", numbered, "2", tally.Ballot{Picks: []int{0}}},
		{"an option called none", numbered, "none", tally.Ballot{Picks: []int{2}}},
		{"as many as there may be", treesBy(poll.Approval, "max", "2"), "1,2", tally.Ballot{Picks: []int{0, 1}}},
		{"a ranking", treesBy("schulze"), "oak > Ash, or rowan = 1", tally.Ballot{Ranks: [][]int{{1}, {0, 2}}}},
		{"a ranking without spaces", treesBy("schulze"), "3>1", tally.Ballot{Ranks: [][]int{{2}, {0}}}},
		{"a ranking of one", treesBy("irv"), "Oak", tally.Ballot{Ranks: [][]int{{1}}}},
		{"a ranking of none", treesBy("irv"), "none", tally.Ballot{}},
		{"names with the marks of rankings", odd, "A > B > B = 5", tally.Ballot{Ranks: [][]int{{1}, {2}}}},
		{"scores", treesBy("star"), "Elm=5 ash, or rowan=0", tally.Ballot{Values: []int64{5, blank, 0}}},
		{"scores below zero", treesBy("score", "min", "-5"), "elm=-3, 2: 4", tally.Ballot{Values: []int64{-3, 4, blank}}},
		{"points", treesBy("cumulative"), "elm = 7 oak = 3", tally.Ballot{Values: []int64{7, 3, 0}}},
		{"votes for credits", treesBy("quadratic"), "elm=9,oak=4", tally.Ballot{Values: []int64{9, 4, 0}}},
		{"projects", treesBy("pb-equal-shares"), "elm, oak", tally.Ballot{Picks: []int{0, 1}}},
		{"consent", byConsent(), "Consent", tally.Ballot{Stance: tally.Consent}},
		{"standing aside", byConsent(), "stand  aside", tally.Ballot{Stance: tally.StandAside}},
		{"an objection", byConsent(), "object", tally.Ballot{Stance: tally.Object}},
	} {
		s.want.Count = 1
		have, err := poll.Parse(&s.open, s.typed)
		if diff := cmp.Diff(s.want, have); err != nil || diff != "" {
			t.Errorf("%s: %v %s", s.name, err, diff)
			continue
		}
		raw, err := poll.Encode(&s.open, have)
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		if back, err := poll.Decode(&s.open, raw); err != nil || poll.Say(&s.open, back) != poll.Say(&s.open, have) {
			t.Errorf("%s: came back as %v, %v", s.name, back, err)
		}
	}
}

func TestWhatIsNoChoice(t *testing.T) {
	limited := treesBy(poll.Approval, "max", "1")
	for _, s := range []struct {
		name    string
		open    poll.Open
		typed   string
		unknown string
		near    string
		says    string
	}{
		{"perhaps", yesNo(), "perhaps", "perhaps", "", ""},
		{"almost abstain", yesNo(), "abstein", "abstein", "abstain", ""},
		{"nothing", yesNo(), "", "", "", ""},
		{"a tree that is not there", trees(), "oak, birch", "birch", "", ""},
		{"a tree that is misspelt", trees(), "oka", "oka", "", ""},
		{"a tree with a letter too many", trees(), "Elms", "Elms", "Elm", ""},
		{"number 0", trees(), "0", "0", "", ""},
		{"number 4 of 3", trees(), "4", "4", "", ""},
		{"a huge number", trees(), strings.Repeat("9", 30), strings.Repeat("9", 30), "", ""},
		{"two commas", trees(), "1,,2", "", "", ""},
		{"a comma at the end", trees(), "1,", "", "", ""},
		{"more than there may be", limited, "1,2", "-", "", "at most 1"},
		{"a megabyte", trees(), strings.Repeat("1,", 1<<19), "-", "", ""},
		{"a ranking that ends in the air", treesBy("irv"), "oak >", "", "", ""},
		{"an unknown name in a ranking", treesBy("irv"), "oak > pine > elm", "pine", "", ""},
		{"a tree ranked twice", treesBy("schulze"), "oak > elm > oak", "-", "", `"Oak" is ranked twice`},
		{"a tie where there can be none", treesBy("irv"), "oak = elm", "-", "", `"Oak" and "Elm" at one rank`},
		{"no number", treesBy("star"), "oak", "-", "", `"Oak" has no number`},
		{"a number that is none", treesBy("star"), "oak=much", "-", "", `"much" for "Oak"`},
		{"a half", treesBy("star"), "oak=0.5", "-", "", `"0.5" for "Oak"`},
		{"two scores for one", treesBy("star"), "oak=1 oak=2", "-", "", `"Oak" has two numbers`},
		{"a score beyond the scale", treesBy("star"), "elm=5 oak=6", "-", "", `"Oak"`},
		{"a score for nobody", treesBy("star"), "pine=3", "pine", "", ""},
		{"too many points", treesBy("cumulative"), "elm=8 oak=3", "-", "", "11 points, where there are 10"},
		{"too many points for one", treesBy("cumulative", "maxPoints", "5"), "elm=6", "-", "", `"Elm"`},
		{"credits overspent", treesBy("quadratic"), "elm=9 oak=5", "-", "", "more than 100 credits"},
		{"a veto in silence", byConsent(), "veto", "veto", "", ""},
		{"an answer that is a ranking", yesNo(), "yes > no", "yes > no", "", ""},
	} {
		_, err := poll.Parse(&s.open, s.typed)
		if !errors.Is(err, poll.ErrChoice) || !strings.Contains(err.Error(), s.says) {
			t.Errorf("%s: %v", s.name, err)
		}
		var unknown *poll.UnknownOptionError
		if errors.As(err, &unknown) != (s.unknown != "-") || unknown != nil && (unknown.Typed != s.unknown || unknown.Near != s.near) {
			t.Errorf("%s: blames %+v", s.name, unknown)
		}
	}
}

// marks draws a ballot of a form that fits a poll with its own settings.
func marks(rt *rapid.T, open *poll.Open, form tally.Form) tally.Ballot {
	b := tally.Ballot{Count: 1}
	n := len(open.Options)
	switch form {
	case tally.Choice:
		b.Picks = []int{rapid.IntRange(0, n-1).Draw(rt, "answer")}
	case tally.Consents:
		b.Stance = rapid.SampledFrom([]tally.Stance{tally.Consent, tally.StandAside, tally.Object}).Draw(rt, "stance")
	case tally.Approvals:
		for o := range n {
			if rapid.Bool().Draw(rt, "marked") {
				b.Picks = append(b.Picks, o)
			}
		}
	case tally.Ranking:
		for _, o := range rapid.Permutation([]int{0, 1, 2}).Draw(rt, "order")[:rapid.IntRange(0, n).Draw(rt, "ranked")] {
			b.Ranks = append(b.Ranks, []int{o})
		}
	default:
		if rapid.Bool().Draw(rt, "blank") {
			return b
		}
		b.Values = []int64{1}
		for range n - 1 {
			b.Values = append(b.Values, rapid.Int64Range(0, 4).Draw(rt, "value"))
		}
	}
	return b
}

// What is said of a ballot is read as that ballot, and it has one encoding.
func TestWhatIsSaidIsRead(t *testing.T) {
	for _, m := range tally.Methods() {
		open := asked(m)
		rapid.Check(t, func(rt *rapid.T) {
			b := marks(rt, &open, m.Form())
			raw, err := poll.Encode(&open, b)
			if err != nil {
				rt.Fatalf("%s: %v", m.Name(), err)
			}
			back, err := poll.Decode(&open, raw)
			if err != nil {
				rt.Fatalf("%s: %v", m.Name(), err)
			}
			if diff := cmp.Diff(b, back); diff != "" {
				rt.Fatalf("%s: %s", m.Name(), diff)
			}
			again, err := poll.Parse(&open, poll.Say(&open, b))
			if diff := cmp.Diff(b, again); err != nil || diff != "" {
				rt.Fatalf("%s: %q: %v %s", m.Name(), poll.Say(&open, b), err, diff)
			}
		})
	}
}

func TestTheLargestBallotsFit(t *testing.T) {
	for _, m := range tally.Methods() {
		open := asked(m)
		if m.Form() == tally.Choice || m.Form() == tally.Consents {
			continue
		}
		open.Options = nil
		b := tally.Ballot{Count: 1}
		for o := range poll.MaxOptions {
			open.Options = append(open.Options, strings.Repeat("x", 1+o))
			b.Picks, b.Ranks, b.Values = append(b.Picks, o), append(b.Ranks, []int{poll.MaxOptions - 1 - o}), append(b.Values, 1)
		}
		switch m.Form() {
		case tally.Approvals:
			b.Ranks, b.Values = nil, nil
		case tally.Ranking:
			b.Picks, b.Values = nil, nil
		default:
			b.Picks, b.Ranks = nil, nil
			if i := slices.IndexFunc(open.Settings, func(s poll.Setting) bool { return s.Name == "points" }); i >= 0 {
				open.Settings[i].Value = "1000"
			}
		}
		raw, err := poll.Encode(&open, b)
		if err != nil || len(raw) > 400 {
			t.Errorf("%s: %d bytes, %v", m.Name(), len(raw), err)
		}
	}
}

// FuzzChoices: what decodes can be counted, and encodes to the same bytes.
func FuzzChoices(f *testing.F) {
	f.Fuzz(func(t *testing.T, options, most uint8, payload []byte) {
		for _, m := range tally.Methods() {
			open := asked(m)
			if form := m.Form(); form != tally.Choice && form != tally.Consents {
				open.Options = make([]string, int(options)%(poll.MaxOptions+1))
			}
			if m.Name() == poll.Approval {
				open.Settings[1].Value = []string{"0", "1", "2", "40"}[most%4]
			}
			b, err := poll.Decode(&open, payload)
			if err != nil {
				if !errors.Is(err, poll.ErrChoice) {
					t.Fatalf("%s: refused as another error: %v", m.Name(), err)
				}
				continue
			}
			e := open.Election()
			e.Ballots = []tally.Ballot{b}
			if err := e.Check(); err != nil && len(open.Options) >= poll.MinOptions {
				t.Fatalf("%s: cannot be counted: %v", m.Name(), err)
			}
			if again, err := poll.Encode(&open, b); err != nil || !bytes.Equal(again, payload) {
				t.Fatalf("%s: %x came back as %x, %v", m.Name(), payload, again, err)
			}
		}
	})
}

// FuzzParse: whatever people type is a choice that can be cast, or refused as none.
func FuzzParse(f *testing.F) {
	f.Fuzz(func(t *testing.T, typed string) {
		for _, m := range tally.Methods() {
			open := asked(m)
			b, err := poll.Parse(&open, typed)
			if err != nil {
				if !errors.Is(err, poll.ErrChoice) {
					t.Fatalf("%s: refused as another error: %v", m.Name(), err)
				}
				continue
			}
			if _, err := poll.Encode(&open, b); err != nil {
				t.Fatalf("%s: %q is taken, and cannot be cast: %v", m.Name(), typed, err)
			}
		}
	})
}
