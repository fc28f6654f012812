package sample

// Acts: what members do, one function each: joining, talking, proposing, voting, giving their vote away.

import (
	"crypto/ed25519"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/statement"
)

// found writes the genesis.
func (h *hall) found(by *person, nonce [16]byte, rules charter.Charter) {
	body := &authority.GenesisBody{Nonce: nonce, Charter: rules, Account: by.account, Name: by.name, Sealing: by.sealing}
	body.Proof = op.Signature(ed25519.Sign(by.accountKey, statement.FoundMessage(nonce, by.account, by.device, by.sealing)))
	raw, err := op.Encode(body)
	if err != nil {
		h.fail(err)
		return
	}
	o, err := op.New(op.Header{Kind: authority.KindGenesis, TimeMillis: h.nowMillis}, raw, by.deviceKey)
	if err != nil {
		h.fail(err)
		return
	}
	h.fail(h.begin(o.Community()))
	h.take(o)
	h.ops, by.join = append(h.ops, o), o.ID
}

// invitation is an invite with the key that its link holds.
type invitation struct {
	id  op.ID
	key ed25519.PrivateKey
}

func (h *hall) invite(by *person, key ed25519.PrivateKey, b authority.InviteBody) invitation {
	b.Key = op.InviteID(key.Public().(ed25519.PublicKey))
	return invitation{h.write(by, authority.KindInvite, &b), key}
}

// joins asks to be let in.
func (h *hall) joins(p *person, by invitation) {
	if h.failed != nil {
		return
	}
	body := &authority.JoinBody{
		Invite: by.id, Key: op.InviteID(by.key.Public().(ed25519.PublicKey)), Account: p.account, Name: p.name, Sealing: p.sealing,
	}
	message := statement.JoinMessage(h.com, body.Key, p.account, p.device, p.sealing)
	body.InviteProof = op.Signature(ed25519.Sign(by.key, message))
	body.AccountProof = op.Signature(ed25519.Sign(p.accountKey, message))
	raw, err := op.Encode(body)
	if err != nil {
		h.fail(err)
		return
	}
	header := op.Header{
		Community: h.com, Kind: authority.KindJoin, Deps: []op.ID{by.id}, Auth: h.com.Genesis(), TimeMillis: h.nowMillis,
	}
	o, err := op.New(header, raw, p.deviceKey)
	if err != nil {
		h.fail(err)
		return
	}
	h.take(o)
	h.ops, p.join = append(h.ops, o), o.ID
}

func (h *hall) admit(by, whom *person) {
	h.write(by, authority.KindAdmit, &authority.AdmitBody{Join: whom.join, Account: whom.account}, whom.join)
}

// propose puts a change before the council, with the signature of whoever proposes it.
func (h *hall) propose(by *person, acts charter.Acts) op.ID {
	content, id := h.content(acts)
	if h.failed != nil {
		return op.ID{}
	}
	h.write(by, authority.KindPropose, &authority.ProposeBody{Content: content})
	h.write(by, authority.KindSign, &authority.SignBody{Commit: id, Signature: by.signs(id)})
	return id
}

func (h *hall) content(acts charter.Acts) (authority.Content, op.ID) {
	if h.failed != nil {
		return authority.Content{}, op.ID{}
	}
	content := authority.Content{
		Version: 1, Community: h.com, Type: authority.ByCouncil, Parent: h.engine.Authority().Now().Head(), Acts: acts, TimeMillis: h.nowMillis,
	}
	id, err := content.ID()
	h.fail(err)
	return content, id
}

func (p *person) signs(commit op.ID) op.Signature {
	return op.Signature(ed25519.Sign(p.deviceKey, statement.CommitMessage(commit)))
}

// decides changes the charter by the signatures of these stewards, the first of whom carries it.
func (h *hall) decides(acts charter.Acts, stewards ...*person) {
	content, id := h.content(acts)
	if h.failed != nil {
		return
	}
	body := &authority.CarrierBody{Content: content}
	for _, s := range stewards {
		h.write(s, authority.KindSign, &authority.SignBody{Commit: id, Signature: s.signs(id)})
		body.Signatures = append(body.Signatures, authority.Signed{Device: s.device, Signature: s.signs(id)})
	}
	slices.SortFunc(body.Signatures, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	h.write(stewards[0], authority.KindCommit, body, h.engine.Authority().CertificatesOf(body.Signatures)...)
}

// topic begins talk.
func (h *hall) topic(by *person, title, text string) op.ID {
	return h.write(by, proposal.KindTopic, &proposal.NewTopic{Title: title, Text: text})
}

// publish makes a proposal.
func (h *hall) publish(by *person, track, title, text string) op.ID {
	return h.write(by, proposal.KindPublish, &proposal.Publish{Title: title, Text: text, Track: track})
}

// amends offers another text for a proposal.
func (h *hall) amends(by *person, of, revision op.ID, title, text, note string) op.ID {
	b := &proposal.ProposeAmendment{Proposal: of, Revision: revision, Title: title, Text: text, Note: note}
	return h.write(by, proposal.KindAmend, b, b.Deps()...)
}

// revises gives a proposal a new text, that of an amendment where one is named.
func (h *hall) revises(by *person, of, replaces, amendment op.ID, title, text, note string) op.ID {
	if !amendment.IsZero() {
		d := &proposal.Decide{Amendment: amendment, Accept: true}
		h.write(by, proposal.KindDecide, d, d.Deps()...)
	}
	b := &proposal.Revise{Proposal: of, Replaces: []op.ID{replaces}, Title: title, Text: text, Note: note, Amendment: amendment}
	return h.write(by, proposal.KindRevise, b, b.Deps()...)
}

// says comments; answers answers a comment.
func (h *hall) says(by *person, on op.ID, text string, mentions ...*person) op.ID {
	return h.answers(by, on, op.ID{}, text, mentions...)
}

func (h *hall) answers(by *person, on, parent op.ID, text string, mentions ...*person) op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	b := &proposal.AddComment{On: on, Parent: parent, Text: text}
	for _, p := range mentions {
		b.Mentions = append(b.Mentions, p.account)
	}
	slices.SortFunc(b.Mentions, op.AccountID.Compare)
	return h.write(by, proposal.KindComment, b, append(b.Deps(), h.engine.SealsOf(on)...)...)
}

// agreed says that some agree with a comment.
func (h *hall) agreed(with op.ID, people ...*person) {
	for _, p := range people {
		h.write(p, proposal.KindAgree, &proposal.Agree{Of: with}, with)
	}
}

// gives gives somebody's vote to others.
func (h *hall) gives(from *person, track string, untilMillis int64, to ...*person) op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	b := &delegation.Set{Track: track, UntilMillis: untilMillis}
	var deps []op.ID
	for _, p := range to {
		b.To = append(b.To, p.account)
		known, _ := h.engine.Authority().Person(p.account)
		deps = append(deps, known.Admission)
	}
	return h.write(from, delegation.KindSet, b, deps...)
}

// opens opens a poll on what is settled, with the voters that the tellers' receipts show.
func (h *hall) opens(by *person, o poll.Open) op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	g := h.engine.Authority()
	o.On = g.Now().Settled
	h.fail(o.Complete())
	past, err := h.engine.PastOfTip(h.tx, by.device)
	h.fail(err)
	if h.failed != nil {
		return op.ID{}
	}
	cites := g.SettlingCites(o.On, past)
	h.fail(h.engine.Elect(&o, slices.Concat(cites, g.Relies(by.device, by.account, past)), past, h.nowMillis))
	id := h.write(by, poll.KindOpen, &o, append(o.Deps(), cites...)...)
	if h.failed == nil {
		h.openings[id] = &o
	}
	return id
}

// votes casts what somebody would type, in place of the ballot before.
func (h *hall) votes(by *person, in op.ID, typed, reason string) op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	open := h.openings[in]
	if open == nil {
		h.fail(fmt.Errorf("%s votes in what is no poll", by.name))
		return op.ID{}
	}
	ballot, err := poll.Parse(open, typed)
	if err != nil {
		h.fail(fmt.Errorf("%s votes %q in %q: %w", by.name, typed, open.Title, err))
		return op.ID{}
	}
	of := ballotOf{in, by.account}
	cast := &poll.Cast{Poll: in, Replaces: h.ballots[of], Reason: reason}
	if cast.Choice, err = poll.Encode(open, ballot); err != nil {
		h.fail(err)
		return op.ID{}
	}
	h.ballots[of] = h.write(by, poll.KindCast, cast, cast.Deps()...)
	return h.ballots[of]
}

// introduces says a line about somebody.
func (h *hall) introduces(p *person, about string) {
	b := &proposal.SetProfile{Name: p.name, About: about}
	h.write(p, proposal.KindProfile, b, b.Deps()...)
}

// plans says who does what was decided: the one who says it, with one milestone. Where it has not passed there is nothing to do: in a crowd a third
// of the voters is more.
func (h *hall) plans(by *person, decided op.ID, milestone string, dueMillis int64) op.ID {
	if h.failed != nil || len(h.engine.Adopting(decided)) == 0 {
		return op.ID{}
	}
	b := &followup.Set{Poll: decided, Owner: by.account, Milestones: []followup.Milestone{{Text: milestone, DueMillis: dueMillis}}, Replaces: []op.ID{}}
	return h.write(by, followup.KindSet, b, append([]op.ID{decided}, h.engine.Adopting(decided)...)...)
}

// isDone says that it is done.
func (h *hall) isDone(by *person, decided, plan op.ID) {
	if plan.IsZero() {
		return
	}
	b := &followup.Mark{Poll: decided, Set: plan, As: followup.Done, Replaces: []op.ID{}}
	h.write(by, followup.KindMark, b, decided, plan)
}
