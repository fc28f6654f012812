package closing_test

// Ballots that helpers enter: they never win against the voter's own, and take no room from it.

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// entered is a ballot of an account, cast by itself or entered by a helper, and what it replaces.
func (w *table) entered(name, account, replaces string, assisted bool) closing.Ballot {
	b := closing.Ballot{ID: idOf(name), Replaces: idOf(replaces), Assisted: assisted}
	copy(b.Account[:], account)
	w.ballots = append(w.ballots, b)
	for _, p := range w.parties {
		p.hold(b)
	}
	return b
}

// sealed lets all tellers end the poll, and returns what counts, by name.
func (w *table) sealed() []string {
	w.now = 105
	everybody := "ABCDEFGHIJKLM"[:len(w.parties)]
	w.meet(everybody)
	outcomes := w.whole().Outcomes()
	if len(outcomes) != 1 {
		w.t.Fatalf("%d outcomes", len(outcomes))
	}
	var names []string
	for _, c := range outcomes[0].Count.Counted {
		names = append(names, nameOf(c.Ballot))
	}
	return names
}

// ownWins checks that a helper's ballot that comes later gives way to the voter's own, which did not know of it.
func ownWins(t *testing.T) error {
	w := seated(t, 4)
	w.now = 10
	w.entered("own", "ann", "", false)
	w.meet("ABCD")
	w.now = 50
	w.entered("paper", "ann", "", true)
	w.entered("bea's paper", "bea", "", true)
	w.meet("ABCD")
	if got := w.sealed(); !slices.Equal(got, []string{"bea's paper", "own"}) {
		return fmt.Errorf("counted are %q", got)
	}
	return nil
}

func TestAnOwnBallotWinsAgainstAnEnteredOne(t *testing.T) {
	if err := ownWins(t); err != nil {
		t.Error(err)
	}
}

// Whatever comes in whatever order: of each account with a certified ballot one counts, and it is its own where it has any.
func TestOwnBallotsAlwaysCount(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := seated(t, 1)
		w.t = rt
		var all []closing.Ballot
		for i := range rapid.IntRange(1, 14).Draw(rt, "ballots") {
			w.now += rapid.Int64Range(0, 6).Draw(rt, "later")
			account := rapid.SampledFrom([]string{"ann", "bea"}).Draw(rt, "account")
			assisted := rapid.Bool().Draw(rt, "entered by a helper")
			replaces := ""
			for _, b := range all {
				if string(b.Account[:3]) == account && (b.Assisted || !assisted) && rapid.Bool().Draw(rt, "replaces") {
					replaces = nameOf(b.ID)
				}
			}
			all = append(all, w.entered(fmt.Sprintf("%02d", rapid.IntRange(0, 6).Draw(rt, "id")*20+i), account, replaces, assisted))
			if rapid.Bool().Draw(rt, "receipted now") {
				w.speak("A")
			}
		}
		w.now = 95
		w.speak("A")
		counted := w.sealed()
		for _, account := range []string{"ann", "bea"} {
			checkCounted(rt, account, all, counted)
		}
	})
}

func checkCounted(t *rapid.T, account string, all []closing.Ballot, counted []string) {
	has, own, counts := 0, 0, []closing.Ballot{}
	for _, b := range all {
		if string(b.Account[:3]) != account {
			continue
		}
		has++
		if !b.Assisted {
			own++
		}
		if slices.Contains(counted, nameOf(b.ID)) {
			counts = append(counts, b)
		}
	}
	if len(counts) != min(has, 1) {
		t.Fatalf("of %s's %d ballots %d count", account, has, len(counts))
	}
	if own > 0 && counts[0].Assisted {
		t.Fatalf("%s voted, and what a helper entered counts", account)
	}
}

// Who enters more than the share of an account keeps nobody from being heard.
func TestEnteredBallotsTakeNoRoomFromOwnOnes(t *testing.T) {
	w := seated(t, 1)
	w.now = 10
	for i := range closing.MaxBallotsOfAccount + 5 {
		w.entered(fmt.Sprintf("paper %02d", i), "ann", "", true)
	}
	w.speak("A")
	w.entered("own", "ann", "", false)
	w.speak("A")
	if got := w.sealed(); !slices.Equal(got, []string{"own"}) {
		t.Errorf("counted are %q", got)
	}
	receipted := 0
	for _, s := range w.said {
		if r, is := s.Body.(*closing.Receipt); is {
			receipted += len(r.Ballots)
		}
	}
	if receipted != closing.MaxBallotsOfAccount+1 {
		t.Errorf("%d ballots are receipted", receipted)
	}
	more := closing.Said{ID: op.ID{77}, Teller: w.of('A').me, Previous: w.of('A').tip, Body: &closing.Receipt{
		Poll: pollID, AtMillis: 11, Ballots: []op.ID{idOf("paper 36")},
	}}
	if err := w.of('A').poll.Add(more); err == nil {
		t.Error("a receipt of one more is taken in")
	}
}
