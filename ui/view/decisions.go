package view

// Decisions: everything that is decided, was, or will be, by state. A decision is a proposal with its votes, a vote without a proposal, or a draft.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// DecisionGroup is what state a decision is in.
type DecisionGroup string

// The groups, in their order.
const (
	GroupNeedsMe     DecisionGroup = "needs_me"
	GroupOpen        DecisionGroup = "open"
	GroupPreparation DecisionGroup = "preparation"
	GroupClosing     DecisionGroup = "closing"
	GroupDecided     DecisionGroup = "decided"
	GroupDrafts      DecisionGroup = "drafts"
)

var allGroups = []DecisionGroup{GroupNeedsMe, GroupOpen, GroupPreparation, GroupClosing, GroupDecided, GroupDrafts}

// DecisionRow is one decision in the list.
type DecisionRow struct {
	ID    string
	Group DecisionGroup
	// Icon is how the ballot is drawn; "" without a vote.
	Icon       string
	Title, Sub string
	// Chip says what I have done, or who votes for me; Voted says that it is the former.
	Chip  string
	Voted bool
	// Bar is how it stands; empty where that says nothing. Standing are its words, and stand alone without a bar.
	Bar      []BarPart
	Standing string
	// When and Left are the last column.
	When, Left string
	// Urgent says that it closes within a day and waits for me.
	Urgent bool
	Mine   bool
	Track  string
	Goes   Target

	closesMillis, changedMillis int64
}

// Label says all of a row to who does not see it.
func (r DecisionRow) Label() string {
	return spoken(r.Title, r.Chip, r.Sub, r.Standing, r.When, r.Left)
}

// The parts of a bar.
const (
	BarYes     = "yes"
	BarNo      = "no"
	BarAbstain = "abstain"
)

// BarPart is a part of a bar, in billionths of it; what is left of the bar is nobody's.
type BarPart struct {
	// Kind is one of the Bar… words: its colour and its shape.
	Kind  string
	Parts int64
}

// Decisions is everything that the list is made of, at one moment.
type Decisions struct{ rows []DecisionRow }

// maxDecisions of each sort are listed: older ones are found by search.
const maxDecisions = app.MaxPage

// LoadDecisions reads the newest, so many of each sort, or as many as there may be for 0: a face asks for few first, and for all then.
func LoadDecisions(ctx context.Context, c *app.Community, w Words, most int) (Decisions, error) {
	if most <= 0 || most > maxDecisions {
		most = maxDecisions
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Decisions{}, err
	}
	proposals, err := newestProposals(ctx, c, most)
	if err != nil {
		return Decisions{}, err
	}
	polls, err := pollPages(ctx, c, people, most, 0)
	if err != nil {
		return Decisions{}, err
	}
	drafts, err := c.Drafts(ctx)
	if err != nil {
		return Decisions{}, err
	}
	rules, err := c.Stands(ctx)
	if err != nil {
		return Decisions{}, err
	}
	titles := make(map[string]string)
	for _, t := range rules.State.Charter.Tracks {
		titles[t.ID] = t.Title
	}
	return w.decisions(people.me.String(), titles, proposals, polls, drafts), nil
}

// newestProposals reads proposals without their votes.
func newestProposals(ctx context.Context, c *app.Community, most int) ([]Proposal, error) {
	var list []Proposal
	err := withProposals(ctx, c, nil, func(p *proposals) error {
		rows, err := p.reader.Proposals(app.Page{Limit: most})
		if err != nil {
			return err
		}
		for _, row := range rows {
			v, _, err := p.proposal(row, false)
			if err != nil {
				return err
			}
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

// decisions makes the rows; tracks are the titles of the charter's, by their ids.
func (w Words) decisions(me string, tracks map[string]string, proposals []Proposal, polls []Poll, drafts []app.LocalDraft) Decisions {
	var d Decisions
	newest := make(map[string]Poll)
	for _, p := range slices.Backward(polls) { // the newest of a proposal comes last
		if p.Proposal != "" {
			newest[p.Proposal] = p
		}
	}
	for _, p := range proposals {
		if poll, voted := newest[p.ID]; voted {
			d.rows = append(d.rows, w.pollRow(poll, &p, me, tracks))
		} else {
			d.rows = append(d.rows, w.proposalRow(p))
		}
		delete(newest, p.ID)
	}
	for _, p := range polls {
		if _, alone := newest[p.Proposal]; alone || p.Proposal == "" {
			d.rows = append(d.rows, w.pollRow(p, nil, me, tracks))
			delete(newest, p.Proposal)
		}
	}
	for _, draft := range drafts {
		d.rows = append(d.rows, w.draftRow(draft))
	}
	return d
}

func (w Words) pollRow(p Poll, of *Proposal, me string, tracks map[string]string) DecisionRow {
	r := DecisionRow{
		ID: p.decisionID(), Group: groupOf(p), Icon: p.Icon(), Title: text.Line(p.Title), Track: p.Track, Mine: p.OpenedBy.Account == me,
		Goes: Target{Section: SectionDecisions, Item: p.decisionID()}, closesMillis: p.ClosesMillis, changedMillis: p.OpenedMillis,
	}
	about := []string{text.Line(orElse(tracks[p.Track], p.Track))}
	if of != nil {
		r.Mine = of.Mine
		about = []string{text.Line(orElse(of.TrackTitle, of.Track)), w.byWhom(of.Post)}
		if of.Comments > 0 {
			about = append(about, w.Say.N("decision.comments", of.Comments, nil))
		}
	} else {
		about = append(about, p.OpenedBy.String())
	}
	if p.asksAmong() {
		about = append(about, w.Say.N("decision.options", len(p.Options), nil))
	}
	r.Sub = joined(about...)
	r.Chip, r.Voted = w.pollChip(p)
	r.Bar, r.Standing = w.standing(p)
	r.When, r.Left = w.pollTimes(p)
	r.Urgent = r.Group == GroupNeedsMe && p.ClosesMillis-w.NowMillis <= dayMillis
	return r
}

// asksAmong says that a vote is among options of its own, and not yes or no.
func (p Poll) asksAmong() bool {
	return p.Form != tally.Choice && p.Form != tally.Consents && len(p.Options) > 1
}

func orElse(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

func (w Words) byWhom(p Post) string {
	if p.Mine {
		return w.Say.T("decision.yours", nil)
	}
	return p.Author.String()
}

func groupOf(p Poll) DecisionGroup {
	switch {
	case p.isDone():
		return GroupDecided
	case p.State == PollOver:
		return GroupClosing
	case p.Place != nil || p.Phase.Phase == string(app.PhaseNotOpen):
		return GroupPreparation
	case p.NeedsMe && !isGivenAway(p):
		return GroupNeedsMe
	}
	return GroupOpen
}

// pollChip says what I have done, or who votes for me.
func (w Words) pollChip(p Poll) (chip string, voted bool) {
	switch {
	case p.MyVote != "" && (p.Form == tally.Choice || p.Form == tally.Consents):
		return w.Say.T("decision.you", map[string]any{"Choice": w.Answer(p.Form, p.Mine)}), true
	case p.MyVote != "":
		return w.Say.T("decision.you_voted", nil), true
	case isGivenAway(p):
		mine := p.Delegations.Mine
		by := mine.By
		if by == nil && len(mine.Delegates) > 0 {
			by = &mine.Delegates[0]
		}
		if by != nil {
			return w.Say.T("decision.votes_for_you", map[string]any{"Name": firstName(by.Name)}), false
		}
	case p.WhyNot == NoVoteLater:
		return w.Say.T("decision.before_you", nil), false
	}
	return "", false
}

func (w Words) proposalRow(p Proposal) DecisionRow {
	r := DecisionRow{
		ID: p.ID, Group: GroupPreparation, Title: text.Line(p.Title), Track: p.Track, Mine: p.Mine, When: w.Say.T("decision.discussion", nil),
		Sub: joined(text.Line(orElse(p.TrackTitle, p.Track)), w.byWhom(p.Post)), Goes: Target{Section: SectionDecisions, Item: p.ID},
		changedMillis: p.TimeMillis,
	}
	if !p.IsReadable() {
		r.Title = w.WhyUnreadable(p.Post)
	}
	if p.Comments > 0 {
		r.Left = w.Say.N("decision.comments", p.Comments, nil)
	}
	if p.OpenAmendments > 0 {
		r.Standing = w.Say.N("decision.open_amendments", p.OpenAmendments, nil)
	}
	return r
}

func (w Words) draftRow(d app.LocalDraft) DecisionRow {
	r := DecisionRow{
		ID: d.ID, Group: GroupDrafts, Title: text.Line(d.Title), Track: d.Track, Mine: true, Sub: w.Say.T("decision.draft", nil),
		When: w.Stamp(d.ChangedMillis), Goes: Target{Section: SectionDecisions, Item: d.ID, Tab: TabDraft}, changedMillis: d.ChangedMillis,
	}
	if r.Title == "" {
		r.Title = w.Say.T("decision.untitled", nil)
	}
	return r
}
