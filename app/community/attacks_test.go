package community_test

// Attacks that audits of other systems found, each with real keys and signatures, each refused or without effect, in whatever order it comes.

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/statement"
)

// topic is any text of a member.
func topic(title string) *proposal.NewTopic { return &proposal.NewTopic{Title: title, Text: title} }

// mustRefuse hands an op in that must be kept nowhere and change nothing.
func mustRefuse(t *testing.T, p *apptest.Party, o *op.Op, why error) {
	t.Helper()
	before := p.Digest()
	report := p.Take(o)
	if len(report.Refused) != 1 || !errors.Is(report.Refused[0].Err, why) {
		t.Errorf("a %s: refused %v, stored %d, waiting %d; want: %v", o.Header.Kind, report.Refused, len(report.Stored), report.Waiting, why)
	}
	if p.Verdict(o.ID) != 0 {
		t.Errorf("a %s is stored though refused", o.Header.Kind)
	}
	if p.Digest() != before {
		t.Errorf("a refused %s changed the state", o.Header.Kind)
	}
}

// mustVerdict hands an op in that is stored with this verdict.
func mustVerdict(t *testing.T, l *apptest.Laptop, o *op.Op, want kind.Verdict) op.ID {
	t.Helper()
	l.Publish(o)
	if got := l.At.Verdict(o.ID); got != want {
		t.Errorf("a %s by %s is %s, want %s", o.Header.Kind, l.Name, got, want)
	}
	return o.ID
}

// converge feeds the whole story to replicas in several orders; all must say the same.
func converge(t *testing.T, s *apptest.Story) {
	t.Helper()
	want := s.Here.Digest()
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 0))
		order := slices.Clone(s.Ops)
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		p := apptest.NewParty(t, s.Registry, s.Community(), op.ID{})
		p.Take(order...)
		if p.Digest() != want {
			t.Errorf("order %d: another digest", seed)
		}
		if p.Head() != s.Here.Head() {
			t.Errorf("order %d: the head is %s, want %s", seed, p.Head().Short(), s.Here.Head().Short())
		}
		p.Reopen()
		if p.Digest() != want || p.Head() != s.Here.Head() {
			t.Errorf("order %d: another state after reopening", seed)
		}
	}
}

func isMember(p *apptest.Party, account op.AccountID) bool {
	person, _ := p.Engine.Authority().Person(account)
	return person.Member
}

func TestUnsignedMembershipIsRefused(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	header := ada.Header(authority.KindAdmit, eve.Join)
	admission := ada.Sign(header, &authority.AdmitBody{Join: eve.Join, Account: eve.Account})
	for name, forge := range map[string]func(*op.Signature){
		"no signature": func(sig *op.Signature) { *sig = op.Signature{} },
		"one bit off":  func(sig *op.Signature) { sig[7] ^= 1 },
		"eve's own":    func(sig *op.Signature) { *sig = op.SignHeader(apptest.KeyOf("device eve-1"), admission.Raw) },
		"over another thing": func(sig *op.Signature) {
			*sig = op.Signature(ed25519.Sign(apptest.KeyOf("device ada-1"), admission.Raw))
		},
	} {
		t.Run(name, func(t *testing.T) {
			forged := *admission
			forge(&forged.Signature)
			mustRefuse(t, s.Here, &forged, op.ErrSignature)
		})
	}
	if isMember(s.Here, eve.Account) {
		t.Error("eve is a member without a valid word of anybody")
	}
}

// In other systems whoever held the group's key could say anything about membership: here a sealed body is no body of an act of authority.
func TestEncryptedOnlyMembershipIsRefused(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	for _, l := range []*apptest.Laptop{ada, eve} {
		h := l.Header(authority.KindAdmit, eve.Join)
		h.Epoch = op.ID{7}
		mustRefuse(t, s.Here, l.Sign(h, bytes.Repeat([]byte{0xe5}, 90)), kind.ErrForm)
	}
	bare := ada.Sign(ada.Header(authority.KindAdmit, eve.Join), &authority.AdmitBody{Join: eve.Join, Account: eve.Account}).WithoutBody()
	mustRefuse(t, s.Here, bare, community.ErrNoBody)
}

func TestRelayCannotAddItself(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	relay := s.Stranger("relay")
	for name, o := range map[string]*op.Op{
		"admits itself":   relay.Sign(relay.Header(authority.KindAdmit, eve.Join), &authority.AdmitBody{Join: eve.Join, Account: relay.Account}),
		"admits another":  relay.Sign(relay.Header(authority.KindAdmit, eve.Join), &authority.AdmitBody{Join: eve.Join, Account: eve.Account}),
		"invites":         relay.Sign(relay.Header(authority.KindInvite), &authority.InviteBody{Uses: 1, ExpiresMillis: 1}),
		"certifies":       relay.Sign(relay.Header(authority.KindCertify, eve.Join), relay.CertifyBody(true)),
		"writes":          relay.Sign(relay.Header(proposal.KindTopic), topic("hello")),
		"settles":         relay.Sign(relay.Header(authority.KindOfStep(agreement.Turn)), &authority.AgreementBody{Base: s.Here.Head(), View: 1}),
		"carries":         relay.Sign(relay.Header(authority.KindCommit), carrierBy(s, relay)),
		"joins by no key": relay.JoinBy(ada.Write(authority.KindInvite, &authority.InviteBody{Uses: 1, ExpiresMillis: 1}), apptest.KeyOf("guess")),
	} {
		t.Run(name, func(t *testing.T) { mustRefuse(t, s.Here, o, community.ErrStranger) })
	}
	if _, known := s.Here.Engine.Device(relay.Device); known {
		t.Error("the relay has a log")
	}
}

// certifiedRelay is a relay that a steward took in.
func certifiedRelay(s *apptest.Story, by *apptest.Laptop) (relay *apptest.Laptop, certificate op.ID) {
	relay = s.Stranger("relay")
	return relay, by.Write(authority.KindRelay, relayBody(relay))
}

func relayBody(l *apptest.Laptop) *authority.RelayBody {
	body := &authority.RelayBody{Device: l.Device, Name: "the relay in the library", At: []string{"/ip4/192.0.2.1/tcp/4001"}}
	body.Consent = op.Signature(ed25519.Sign(apptest.KeyOf("device "+l.Name), statement.RelayMessage(l.Device)))
	return body
}

// A certificate makes no member of a relay, and no author: what it signs is kept nowhere, but for what a teller says, of a device that is one.
func TestCertifiedRelayCannotAddItself(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	eve := s.Newcomer(ada, "eve")
	relay, certificate := certifiedRelay(s, ada)
	if !s.Here.Engine.Authority().IsRelay(relay.Device) {
		t.Fatal("it is no relay")
	}
	vouched := relay.CertifyBody(false)
	vouched.Account = ada.Account
	vouched.Consent = op.Signature(ed25519.Sign(apptest.KeyOf("device relay-1"), statement.DeviceMessage(s.Community(), ada.Account, relay.Device, vouched.Sealing)))
	// It holds an invite that somebody gave away, so that what it says of itself is right but for what it is.
	invite, key := ada.Invite("given away"), apptest.KeyOf("given away")
	joining := relay.Sign(op.Header{
		Community: s.Community(), Kind: authority.KindJoin, Deps: ascendingIDs(invite, certificate), Auth: s.Community().Genesis(),
	}, relay.JoinBody(invite, key))
	for name, c := range map[string]struct {
		op  *op.Op
		why error
	}{
		"admits itself": {relay.Sign(relay.Header(authority.KindAdmit, certificate), &authority.AdmitBody{Join: eve.Join, Account: relay.Account}), community.ErrStranger},
		"writes":        {relay.Sign(relay.Header(proposal.KindTopic, certificate), topic("hello")), community.ErrStranger},
		"votes":         {relay.Sign(relay.Header(authority.KindSign, certificate), &authority.SignBody{Commit: s.Here.Head()}), community.ErrStranger},
		"seals":         {relay.Sign(relay.Header(authority.KindOfStep(agreement.Turn), certificate), &authority.AgreementBody{Base: s.Here.Head(), View: 1}), community.ErrRefused},
		"carries":       {relay.Sign(relay.Header(authority.KindCommit, certificate), carrierBy(s, relay)), community.ErrStranger},
		"adds a relay":  {relay.Sign(relay.Header(authority.KindRelay, certificate), relayBody(s.Stranger("second"))), community.ErrStranger},
		"joins":         {joining, community.ErrRefused},
		"is vouched":    {ada.Sign(ada.Header(authority.KindCertify, certificate), vouched), community.ErrRefused},
		"is ada's":      {ada.Sign(ada.Header(authority.KindRelay), relayBody(ada)), community.ErrRefused},
		"is eve's":      {ada.Sign(ada.Header(authority.KindRelay, eve.Join), relayBody(eve)), community.ErrRefused},
	} {
		t.Run(name, func(t *testing.T) { mustRefuse(t, s.Here, c.op, c.why) })
	}
	unwilling := relayBody(s.Stranger("unwilling"))
	unwilling.Consent = relayBody(relay).Consent
	mustRefuse(t, s.Here, ada.Sign(ada.Header(authority.KindRelay), unwilling), op.ErrSignature)
	if _, known := s.Here.Engine.Device(relay.Device); known {
		t.Error("the relay has a log")
	}
	converge(t, s)
}

// A join that was written apart from the certificate is an ordinary join, and then the device is no relay any more: never both.
func TestRelayThatJoinedApartIsNoRelay(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	invite := ada.Invite("given away")
	relay, _ := certifiedRelay(s, ada)
	join := relay.JoinBy(invite, apptest.KeyOf("given away"))
	relay.Publish(join)
	if s.Here.Engine.Authority().IsRelay(relay.Device) || len(s.Here.Engine.Authority().Relays()) != 0 {
		t.Error("it is a person's device and a relay")
	}
	converge(t, s)
}

func TestWhoMayAddAndEndRelays(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	relay := s.Stranger("relay")
	mustVerdict(t, bob, bob.Sign(bob.Header(authority.KindRelay), relayBody(relay)), kind.NoRight)
	certificate := ada.Write(authority.KindRelay, relayBody(relay))
	mustVerdict(t, bob, bob.Sign(bob.Header(authority.KindRelayRevoke, certificate), &authority.RelayRevokeBody{Of: certificate}), kind.NoRight)
	mustVerdict(t, ada, ada.Sign(ada.Header(authority.KindRelayRevoke, bob.Join), &authority.RelayRevokeBody{Of: bob.Join}), kind.NoRight)
	if relays := s.Here.Engine.Authority().Relays(); len(relays) != 1 || relays[0].Certificate != certificate || relays[0].By != ada.Account {
		t.Fatalf("relays are %+v", relays)
	}
	ada.Write(authority.KindRelayRevoke, &authority.RelayRevokeBody{Of: certificate}, certificate)
	if s.Here.Engine.Authority().IsRelay(relay.Device) || s.Here.Verdict(certificate) != kind.Undone {
		t.Error("it is still a relay")
	}
	again := ada.Write(authority.KindRelay, relayBody(relay))
	if relays := s.Here.Engine.Authority().Relays(); len(relays) != 1 || relays[0].Certificate != again {
		t.Errorf("taken in again, the relays are %+v", relays)
	}
	converge(t, s)
}

func ascendingIDs(ids ...op.ID) []op.ID {
	slices.SortFunc(ids, op.ID.Compare)
	return ids
}

func carrierBy(s *apptest.Story, l *apptest.Laptop) *authority.CarrierBody {
	text := "mine"
	_, body := s.Commit(l).Signed(charter.Acts{Text: &text})
	return body
}

func TestDeviceUnderAnothersAccountIsRefused(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	spy := s.Stranger("ada")
	spyDevice := apptest.KeyOf("device spy")
	spy.Device = op.DeviceID(spyDevice.Public().(ed25519.PublicKey))

	// bob says that a device of his is ada's, which needs the device's consent and ada's word.
	body := &authority.CertifyBody{Device: spy.Device, Account: ada.Account}
	body.Consent = op.Signature(ed25519.Sign(spyDevice, statement.DeviceMessage(s.Community(), ada.Account, spy.Device, body.Sealing)))
	claim := mustVerdict(t, bob, bob.Sign(bob.Header(authority.KindCertify), body), kind.NoRight)
	first, err := op.New(op.Header{Community: s.Community(), Kind: proposal.KindTopic, Deps: []op.ID{claim}, Auth: s.Here.Head()}, nil, spyDevice)
	must(t, err)
	mustRefuse(t, s.Here, first, community.ErrStranger)

	// ada's own device cannot take a device in that does not consent.
	unwilling := *body
	unwilling.Device = bob.Device
	mustRefuse(t, s.Here, ada.Sign(ada.Header(authority.KindCertify), &unwilling), op.ErrSignature)

	// Nobody certifies himself without the account's proof, or with another's.
	for name, change := range map[string]func(*authority.CertifyBody){
		"no proof":       func(b *authority.CertifyBody) { b.Proof = op.Signature{} },
		"another's":      func(b *authority.CertifyBody) { b.Account = ada.Account },
		"another's word": func(b *authority.CertifyBody) { b.Proof = b.Consent },
	} {
		t.Run(name, func(t *testing.T) {
			mallory := s.Stranger("mallory")
			b := mallory.CertifyBody(true)
			change(b)
			mustRefuse(t, s.Here, mallory.Sign(mallory.Header(authority.KindCertify, ada.Join), b), kind.ErrForm)
		})
	}
	if devices := personOf(t, s.Here, ada).Devices; len(devices) != 1 {
		t.Errorf("ada has %d devices, want 1", len(devices))
	}
	converge(t, s)
}

func personOf(t *testing.T, p *apptest.Party, l *apptest.Laptop) authority.Person {
	t.Helper()
	person, known := p.Engine.Authority().Person(l.Account)
	if !known {
		t.Fatalf("%s is not known", l.Person)
	}
	return person
}

func TestReplayedInviteProofIsRefused(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	invite, key := ada.Invite("garden"), apptest.KeyOf("garden")
	bob := s.Stranger("bob")
	good := bob.JoinBody(invite, key)
	bob.Publish(bob.JoinBy(invite, key))
	seen := func() *authority.JoinBody {
		body := *good
		return &body
	}
	join := func(l *apptest.Laptop, body *authority.JoinBody) *op.Op {
		return l.Sign(op.Header{Community: s.Community(), Kind: authority.KindJoin, Deps: []op.ID{invite}, Auth: s.Here.Head()}, body)
	}
	eve := s.Stranger("eve")
	t.Run("for another account", func(t *testing.T) {
		body := seen()
		body.Account = eve.Account
		mustRefuse(t, s.Here, join(bob, body), op.ErrSignature)
	})
	t.Run("by another device", func(t *testing.T) {
		mustRefuse(t, s.Here, join(eve, seen()), op.ErrSignature)
	})
	t.Run("with another sealing key", func(t *testing.T) {
		body := seen()
		body.Sealing[0]++
		mustRefuse(t, s.Here, join(bob, body), op.ErrSignature)
	})
	t.Run("with eve's own proofs, but not the invite's", func(t *testing.T) {
		body := eve.JoinBody(invite, apptest.KeyOf("guess"))
		body.Key = good.Key
		mustRefuse(t, s.Here, join(eve, body), op.ErrSignature)
	})
	t.Run("under an invite with another key", func(t *testing.T) {
		other := ada.Invite("kitchen")
		mustRefuse(t, s.Here, join(eve, eve.JoinBody(other, key)), community.ErrStranger)
	})
	t.Run("in another community", func(t *testing.T) {
		elsewhere := apptest.NewStory(t)
		elsewhere.Nonce = [16]byte{2}
		ada := elsewhere.Founder("ada")
		invite := ada.Invite("garden")
		body := seen()
		body.Invite = invite
		o := bob.Sign(op.Header{Community: elsewhere.Community(), Kind: authority.KindJoin, Deps: []op.ID{invite}, Auth: elsewhere.Here.Head()}, body)
		mustRefuse(t, elsewhere.Here, o, op.ErrSignature)
	})
}

func TestOpMovedToAnotherCommunityIsRefused(t *testing.T) {
	s := apptest.NewStory(t)
	s.Founder("ada")
	elsewhere := apptest.NewStory(t)
	elsewhere.Nonce = [16]byte{2}
	ada := elsewhere.Founder("ada")
	post := ada.Write(proposal.KindTopic, topic("only here"))

	mustRefuse(t, s.Here, elsewhere.Op(post), community.ErrAnotherCommunity)
	mustRefuse(t, s.Here, elsewhere.Ops[0], community.ErrAnotherCommunity)

	// The same bytes with the community's id exchanged carry no valid signature.
	h := elsewhere.Op(post).Header
	h.Community = s.Community()
	raw, err := op.Encode(&h)
	must(t, err)
	moved, err := op.Open(raw, elsewhere.Op(post).Signature, elsewhere.Op(post).Body)
	must(t, err)
	mustRefuse(t, s.Here, moved, op.ErrSignature)
}

func TestRemovedMemberBackDates(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	first := dan.Write(proposal.KindTopic, topic("stands"))
	last := dan.Write(proposal.KindTopic, topic("the last that ada has seen"))
	stale := dan.Header(proposal.KindTopic)
	old := s.Here.Head()
	s.Commit(ada).Act(dan.Removal(map[*apptest.Laptop]op.ID{dan: last}))

	// He goes on from his last act, or below it, and says that he knows the old rules and an old hour.
	above := stale
	above.Auth, above.TimeMillis = old, 1
	mustVerdict(t, dan, dan.Sign(above, topic("above the cut")), kind.Cut)
	below := s.Op(last).Header
	below.TimeMillis = 1
	mustVerdict(t, dan, dan.Sign(below, topic("beside the cut")), kind.Cut)

	for id, want := range map[op.ID]kind.Verdict{first: kind.Applied, last: kind.Applied} {
		if got := s.Here.Verdict(id); got != want {
			t.Errorf("%s is %s, want %s", id.Short(), got, want)
		}
	}
	if forks := s.Here.Engine.Forks(); len(forks) != 1 || forks[0].Account != dan.Account {
		t.Errorf("his fork is not shown: %v", forks)
	}
	if isMember(s.Here, dan.Account) {
		t.Error("dan is a member still")
	}
	converge(t, s)
}

func TestDeviceThatTheCutForgetsHasNothingBelowIt(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	dan := s.Join(ada, "dan")
	second := dan.Second("dan-2")
	post := second.Write(proposal.KindTopic, topic("from the other laptop"))
	last := dan.Write(proposal.KindTopic, topic("from this one"))
	s.Commit(ada).Act(dan.Removal(map[*apptest.Laptop]op.ID{dan: last}))
	if got := s.Here.Verdict(post); got != kind.Cut {
		t.Errorf("what the other laptop wrote is %s, want %s", got, kind.Cut)
	}
	if got := s.Here.Verdict(last); got != kind.Applied {
		t.Errorf("what the cut names is %s, want %s", got, kind.Applied)
	}
	converge(t, s)
}

// council makes the community's council the founder and others, three in all.
func council(t *testing.T, s *apptest.Story, ada *apptest.Laptop, others ...*apptest.Laptop) {
	t.Helper()
	s.Commit(ada).Act(charter.Acts{Council: apptest.Accounts(append(others, ada)...)})
	s.Settle(ada)
}

func TestTwoOfficersRemoveEachOther(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	council(t, s, ada, bob, cat)
	settled := s.Here.Head()
	seen := map[*apptest.Laptop]map[*apptest.Laptop]op.ID{ada: {ada: ada.Tip()}, bob: {bob: bob.Tip()}}

	// bob and cat against ada; ada and cat against bob. cat has signed both.
	s.Apart(bob)
	s.Commit(bob, cat).On(settled).Act(ada.Removal(seen[ada]))
	ada.At = s.Here
	s.Commit(ada, cat).On(settled).Act(bob.Removal(seen[bob]))
	s.Here.Take(s.Ops...)
	bob.At = s.Here

	now := s.Here.Engine.Authority().Now()
	if now.Stuck != authority.Rivals || len(now.Disputed) != 2 || now.Head() != settled {
		t.Fatalf("stuck %q at %s over %v: nobody's clock or key may decide", now.Stuck, now.Head().Short(), now.Disputed)
	}
	if !isMember(s.Here, ada.Account) || !isMember(s.Here, bob.Account) {
		t.Error("one of the two is out")
	}
	converge(t, s)

	// The teller settles one of the two.
	s.Settle(ada)
	now = s.Here.Engine.Authority().Now()
	if now.Stuck != authority.NotStuck || now.Settled == settled {
		t.Fatalf("stuck %q, settled %s", now.Stuck, now.Settled.Short())
	}
	if isMember(s.Here, ada.Account) == isMember(s.Here, bob.Account) {
		t.Error("both or none are members after one commit was settled")
	}
	converge(t, s)
}

func TestRivalCommitsOnOneParent(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
	council(t, s, ada, bob, cat)
	parent := s.Here.Head()
	texts := []string{"meet on Mondays", "meet on Tuesdays"}
	s.Commit(ada, bob).On(parent).Act(charter.Acts{Text: &texts[0]})
	first := s.Here.Head()
	if first == parent {
		t.Fatal("the only commit does not stand, provisionally")
	}
	s.Commit(bob, cat).On(parent).Act(charter.Acts{Text: &texts[1]})
	if got := s.Here.Head(); got != parent {
		t.Fatalf("with two rivals the head is %s, want the parent", got.Short())
	}
	s.Settle(ada)
	settled := s.Here.Engine.Authority().Now().Settled
	if settled == parent {
		t.Fatal("the teller settles neither")
	}
	// A third one, signed later by two who could, changes nothing any more.
	late := "meet never"
	s.Commit(bob, cat).On(parent).Act(charter.Acts{Text: &late})
	if got := s.Here.Head(); got != settled {
		t.Errorf("the head went from the settled %s to %s", settled.Short(), got.Short())
	}
	converge(t, s)
}

func TestSignaturesThatDoNotCount(t *testing.T) {
	text := "rule"
	for _, situation := range []struct {
		name   string
		signed func(s *apptest.Story, ada, bob, cat *apptest.Laptop) *apptest.Draft
	}{
		{"two devices of one steward", func(s *apptest.Story, ada, _, _ *apptest.Laptop) *apptest.Draft {
			return s.Commit(ada, ada.Second("ada-2"))
		}},
		{"a member who is no steward", func(s *apptest.Story, ada, _, _ *apptest.Laptop) *apptest.Draft {
			return s.Commit(ada, s.Join(ada, "dan"))
		}},
		{"a device that nobody certified", func(s *apptest.Story, ada, bob, _ *apptest.Laptop) *apptest.Draft {
			return s.Commit(ada, s.Stranger("bob"), s.Stranger("eve"))
		}},
		{"a withdrawn device", func(s *apptest.Story, ada, bob, _ *apptest.Laptop) *apptest.Draft {
			second := bob.Second("bob-2")
			bob.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: second.Device})
			return s.Commit(ada, second)
		}},
		{"a device certified by a withdrawn one, above the cut", func(s *apptest.Story, ada, bob, _ *apptest.Laptop) *apptest.Draft {
			last := bob.Write(proposal.KindTopic, topic("the last honest one"))
			again := bob.Recovered("bob-2")
			thief := bob.Second("bob-3")
			again.Write(authority.KindWithdraw, &authority.WithdrawBody{Device: bob.Device, Cut: last})
			return s.Commit(ada, thief)
		}},
	} {
		t.Run(situation.name, func(t *testing.T) {
			s := apptest.NewStory(t)
			ada := s.Founder("ada")
			bob, cat := s.Join(ada, "bob"), s.Join(ada, "cat")
			council(t, s, ada, bob, cat)
			head := s.Here.Head()
			draft := situation.signed(s, ada, bob, cat)
			if situation.name == "a device that nobody certified" {
				draft = s.Commit(ada, s.Stranger("eve"))
			}
			draft.Act(charter.Acts{Text: &text})
			if s.Here.Head() != head {
				t.Error("one steward's word was enough")
			}
			converge(t, s)
		})
	}
}

func TestNewcomersAdmitNobody(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	eve := s.Newcomer(ada, "eve")
	admit := func(l *apptest.Laptop, join op.ID, account op.AccountID) *op.Op {
		return l.Sign(l.Header(authority.KindAdmit, join), &authority.AdmitBody{Join: join, Account: account})
	}
	mustVerdict(t, eve, admit(eve, eve.Join, eve.Account), kind.NoRight)
	mustVerdict(t, bob, admit(bob, eve.Join, eve.Account), kind.NoRight)
	// An admission that names another's join admits nobody.
	fay := s.Stranger("fay")
	mustVerdict(t, ada, admit(ada, eve.Join, fay.Account), kind.Applied)
	if isMember(s.Here, eve.Account) || isMember(s.Here, fay.Account) {
		t.Error("somebody has come in")
	}
	// A newcomer writes, and is marked as one.
	post := eve.Write(proposal.KindTopic, topic("hello"))
	if got := s.Here.Verdict(post); got != kind.Applied {
		t.Errorf("a newcomer's text is %s", got)
	}
	converge(t, s)
}
