package view

// Polls: a question, how the ballots that are known here stand, and what I can do about it.

import (
	"context"
	"errors"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The states of a poll.
const (
	// PollOpen takes ballots.
	PollOpen = "open"
	// PollOver is past its time by this laptop's clock, and not closed by the tellers.
	PollOver = "over"
	// PollClosed is closed by the tellers.
	PollClosed = "closed"
)

// The reasons why somebody may not vote.
const (
	// NoVoteRemoved is somebody who was removed from the community.
	NoVoteRemoved = "removed"
	// NoVoteNotMember is a newcomer, or somebody whose join does not count.
	NoVoteNotMember = "not_a_member"
	// NoVoteLater is a member who was let in after the poll was opened.
	NoVoteLater = "joined_later"
	// NoVoteUnreceipted is a member whose admission too few tellers had received.
	NoVoteUnreceipted = "not_receipted"
	// NoVoteWaiting is a member whose waiting time was not over.
	NoVoteWaiting = "waiting"
)

// Poll is one poll.
type Poll struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Proposal string `json:"proposal,omitempty"`
	Revision string `json:"revision,omitempty"`
	Track    string `json:"track"`
	Method   string `json:"method"`
	// Form is what a ballot looks like; "" where this version does not know the method.
	Form    tally.Form   `json:"form"`
	Options []PollOption `json:"options"`
	// Seats is how many options win, Budget what they may cost together; 0 where that is not asked.
	Seats  uint64 `json:"seats"`
	Budget uint64 `json:"budget"`
	// Settings are all that the method is counted with, by its source's names.
	Settings     []PollSetting `json:"settings"`
	Ties         string        `json:"ties"`
	OpenedBy     Name          `json:"opened_by"`
	OpenedMillis int64         `json:"opened_ms"`
	ClosesMillis int64         `json:"closes_ms"`
	State        string        `json:"state"`
	// Running is no outcome as long as none is sealed: it counts the ballots known here. On a poll's page it counts what was sealed then.
	Running Running `json:"running_count"`
	// Mine is what I have chosen, as I would type it; "" where I have marked nothing, or have not voted.
	Mine    string `json:"mine"`
	MyVote  string `json:"my_ballot,omitempty"`
	MayVote bool   `json:"may_vote"`
	// EnteredForMe is there where the ballot was entered by a helper, and not cast by me.
	EnteredForMe *Entered `json:"entered_for_me,omitempty"`
	// WhyNot is one of the NoVote… words, where I may not; NoVote has its numbers.
	WhyNot string  `json:"why_not,omitempty"`
	NoVote *NoVote `json:"why_not_numbers,omitempty"`
	// With are the peers that are known to hold my ballot.
	With []string `json:"my_ballot_with,omitempty"`
	// Phase says more of the state, where tellers close the poll.
	Phase PollPhase `json:"closing_phase"`
	// NeedsMe says that I may vote, have not, and can still.
	NeedsMe bool `json:"needs_me"`

	Voters     []Name   `json:"voters,omitempty"`
	Ballots    []Ballot `json:"ballots,omitempty"`
	Text       string   `json:"text,omitempty"`
	TextHidden bool     `json:"text_hidden,omitempty"`
	NeedsNewer bool     `json:"needs_newer,omitempty"`
	// Enacts is what passing changes in the charter.
	Enacts []Change `json:"enacts,omitempty"`
	// NotVoted are those of whom no ballot is known here, and for whom nobody votes.
	NotVoted []Name `json:"not_voted,omitempty"`
	// Comments are what was said on the poll itself, before and after its outcome.
	Comments []Comment `json:"comments,omitempty"`
	// FollowUp is there where the poll has passed, and somebody has to do what it decided.
	FollowUp *FollowUp `json:"followup,omitempty"`
	// Closing is there where tellers close the poll.
	Closing *Closing `json:"closing,omitempty"`
	// Course is there where tellers close a poll that asks yes or no, Place where it waits for one, Ending where another poll ends it.
	Course *Course `json:"course,omitempty"`
	Place  *Place  `json:"waits_for_a_place,omitempty"`
	Ending *Ending `json:"ended_by,omitempty"`
	// Delegations are there where members have delegated in this poll.
	Delegations *PollDelegations `json:"delegations,omitempty"`
}

// Short is the id as people see it.
func (p Poll) Short() string { return text.ShortID(p.ID) }

// HasOutcome reports whether something was sealed that can be counted here.
func (p Poll) HasOutcome() bool { return p.Closing != nil && p.Closing.Outcome != nil }

// IsLate reports whether what was sealed does not count a ballot.
func (p Poll) IsLate(ballot string) bool {
	return p.Closing != nil && slices.ContainsFunc(p.Closing.Late, func(l LateBallot) bool { return l.ID == ballot })
}

// Running is a running count.
type Running struct {
	// Closed is false as long as nothing is sealed.
	Closed  bool          `json:"closed"`
	Options []OptionCount `json:"options"`
	Voters  uint64        `json:"voters"`
	Blank   uint64        `json:"blank"`
	Void    uint64        `json:"void"`
	// Tally is the count by the poll's method, on the poll's page.
	Tally *Tally `json:"tally,omitempty"`
}

// PollOption is one thing that can be chosen.
type PollOption struct {
	Name string `json:"name"`
	Cost uint64 `json:"cost,omitempty"`
}

// PollSetting is one variant of the method.
type PollSetting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// OptionCount is how many ballots mark an option: approve it, rank it, give it points.
type OptionCount struct {
	Option string `json:"option"`
	Count  uint64 `json:"count"`
}

// Ballot is one member's choice.
type Ballot struct {
	ID         string `json:"id"`
	Voter      Name   `json:"voter"`
	TimeMillis int64  `json:"time_ms"`
	// Choice is as people type it; "" marks nothing.
	Choice string `json:"choice"`
	Reason string `json:"reason"`
	// Void says that this version cannot read it.
	Void bool `json:"void,omitempty"`
	// HiddenBy and HiddenReason are set where a steward has hidden the reason.
	HiddenBy     *Name  `json:"reason_hidden_by,omitempty"`
	HiddenReason string `json:"reason_hidden_reason,omitempty"`
	// Entered is there where a helper entered it from a paper.
	Entered *Entered `json:"entered,omitempty"`
}

// Entered is how a ballot came that its voter did not cast.
type Entered struct {
	By    Name   `json:"by"`
	Paper string `json:"paper"`
	// Witness is who saw it, where anybody was named.
	Witness string `json:"witness,omitempty"`
}

func (p *People) entered(b *poll.Ballot) *Entered {
	if !b.IsAssisted() {
		return nil
	}
	return &Entered{By: p.Name(b.Helper), Paper: b.Paper, Witness: b.Witness}
}

// Polls lists polls, newest first.
func Polls(ctx context.Context, c *app.Community, page app.Page) ([]Poll, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, err := c.ListPolls(ctx, page)
	if err != nil {
		return nil, err
	}
	return people.polls(rows), nil
}

func (p *People) polls(rows []app.PollSummary) []Poll {
	list := []Poll{}
	for _, row := range rows {
		list = append(list, p.poll(row))
	}
	return list
}

func (p *People) poll(s app.PollSummary) Poll {
	v := Poll{
		ID: s.ID.String(), Title: s.Opening.Title, Proposal: idOrNone(s.Opening.Proposal), Revision: idOrNone(s.Opening.Revision),
		Track: s.Opening.Track, Method: s.Opening.Method, Options: []PollOption{}, Seats: s.Opening.Seats,
		Budget: s.Opening.Budget, Settings: []PollSetting{}, Ties: s.Opening.Tie, Form: s.Opening.Election().Form, OpenedBy: p.Name(s.Author), OpenedMillis: s.TimeMillis,
		ClosesMillis: s.Opening.ClosesMillis, State: PollOpen, MayVote: s.MayVote,
		Running: Running{
			Closed: s.Closed, Options: []OptionCount{}, Voters: s.Running.Voters, Blank: s.Running.Blank, Void: s.Running.Void,
		},
	}
	for _, o := range s.Running.Options {
		v.Running.Options = append(v.Running.Options, OptionCount{o.Option, o.Count})
	}
	v.name(&s.Opening)
	if s.Opening.Enacts != nil {
		v.Enacts = p.Changes(*s.Opening.Enacts)
	}
	switch {
	case s.Closed:
		v.State = PollClosed
	case s.Over:
		v.State = PollOver
	}
	if v.Ending = endingOf(s.Ending); s.IsEnded {
		v.State = v.Ending.State
	}
	if s.WhyNot != nil {
		v.WhyNot, v.NoVote = whyNoVote(s.WhyNot)
	}
	v.Phase = p.phase(s.Standing)
	if s.Mine != nil {
		v.MyVote = s.Mine.ID.String()
		v.Mine, _ = chosen(&s.Opening, s.Mine.Choice)
		v.EnteredForMe = p.entered(s.Mine)
	}
	v.NeedsMe = v.MayVote && s.Mine == nil && v.State == PollOpen
	return v
}

// NoVote is what belongs to the reason why somebody may not vote.
type NoVote struct {
	// Receipts is how many tellers had received the admission, where Needed would have been enough.
	Receipts int `json:"receipts"`
	Needed   int `json:"needed"`
	// WaitingMillis is the charter's waiting time, OverMillis when it is over.
	WaitingMillis int64 `json:"waiting_ms,omitempty"`
	OverMillis    int64 `json:"waiting_over_ms,omitempty"`
}

// whyNoVote is why I am not in an electorate.
func whyNoVote(err error) (string, *NoVote) {
	var no *app.NoVoterError
	if !errors.As(err, &no) {
		return NoVoteNotMember, nil
	}
	if no.Why != community.OutUnreceipted && no.Why != community.OutWaiting {
		return string(no.Why), nil
	}
	return string(no.Why), &NoVote{Receipts: no.Receipts, Needed: no.Needed, WaitingMillis: no.WaitingMillis, OverMillis: no.OverMillis}
}

// name takes up what the opening names beside the question.
func (p *Poll) name(open *poll.Open) {
	for i, name := range open.Options {
		option := PollOption{Name: name}
		if i < len(open.Costs) {
			option.Cost = open.Costs[i]
		}
		p.Options = append(p.Options, option)
	}
	for _, s := range open.Settings {
		p.Settings = append(p.Settings, PollSetting{s.Name, s.Value})
	}
}

// chosen is what a ballot says; "" where it marks nothing.
func chosen(open *poll.Open, payload []byte) (said string, readable bool) {
	b, err := poll.Decode(open, payload)
	if err != nil || open.Election().Empty(&b) {
		return "", err == nil
	}
	return poll.Say(open, b), true
}

func idOrNone(id op.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// PollPage is one poll with its voters and ballots.
func PollPage(ctx context.Context, c *app.Community, id op.ID) (Poll, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Poll{}, err
	}
	return pollPage(ctx, c, people, id)
}

func pollPage(ctx context.Context, c *app.Community, people *People, id op.ID) (Poll, error) {
	page, err := c.Poll(ctx, id)
	if err != nil {
		return Poll{}, err
	}
	v := people.poll(page.PollSummary)
	v.Voters, v.NeedsNewer, v.TextHidden = people.names(page.Voters), page.NeedsNewer, page.TextHidden
	v.Closing, v.With = people.closing(page.Closing), page.With
	v.Course, v.Place = courseOf(page.Course, page.Opening.ClosesMillis), placeOf(page.Place)
	v.Delegations = people.pollDelegations(page.Delegations, &page.Opening)
	v.NotVoted = people.names(page.NotVoted())
	v.Ballots = []Ballot{}
	for _, b := range page.Ballots {
		ballot := Ballot{ID: b.ID.String(), Voter: people.Name(b.Account), TimeMillis: b.TimeMillis, Reason: b.Reason, Entered: people.entered(&b)}
		var readable bool
		ballot.Choice, readable = chosen(&page.Opening, b.Choice)
		ballot.Void = !readable
		if h, hidden := page.HiddenReasons[b.ID]; hidden {
			by := people.Name(h.By)
			ballot.HiddenBy, ballot.HiddenReason = &by, h.Reason
		}
		v.Ballots = append(v.Ballots, ballot)
	}
	if page.Result != nil {
		counted := NewTally("", page.Election, page.Result)
		v.Running.Tally = &counted
	}
	if page.Text != nil && !page.TextHidden {
		v.Text = page.Text.Text
	}
	if page.FollowUp != nil {
		follow := people.followUp(page.FollowUp)
		v.FollowUp = &follow
	}
	err = c.Ask(ctx, func(r app.Reader) error {
		t, err := loadThread(r, people, people.me, id, false)
		if err == nil {
			v.Comments, err = t.comments(r, id)
		}
		return err
	})
	return v, err
}
