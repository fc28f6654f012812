package trouble

// Follow-ups that are none, and milestones that there are not.

import (
	"errors"
	"strconv"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// followUpTrouble is about follow-ups that are none, and milestones that there are not.
func followUpTrouble(err error) (Said, bool) {
	var none *app.NoMilestoneError
	switch {
	case errors.Is(err, app.ErrNoFollowUp):
		return Said{Class: NotFound, What: "error.no_followup"}, true
	case errors.Is(err, app.ErrNoPlan):
		return Said{Class: Failed, What: "error.no_plan", Do: "do.plan_followup"}, true
	case errors.As(err, &none):
		t := Said{Class: NotFound, What: "error.no_milestone", Data: map[string]any{"Text": none.Text}}
		for i, m := range none.Known {
			t.More = append(t.More, strconv.Itoa(i+1)+gap+text.Line(m.Text))
		}
		return t, true
	}
	return Said{}, false
}
