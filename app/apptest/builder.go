package apptest

// A small language for stories: people found, join, write and fall out, with real keys and real signatures.
//
//	s := apptest.NewStory(t)
//	ada := s.Founder("ada")
//	bob := s.Join(ada, "bob")
//	post := bob.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Drill"})
//	s.Commit(ada).Act(charter.Acts{Remove: …})

import (
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
	Here     *Party
	Registry *kind.Registry
	// Ops are all ops ever written, in an order in which each comes after its past.
	Ops []*op.Op
	// Nonce is the genesis'; two stories with one nonce and one founder are one community.
	Nonce [16]byte
	com   op.CommunityID
	// clock is what ops claim as their time: it goes up by a second with each.
	clock int64
}

// NewStory begins a story with the kinds of this build.
func NewStory(t rapid.TB) *Story { return NewStoryWith(t, community.Kinds()) }

// NewStoryWith begins a story with other kinds.
func NewStoryWith(t rapid.TB, registry *kind.Registry) *Story {
	return &Story{T: t, Registry: registry, Nonce: [16]byte{1}, clock: 1_760_000_000_000}
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
	At *Party
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

// Shared is a laptop whose device key is that of another one: what two people may do by mistake, and liars on purpose.
func (s *Story) Shared(person string, device *Laptop) *Laptop { return s.laptop(person, device.Name) }

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
	rules.Features = []string{charter.Core} // unless the story asks for Closing
	for _, c := range change {
		c(&rules)
	}
	body := &authority.GenesisBody{Nonce: s.Nonce, Charter: rules, Account: l.Account, Name: person}
	body.Proof = sign(l.accountKey, statement.FoundMessage(body.Nonce, l.Account, l.Device, body.Sealing))
	genesis := l.Sign(op.Header{Kind: authority.KindGenesis}, body)
	s.com = genesis.Community()
	s.Here = NewParty(s.T, s.Registry, s.com, op.ID{})
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

// Tip is the newest op of the laptop's log.
func (l *Laptop) Tip() op.ID {
	record, _ := l.At.Engine.Device(l.Device)
	return record.Tip
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

// Replayed is a new replica that holds what the story's does.
func (s *Story) Replayed() *Party {
	s.T.Helper()
	p := NewParty(s.T, s.Registry, s.com, op.ID{})
	p.Take(s.Here.Ops()...)
	return p
}

// Apart gives laptops a replica of their own, with what theirs holds now.
func (s *Story) Apart(laptops ...*Laptop) *Party {
	s.T.Helper()
	r := NewParty(s.T, s.Registry, s.com, op.ID{})
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
	var duty authority.Duty
	var cites []op.ID
	ok := false
	past := l.At.pastOfTip(l.Device)
	l.At.Ask(func(g *authority.Graph) {
		if duty, ok = g.Duty(l.Device, func(op.ID, uint32) bool { return outOfPatience }, func(op.ID) bool { return true }); ok {
			cites = g.StepCites(duty, past)
		}
	})
	if !ok {
		return false
	}
	body := &authority.AgreementBody{Base: duty.Base, View: duty.Message.View, Value: duty.Message.Value}
	l.Write(authority.KindOfStep(duty.Message.Step), body, cites...)
	return true
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
