package delegation_test

// Situations told as "ada > bea, cem": ada's list is bea, then cem. And what holds of all of them.

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

func account(name string) op.AccountID {
	var a op.AccountID
	copy(a[:], name)
	return a
}

func name(a op.AccountID) string { return string(bytes.TrimRight(a[:], "\x00")) }

func listed(from string, to ...string) delegation.Delegation {
	d := delegation.Delegation{ID: op.ID(sha256.Sum256([]byte("delegation of " + from))), From: account(from)}
	for _, t := range to {
		d.To = append(d.To, account(t))
	}
	return d
}

// poll is "ada > bea, cem; bea > cem; cem votes".
func poll(text string) delegation.Poll {
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: map[op.AccountID]delegation.Delegation{}}
	for said := range strings.SplitSeq(text, ";") {
		said = strings.TrimSpace(said)
		if voter, votes := strings.CutSuffix(said, " votes"); votes {
			p.Voters[account(voter)], p.Ballots[account(voter)] = 1, true
			continue
		}
		from, list, _ := strings.Cut(said, " > ")
		d := listed(from, strings.Split(list, ", ")...)
		p.Delegations[d.From] = d
		for _, a := range append(slices.Clone(d.To), d.From) {
			if !strings.HasPrefix(name(a), "stranger") {
				p.Voters[a] = 1
			}
		}
	}
	return p
}

// told is a resolution in one line.
func told(r delegation.Resolution) string {
	var parts []string
	for a, path := range r.Paths {
		part := name(a)
		for _, step := range path {
			part += ">" + name(step)
		}
		parts = append(parts, part)
	}
	for a, why := range r.Lost {
		parts = append(parts, fmt.Sprintf("%s %s", name(a), why))
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}

func TestWhoVotesForWhom(t *testing.T) {
	stays, travels := delegation.Rules{}, delegation.Rules{Travels: true}
	for _, s := range []struct {
		name, poll string
		rules      delegation.Rules
		want       string
	}{
		{"to somebody who votes", "ada > bea; bea votes", stays, "ada>bea"},
		{"to somebody who does not", "ada > bea", stays, "ada nobody_voted"},
		{"the own ballot comes first", "ada > bea; bea votes; ada votes", stays, "ada own_ballot"},
		{"the second on the list", "ada > bea, cem; cem votes", stays, "ada>cem"},
		{"the first of two who vote", "ada > bea, cem; bea votes; cem votes", stays, "ada>bea"},
		{"it does not travel", "ada > bea; bea > cem; cem votes", stays, "ada nobody_voted; bea>cem"},
		{"it travels", "ada > bea; bea > cem; cem votes", travels, "ada>bea>cem; bea>cem"},
		{"it travels before the fallback is asked", "ada > bea, dan; bea > cem; cem votes; dan votes", travels, "ada>bea>cem; bea>cem"},
		{"it comes back from a dead end", "ada > bea, dan; bea > cem; cem > eve; dan votes", travels, "ada>dan; bea nobody_voted; cem nobody_voted"},
		{"a circle", "ada > bea; bea > cem; cem > ada", travels, "ada in_a_circle; bea in_a_circle; cem in_a_circle"},
		{"a circle with a way out", "ada > bea; bea > ada, cem; cem votes", travels, "ada>bea>cem; bea>cem"},
		{"a circle broken by a ballot", "ada > bea; bea > cem; cem > ada; cem votes", travels, "ada>bea>cem; bea>cem; cem own_ballot"},
		{"two ways to the same dead end are no circle", "ada > bea, cem; bea > dan; cem > dan", travels, "ada nobody_voted; bea nobody_voted; cem nobody_voted"},
		{"to a stranger", "ada > stranger; bea votes", travels, "ada nobody_voted"},
		{"through a stranger", "ada > stranger; stranger > bea; bea votes", travels, "ada nobody_voted"},
	} {
		t.Run(s.name, func(t *testing.T) {
			got, err := delegation.Resolve(poll(s.poll), s.rules)
			if err != nil {
				t.Fatal(err)
			}
			if told(got) != s.want {
				t.Errorf("%s\nwant %s", told(got), s.want)
			}
		})
	}
}

// Who is over the cap is decided by SHA-256(poll id ‖ delegation op id), so another poll decides otherwise.
func TestTheCap(t *testing.T) {
	const text = "ada > eve, fay; bea > eve, fay; cem > eve, fay; dan > eve, fay; eve votes; fay votes"
	seen := map[string]bool{}
	for n := range 20 {
		p := poll(text)
		p.ID = op.ID{byte(n)}
		order := []string{"ada", "bea", "cem", "dan"}
		slices.SortFunc(order, func(x, y string) int {
			lot := func(who string) []byte {
				id := p.Delegations[account(who)].ID
				sum := sha256.Sum256(append(p.ID[:], id[:]...))
				return sum[:]
			}
			return bytes.Compare(lot(x), lot(y))
		})
		want := []string{order[0] + ">eve", order[1] + ">fay", order[2] + " all_full", order[3] + " all_full"}
		slices.Sort(want)
		got, err := delegation.Resolve(p, delegation.Rules{Cap: 1})
		if err != nil {
			t.Fatal(err)
		}
		if told(got) != strings.Join(want, "; ") {
			t.Errorf("poll %d: %s\nwant %s", n, told(got), want)
		}
		seen[told(got)] = true
	}
	if len(seen) < 2 {
		t.Error("the poll's id changes nothing")
	}
}

func TestAChainThatIsTooLong(t *testing.T) {
	var text strings.Builder
	for i := range delegation.MaxLists + 1 {
		fmt.Fprintf(&text, "p%03d > p%03d; ", i, i+1)
	}
	fmt.Fprintf(&text, "p%03d votes", delegation.MaxLists+1)
	got, err := delegation.Resolve(poll(text.String()), delegation.Rules{Travels: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[op.AccountID]delegation.Reason{account("p000"): delegation.TooFar}; !maps.Equal(got.Lost, want) {
		t.Errorf("lost: %v", got.Lost)
	}
	if path := got.Paths[account("p001")]; len(path) != delegation.MaxLists {
		t.Errorf("the longest way that counts has %d steps", len(path))
	}
}

func TestInForce(t *testing.T) {
	on := func(d delegation.Delegation, track string, until int64) delegation.Delegation {
		d.Track, d.UntilMillis = track, until
		return d
	}
	everything, money := listed("ada", "bea"), on(listed("ada", "cem"), "money", 100)
	for _, s := range []struct {
		name  string
		track string
		at    int64
		want  string
	}{
		{"the one for the track stands in front", "money", 99, "cem"},
		{"until it expires", "money", 100, "bea"},
		{"and on other tracks it is none", "rules", 50, "bea"},
	} {
		for _, all := range [][]delegation.Delegation{{everything, money}, {money, everything}} {
			got, err := delegation.InForce(all, s.track, s.at)
			if err != nil {
				t.Fatal(err)
			}
			if d := got[account("ada")]; name(d.To[0]) != s.want {
				t.Errorf("%s: %s, want %s", s.name, name(d.To[0]), s.want)
			}
		}
	}
	if _, err := delegation.InForce([]delegation.Delegation{everything, listed("ada", "dan")}, "", 0); !errors.Is(err, delegation.ErrForm) {
		t.Errorf("two for everything: %v", err)
	}
}

func TestDelegationsThatAreNone(t *testing.T) {
	long := make([]string, delegation.MaxRanked+1)
	for i := range long {
		long[i] = fmt.Sprintf("p%d", i)
	}
	ends := listed("ada", "bea")
	ends.UntilMillis = -1
	for name, d := range map[string]delegation.Delegation{
		"to nobody":             listed("ada"),
		"to oneself":            listed("ada", "bea", "ada"),
		"to one person twice":   listed("ada", "bea", "bea"),
		"to too many":           listed("ada", long...),
		"ended before it began": ends,
	} {
		if err := d.Check(); !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := delegation.InForce([]delegation.Delegation{d}, "", -2); !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s in force: %v", name, err)
		}
		if _, err := delegation.Resolve(delegation.Poll{Delegations: map[op.AccountID]delegation.Delegation{d.From: d}}, delegation.Rules{}); !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s resolved: %v", name, err)
		}
	}
	stranger := poll("ada votes")
	stranger.Ballots[account("zoe")] = true
	heavy := poll("ada votes")
	heavy.Voters[account("ada")] = 1 << 60
	for name, p := range map[string]delegation.Poll{"a ballot of a stranger": stranger, "a weight that overflows": heavy} {
		if _, err := delegation.Resolve(p, delegation.Rules{}); !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
		prepared, err := delegation.Prepare(p, delegation.Rules{})
		if err == nil {
			_, err = prepared.Weights(p.Ballots)
		}
		if !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s, prepared: %v", name, err)
		}
	}
}

func TestConcentration(t *testing.T) {
	for _, s := range []struct {
		name, poll string
		largest    string
		gini       string
		deciders   int
	}{
		{"nobody votes", "ada > bea", "", "0", 0},
		{"nobody delegates", "ada votes; bea votes; cem votes", "", "0", 2},
		{"one for all", "ada > cem; bea > cem; cem votes", "cem 3 1", "2/3", 1},
		{"two camps", "ada > bea; bea votes; cem > dan; dan votes", "bea 2 1/2, dan 2 1/2", "1/2", 2},
		{"one delegates of four", "ada > bea; bea votes; cem votes; dan votes", "bea 2 1/2", "3/8", 2},
	} {
		r, err := delegation.Resolve(poll(s.poll), delegation.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		c := r.Concentration(2)
		var largest []string
		for _, d := range c.Largest {
			largest = append(largest, fmt.Sprintf("%s %d %s", name(d.Account), d.Weight, d.Share.RatString()))
		}
		if got := strings.Join(largest, ", "); got != s.largest || c.Gini.RatString() != s.gini || c.Deciders != s.deciders {
			t.Errorf("%s: %q, Gini %s, %d decide", s.name, got, c.Gini.RatString(), c.Deciders)
		}
	}
}

// drawPoll is any poll of a few people with any lists.
func drawPoll(t *rapid.T) delegation.Poll {
	people := rapid.IntRange(1, 9).Draw(t, "people")
	p := delegation.Poll{ID: op.ID{rapid.Byte().Draw(t, "poll")}, Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: map[op.AccountID]delegation.Delegation{}}
	for i := range people {
		who := fmt.Sprintf("p%d", i)
		p.Voters[account(who)] = rapid.Uint64Range(0, 5).Draw(t, "weight")
		if rapid.IntRange(0, 3).Draw(t, "votes") == 0 {
			p.Ballots[account(who)] = true
		}
		var to []string
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, people), 0, 4, rapid.ID).Draw(t, "to") {
			if n != i {
				to = append(to, fmt.Sprintf("p%d", n))
			}
		}
		if len(to) > 0 {
			p.Delegations[account(who)] = listed(who, to...)
		}
	}
	return p
}

func TestNoWeightIsMadeOrCountedTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPoll(t)
		rules := delegation.Rules{Cap: rapid.IntRange(0, 3).Draw(t, "cap"), Travels: rapid.Bool().Draw(t, "travels")}
		r, err := delegation.Resolve(p, rules)
		if err != nil {
			t.Fatal(err)
		}
		prepared, err := delegation.Prepare(p, rules)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // what was asked before changes nothing
			again, err := prepared.Weights(p.Ballots)
			if diff := cmp.Diff(r.Weights, again); err != nil || diff != "" {
				t.Fatalf("prepared (-resolved +prepared): %v\n%s", err, diff)
			}
			if _, err := prepared.Weights(map[op.AccountID]bool{account("p0"): true}); err != nil {
				t.Fatal(err)
			}
		}
		counted, weights := uint64(0), uint64(0)
		for voter := range p.Ballots {
			counted += p.Voters[voter]
		}
		for from, path := range r.Paths {
			counted += p.Voters[from]
			last := path[len(path)-1]
			if p.Ballots[from] || !p.Ballots[last] || !rules.Travels && len(path) != 1 || !slices.Contains(r.Carried[last], from) {
				t.Fatalf("%s went %s", name(from), told(r))
			}
			at := from
			for _, step := range path {
				if !slices.Contains(p.Delegations[at].To, step) || step == from {
					t.Fatalf("%s is not on the list of %s", name(step), name(at))
				}
				at = step
			}
		}
		for voter, weight := range r.Weights {
			weights += weight
			if rules.Cap > 0 && len(r.Carried[voter]) > rules.Cap {
				t.Fatalf("%s carries %d", name(voter), len(r.Carried[voter]))
			}
		}
		if counted != weights || len(r.Paths)+len(r.Lost) != len(p.Delegations) {
			t.Fatalf("%d counted, %d weighed; %s", counted, weights, told(r))
		}
		gini := r.Concentration(3).Gini
		if gini.Sign() < 0 || gini.Cmp(big.NewRat(1, 1)) >= 0 {
			t.Fatalf("Gini %s", gini.RatString())
		}
	})
}

// Without a cap, somebody is found exactly where somebody with a ballot can be reached.
func TestWhoCanBeReachedIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPoll(t)
		r, err := delegation.Resolve(p, delegation.Rules{Travels: true})
		if err != nil {
			t.Fatal(err)
		}
		reaches := maps.Clone(p.Ballots)
		for range p.Voters {
			for from, d := range p.Delegations {
				reaches[from] = reaches[from] || slices.ContainsFunc(d.To, func(to op.AccountID) bool { return reaches[to] })
			}
		}
		found := maps.Clone(p.Ballots)
		for from := range p.Delegations {
			_, has := r.Paths[from]
			found[from] = has || p.Ballots[from]
			reaches[from] = reaches[from] || false
		}
		if diff := cmp.Diff(reaches, found); diff != "" {
			t.Fatal(diff)
		}
	})
}
