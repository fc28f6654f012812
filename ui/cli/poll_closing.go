package cli

// Poll, closing: how far the tellers are, what was sealed, and what came too late.

import (
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) showClosing(v view.Poll) error {
	c := v.Closing
	if c == nil {
		return a.showStrawWay(v)
	}
	lines := []string{a.words().PhaseSentence(c.PollPhase, v.ClosesMillis, len(c.Tellers))}
	if len(v.Enacts) > 0 && c.Outcome == nil {
		lines = append(lines, a.say.T("closing.enacts", map[string]any{"Changes": a.words().Changes(v.Enacts)}))
	}
	if c.FewToEnact && c.Outcome == nil {
		lines = append(lines, a.say.N("closing.few_to_enact", len(c.Tellers), nil))
	}
	if c.MayRetire {
		lines = append(lines, a.say.T("closing.may_retire", map[string]any{"ID": v.Short()}))
	}
	if c.MyBallot != nil {
		lines = append(lines, a.ballotWay(*c.MyBallot)...)
	}
	if o := c.Outcome; o != nil {
		lines = append(lines, a.say.N("closing.outcome", int(o.Counted), map[string]any{"Voters": o.Electorate}))
		if o.Decides {
			lines = append(lines, a.say.T(passedKey(o.Passed), map[string]any{
				"Needed": o.NeedYes, "Support": o.Support, "NeedSupport": o.NeedSupport, "Margin": max(o.Margin, -o.Margin),
			}))
		}
		lines = append(lines, a.lateLines(c)...)
		if o.Passed && c.EnactableMillis > 0 {
			lines = append(lines, a.enactment(c))
		}
	}
	if len(c.Contradicted) > 0 {
		lines = append(lines, a.say.T("closing.liars", map[string]any{"Names": joined(c.Contradicted)}))
	}
	return a.wrappedLines(lines)
}

func (a *act) wrappedLines(lines []string) error {
	for _, line := range lines {
		if err := a.println(a.wrapped(line)); err != nil {
			return err
		}
	}
	return nil
}

func passedKey(passed bool) string {
	if passed {
		return "closing.passed"
	}
	return "closing.failed"
}

// phaseWord says in what state a poll is, for a list.
func (a *act) phaseWord(v view.Poll) string {
	if v.Phase.Phase == "" || v.State == view.PollCancelled || v.State == view.PollKilled {
		return a.say.T("poll_state."+v.State, nil)
	}
	return a.say.T("poll_phase."+v.Phase.Phase, map[string]any{
		"Have": v.Phase.Received, "Needed": v.Phase.Quorum, "Names": a.awaitedNames(v.Phase.WaitsFor), "Since": a.say.Duration(max(a.words().NowMillis-v.Phase.SinceMillis, 1000)),
	})
}

func (a *act) awaitedNames(list []view.Awaited) string {
	names := make([]string, len(list))
	for i, w := range list {
		names[i] = w.String()
	}
	return a.say.List(names)
}

// lateLines lists the late ballots, and what they would have changed.
func (a *act) lateLines(c *view.Closing) []string {
	var lines []string
	for _, late := range a.words().LateLines(c) {
		if late.One {
			late.Text = "  " + late.Text
		}
		lines = append(lines, late.Text)
	}
	return lines
}

func (a *act) enactment(c *view.Closing) string {
	if c.Enacted {
		return a.say.T("closing.enacted", nil)
	}
	return a.say.T("closing.enactable", map[string]any{"When": a.words().When(c.EnactableMillis)})
}

func joined(names []view.Name) string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = n.String()
	}
	return strings.Join(words, ", ")
}
