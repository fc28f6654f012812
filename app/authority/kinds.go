package authority

// The kinds of authority, declared once each. They are held in memory, for everybody's rights rest on them; but for proposals of commits and
// single signatures, which count when they are carried, and until then are for faces alone.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Core is the feature that every charter has in force.
const Core = "core"

// The kinds' names.
const (
	KindGenesis  = "community.genesis"
	KindPropose  = "authority.propose"
	KindSign     = "authority.sign"
	KindCommit   = "authority.commit"
	KindInvite   = "invite.create"
	KindRevoke   = "invite.revoke"
	KindJoin     = "member.join"
	KindAdmit    = "member.admit"
	KindCertify  = "device.certify"
	KindWithdraw = "device.withdraw"
	KindApprove  = "act.approve"
)

// steps maps the kinds of the tellers' agreement on commits to its steps.
var steps = map[string]agreement.Step{
	"agreement.propose": agreement.Propose,
	"agreement.endorse": agreement.Endorse,
	"agreement.seal":    agreement.Seal,
	"agreement.turn":    agreement.Turn,
}

// KindOfStep is the kind of op that says an agreement's step.
func KindOfStep(s agreement.Step) string { return "agreement." + s.String() }

// Kinds declares the kinds of authority.
func Kinds() []kind.Kind {
	kinds := []kind.Kind{
		declare(KindGenesis, (*GenesisBody).check, nil, nil),
		declare(KindPropose, checkPropose, func(b *ProposeBody) []op.ID { return b.Content.cited() }, nil),
		declare(KindSign, func(b *SignBody, _ *op.Header) error { return need("a commit", b.Commit) }, nil, nil),
		declare(KindCommit, (*CarrierBody).check, func(b *CarrierBody) []op.ID { return b.Content.cited() }, nil),
		declare(KindInvite, (*InviteBody).check, nil, kind.NeedAdmitter),
		declare(KindRevoke, func(b *RevokeBody, _ *op.Header) error { return need("an invite", b.Invite) },
			func(b *RevokeBody) []op.ID { return []op.ID{b.Invite} }, kind.NeedAdmitter),
		declare(KindJoin, (*JoinBody).check, func(b *JoinBody) []op.ID { return []op.ID{b.Invite} }, kind.NeedWriter),
		declare(KindAdmit, checkAdmit, (*AdmitBody).names, kind.NeedAdmitter),
		declare(KindCertify, (*CertifyBody).check, nil, ownDevice),
		declare(KindWithdraw, nil, (*WithdrawBody).names, ownWithdrawal),
		declare(KindApprove, func(b *ApproveBody, _ *op.Header) error { return need("an act", b.Of) },
			func(b *ApproveBody) []op.ID { return []op.ID{b.Of} }, kind.NeedSteward),
	}
	for step := agreement.Propose; step <= agreement.Turn; step++ {
		kinds = append(kinds, agreementKind(KindOfStep(step), step))
	}
	return withTraits(append(kinds, relayKinds()...))
}

// withTraits fills in what the compiler cannot derive from a body: which commits it relies on, and which acts are acts of an office.
func withTraits(kinds []kind.Kind) []kind.Kind {
	offices := map[string]bool{KindAdmit: true, KindInvite: true, KindRevoke: true, KindApprove: true, KindRelay: true, KindRelayRevoke: true}
	for i := range kinds {
		k := &kinds[i]
		k.Office = offices[k.Name]
		switch k.Name {
		case KindPropose:
			k.Subject = func(_ kind.World, e *kind.Entry) op.ID { return e.Body.(*ProposeBody).Content.Parent }
			k.Chain, k.Keep = false, true
		case KindSign:
			k.Subject = func(_ kind.World, e *kind.Entry) op.ID { return e.Body.(*SignBody).Commit }
			k.Chain, k.Keep = false, true
		case KindCommit:
			k.Commits = func(body any) []op.ID { return []op.ID{body.(*CarrierBody).Content.Parent} }
		}
	}
	return kinds
}

func declare[B any](name string, check func(*B, *op.Header) error, names func(*B) []op.ID,
	rights func(kind.World, *kind.Entry) error,
) kind.Kind {
	k := kind.Kind{Name: name, Feature: Core, Chain: true, Rights: rights, NewBody: func() any { return new(B) }}
	if check != nil {
		k.Check = func(h *op.Header, body any) error { return check(body.(*B), h) }
	}
	if names != nil {
		k.Names = func(body any) []op.ID { return names(body.(*B)) }
	}
	return k
}

func agreementKind(name string, step agreement.Step) kind.Kind {
	k := declare(name, func(b *AgreementBody, _ *op.Header) error {
		if b.Base.IsZero() || b.Value.IsZero() != (step == agreement.Turn) || b.View > agreement.MaxView {
			return fmt.Errorf("a %s of %s on %s in view %d", step, b.Value, b.Base, b.View)
		}
		return nil
	}, nil, nil)
	k.Tells = true
	k.Commits = func(body any) []op.ID {
		b := body.(*AgreementBody)
		if b.Value.IsZero() {
			return []op.ID{b.Base}
		}
		return []op.ID{b.Base, b.Value}
	}
	return k
}

func checkPropose(b *ProposeBody, h *op.Header) error { return b.Content.check(h.Community) }

func checkAdmit(b *AdmitBody, _ *op.Header) error { return need("a join", b.Join) }

func need(what string, id op.ID) error {
	if id.IsZero() {
		return fmt.Errorf("it does not name %s", what)
	}
	return nil
}

// names is empty in situations of tests alone, where nobody joined.
func (b *AdmitBody) names() []op.ID {
	if b.Join.IsZero() {
		return nil
	}
	return []op.ID{b.Join}
}

func (b *WithdrawBody) names() []op.ID {
	if b.Cut.IsZero() {
		return nil
	}
	return []op.ID{b.Cut}
}

func ownDevice(w kind.World, e *kind.Entry) error {
	if e.Body.(*CertifyBody).Account != e.Author.Account {
		return fmt.Errorf("%w: a device can be certified by its own account only", kind.ErrNoRight)
	}
	return kind.NeedWriter(w, e)
}

// ownWithdrawal leaves the question whose device it is to the graph, which alone knows.
func ownWithdrawal(w kind.World, e *kind.Entry) error { return kind.NeedWriter(w, e) }
