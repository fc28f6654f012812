package sim

// People: founding, joining, and second laptops.

import (
	"crypto/ed25519"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// link is an invite's link, as somebody hands it on.
type link struct {
	invite op.ID
	key    ed25519.PrivateKey
}

func (k link) id() op.InviteID { return op.InviteID(k.key.Public().(ed25519.PublicKey)) }

// maxLaptops bounds a run: as many as there are in a small community.
const maxLaptops = 8

// gather casts the run, and lets ada found the community.
func (r *run) gather() {
	for i := range r.temper.people {
		r.people = append(r.people, &person{name: names[i], account: r.dice.key()})
	}
	first := 1
	if r.dice.chance(10) {
		first = 0 // now and then the founder lies
	}
	for _, p := range some(r.dice, r.people[first:], r.temper.liars) {
		p.lies = true
		r.note("%s lies", p.name)
	}
	seed := r.dice.seed()
	r.nonce = [16]byte(seed[:])
	founder := r.newLaptop(r.people[0], "ada")
	r.found(founder)
}

func (r *run) found(l *laptop) {
	rules, err := charter.New("club", "Elm Street", l.person.id(), l.device())
	if err != nil {
		panic(err)
	}
	rules.Features = []string{charter.Core}
	if r.polling != nil {
		r.polling.writeRules(&rules)
	}
	body := &authority.GenesisBody{Nonce: r.nonce, Charter: rules, Account: l.person.id(), Name: l.person.name}
	body.Proof = op.Signature(ed25519.Sign(l.person.account, statement.FoundMessage(r.nonce, l.person.id(), l.device(), body.Sealing)))
	o, err := l.sign(op.Header{Kind: authority.KindGenesis, TimeMillis: l.clock()}, body)
	if err != nil {
		panic(err)
	}
	r.com, r.genesis = o.Community(), o
	r.note("%s founds the community: %s", l.name, r.christen(l, o))
	l.begin(o)
}

// begin takes the first op of a new replica in. A join waits there until the community itself arrives.
func (l *laptop) begin(first *op.Op) {
	var report community.Report
	if l.update(func(w *writing) error {
		report = community.Report{}
		w.written = append(w.written[:0], first)
		return w.engine.Ingest(w.tx, []*op.Op{first}, &report)
	}) {
		l.keepStored(nil, report.Stored)
	}
	if len(report.Refused) > 0 {
		l.run.fail("%s begins with an op that is refused: %w", l.name, report.Refused[0].Err)
	}
}

// invites creates an invite and hands its link around.
func (l *laptop) invites() {
	d := l.run.dice
	key := d.key()
	body := &authority.InviteBody{
		Key: op.InviteID(key.Public().(ed25519.PublicKey)), Uses: uint64(d.between(1, 6)),
		ExpiresMillis: l.clock() + int64(d.between(1, 400))*dayMillis, Auto: d.chance(80),
	}
	var id op.ID
	if l.update(func(w *writing) (err error) {
		id, err = w.act(draft{authority.KindInvite, body, nil})
		return err
	}) {
		l.run.links = append(l.run.links, link{id, key})
	}
}

// revokesInvite ends one of the invites.
func (l *laptop) revokesInvite() {
	if invite, ok := pick(l.run.dice, l.graph().Invites()); ok && !invite.Revoked {
		l.do(authority.KindRevoke, &authority.RevokeBody{Invite: invite.ID}, invite.ID)
	}
}

// somebodyJoins brings the next of the cast in by one of the links.
func (r *run) somebodyJoins() {
	k, ok := pick(r.dice, r.links)
	if !ok || len(r.laptops) >= maxLaptops {
		return
	}
	for _, p := range r.people {
		if p.joined == 0 && p != r.people[0] {
			r.joins(r.newLaptop(p, p.name), k)
			return
		}
	}
}

// joins writes a newcomer's first op.
func (r *run) joins(l *laptop, k link) {
	l.person.joined++
	o, err := l.sign(l.joinHeader(k), l.joinBody(k))
	if err != nil {
		panic(err)
	}
	r.note("%s joins by %s: %s", l.name, r.name(k.invite), r.christen(l, o))
	l.begin(o)
}

func (l *laptop) joinHeader(k link) op.Header {
	return op.Header{
		Community: l.run.com, Kind: authority.KindJoin, Deps: []op.ID{k.invite}, Auth: l.run.com.Genesis(), TimeMillis: l.clock(),
	}
}

func (l *laptop) joinBody(k link) *authority.JoinBody {
	body := &authority.JoinBody{Invite: k.invite, Key: k.id(), Account: l.person.id(), Name: l.person.name}
	message := statement.JoinMessage(l.run.com, body.Key, body.Account, l.device(), body.Sealing)
	body.InviteProof = op.Signature(ed25519.Sign(k.key, message))
	body.AccountProof = op.Signature(ed25519.Sign(l.person.account, message))
	return body
}

// joinsAgain gives a removed person new keys in the same replica.
func (l *laptop) joinsAgain() {
	k, ok := pick(l.run.dice, l.run.links)
	if !ok || l.twin || l.person.joined > 2 {
		return
	}
	for _, other := range l.run.laptops {
		if other != l && other.person == l.person {
			return // a person with two laptops goes on with neither: which one, the seed need not say
		}
	}
	l.run.saw("joined again")
	l.person.account, l.key, l.engine = l.run.dice.key(), l.run.dice.key(), nil
	l.name = fmt.Sprintf("%s%d", l.person.name, l.person.joined+1)
	l.run.joins(l, k)
}

// admits lets a newcomer in.
func (l *laptop) admits() {
	var newcomers []authority.Person
	for _, p := range l.graph().People() {
		if p.Newcomer {
			newcomers = append(newcomers, p)
		}
	}
	if p, ok := pick(l.run.dice, newcomers); ok {
		l.do(authority.KindAdmit, &authority.AdmitBody{Join: p.Join, Account: p.Account}, p.Join)
	}
}

// pairs gives its person a second laptop: certified by this one, or by the phrase.
func (l *laptop) pairs() {
	r := l.run
	if len(r.laptops) >= maxLaptops || l.person.account == nil {
		return
	}
	second := r.newLaptop(l.person, fmt.Sprintf("%s-%d", l.person.name, len(r.laptops)))
	body := second.certifyBody()
	if r.dice.chance(70) {
		r.note("%s is paired with %s", second.name, l.name)
		r.saw("paired")
		l.do(authority.KindCertify, body)
		return
	}
	message := statement.CertifyMessage(r.com, body.Account, body.Device, body.Sealing)
	body.Proof = op.Signature(ed25519.Sign(l.person.account, message))
	r.note("%s is made from the phrase, and a bundle of %s", second.name, l.name)
	r.saw("certified by phrase")
	second.take(r.lacking(l, second))
	if me := second.me(); !me.Join.IsZero() {
		second.do(authority.KindCertify, body, me.Join, me.Admission)
	}
}

func (l *laptop) certifyBody() *authority.CertifyBody {
	body := &authority.CertifyBody{Device: l.device(), Account: l.person.id(), Name: l.name}
	body.Consent = op.Signature(ed25519.Sign(l.key, statement.DeviceMessage(l.run.com, body.Account, body.Device, body.Sealing)))
	return body
}

// withdrawsDevice ends another laptop of its own person, with a cut.
func (l *laptop) withdrawsDevice() {
	var others []op.DeviceID
	for _, d := range l.me().Devices {
		if d.Device != l.device() && !d.Withdrawn {
			others = append(others, d.Device)
		}
	}
	device, ok := pick(l.run.dice, others)
	if !ok {
		return
	}
	l.run.saw("device withdrawn")
	cut := l.cutOf(device)
	l.do(authority.KindWithdraw, &authority.WithdrawBody{Device: device, Cut: cut}, cut)
}
