package view

// Giving, until when: days that people choose from, and what they chose before.

import (
	"context"
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// givingDays are how long a vote is given for, in days; 0 is without an end.
var givingDays = []int{0, 7, 30, 90, 180, 365}

// UntilChoices are the ends to choose from; an end that was set before and is none of them comes first.
func (g *Giving) UntilChoices() []Choosable {
	w := g.vote.words
	var list []Choosable
	for _, days := range givingDays {
		c := Choosable{Value: strconv.Itoa(days), Label: w.Say.T("giving.without_end", nil), Chosen: g.UntilMillis == 0}
		if days > 0 {
			until := w.NowMillis + int64(days)*dayMillis
			c.Label, c.Chosen = w.Say.T("giving.until_day", map[string]any{"Day": w.Say.Date(until, w.Zone)}), until == g.UntilMillis
		}
		list = append(list, c)
	}
	if !slices.ContainsFunc(list, func(c Choosable) bool { return c.Chosen }) {
		list = append(list, Choosable{Value: "", Label: w.Say.T("giving.until_day", map[string]any{"Day": w.Say.Date(g.UntilMillis, w.Zone)}), Chosen: true})
		g.before = g.UntilMillis
	}
	return list
}

// ChooseUntil takes one of them; the last may be what was set before.
func (g *Giving) ChooseUntil(at int) {
	switch {
	case at < 0 || at > len(givingDays):
	case at == len(givingDays):
		g.UntilMillis = g.before
	case givingDays[at] == 0:
		g.UntilMillis = 0
	default:
		g.UntilMillis = g.vote.words.NowMillis + int64(givingDays[at])*dayMillis
	}
}

// Prefer puts somebody first, before whoever stands there.
func (g *Giving) Prefer(account op.AccountID) {
	if account == g.vote.facts.people.me {
		return
	}
	g.to = slices.DeleteFunc(g.to, func(a op.AccountID) bool { return a == account })
	if !g.MayAdd() {
		g.to = g.to[:len(g.to)-1]
	}
	g.to = slices.Insert(g.to, 0, account)
}

const (
	// votedMost decisions are listed of how others have voted for me, of the newest votedLooked.
	votedMost   = 6
	votedLooked = 100
)

// LoadHowVoted reads how those to whom I gave my vote have used it, the newest first, with a title over all of it.
func LoadHowVoted(ctx context.Context, c *app.Community, w Words) (list []HowTheyVoted, title string, err error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, "", err
	}
	given, err := c.Delegations(ctx)
	if err != nil {
		return nil, "", err
	}
	rows, err := c.ListPolls(ctx, app.Page{Limit: votedLooked})
	if err != nil {
		return nil, "", err
	}
	var polls []Poll
	for _, row := range rows {
		mine := slices.ContainsFunc(given, func(d app.Delegated) bool {
			return d.From == people.me && d.TimeMillis < row.Opening.ClosesMillis && (d.Track == "" || d.Track == row.Opening.Track)
		})
		if !mine || len(polls) == votedMost {
			continue
		}
		page, err := pollPage(ctx, c, people, row.ID)
		if err != nil {
			return nil, "", err
		}
		polls = append(polls, page)
	}
	return w.HowVoted(polls), w.HowVotedTitle(polls), nil
}
