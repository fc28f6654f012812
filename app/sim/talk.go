package sim

// Talk: posts, answers, changes of texts, moderation; what fills most of a community's history.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// pickOp draws a stored op of some kinds that the laptop holds, and that has a verdict: most are newer ones.
func (l *laptop) pickOp(has func(community.Meta) bool) (community.Meta, bool) {
	var metas []community.Meta
	for _, s := range l.ops() {
		if has(s.Meta) {
			metas = append(metas, s.Meta)
		}
	}
	if n := len(metas); n > 8 && l.run.dice.chance(70) {
		metas = metas[n-8:]
	}
	return pick(l.run.dice, metas)
}

func ofKind(names ...string) func(community.Meta) bool {
	return func(m community.Meta) bool {
		for _, name := range names {
			if m.Kind == name && m.Verdict == kind.Applied {
				return true
			}
		}
		return false
	}
}

func (l *laptop) words(what string) string {
	return fmt.Sprintf("%s %d by %s", what, l.run.step, l.name)
}

func (l *laptop) opensTopic() {
	l.do(proposal.KindTopic, &proposal.NewTopic{Title: l.words("topic"), Text: "What do you think?"})
}

func (l *laptop) setsProfile() {
	body := &proposal.SetProfile{Name: l.person.name, About: l.words("profile")}
	subject := proposal.ProfileSubject(l.person.id())
	l.view(func(v community.View) error {
		row, ok, err := v.Row(proposal.Profile{}.Table(), subject.String())
		if p, is := row.(proposal.Profile); ok && is {
			body.Replaces = p.Heads[:min(len(p.Heads), proposal.MaxReplaces)]
		}
		return err
	})
	l.do(proposal.KindProfile, body, body.Deps()...)
}

func (l *laptop) comments() {
	on, ok := l.pickOp(ofKind(proposal.KindTopic, proposal.KindPublish, proposal.KindAmend))
	if !ok {
		l.opensTopic()
		return
	}
	body := &proposal.AddComment{On: on.ID, Text: l.words("comment")}
	if parent, ok := l.pickOp(ofKind(proposal.KindComment)); ok && parent.Subject == on.Subject {
		body.Parent = parent.ID
	}
	l.do(proposal.KindComment, body, body.Deps()...)
}

func (l *laptop) publishes() {
	body := &proposal.Publish{Title: l.words("proposal"), Text: "Let us.", Track: "everyday"}
	if topic, ok := l.pickOp(ofKind(proposal.KindTopic)); ok && l.run.dice.chance(50) {
		body.Topic = topic.ID
	}
	l.do(proposal.KindPublish, body, body.Deps()...)
}

// worksOnText amends, decides, revises or agrees.
func (l *laptop) worksOnText() {
	p, ok := l.pickOp(ofKind(proposal.KindPublish))
	if !ok {
		l.publishes()
		return
	}
	l.run.dice.choose(
		choice{30, func() { l.amends(p) }},
		choice{30, func() { l.decides() }},
		choice{30, func() { l.revises() }},
		choice{20, func() { l.agrees() }},
		choice{10, func() { l.endsAgreement() }},
	)
}

func (l *laptop) amends(p community.Meta) {
	body := &proposal.ProposeAmendment{Proposal: p.ID, Revision: p.ID, Title: l.words("amended"), Text: "Let us not."}
	l.do(proposal.KindAmend, body, body.Deps()...)
}

func (l *laptop) decides() {
	amendment, ok := l.pickOp(func(m community.Meta) bool {
		proposed, known := l.meta(m.Subject)
		return ofKind(proposal.KindAmend)(m) && known && l.wrote(proposed)
	})
	if !ok {
		return
	}
	body := &proposal.Decide{Amendment: amendment.ID, Accept: l.run.dice.chance(50)}
	l.view(func(v community.View) error {
		row, ok, err := v.Row(proposal.Amendment{}.Table(), amendment.ID.String())
		if a, is := row.(proposal.Amendment); ok && is {
			body.Replaces = a.Decisions[:min(len(a.Decisions), proposal.MaxReplaces)]
		}
		return err
	})
	l.do(proposal.KindDecide, body, body.Deps()...)
}

func (l *laptop) revises() {
	p, ok := l.pickOp(func(m community.Meta) bool { return ofKind(proposal.KindPublish)(m) && l.wrote(m) })
	if !ok {
		return
	}
	body := &proposal.Revise{Proposal: p.ID, Title: l.words("revised"), Text: "Let us, soon."}
	l.view(func(v community.View) error {
		row, ok, err := v.Row(proposal.Proposal{}.Table(), p.ID.String())
		if row, is := row.(proposal.Proposal); ok && is {
			body.Replaces = row.Heads[:min(len(row.Heads), proposal.MaxReplaces)]
		}
		return err
	})
	if amendment, ok := l.pickOp(ofKind(proposal.KindAmend)); ok && amendment.Subject == p.ID {
		body.Amendment = amendment.ID
	}
	l.do(proposal.KindRevise, body, body.Deps()...)
}

func (l *laptop) agrees() {
	if comment, ok := l.pickOp(ofKind(proposal.KindComment)); ok {
		body := &proposal.Agree{Of: comment.ID}
		l.do(proposal.KindAgree, body, body.Deps()...)
	}
}

func (l *laptop) endsAgreement() {
	agreement, ok := l.pickOp(func(m community.Meta) bool { return ofKind(proposal.KindAgree)(m) && l.wrote(m) })
	if ok {
		body := &proposal.EndAgreement{Of: agreement.ID}
		l.do(proposal.KindEndAgreement, body, body.Deps()...)
	}
}

// wrote reports whether this laptop's person wrote an op, with any of the devices.
func (l *laptop) wrote(m community.Meta) bool {
	if l.engine == nil {
		return false
	}
	record, ok := l.engine.Device(m.Device)
	return ok && record.Account == l.person.id()
}

func (l *laptop) withdrawsPost() {
	post, ok := l.pickOp(func(m community.Meta) bool { return proposal.IsPost(m.Kind) && l.wrote(m) && m.Verdict == kind.Applied })
	if ok {
		body := &proposal.Withdraw{Of: post.ID}
		l.do(proposal.KindWithdraw, body, body.Deps()...)
	}
}

// moderates hides or shows a post, or mutes or unmutes somebody.
func (l *laptop) moderates() {
	l.run.dice.choose(
		choice{40, l.hides},
		choice{30, l.shows},
		choice{15, l.mutes},
		choice{15, l.unmutes},
	)
}

func (l *laptop) hides() {
	post, ok := l.pickOp(func(m community.Meta) bool { return proposal.IsPost(m.Kind) })
	if ok {
		l.run.saw("hide")
		body := &proposal.Hide{Of: post.ID, Reason: l.words("hidden"), Drop: l.run.dice.chance(20)}
		l.do(proposal.KindHide, body, body.Deps()...)
	}
}

func (l *laptop) shows() {
	if hide, ok := l.pickOp(ofKind(proposal.KindHide)); ok {
		l.run.saw("show")
		body := &proposal.Show{Of: hide.ID}
		l.do(proposal.KindShow, body, body.Deps()...)
	}
}

func (l *laptop) mutes() {
	if account, ok := pick(l.run.dice, l.members()); ok {
		l.do(proposal.KindMute, &proposal.Mute{Account: account})
	}
}

func (l *laptop) unmutes() {
	if mute, ok := l.pickOp(ofKind(proposal.KindMute)); ok {
		body := &proposal.Unmute{Of: mute.ID}
		l.do(proposal.KindUnmute, body, body.Deps()...)
	}
}

// approves puts an act that a cut has set aside in force again.
func (l *laptop) approves() {
	cut, ok := l.pickOp(func(m community.Meta) bool { return m.Verdict == kind.Cut })
	if !ok {
		return
	}
	l.run.saw("approve")
	l.update(func(w *writing) error {
		past, err := w.engine.PastOfTip(w.tx, l.device())
		if err != nil {
			return err
		}
		record, _ := w.engine.Device(cut.Device)
		cites := w.engine.Authority().ApprovalCites(cut.Device, record.Account, past)
		deps := append(cites[:min(len(cites), openingRoom)], cut.ID)
		_, err = w.act(draft{authority.KindApprove, &authority.ApproveBody{Of: cut.ID}, deps})
		return err
	})
}

// saysUnknown writes an op of a kind that a later version will know.
func (l *laptop) saysUnknown() {
	l.update(func(w *writing) error {
		_, err := w.write(draft{"later.kind", &proposal.Agree{Of: l.run.com.Genesis()}, []op.ID{l.run.com.Genesis()}})
		return err
	})
}
