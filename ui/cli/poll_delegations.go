package cli

// Poll, delegations: what became of the reader's own, who votes through whom, and how much power that makes.

import (
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) showPollDelegations(v view.Poll) error {
	d := v.Delegations
	if d == nil {
		return nil
	}
	if err := a.heading(a.say.T("poll_delegations.heading", nil)); err != nil {
		return err
	}
	var lines []string
	if d.Mine != nil {
		lines = append(lines, a.ownDelegation(v, *d.Mine))
	}
	for _, one := range d.Through {
		lines = append(lines, a.say.T("poll_delegations.through", map[string]any{
			"Voter": one.Voter.String(), "Names": a.wayOf(one), "Choice": a.choiceOf(v, one),
		}))
	}
	for _, one := range d.Lost {
		lines = append(lines, a.say.T("poll_delegations.lost", map[string]any{
			"Voter": one.Voter.String(), "Names": joined(one.Delegates), "Reason": a.say.T("delegation_lost."+one.Reason, nil),
		}))
	}
	for _, l := range d.Largest {
		lines = append(lines, a.say.N("poll_delegations.largest", l.Delegations, map[string]any{
			"Name": l.String(), "Votes": l.Votes, "All": d.Votes, "Percent": a.say.Percent(l.Parts()),
		}))
	}
	if d.Deciders > 0 {
		lines = append(lines, a.say.N("poll_delegations.deciders", d.Deciders, map[string]any{"Gini": strings.Replace(d.GiniDecimal(), ".", a.say.T("number.mark", nil), 1)}))
	}
	for _, line := range lines {
		if err := a.println(a.wrapped(line)); err != nil {
			return err
		}
	}
	return nil
}

// ownDelegation is "Your vote went to Bea, through Cai: yes."
func (a *act) ownDelegation(v view.Poll, mine view.Delegated) string {
	data := map[string]any{"Names": joined(mine.Delegates)}
	if mine.By == nil {
		data["Reason"] = a.say.T("delegation_lost."+mine.Reason, nil)
		return a.say.T("poll_delegations.mine_lost."+counted(v.Delegations), data)
	}
	data["Names"], data["Choice"] = a.wayOf(mine), a.choiceOf(v, mine)
	return a.say.T("poll_delegations.mine."+counted(v.Delegations), data)
}

// counted says whether something is about what counts in the end, or about what would by what is known here.
func counted(d *view.PollDelegations) string {
	if d.Sealed {
		return "sealed"
	}
	return "so_far"
}

// wayOf is "Bea", or "Bea, through Cai".
func (a *act) wayOf(one view.Delegated) string {
	if len(one.Between) == 0 {
		return one.By.String()
	}
	return a.say.T("poll_delegations.way", map[string]any{"Name": one.By.String(), "Names": joined(one.Between)})
}

func (a *act) choiceOf(v view.Poll, one view.Delegated) string {
	if one.Void {
		return a.say.T("choice.void", nil)
	}
	return a.words().Choice(v.Form, one.Choice)
}

// showOverride says that a vote takes the place of a delegation in this poll.
func (a *act) showOverride(v view.Poll) error {
	if v.Delegations == nil || v.Delegations.Mine == nil {
		return nil
	}
	return a.tell("vote.overrides", map[string]any{"Names": joined(v.Delegations.Mine.Delegates)})
}
