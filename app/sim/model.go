package sim

// The model reads the rules of DESIGN, sections 3 and 4, once more, as plainly as can be: every past is a full set, nothing is remembered from
// one question to the next, no op is told apart by when it came. It is slow and holds everything; that is its worth beside the real core.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// model is one community as its ops alone tell it.
type model struct {
	registry *kind.Registry
	// facts are the ops that may be stored, each after its past.
	facts []*fact
	index map[op.ID]int
	// kept is what is left when forked branches that nobody rests on have gone; nil while ops are still being stored.
	kept set
	// claims are the commits that carriers have brought.
	claims map[op.ID]*claim
	// accounts are the devices' accounts, forks those that contradict themselves.
	accounts map[op.DeviceID]op.AccountID
	forks    map[op.DeviceID]proof
	genesis  *fact
	// heard is what tellers said of a poll, each word after its past; boxes are the polls that were asked for.
	heard map[op.ID][]*fact
	boxes map[op.ID]*box
}

// fact is one op.
type fact struct {
	at    int
	op    *op.Op
	kind  *kind.Kind
	body  any
	cites []op.ID
	// commits are those that it relies on, its auth among them.
	commits []op.ID
	// past is what it sees, itself included.
	past set
	// told is what a teller says by it; nil for what no teller says.
	told *told
}

func (f *fact) id() op.ID           { return f.op.ID }
func (f *fact) device() op.DeviceID { return f.op.Header.Device }

// claim is a commit.
type claim struct {
	id op.ID
	// content is nil for the genesis.
	content  *authority.Content
	carriers []int
	depth    int
	state    *standing
}

// standing is what holds at a commit.
type standing struct {
	rules          charter.Charter
	removed, ended map[op.AccountID][]cut
	founderMode    bool
}

type cut struct {
	// by is the commit that made it, and depth its place on the line.
	by    op.ID
	depth int
	last  map[op.DeviceID]op.ID
}

// proof is the lowest number of a log that has two ops, with the two smallest ids.
type proof struct {
	seq uint64
	ids [2]op.ID
}

// newModel stores what can be stored of some ops, in whatever order, and drops what is not kept.
func newModel(registry *kind.Registry, ops []*op.Op) *model {
	m := &model{
		registry: registry, index: make(map[op.ID]int), claims: make(map[op.ID]*claim), accounts: make(map[op.DeviceID]op.AccountID),
		heard: make(map[op.ID][]*fact), boxes: make(map[op.ID]*box),
	}
	waiting := slices.Clone(ops)
	slices.SortFunc(waiting, func(a, b *op.Op) int { return a.ID.Compare(b.ID) })
	waiting = slices.CompactFunc(waiting, func(a, b *op.Op) bool { return a.ID == b.ID })
	for more := true; more; {
		more = false
		var rest []*op.Op
		for _, o := range waiting {
			f, ready := m.read(o)
			if f != nil && ready {
				more = m.store(f) || more
			} else if f != nil {
				rest = append(rest, o)
			}
		}
		waiting = rest
	}
	m.prune()
	return m
}

// read takes an op apart. ready says that all it relies on is there; nil is what can never be stored.
func (m *model) read(o *op.Op) (f *fact, ready bool) {
	f = &fact{at: len(m.facts), op: o, cites: slices.Clone(o.Header.Deps)}
	if !o.Header.Prev.IsZero() {
		f.cites = append(f.cites, o.Header.Prev)
	}
	if !o.Header.Auth.IsZero() {
		f.commits = append(f.commits, o.Header.Auth)
	}
	if k, known := m.registry.Lookup(o.Header.Kind); known {
		f.kind = k
		if !m.readBody(f) {
			return nil, false
		}
	}
	for _, id := range f.cites {
		if _, ok := m.index[id]; !ok {
			return f, false
		}
	}
	for _, id := range f.commits {
		if m.claims[id] == nil {
			return f, false
		}
	}
	return f, true
}

// readBody reports false for a body that its kind must have, and that is not there or not of its form.
func (m *model) readBody(f *fact) bool {
	body, err := m.registry.Body(f.op)
	if err != nil {
		return !f.kind.Keep
	}
	if body == nil {
		return !f.kind.Keep
	}
	f.body = body
	if f.kind.Names != nil {
		f.cites = append(f.cites, f.kind.Names(body)...)
	}
	if f.kind.Commits != nil && f.kind.Chain {
		f.commits = append(f.commits, f.kind.Commits(body)...)
	}
	return true
}

// store keeps an op unless its own past forbids it.
func (m *model) store(f *fact) bool {
	f.past = newSet(f.at + 1)
	f.past.add(f.at)
	for _, id := range f.cites {
		f.past.join(m.facts[m.index[id]].past)
	}
	f.told = m.hear(f)
	if !m.mayBeStored(f) {
		return false
	}
	m.facts = append(m.facts, f)
	m.index[f.id()] = f.at
	if f.told != nil {
		m.heard[f.told.poll] = append(m.heard[f.told.poll], f)
	}
	switch body := f.body.(type) {
	case *authority.GenesisBody:
		m.genesis = f
		m.claims[f.id()] = &claim{id: f.id(), state: foundingState(body)}
	case *authority.CarrierBody:
		m.carry(f, &body.Content)
	}
	return true
}

func (m *model) carry(f *fact, content *authority.Content) {
	id, err := content.ID()
	if err != nil {
		return
	}
	if m.claims[id] == nil {
		m.claims[id] = &claim{id: id, content: content, depth: m.claims[content.Parent].depth + 1}
	}
	m.claims[id].carriers = append(m.claims[id].carriers, f.at)
}

func (m *model) mayBeStored(f *fact) bool {
	h := &f.op.Header
	if f.op.IsGenesis() {
		_, founds := f.body.(*authority.GenesisBody)
		return founds && m.genesis == nil
	}
	if h.Community != op.CommunityID(m.genesis.id()) {
		return false
	}
	if h.Seq > 0 {
		before := m.facts[m.index[h.Prev]]
		if before.device() != h.Device || before.op.Header.Seq+1 != h.Seq {
			return false
		}
	}
	if _, bound := m.bind(f); !bound {
		return false
	}
	if f.told != nil {
		return m.mayTell(f)
	}
	switch body := f.body.(type) {
	case *authority.JoinBody:
		invite, is := m.facts[m.index[body.Invite]].body.(*authority.InviteBody)
		return is && invite.Key == body.Key
	case *authority.CertifyBody:
		return body.Device != h.Device || m.showsAccount(f, body.Account)
	case *authority.AgreementBody:
		return m.mayStep(f, body)
	}
	return true
}

// showsAccount: the op's past shows that the account founded the community, or joined.
func (m *model) showsAccount(f *fact, account op.AccountID) bool {
	return slices.ContainsFunc(m.inPast(f), func(g *fact) bool {
		switch body := g.body.(type) {
		case *authority.GenesisBody:
			return body.Account == account
		case *authority.JoinBody:
			return body.Account == account
		}
		return false
	})
}

// inPast lists the facts that a fact sees; of one that is being stored, without itself.
func (m *model) inPast(f *fact) []*fact {
	var list []*fact
	for _, g := range m.facts {
		if f.past.has(g.at) {
			list = append(list, g)
		}
	}
	return list
}

// bind finds the account that an op acts for: a first op shows it, the others go on.
func (m *model) bind(f *fact) (op.AccountID, bool) {
	for f.op.Header.Seq > 0 {
		f = m.facts[m.index[f.op.Header.Prev]]
	}
	switch body := f.body.(type) {
	case *authority.GenesisBody:
		return body.Account, true
	case *authority.JoinBody:
		return body.Account, true
	case *authority.CertifyBody:
		if body.Device == f.device() {
			return body.Account, true
		}
	}
	return m.certifiedBy(f, f.device())
}

// certifiedBy is the account of the certificate with the smallest id, of those that an op sees of a device. An account's devices alone certify
// for it.
func (m *model) certifiedBy(f *fact, device op.DeviceID) (op.AccountID, bool) {
	var best *fact
	var account op.AccountID
	for _, g := range m.inPast(f) {
		of, whose := g.certifies()
		if g != f && of == device && m.author(g) == whose && (best == nil || g.id().Compare(best.id()) < 0) {
			best, account = g, whose
		}
	}
	return account, best != nil
}

// certifies is the device that an op certifies, and for whom; zero for an op that certifies none.
func (f *fact) certifies() (op.DeviceID, op.AccountID) {
	switch body := f.body.(type) {
	case *authority.GenesisBody:
		return f.device(), body.Account
	case *authority.JoinBody:
		return f.device(), body.Account
	case *authority.CertifyBody:
		return body.Device, body.Account
	}
	return op.DeviceID{}, op.AccountID{}
}
