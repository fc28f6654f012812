package community_test

// The story of the vectors: every kind of op once at least, and every verdict that ops of this version can have. Keys are derived as in real
// communities, from what the file shows; what each op relies on stands here by hand.

import (
	"crypto/ed25519"
	"crypto/sha256"
	"slices"
	"strings"
	"testing"

	"github.com/tyler-smith/go-bip39"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/statement"
)

// noForm names the op whose body is not of its kind's form.
const noForm = "a topic without form"

// scribe writes the story, and its file.
type scribe struct {
	t     *testing.T
	file  vectors
	com   op.CommunityID
	nonce [16]byte
	// auth is the commit that everybody knows.
	auth    op.ID
	clock   int64
	ids     map[string]op.ID
	ops     []*op.Op
	people  map[string]ed25519.PrivateKey
	devices map[string]*pen
}

// pen is a device and its log.
type pen struct {
	name string
	keys identity.DeviceKeys
	seq  uint64
	prev op.ID
}

func (p *pen) id() op.DeviceID { return op.DeviceID(p.keys.SigningPublic()) }

func drawn(about string) [32]byte { return sha256.Sum256([]byte("folkmoot vectors " + about)) }

func makeVectors(t *testing.T) *vectors {
	nonce := drawn("nonce")
	s := &scribe{
		t: t, nonce: [16]byte(nonce[:]), clock: 1_760_000_000_000,
		ids: make(map[string]op.ID), people: make(map[string]ed25519.PrivateKey), devices: make(map[string]*pen),
	}
	s.file.Note = "Bytes in hexadecimal; ids as CIDs; fields as DAG-JSON; keys by their seeds. What each field is: PROTOCOL.md. Written and checked by app/community/vectors_test.go."
	s.file.Nonce = s.nonce[:]
	for _, name := range []string{"ada", "bob", "eve"} {
		s.person(name)
	}
	for _, name := range []string{"ada-1", "ada-2", "bob-1", "bob-2", "eve-1"} {
		s.device(name)
	}
	s.found()
	s.letIn()
	s.talk()
	s.govern()
	s.vote()
	s.close()
	s.moderate()
	s.fallOut()
	s.fork()
	s.finish()
	return &s.file
}

func (s *scribe) person(name string) {
	entropy := drawn("phrase of " + name)
	words, err := bip39.NewMnemonic(entropy[:])
	must(s.t, err)
	phrase, err := identity.ParsePhrase(words)
	must(s.t, err)
	seed := phrase.Seed()
	key, err := identity.AccountKey(seed[:], s.nonce, 0)
	must(s.t, err)
	s.people[name] = key
	s.file.People = append(s.file.People, vectorPerson{
		Name: name, Words: words, AccountSeed: key.Seed(), Account: digits(key.Public().(ed25519.PublicKey)),
	})
}

func (s *scribe) account(name string) op.AccountID {
	return op.AccountID(s.people[name].Public().(ed25519.PublicKey))
}

func (s *scribe) device(name string) {
	signing, sealing := drawn("signing "+name), drawn("sealing "+name)
	keys, err := identity.ParseDeviceKeys(slices.Concat(signing[:], sealing[:]))
	must(s.t, err)
	s.devices[name] = &pen{name: name, keys: keys}
	device, public := keys.SigningPublic(), keys.SealingPublic()
	s.file.Devices = append(s.file.Devices, vectorDevice{
		Name: name, Of: strings.Split(name, "-")[0], Seed: signing[:], Device: device[:], SealingScalar: sealing[:], Sealing: public[:],
	})
}

// write adds an op of a device under a name of its own; deps are names.
func (s *scribe) write(device, name, kindName string, body any, deps ...string) op.ID {
	s.t.Helper()
	p := s.devices[device]
	o := s.sign(p, kindName, body, deps...)
	p.seq, p.prev = o.Header.Seq+1, o.ID
	s.add(p, name, o)
	return o.ID
}

func (s *scribe) sign(p *pen, kindName string, body any, deps ...string) *op.Op {
	s.t.Helper()
	s.clock += 60_000
	h := op.Header{Community: s.com, Kind: kindName, Seq: p.seq, Prev: p.prev, Auth: s.auth, TimeMillis: s.clock}
	for _, dep := range deps {
		h.Deps = append(h.Deps, s.id(dep))
	}
	slices.SortFunc(h.Deps, op.ID.Compare)
	raw, err := op.Encode(body)
	must(s.t, err)
	o, err := op.New(h, raw, p.keys.Signing)
	must(s.t, err)
	return o
}

func (s *scribe) add(p *pen, name string, o *op.Op) {
	s.t.Helper()
	if _, twice := s.ids[name]; twice {
		s.t.Fatalf("two ops are called %s", name)
	}
	s.ids[name] = o.ID
	s.ops = append(s.ops, o)
	s.file.Ops = append(s.file.Ops, vectorOp{
		Name: name, Author: p.name, ID: o.ID.String(), Digest: o.ID[:], Header: o.Raw, Signature: o.Signature[:], Body: o.Body,
		HeaderFields: fieldsOf(s.t, o.Raw), BodyFields: fieldsOf(s.t, o.Body),
	})
}

func (s *scribe) id(name string) op.ID {
	s.t.Helper()
	id, ok := s.ids[name]
	if !ok {
		s.t.Fatalf("nothing is called %s", name)
	}
	return id
}

func (s *scribe) found() {
	ada, account := s.devices["ada-1"], s.account("ada")
	rules, err := charter.New("club", "Elm Street", account, ada.id())
	must(s.t, err)
	rules.Text, rules.Features = "Be kind.", []string{charter.Core} // closing comes in force later
	rules.Helpers = []op.AccountID{s.account("bob")}
	body := &authority.GenesisBody{Nonce: s.nonce, Charter: rules, Account: account, Name: "Ada", Sealing: ada.keys.SealingPublic()}
	body.Proof = signed(s.people["ada"], statement.FoundMessage(s.nonce, account, ada.id(), body.Sealing))
	s.auth = s.write("ada-1", "genesis", authority.KindGenesis, body)
	s.com = op.CommunityID(s.auth)
	s.file.Community = s.com[:]
}

func (s *scribe) letIn() {
	seed := drawn("invite")
	link := invite.Link{
		Community: s.com, Nonce: s.nonce, Seed: [16]byte(seed[:]), Pin: s.com.Genesis(),
		Relays: []string{"/dns4/relay.example.org/udp/4001/quic-v1"},
	}
	link.Invite = s.write("ada-1", "invite", authority.KindInvite, &authority.InviteBody{
		Key: link.Key(), Uses: 20, ExpiresMillis: s.clock + 7*86_400_000, Auto: true, Note: "for the street",
	})
	text, err := link.Text()
	must(s.t, err)
	key := link.Key()
	s.file.Invites = append(s.file.Invites, vectorInvite{Link: text, KeySeed: link.PrivateKey().Seed(), Key: key[:]})

	s.join("bob", link)
	s.write("ada-1", "admission of bob", authority.KindAdmit, &authority.AdmitBody{Join: s.id("join of bob"), Account: s.account("bob")}, "join of bob")
	s.join("eve", link)
	s.certify("ada-1", "ada-2", false)
	s.certify("bob-2", "bob-2", true, "join of bob")
}

func (s *scribe) join(name string, link invite.Link) {
	p := s.devices[name+"-1"]
	body := &authority.JoinBody{
		Invite: link.Invite, Key: link.Key(), Account: s.account(name), Name: strings.ToUpper(name[:1]) + name[1:], Sealing: p.keys.SealingPublic(),
	}
	message := statement.JoinMessage(s.com, body.Key, body.Account, p.id(), body.Sealing)
	body.InviteProof, body.AccountProof = signed(link.PrivateKey(), message), signed(s.people[name], message)
	s.write(p.name, "join of "+name, authority.KindJoin, body, "invite")
}

func (s *scribe) certify(by, device string, byPhrase bool, deps ...string) {
	p, person := s.devices[device], strings.Split(device, "-")[0]
	body := &authority.CertifyBody{Device: p.id(), Account: s.account(person), Sealing: p.keys.SealingPublic(), Name: device}
	body.Consent = signed(p.keys.Signing, statement.DeviceMessage(s.com, body.Account, body.Device, body.Sealing))
	if byPhrase {
		body.Proof = signed(s.people[person], statement.CertifyMessage(s.com, body.Account, body.Device, body.Sealing))
	}
	s.write(by, "certificate of "+device, authority.KindCertify, body, deps...)
}

func (s *scribe) talk() {
	s.write("bob-1", "topic", proposal.KindTopic, &proposal.NewTopic{Title: "The drill", Text: "Who lends it?"}, "admission of bob")
	s.write("ada-1", "comment", proposal.KindComment, &proposal.AddComment{
		On: s.id("topic"), Text: "@Bob does.", Mentions: []op.AccountID{s.account("bob")},
	}, "topic")
	s.write("eve-1", "answer", proposal.KindComment, &proposal.AddComment{
		On: s.id("topic"), Parent: s.id("comment"), Text: "I am new here.",
	}, "topic", "comment")
	s.write("bob-1", "agreement", proposal.KindAgree, &proposal.Agree{Of: s.id("comment")}, "comment")
	s.write("bob-1", "end of the agreement", proposal.KindEndAgreement, &proposal.EndAgreement{Of: s.id("agreement")}, "agreement")
	s.write("ada-1", "proposal", proposal.KindPublish, &proposal.Publish{
		Title: "Buy a drill", Text: "For 80.", Track: "money", Topic: s.id("topic"),
	}, "topic")
	s.write("bob-2", "amendment", proposal.KindAmend, &proposal.ProposeAmendment{
		Proposal: s.id("proposal"), Revision: s.id("proposal"), Title: "Buy a drill", Text: "For 60.", Note: "A used one.",
	}, "proposal", "admission of bob")
	s.write("ada-1", "revision", proposal.KindRevise, &proposal.Revise{
		Proposal: s.id("proposal"), Title: "Buy a drill", Text: "For 60.", Amendment: s.id("amendment"),
	}, "proposal", "amendment")
	s.write("ada-1", "decision", proposal.KindDecide, &proposal.Decide{Amendment: s.id("amendment"), Accept: true, Reason: "Cheaper."}, "amendment")
	s.write("bob-1", "profile", proposal.KindProfile, &proposal.SetProfile{Name: "Bob", About: "Number 7."})
	s.write("bob-1", noForm, proposal.KindTopic, []string{"no topic"})
	s.write("bob-1", "a payment", "treasury.pay", map[string]uint64{"cents": 1})
}

func (s *scribe) govern() {
	content := s.content("two stewards", charter.Acts{Council: apptest.Accounts(
		&apptest.Laptop{Account: s.account("ada")}, &apptest.Laptop{Account: s.account("bob")},
	)})
	id := s.id("two stewards")
	s.write("ada-1", "draft", authority.KindPropose, &authority.ProposeBody{Content: content})
	s.write("ada-1", "signature", authority.KindSign, &authority.SignBody{Commit: id, Signature: s.commitSignature("ada-1", id).Signature}, "draft")
	s.write("bob-1", "carrier", authority.KindCommit, &authority.CarrierBody{
		Content: content, Signatures: []authority.Signed{s.commitSignature("ada-1", id)},
	}, "signature")
	genesis := s.com.Genesis()
	s.write("ada-1", "turn", "agreement.turn", &authority.AgreementBody{Base: genesis, View: 1}, "carrier")
	s.write("ada-1", "proposed value", "agreement.propose", &authority.AgreementBody{Base: genesis, View: 1, Value: id})
	s.write("ada-1", "endorsement", "agreement.endorse", &authority.AgreementBody{Base: genesis, View: 1, Value: id})
	s.write("ada-1", "seal", "agreement.seal", &authority.AgreementBody{Base: genesis, View: 1, Value: id})
	s.auth = id
}

// content drafts a council commit on the one that everybody knows.
func (s *scribe) content(name string, acts charter.Acts) authority.Content {
	s.clock += 60_000
	content := authority.Content{
		Version: 1, Community: s.com, Type: authority.ByCouncil, Parent: s.auth, Acts: acts, TimeMillis: s.clock,
	}
	id, err := content.ID()
	must(s.t, err)
	raw, err := op.Encode(&content)
	must(s.t, err)
	s.ids[name] = id
	s.file.Commits = append(s.file.Commits, vectorCommit{Name: name, ID: id.String(), Raw: raw, Content: fieldsOf(s.t, raw)})
	return content
}

func (s *scribe) commitSignature(device string, id op.ID) authority.Signed {
	p := s.devices[device]
	return authority.Signed{Device: p.id(), Signature: signed(p.keys.Signing, statement.CommitMessage(id))}
}

func (s *scribe) vote() {
	drill := poll.Open{
		Proposal: s.id("proposal"), Revision: s.id("revision"), Track: "money", On: s.auth, Title: "Buy a drill?", ClosesMillis: s.clock + 7*86_400_000,
	}
	colour := poll.Open{
		Track: "everyday", On: s.auth, Title: "Which colour?", Method: poll.Approval, Options: []string{"Red", "Blue", "Green"}, Seats: 1,
		Settings: []poll.Setting{{Name: "max", Value: "2"}}, ClosesMillis: s.clock + 86_400_000, Tie: poll.TieByOrder,
	}
	order := poll.Open{
		Track: "everyday", On: s.auth, Title: "Who speaks?", Method: "schulze", Options: []string{"Ann", "Bo", "Cy"}, Seats: 2,
		ClosesMillis: s.clock + 86_400_000,
	}
	budget := poll.Open{
		Track: "everyday", On: s.auth, Title: "What do we pay for?", Method: "pb-equal-shares", Options: []string{"A bench", "A swing"},
		Budget: 500, Costs: []uint64{300, 250}, ClosesMillis: s.clock + 86_400_000, Tie: poll.TieByPreviousThenDraw,
	}
	for _, open := range []*poll.Open{&drill, &colour, &order, &budget} {
		must(s.t, open.Complete())
	}
	s.write("ada-1", "opening", poll.KindOpen, &drill, "proposal", "revision")
	s.write("bob-1", "second opening", poll.KindOpen, &colour, "seal")
	s.write("eve-1", "opening by a newcomer", poll.KindOpen, &colour, "seal")
	s.write("bob-1", "opening by ranking", poll.KindOpen, &order)
	s.write("bob-1", "opening of a budget", poll.KindOpen, &budget)
	s.ballot("bob-1", "ballot", "opening", "", &drill, "no")
	s.ballot("bob-2", "ballot in its place", "opening", "ballot", &drill, "yes")
	s.ballot("ada-1", "second ballot", "second opening", "", &colour, "Red, Green")
	s.ballot("bob-1", "ranking", "opening by ranking", "", &order, "Cy > Ann = Bo")
	s.write("ada-2", "ballot for nothing", poll.KindCast, &poll.Cast{Poll: s.id("opening"), Choice: []byte{3}}, "opening", "certificate of ada-2")
	s.ballot("eve-1", "ballot of a newcomer", "opening", "", &drill, "yes")
}

func (s *scribe) ballot(device, name, opening, replaces string, open *poll.Open, typed string) {
	marked, err := poll.Parse(open, typed)
	must(s.t, err)
	choice, err := poll.Encode(open, marked)
	must(s.t, err)
	body, deps := &poll.Cast{Poll: s.id(opening), Choice: choice}, []string{opening}
	if replaces != "" {
		body.Replaces = s.id(replaces)
		deps = append(deps, replaces)
	}
	s.write(device, name, poll.KindCast, body, deps...)
}

func (s *scribe) moderate() {
	s.write("ada-1", "hiding", proposal.KindHide, &proposal.Hide{Of: s.id("answer"), Reason: "Off topic."}, "answer")
	s.write("ada-1", "showing", proposal.KindShow, &proposal.Show{Of: s.id("hiding")}, "hiding")
	s.write("ada-1", "muting", proposal.KindMute, &proposal.Mute{Account: s.account("eve"), Reason: "Too loud."})
	s.write("ada-1", "unmuting", proposal.KindUnmute, &proposal.Unmute{Of: s.id("muting")}, "muting")
	s.write("bob-1", "withdrawal", proposal.KindWithdraw, &proposal.Withdraw{Of: s.id("topic")}, "topic")
	s.write("ada-1", "end of the invite", authority.KindRevoke, &authority.RevokeBody{Invite: s.id("invite")}, "invite")
	s.device("relay")
	library := s.devices["relay"]
	s.write("ada-1", "relay", authority.KindRelay, &authority.RelayBody{
		Device: library.id(), Name: "The library's relay", At: []string{"/dns4/relay.example.org/udp/4001/quic-v1"},
		Consent: op.Signature(ed25519.Sign(library.keys.Signing, statement.RelayMessage(library.id()))),
	})
	s.write("ada-1", "end of the relay", authority.KindRelayRevoke, &authority.RelayRevokeBody{Of: s.id("relay")}, "relay")
	s.write("ada-1", "admission of eve", authority.KindAdmit, &authority.AdmitBody{Join: s.id("join of eve"), Account: s.account("eve")}, "join of eve")
	s.write("eve-1", "last words", proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: "No."}, "proposal", "admission of eve")
}

// fallOut removes eve and withdraws a device of bob's, and brings one of eve's later comments back.
func (s *scribe) fallOut() {
	s.write("eve-1", "words too late", proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: "No!"}, "proposal")
	s.write("eve-1", "words brought back", proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: "Sorry."}, "proposal")
	eve := charter.Ending{
		Account: s.account("eve"), Cut: []charter.Position{{Device: s.devices["eve-1"].id(), Op: s.id("last words")}}, Reason: "She asked for it.",
	}
	content := s.content("removal", charter.Acts{Remove: []charter.Ending{eve}})
	id := s.id("removal")
	signatures := []authority.Signed{s.commitSignature("ada-1", id), s.commitSignature("bob-1", id)}
	slices.SortFunc(signatures, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	s.write("bob-1", "carrier of the removal", authority.KindCommit, &authority.CarrierBody{Content: content, Signatures: signatures}, "last words")
	s.auth = id
	s.write("ada-1", "approval", authority.KindApprove, &authority.ApproveBody{Of: s.id("words brought back")}, "words brought back", "carrier of the removal")
	s.write("bob-2", "a stolen laptop's words", proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: "Buy two."}, "proposal")
	s.write("bob-1", "withdrawal of bob-2", authority.KindWithdraw, &authority.WithdrawBody{
		Device: s.devices["bob-2"].id(), Cut: s.id("ballot in its place"),
	}, "ballot in its place", "certificate of bob-2")
}

// fork lets ada's second laptop say three things at once, and go on after the one that is not kept.
func (s *scribe) fork() {
	p := s.devices["ada-2"]
	var branches []*op.Op
	for _, text := range []string{"One.", "Two.", "Three."} {
		branches = append(branches, s.sign(p, proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: text}, "proposal"))
	}
	slices.SortFunc(branches, func(a, b *op.Op) int { return a.ID.Compare(b.ID) })
	s.add(p, "third branch", branches[2])
	s.add(p, "smallest branch", branches[0])
	s.add(p, "second branch", branches[1])
	p.seq, p.prev = p.seq+1, branches[2].ID
	s.write("ada-2", "end of the third branch", proposal.KindComment, &proposal.AddComment{On: s.id("proposal"), Text: "Four."}, "proposal")
}

// finish writes down what a replica says of it all.
func (s *scribe) finish() {
	r := apptest.NewParty(s.t, community.Kinds(), s.com, op.ID{})
	for i, o := range s.ops {
		for _, refused := range r.Take(o).Refused {
			s.t.Fatalf("%s: %v", s.file.Ops[i].Name, refused.Err)
		}
		digest := r.Digest()
		s.file.Ops[i].StateDigest = digest[:]
	}
	for i, o := range s.ops {
		s.file.Ops[i].Verdict = verdictOf(r, o.ID)
	}
	s.file.State = stateOf(r)
}

func signed(key ed25519.PrivateKey, message []byte) op.Signature {
	return op.Signature(ed25519.Sign(key, message))
}
