package delegation

// The way of one delegation: down its list, and through others'.

import "github.com/folkmoot/folkmoot/app/op"

// graph is a poll with numbers for accounts: a hostile electorate makes walks long, and looking accounts up at each step would make them slow.
type graph struct {
	rules   Rules
	numbers map[op.AccountID]int32
	people  []op.AccountID
	weights []uint64
	// lists leave out who is not in the electorate: they have no ballot, and lead nowhere. back are those on whose lists somebody is.
	lists, back [][]int32
	// order is whose delegations count, in the order in which they do.
	order []int32
	// ballots belong to one count, as all that follows.
	ballot []bool
	// carried counts the delegations of each ballot so far.
	carried []int
	// passed is the number of the last walk that looked at a list: a second look would find the same, or go round.
	passed []int32
	walks  int32
	// leads says from whom a ballot can be reached at all, circles who goes round without one. Both are nil where weight does not travel.
	leads, circles []bool
}

func (p Poll) graph(r Rules) *graph {
	n := len(p.Voters)
	g := &graph{rules: r, numbers: make(map[op.AccountID]int32, n), lists: make([][]int32, n), back: make([][]int32, n)}
	for account, weight := range p.Voters {
		g.numbers[account] = int32(len(g.people))
		g.people, g.weights = append(g.people, account), append(g.weights, weight)
	}
	for _, d := range p.inOrder() {
		from := g.numbers[d.From]
		g.order = append(g.order, from)
		for _, to := range d.To {
			if delegate, entitled := g.numbers[to]; entitled {
				g.lists[from] = append(g.lists[from], delegate)
				g.back[delegate] = append(g.back[delegate], from)
			}
		}
	}
	return g
}

// begin makes the graph ready to count some ballots.
func (g *graph) begin(ballots map[op.AccountID]bool) {
	n := len(g.people)
	g.ballot, g.carried, g.passed, g.walks = make([]bool, n), make([]int, n), make([]int32, n), 0
	for voter, has := range ballots {
		g.ballot[g.numbers[voter]] = has
	}
	if g.rules.Travels {
		g.survey()
	}
}

// survey finds out from whom a ballot can be reached, by going backwards from the ballots; and who of the others leads into a circle, by
// striking out again and again those whose lists lead to nobody who is left. So no walk enters a list for nothing.
func (g *graph) survey() {
	n := len(g.people)
	open := make([]int, n)
	g.leads, g.circles = make([]bool, n), make([]bool, n)
	leading, ending := make([]int32, 0, n), make([]int32, 0, n)
	for i := range n {
		open[i], g.circles[i] = len(g.lists[i]), true
		if g.ballot[i] {
			g.leads[i] = true
			leading = append(leading, int32(i))
		}
		if open[i] == 0 {
			ending = append(ending, int32(i))
		}
	}
	for ; len(leading) > 0; leading = leading[1:] {
		for _, from := range g.back[leading[0]] {
			if !g.leads[from] {
				g.leads[from] = true
				leading = append(leading, from)
			}
		}
	}
	for ; len(ending) > 0; ending = ending[1:] {
		g.circles[ending[0]] = false
		for _, from := range g.back[ending[0]] {
			if open[from]--; open[from] == 0 {
				ending = append(ending, from)
			}
		}
	}
}

// step is one list on the way, and who of it is being looked at.
type step struct {
	list []int32
	at   int32
}

// walk goes depth first to the first ballot with room, and takes a place of it. Nil, with the reason, where there is none.
func (g *graph) walk(from int32) ([]step, Reason) {
	if g.ballot[from] {
		return nil, OwnBallot
	}
	if g.rules.Travels && !g.leads[from] {
		if g.circles[from] {
			return nil, InACircle
		}
		return nil, NobodyVoted
	}
	g.walks++
	g.passed[from] = g.walks
	passed, why := 1, NobodyVoted
	stack := []step{{list: g.lists[from]}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.list) == 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		to := top.list[0]
		top.at, top.list = to, top.list[1:]
		switch {
		case g.ballot[to] && g.hasRoom(to):
			g.carried[to]++
			return stack, ""
		case g.ballot[to]:
			why = AllFull
		case !g.rules.Travels || !g.leads[to] || g.passed[to] == g.walks:
			// Nobody behind this one, or nobody new.
		case passed == MaxLists:
			if why == NobodyVoted {
				why = TooFar
			}
		default:
			g.passed[to] = g.walks
			passed++
			stack = append(stack, step{list: g.lists[to]})
		}
	}
	return nil, why
}

func (g *graph) hasRoom(to int32) bool { return g.rules.Cap == 0 || g.carried[to] < g.rules.Cap }

func (g *graph) path(stack []step) []op.AccountID {
	way := make([]op.AccountID, len(stack))
	for i, s := range stack {
		way[i] = g.people[s.at]
	}
	return way
}
