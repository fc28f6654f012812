package authority

// Polls, as far as authority goes: which one has passed, by its tellers' seals, and whose voters a petition asks.

import (
	"cmp"
	"iter"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// PollReceipt is what authority keeps of the first thing that a teller says about a poll with its time.
type PollReceipt struct {
	Poll     op.ID
	AtMillis int64
}

// PollSeal is what authority keeps of a teller's seal of a poll.
type PollSeal struct {
	Poll, Manifest op.ID
	View           uint32
}

// Opening is what authority asks about a stored opening.
type Opening struct {
	// On is the commit by which the poll is judged.
	On op.ID
	// Enacts is what passing changes; nil for nothing.
	Enacts *charter.Acts
}

// Polls answers what the graph does not know of polls.
type Polls interface {
	// Opening reads a stored opening of a poll with tellers; false for anything else.
	Opening(poll op.ID) (Opening, bool)
	// Passed reports whether a poll passes by what a manifest counts, which t of its tellers have sealed.
	Passed(poll, manifest op.ID) bool
	// Enders lists the stored openings of polls that would end this one by passing.
	Enders(poll op.ID) []op.ID
	// Ends reports whether an ender, by what a manifest of it counts, has ended a poll before that was decided by a manifest of its own.
	Ends(ender, byManifest, poll, manifest op.ID) bool
	// Voters are the electorate.
	Voters(poll op.ID) []op.AccountID
	// MayRetire reports whether f+1 tellers have shown that the time has come at which an undecided poll may be retired.
	MayRetire(poll op.ID) bool
}

// filePoll puts a teller's word about a poll where it is looked for.
func (g *Graph) filePoll(n *Node, at int32) {
	switch body := n.Body.(type) {
	case *PollReceipt:
		g.received[body.Poll] = append(g.received[body.Poll], at)
	case *PollSeal:
		g.sealed[body.Poll] = append(g.sealed[body.Poll], at)
	}
}

func isPollWord(body any) bool {
	switch body.(type) {
	case *PollReceipt, *PollSeal:
		return true
	}
	return false
}

// asks says whether a content has all that its type asks for, signatures and seals aside, and how many accounts must sign.
func (g *Graph) asks(c *commit, content *Content) (lawful bool, need int) {
	parent := g.stateAt(c.parent.id)
	after := parent.Charter.With(content.Acts)
	council := parent.Charter.Council
	if !isFollowable(&after) {
		return false, 0
	}
	switch content.Type {
	case ByCouncil:
		return parent.MayCouncil(content.Acts), max(int(parent.Charter.Threshold), charter.StrictMajority(len(council)))
	case ByPetition:
		if content.Poll.IsZero() {
			return true, charter.StrictMajority(len(council))
		}
		opening, ok := g.look.Opening(content.Poll)
		return ok && g.isOnLine(opening.On, c.parent), charter.StrictMajority(len(g.look.Voters(content.Poll)))
	default:
		opening, ok := g.look.Opening(content.Poll)
		return ok && g.mayEnact(c.parent, content.Poll, opening) && charter.Equal(content.Acts, *opening.Enacts), 0
	}
}

// isFollowable reports whether a council can follow a commit that leaves this charter.
func isFollowable(after *charter.Charter) bool {
	size := len(after.Council)
	return after.Threshold <= uint64(size) && after.Threshold >= uint64(charter.StrictMajority(size))
}

// isCarriable reports whether anybody here can carry the enactment of a poll on a commit: the council could follow it, and what it names is
// here. One that nobody can carry is not due, or it would hold up all others for ever.
func (g *Graph) isCarriable(parent, poll op.ID, acts *charter.Acts) bool {
	after := g.stateAt(parent).Charter.With(*acts)
	missing := func(id op.ID) bool {
		_, stored := g.look.KindOf(id)
		return !stored
	}
	content := Content{Poll: poll, Acts: *acts}
	return isFollowable(&after) && !slices.ContainsFunc(content.cited(), missing)
}

// mayEnact reports whether the enactment of a poll may follow a commit, if it passes: it is judged by that or an ancestor, and neither enacted
// nor retired down to there.
func (g *Graph) mayEnact(parent *commit, poll op.ID, opening Opening) bool {
	return opening.Enacts != nil && g.isOnLine(opening.On, parent) && !g.stateAt(parent.id).Retired[poll] && !g.isEnacted(parent, poll)
}

// isOnLine reports whether a commit is a known one or an ancestor of it.
func (g *Graph) isOnLine(id op.ID, last *commit) bool {
	return g.commits[id] != nil && (id == last.id || g.isAncestor(id, last.id))
}

func (g *Graph) isEnacted(last *commit, poll op.ID) bool {
	for c := last; c.parent != nil; c = c.parent {
		if c.kind == ByPoll && g.contentOf(c).Poll == poll {
			return true
		}
	}
	return false
}

// electorate is whose signatures on a commit count.
func (g *Graph) electorate(c *commit) func(op.AccountID) bool {
	if c.kind == ByPetition && !c.poll.IsZero() {
		voters := g.look.Voters(c.poll)
		return func(a op.AccountID) bool { return slices.Contains(voters, a) }
	}
	return g.stateAt(c.parent.id).Charter.HasSteward
}

// passedIn reports whether t of a poll's tellers have sealed in one view, in a scope, what lets it pass.
func (g *Graph) passedIn(poll op.ID, in scope) bool { return g.passingSeals(poll, in) != nil }

// passingSeals are seals of one manifest by t of a poll's tellers in one view, in a scope, by which it passes; nil for none.
func (g *Graph) passingSeals(poll op.ID, in scope) []int32 {
	return g.sealsOf(poll, in, func(manifest op.ID) bool { return g.look.Passed(poll, manifest) })
}

// Seals are seals of one manifest of which something holds, by t of a poll's tellers in one view, as far as a past shows them; nil for none.
func (g *Graph) Seals(poll op.ID, past PastID, holds func(manifest op.ID) bool) []op.ID {
	return g.newestIDs(g.sealsOf(poll, g.within(g.pasts.byID(past).heads), holds))
}

// AllSeals is Seals by all that is known here.
func (g *Graph) AllSeals(poll op.ID, holds func(manifest op.ID) bool) []op.ID {
	return g.newestIDs(g.sealsOf(poll, nil, holds))
}

func (g *Graph) sealsOf(poll op.ID, in scope, holds func(manifest op.ID) bool) []int32 {
	for manifest, seals := range g.sealedBy(poll, in) {
		if holds(manifest) {
			return valuesOf(seals)
		}
	}
	return nil
}

// sealedBy yields a manifest with the seals of one view as soon as a scope has t of a poll's tellers for it, and again with each further seal.
func (g *Graph) sealedBy(poll op.ID, in scope) iter.Seq2[op.ID, map[op.DeviceID]int32] {
	return func(yield func(op.ID, map[op.DeviceID]int32) bool) {
		if len(g.sealed[poll]) == 0 {
			return
		}
		opening, ok := g.look.Opening(poll)
		if !ok || g.commits[opening.On] == nil {
			return
		}
		board := g.board(opening.On)
		by := make(map[PollSeal]map[op.DeviceID]int32)
		for _, at := range g.sealed[poll] {
			n := g.nodes[at]
			if !in.has(at) || !slices.Contains(board, n.Device) {
				continue
			}
			seal := *n.Body.(*PollSeal)
			if by[seal] == nil {
				by[seal] = make(map[op.DeviceID]int32)
			}
			by[seal][n.Device] = at
			if len(by[seal]) >= board.Quorum() && !yield(seal.Manifest, by[seal]) {
				return
			}
		}
	}
}

// endedIn reports whether a scope shows that a poll was ended by another one before it was decided.
func (g *Graph) endedIn(poll op.ID, in scope) bool {
	for _, ender := range g.look.Enders(poll) {
		for _, by := range g.sealedIn(ender, in) {
			if slices.ContainsFunc(g.sealedIn(poll, in), func(manifest op.ID) bool { return g.look.Ends(ender, by, poll, manifest) }) {
				return true
			}
		}
	}
	return false
}

// enacts reports whether a carrier of an enactment in the scope does not show in its own past that the poll was ended. What comes later changes
// nothing: an enactment that was right when it was written stays so.
func (g *Graph) enacts(c *commit, in scope) bool {
	mayBeEnded := slices.ContainsFunc(g.look.Enders(c.poll), g.IsSealed)
	return slices.ContainsFunc(c.carriers, func(at int32) bool {
		return in.has(at) && !(mayBeEnded && g.endedIn(c.poll, g.within(only(at))))
	})
}

// HasReceived reports whether a device is known to have received the opening of a poll.
func (g *Graph) HasReceived(poll op.ID, by op.DeviceID) bool {
	return slices.ContainsFunc(g.received[poll], func(at int32) bool { return g.nodes[at].Device == by })
}

// IsReceived reports whether t of a poll's tellers are known to have received its opening.
func (g *Graph) IsReceived(poll op.ID) bool {
	if len(g.received[poll]) == 0 {
		return false
	}
	opening, ok := g.look.Opening(poll)
	if !ok || g.commits[opening.On] == nil {
		return false
	}
	_, received := g.receivedMillis(poll, opening.On, nil)
	return received
}

// newestPoll is the poll whose voters may petition on a parent: of those that are judged by a settled commit of its line and that t of their
// tellers had received, by the t-th smallest time, the latest; of several of one time the largest id. Zero where there is none.
func (g *Graph) newestPoll(parent *commit, in scope) op.ID {
	var newest op.ID
	newestMillis := int64(-1)
	for poll := range g.received {
		opening, ok := g.look.Opening(poll)
		if !ok || !g.isOnLine(opening.On, parent) || !g.isSettled(g.commits[opening.On], in) {
			continue
		}
		at, received := g.receivedMillis(poll, opening.On, in)
		if received && (at > newestMillis || (at == newestMillis && poll.Compare(newest) > 0)) {
			newest, newestMillis = poll, at
		}
	}
	return newest
}

func (g *Graph) isSettled(c *commit, in scope) bool {
	return c.parent == nil || slices.Contains(g.settledOn(c.parent.id, in), c.id)
}

// receivedMillis is the t-th smallest of the times at which a poll's tellers received its opening.
func (g *Graph) receivedMillis(poll, on op.ID, in scope) (int64, bool) {
	board := g.board(on)
	first := make(map[op.DeviceID]int64)
	for _, at := range g.received[poll] {
		n := g.nodes[at]
		if !in.has(at) || !slices.Contains(board, n.Device) {
			continue
		}
		millis := n.Body.(*PollReceipt).AtMillis
		if have, has := first[n.Device]; !has || millis < have {
			first[n.Device] = millis
		}
	}
	times := make([]int64, 0, len(first))
	for _, at := range first {
		times = append(times, at)
	}
	if len(times) < board.Quorum() {
		return 0, false
	}
	slices.Sort(times)
	return times[board.Quorum()-1], true
}

// IsSealed reports whether t of a poll's tellers have sealed something in one view.
func (g *Graph) IsSealed(poll op.ID) bool { return len(g.Sealed(poll)) > 0 }

// Sealed lists the manifests that t of a poll's tellers have sealed in one view, ascending: none, one, or more where more than f of them lied.
func (g *Graph) Sealed(poll op.ID) []op.ID { return g.sealedIn(poll, nil) }

func (g *Graph) sealedIn(poll op.ID, in scope) (manifests []op.ID) {
	for manifest := range g.sealedBy(poll, in) {
		if !slices.Contains(manifests, manifest) {
			manifests = append(manifests, manifest)
		}
	}
	slices.SortFunc(manifests, op.ID.Compare)
	return manifests
}

// EnactmentsDue lists the polls that have passed, may be enacted on what is settled last, and whose time has come, ascending by id; with what is
// settled.
func (g *Graph) EnactmentsDue(isDue func(poll op.ID) bool) (on op.ID, polls []op.ID) {
	return g.now.Settled, g.dueOn(g.now.Settled, isDue)
}

func (g *Graph) dueOn(base op.ID, isDue func(poll op.ID) bool) (polls []op.ID) {
	for poll := range g.sealed {
		opening, ok := g.look.Opening(poll)
		may := ok && g.mayEnact(g.commits[base], poll, opening) && g.isCarriable(base, poll, opening.Enacts)
		if may && isDue(poll) && g.passedIn(poll, nil) && !g.endedIn(poll, nil) {
			polls = append(polls, poll)
		}
	}
	slices.SortFunc(polls, op.ID.Compare)
	return polls
}

// Enactment is the one content by which a poll is enacted on a commit, and the acts that a carrier of it cites: seals that show the pass.
func (g *Graph) Enactment(com op.CommunityID, parent, poll op.ID, closesMillis int64) (content Content, seals []op.ID, ok bool) {
	opening, ok := g.look.Opening(poll)
	if !ok || opening.Enacts == nil {
		return Content{}, nil, false
	}
	content = Content{
		Version: 1, Community: com, Type: ByPoll, Parent: parent, Poll: poll, Names: []op.ID{}, Acts: *opening.Enacts, TimeMillis: closesMillis,
	}
	return content, g.newestIDs(g.passingSeals(poll, nil)), true
}

// mayFollow is what a teller accepts on a base beyond that it is valid: while it knows of enactments that are due, those alone; and no commit
// that retires a poll before its time.
func (g *Graph) mayFollow(c *commit, due []op.ID) bool {
	content := g.contentOf(c)
	if c.kind == ByPoll {
		return slices.Contains(due, content.Poll)
	}
	return len(due) == 0 && !slices.ContainsFunc(content.Acts.Retire, func(poll op.ID) bool { return !g.look.MayRetire(poll) })
}

// better orders what a teller would propose: petitions first, then the smaller id; any choice will do, and one that all make alike ends soonest.
func better(a, b *commit) int {
	rank := func(c *commit) int {
		if c.kind == ByPetition {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), a.id.Compare(b.id))
}

// IsEnactedNow reports whether a poll is enacted on the line that stands, up to what is settled last.
func (g *Graph) IsEnactedNow(poll op.ID) bool { return g.isEnacted(g.commits[g.now.Settled], poll) }

func (g *Graph) hasSmallerPollSeal(device op.DeviceID, seal *PollSeal, id op.ID) bool {
	return slices.ContainsFunc(g.sealed[seal.Poll], func(at int32) bool {
		n := g.nodes[at]
		return n.Device == device && *n.Body.(*PollSeal) == *seal && n.ID.Compare(id) < 0
	})
}
