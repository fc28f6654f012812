package delegation_test

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

// BenchmarkResolve resolves the delegations of a third of 10,000 voters, where a third votes.
func BenchmarkResolve(b *testing.B) {
	const voters = 10_000
	random := rand.New(rand.NewPCG(1, 2))
	who := func(n int) (a op.AccountID) {
		binary.BigEndian.PutUint64(a[:], uint64(n))
		return a
	}
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: map[op.AccountID]delegation.Delegation{}}
	for n := range voters {
		p.Voters[who(n)] = 1
		switch n % 3 {
		case 0:
			p.Ballots[who(n)] = true
		case 1:
			d := delegation.Delegation{ID: op.ID(who(n)), From: who(n)}
			for _, to := range random.Perm(voters)[:3] {
				if to != n {
					d.To = append(d.To, who(to))
				}
			}
			p.Delegations[d.From] = d
		}
	}
	rules := delegation.Rules{Cap: 20, Travels: true}
	b.Run("once", func(b *testing.B) {
		for b.Loop() {
			if _, err := delegation.Resolve(p, rules); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("prepared", func(b *testing.B) {
		prepared, err := delegation.Prepare(p, rules)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := prepared.Weights(p.Ballots); err != nil {
				b.Fatal(err)
			}
		}
	})
}
