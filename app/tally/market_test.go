package tally_test

// Equal Shares where money is just enough, or just not: its quick sums are rounded, and what it decides is exact all the same.

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Everybody's whole share pays for one project, whatever the share is.
func TestWholeSharesAreEnough(t *testing.T) {
	for voters := int64(1); voters <= 300; voters++ {
		e := budget(1000, []int64{1000}, []int{0})
		e.Ballots[0].Count = voters
		if r := count(t, "pb-equal-shares", e, "completion=none"); len(r.Winners) != 1 {
			t.Fatalf("%d voters with 1000/%d each cannot pay 1000", voters, voters)
		}
	}
}

// The first ballot pays for a project with each of the others, one pᵢ-th of its cost. With all pᵢ prime the costs can be chosen so that these
// payments add up to a whole number and one part in p₁·p₂·…: less than any rounded sum can tell. What is left is that much less than the last
// project costs, or that much more.
func TestOnePartInManyDecides(t *testing.T) {
	primes := []int64{1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051, 1061}
	product := big.NewInt(1)
	for _, p := range primes {
		product.Mul(product, big.NewInt(p))
	}
	for part, want := range map[int64]bool{1: false, -1: true} {
		const heads = 7
		var costs []int64
		ballots, paid := [][]int{nil}, new(big.Rat)
		for i, p := range primes {
			prime := big.NewInt(p)
			others := new(big.Int).Quo(product, prime)
			cost := others.ModInverse(others, prime)
			cost.Mod(cost.Mul(cost, big.NewInt(part)), prime)
			costs, ballots = append(costs, cost.Int64()), append(ballots, []int{i})
			ballots[0] = append(ballots[0], i)
			paid.Add(paid, new(big.Rat).SetFrac(cost, prime))
		}
		// Each has one more than the whole number that is nearest to what the first ballot pays.
		nearest := new(big.Rat).Sub(paid, new(big.Rat).SetFrac(big.NewInt(part), product))
		if !nearest.IsInt() {
			t.Fatalf("%s is not whole", nearest)
		}
		costs, ballots[0] = append(costs, heads), append(ballots[0], len(primes))
		voters := int64(heads)
		for _, p := range primes {
			voters += p - heads
		}
		e := budget((nearest.Num().Int64()+1)*voters, costs, ballots...)
		e.Ballots[0].Count = heads
		for i, p := range primes {
			e.Ballots[i+1].Count = p - heads
		}
		r := count(t, "pb-equal-shares", e, "completion=none")
		if got := slices.Contains(r.Winners, len(primes)); got != want || len(r.Winners) < len(primes) {
			t.Errorf("part %d: %v are funded", part, r.Winners)
		}
	}
}

func TestRaisesUpToTheWholeBudget(t *testing.T) {
	// At five each nobody can pay; at ten, the whole budget, one voter alone can. Twelve would be more than there is.
	e := budget(10, []int64{10}, []int{0}, []int{})
	r := count(t, "pb-equal-shares", e, "completion=add1", "increment=7")
	wantWinners(t, e, r, "0")
	if share := r.Rounds[0].Quota; share.Cmp(rat(t, 10)) != 0 {
		t.Errorf("each has %s", share)
	}
}

// Wieliczka's comparison: equal shares stand when as many voters prefer either outcome.
func TestEqualSharesStandInAnEvenComparison(t *testing.T) {
	e := budget(12, []int64{12, 6}, slices.Concat(repeatBallot(3, 0), repeatBallot(3, 1))...)
	wantWinners(t, e, count(t, "pb-greedy", e), "0")
	wantWinners(t, e, count(t, "pb-equal-shares", e, "completion=none", "comparison=greedy"), "1")
}

// Projects 1 and 2 ask half of their cost from each payer, as one supporter of project 2 has spent all on project 0; project 2 has more votes.
func TestMoreVotesBreakTiesOfPrice(t *testing.T) {
	e := budget(8, []int64{4, 1, 1}, []int{1}, []int{1}, []int{2}, []int{2}, []int{0, 2}, []int{0}, []int{0}, []int{0})
	r := count(t, "pb-equal-shares", e, "completion=none")
	want := tally.Tie{Round: 2, For: "project", Options: []int{1, 2}, Chosen: []int{2}, By: "lowerCost,moreVotes"}
	if len(r.Ties) != 1 || fmt.Sprint(r.Ties[0]) != fmt.Sprint(want) {
		t.Errorf("ties %+v", r.Ties)
	}
	if r = count(t, "pb-equal-shares", e, "completion=none", "equalRho=rule"); len(r.Ties) != 1 || r.Ties[0].Chosen[0] != 1 || r.Ties[0].By != "order" {
		t.Errorf("ties %+v", r.Ties)
	}
}
