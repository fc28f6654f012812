package poll_test

// The cost of following a poll along its track: tellers ask it at each moment of the grid.

import (
	"encoding/binary"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// BenchmarkFollow is ten thousand ballots that come in over a decision of 2,200 moments, the most that a track can have.
func BenchmarkFollow(b *testing.B) {
	for _, s := range []struct {
		name  string
		weigh poll.Weigh
		known *poll.Known
	}{{"one vote each", nil, nil}, {"with weights", weighOne, nil}, {"with weights, again", weighOne, new(poll.Known)}} {
		b.Run(s.name, func(b *testing.B) {
			on := falling()
			on.DecisionMillis = charter.MaxMoments * hour
			open := decidedAt(b, on)
			open.Electorate.Voters = 20_000
			roll := poll.Roll{MomentMillis: open.ClosesMillis, Weigh: s.weigh, Votes: 20_000, Known: s.known}
			for i := range uint32(10_000) {
				one := poll.Received{ReceiptMillis: 100*hour + int64(i)*on.DecisionMillis/10_000}
				binary.BigEndian.PutUint32(one.ID[:], i+1)
				binary.BigEndian.PutUint32(one.Account[:], i+1)
				one.Choice = []byte{byte(i % 2)}
				roll.Received = append(roll.Received, one)
			}
			if _, err := poll.Follow(open, on, roll); err != nil { // so that what can be known is
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := poll.Follow(open, on, roll); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// weighOne stands for the resolution of delegations, whose own cost is package delegation's.
func weighOne(voted map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
	weights := make(map[op.AccountID]uint64, len(voted))
	for account := range voted {
		weights[account] = 1
	}
	return weights, nil
}
