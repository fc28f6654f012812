package view

// Barred: what somebody may do in a community by being a member, let in or not, or removed. What they may not is not offered to them, and why is said.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
)

// Barred is what is closed to this person. A member's is zero.
type Barred struct {
	// NoProposals says that they open no vote, propose no text and agree with nobody, Silent that they write nothing at all.
	NoProposals, Silent bool
	// Why says it in a sentence, with what would change it; "" for members.
	Why string
}

// LoadBarred reads this person's.
func LoadBarred(ctx context.Context, c *app.Community, w Words) (Barred, error) {
	people, err := c.People(ctx)
	if err != nil {
		return Barred{}, err
	}
	state := StateJoined
	if i := slices.IndexFunc(people, func(p authority.Person) bool { return p.Account == c.Account() }); i >= 0 {
		state = stateOf(people[i])
	}
	return w.barred(state), nil
}

func (w Words) barred(state string) Barred {
	if state == StateMember {
		return Barred{}
	}
	return Barred{NoProposals: true, Silent: state != StateNewcomer, Why: w.Say.T("place."+state, nil)}
}

// BarredOf is that of whoever asks for these people.
func (w Words) BarredOf(p *People) Barred {
	me, known := p.Find(p.me)
	if !known {
		me.State = StateJoined
	}
	return w.barred(me.State)
}
