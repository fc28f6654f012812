package view

// Course: how a poll stands on its track against the two curves, and what that comes to.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/track"
)

// The states of a poll that another one has ended.
const (
	// PollCancelled and PollKilled are ended, by a poll on a track for that.
	PollCancelled = "cancelled"
	PollKilled    = "killed"
)

// curvePoints of a chart: as many as a wide terminal has columns.
const curvePoints = 61

// Course is how a poll that asks yes or no stands on its track. Shares are in billionths.
type Course struct {
	// State is "preparing", "deciding", "confirming", "passed" or "rejected".
	State string `json:"state"`
	// SinceMillis is when its decision begins, and CurvesEndMillis when the curves have fallen.
	SinceMillis     int64 `json:"decision_since_ms"`
	CurvesEndMillis int64 `json:"curves_end_ms"`
	// ConfirmMillis is for how long both curves must hold; 0: the close alone decides.
	ConfirmMillis         int64 `json:"confirm_ms"`
	ConfirmingSinceMillis int64 `json:"confirming_since_ms,omitempty"`
	// AtMillis is the moment of the votes here, which are those that decided where it has passed.
	AtMillis    int64 `json:"at_ms"`
	Ayes        int64 `json:"ayes"`
	Nays        int64 `json:"nays"`
	Abstentions int64 `json:"abstentions"`
	// Votes is how many votes there could be.
	Votes        int64 `json:"votes"`
	Approval     int64 `json:"approval"`
	NeedApproval int64 `json:"needed_approval"`
	Support      int64 `json:"support"`
	NeedSupport  int64 `json:"needed_support"`
	// Barred says that the poll's own settings ask for more than there is, whatever the curves say.
	Barred bool `json:"barred"`
	// WouldPass says that it passes if nothing changes, at WouldPassMillis; of one that is decided, that it has.
	WouldPass       bool  `json:"would_pass"`
	WouldPassMillis int64 `json:"would_pass_ms,omitempty"`
	// Sealed says that this is what the tellers sealed.
	Sealed bool `json:"sealed"`
	// Falls says that a curve falls, or that it can pass early: that a chart says more than a sentence.
	Falls bool `json:"falls"`
	// Curve is what is needed from the beginning of the decision to the close; Have is what there was, each from its moment to the next one.
	Curve []CoursePoint `json:"curve"`
	Have  []CoursePoint `json:"have"`
}

// CoursePoint is a moment of both shares.
type CoursePoint struct {
	AtMillis int64 `json:"at_ms"`
	Approval int64 `json:"approval"`
	Support  int64 `json:"support"`
}

// Place is how a poll waits for a place on its track.
type Place struct {
	// Line is 1 for the next one.
	Line       int   `json:"line"`
	FreeMillis int64 `json:"free_ms"`
}

// Ending is how another poll ends this one.
type Ending struct {
	By       string `json:"by"`
	State    string `json:"state"`
	AtMillis int64  `json:"at_ms"`
}

func placeOf(p *community.Place) *Place {
	if p == nil {
		return nil
	}
	return &Place{Line: p.Line, FreeMillis: p.FreeMillis}
}

func endingOf(e *community.Ending) *Ending {
	if e == nil {
		return nil
	}
	return &Ending{By: e.By.String(), State: string(e.State), AtMillis: e.AtMillis}
}

func courseOf(c *app.PollCourse, closesMillis int64) *Course {
	if c == nil {
		return nil
	}
	s := c.Standing
	v := &Course{
		State: string(c.State), SinceMillis: c.SinceMillis, CurvesEndMillis: c.SinceMillis + c.Rules.DecisionMillis,
		ConfirmMillis: c.Rules.ConfirmMillis, ConfirmingSinceMillis: c.ConfirmingSinceMillis, AtMillis: c.AtMillis,
		Ayes: s.Ayes, Nays: s.Nays, Abstentions: s.Abstentions, Votes: s.Electorate, Barred: s.Barred && s.Ayes > 0,
		Approval: int64(s.Approval()), Support: int64(s.Support()), Sealed: c.Sealed, WouldPass: c.WouldPass,
		Have: []CoursePoint{},
	}
	switch {
	case c.State == track.Due:
		v.State = string(track.Passed)
	case c.State == track.Deciding && c.AtMillis < c.SinceMillis:
		v.State = string(track.Preparing)
	}
	if c.WouldPass {
		v.WouldPassMillis = c.ForecastMillis
	}
	approval, support := c.Need(c.AtMillis)
	v.NeedApproval, v.NeedSupport = int64(approval), int64(support)
	for i := range int64(curvePoints) {
		at := c.SinceMillis + (closesMillis-c.SinceMillis)*i/(curvePoints-1)
		approval, support := c.Need(at)
		v.Curve = append(v.Curve, CoursePoint{at, int64(approval), int64(support)})
	}
	for _, s := range c.Standings {
		v.Have = append(v.Have, pointOf(s))
	}
	if len(v.Have) == 0 || v.Have[len(v.Have)-1] != pointOf(c.Now) {
		v.Have = append(v.Have, pointOf(c.Now))
	}
	v.Falls = c.Rules.ConfirmMillis > 0 || falls(c.Rules.Approval) || falls(c.Rules.Support)
	return v
}

func pointOf(s track.Standing) CoursePoint {
	return CoursePoint{s.AtMillis, int64(s.Approval()), int64(s.Support())}
}

func falls(c curve.Curve) bool { return c.Threshold(0) != c.Threshold(curve.One) }
