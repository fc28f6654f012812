package view

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
)

func TestWhatWasTypedInTheRulesFormIsKept(t *testing.T) {
	people, state := council(2, "Ada", "Bo", "Cy")
	state.Charter.Tracks[0].Approval = charter.Curve{} // as it comes
	form := evening(t).rulesForm(people, state)
	if form.Draft() != "" || form.TakeDraft("") || form.TakeDraft("{") || form.TakeDraft(`{"Now":{"Council":3}}`) {
		t.Fatal("there was nothing to keep")
	}
	third := form.People()[2].Account
	form.Name, form.Council, form.Written = "Oak Street", Toggle(form.Council, third), "name = \"Oak\""
	form.Tracks[0].Decision = "14d"
	form.Tracks = append(form.Tracks, NewTrack())
	kept := form.Draft()

	same := evening(t).rulesForm(people, state)
	if !same.TakeDraft(kept) || same.Name != "Oak Street" || !slices.Contains(same.Council, third) || same.Written == "" || len(same.Tracks) != 2 ||
		same.Tracks[0].Decision != "14d" || same.Tracks[0].id != "money" || same.Tracks[0].Approval != form.Tracks[0].Approval {
		t.Errorf("%+v", same)
	}

	// Somebody else has changed the purpose since: that stays, and the text of all rules is of another day.
	later := state
	later.Charter.Purpose = "We share a house."
	after := evening(t).rulesForm(people, later)
	if !after.TakeDraft(kept) || after.Name != "Oak Street" || after.Purpose != "We share a house." || after.Written != "" {
		t.Errorf("%+v", after)
	}
	if after.Draft() == "" {
		t.Error("what was taken is not kept again")
	}
}
