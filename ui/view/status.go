package view

// Status: how a community stands here, what needs me, and what others did.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Status is what home shows.
type Status struct {
	Community string `json:"community"`
	Name      string `json:"name"`
	// Here says that the community's content has arrived.
	Here bool     `json:"here"`
	Me   *Name    `json:"me,omitempty"`
	My   string   `json:"my_state,omitempty"`
	Role []string `json:"my_roles,omitempty"`
	// Members and Newcomers count people.
	Members   int `json:"members"`
	Newcomers int `json:"newcomers"`
	Ops       int `json:"acts"`
	// Waiting acts miss others before them, Damaged ones must come anew, Unsent ones of mine are known to be nowhere else.
	Waiting int `json:"acts_waiting"`
	Damaged int `json:"acts_damaged"`
	Unsent  int `json:"acts_unsent"`
	// Head stands, Settled is agreed for good, Stuck is why nothing follows.
	Head        string `json:"head,omitempty"`
	Settled     string `json:"settled,omitempty"`
	Stuck       string `json:"stuck,omitempty"`
	NeedsNewer  bool   `json:"needs_newer"`
	Copied      bool   `json:"copied"`
	FounderMode bool   `json:"founder_mode"`
	Tellers     int    `json:"tellers"`
	Forks       []Fork `json:"forks"`
	Peers       []Peer `json:"peers"`
	// Local says that it is a sample, which never leaves this install.
	Local bool `json:"local,omitempty"`
	// Network is nil where this install is not on the network.
	Network *Network `json:"network"`
	// AtRisk are my ballots that a result may still leave out.
	AtRisk []BallotAtRisk `json:"ballots_at_risk"`
	// Needs is nil where the content has not arrived.
	Needs *Needs `json:"needs_me"`
}

// BallotAtRisk is a ballot of mine that is not safe.
type BallotAtRisk struct {
	Poll     string `json:"poll"`
	Title    string `json:"title"`
	Ballot   string `json:"ballot"`
	Receipts int    `json:"receipts"`
	Tellers  int    `json:"tellers"`
}

// Short is the poll's id as people see it.
func (b BallotAtRisk) Short() string { return text.ShortID(b.Poll) }

// Fork is a device that contradicted itself.
type Fork struct {
	Device string    `json:"device"`
	Person Name      `json:"person"`
	Seq    uint64    `json:"seq"`
	Proof  [2]string `json:"proof"`
}

// Peer is somebody with whom a bundle was exchanged.
type Peer struct {
	Name     string `json:"name"`
	AtMillis int64  `json:"at_ms"`
}

// LoadStatus reads how a community stands.
func LoadStatus(ctx context.Context, c *app.Community) (Status, error) {
	s, _, err := loadStatus(ctx, c)
	return s, err
}

// loadStatus returns the people too, nil where the content has not arrived.
func loadStatus(ctx context.Context, c *app.Community) (Status, *People, error) {
	s, err := c.Status(ctx)
	if err != nil {
		return Status{}, nil, err
	}
	v := Status{
		Community: s.Membership.Community.Genesis().String(), Name: s.Membership.Name, Here: s.Here, Members: s.Members, Newcomers: s.Newcomers,
		Ops: s.Ops, Waiting: s.Waiting, Damaged: s.Damaged, Unsent: s.Unsent, NeedsNewer: s.NeedsNewer, Copied: s.Copied,
		FounderMode: s.FounderMode, Tellers: s.Tellers, Forks: []Fork{}, Peers: []Peer{}, AtRisk: []BallotAtRisk{},
		Local: c.IsLocal(),
	}
	for _, p := range s.Peers {
		v.Peers = append(v.Peers, Peer{p.Name, p.AtMillis})
	}
	if !s.Here {
		if s.Me.Name != "" {
			v.Me = &Name{Account: s.Me.Account.String(), Name: s.Me.Name}
		}
		return v, nil, nil
	}
	v.Head, v.Settled, v.Stuck = s.Line.Head().String(), s.Line.Settled.String(), string(s.Line.Stuck)
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return v, nil, err
	}
	if me, known := people.Find(c.Account()); known {
		v.Me, v.My, v.Role = &me.Name, me.State, me.Roles
	}
	for _, f := range s.Forks {
		v.Forks = append(v.Forks, Fork{
			Device: f.Device.String(), Person: people.Name(f.Account), Seq: f.Seq, Proof: [2]string{f.Ops[0].String(), f.Ops[1].String()},
		})
	}
	risks, err := c.AtRisk(ctx)
	if err != nil {
		return v, nil, err
	}
	for _, r := range risks {
		v.AtRisk = append(v.AtRisk, BallotAtRisk{r.Poll.ID.String(), r.Poll.Opening.Title, r.Ballot.String(), r.Receipts, r.Tellers})
	}
	needs, err := loadNeeds(ctx, c, people)
	v.Needs = &needs
	return v, people, err
}
