package sim

// Drafts: acts of all kinds for those who do not ask whether they may.

import (
	"crypto/ed25519"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func anyOf(names ...string) func(community.Meta) bool {
	return func(m community.Meta) bool {
		for _, name := range names {
			if m.Kind == name {
				return true
			}
		}
		return false
	}
}

func (l *laptop) draftPost() draft {
	if topic, ok := l.pickOp(anyOf(proposal.KindTopic, proposal.KindPublish)); ok && l.run.dice.chance(70) {
		return draft{proposal.KindComment, &proposal.AddComment{On: topic.ID, Text: l.words("comment")}, []op.ID{topic.ID}}
	}
	return draft{proposal.KindTopic, &proposal.NewTopic{Title: l.words("topic"), Text: "Listen."}, nil}
}

func (l *laptop) draftModeration() draft {
	if hide, ok := l.pickOp(anyOf(proposal.KindHide)); ok && l.run.dice.chance(40) {
		return draft{proposal.KindShow, &proposal.Show{Of: hide.ID}, []op.ID{hide.ID}}
	}
	if post, ok := l.pickOp(func(m community.Meta) bool { return proposal.IsPost(m.Kind) }); ok {
		return draft{proposal.KindHide, &proposal.Hide{Of: post.ID, Drop: l.run.dice.chance(30)}, []op.ID{post.ID}}
	}
	return draft{}
}

// draftAdmission admits by a join, now and then for another account than the one that joined.
func (l *laptop) draftAdmission() draft {
	join, ok := l.pickOp(anyOf(authority.KindJoin))
	if !ok {
		return draft{}
	}
	n, ok := l.graph().Node(join.ID)
	if !ok {
		return draft{}
	}
	account := n.Account
	if l.run.dice.chance(20) {
		account = l.person.id()
	}
	return draft{authority.KindAdmit, &authority.AdmitBody{Join: join.ID, Account: account}, []op.ID{join.ID}}
}

// draftInvite makes an invite, which some other liar may join by.
func (l *laptop) draftInvite() draft {
	key := l.run.dice.key()
	return draft{authority.KindInvite, &authority.InviteBody{
		Key: op.InviteID(key.Public().(ed25519.PublicKey)), Uses: 5, ExpiresMillis: l.clock() + 400*dayMillis, Auto: true,
	}, nil}
}

func (l *laptop) draftApproval() draft {
	if any, ok := l.pickOp(func(m community.Meta) bool { return m.Kind != authority.KindGenesis }); ok {
		return draft{authority.KindApprove, &authority.ApproveBody{Of: any.ID}, []op.ID{any.ID}}
	}
	return draft{}
}

// draftWithdrawal ends a device, of whomever.
func (l *laptop) draftWithdrawal() draft {
	any, ok := l.pickOp(func(community.Meta) bool { return true })
	if !ok {
		return draft{}
	}
	body := &authority.WithdrawBody{Device: any.Device, Cut: l.cutOf(any.Device)}
	return draft{authority.KindWithdraw, body, ascending([]op.ID{body.Cut})}
}

// draftCertificate certifies a device of its own for its account, or for somebody else's.
func (l *laptop) draftCertificate() draft {
	r := l.run
	puppet := &laptop{run: r, name: l.name + " puppet", person: l.person, key: r.dice.key()}
	l.puppets = append(l.puppets, puppet)
	if victim, ok := pick(r.dice, r.people); ok && r.dice.chance(50) {
		puppet.person = victim
	}
	return draft{authority.KindCertify, puppet.certifyBody(), nil}
}

// draftVote opens a poll on whatever commit, or casts a ballot in whatever poll.
func (l *laptop) draftVote() draft {
	if opening, ok := l.pickOp(anyOf(poll.KindOpen)); ok && l.run.dice.chance(70) {
		body := l.draftBallot(opening)
		return draft{poll.KindCast, body, body.Deps()}
	}
	return draft{poll.KindOpen, l.draftOpening(l.someCommit(), l.clock()), nil}
}

// draftStep says something in the agreement on what follows some commit.
func (l *laptop) draftStep() draft {
	base := l.someCommit()
	step := agreement.Step(l.run.dice.between(int(agreement.Propose), int(agreement.Turn)))
	body := &authority.AgreementBody{Base: base, View: uint32(l.run.dice.IntN(3))}
	var values []op.ID
	for _, p := range l.proposed() {
		if p.Carried && p.Content.Parent == base {
			values = append(values, p.ID)
		}
	}
	value, ok := pick(l.run.dice, values)
	if step != agreement.Turn {
		if !ok {
			return draft{}
		}
		body.Value = value
	}
	return draft{authority.KindOfStep(step), body, l.stepCites(base)}
}

// stepCites is what a step on a base has to cite, of a log that has seen nothing yet.
func (l *laptop) stepCites(base op.ID) (cites []op.ID) {
	l.ask(func(g *authority.Graph) {
		if g.Knows(base) {
			cites = g.StepCites(authority.Duty{Base: base}, authority.NoPast)
		}
	})
	return cites[:min(len(cites), op.MaxDeps-4)]
}
