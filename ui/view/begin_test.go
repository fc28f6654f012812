package view

import (
	"strings"
	"testing"
)

func TestEmptyListsOfferOneThing(t *testing.T) {
	w := evening(t)
	for _, s := range allSections {
		e := w.Empty(s)
		if e.Title == "" || strings.Contains(e.Title+e.Text+e.Act, "⟦") || (e.Act == "") != (e.Command == "") {
			t.Errorf("%s: %+v", s, e)
		}
	}
	if e := w.Empty(SectionDecisions); e.Title != "Nothing to decide yet" || e.Act != "Write the first proposal" {
		t.Errorf("%+v", e)
	}
}

func TestWhatANewCommunityStillNeeds(t *testing.T) {
	w := evening(t)
	rows := w.SoFar(Status{Members: 1, FounderMode: true}, 0)
	if len(rows) != 3 || !rows[0].Done || rows[1].Done || rows[2].Done || rows[0].Sub != "One steward: you (founder mode)" {
		t.Errorf("%+v", rows)
	}
	if rows := w.SoFar(Status{Members: 2}, 1); rows != nil {
		t.Errorf("it needs nothing: %+v", rows)
	}
}

func TestWhomANewcomerWaitsFor(t *testing.T) {
	w := evening(t)
	people := peopleNamed("Zoë", "Kofi Mensah", "Ada Okonkwo", "Rosa")
	people.list[0].State = StateNewcomer
	people.list[1].Roles, people.list[2].Roles = []string{RoleAdmitter}, []string{RoleSteward}
	b := w.waitingForAdmission(Status{My: StateNewcomer}, people)
	if b == nil || b.Title != "Waiting for Kofi Mensah or Ada Okonkwo" {
		t.Errorf("%+v", b)
	}
	if b := w.waitingForAdmission(Status{My: StateMember}, people); b != nil {
		t.Errorf("a member waits for nobody: %+v", b)
	}
	if got := w.oneOf([]string{"A", "B", "C"}); got != "A, B or C" {
		t.Error(got)
	}
	if r := w.phraseRow(true); !r.Primary || strings.Contains(r.Title+r.Sub+r.Act, "⟦") {
		t.Errorf("%+v", r)
	}
}
