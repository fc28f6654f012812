package closing_test

// The language of situations: a table with a few tellers, who hear of each other when they meet.

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// table is a network without chance: nothing arrives but by meet.
type table struct{ *network }

func seated(t testing.TB, n int, change ...func(*closing.Setup)) *table {
	w := &network{t: t, past: make(map[op.ID][]op.ID), by: make(map[op.ID]*party), safe: make(map[op.ID]bool)}
	w.draw = func(_ string, _, high int) int { return high }
	w.setup = closing.Setup{Poll: pollID, ClosesMillis: 100, SettleMillis: 5, PatienceMillis: 10}
	for i := range n {
		w.setup.Tellers = append(w.setup.Tellers, op.DeviceID{byte('A' + i)})
	}
	for _, c := range change {
		c(&w.setup)
	}
	for i, me := range w.setup.Tellers {
		w.parties = append(w.parties, &party{me: me, number: i, poll: w.empty()})
	}
	return &table{w}
}

func (w *table) of(letter rune) *party { return w.parties[letter-'A'] }

// ballot is cast at a time, and reaches these tellers.
func (w *table) ballot(name, account string, reaches string) {
	b := closing.Ballot{ID: idOf(name)}
	copy(b.Account[:], account)
	w.ballots = append(w.ballots, b)
	for _, letter := range reaches {
		w.of(letter).hold(b)
	}
}

// speak asks tellers in turn, until each has said all.
func (w *table) speak(letters string) {
	for _, letter := range letters {
		w.network.speak(w.of(letter), false)
	}
}

// meet lets these tellers hear all of each other, and speak, until nobody has anything to say.
func (w *table) meet(letters string) {
	for range 60 {
		before := len(w.said)
		for _, to := range letters {
			for _, from := range letters {
				if from != to {
					w.network.meet(w.of(from), w.of(to))
				}
			}
			w.network.speak(w.of(to), false)
		}
		if len(w.said) == before {
			return
		}
	}
	w.t.Fatal("they never come to an end")
}

// kinds are what a teller said, in order.
func (w *table) kinds(letter rune) []string {
	var kinds []string
	for _, s := range w.said {
		if s.Teller == w.of(letter).me {
			kinds = append(kinds, strings.TrimPrefix(strings.TrimPrefix(closing.KindOf(s.Body), "teller."), "manifest."))
		}
	}
	return kinds
}

func (w *table) progress(letter rune, ballot string) closing.Progress {
	p, _ := w.of(letter).poll.Progress(idOf(ballot))
	return p
}
