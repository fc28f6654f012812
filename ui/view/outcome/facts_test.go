package outcome

import (
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/ui/view"
)

func TestTheNumbersUnderAPicture(t *testing.T) {
	w := speak(t, "en")
	counted := count(t, "stv-scottish", house())
	p := view.Poll{Voters: make([]view.Name, 41), Running: view.Running{Voters: 40, Tally: &counted}, Closing: &view.Closing{Outcome: &view.Outcome{}, Late: make([]view.LateBallot, 1)}}
	facts := FactsOf(w, p)
	want := []Fact{{"40 of 41", "voted"}, {"13", "votes make the quota"}, {"1", "came late, is not counted"}}
	if len(facts) != len(want) {
		t.Fatalf("%+v", facts)
	}
	for i := range want {
		if facts[i] != want[i] {
			t.Errorf("%+v, want %+v", facts[i], want[i])
		}
	}
}

func TestTheStagesOfATrack(t *testing.T) {
	w := speak(t, "en")
	since := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	day := int64(86_400_000)
	c := &view.Course{State: "confirming", SinceMillis: since, AtMillis: since + 7*day, ConfirmingSinceMillis: since + 6*day, ConfirmMillis: 4 * day}
	stages := StagesOf(w, c, since+28*day, since+40*day)
	if len(stages) != 3 || stages[0].Permille != 250 || stages[1].Permille != 250 || !stages[1].Now || stages[2].Permille != 0 {
		t.Errorf("%+v", stages)
	}
	if stages[0].Text != "until 30 May at the latest" {
		t.Error(stages[0].Text)
	}
	if StagesOf(w, nil, 0, 0) != nil {
		t.Error("stages without a course")
	}
}
