package view

// Decision: one decision's page, with its text, what others would change, what was said, and what I can do.

import (
	"context"
	"errors"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// DecisionPage is all of it.
type DecisionPage struct {
	ID string
	// Path stands above the title, By below it.
	Path  []string
	Title string
	By    Sentence
	// Author proposed it, or opened the vote.
	Author Name
	// State says how it stands, in a sentence or two; Urgent that it closes within a day and waits for me.
	State  Sentence
	Urgent bool
	Group  DecisionGroup
	Tabs   []PageTab
	// Text is what is decided about; NoText says why it cannot be read.
	Text   []Block
	NoText string
	// Source is Text as it was written, made harmless.
	Source     string
	Amendments []AmendmentRow
	// Comments are for NewThread.
	Comments []Comment
	History  []RevisionRow
	Facts    []Fact
	// Vote is the bar at the foot where the ballot does not stand beside the text; nil where there is no vote.
	Vote *VoteBar
	// Proposal and Poll are what the page is about; either may be nil.
	Proposal *Proposal
	Poll     *Poll
	// Late says what an outcome does not count, Lists who can vote, who has not, and what was chosen.
	Late  []LateLine
	Lists []NameList
	// Closing is there while tellers close the vote.
	Closing *ClosingPage
	// Acts are what else this person can do with it.
	Acts []OfferedAct
	// Barred says what is not offered to this person, and why.
	Barred Barred
}

// PageTab is a tab of a page.
type PageTab struct {
	Tab, Label string
	// Count stands behind its label; 0 for none.
	Count int
}

// Fact is one line of what is known about a thing.
type Fact struct{ Label, Value string }

// VoteBar sums the ballot up.
type VoteBar struct {
	Title, Sub, Act string
	// Open says that I can vote now.
	Open bool
}

// AmendmentRow is an amendment in the list of a page.
type AmendmentRow struct {
	ID    string
	By    Name
	Title string
	// State says what became of it; Open that nobody has decided.
	State string
	Open  bool
	When  string
	Goes  Target
}

// RevisionRow is one text of a proposal in its history.
type RevisionRow struct {
	ID      string
	Number  int
	By      Name
	Title   string
	When    string
	Current bool
	Change  Difference
}

// LoadDecision reads the page of a proposal or of a poll, by its id. Error: app.ErrNotFoundHere.
func LoadDecision(ctx context.Context, c *app.Community, w Words, id op.ID) (DecisionPage, error) {
	page, err := loadDecision(ctx, c, w, id)
	if err != nil {
		return page, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return page, err
	}
	rules, err := c.Stands(ctx)
	if err != nil {
		return page, err
	}
	if page.Poll != nil {
		w.nameTrack(&page, rules)
		page.Closing = w.ClosingPage(*page.Poll, c.Membership().Name)
	}
	may := w.actorsOf(people, rules, c.Account())
	w.offer(&page, may)
	page.Closing.leaveTo(may.council)
	return page, nil
}

// nameTrack calls the track of a vote by its title, where the charter still has it.
func (w Words) nameTrack(page *DecisionPage, rules app.Standing) {
	t, ok := rules.State.Charter.Track(page.Poll.Track)
	if !ok {
		return
	}
	if page.Proposal == nil {
		page.Path = w.Path(SectionDecisions, t.Title)
	}
	for i := range page.Facts {
		if page.Facts[i].Label == w.Say.T("fact.track", nil) {
			page.Facts[i].Value = text.Line(t.Title)
		}
	}
}

func loadDecision(ctx context.Context, c *app.Community, w Words, id op.ID) (DecisionPage, error) {
	row, err := c.Proposal(ctx, id)
	if errors.Is(err, app.ErrNotFoundHere) {
		poll, err := PollPage(ctx, c, id)
		if err != nil {
			return DecisionPage{}, err
		}
		return w.pollDecision(poll), nil
	}
	if err != nil {
		return DecisionPage{}, err
	}
	proposal, err := ProposalPage(ctx, c, row, false)
	if err != nil {
		return DecisionPage{}, err
	}
	var poll *Poll
	if len(proposal.Polls) > 0 {
		newest := slices.MaxFunc(proposal.Polls, func(a, b Poll) int { return int(min(max(a.OpenedMillis-b.OpenedMillis, -1), 1)) })
		pollID, err := op.ParseID(newest.ID)
		if err != nil {
			return DecisionPage{}, err
		}
		page, err := PollPage(ctx, c, pollID)
		if err != nil {
			return DecisionPage{}, err
		}
		poll = &page
	}
	return w.decision(proposal, poll), nil
}

// pollDecision is the page of a vote without a proposal.
func (w Words) pollDecision(p Poll) DecisionPage {
	page := DecisionPage{
		ID: p.ID, Path: w.Path(SectionDecisions, p.Track), Title: text.Line(p.Title), Author: p.OpenedBy, Poll: &p, Comments: p.Comments,
		By: w.sentence("decision.opened_by", map[string]any{"When": w.Stamp(p.OpenedMillis)}, map[string]string{"Name": p.OpenedBy.String()}),
	}
	w.addPoll(&page)
	page.Tabs = w.pageTabs(page)
	return page
}

func (w Words) decision(v Proposal, poll *Poll) DecisionPage {
	page := DecisionPage{
		ID: v.ID, Path: w.Path(SectionDecisions, orElse(v.TrackTitle, v.Track)), Title: text.Line(v.Title), Author: v.Author, Proposal: &v, Poll: poll,
		Comments: v.Thread, Group: GroupPreparation, Amendments: w.amendmentRows(v), History: w.revisionRows(v.Revisions),
		By: w.sentence("decision.proposed_by", map[string]any{"When": w.Stamp(v.TimeMillis)}, map[string]string{"Name": v.Author.String()}),
	}
	if v.IsReadable() {
		page.Text, page.Source = Prose(v.Text), text.Plain(v.Text)
	} else {
		page.NoText = w.WhyUnreadable(v.Post)
		page.Title = page.NoText
	}
	if poll != nil {
		w.addPoll(&page)
	} else {
		page.State = plain(w.Say.T("decision.state.discussed", nil))
		page.Facts = append(page.Facts, Fact{w.Say.T("fact.track", nil), text.Line(orElse(v.TrackTitle, v.Track))})
	}
	page.Tabs = w.pageTabs(page)
	return page
}

// addPoll says how the vote stands. The text that is voted on is the one that the opening named.
func (w Words) addPoll(page *DecisionPage) {
	p := page.Poll
	page.Group = groupOf(*p)
	page.State = w.pollState(*p)
	page.Urgent = page.Group == GroupNeedsMe && p.ClosesMillis-w.NowMillis <= dayMillis
	page.Vote, page.Lists = w.voteBar(*p), w.pollLists(*p)
	if p.Closing != nil {
		page.Late = w.LateLines(p.Closing)
	}
	switch {
	case p.TextHidden:
		page.Text, page.Source, page.NoText = nil, "", w.Say.T("decision.text_hidden", nil)
	case p.Text != "":
		page.Text, page.Source = Prose(p.Text), text.Plain(p.Text)
	}
	page.Facts = w.pollFacts(*p)
}

// pollState says how a vote stands.
func (w Words) pollState(p Poll) Sentence {
	when := map[string]string{"When": w.Moment(p.ClosesMillis)}
	switch {
	case p.Ending != nil && p.State == p.Ending.State:
		return w.sentence(endedKeys[p.State], nil, map[string]string{"When": w.Moment(p.Ending.AtMillis)})
	case p.State == PollClosed:
		return w.outcomeState(p)
	case p.Place != nil:
		return plain(w.Say.T("decision.state.place", map[string]any{"Line": p.Place.Line, "When": w.Moment(p.Place.FreeMillis)}))
	case p.State == PollOver || p.Phase.Phase == string(app.PhaseNotOpen) || p.Phase.Phase == string(app.PhaseNotOpened):
		if p.Phase.Phase == "" {
			return w.sentence("decision.state.over", nil, when)
		}
		tellers := 0
		if p.Closing != nil {
			tellers = len(p.Closing.Tellers)
		}
		return plain(w.PhaseSentence(p.Phase, p.ClosesMillis, tellers))
	case p.Course != nil && p.Course.State == "confirming":
		return w.sentence("decision.state.confirming", map[string]any{"Turnout": w.turnout(p)}, map[string]string{
			"When": w.Moment(p.Course.ConfirmingSinceMillis + p.Course.ConfirmMillis),
		})
	}
	return w.sentence("decision.state.open", map[string]any{"Left": w.Distance(p.ClosesMillis), "Turnout": w.turnout(p)}, when)
}

var endedKeys = map[string]string{PollCancelled: "decision.state.cancelled", PollKilled: "decision.state.killed"}

func (w Words) outcomeState(p Poll) Sentence {
	when := map[string]any{"When": w.Moment(p.ClosesMillis)}
	if p.Closing == nil || p.Closing.Outcome == nil {
		return w.sentence("decision.state.closed", nil, map[string]string{"When": w.Moment(p.ClosesMillis)})
	}
	o := p.Closing.Outcome
	when["Counted"], when["Voters"] = int64(o.Counted), int64(o.Electorate)
	switch {
	case !o.Decides:
		return plain(w.Say.T("decision.state.counted", when))
	case o.Passed:
		return plain(w.Say.T("decision.state.passed", when))
	}
	return plain(w.Say.T("decision.state.failed", when))
}

// PhaseSentence says what state the tellers have brought a poll to, whom it waits for, and since when.
func (w Words) PhaseSentence(p PollPhase, closesMillis int64, tellers int) string {
	return w.Say.T("closing.phase."+p.Phase, map[string]any{
		"Have": p.Received, "Needed": p.Quorum, "Names": w.WaitedFor(p.WaitsFor), "Frozen": p.Frozen, "Tellers": tellers,
		"Until": w.When(closesMillis), "Settled": w.When(p.SettledMillis), "Since": w.When(p.SinceMillis),
	})
}

// WaitedFor says whom a poll waits for, and when each was last heard.
func (w Words) WaitedFor(list []Awaited) string {
	names := make([]string, len(list))
	for i, a := range list {
		if a.HeardMillis < 0 {
			names[i] = w.Say.T("closing.never_heard", map[string]any{"Name": a.String()})
		} else {
			names[i] = w.Say.T("closing.heard", map[string]any{"Name": a.String(), "When": w.Distance(a.HeardMillis)})
		}
	}
	return w.Say.List(names)
}
