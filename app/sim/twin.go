package sim

// Twins: the most able liar is one that follows the rules twice. Two laptops with one key each keep an honest log, and each other's a secret;
// where they meet the same person their ops contradict each other. It is also what a restored disk image would do, if it were not noticed.

import (
	"bytes"
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// splits makes a second laptop with the same key, once.
func (l *laptop) splits() {
	r := l.run
	if l.twin || l.engineForked() {
		return
	}
	other := &laptop{
		run: r, name: l.name + "~", person: l.person, key: l.key, memory: apptest.NewMemory(),
		hidden: make(map[op.ID]bool), own: make(map[op.ID]bool), twin: true,
	}
	other.drawClock()
	l.twin = true
	r.laptops = append(r.laptops, other)
	r.note("%s splits in two", l.name)
	r.saw("twins")
	var ops []*op.Op
	for _, s := range l.ops() {
		ops = append(ops, s.Op)
		other.own[s.ID] = s.Device == l.device()
	}
	if err := other.open(); err != nil {
		r.fail("%w", err)
		return
	}
	if err := other.memory.Update(context.Background(), func(tx community.Tx) error {
		return other.engine.Ingest(tx, ops, &community.Report{})
	}); err != nil {
		r.fail("copying a replica: %w", err)
	}
	for side, one := range []*laptop{l, other} {
		r.side[one] = side
	}
}

// withoutSibling leaves out what somebody else wrote with its own key: a liar does not let itself be confused.
func (l *laptop) withoutSibling(ops []*op.Op) []*op.Op {
	return slices.DeleteFunc(slices.Clone(ops), func(o *op.Op) bool { return o.Header.Device == l.device() && !l.own[o.ID] })
}

// contradictsAsTeller says something else in place of a step that it has said: another value, or another view.
func (l *laptop) contradictsAsTeller() {
	var steps []*op.Op
	for _, o := range l.ownOps() {
		if _, is := l.stepOf(o); is {
			steps = append(steps, o)
		}
	}
	said, ok := pick(l.run.dice, steps)
	if !ok {
		return
	}
	body, _ := l.stepOf(said)
	other := l.drawOther(body)
	step := said.Header.Kind
	if l.run.dice.chance(30) {
		step = authority.KindOfStep(agreement.Seal)
	}
	h := said.Header
	h.Kind = step
	h.Deps = ascending(said.Header.Deps, l.stepCites(body.Base))
	l.forge("contradicts as teller", h, &other)
}

func (l *laptop) stepOf(o *op.Op) (authority.AgreementBody, bool) {
	if !slices.ContainsFunc([]agreement.Step{agreement.Propose, agreement.Endorse, agreement.Seal}, func(s agreement.Step) bool {
		return authority.KindOfStep(s) == o.Header.Kind
	}) {
		return authority.AgreementBody{}, false
	}
	var body authority.AgreementBody
	return body, op.Decode(o.Body, &body) == nil
}

// drawOther is the same step about another commit on the base, where the laptop knows one.
func (l *laptop) drawOther(body authority.AgreementBody) authority.AgreementBody {
	var others []op.ID
	for _, p := range l.proposed() {
		if p.Carried && p.Content.Parent == body.Base && p.ID != body.Value {
			others = append(others, p.ID)
		}
	}
	if other, ok := pick(l.run.dice, others); ok {
		body.Value = other
	}
	return body
}

// usurps uses devices that it certified, for itself or for others, where that matters: a first op of such a device.
func (l *laptop) usurps() {
	puppet, ok := pick(l.run.dice, l.puppets)
	if !ok {
		return
	}
	certificate, ok := l.certificateOf(puppet.device())
	if !ok {
		return
	}
	d := l.drawDraft()
	h := op.Header{
		Kind: d.kind, Auth: l.someCommit(), Deps: ascending(d.deps, []op.ID{certificate}),
	}
	puppet.forge("usurps", h, d.body)
}

func (l *laptop) certificateOf(device op.DeviceID) (op.ID, bool) {
	for _, o := range l.ownOps() {
		var body authority.CertifyBody
		if o.Header.Kind == authority.KindCertify && op.Decode(o.Body, &body) == nil && body.Device == device {
			return o.ID, true
		}
	}
	return op.ID{}, false
}

// sendsRubbish sends what has to be refused for its form, its signature or its place.
func (l *laptop) sendsRubbish() {
	o, ok := pick(l.run.dice, l.ownOps())
	if !ok {
		return
	}
	d := l.draftPost()
	h := l.after(o, d, l.someCommit())
	l.run.dice.choose(
		choice{1, func() { h.Seq += 2 }},
		choice{1, func() { h.Prev, h.Seq = l.run.com.Genesis(), 1 }},
		choice{1, func() { h.Deps = ascending([]op.ID{op.ID(l.run.dice.seed())}) }},
		choice{1, func() { h.Auth = op.ID(l.run.dice.seed()) }},
		choice{1, func() { d.body = &authority.ApproveBody{Of: o.ID} }},
		choice{1, func() { h.Kind = authority.KindAdmit }},
		choice{1, func() { l.replaysJoin(); h.Kind = "" }},
		choice{1, func() { l.sendsBadSignature(o); h.Kind = "" }},
		choice{1, func() { l.run.saw("bare body"); l.whisper(o.WithoutBody()); h.Kind = "" }},
	)
	if h.Kind != "" {
		l.forge("sends rubbish", h, d.body)
	}
}

// replaysJoin takes somebody's join for a device of its own.
func (l *laptop) replaysJoin() {
	join, ok := l.pickOp(anyOf(authority.KindJoin))
	if !ok {
		return
	}
	n, _ := l.graph().Node(join.ID)
	thief := &laptop{run: l.run, name: l.name + " thief", person: l.person, key: l.run.dice.key()}
	ops := l.ops()
	h := ops[slices.IndexFunc(ops, func(s community.Stored) bool { return s.ID == join.ID })].Op.Header
	h.Deps = ascending(h.Deps)
	thief.forge("replays a join", h, n.Body)
}

// sendsBadSignature sends somebody's op under a signature that does not hold.
func (l *laptop) sendsBadSignature(o *op.Op) {
	bad := *o
	bad.Signature = op.Signature(bytes.Repeat([]byte{byte(l.run.step)}, op.SignatureSize))
	l.run.saw("bad signature")
	l.whisper(&bad)
}
