package community_test

// Polls in the situations of data/authority: an opening says who votes and what passing enacts; tellers receipt it, and say that it has passed.

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// situationPolls implements authority.Polls.
type situationPolls struct {
	t    rapid.TB
	cast *cast
}

func (p situationPolls) opened(poll op.ID) (opText, bool) {
	at := slices.IndexFunc(p.cast.Ops, func(o opText) bool { return o.Kind == "open" && padded(o.ID) == poll })
	if at < 0 {
		return opText{}, false
	}
	return p.cast.Ops[at], true
}

func (p situationPolls) Opening(poll op.ID) (authority.Opening, bool) {
	o, ok := p.opened(poll)
	if !ok {
		return authority.Opening{}, false
	}
	opening := authority.Opening{On: p.cast.commit(p.t, o.On)}
	if o.Enacts != nil {
		acts := o.Enacts.acts()
		opening.Enacts = &acts
	}
	return opening, true
}

func (p situationPolls) Voters(poll op.ID) []op.AccountID {
	o, _ := p.opened(poll)
	return eachOf[op.AccountID](o.Voters)
}

func (situationPolls) Passed(op.ID, op.ID) bool { return true }
func (situationPolls) MayRetire(op.ID) bool     { return true }
func (situationPolls) Enders(op.ID) []op.ID     { return nil }

func (situationPolls) Ends(_, _, _, _ op.ID) bool { return false }

func toyPollKinds() []kind.Kind {
	return []kind.Kind{
		{Name: "toy.open", Feature: authority.Core, NewBody: func() any { return new(toyPost) }, Keep: true},
		{
			Name: "toy.receipt", Feature: authority.Core, NewBody: func() any { return new(authority.PollReceipt) }, Keep: true,
			Names: func(body any) []op.ID { return []op.ID{body.(*authority.PollReceipt).Poll} },
		},
		{
			Name: "toy.passed", Feature: authority.Core, NewBody: func() any { return new(authority.PollSeal) }, Keep: true,
			Names: func(body any) []op.ID { return []op.ID{body.(*authority.PollSeal).Poll} },
		},
	}
}
