package ballot

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/ui/view"
)

func TestTheSheetAfterCasting(t *testing.T) {
	w := speak(t, "en")
	s := asked(t, "schulze", 0, nil, "Solar panels", "New roof", "Heat pump", "Cellar")
	s.RankLast(1)
	s.RankLast(0)
	c := s.CastPage(w, true)
	if len(c.Lines) != 2 || c.Lines[0] != (Line{"1", "New roof"}) || c.Rest != "2 not ranked, equally last" || !c.Change.On {
		t.Errorf("%+v", c)
	}
	if c := s.CastPage(w, false); c.Change.On || c.Change.Why == "" {
		t.Errorf("%+v", c.Change)
	}
	s = asked(t, "score", 0, nil, "Warm", "Quiet", "Dear")
	s.Set(1, 5)
	s.Set(0, 0)
	if c := s.CastPage(w, true); len(c.Lines) != 2 || c.Lines[0] != (Line{"5", "Quiet"}) || c.Lines[1].Mark != "0" {
		t.Errorf("%+v", c.Lines)
	}
}

func TestTheWayOfABallot(t *testing.T) {
	const cast, closes = 1_000_000, 200_000_000
	for _, s := range []struct {
		name, station string
		with          []string
		receipts      int
		stands        string
		says          string
		safe, hint    bool
	}{
		{"alone", view.BallotHere, nil, 0, "done in_doubt to_come to_come", "Nobody else is known to have it yet", false, true},
		{"with one peer", view.BallotWithPeers, []string{"Kofi's laptop"}, 0, "done done to_come to_come", "Kofi's laptop has it", false, true},
		{"half receipted", view.BallotReceipted, []string{"Kofi", "Samira"}, 1, "done done in_doubt to_come", "Receipted: 1 of 2 needed", false, true},
		{"safe", view.BallotSafe, []string{"a", "b", "c", "d"}, 3, "done done done to_come", "4 peers have it", true, false},
		{"counted", view.BallotCounted, nil, 4, "done done done done", "By 4 of 4 tellers, in time", false, false},
		{"late", view.BallotLate, nil, 0, "done done in_doubt in_doubt", "too late", false, false},
	} {
		w := speak(t, "en")
		w.NowMillis = cast + 10*60_000
		c := &view.Closing{Tellers: make([]view.Name, 4), PollPhase: view.PollPhase{Quorum: 3}, MyBallot: &view.Way{
			Station: s.station, With: s.with, Receipts: s.receipts, Tellers: 4, Lacking: []view.Name{{Name: "Ingrid"}}, MayBeLost: s.hint,
		}}
		j := JourneyOf(w, c, cast, closes)
		var stands, said []string
		for _, step := range j.Steps {
			stands = append(stands, string(step.Stand))
			said = append(said, step.Title, step.Says, step.Said)
		}
		all := strings.Join(said, "|")
		if strings.Join(stands, " ") != s.stands || !strings.Contains(all, s.says) || strings.Contains(all, "⟦") {
			t.Errorf("%s: %v, %s", s.name, stands, all)
		}
		if (j.Safe != "") != s.safe || (j.Hint != "") != s.hint {
			t.Errorf("%s: %+v", s.name, j)
		}
	}
	w := speak(t, "en")
	w.NowMillis = cast + 60_000
	if j := JourneyOf(w, &view.Closing{MyBallot: &view.Way{Station: view.BallotHere, MayBeLost: true}}, cast, closes); j.Hint != "" {
		t.Error("a hint within two minutes")
	}
	if JourneyOf(w, nil, 0, 0) != nil || JourneyOf(w, &view.Closing{}, 0, 0) != nil {
		t.Error("a way without a ballot")
	}
}
