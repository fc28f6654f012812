package apptest

// A small language for stories: people found, join, write and fall out, with real keys and real signatures.
//
//	s := apptest.NewStory(t)
//	ada := s.Founder("ada")
//	bob := s.Join(ada, "bob")
//	post := bob.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Drill"})
//	s.Commit(ada).Act(charter.Acts{Remove: …})

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"slices"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Story is one community from its founding on. Everybody writes on one replica that sees everything, until somebody goes Apart. The same
// story has the same keys and ops every time.
type Story struct {
	T rapid.TB
	// Here is the replica that sees everything.
	Here     *Replica
	Registry *kind.Registry
	// Ops are all ops ever written, in an order in which each comes after its past.
	Ops []*op.Op
	com op.CommunityID
	// clock is what ops claim as their time: it goes up by a second with each.
	clock int64
}

// NewStory begins a story with the kinds of this build.
func NewStory(t rapid.TB) *Story { return NewStoryWith(t, community.Kinds()) }

// NewStoryWith begins a story with other kinds.
func NewStoryWith(t rapid.TB, registry *kind.Registry) *Story {
	return &Story{T: t, Registry: registry, clock: 1_760_000_000_000}
}

// Community is the community's id.
func (s *Story) Community() op.CommunityID { return s.com }

// Laptop is one device of one person.
type Laptop struct {
	Story *Story
	// Name is the person's, with the laptop's number: "ada-1".
	Name    string
	Person  string
	Account op.AccountID
	Device  op.DeviceID
	// At is the replica that it reads and writes on.
	At *Replica
	// Join is the op by which the account came in: the genesis for the founder.
	Join       op.ID
	key        ed25519.PrivateKey
	accountKey ed25519.PrivateKey
}

// KeyOf is the key that stories use for a purpose.
func KeyOf(purpose string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("folkmoot story " + purpose))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Stranger is a laptop of nobody in the community.
func (s *Story) Stranger(person string) *Laptop { return s.laptop(person, person+"-1") }

func (s *Story) laptop(person, name string) *Laptop {
	l := &Laptop{Story: s, Name: name, Person: person, At: s.Here, key: KeyOf("device " + name), accountKey: KeyOf("account " + person)}
	l.Device = op.DeviceID(l.key.Public().(ed25519.PublicKey))
	l.Account = op.AccountID(l.accountKey.Public().(ed25519.PublicKey))
	return l
}

// Founder founds the community: one steward, one teller. The charter may be changed before.
func (s *Story) Founder(person string, change ...func(*charter.Charter)) *Laptop {
	s.T.Helper()
	l := s.laptop(person, person+"-1")
	rules, err := charter.New("club", "Elm Street", l.Account, l.Device)
	s.must(err)
	for _, c := range change {
		c(&rules)
	}
	body := &authority.GenesisBody{Nonce: [16]byte{1}, Charter: rules, Account: l.Account, Name: person}
	body.Proof = sign(l.accountKey, statement.FoundMessage(body.Nonce, l.Account, l.Device, body.Sealing))
	genesis := l.Sign(op.Header{Kind: authority.KindGenesis}, body)
	s.com = genesis.Community()
	s.Here = NewReplica(s.T, s.Registry, s.com, op.ID{})
	l.At, l.Join = s.Here, genesis.ID
	l.Publish(genesis)
	return l
}

// Join lets a person in: an invite by the host, the join, and the admission by the host.
func (s *Story) Join(host *Laptop, person string) *Laptop {
	s.T.Helper()
	l := s.Newcomer(host, person)
	host.Write(authority.KindAdmit, &authority.AdmitBody{Join: l.Join, Account: l.Account}, l.Join)
	return l
}

// Newcomer joins, and is not admitted yet.
func (s *Story) Newcomer(host *Laptop, person string) *Laptop {
	s.T.Helper()
	invite := host.Invite("invite for " + person)
	l := s.laptop(person, person+"-1")
	l.At = host.At
	l.Publish(l.JoinBy(invite, KeyOf("invite for "+person)))
	return l
}

// Invite creates an invite with the key of that purpose.
func (l *Laptop) Invite(purpose string) op.ID {
	l.Story.T.Helper()
	key := KeyOf(purpose).Public().(ed25519.PublicKey)
	return l.Write(authority.KindInvite, &authority.InviteBody{Key: op.InviteID(key), Uses: 10, ExpiresMillis: op.MaxTimeMillis, Auto: true})
}

// JoinBy signs the op by which this laptop's person asks to be let in.
func (l *Laptop) JoinBy(invite op.ID, key ed25519.PrivateKey) *op.Op {
	body := l.JoinBody(invite, key)
	o := l.Sign(op.Header{Community: l.Story.com, Kind: authority.KindJoin, Deps: []op.ID{invite}, Auth: l.Story.com.Genesis()}, body)
	l.Join = o.ID
	return o
}

// JoinBody is a valid body of a join.
func (l *Laptop) JoinBody(invite op.ID, key ed25519.PrivateKey) *authority.JoinBody {
	body := &authority.JoinBody{
		Invite: invite, Key: op.InviteID(key.Public().(ed25519.PublicKey)), Account: l.Account, Name: l.Person,
	}
	message := statement.JoinMessage(l.Story.com, body.Key, l.Account, l.Device, body.Sealing)
	body.InviteProof, body.AccountProof = sign(key, message), sign(l.accountKey, message)
	return body
}

// Second is another laptop of the same person, certified by the first.
func (l *Laptop) Second(name string) *Laptop {
	l.Story.T.Helper()
	second := l.Story.laptop(l.Person, name)
	second.At, second.Join = l.At, l.Join
	l.Write(authority.KindCertify, second.CertifyBody(false))
	return second
}

// Recovered is another laptop of the same person, certified by the account's own word.
func (l *Laptop) Recovered(name string) *Laptop {
	l.Story.T.Helper()
	again := l.Story.laptop(l.Person, name)
	again.At, again.Join = l.At, l.Join
	again.Write(authority.KindCertify, again.CertifyBody(true), l.Join)
	return again
}

// CertifyBody certifies this laptop: by its account's own word, or for another device to write.
func (l *Laptop) CertifyBody(byPhrase bool) *authority.CertifyBody {
	com := l.Story.com
	body := &authority.CertifyBody{Device: l.Device, Account: l.Account, Name: l.Name}
	body.Consent = sign(l.key, statement.DeviceMessage(com, l.Account, l.Device, body.Sealing))
	if byPhrase {
		body.Proof = sign(l.accountKey, statement.CertifyMessage(com, l.Account, l.Device, body.Sealing))
	}
	return body
}

// Header is the header of the laptop's next op, with what its rights rest on among the deps, as the app writes it.
func (l *Laptop) Header(kindName string, deps ...op.ID) op.Header {
	h := op.Header{Community: l.Story.com, Kind: kindName, Deps: slices.Clone(deps), Auth: l.Story.com.Genesis()}
	if l.At == nil || l.At.Engine.Authority() == nil {
		return h
	}
	g := l.At.Engine.Authority()
	past := l.At.pastOfTip(l.Device)
	if record, begun := l.At.Engine.Device(l.Device); begun {
		h.Seq, h.Prev = record.TipSeq+1, record.Tip
	}
	h.Deps = append(h.Deps, g.Relies(l.Device, l.Account, past)...)
	slices.SortFunc(h.Deps, op.ID.Compare)
	h.Deps = slices.Compact(h.Deps)
	h.Auth = g.Now().Head()
	return h
}

// Sign signs any header with any body: a struct with cbor tags, or raw bytes.
func (l *Laptop) Sign(h op.Header, body any) *op.Op {
	l.Story.T.Helper()
	raw, isRaw := body.([]byte)
	if !isRaw {
		var err error
		raw, err = op.Encode(body)
		l.Story.must(err)
	}
	l.Story.clock += 1000
	if h.TimeMillis == 0 {
		h.TimeMillis = l.Story.clock
	}
	o, err := op.New(h, raw, l.key)
	l.Story.must(err)
	return o
}

// Publish takes ops in that must be stored, and makes them part of the story.
func (l *Laptop) Publish(ops ...*op.Op) {
	l.Story.T.Helper()
	for _, o := range ops {
		report := l.At.Take(o)
		for _, refused := range report.Refused {
			l.Story.T.Fatalf("%s: %v", l.Name, refused.Err)
		}
		if !slices.Contains(report.Stored, o.ID) {
			l.Story.T.Fatalf("%s: the %s %s was not stored", l.Name, o.Header.Kind, o.ID.Short())
		}
		l.Story.Ops = append(l.Story.Ops, o)
	}
}

// Write signs the next op of the laptop's log and publishes it.
func (l *Laptop) Write(kindName string, body any, deps ...op.ID) op.ID {
	l.Story.T.Helper()
	o := l.Sign(l.Header(kindName, deps...), body)
	l.Publish(o)
	return o.ID
}

// Op finds an op of the story.
func (s *Story) Op(id op.ID) *op.Op {
	s.T.Helper()
	at := slices.IndexFunc(s.Ops, func(o *op.Op) bool { return o.ID == id })
	if at < 0 {
		s.T.Fatalf("the story has no op %s", id.Short())
	}
	return s.Ops[at]
}

// Apart gives laptops a replica of their own, with what theirs holds now.
func (s *Story) Apart(laptops ...*Laptop) *Replica {
	s.T.Helper()
	r := NewReplica(s.T, s.Registry, s.com, op.ID{})
	r.Take(laptops[0].At.Ops()...)
	for _, l := range laptops {
		l.At = r
	}
	return r
}

// Settle lets tellers do their duty, in turn, until none has anything to say.
func (s *Story) Settle(tellers ...*Laptop) {
	s.T.Helper()
	for more := true; more; {
		more = false
		for _, l := range tellers {
			more = l.Duty(false) || more
		}
	}
}

// Duty writes the laptop's next step in the tellers' agreement, if there is one.
func (l *Laptop) Duty(outOfPatience bool) bool {
	l.Story.T.Helper()
	g := l.At.Engine.Authority()
	duty, ok := g.Duty(l.Device, func(op.ID, uint32) bool { return outOfPatience })
	if !ok {
		return false
	}
	cites := g.StepCites(duty.Base, l.At.pastOfTip(l.Device))
	body := &authority.AgreementBody{Base: duty.Base, View: duty.Message.View, Value: duty.Message.Value}
	l.Write(authority.KindOfStep(duty.Message.Step), body, cites...)
	return true
}

// Draft is a commit in the making.
type Draft struct {
	Content authority.Content
	carrier *Laptop
	signers []*Laptop
}

// Commit drafts a council commit on the head that the first signer sees; it carries the commit.
func (s *Story) Commit(signers ...*Laptop) *Draft {
	s.clock += 1000
	return &Draft{carrier: signers[0], signers: signers, Content: authority.Content{
		Version: 1, Community: s.com, Type: authority.ByCouncil, Parent: signers[0].At.Engine.Authority().Now().Head(), TimeMillis: s.clock,
	}}
}

// On puts the commit on another parent.
func (d *Draft) On(parent op.ID) *Draft {
	d.Content.Parent = parent
	return d
}

// Petition makes it a petition.
func (d *Draft) Petition(names ...op.ID) *Draft {
	slices.SortFunc(names, op.ID.Compare)
	d.Content.Type, d.Content.Names = authority.ByPetition, names
	return d
}

// Act carries the commit with these acts, and returns its id.
func (d *Draft) Act(acts charter.Acts) op.ID {
	l := d.carrier
	l.Story.T.Helper()
	id, body := d.Signed(acts)
	l.Write(authority.KindCommit, body, l.At.Engine.Authority().CertificatesOf(body.Signatures)...)
	return id
}

// Signed is the commit's id and the body of a carrier.
func (d *Draft) Signed(acts charter.Acts) (op.ID, *authority.CarrierBody) {
	d.Content.Acts = acts
	id, err := d.Content.ID()
	d.carrier.Story.must(err)
	body := &authority.CarrierBody{Content: d.Content}
	for _, l := range d.signers {
		body.Signatures = append(body.Signatures, authority.Signed{Device: l.Device, Signature: sign(l.key, statement.CommitMessage(id))})
	}
	slices.SortFunc(body.Signatures, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	return id, body
}

// Removal is the act that removes somebody; what the laptops wrote up to these ops stands.
func (l *Laptop) Removal(last map[*Laptop]op.ID) charter.Acts {
	return charter.Acts{Remove: []charter.Ending{{Account: l.Account, Cut: Cut(last)}}}
}

// Cut is a cut at the given ops.
func Cut(last map[*Laptop]op.ID) []charter.Position {
	var cut []charter.Position
	for l, id := range last {
		cut = append(cut, charter.Position{Device: l.Device, Op: id})
	}
	slices.SortFunc(cut, func(a, b charter.Position) int { return a.Device.Compare(b.Device) })
	return cut
}

// Accounts are the accounts of some laptops, ascending.
func Accounts(laptops ...*Laptop) []op.AccountID {
	var accounts []op.AccountID
	for _, l := range laptops {
		accounts = append(accounts, l.Account)
	}
	slices.SortFunc(accounts, op.AccountID.Compare)
	return slices.Compact(accounts)
}

// Devices are the devices of some laptops, in that order.
func Devices(laptops ...*Laptop) []op.DeviceID {
	var devices []op.DeviceID
	for _, l := range laptops {
		devices = append(devices, l.Device)
	}
	return devices
}

func (s *Story) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

func sign(key ed25519.PrivateKey, message []byte) op.Signature {
	return op.Signature(ed25519.Sign(key, message))
}

// Replica is one replica in memory with its engine.
type Replica struct {
	T      rapid.TB
	Memory *Memory
	Engine *community.Engine

	config   community.Config
	verifier *op.Verifier
}

// NewReplica makes an empty one.
func NewReplica(t rapid.TB, registry *kind.Registry, com op.CommunityID, pin op.ID) *Replica {
	t.Helper()
	r := &Replica{
		T: t, Memory: NewMemory(), verifier: op.NewVerifier(),
		config: community.Config{Registry: registry, Community: com, Pin: pin},
	}
	r.Reopen()
	return r
}

// Reopen reads the engine anew from what is stored.
func (r *Replica) Reopen() {
	r.T.Helper()
	r.View(func(v community.View) (err error) {
		r.Engine, err = community.Open(r.config, v)
		return err
	})
}

// ReopenWith goes on with other kinds, as after an upgrade.
func (r *Replica) ReopenWith(registry *kind.Registry) {
	r.T.Helper()
	r.config.Registry = registry
	r.Reopen()
}

// View runs read on the replica; it must not fail.
func (r *Replica) View(read func(community.View) error) {
	r.T.Helper()
	if err := r.Memory.View(context.Background(), read); err != nil {
		r.T.Fatal(err)
	}
}

// Update runs write in a transaction; it must not fail.
func (r *Replica) Update(write func(community.Tx) error) {
	r.T.Helper()
	if err := r.Memory.Update(context.Background(), write); err != nil {
		r.T.Fatal(err)
	}
}

// Take verifies ops and takes them in, in one transaction.
func (r *Replica) Take(ops ...*op.Op) community.Report {
	r.T.Helper()
	var report community.Report
	good, bad := community.Verify(r.verifier, bytes.NewReader(make([]byte, 32)), ops)
	report.Refused = bad
	r.Update(func(tx community.Tx) error { return r.Engine.Ingest(tx, good, &report) })
	return report
}

// Ops are the stored ops in the order in which they were stored.
func (r *Replica) Ops() []*op.Op {
	r.T.Helper()
	var ops []*op.Op
	r.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			ops = append(ops, s.Op)
			return true
		})
	})
	return ops
}

// Verdicts are the verdicts of all stored ops, ascending by id.
func (r *Replica) Verdicts() []community.VerdictChange {
	r.T.Helper()
	var all []community.VerdictChange
	r.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			all = append(all, community.VerdictChange{ID: s.ID, Verdict: s.Verdict})
			return true
		})
	})
	slices.SortFunc(all, func(a, b community.VerdictChange) int { return a.ID.Compare(b.ID) })
	return all
}

// Verdict is what is said of one op; the zero verdict where it is not stored.
func (r *Replica) Verdict(id op.ID) kind.Verdict {
	r.T.Helper()
	var verdict kind.Verdict
	r.View(func(v community.View) error {
		m, _, err := v.Meta(id)
		verdict = m.Verdict
		return err
	})
	return verdict
}

// Digest is the replica's state digest.
func (r *Replica) Digest() [32]byte {
	r.T.Helper()
	digest, err := community.Digest(r.config.Registry, func(yield func(community.VerdictChange) bool) error {
		for _, v := range r.Verdicts() {
			if !yield(v) {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		r.T.Fatal(err)
	}
	return digest
}

// Head is the commit that stands last.
func (r *Replica) Head() op.ID { return r.Engine.Authority().Now().Head() }

func (r *Replica) pastOfTip(device op.DeviceID) authority.PastID {
	r.T.Helper()
	var past authority.PastID
	r.View(func(v community.View) (err error) {
		past, err = r.Engine.PastOfTip(v, device)
		return err
	})
	return past
}
