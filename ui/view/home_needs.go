package view

// What needs me, as Home lists it: decisions that close soonest first, then people, then papers.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The kinds of what needs me.
const (
	NeedsVote      = "vote"
	NeedsAdmission = "admission"
	NeedsSignature = "signature"
	NeedsAmendment = "amendment"
	NeedsDispute   = "dispute"
	NeedsFollowUp  = "followup"
	// NeedsPhrase is the recovery phrase, which nobody has seen written down.
	NeedsPhrase = "phrase"
)

// NeedRow is one thing that waits for me.
type NeedRow struct {
	// Kind is one of the Needs… words. Icon is how a vote's ballot is drawn.
	Kind string
	Icon string
	// Title and Sub say what it is, When and Left until when.
	Title, Sub, When, Left string
	// Urgent says that it closes within a day, Primary that it is the most urgent: the one primary button of the page.
	Urgent, Primary bool
	// Act is what the button says, Goes where it leads.
	Act  string
	Goes Target
}

// needRows lists what waits for me: decisions that close soonest first, then people, then papers.
func (w Words) needRows(n Needs, polls []Poll) []NeedRow {
	rows := []NeedRow{}
	if len(n.Disputed) > 0 {
		rows = append(rows, NeedRow{
			Kind: NeedsDispute, Title: w.Say.T("need.dispute", nil), Sub: w.Say.T("need.dispute_sub", nil), Urgent: true,
			Act: w.Say.T("need.look", nil), Goes: Target{Section: SectionMembers, Tab: TabRules},
		})
	}
	open := slices.Clone(n.Polls)
	slices.SortStableFunc(open, func(a, b Poll) int { return int(min(max(a.ClosesMillis-b.ClosesMillis, -1), 1)) })
	for _, p := range open {
		if i := slices.IndexFunc(polls, func(page Poll) bool { return page.ID == p.ID }); i >= 0 && !isGivenAway(polls[i]) {
			rows = append(rows, w.voteRow(polls[i]))
		} else if i < 0 {
			rows = append(rows, w.voteRow(p))
		}
	}
	for _, p := range n.Newcomers {
		rows = append(rows, NeedRow{
			Kind: NeedsAdmission, Title: w.Say.T("need.admission", map[string]any{"Name": p.Name.String()}), Sub: w.Say.T("need.admission_sub", nil),
			Act: w.Say.T("need.look", nil), Goes: Target{Section: SectionMembers, Tab: TabJoining, Item: p.Account},
		})
	}
	for _, c := range n.Commits {
		rows = append(rows, NeedRow{
			Kind: NeedsSignature, Title: w.Say.T("need.signature", nil), Sub: w.Changes(c.Changes), When: w.Stamp(c.TimeMillis),
			Act: w.Say.T("need.read", nil), Goes: Target{Section: SectionMembers, Tab: TabRules, Item: c.ID},
		})
	}
	for _, a := range n.Amendments {
		rows = append(rows, NeedRow{
			Kind: NeedsAmendment, Title: w.Say.T("need.amendment", map[string]any{"Name": a.Author.String()}), Sub: w.ChangeName(a),
			When: w.Stamp(a.TimeMillis), Act: w.Say.T("need.read", nil), Goes: Target{Section: SectionDecisions, Item: a.Proposal, Tab: TabAmendments, Focus: a.ID},
		})
	}
	if n.FollowUpsLate > 0 {
		rows = append(rows, NeedRow{
			Kind: NeedsFollowUp, Title: w.Say.N("need.late", n.FollowUpsLate, nil), Act: w.Say.T("need.look", nil), Goes: Target{Section: SectionDecisions},
		})
	}
	if len(rows) > 0 {
		rows[0].Primary = true
	}
	return rows
}

// phraseRow reminds of the recovery phrase until it is checked.
func (w Words) phraseRow(primary bool) NeedRow {
	return NeedRow{
		Kind: NeedsPhrase, Title: w.Say.T("need.phrase", nil), Sub: w.Say.T("need.phrase_sub", nil), Act: w.Say.T("need.phrase_act", nil), Primary: primary,
		Goes: Target{Section: SectionSettings, Focus: NeedsPhrase},
	}
}

// isGivenAway says that somebody else votes for me, or will: it does not wait for me.
func isGivenAway(p Poll) bool { return p.Delegations != nil && p.Delegations.Mine != nil }

func (w Words) voteRow(p Poll) NeedRow {
	return NeedRow{
		Kind: NeedsVote, Icon: p.Icon(), Title: text.Line(p.Title), Sub: joined(w.methodWord(p), w.turnout(p)),
		When: w.Say.T("poll_when.closes", map[string]any{"When": w.Moment(p.ClosesMillis)}), Left: w.Distance(p.ClosesMillis),
		Urgent: p.ClosesMillis-w.NowMillis <= dayMillis, Act: w.Say.T("need.vote", nil),
		Goes: Target{Section: SectionDecisions, Item: p.decisionID(), Focus: FocusBallot},
	}
}

// decisionID is what a poll's page goes by: its proposal, or the poll itself.
func (p Poll) decisionID() string {
	if p.Proposal != "" {
		return p.Proposal
	}
	return p.ID
}

// methodWord is what a ballot is, in a word: "Ranking", "Budget of 12,000".
func (w Words) methodWord(p Poll) string {
	if p.Budget > 0 {
		return w.Say.T("ballot_form_budget", map[string]any{"Budget": w.Say.Count(int64(p.Budget))})
	}
	return w.Say.T("ballot_form."+string(p.Form), nil)
}

// turnout says how many have voted, of how many where that is known.
func (w Words) turnout(p Poll) string {
	if len(p.Voters) == 0 {
		return w.Say.N("turnout.some", int(p.Running.Voters), nil)
	}
	data := map[string]any{"Voters": len(p.Voters)}
	if p.Form == tally.Consents {
		return w.Say.N("turnout.answered_of", int(p.Running.Voters), data)
	}
	return w.Say.N("turnout.of", int(p.Running.Voters), data)
}
