package view

// Track: what a class of proposals asks for, in a sentence, in periods and in numbers along its curves.

import (
	"context"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/curve"
)

// Track is a class of proposals.
type Track struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	About string `json:"about"`
	// Opener is "members" or "stewards".
	Opener string `json:"opener"`
	// Sentence says all of it.
	Sentence string `json:"sentence"`
	// OpenMillis is how long a poll is open at least: the sum of the next three.
	OpenMillis     int64 `json:"open_ms"`
	PrepareMillis  int64 `json:"prepare_ms"`
	DecisionMillis int64 `json:"decision_ms"`
	// ConfirmMillis is 0 where no poll passes before its close, and then GridMillis is too.
	ConfirmMillis    int64 `json:"confirm_ms"`
	GridMillis       int64 `json:"grid_ms"`
	EnactAfterMillis int64 `json:"enact_after_ms"`
	// MaxDeciding is how many polls are decided at a time; 0: any number.
	MaxDeciding int  `json:"max_deciding"`
	Charter     bool `json:"charter"`
	// Ends is "", "cancel" or "kill".
	Ends     string `json:"ends"`
	Approval Curve  `json:"approval"`
	Support  Curve  `json:"support"`
}

// Curve is what is asked for while a decision lasts, in billionths.
type Curve struct {
	// Rule is the shape and its parts.
	Rule charter.Curve `json:"rule"`
	// AtEighths is what is needed after none, one, … eight eighths of the decision.
	AtEighths []int64 `json:"at_eighths"`
}

// eighths of a decision: those that people read off a chart.
const eighths = 8

func curveOf(rule, spelled charter.Curve) Curve {
	c := Curve{Rule: rule}
	for n := range int64(eighths + 1) {
		c.AtEighths = append(c.AtEighths, int64(spelled.Threshold(curve.Ratio(n, eighths))))
	}
	return c
}

// At is what is needed when so many billionths of the decision have gone by.
func (c Curve) At(parts int64) int64 {
	if c.Rule == (charter.Curve{}) {
		return 0
	}
	return int64(c.Rule.Threshold(curve.Parts(parts)))
}

// Asks reports whether anything is asked for at all.
func (c Curve) Asks() bool { return c.AtEighths[0] > 0 }

func (c Curve) falls() bool { return c.AtEighths[0] != c.AtEighths[eighths] }

// Tracks are all of a community's, in its order.
func Tracks(ctx context.Context, c *app.Community, w Words) ([]Track, error) {
	s, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	return w.tracks(s.State.Charter.Tracks), nil
}

// TrackOf is one of them. Error: *app.UnknownTrackError.
func TrackOf(ctx context.Context, c *app.Community, w Words, id string) (Track, error) {
	all, err := Tracks(ctx, c, w)
	if err != nil {
		return Track{}, err
	}
	var known []string
	for _, t := range all {
		if strings.EqualFold(t.ID, id) {
			return t, nil
		}
		known = append(known, t.ID)
	}
	return Track{}, &app.UnknownTrackError{Track: id, Known: known}
}

func (w Words) tracks(list []charter.Track) []Track {
	out := []Track{}
	for i := range list {
		out = append(out, w.track(&list[i]))
	}
	return out
}

func (w Words) track(t *charter.Track) Track {
	rules := t.Rules()
	v := Track{
		ID: t.ID, Title: t.Title, About: t.About, Opener: string(t.Opener), OpenMillis: t.OpenMillis(), PrepareMillis: t.PrepareMillis,
		DecisionMillis: t.DecisionMillis, ConfirmMillis: t.ConfirmMillis, GridMillis: t.GridMillis, EnactAfterMillis: t.EnactAfterMillis,
		MaxDeciding: int(t.MaxDeciding), Charter: t.Charter, Ends: t.Ends,
		Approval: curveOf(t.Approval, rules.Approval), Support: curveOf(t.Support, rules.Support),
	}
	v.Sentence = w.Say.T("track.sentence", map[string]any{"Opens": w.opens(v), "Time": w.openTime(v), "Asks": w.Asks(v), "Does": w.Does(v)})
	return v
}

func (w Words) opens(t Track) string {
	if t.Opener == string(charter.OpenedByStewards) {
		return w.Say.T("track.opens_stewards", nil)
	}
	return w.Say.T("track.opens_members", nil)
}

func (w Words) openTime(t Track) string {
	if t.ConfirmMillis == 0 {
		return w.Say.T("track.time", map[string]any{"Open": w.Period(t.OpenMillis)})
	}
	return w.Say.T("track.time_early", map[string]any{"Open": w.Period(t.OpenMillis), "Confirm": w.Period(t.ConfirmMillis)})
}

// Asks says what passing takes.
func (w Words) Asks(t Track) string {
	approval, support := w.share(t.Approval), w.share(t.Support)
	switch {
	case t.Approval.Asks() && t.Support.Asks():
		return w.Say.T("track.asks_both", map[string]any{"Approval": approval, "Support": support})
	case t.Approval.Asks():
		return w.Say.T("track.asks_approval", map[string]any{"Approval": approval})
	case t.Support.Asks():
		return w.Say.T("track.asks_support", map[string]any{"Support": support})
	}
	return w.Say.T("track.asks_nothing", nil)
}

// share says a curve by its two ends.
func (w Words) share(c Curve) string {
	from, to := w.Say.PercentNeeded(c.AtEighths[0]), w.Say.PercentNeeded(c.AtEighths[eighths])
	if !c.falls() {
		return from
	}
	return w.Say.T("track.falling", map[string]any{"From": from, "To": to})
}

// Does says what passing does.
func (w Words) Does(t Track) string {
	switch {
	case t.Charter && t.EnactAfterMillis == 0:
		return w.Say.T("track.does_charter_now", nil)
	case t.Charter:
		return w.Say.T("track.does_charter", map[string]any{"After": w.Period(t.EnactAfterMillis)})
	case t.Ends != charter.EndsNothing:
		return w.Say.T("track.does_"+t.Ends, nil)
	}
	return w.Say.T("track.does_nothing", nil)
}

// Period says a duration exactly, to the second: "14 days and 6 hours".
func (w Words) Period(millis int64) string {
	var said []string
	for _, u := range []struct {
		name   string
		millis int64
	}{{"days", 86_400_000}, {"hours", 3_600_000}, {"minutes", 60_000}, {"seconds", 1000}} {
		if n := millis / u.millis; n > 0 {
			said = append(said, w.Say.N("duration."+u.name, int(n), nil))
			millis -= n * u.millis
		}
	}
	if len(said) == 0 {
		return w.Say.Duration(millis)
	}
	return w.Say.List(said)
}

// FewTellers warns of a charter that polls can change and whose tellers are too few to bear a liar among them; "" for every other.
func (w Words) FewTellers(c *charter.Charter) string {
	enacts := false
	for _, t := range c.Tracks {
		enacts = enacts || t.Charter
	}
	if !enacts || !c.Has(closing.Feature) || closing.EnoughToEnact(c) {
		return ""
	}
	return w.Say.N("charter.few_tellers", len(c.Tellers), nil)
}
