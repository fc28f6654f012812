package cli

// Track: what each class of polls takes, as sentences and as a chart.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) trackCommands() *cobra.Command {
	return a.noun("track", "track", a.trackList(), a.trackShow())
}

func (a *act) trackList() *cobra.Command {
	return a.verb(spec{
		use: "list", key: "track.list", needs: needsProfile, example: "folkmoot track list",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			list, err := view.Tracks(ctx, c, a.words())
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"tracks": list}, func() error { return a.showTracks(list) })
		},
	})
}

func (a *act) showTracks(list []view.Track) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.opens", nil), a.say.T("column.open_for", nil), a.say.T("column.does", nil), a.say.T("column.title", nil),
	}}
	for _, v := range list {
		does := ""
		switch {
		case v.Charter:
			does = a.say.T("track.short_charter", nil)
		case v.Ends != charter.EndsNothing:
			does = a.say.T("track.short_"+v.Ends, nil)
		}
		t.row(v.ID, a.openers(v), a.words().Period(v.OpenMillis), does, text.Line(v.Title))
	}
	return a.show(t, a.say.T("track.none", nil))
}

func (a *act) openers(v view.Track) string {
	if v.Opener == string(charter.OpenedByStewards) {
		return a.say.T("track.stewards", nil)
	}
	return a.say.T("track.members", nil)
}

func (a *act) trackShow() *cobra.Command {
	return a.verb(spec{
		use: "show TRACK", key: "track.show", args: exactly(1), needs: needsProfile, example: "folkmoot track show rules\nfolkmoot track show money --json",
		hints: func(ctx context.Context, args []string, _ string) []string {
			c, err := a.community()
			if err != nil || len(args) > 0 {
				return nil
			}
			return a.trackIDs(ctx, c)
		},
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			v, err := view.TrackOf(ctx, c, a.words(), args[0])
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showTrack(v) })
		},
	})
}

func (a *act) showTrack(v view.Track) error {
	for _, line := range []string{
		text.Line(v.Title) + gap + "(" + v.ID + ")", a.wrapped(text.Line(v.About)), a.wrapped(v.Sentence), "",
	} {
		if err := a.println(line); err != nil {
			return err
		}
	}
	if err := a.facts(a.trackFacts(v)...); err != nil {
		return err
	}
	if !v.Approval.Asks() && !v.Support.Asks() {
		return nil
	}
	if err := a.heading(a.say.T("track.chart", nil)); err != nil {
		return err
	}
	for _, line := range append(a.trackChart(v), a.wrapped(a.say.T("track.legend", map[string]any{
		"Approval": string(markApproval), "Support": string(markSupport), "Both": string(markBoth),
	})), "") {
		if err := a.println(line); err != nil {
			return err
		}
	}
	return a.show(a.trackNumbers(v), "")
}

func (a *act) trackFacts(v view.Track) [][2]string {
	w := a.words()
	period := func(millis int64) string {
		if millis == 0 {
			return "–"
		}
		return w.Period(millis)
	}
	confirm, places, takesEffect := a.say.T("track.confirm_none", nil), "", ""
	if v.ConfirmMillis > 0 {
		confirm = a.say.T("track.confirm_grid", map[string]any{"Confirm": w.Period(v.ConfirmMillis), "Grid": w.Period(v.GridMillis)})
	}
	if v.MaxDeciding > 0 {
		places = a.say.N("track.places_polls", v.MaxDeciding, nil)
	}
	if v.EnactAfterMillis > 0 {
		takesEffect = a.say.T("track.enact_later", map[string]any{"After": w.Period(v.EnactAfterMillis)})
	}
	return [][2]string{
		{a.say.T("track.opened_by", nil), a.openers(v)},
		{a.say.T("track.prepare", nil), period(v.PrepareMillis)},
		{a.say.T("track.decision", nil), period(v.DecisionMillis)},
		{a.say.T("track.confirm", nil), confirm},
		{a.say.T("track.enact_after", nil), takesEffect},
		{a.say.T("track.places", nil), places},
	}
}

// trackNumbers are both curves at each eighth of the decision.
func (a *act) trackNumbers(v view.Track) table {
	t := table{head: []string{"", a.say.T("track.after", nil), a.say.T("track.approval", nil), a.say.T("track.support", nil)}}
	number := func(parts int64) string { return strings.TrimSuffix(a.say.PercentNeeded(parts), "\u00a0%") }
	last := int64(len(v.Approval.AtEighths) - 1)
	for n := range last + 1 {
		label := []string{"0", "1/8", "2/8", "3/8", "4/8", "5/8", "6/8", "7/8", "8/8"}[n]
		t.row(label, charter.FormatDuration(v.DecisionMillis*n/last), number(v.Approval.AtEighths[n]), number(v.Support.AtEighths[n]))
	}
	return t
}
