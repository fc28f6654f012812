package view

// Polls: a question, how the ballots that are known here stand, and what I can do about it.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
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
)

// Poll is one poll.
type Poll struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Proposal string `json:"proposal,omitempty"`
	Revision string `json:"revision,omitempty"`
	Track    string `json:"track"`
	Method   string `json:"method"`
	// Max is how many options a ballot may approve; 0 for any number.
	Max          uint64 `json:"max"`
	OpenedBy     Name   `json:"opened_by"`
	OpenedMillis int64  `json:"opened_ms"`
	ClosesMillis int64  `json:"closes_ms"`
	State        string `json:"state"`
	// Running is no outcome: it counts the ballots known here.
	Running Running `json:"running_count"`
	// Mine are the options that I have marked; nil where I have not voted.
	Mine    []string `json:"mine"`
	MyVote  string   `json:"my_ballot,omitempty"`
	MayVote bool     `json:"may_vote"`
	// WhyNot is one of the NoVote… words, where I may not.
	WhyNot string `json:"why_not,omitempty"`
	// NeedsMe says that I may vote, have not, and can still.
	NeedsMe bool `json:"needs_me"`

	Voters     []Name   `json:"voters,omitempty"`
	Ballots    []Ballot `json:"ballots,omitempty"`
	Text       string   `json:"text,omitempty"`
	TextHidden bool     `json:"text_hidden,omitempty"`
	NeedsNewer bool     `json:"needs_newer,omitempty"`
}

// Short is the id as people see it.
func (p Poll) Short() string { return text.ShortID(p.ID) }

// Running is a running count.
type Running struct {
	// Closed is false: nothing of this is settled.
	Closed  bool          `json:"closed"`
	Options []OptionCount `json:"options"`
	Voters  uint64        `json:"voters"`
	Blank   uint64        `json:"blank"`
	Void    uint64        `json:"void"`
}

// OptionCount is how many ballots mark an option.
type OptionCount struct {
	Option string `json:"option"`
	Count  uint64 `json:"count"`
}

// Ballot is one member's choice.
type Ballot struct {
	ID         string   `json:"id"`
	Voter      Name     `json:"voter"`
	TimeMillis int64    `json:"time_ms"`
	Options    []string `json:"options"`
	Reason     string   `json:"reason"`
	// Void says that this version cannot read it.
	Void bool `json:"void,omitempty"`
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
		Track: s.Opening.Track, Method: s.Opening.Method, Max: s.Opening.Max, OpenedBy: p.Name(s.Author), OpenedMillis: s.TimeMillis,
		ClosesMillis: s.Opening.ClosesMillis, State: PollOpen, MayVote: s.MayVote,
		Running: Running{
			Closed: s.Closed, Options: []OptionCount{}, Voters: s.Running.Voters, Blank: s.Running.Blank, Void: s.Running.Void,
		},
	}
	for _, o := range s.Running.Options {
		v.Running.Options = append(v.Running.Options, OptionCount{o.Option, o.Count})
	}
	switch {
	case s.Closed:
		v.State = PollClosed
	case s.Over:
		v.State = PollOver
	}
	if s.WhyNot != nil {
		v.WhyNot = p.whyNoVote()
	}
	if s.Mine != nil {
		v.MyVote = s.Mine.ID.String()
		v.Mine, _ = marked(&s.Opening, s.Mine.Choice)
	}
	v.NeedsMe = v.MayVote && s.Mine == nil && v.State == PollOpen
	return v
}

// whyNoVote is why I am not in an electorate.
func (p *People) whyNoVote() string {
	i := slices.IndexFunc(p.list, func(person Person) bool { return person.Me })
	switch {
	case i < 0:
		return NoVoteNotMember
	case p.list[i].State == StateRemoved:
		return NoVoteRemoved
	case p.list[i].State == StateMember:
		return NoVoteLater
	}
	return NoVoteNotMember
}

// marked are the options that a ballot marks.
func marked(open *poll.Open, payload []byte) (options []string, readable bool) {
	options = []string{}
	method, err := poll.MethodOf(open.Method)
	if err != nil {
		return options, false
	}
	choice, err := method.Decode(open, payload)
	if err != nil {
		return options, false
	}
	all := method.Options(open)
	for _, i := range choice.Options {
		options = append(options, all[i])
	}
	return options, true
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
	page, err := c.Poll(ctx, id)
	if err != nil {
		return Poll{}, err
	}
	v := people.poll(page.PollSummary)
	v.Voters, v.NeedsNewer, v.TextHidden = people.names(page.Voters), page.NeedsNewer, page.TextHidden
	v.Ballots = []Ballot{}
	for _, b := range page.Ballots {
		ballot := Ballot{ID: b.ID.String(), Voter: people.Name(b.Account), TimeMillis: b.TimeMillis, Reason: b.Reason}
		var readable bool
		ballot.Options, readable = marked(&page.Opening, b.Choice)
		ballot.Void = !readable
		v.Ballots = append(v.Ballots, ballot)
	}
	if page.Text != nil && !page.TextHidden {
		v.Text = page.Text.Text
	}
	return v, nil
}

// Choice says what was marked: "yes", "Solar, Roof", or that nothing was approved.
func (w Words) Choice(method string, options []string) string {
	if len(options) == 0 {
		return w.Say.T("choice.nothing", nil)
	}
	said := make([]string, len(options))
	for i, o := range options {
		said[i] = w.Option(method, o)
	}
	return w.Say.List(said)
}

// Option says one option: the words of a method of its own in the reader's language, others as they were written.
func (w Words) Option(method, option string) string {
	if method == poll.YesNo {
		return w.Say.T("choice."+option, nil)
	}
	return text.Line(option)
}
