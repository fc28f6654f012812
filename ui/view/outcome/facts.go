package outcome

// Facts: the few numbers under a picture, and how far a poll is on its track.

import (
	"math/big"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Fact is a figure with its words: "40 of 41", "voted".
type Fact struct{ Figure, Text string }

// FactsOf are the numbers of a poll's outcome.
func FactsOf(w view.Words, p view.Poll) []Fact {
	facts := []Fact{{w.Say.T("outcome.of", map[string]any{"Part": w.Say.Count(int64(p.Running.Voters)), "All": w.Say.Count(int64(len(p.Voters)))}), w.Say.T("outcome.voted", nil)}}
	if t := p.Running.Tally; t != nil {
		if quota := lastQuota(t.Result); quota != nil && roundQuotas[t.Result.Method] {
			facts = append(facts, Fact{t.Number(w, quota), w.Say.T("outcome.make_the_quota", nil)})
		}
		if empty := t.Result.Turnout.Empty; empty > 0 {
			facts = append(facts, Fact{w.Say.Count(empty), w.Say.N("outcome.blank", int(min(empty, 1<<30)), nil)})
		}
	}
	if c := p.Closing; c != nil && c.Outcome != nil {
		facts = append(facts, Fact{w.Say.Count(int64(len(c.Late))), w.Say.N("outcome.came_late", len(c.Late), nil)})
	}
	return facts
}

// roundQuotas are the methods whose quota says how many votes elect.
var roundQuotas = map[string]bool{"stv-meek": true, "stv-scottish": true}

func lastQuota(r *tally.Result) *big.Rat {
	if len(r.Rounds) == 0 {
		return nil
	}
	return r.Rounds[len(r.Rounds)-1].Quota
}

// Stage is a part of a poll's way over its track, with how much of it is over, of a thousand.
type Stage struct {
	Title, Text string
	Permille    int
	// Now says that the poll is in it.
	Now bool
}

// StagesOf are deciding, confirming and taking effect; enactedMillis is when a pass takes effect, 0 where it changes nothing by itself.
func StagesOf(w view.Words, c *view.Course, closesMillis, enactedMillis int64) []Stage {
	if c == nil {
		return nil
	}
	stages := []Stage{{
		Title: w.Say.T("outcome.stage.deciding", nil), Text: w.Say.T("outcome.stage_until", map[string]any{"When": w.DayOfMonth(closesMillis)}),
		Permille: over(c.SinceMillis, closesMillis, c.AtMillis), Now: c.State == "deciding",
	}}
	if c.ConfirmMillis > 0 {
		stage := Stage{
			Title: w.Say.T("outcome.stage.confirming", nil), Now: c.State == "confirming",
			Text: w.Say.T("outcome.stage_takes", map[string]any{"Long": w.Say.Duration(c.ConfirmMillis)}),
		}
		if since := c.ConfirmingSinceMillis; since > 0 {
			stage.Permille = over(since, since+c.ConfirmMillis, c.AtMillis)
			stage.Text = w.Say.T("outcome.stage_since", map[string]any{"When": w.Moment(since), "Long": w.Say.Duration(c.ConfirmMillis)})
		}
		stages = append(stages, stage)
	}
	if enactedMillis > 0 {
		stage := Stage{Title: w.Say.T("outcome.stage.effect", nil), Text: w.Say.T("outcome.stage_from", map[string]any{"When": w.DayOfMonth(enactedMillis)})}
		if w.NowMillis >= enactedMillis && c.State == "passed" {
			stage.Permille = 1000
		}
		stages = append(stages, stage)
	}
	return stages
}

func over(from, until, at int64) int {
	if until <= from {
		return 1000
	}
	return int(max(0, min((at-from)*1000/(until-from), 1000)))
}
