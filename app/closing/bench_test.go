package closing_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// BenchmarkReceipts is a teller that receipts a thousand ballots after nine thousand, with the others' receipts around it: what goal "1,000 ballots
// a second" costs it.
func BenchmarkReceipts(b *testing.B) {
	for _, n := range []int{1, 4, 7, 13} {
		b.Run(fmt.Sprintf("%d tellers", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				w := seated(b, n)
				flood(w, 0, 9000)
				w.meet(lettersOf(n))
				flood(w, 9000, 10_000)
				b.StartTimer()
				w.speak("A")
			}
		})
	}
}

// BenchmarkClosing is from the close to the seal, for all tellers together, with ten thousand ballots.
func BenchmarkClosing(b *testing.B) {
	for _, n := range []int{1, 4, 7} {
		b.Run(fmt.Sprintf("%d tellers", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				w := seated(b, n)
				flood(w, 0, 10_000)
				w.meet(lettersOf(n))
				w.now = 105
				b.StartTimer()
				w.meet(lettersOf(n))
				if w.of('A').poll.State() != closing.Sealed {
					b.Fatal("not sealed")
				}
			}
		})
	}
}

func flood(w *table, from, to int) {
	for i := from; i < to; i++ {
		ballot := closing.Ballot{ID: op.ID{1}}
		binary.BigEndian.PutUint32(ballot.ID[1:], uint32(i))
		binary.BigEndian.PutUint32(ballot.Account[:], uint32(i))
		w.ballots = append(w.ballots, ballot)
		for _, p := range w.parties {
			p.hold(ballot)
		}
	}
}

func lettersOf(n int) string { return "ABCDEFGHIJKLM"[:n] }
