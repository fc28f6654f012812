package authority

// What stands: the walk from the genesis to the head, by what tellers settled, what voters petitioned for, and what a council alone wants.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// Stuck says why the walk went no further. Replicas stay at the parent and show the commits in dispute.
type Stuck string

// The reasons.
const (
	NotStuck       Stuck = ""
	TwoSettled     Stuck = "two settled"
	RivalPetitions Stuck = "rival petitions"
	Rivals         Stuck = "rivals"
)

// Line is what stands, by the ops of one scope.
type Line struct {
	// Commits goes from the genesis to the head.
	Commits []op.ID
	// Settled is the last commit that tellers settled; what follows it on the line is provisional.
	Settled op.ID
	Stuck   Stuck
	// Disputed are the commits that Stuck is about, ascending.
	Disputed []op.ID
}

// Head is the last commit that stands.
func (l *Line) Head() op.ID { return l.Commits[len(l.Commits)-1] }

// stand walks from the genesis to the head.
func (g *Graph) stand(in scope) Line { return g.walk(in, g.pin) }

// walk is stand with another pin.
func (g *Graph) walk(in scope, pin op.ID) Line {
	l := Line{Commits: []op.ID{g.founding.Genesis}, Settled: g.founding.Genesis}
	for {
		next, settled := g.next(&l, in, pin)
		if next.IsZero() {
			return l
		}
		l.Commits = append(l.Commits, next)
		if settled {
			l.Settled = next
		}
	}
}

// next is the commit that follows the head of the line, or zero, with the reason in the line where there is one.
func (g *Graph) next(l *Line, in scope, pin op.ID) (next op.ID, settled bool) {
	at := l.Head()
	switch values := g.settledOn(at, in); len(values) {
	case 0:
	case 1:
		return values[0], true
	default:
		if i := slices.IndexFunc(values, func(id op.ID) bool { return g.leadsTo(id, pin) }); i >= 0 {
			return values[i], true
		}
		return l.stop(TwoSettled, values), false
	}
	council := slices.DeleteFunc(g.children(at, in), func(id op.ID) bool { return g.commits[id].kind != ByCouncil })
	if petitions := g.petitionsAbove(at, in); len(petitions) > 0 {
		chosen, ok := g.lastWord(petitions)
		if !ok {
			return l.stop(RivalPetitions, petitions), false
		}
		return g.towards(at, chosen), false
	}
	switch len(council) {
	case 0:
		return op.ID{}, false
	case 1:
		return council[0], false
	}
	return l.stop(Rivals, council), false
}

func (l *Line) stop(why Stuck, disputed []op.ID) op.ID {
	l.Stuck, l.Disputed = why, slices.SortedFunc(slices.Values(disputed), op.ID.Compare)
	return op.ID{}
}

// children lists the valid commits on a parent, ascending.
func (g *Graph) children(parent op.ID, in scope) []op.ID {
	var children []op.ID
	for _, c := range g.commits[parent].hopeful {
		if g.valid(c, in) {
			children = append(children, c.id)
		}
	}
	slices.SortFunc(children, op.ID.Compare)
	return children
}

// settledOn lists the commits that a quorum of the tellers at the base sealed in one view.
func (g *Graph) settledOn(base op.ID, in scope) []op.ID {
	return agreement.Sealed(g.board(base), g.messages(base, in))
}

// board is the tellers that agree on what follows a commit.
func (g *Graph) board(base op.ID) agreement.Board { return g.stateAt(base).Charter.Tellers }

func (g *Graph) messages(base op.ID, in scope) []agreement.Message {
	var said []agreement.Message
	for _, at := range g.byBase[base] {
		if in.has(at) {
			said = append(said, g.nodes[at].message())
		}
	}
	return said
}

func (n *Node) message() agreement.Message {
	body := n.Body.(*AgreementBody)
	return agreement.Message{Teller: n.Device, Step: steps[n.Kind.Name], View: body.View, Value: body.Value}
}

func (g *Graph) leadsTo(id, later op.ID) bool {
	return g.commits[later] != nil && (id == later || g.isAncestor(id, later))
}

// petitionsAbove lists the valid petitions that are reached from a commit through valid council commits.
func (g *Graph) petitionsAbove(at op.ID, in scope) []op.ID {
	var found []op.ID
	for _, id := range g.children(at, in) {
		switch g.commits[id].kind {
		case ByPetition:
			found = append(found, id)
		case ByCouncil:
			found = append(found, g.petitionsAbove(id, in)...)
		}
	}
	return found
}

// lastWord is the petition that names all the others.
func (g *Graph) lastWord(petitions []op.ID) (op.ID, bool) {
	for _, id := range petitions {
		names := g.contentOf(g.commits[id]).Names
		if !slices.ContainsFunc(petitions, func(other op.ID) bool { return other != id && !slices.Contains(names, other) }) {
			return id, true
		}
	}
	return op.ID{}, false
}

// towards is the child of a commit on the way to a later one.
func (g *Graph) towards(at, later op.ID) op.ID {
	return g.commits[later].upTo(g.commits[at].depth + 1).id
}
