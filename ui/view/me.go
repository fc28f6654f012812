package view

// Me: what I am called in a community, and what others should know of me; who is a member no more; and the rules as a file.

import (
	"context"
	"strings"

	"github.com/folkmoot/folkmoot/app"
)

// Me is what I say of myself.
type Me struct {
	Name, About string
	// Reminders are when this laptop reminds me of a poll in which I have not voted.
	Reminders []Choosable

	reminders []int64
}

// LoadMe reads it.
func LoadMe(ctx context.Context, c *app.Community, w Words) (Me, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Me{}, err
	}
	now, err := c.RemindMillis()
	if err != nil {
		return Me{}, err
	}
	me, _ := people.Find(c.Account())
	v := Me{Name: me.Name.Name, About: me.About, reminders: []int64{0, dayMillis, 3 * dayMillis, 7 * dayMillis}}
	known := false
	for _, millis := range v.reminders {
		known = known || millis == now
	}
	if !known {
		v.reminders = append(v.reminders, now)
	}
	for _, millis := range v.reminders {
		label := w.Say.T("me.remind_never", nil)
		if millis > 0 {
			label = w.Say.T("me.remind_before", map[string]any{"Time": w.Say.Duration(millis)})
		}
		v.Reminders = append(v.Reminders, Choosable{Label: label, Chosen: millis == now})
	}
	return v, nil
}

// RemindMillis is what a choice of Reminders means.
func (v Me) RemindMillis(at int) int64 {
	if at < 0 || at >= len(v.reminders) {
		return v.reminders[0]
	}
	return v.reminders[at]
}

// Save publishes what has changed of name and words, and nothing where nothing has.
func (v Me) Save(ctx context.Context, c *app.Community, name, about string) error {
	var newName, newAbout *string
	if name != v.Name {
		newName = &name
	}
	if about != v.About {
		newAbout = &about
	}
	if newName == nil && newAbout == nil {
		return nil
	}
	return c.SetProfile(ctx, newName, newAbout)
}

// RemovedRow is somebody who is a member no more, or whose join does not count.
type RemovedRow struct {
	Name Name
	Says string
}

// LoadRemoved lists them, by name.
func LoadRemoved(ctx context.Context, c *app.Community, w Words) ([]RemovedRow, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	list := []RemovedRow{}
	for _, p := range people.list {
		switch p.State {
		case StateRemoved, StateJoined:
			list = append(list, RemovedRow{p.Name, joined(append([]string{w.Say.T("person."+p.State, nil)}, p.Removals...)...)})
		}
	}
	return list, nil
}

// RulesFile is all rules as the file that a change can be read from.
func RulesFile(ctx context.Context, c *app.Community) ([]byte, error) {
	s, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	return s.State.Charter.ChangeFile()
}

// TrackSheet is what decisions of one sort need.
type TrackSheet struct {
	Title, About, Sentence string
	Facts                  []Fact
	// NeedsTitle, Heads and Needs are what is asked while a decision lasts; empty where nothing is.
	NeedsTitle string
	Heads      [3]string
	Needs      []TrackNeed
}

// TrackNeed is what is asked after some time.
type TrackNeed struct{ After, Approval, Support string }

// LoadTrackSheet reads one track.
func LoadTrackSheet(ctx context.Context, c *app.Community, w Words, id string) (TrackSheet, error) {
	t, err := TrackOf(ctx, c, w, id)
	if err != nil {
		return TrackSheet{}, err
	}
	return w.trackSheet(t), nil
}

func (w Words) trackSheet(t Track) TrackSheet {
	say := w.Say
	v := TrackSheet{Title: t.Title, About: t.About, Sentence: t.Sentence}
	add := func(key string, value string) {
		if value != "" {
			v.Facts = append(v.Facts, Fact{Label: say.T(key, nil), Value: value})
		}
	}
	period := func(millis int64) string {
		if millis == 0 {
			return ""
		}
		return w.Period(millis)
	}
	opener := say.T("track.members", nil)
	if t.Opener == "stewards" {
		opener = say.T("track.stewards", nil)
	}
	add("track.opened_by", opener)
	add("track.prepare", period(t.PrepareMillis))
	add("track.decision", period(t.DecisionMillis))
	confirm := say.T("track.confirm_none", nil)
	if t.ConfirmMillis > 0 {
		confirm = say.T("track.confirm_grid", map[string]any{"Confirm": w.Period(t.ConfirmMillis), "Grid": w.Period(t.GridMillis)})
	}
	add("track.confirm", confirm)
	if t.EnactAfterMillis > 0 {
		add("track.enact_after", say.T("track.enact_later", map[string]any{"After": w.Period(t.EnactAfterMillis)}))
	}
	if t.MaxDeciding > 0 {
		add("track.places", say.N("track.places_polls", t.MaxDeciding, nil))
	}
	if !t.Approval.Asks() && !t.Support.Asks() {
		return v
	}
	v.NeedsTitle = strings.TrimSuffix(say.T("track.chart", nil), ":")
	v.Heads = [3]string{say.T("track.after", nil), say.T("track.approval", nil), say.T("track.support", nil)}
	for n := range int64(eighths + 1) {
		v.Needs = append(v.Needs, TrackNeed{w.Period(t.DecisionMillis * n / eighths), say.PercentNeeded(t.Approval.AtEighths[n]), say.PercentNeeded(t.Support.AtEighths[n])})
	}
	return v
}
