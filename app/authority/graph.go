// Package authority decides who may do what: the chain of commits that changes offices and rules, the acts that let people and devices in
// and out, and what every replica says of each op by them.
//
// It promises that equal sets of ops give the same head, the same settled commits and the same verdicts, in whatever order the ops came;
// that no hash, clock or seniority settles a dispute between officers; and that nobody goes back behind what is settled. It holds in memory
// the acts that others' rights rest on, and nothing that grows with talk or ballots. It does no I/O and checks no op's own signature: its
// input MUST be verified.
package authority

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Founding is what a community begins with. A genesis founds one account with one device; tests found more at once.
type Founding struct {
	Genesis op.ID
	Charter charter.Charter
	Members []op.AccountID
	// Devices are certified from the start. Bound ones belong to an account, but nothing certifies them yet.
	Devices map[op.DeviceID]op.AccountID
	Bound   map[op.DeviceID]op.AccountID
}

// FoundingOf reads it from a genesis op.
func FoundingOf(o *op.Op, body *GenesisBody) Founding {
	return Founding{
		Genesis: o.ID, Charter: body.Charter, Members: []op.AccountID{body.Account},
		Devices: map[op.DeviceID]op.AccountID{o.Header.Device: body.Account},
	}
}

// Node is one act of authority in memory.
type Node struct {
	ID      op.ID
	Device  op.DeviceID
	Account op.AccountID
	Seq     uint64
	Kind    *kind.Kind
	Body    any
	// Past is what it sees, itself included.
	Past PastID
	// previous is the device's act of authority before it along prev, or none.
	previous int32
	// auth is the number of the commit that its header names.
	auth int32
	// parents are the newest other acts that it sees, and names the commits that its past names.
	parents, names numbers
	// commit is what it carries; signed are the devices whose signatures in it may count. Body is nil then.
	commit *commit
	signed []op.DeviceID
	// log is the number of its log, and follows says that it comes after all acts before it there.
	log     int32
	follows bool
	// cut says of a certificate that a withdrawal was noticed that sets it aside.
	cut bool
}

// Lookup answers what the graph does not hold.
type Lookup interface {
	kind.World
	Polls
	// Upto reports whether the op of this device and number is `last`, or lies before it along prev.
	Upto(id op.ID, device op.DeviceID, seq uint64, last op.ID) bool
	// Carrier reads a stored carrier again, with its Order; false where that fails, which then ends the call.
	Carrier(id op.ID) (*CarrierBody, uint64, bool)
	// Filed yields the stored proposals and signatures that belong to a commit, in Order.
	Filed(commit op.ID, yield func(Filed) bool)
}

// Filed is an act that a face alone needs, as the replica has it: a proposal belongs to its parent, a signature to what it signs.
type Filed struct {
	Order   uint64
	Device  op.DeviceID
	Account op.AccountID
	// Body is a *ProposeBody or a *SignBody.
	Body any
}

// Graph is the acts of authority of one community, and what follows from them. It is not safe for concurrent use.
type Graph struct {
	founding Founding
	look     Lookup
	// pin is a settled commit that the replica knows from elsewhere (an invite, or what it saw first).
	pin     op.ID
	nodes   []*Node
	index   map[op.ID]int32
	commits map[op.ID]*commit
	// numbered are the commits by their numbers; a commit's is larger than its parent's.
	numbered []*commit
	// lastSettled remembers what openings were asked.
	lastSettled map[settledQuestion]bool
	pasts       pasts
	// byBase holds the steps of the tellers' agreement on what follows a commit.
	byBase map[op.ID][]int32
	certs  map[op.DeviceID][]int32
	// withdrawals goes by the account that withdraws: nobody else's word about a device counts.
	withdrawals map[deviceOf][]int32
	// logs and ofAuthor are the acts by their devices and by their authors; signed are the devices whose signatures may count somewhere.
	logs     map[deviceOf]*log
	ofAuthor map[op.AccountID][]int32
	signed   map[op.DeviceID]bool
	admits   map[op.AccountID][]int32
	joins    map[op.AccountID][]int32
	// ofAccount holds the acts that begin a device: genesis, joins and certificates, by account.
	ofAccount map[op.AccountID][]int32
	approvals map[op.ID][]int32
	undoings  map[op.ID][]int32
	// relays holds the certificates of relays.
	relays map[op.DeviceID][]int32
	// received and sealed are what tellers said about polls, by the polls.
	received, sealed map[op.ID][]int32
	now              *World
	// warm are the commits whose content is held, in a ring.
	warm    []*commit
	coldest int
	// fresh is the one that the newest carrier brought, which the replica does not have yet: it stays warm.
	fresh *commit
	// acts is the order of acts, and lines that of commits.
	acts, lines order
	// judged counts, see Work.
	judged uint64
}

// New begins a graph with its founding.
func New(f Founding, pin op.ID, look Lookup) *Graph {
	g := &Graph{
		founding: f, pin: pin, look: look,
		index: make(map[op.ID]int32), commits: make(map[op.ID]*commit), byBase: make(map[op.ID][]int32),
		certs: make(map[op.DeviceID][]int32), withdrawals: make(map[deviceOf][]int32),
		logs: make(map[deviceOf]*log), ofAuthor: make(map[op.AccountID][]int32), signed: make(map[op.DeviceID]bool),
		admits: make(map[op.AccountID][]int32), joins: make(map[op.AccountID][]int32),
		ofAccount: make(map[op.AccountID][]int32),
		approvals: make(map[op.ID][]int32), undoings: make(map[op.ID][]int32), relays: make(map[op.DeviceID][]int32),
		received: make(map[op.ID][]int32), sealed: make(map[op.ID][]int32),
	}
	g.pasts = newPasts()
	g.acts.below = func(at, floor int32, list []int32) []int32 { return g.nodes[at].parents.appendFrom(floor, list) }
	g.acts.logOf = func(at int32) (int32, bool) { return g.nodes[at].log, g.nodes[at].follows }
	g.lines.below = func(at, floor int32, list []int32) []int32 {
		if parent := g.numbered[at].parent; parent != nil && parent.number >= floor {
			return append(list, parent.number)
		}
		return list
	}
	g.place(foundingCommit(f))
	return g
}

// Pin names a settled commit: of two settled on one parent, the one on its line stands.
func (g *Graph) Pin(commit op.ID) { g.pin = commit }

// Genesis is the id of the genesis op, the first commit.
func (g *Graph) Genesis() op.ID { return g.founding.Genesis }

// ByDepth sorts known commits: those nearest to the genesis first, then by id.
func (g *Graph) ByDepth(commits []op.ID) []op.ID {
	return slices.SortedFunc(slices.Values(commits), func(a, b op.ID) int {
		return cmp.Or(cmp.Compare(g.commits[a].depth, g.commits[b].depth), a.Compare(b))
	})
}

// restsOn is the commits that an act's body relies on.
func (n *Node) restsOn() []op.ID {
	switch {
	case n.commit != nil:
		return []op.ID{n.commit.parent.id}
	case n.Kind.Commits == nil:
		return nil
	}
	return n.Kind.Commits(n.Body)
}

// HasSmallerSeal reports whether a device has said the same in an act with a smaller id.
func (g *Graph) HasSmallerSeal(device op.DeviceID, body any, id op.ID) bool {
	if of, is := body.(*PollSeal); is {
		return g.hasSmallerPollSeal(device, of, id)
	}
	seal, is := body.(*AgreementBody)
	return is && slices.ContainsFunc(g.byBase[seal.Base], func(at int32) bool {
		n := g.nodes[at]
		return n.Device == device && steps[n.Kind.Name] == agreement.Seal && *n.Body.(*AgreementBody) == *seal && n.ID.Compare(id) < 0
	})
}

// Carries is the commit that an act carries.
func (n *Node) Carries() (op.ID, bool) {
	if n.commit == nil {
		return op.ID{}, false
	}
	return n.commit.id, true
}

// Knows reports whether some carrier has brought the commit.
func (g *Graph) Knows(commit op.ID) bool { return g.commits[commit] != nil }

// Node finds an act of authority.
func (g *Graph) Node(id op.ID) (*Node, bool) {
	i, ok := g.index[id]
	if !ok {
		return nil, false
	}
	return g.nodes[i], true
}

// Add takes an act whose past is in the graph. previous is the device's act of authority before it along prev, zero for none; past is what
// the op sees without itself. The verdicts are as before until Assess or Follow.
func (g *Graph) Add(o *op.Op, k *kind.Kind, body any, account op.AccountID, previous op.ID, past PastID) (*Node, error) {
	n, at, err := g.put(o, k, body, account, previous, past)
	if err != nil {
		return nil, err
	}
	n.Past = g.pasts.intern(heldPast{only(at), n.names}, Past{Parts: partsOf(past), Heads: []op.ID{n.ID}})
	return n, nil
}

// RestoreNode is Add for an act that the replica has kept: the number of its own past comes with Restore.
func (g *Graph) RestoreNode(o *op.Op, k *kind.Kind, body any, account op.AccountID, previous op.ID, past PastID) error {
	_, _, err := g.put(o, k, body, account, previous, past)
	return err
}

func (g *Graph) put(o *op.Op, k *kind.Kind, body any, account op.AccountID, previous op.ID, past PastID) (*Node, int32, error) {
	base := g.pasts.byID(past)
	n := &Node{
		ID: o.ID, Device: o.Header.Device, Account: account, Seq: o.Header.Seq, Kind: k, Body: body,
		previous: none, parents: base.heads, names: base.names,
	}
	if c := g.commits[o.Header.Auth]; c != nil {
		n.auth = c.number
	}
	if i, ok := g.index[previous]; ok {
		n.previous = i
	}
	at := int32(len(g.nodes))
	if err := g.file(n, at); err != nil {
		return nil, 0, err
	}
	g.nodes = append(g.nodes, n)
	g.index[n.ID] = at
	g.extend(n, at)
	return n, at, nil
}

// none is the number of no node.
const none int32 = -1

// file puts a node where it is looked for.
func (g *Graph) file(n *Node, at int32) error {
	switch body := n.Body.(type) {
	case *CarrierBody:
		return g.addCarrier(n, body, at)
	case *AgreementBody:
		g.byBase[body.Base] = append(g.byBase[body.Base], at)
	case *GenesisBody:
		g.ofAccount[body.Account] = append(g.ofAccount[body.Account], at)
	case *CertifyBody:
		if n.Device == body.Device && body.Proof == (op.Signature{}) {
			break // nobody's word but the device's own; the form check lets none through
		}
		g.certs[body.Device] = append(g.certs[body.Device], at)
		g.ofAccount[body.Account] = append(g.ofAccount[body.Account], at)
	case *JoinBody:
		g.ofAccount[body.Account] = append(g.ofAccount[body.Account], at)
		g.certs[n.Device] = append(g.certs[n.Device], at)
		g.joins[body.Account] = append(g.joins[body.Account], at)
	case *WithdrawBody:
		if body.Device != n.Device {
			key := deviceOf{body.Device, n.Account}
			g.withdrawals[key] = append(g.withdrawals[key], at)
		}
	case *AdmitBody:
		g.admits[body.Account] = append(g.admits[body.Account], at)
	case *RelayBody:
		g.relays[body.Device] = append(g.relays[body.Device], at)
	case *ApproveBody:
		g.approvals[body.Of] = append(g.approvals[body.Of], at)
	case *PollReceipt, *PollSeal:
		g.filePoll(n, at)
	case Undoer:
		g.undoings[body.UndoesOp()] = append(g.undoings[body.UndoesOp()], at)
	}
	return nil
}

// Undoer is a body that takes an earlier act back, such as a show that cites a hide.
type Undoer interface{ UndoesOp() op.ID }

func (g *Graph) addCarrier(n *Node, body *CarrierBody, at int32) error {
	carried, err := CarriedBy(n.ID, body)
	if err != nil {
		return err
	}
	if g.commits[carried.Parent] == nil {
		return fmt.Errorf("adding the commit %s: its parent is not there", carried.ID)
	}
	c := g.know(carried)
	n.signed = g.weigh(c, &body.Content, body.Signatures, n.parents)
	for _, device := range n.signed {
		g.signed[device] = true
	}
	c.carriers = append(c.carriers, at)
	n.commit, n.Body = c, nil
	g.fresh = c
	g.heat(c)
	c.content = &body.Content
	return nil
}

// Expect makes commits known whose carriers are about to be restored: a carrier may have been stored after ops that name its commit, for
// these knew it from a carrier that is not kept any more.
func (g *Graph) Expect(carried []Carried) error {
	byID := make(map[op.ID]Carried, len(carried))
	for _, c := range carried {
		byID[c.ID] = c
	}
	for id := range byID {
		var line []op.ID
		for ; g.commits[id] == nil; id = byID[id].Parent {
			if _, carried := byID[id]; !carried {
				return fmt.Errorf("restoring the commit %s: nothing has brought it", id)
			}
			line = append(line, id)
		}
		for _, id := range slices.Backward(line) {
			g.know(byID[id])
		}
	}
	return nil
}

// AccountOf is the account that a device's first op acts for, by a certificate in its past: the one with the smallest id, where it has several.
// What somebody else's device says about the account is no certificate.
func (g *Graph) AccountOf(device op.DeviceID, past PastID) (op.AccountID, bool) {
	if account, ok := g.founding.Devices[device]; ok {
		return account, true
	}
	if account, ok := g.founding.Bound[device]; ok {
		return account, true
	}
	var best *Node
	for _, at := range g.certs[device] {
		n := g.nodes[at]
		own := certifiedAccount(n) == n.Account
		if own && g.sees(g.pasts.byID(past).heads, at) && (best == nil || n.ID.Compare(best.ID) < 0) {
			best = n
		}
	}
	if best == nil {
		return op.AccountID{}, false
	}
	return certifiedAccount(best), true
}

func certifiedAccount(cert *Node) op.AccountID {
	switch body := cert.Body.(type) {
	case *CertifyBody:
		return body.Account
	case *JoinBody:
		return body.Account
	}
	return op.AccountID{}
}

// sees reports whether the target is one of the heads or in the past of one.
func (g *Graph) sees(heads numbers, target int32) bool { return g.acts.sees(heads, target) }

// everything is all acts.
func (g *Graph) everything() (all numbers) {
	for at := 0; at < len(g.nodes); at += leafMask + 1 {
		leaf := ^uint64(0)
		if left := len(g.nodes) - at; left <= leafMask {
			leaf = 1<<left - 1
		}
		all = all.union(leafOf(uint32(at), leaf))
	}
	return all
}

// scope is a set of nodes: all, or the past of one op.
type scope []bool

// within is the scope of what the heads see.
func (g *Graph) within(heads numbers) scope {
	s := make(scope, len(g.nodes))
	g.acts.walk(heads, 0, func(at int32) bool {
		s[at] = true
		return true
	})
	return s
}

// has reports whether a node is in the scope; a nil scope is all nodes.
func (s scope) has(at int32) bool { return s == nil || (int(at) < len(s) && s[at]) }
