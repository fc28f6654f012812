package authority

// What a commit leaves behind: the rules, offices and endings down its line; and when a commit is valid.

import (
	"iter"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// commit is what is held of a commit: its place, and whether it may ever be valid. What it says lies in the replica (warm.go).
type commit struct {
	id op.ID
	// parent is nil for the genesis. skip is an ancestor further up, so that any can be found in few steps.
	parent, skip *commit
	depth        int
	number       int32
	kind         CommitType
	// poll is what is enacted, or whose voters petition.
	poll op.ID
	// source is an act that carries it.
	source   op.ID
	carriers []int32
	// lawful says that it has all that its type asks for, signatures aside; need is how many accounts must sign.
	lawful bool
	need   int
	// votes are the accounts of the council whose signatures may count, by some of the carriers. hopeful are the commits on this one that
	// enough of them have signed: no other can be valid, whatever is in the scope.
	votes   []op.AccountID
	hopeful []*commit
	// content and state are held while warm.
	content *Content
	state   *State
	warm    bool
}

// State is what holds at a commit: a pure function of its line.
type State struct {
	Commit  op.ID
	Depth   int
	Charter charter.Charter
	// Removed and Ended hold, for each account, the cuts of its removals and ends of office.
	Removed map[op.AccountID][]Cut
	Ended   map[op.AccountID][]Cut
	// Retired are openings that shall not be enacted.
	Retired map[op.ID]bool
	// FounderMode: the council has one member, and had never more on this line.
	FounderMode bool
}

// Cut is where somebody's acts stop counting.
type Cut struct {
	// By is the commit that made it, and Depth its place on the line.
	By     op.ID
	Depth  int
	Reason string
	last   map[op.DeviceID]op.ID
}

func foundingCommit(f Founding) *commit {
	return &commit{id: f.Genesis, state: &State{
		Commit: f.Genesis, Charter: f.Charter,
		Removed: map[op.AccountID][]Cut{}, Ended: map[op.AccountID][]Cut{}, Retired: map[op.ID]bool{},
		FounderMode: len(f.Charter.Council) == 1,
	}}
}

// stateAt works out what holds at a commit. The commit and its line must be known.
func (g *Graph) stateAt(id op.ID) *State {
	var line []*commit
	c := g.commits[id]
	for ; c.state == nil; c = c.parent {
		line = append(line, c)
	}
	state := c.state
	for _, c := range slices.Backward(line) {
		state = state.follow(c, g.contentOf(c).Acts)
		g.heat(c)
		c.state = state
	}
	return state
}

func (s *State) follow(c *commit, acts charter.Acts) *State {
	next := &State{
		Commit: c.id, Depth: c.depth, Charter: s.Charter.With(acts),
		Removed: s.Removed, Ended: s.Ended, Retired: s.Retired,
	}
	next.FounderMode = s.FounderMode && len(next.Charter.Council) == 1
	next.Removed = withEndings(s.Removed, acts.Remove, c)
	next.Ended = withEndings(s.Ended, acts.EndOffice, c)
	if len(acts.Retire) > 0 {
		next.Retired = maps.Clone(s.Retired)
		for _, id := range acts.Retire {
			next.Retired[id] = true
		}
	}
	return next
}

func withEndings(before map[op.AccountID][]Cut, endings []charter.Ending, c *commit) map[op.AccountID][]Cut {
	if len(endings) == 0 {
		return before
	}
	after := maps.Clone(before)
	for _, e := range endings {
		cut := Cut{By: c.id, Depth: c.depth, Reason: e.Reason, last: make(map[op.DeviceID]op.ID, len(e.Cut))}
		for _, p := range e.Cut {
			cut.last[p.Device] = p.Op
		}
		after[e.Account] = append(append([]Cut(nil), after[e.Account]...), cut)
	}
	return after
}

// IsRemoved reports whether the account is removed at this commit.
func (s *State) IsRemoved(account op.AccountID) bool { return len(s.Removed[account]) > 0 }

// isAncestor reports whether a commit lies before another one on its line. Both must be known.
func (g *Graph) isAncestor(before, after op.ID) bool {
	b := g.commits[before]
	return before != after && g.commits[after].upTo(b.depth) == b
}

// valid reports whether a commit has what its type asks for, by the ops in the scope.
func (g *Graph) valid(c *commit, in scope) bool {
	if c.parent == nil {
		return true
	}
	if !c.isHopeful() {
		return false
	}
	switch {
	case c.kind == ByPoll:
		return g.passedIn(c.poll, in) && g.enacts(c, in)
	case c.kind == ByPetition && g.newestPoll(c.parent, in) != c.poll:
		return false
	}
	return g.signers(c, in, g.electorate(c)) >= c.need
}

// isHopeful reports whether a commit may be valid in some scope.
func (c *commit) isHopeful() bool { return c.lawful && len(c.votes) >= c.need }

// MayCouncil reports whether a council may do something by itself: tellers, the council's size and its threshold, whose vote counts for how much
// (so who admits, where that brings votes), and the tracks that can change the charter or end other polls, change by enactment only, or by the founder alone.
func (s *State) MayCouncil(acts charter.Acts) bool {
	if s.FounderMode {
		return true
	}
	after := s.Charter.With(acts)
	handsOutVotes := acts.Admitters != nil && s.Charter.VotesOf(charter.RoleAdmitter) > 1
	return len(acts.Tellers) == 0 && !acts.TouchesVoting() && !handsOutVotes && sameCharterTracks(s.Charter.Tracks, after.Tracks) &&
		len(after.Council) == len(s.Charter.Council) && after.Threshold == s.Charter.Threshold
}

// sameCharterTracks: the tracks that can change the charter, or end other polls, are the same.
func sameCharterTracks(before, after []charter.Track) bool {
	changes := func(tracks []charter.Track) []charter.Track {
		return slices.DeleteFunc(slices.Clone(tracks), func(t charter.Track) bool { return !t.Charter && t.Ends == charter.EndsNothing })
	}
	return slices.Equal(changes(before), changes(after))
}

// signers counts the accounts whose signature over the commit counts: by a device that its carrier's past shows certified, and that no other
// device of the account has withdrawn.
func (g *Graph) signers(c *commit, in scope, has func(op.AccountID) bool) int {
	accounts := make(map[op.AccountID]bool)
	for _, at := range c.carriers {
		if in.has(at) {
			maps.Copy(accounts, g.signersIn(at, in, has))
		}
	}
	return len(accounts)
}

// signersIn is the accounts whose signatures in one carrier count.
func (g *Graph) signersIn(at int32, in scope, has func(op.AccountID) bool) map[op.AccountID]bool {
	carrier := g.nodes[at]
	accounts := make(map[op.AccountID]bool)
	for _, device := range carrier.signed {
		account, ok := g.certified(device, carrier.parents, in)
		if ok && has(account) && (planted == WithdrawnSignatureCounts || !g.withdrawn(device, account, in)) {
			accounts[account] = true
		}
	}
	return accounts
}

// certified is the account of a device that the heads show certified, by a certificate that no withdrawal of its author sets aside. Of
// several accounts it is that of the certificate with the smallest id: a device signs for one person.
func (g *Graph) certified(device op.DeviceID, heads numbers, in scope) (op.AccountID, bool) {
	if account, ok := g.founding.Devices[device]; ok {
		return account, true
	}
	var best *Node
	for _, at := range g.certs[device] {
		n := g.nodes[at]
		if !in.has(at) || certifiedAccount(n) != n.Account || (best != nil && best.ID.Compare(n.ID) < 0) {
			continue
		}
		if g.sees(heads, at) && !g.cutByWithdrawal(n, in) {
			best = n
		}
	}
	if best == nil {
		return op.AccountID{}, false
	}
	return best.Account, true
}

// withdrawn reports whether another device of the account has withdrawn this one.
func (g *Graph) withdrawn(device op.DeviceID, account op.AccountID, in scope) bool {
	for range g.withdrawalsOf(device, account, in) {
		return true
	}
	return false
}

// withdrawalsOf yields the withdrawals of a device by another one of its account.
func (g *Graph) withdrawalsOf(device op.DeviceID, account op.AccountID, in scope) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, at := range g.withdrawals[deviceOf{device, account}] {
			if in.has(at) && !yield(g.nodes[at]) {
				return
			}
		}
	}
}

// cutByWithdrawal reports whether a certificate lies above the cut of a withdrawal of the device that wrote it.
func (g *Graph) cutByWithdrawal(n *Node, in scope) bool {
	if in == nil && n.cut {
		return true
	}
	for w := range g.withdrawalsOf(n.Device, n.Account, in) {
		if !g.look.Upto(n.ID, n.Device, n.Seq, w.Body.(*WithdrawBody).Cut) {
			return true
		}
	}
	return false
}
