package view

// What a decision's page lists: who can vote and who has not, what each has chosen, and what came too late to count.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// NameList is a heading with names, or lines, under it.
type NameList struct {
	Title string
	Names []string
}

// pollLists are those of a vote.
func (w Words) pollLists(p Poll) []NameList {
	var lists []NameList
	add := func(key string, names []string) {
		if len(names) > 0 {
			lists = append(lists, NameList{w.Say.N("decision_list."+key, len(names), nil), names})
		}
	}
	if p.State == PollOpen {
		add("not_voted", NamesOf(p.NotVoted))
	}
	var ballots []string
	for _, b := range p.Ballots {
		ballots = append(ballots, w.ballotLine(p, b))
	}
	add("ballots", ballots)
	add("voters", NamesOf(p.Voters))
	return lists
}

// NamesOf are names as they are shown.
func NamesOf(list []Name) []string {
	names := make([]string, len(list))
	for i, n := range list {
		names[i] = n.String()
	}
	return names
}

// ballotLine is what one voter has chosen, and how that came here.
func (w Words) ballotLine(p Poll, b Ballot) string {
	choice := w.Answer(p.Form, b.Choice)
	if p.Form == tally.Choice {
		choice = capital(choice)
	}
	if b.Void {
		choice = w.Say.T("decision_list.void", nil)
	}
	line := w.Say.T("decision_list.ballot", map[string]any{"Name": b.Voter.String(), "Choice": choice})
	if b.Reason != "" {
		line += ". " + w.Say.T("decision_list.because", map[string]any{"Reason": text.Line(b.Reason)})
	}
	if e := b.Entered; e != nil {
		line += ". " + w.Say.T("decision_list.entered", map[string]any{"Name": e.By.String(), "Paper": text.Line(e.Paper)})
	}
	return line
}

// LateLine is a sentence about ballots that do not count; One is about a single one.
type LateLine struct {
	Text string
	One  bool
}

// LateLines list the late ballots, each with whose it is and why, and say what they would have changed.
func (w Words) LateLines(c *Closing) []LateLine {
	if len(c.Late) == 0 {
		return nil
	}
	lines := []LateLine{{Text: w.Say.N("closing.late", len(c.Late), nil)}}
	for _, late := range c.Late {
		lines = append(lines, LateLine{One: true, Text: w.Say.T("closing.late_one", map[string]any{
			"Name": late.Voter.String(), "ID": text.ShortID(late.ID),
			"Why": w.Say.T("closing.late_why."+late.Why, map[string]any{"When": w.When(late.AtMillis)}),
		})})
	}
	switch {
	case c.WithLate == nil:
	case !c.LateChanges:
		lines = append(lines, LateLine{Text: w.Say.N("closing.late_same", len(c.Late), nil)})
	case c.WithLate.Decides:
		word := w.Say.T("closing.failed_word", nil)
		if c.WithLate.Passed {
			word = w.Say.T("closing.passed_word", nil)
		}
		lines = append(lines, LateLine{Text: w.Say.T("closing.late_other", map[string]any{"Outcome": word})})
	default:
		lines = append(lines, LateLine{Text: w.Say.T("closing.late_others", nil)})
	}
	return lines
}

// Spoken is an answer as the core knows it, where somebody typed it in their own language.
func (w Words) Spoken(p Poll, choice string) string {
	if p.Form != tally.Choice && p.Form != tally.Consents {
		return choice
	}
	for _, o := range p.Running.Options {
		if choice = strings.TrimSpace(choice); strings.EqualFold(choice, o.Option) || strings.EqualFold(choice, w.Option(p.Form, o.Option)) ||
			strings.EqualFold(choice, w.Answer(p.Form, o.Option)) {
			return o.Option
		}
	}
	return choice
}

// NudgeText is a word to somebody who has not voted, to be copied into whatever they read.
func (w Words) NudgeText(to Name, p Poll, community string) string {
	return w.Say.T("decision_nudge", map[string]any{"Name": to.Name, "Title": text.Line(p.Title), "Community": text.Line(community), "When": w.When(p.ClosesMillis)})
}
