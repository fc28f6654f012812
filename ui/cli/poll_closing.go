package cli

// Poll, closing: how far the tellers are, how far the reader's own ballot is, and what was sealed.

import (
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) showClosing(v view.Poll) error {
	c := v.Closing
	if c == nil {
		return nil
	}
	lines := []string{a.closingState(c)}
	if c.MyBallot != "" {
		lines = append(lines, a.say.T("closing.ballot."+c.MyBallot, map[string]any{"Receipts": c.Receipts, "Tellers": len(c.Tellers)}))
	}
	if o := c.Outcome; o != nil {
		lines = append(lines, a.say.N("closing.outcome", int(o.Counted), map[string]any{"Voters": o.Electorate}))
		if o.Decides {
			lines = append(lines, a.say.T(passedKey(o.Passed), map[string]any{
				"Needed": o.NeedYes, "Support": o.Support, "NeedSupport": o.NeedSupport, "Margin": max(o.Margin, -o.Margin),
			}))
		}
		if c.Late > 0 {
			lines = append(lines, a.say.N("closing.late", c.Late, nil))
		}
		if o.Passed && c.EnactableMillis > 0 {
			lines = append(lines, a.enactment(c))
		}
	}
	if len(c.Contradicted) > 0 {
		lines = append(lines, a.say.T("closing.liars", map[string]any{"Names": joined(c.Contradicted)}))
	}
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

func (a *act) closingState(c *view.Closing) string {
	switch {
	case !c.Opened:
		return a.say.T("closing.not_opened", map[string]any{"Names": joined(c.Tellers)})
	case len(c.WaitsFor) > 0 && c.Outcome == nil:
		return a.say.T("closing.waiting", map[string]any{"Names": joined(c.WaitsFor)})
	}
	return a.say.T("closing.state."+c.State, nil)
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
