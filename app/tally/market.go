package tally

// The market of Equal Shares: voters with money, and which project they can buy together for the least.
//
// Voters' money is known twice. Exactly, it is the share at the beginning minus the payments that the voter made, a list of rationals that many
// voters have in common; or nothing, once a voter gave all there was. Roughly, it is a fixed-point number with a bound on its error. The rough
// numbers sort voters and tell who is too poor to pay in full wherever the bound leaves no doubt, and the exact ones decide the rest,
// so that every price is exact, and few rationals are ever added.

import (
	"cmp"
	"math/big"
	"slices"
)

// market is what all runs on one election have in common.
type market struct {
	options    []int
	cost       []int64
	votes      []int64
	supporters [][]int32
	weight     []int64
	voters     int64
	byCost     bool
	// preferCheap breaks ties of rho by cost and votes before the priorities.
	preferCheap bool
	priority    []int
	last        TieRule
	// keyShift makes whole numbers of rho, to compare them quickly: the floor of rho times two to this power.
	keyShift int
}

// purchase is one project that was bought.
type purchase struct {
	option   int
	pay, rho *big.Rat
	// poor gave all that they had left, which was less than pay.
	poor []int32
}

// outcome is one run.
type outcome struct {
	each  *big.Rat
	steps []purchase
	ties  []Tie
	cost  int64
}

// purse is where the voters stand in a run.
type purse struct {
	*market
	each  *big.Rat
	shift int
	// rough is money times two to the power of shift, wrong by at most slack.
	rough []int64
	slack int64
	paid  [][]int32
	broke []bool
	steps []purchase
}

func newMarket(e *Election, s Settings, votes []int64, voters int64) *market {
	n := len(e.Options)
	m := &market{
		cost: make([]int64, n), votes: votes, supporters: make([][]int32, n), weight: make([]int64, len(e.Ballots)), voters: voters,
		byCost: s.word("utility") == "cost", preferCheap: s.word("equalRho") != "rule", options: eligible(e), keyShift: 61,
	}
	m.priority, m.last = s.Ties.priorities(n)
	for o, option := range e.Options {
		m.cost[o] = option.Cost
	}
	if !m.byCost {
		m.keyShift -= whole(slices.Max(m.cost)).Num().BitLen()
	}
	for i := range e.Ballots {
		m.weight[i] = e.Ballots[i].Count
		for _, o := range e.Ballots[i].Picks {
			m.supporters[o] = append(m.supporters[o], int32(i))
		}
	}
	return m
}

// floorShift is the whole part of r times two to a power.
func floorShift(r *big.Rat, shift int) int64 {
	n := new(big.Int)
	if shift >= 0 {
		n.Lsh(r.Num(), uint(shift))
		return n.Quo(n, r.Denom()).Int64()
	}
	return n.Quo(r.Num(), n.Lsh(r.Denom(), uint(-shift))).Int64()
}

// run buys projects until no supporters can pay for another one.
func (m *market) run(each *big.Rat) *outcome {
	money := times(each, m.voters)
	whole := new(big.Int).Quo(money.Num(), money.Denom())
	p := &purse{market: m, each: each, shift: 59 - whole.BitLen(), slack: 2}
	p.rough, p.paid, p.broke = make([]int64, len(m.weight)), make([][]int32, len(m.weight)), make([]bool, len(m.weight))
	start := floorShift(each, p.shift)
	for i := range p.rough {
		p.rough[i] = start
	}
	out := &outcome{each: each}
	offers := p.offers(whole)
	for len(offers) > 0 {
		var tied []*offer
		if tied, offers = p.cheapest(offers); len(tied) == 0 {
			break
		}
		best := m.choose(tied, len(p.steps)+1, out)
		p.buy(best)
		out.cost += m.cost[best.option]
		offers = slices.DeleteFunc(offers, func(o *offer) bool { return o == best })
	}
	out.steps = p.steps
	return out
}

// offer is a project that is not bought: what its supporters would pay now, or when it was last looked at, which was not more.
type offer struct {
	option int
	key    int64
	pay    *big.Rat
	rho    *big.Rat
	poor   []int32
}

func (p *purse) offers(money *big.Int) []*offer {
	var list []*offer
	for _, o := range p.options {
		if big.NewInt(p.cost[o]).Cmp(money) <= 0 && len(p.supporters[o]) > 0 {
			list = append(list, &offer{option: o, key: -1})
		}
	}
	return list
}

// cheapest are the offers with the least rho, and all that can still be bought. What a project asks only rises as money is spent, so an offer whose
// old rho is more than the best new one needs no look.
func (p *purse) cheapest(offers []*offer) (tied, rest []*offer) {
	slices.SortFunc(offers, func(a, b *offer) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.option, b.option)) })
	for i, o := range offers {
		if len(tied) > 0 && o.key > tied[0].key {
			return tied, append(rest, offers[i:]...)
		}
		if !p.price(o) {
			continue
		}
		rest = append(rest, o)
		switch {
		case len(tied) == 0 || o.rho.Cmp(tied[0].rho) < 0:
			tied = append(tied[:0], o)
		case o.rho.Cmp(tied[0].rho) == 0:
			tied = append(tied, o)
		}
	}
	return tied, rest
}

// price says what each supporter pays for a project, or false if they cannot.
func (p *purse) price(o *offer) bool {
	poor, payers, possible := p.split(o.option)
	if !possible {
		return false
	}
	o.poor = poor
	o.pay = new(big.Rat).Mul(p.missing(o.option, poor), big.NewRat(1, payers))
	o.rho = o.pay
	if p.byCost {
		o.rho = new(big.Rat).Mul(o.pay, big.NewRat(1, p.cost[o.option]))
	}
	o.key = floorShift(o.rho, p.keyShift)
	return true
}

// missing is a project's cost without what the poor give.
func (p *purse) missing(option int, poor []int32) *big.Rat {
	voters, times := int64(0), make([]int64, len(p.steps))
	for _, v := range poor {
		voters += p.weight[v]
		for _, step := range p.paid[v] {
			times[step] += p.weight[v]
		}
	}
	left, part := whole(p.cost[option]), new(big.Rat)
	if voters == 0 {
		return left
	}
	left.Sub(left, part.Mul(p.each, part.SetInt64(voters)))
	for step, n := range times {
		if n > 0 {
			left.Add(left, new(big.Rat).Mul(p.steps[step].pay, whole(n)))
		}
	}
	return left
}

// split finds the supporters who cannot pay an even share of what is missing, and how many voters pay it.
func (p *purse) split(option int) (poor []int32, payers int64, possible bool) {
	able := make([]int32, 0, len(p.supporters[option]))
	for _, v := range p.supporters[option] {
		if !p.broke[v] {
			able = append(able, v)
			payers += p.weight[v]
		}
	}
	if len(able) == 0 {
		return nil, 0, false
	}
	cost := floorShift(whole(p.cost[option]), p.shift)
	doubt := p.slack*payers + 2
	least := p.rough[slices.MinFunc(able, func(a, b int32) int { return cmp.Compare(p.rough[a], p.rough[b]) })]
	if least*payers-cost > doubt {
		return nil, payers, true
	}
	slices.SortFunc(able, func(a, b int32) int { return cmp.Or(cmp.Compare(p.rough[a], p.rough[b]), cmp.Compare(a, b)) })
	given := int64(0)
	for i, v := range able {
		switch surplus := given + p.rough[v]*payers - cost; {
		case surplus > doubt:
			return able[:i], payers, true
		case surplus >= -doubt:
			return p.splitExactly(option, able)
		}
		given += p.rough[v] * p.weight[v]
		payers -= p.weight[v]
	}
	return nil, 0, false
}

// splitExactly is split for voters whose money is too close to what they should pay.
func (p *purse) splitExactly(option int, able []int32) (poor []int32, payers int64, possible bool) {
	money := make(map[int32]*big.Rat, len(able))
	for _, v := range able {
		money[v] = p.money(v)
		payers += p.weight[v]
	}
	slices.SortFunc(able, func(a, b int32) int { return cmp.Or(money[a].Cmp(money[b]), cmp.Compare(a, b)) })
	missing := whole(p.cost[option])
	for i, v := range able {
		if times(money[v], payers).Cmp(missing) >= 0 {
			return able[:i], payers, true
		}
		missing.Sub(missing, times(money[v], p.weight[v]))
		payers -= p.weight[v]
	}
	return nil, 0, false
}

// money is what a voter has, exactly.
func (p *purse) money(v int32) *big.Rat {
	left := new(big.Rat)
	if p.broke[v] {
		return left
	}
	left.Set(p.each)
	for _, step := range p.paid[v] {
		left.Sub(left, p.steps[step].pay)
	}
	return left
}

// buy takes the money for an offer.
func (p *purse) buy(o *offer) {
	step, rough := int32(len(p.steps)), floorShift(o.pay, p.shift)
	p.steps = append(p.steps, purchase{option: o.option, pay: o.pay, rho: o.rho, poor: o.poor})
	for _, v := range o.poor {
		p.broke[v], p.rough[v] = true, 0
	}
	for _, v := range p.supporters[o.option] {
		if !p.broke[v] {
			p.rough[v] = max(p.rough[v]-rough, 0)
			p.paid[v] = append(p.paid[v], step)
		}
	}
	p.slack++
}
