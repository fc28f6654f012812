package view

// What can be done with a decision, beside voting and talking: as much as the command line can.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// DecisionAct is one thing that can be done with a decision.
type DecisionAct string

// The acts, in the order in which they are offered.
const (
	// ActOpenVote opens a vote on a proposal's text as it is now, ActOpenAlike one like this one, ActEndVote one that ends this one.
	ActOpenVote  DecisionAct = "open_vote"
	ActOpenAlike DecisionAct = "open_alike"
	ActEndVote   DecisionAct = "end_vote"
	// ActRevise writes the next text, ActAmend offers another one to its author.
	ActRevise DecisionAct = "revise"
	ActAmend  DecisionAct = "amend"
	// ActAssist enters somebody's paper ballot, ActNudge writes to who has not voted, ActDelegate gives my vote away.
	ActAssist   DecisionAct = "assist"
	ActNudge    DecisionAct = "nudge"
	ActDelegate DecisionAct = "delegate"
	// ActLink copies the id, ActSaveText saves all as Markdown, ActCalendar the close as a calendar file.
	ActLink     DecisionAct = "link"
	ActSaveText DecisionAct = "save_text"
	ActCalendar DecisionAct = "calendar"
	// ActBallots saves the ballots for other programs, ActRecord the proof of the outcome.
	ActBallots DecisionAct = "ballots"
	ActRecord  DecisionAct = "record"
	// ActUnhide shows again what ActHide hides; ActWithdraw takes my own text back; ActRetire gives an undecided vote up.
	// ActRead reads what is hidden, or by somebody muted, all the same.
	ActUnhide   DecisionAct = "unhide"
	ActRead     DecisionAct = "read"
	ActHide     DecisionAct = "hide"
	ActWithdraw DecisionAct = "withdraw"
	ActRetire   DecisionAct = "retire"
)

// OfferedAct is one of a page's.
type OfferedAct struct {
	Act   DecisionAct
	Label string
	// Danger says that it cannot be undone.
	Danger bool
}

// actors is who may do what there.
type actors struct {
	moderates, assists, council bool
	// place is what is closed to who is no member.
	barred Barred
	// delegates says that the charter knows delegation, ends that it has a track whose votes end others.
	delegates, ends bool
}

func (w Words) actorsOf(people *People, rules app.Standing, me op.AccountID) actors {
	c := &rules.State.Charter
	person, _ := people.Find(me)
	return actors{
		barred: w.BarredOf(people), moderates: slices.Contains(person.Roles, RoleSteward), assists: slices.Contains(c.Helpers, me), council: slices.Contains(c.Council, me),
		delegates: c.Delegation.Allowed, ends: slices.ContainsFunc(c.Tracks, func(t charter.Track) bool { return t.Ends != charter.EndsNothing }),
	}
}

// offer lists what this person can do with a page.
func (w Words) offer(page *DecisionPage, may actors) {
	add := func(when bool, act DecisionAct, danger bool) {
		if when {
			page.Acts = append(page.Acts, OfferedAct{act, w.Say.T("decision_act."+string(act), nil), danger})
		}
	}
	v, p := page.Proposal, page.Poll
	running := p != nil && (p.State == PollOpen || p.State == PollOver)
	open := p != nil && p.State == PollOpen
	readable, member := v != nil && v.IsReadable(), !may.barred.NoProposals
	page.Barred = may.barred
	add(member && readable && !running, ActOpenVote, false)
	add(member && readable && v.Mine, ActRevise, false)
	add(member && readable && !v.Mine, ActAmend, false)
	add(member && v == nil && !running, ActOpenAlike, false)
	add(member && open && may.assists, ActAssist, false)
	add(open && len(p.NotVoted) > 0, ActNudge, false)
	add(open && p.MayVote && may.delegates, ActDelegate, false)
	add(member && open && may.ends, ActEndVote, false)
	add(true, ActLink, false)
	add(true, ActSaveText, false)
	add(open, ActCalendar, false)
	add(p != nil && len(p.Ballots) > 0, ActBallots, false)
	add(p != nil && p.HasOutcome(), ActRecord, false)
	add(v != nil && (v.State == PostMuted || v.State == PostHidden && (may.moderates || v.Mine)), ActRead, false)
	add(v != nil && may.moderates && v.HiddenBy != nil, ActUnhide, false)
	add(readable && may.moderates && !v.Mine, ActHide, true)
	add(!may.barred.Silent && readable && v.Mine, ActWithdraw, true)
	add(p != nil && p.Phase.MayRetire && may.council, ActRetire, true)
}

// Offers reports whether something can be done there.
func (page *DecisionPage) Offers(act DecisionAct) bool {
	return slices.ContainsFunc(page.Acts, func(o OfferedAct) bool { return o.Act == act })
}
