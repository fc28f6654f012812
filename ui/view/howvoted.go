package view

// How they voted: what became of a vote that was given away, decision by decision.

import (
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// HowTheyVoted is one decision in which my vote was given away.
type HowTheyVoted struct {
	Title, When string
	// Said is how they voted, Sub what came of it, or who it was where it can have been one of several; Mine says that my own ballot went before.
	Said, Sub string
	Mine      bool
	// Answer is theirs where the decision asks yes or no, or for consent; Waits says that they have not voted, and can still.
	Answer string
	Waits  bool
	Goes   Target
}

// HowVotedTitle is a title over all of them: whoever is the only one to whom I have given my vote is named.
func (w Words) HowVotedTitle(polls []Poll) string {
	if one := onlyDelegate(polls); one != "" {
		return w.Say.T("how_voted.title_one", map[string]any{"Name": firstName(one)})
	}
	return w.Say.T("how_voted.title", nil)
}

// onlyDelegate is who votes for me in all of them; "" where there are several, or none.
func onlyDelegate(polls []Poll) string {
	only := ""
	for _, p := range polls {
		if p.Delegations == nil || p.Delegations.Mine == nil {
			continue
		}
		for _, d := range p.Delegations.Mine.Delegates {
			if only != "" && only != d.Name {
				return ""
			}
			only = d.Name
		}
	}
	return only
}

// HowVoted lists how those to whom I gave my vote have used it, in some polls with everything about them (see PollPage).
func (w Words) HowVoted(polls []Poll) []HowTheyVoted {
	list := []HowTheyVoted{}
	one := onlyDelegate(polls) != ""
	for _, p := range polls {
		if p.Delegations == nil || p.Delegations.Mine == nil {
			continue
		}
		mine := p.Delegations.Mine
		row := HowTheyVoted{Title: text.Line(p.Title), When: w.Stamp(p.ClosesMillis), Goes: Target{Section: SectionDecisions, Item: p.decisionID()}}
		if p.State == PollOpen {
			row.When = w.Say.T("how_voted.open", map[string]any{"Day": w.DayOfMonth(p.ClosesMillis)})
		}
		came := w.cameOf(p)
		switch {
		case p.MyVote != "":
			row.Mine, row.Said, row.Sub = true, w.Say.T("decision.you_voted", nil), joinedWith(w, w.Answer(p.Form, p.Mine), came)
		case mine.By != nil && !mine.Void:
			row.Said, row.Sub, row.Answer = capital(w.Answer(p.Form, mine.Choice)), came, answerOf(p, mine.Choice)
			if !one || came == "" {
				row.Sub = w.Say.T("how_voted.by", map[string]any{"Name": mine.By.String()})
			}
		case p.State == PollOpen:
			row.Waits, row.Said, row.Sub = true, w.Say.T("how_voted.not_yet", nil), w.Say.T("how_voted.you_can", nil)
		default:
			row.Said = w.Say.T("how_voted.nobody", nil)
		}
		list = append(list, row)
	}
	return list
}

func answerOf(p Poll, choice string) string {
	if p.Form == tally.Choice || p.Form == tally.Consents {
		return choice
	}
	return ""
}

// cameOf is what a vote of yes or no came to, in a word or two; "" for others.
func (w Words) cameOf(p Poll) string {
	if p.Closing == nil || p.Closing.Outcome == nil || !p.Closing.Outcome.Decides || p.Form != tally.Choice {
		return ""
	}
	counts := map[string]int64{}
	for _, o := range p.Running.Options {
		counts[o.Option] = int64(o.Count)
	}
	key := "how_voted.failed"
	if p.Closing.Outcome.Passed {
		key = "how_voted.carried"
	}
	return w.Say.T(key, map[string]any{"Ayes": counts["yes"], "Nays": counts["no"]})
}

// joinedWith puts two short phrases behind each other; either may be "".
func joinedWith(w Words, first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + w.Say.T("list.comma", nil) + second
}
