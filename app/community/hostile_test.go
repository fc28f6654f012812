package community_test

// A liar cannot keep tellers from agreeing by carrying what they agree on again and again.

import (
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestManyCarriersLeaveRoomForTheTellers(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	mallory := make([]*apptest.Laptop, op.MaxDeps)
	for i := range mallory {
		mallory[i] = s.Newcomer(ada, fmt.Sprintf("mallory-%d", i))
	}
	name := "Elm Street Two"
	d := s.Commit(ada)
	commit := d.Act(charter.Acts{Name: &name})
	content := d.Content
	for _, l := range mallory {
		l.Write(authority.KindCommit, &authority.CarrierBody{Content: content})
	}
	ada.At.Ask(func(g *authority.Graph) {
		cites := g.StepCites(authority.Duty{Base: s.Community().Genesis(), Candidate: commit}, authority.NoPast)
		if len(cites) > 4 {
			t.Errorf("a step cites %d acts for the commit %s, which one carrier shows valid", len(cites), commit.Short())
		}
	})
}
