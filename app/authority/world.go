package authority

// World: the verdicts, by the ops of one scope and what stands there.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// World is what stands, and what it means for every act of authority.
type World struct {
	Line
	graph *Graph
	in    scope
	// place is each standing commit's place on the line.
	place map[op.ID]int
	head  *State
	// verdicts goes by node number.
	verdicts []kind.Verdict
	// places remembers the places of the larger sets of commits that pasts name.
	places map[numbers]int
	// authors is what ops of one device with one past share; nil while the verdicts are being found.
	authors map[authorIn]author
	// step says how the newest act has made this world of the one before; nil where more was worked out anew.
	step *step
}

// Now is the world by all ops. It is what Assess last found; acts added since have no verdict in it.
func (g *Graph) Now() *World { return g.now }

// Assess works the world out anew, from all acts, and returns the one before.
func (g *Graph) Assess() (before *World) {
	before = g.now
	g.now = g.assess(nil, g.stand(nil))
	return before
}

// AsOf is the world that the heads of a past see, with a commit as its head: what an opening of a poll is judged by.
func (g *Graph) AsOf(past PastID, head op.ID) *World {
	line := Line{Commits: g.lineTo(head), Settled: head}
	return g.assess(g.within(g.pasts.byID(past).heads), line)
}

func (g *Graph) lineTo(id op.ID) []op.ID {
	var line []op.ID
	for c := g.commits[id]; ; c = c.parent {
		line = append(line, c.id)
		if c.parent == nil {
			slices.Reverse(line)
			return line
		}
	}
}

// assess finds the least set of verdicts: nothing is applied by what rests on itself. Applied acts only ever add to what is applied, but for
// an undoing, on which nothing rests; so going over the acts until nothing changes ends, and ends in one result.
func (g *Graph) assess(in scope, line Line) *World {
	w := &World{Line: line, graph: g, in: in, place: make(map[op.ID]int), verdicts: make([]kind.Verdict, len(g.nodes))}
	for i, id := range line.Commits {
		w.place[id] = i
	}
	w.head = g.stateAt(line.Head())
	for changed := true; changed; {
		changed = false
		for at := range g.nodes {
			if !in.has(int32(at)) {
				continue
			}
			if v := w.judgeNode(int32(at)); v != w.verdicts[at] {
				w.verdicts[at] = v
				changed = true
			}
		}
	}
	w.authors = make(map[authorIn]author)
	return w
}

// Head is what holds at the head.
func (w *World) HeadState() *State { return w.head }

// VerdictOf is the verdict of an act of authority.
func (w *World) VerdictOf(id op.ID) (kind.Verdict, bool) {
	at, ok := w.graph.index[id]
	if !ok || !w.in.has(at) || int(at) >= len(w.verdicts) {
		return 0, false
	}
	return w.verdicts[at], true
}

// Judged is an op on its way to its verdict.
type Judged struct {
	ID     op.ID
	Device op.DeviceID
	Seq    uint64
	Kind   *kind.Kind
	Entry  *kind.Entry
	Past   PastID
	// On is the commit that an op names to be judged at, instead of the last that stands in its past: the last that its past shows settled.
	// Zero for none.
	On op.ID
}

// isByPoll reports whether no later removal or cut sets the op aside.
func (j *Judged) isByPoll() bool {
	body, is := j.Entry.Body.(interface{ ByPoll() bool })
	return j.Kind.ByPoll || (is && body.ByPoll())
}

// JudgedOn is a body that names the settled commit that it is judged at.
type JudgedOn interface{ JudgedOn() op.ID }

func (w *World) judgeNode(at int32) kind.Verdict {
	n := w.graph.nodes[at]
	w.graph.judged++
	if n.Kind.Rights == nil {
		return kind.Applied
	}
	return w.judge(&Judged{
		ID: n.ID, Device: n.Device, Seq: n.Seq, Kind: n.Kind, Past: n.Past,
		Entry: &kind.Entry{Op: w.graph.held(n), Body: n.Body, Author: kind.Standing{Account: n.Account}},
	}, w.author)
}

// held is as much of an act as rights are asked by.
func (g *Graph) held(n *Node) *op.Op {
	o := &op.Op{ID: n.ID, Header: op.Header{Version: op.HeaderVersion, Kind: n.Kind.Name, Device: n.Device, Seq: n.Seq}}
	if n.ID != g.founding.Genesis {
		o.Header.Community, o.Header.Auth = op.CommunityID(g.founding.Genesis), g.numbered[n.auth].id
	}
	return o
}

// Judge says what becomes of an op whose author's account is in its entry; it fills in the rest of the author's standing.
func (w *World) Judge(j *Judged) kind.Verdict { return w.judge(j, w.rememberedAuthor) }

func (w *World) judge(j *Judged, authorOf func(*Judged) author) kind.Verdict {
	if j.Kind.Rights == nil {
		return kind.Applied
	}
	if !j.On.IsZero() && !w.graph.IsLastSettledIn(j.On, j.Past) {
		return kind.Invalid
	}
	by := authorOf(j)
	j.Entry.Author = by.Standing
	if !by.Charter.Has(j.Kind.Feature) {
		return kind.NotInForce
	}
	if !by.certified || j.Kind.Rights(w.graph.look, j.Entry) != nil || !w.ownsWhatItWithdraws(j) {
		return kind.NoRight
	}
	if !j.isByPoll() && w.isCut(j, by.place) {
		return kind.Cut
	}
	if w.isUndone(j.ID) {
		return kind.Undone
	}
	return kind.Applied
}

// judgedAt is the place of the last commit that stands among those that the op's past names, with their ancestors.
func (w *World) judgedAt(j *Judged) int {
	if at, ok := w.place[j.On]; ok {
		return at
	}
	return w.placeOf(j.namesOf(w.graph))
}

// placeOf is the place of the last commit that stands among some, with their ancestors. Sets of pasts share most of what is in them.
func (w *World) placeOf(commits numbers) int {
	if commits.isEmpty() {
		return 0
	}
	t := commits.node.Value()
	if t.branch == 0 {
		place := 0
		for _, at := range commits.list() {
			place = max(place, w.nearest(w.graph.numbered[at]))
		}
		return place
	}
	if place, known := w.places[commits]; known {
		return place
	}
	place := max(w.placeOf(t.left), w.placeOf(t.right))
	if w.places == nil || len(w.places) >= maxPlaces {
		w.places = make(map[numbers]int)
	}
	w.places[commits] = place
	return place
}

// nearest is the place of the last ancestor of a commit, itself included, that stands.
func (w *World) nearest(c *commit) int {
	c = c.upTo(len(w.Commits) - 1)
	for c.parent != nil {
		if at, ok := w.place[c.id]; ok {
			return at
		}
		if _, stands := w.place[c.skip.id]; stands {
			c = c.parent
		} else {
			c = c.skip
		}
	}
	return 0
}

// PlaceOf is the place on the line at which ops with this past are judged.
func (w *World) PlaceOf(past PastID) int { return w.judgedAt(&Judged{Past: past}) }

func (w *World) isUndone(id op.ID) bool {
	return w.anyApplied(w.graph.undoings[id]) || (planted == UndoWinsOverLaterHide && w.isUndoneBeside(id))
}

func (w *World) anyApplied(nodes []int32) bool {
	return slices.ContainsFunc(nodes, w.applied)
}

// HasWithdrawn reports whether another device of an account has withdrawn one, by an act that is applied.
func (w *World) HasWithdrawn(device op.DeviceID, account op.AccountID) bool {
	for n := range w.graph.withdrawalsOf(device, account, w.in) {
		if w.applied(w.graph.index[n.ID]) {
			return true
		}
	}
	return false
}

func (w *World) applied(at int32) bool {
	return w.in.has(at) && int(at) < len(w.verdicts) && w.verdicts[at] == kind.Applied
}
