package charter

// Check, of tracks: periods that fit each other, curves that fall.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/track"
)

func checkTracks(tracks []Track) error {
	if len(tracks) > MaxTracks {
		return wrong("tracks", "%d of them, where at most %d fit", len(tracks), MaxTracks)
	}
	for i := range tracks {
		if err := tracks[i].check(fmt.Sprintf("tracks[%d].", i)); err != nil {
			return err
		}
		for _, before := range tracks[:i] {
			if before.ID == tracks[i].ID {
				return wrong(fmt.Sprintf("tracks[%d].id", i), "%q is given twice", before.ID)
			}
		}
	}
	return nil
}

func (t *Track) check(prefix string) error {
	switch {
	case !isPlain(t.ID, MaxTrackIDBytes):
		return wrong(prefix+"id", "%.60q is not a name of a-z, 0-9 and hyphens", t.ID)
	case t.Opener != OpenedByMembers && t.Opener != OpenedByStewards:
		return wrong(prefix+"opener", "%.60q is neither %q nor %q", t.Opener, OpenedByMembers, OpenedByStewards)
	case t.DecisionMillis <= 0 || t.DecisionMillis > MaxPeriodMillis:
		return wrong(prefix+"decision", "%s, where more than nothing and at most %s can be",
			FormatDuration(t.DecisionMillis), FormatDuration(MaxPeriodMillis))
	}
	if err := t.checkPassing(prefix); err != nil {
		return err
	}
	if err := CheckLine(t.Title, MaxNameCharacters); err != nil {
		return in(prefix+"title", err)
	}
	if err := CheckLength(t.About, MaxAboutCharacters); err != nil {
		return in(prefix+"about", err)
	}
	return in(prefix+"about", CheckText(t.About, len(t.About)))
}

// checkPassing checks what passing asks for, when it can happen, and what it does.
func (t *Track) checkPassing(prefix string) error {
	for _, p := range []struct {
		field  string
		millis int64
	}{{"prepare", t.PrepareMillis}, {"confirm", t.ConfirmMillis}, {"grid", t.GridMillis}, {"enact_after", t.EnactAfterMillis}} {
		if err := checkPeriod(prefix+p.field, p.millis, 0, MaxPeriodMillis); err != nil {
			return err
		}
	}
	switch {
	case t.OpenMillis() > MaxPeriodMillis:
		return wrong(prefix+"decision", "with prepare and confirm it takes %s, where at most %s can be",
			FormatDuration(t.OpenMillis()), FormatDuration(MaxPeriodMillis))
	case t.MaxDeciding > MaxDeciding:
		return wrong(prefix+"max_deciding", "%d, where at most %d can be", t.MaxDeciding, MaxDeciding)
	case t.Ends != EndsNothing && t.Ends != EndsByCancel && t.Ends != EndsByKill:
		return wrong(prefix+"ends", "%.60q is neither %q nor %q", t.Ends, EndsByCancel, EndsByKill)
	case t.Ends != EndsNothing && t.Charter:
		return wrong(prefix+"ends", "a track that changes the charter ends no other polls")
	}
	if err := t.checkCurves(prefix); err != nil {
		return err
	}
	return t.checkGrid(prefix)
}

func (t *Track) checkCurves(prefix string) error {
	rules := t.Rules()
	for _, c := range []struct {
		field string
		curve Curve
	}{{"approval", rules.Approval}, {"support", rules.Support}} {
		err := c.curve.Check()
		var at *curve.FieldError
		if errors.As(err, &at) {
			return wrong(prefix+c.field+"."+at.Field, "%s", at.Reason)
		}
	}
	return nil
}

// checkGrid: moments at which a poll may pass early are there exactly where it may.
func (t *Track) checkGrid(prefix string) error {
	if t.ConfirmMillis == 0 {
		if t.GridMillis != 0 {
			return wrong(prefix+"grid", "it says nothing without confirm, as no poll passes before its close")
		}
		return nil
	}
	err := t.Rules().Check()
	var at *track.FieldError
	switch {
	case t.GridMillis == 0:
		return wrong(prefix+"grid", "confirm asks for it: the time between two moments at which a poll may pass")
	case errors.As(err, &at):
		return wrong(prefix+"grid", "%s does not fit: %v", FormatDuration(t.GridMillis), at.Err)
	case t.DecisionMillis/t.GridMillis > MaxMoments:
		return wrong(prefix+"grid", "%s makes %d moments, where at most %d fit",
			FormatDuration(t.GridMillis), t.DecisionMillis/t.GridMillis, MaxMoments)
	}
	return nil
}

// checkPeriod checks a duration.
func checkPeriod(field string, millis, least, most int64) error {
	if millis < least || millis > most {
		return wrong(field, "%s, where %s to %s can be", FormatDuration(millis), FormatDuration(least), FormatDuration(most))
	}
	return nil
}
