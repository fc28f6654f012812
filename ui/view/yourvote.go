package view

// Your vote: to whom I give it, track by track, what would happen then, and how they have voted for me.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// YourVote is the page. It belongs to one goroutine.
type YourVote struct {
	// Intro says how it works; Off why no vote can be given away here, "" where it can.
	Intro, Off string
	Tracks     []YourTrack

	words Words
	facts memberFacts
}

// YourTrack is one track; the first, with the id "", is for everything.
type YourTrack struct {
	Track, Title, Sub string
	// Given is the id of the delegation that holds; "" for in person. To are the people, in their order.
	Given string
	To    []Name
}

// LoadYourVote reads the page.
func LoadYourVote(ctx context.Context, c *app.Community, w Words) (*YourVote, error) {
	f, err := loadMemberFacts(ctx, c)
	if err != nil {
		return nil, err
	}
	return w.yourVote(f), nil
}

func (w Words) yourVote(f memberFacts) *YourVote {
	v := &YourVote{Intro: w.Say.T("your_vote.intro", nil), words: w, facts: f}
	if !f.rules.Delegation.Allowed {
		v.Off = w.Say.T("your_vote.off", nil)
	}
	v.Tracks = append(v.Tracks, v.track("", w.Say.T("your_vote.everything", nil)))
	for _, t := range f.rules.Tracks {
		v.Tracks = append(v.Tracks, v.track(t.ID, t.Title))
	}
	return v
}

func (v *YourVote) track(id, title string) YourTrack {
	row := YourTrack{Track: id, Title: text.Line(title), Sub: v.words.Say.T("your_vote.in_person", nil)}
	ending := false
	for _, d := range v.facts.mine {
		if d.Track != id {
			continue
		}
		switch d.State {
		case app.DelegationEnding:
			ending = true
			continue
		case app.DelegationExpired, app.DelegationOutdone, app.DelegationNotAllowed:
			continue
		}
		row.Given, row.To = d.ID.String(), v.facts.people.ranked(d.To)
		row.Sub = row.To[0].String()
		for _, next := range row.To[1:] {
			row.Sub = v.words.Say.T("your_vote.then", map[string]any{"First": row.Sub, "Next": next.String()})
		}
		if d.UntilMillis > 0 {
			row.Sub = joined(row.Sub, v.words.Say.T("your_vote.until", map[string]any{"Day": v.words.DayOfMonth(d.UntilMillis)}))
		}
	}
	switch given := v.last(id); {
	case given.State == app.DelegationUnreceipted:
		row.Sub = joined(row.Sub, v.words.Say.T("your_vote.unheard", nil))
	case given.State == app.DelegationWaits:
		row.Sub = joined(row.Sub, v.words.Say.T("your_vote.from", map[string]any{"Day": v.words.DayOfMonth(given.HoldsMillis)}))
	case row.Given == "" && ending:
		row.Sub = joined(row.Sub, v.words.Say.T("your_vote.ending", nil))
	}
	return row
}

// Usual is the place of the track that somebody is asked about first: one on which they vote in person, rather than everything at once; 0 without one.
func (v *YourVote) Usual() int {
	return max(slices.IndexFunc(v.Tracks, func(t YourTrack) bool { return t.Track != "" && t.Given == "" }), 0)
}

// last is the delegation that stands for a track, or will.
func (v *YourVote) last(track string) (last app.Delegated) {
	for _, d := range v.facts.mine {
		switch d.State {
		case app.DelegationHolds, app.DelegationUnreceipted, app.DelegationWaits:
			if d.Track == track {
				last = d
			}
		}
	}
	return last
}

// Giving is a vote about to be given away: nothing of it is published before Draft is acted on. It belongs to one goroutine.
type Giving struct {
	// UntilMillis is when it ends; 0 for never.
	UntilMillis int64

	vote  *YourVote
	track string
	title string
	to    []op.AccountID
	// before is an end that was set earlier.
	before int64
}

// GivingRow is one person on the list.
type GivingRow struct {
	Number int
	Name   Name
	// Note says what would become of a vote given to them; Full that it would go on.
	Note string
	Full bool
}

// Give begins to give the vote on a track away, with those to whom it goes now.
func (v *YourVote) Give(track string) *Giving {
	g := &Giving{vote: v, track: track, title: v.words.Say.T("your_vote.everything", nil)}
	for _, t := range v.Tracks {
		if t.Track == track {
			g.title = t.Title
		}
	}
	if d := v.last(track); len(d.To) > 0 {
		g.to, g.UntilMillis = slices.Clone(d.To), d.UntilMillis
	}
	return g
}

// MayAdd reports whether somebody else fits on the list.
func (g *Giving) MayAdd() bool { return len(g.to) < delegation.MaxRanked }

// Candidates are those who can be added, by name.
func (g *Giving) Candidates() []Person {
	var list []Person
	for _, p := range g.vote.facts.people.list {
		if p.State == StateMember && !p.Me && !slices.Contains(g.to, p.id) {
			list = append(list, p)
		}
	}
	return list
}

// Add puts somebody at the end of the list.
func (g *Giving) Add(account op.AccountID) {
	if g.MayAdd() && account != g.vote.facts.people.me && !slices.Contains(g.to, account) {
		g.to = append(g.to, account)
	}
}

// Remove takes one out.
func (g *Giving) Remove(at int) {
	if at >= 0 && at < len(g.to) {
		g.to = slices.Delete(g.to, at, at+1)
	}
}

// Move puts one elsewhere on the list.
func (g *Giving) Move(from, to int) {
	if from < 0 || from >= len(g.to) || to < 0 || to >= len(g.to) {
		return
	}
	account := g.to[from]
	g.to = slices.Insert(slices.Delete(g.to, from, from+1), to, account)
}

// Rows are the list as it is shown.
func (g *Giving) Rows() []GivingRow {
	rows := []GivingRow{}
	f := g.vote.facts
	resolved, err := f.resolve(g.track, g.vote.words.NowMillis)
	for i, account := range g.to {
		row := GivingRow{Number: i + 1, Name: f.people.Name(account)}
		carried := len(resolved.Carried[account])
		_, gave := resolved.Paths[account]
		switch {
		case err != nil:
		case f.rules.Delegation.Cap > 0 && uint64(carried) >= f.rules.Delegation.Cap && !slices.Contains(resolved.Carried[account], f.people.me):
			row.Full, row.Note = true, g.vote.words.Say.T("giving.full", map[string]any{"Votes": g.vote.words.Number(carried)})
		case gave && f.rules.Delegation.Travels:
			row.Note = g.vote.words.Say.T("giving.goes_on", nil)
		case gave:
			row.Note = g.vote.words.Say.T("giving.gave", nil)
		case carried > 0:
			row.Note = g.vote.words.Say.N("giving.carries", carried, nil)
		default:
			row.Note = g.vote.words.Say.T("vote_of.person_long", nil)
		}
		rows = append(rows, row)
	}
	return rows
}

// Travels says whether those to whom it goes can hand it on.
func (g *Giving) Travels() string {
	if g.vote.facts.rules.Delegation.Travels {
		return g.vote.words.Say.T("giving.travels", nil)
	}
	return g.vote.words.Say.T("giving.stays", nil)
}

// Says is what stands above the button: what would happen, and what not.
func (g *Giving) Says() (sentence Sentence, consequence string) {
	w := g.vote.words
	if len(g.to) == 0 {
		return plain(w.Say.T("giving.choose", nil)), ""
	}
	data := map[string]any{"Track": g.title}
	strong := map[string]string{"First": firstName(g.vote.facts.people.Name(g.to[0]).Name)}
	key := "giving.to_one"
	if len(g.to) > 1 {
		key = "giving.to_more"
		var others []string
		for _, account := range g.to[1:] {
			others = append(others, firstName(g.vote.facts.people.Name(account).Name))
		}
		strong["Else"] = strings.Join(others, w.Say.T("list.comma", nil))
	}
	sentence = w.sentence(key, data, strong)
	if g.UntilMillis > 0 {
		sentence = append(sentence, Span{Text: " " + w.Say.T("giving.until", map[string]any{"Day": w.DayOfMonth(g.UntilMillis)})})
	}
	return sentence, w.Say.N("giving.nobody_votes", len(g.to), nil)
}

// Draft is what app.Community.Delegate takes; false while nobody is on the list.
func (g *Giving) Draft() (app.NewDelegation, bool) {
	return app.NewDelegation{To: slices.Clone(g.to), Track: g.track, UntilMillis: g.UntilMillis}, len(g.to) > 0
}
