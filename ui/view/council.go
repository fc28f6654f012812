package view

// Council: the line of commits that stands, what is proposed, and who has signed.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The states of a commit.
const (
	// CommitSettled is agreed by the tellers for good.
	CommitSettled = "settled"
	// CommitProvisional stands, and something else may still be settled in its place.
	CommitProvisional = "provisional"
	// CommitCollecting waits for signatures.
	CommitCollecting = "collecting"
	// CommitDisputed has enough signatures, and so has a rival.
	CommitDisputed = "disputed"
	// CommitPassedBy is built on what does not stand any more.
	CommitPassedBy = "passed_by"
)

// Commit is a change of offices or rules.
type Commit struct {
	ID         string `json:"id"`
	Parent     string `json:"parent"`
	Type       string `json:"type"`
	State      string `json:"state"`
	TimeMillis int64  `json:"time_ms"`
	// Signers have signed, Needed is how many must.
	Signers []Name `json:"signers"`
	Needed  int    `json:"signatures_needed"`
	// NeedsMe says that it waits for my signature.
	NeedsMe bool `json:"needs_me"`
	// Changes say what it does, one each.
	Changes []Change `json:"changes"`
}

// Short is the id as people see it.
func (c Commit) Short() string { return text.ShortID(c.ID) }

// Change is one thing that a commit changes.
type Change struct {
	// What is a fixed word: "council", "threshold", "tellers", "admitters", "remove", "end_office", "retire", "features", "name", "purpose",
	// "text", "tracks", "waiting", "settle", "patience", "retire_after", "helpers", "delegation", "weights".
	What string `json:"what"`
	// People are those whom it is about, Devices are keys in hexadecimal, Value is the new text, number or list.
	People  []Name   `json:"people,omitempty"`
	Devices []string `json:"devices,omitempty"`
	Value   string   `json:"value,omitempty"`
	Count   int      `json:"count,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	// Millis is a duration.
	Millis int64 `json:"value_ms,omitempty"`
	// Delegation and Weights are the new rules.
	Delegation *charter.Delegation `json:"delegation,omitempty"`
	Weights    []charter.Weight    `json:"weights,omitempty"`
	// Cut says, for a removal or an end of office, up to where the devices' acts stand.
	Cut []Position `json:"cut,omitempty"`
}

// Position is the last act of a device that stands.
type Position struct {
	Device string `json:"device"`
	Op     string `json:"op"`
}

// Council is who holds office, and what is under way.
type Council struct {
	Stewards  []Name   `json:"stewards"`
	Threshold int      `json:"signatures_needed"`
	Tellers   []Teller `json:"tellers"`
	// Quorum is how many tellers must agree.
	Quorum    int    `json:"teller_quorum"`
	Admitters []Name `json:"admitters"`
	// Head is the last commit that stands, Settled the last that is settled.
	Head    string `json:"head"`
	Settled string `json:"settled"`
	// Stuck is why nothing follows the head: "", "rivals", "two settled", "rival petitions"; Disputed are those commits.
	Stuck       string   `json:"stuck"`
	Disputed    []string `json:"disputed"`
	FounderMode bool     `json:"founder_mode"`
	Commits     []Commit `json:"commits"`
}

// Teller is a device that says what it received, and when.
type Teller struct {
	Device string `json:"device"`
	Name   string `json:"name"`
	Person Name   `json:"person"`
}

// LoadCouncil reads the council and all commits known here, newest first.
func LoadCouncil(ctx context.Context, c *app.Community) (Council, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Council{}, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return Council{}, err
	}
	commits, err := c.Commits(ctx)
	if err != nil {
		return Council{}, err
	}
	rules := s.State.Charter
	v := Council{
		Stewards: people.names(rules.Council), Threshold: int(rules.Threshold), Tellers: people.tellers(rules.Tellers),
		Quorum: charter.Quorum(len(rules.Tellers)), Admitters: people.names(rules.Admitters), Head: s.Head().String(),
		Settled: s.Settled.String(), Stuck: string(s.Stuck), Disputed: []string{}, FounderMode: s.State.FounderMode, Commits: []Commit{},
	}
	for _, id := range s.Disputed {
		v.Disputed = append(v.Disputed, id.String())
	}
	for _, p := range slices.Backward(commits) {
		v.Commits = append(v.Commits, people.commit(p, s, c.Account()))
	}
	return v, nil
}

// names are in the order in which people look for them.
func (p *People) names(accounts []op.AccountID) []Name {
	names := []Name{}
	for _, account := range accounts {
		names = append(names, p.Name(account))
	}
	slices.SortStableFunc(names, func(a, b Name) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return names
}

func (p *People) tellers(devices []op.DeviceID) []Teller {
	list := []Teller{}
	for _, device := range devices {
		list = append(list, p.teller(device))
	}
	return list
}

// teller is a person's device, or a relay, which has a name and no person.
func (p *People) teller(device op.DeviceID) Teller {
	person, d, known := p.DeviceName(device)
	if !known {
		d.Name = p.relays[device]
	}
	return Teller{Device: device.String(), Name: d.Name, Person: person}
}

func (p *People) commit(proposed authority.Proposed, s app.Standing, me op.AccountID) Commit {
	v := Commit{
		ID: proposed.ID.String(), Parent: proposed.Content.Parent.String(), Type: string(proposed.Content.Type),
		State: commitState(proposed, s), TimeMillis: proposed.Content.TimeMillis, Signers: p.names(proposed.Signers), Needed: proposed.Needed,
		Changes: p.Changes(proposed.Content.Acts),
	}
	v.NeedsMe = v.State == CommitCollecting && slices.Contains(proposed.Asked, me) && !slices.Contains(proposed.Signers, me)
	return v
}

func commitState(p authority.Proposed, s app.Standing) string {
	switch {
	case p.Settled:
		return CommitSettled
	case p.Stands:
		return CommitProvisional
	case slices.Contains(s.Disputed, p.ID):
		return CommitDisputed
	case p.Current:
		return CommitCollecting
	}
	return CommitPassedBy
}

// Changes says what some acts change.
func (p *People) Changes(a charter.Acts) []Change {
	list := []Change{}
	add := func(c Change) { list = append(list, c) }
	if a.Council != nil {
		add(Change{What: "council", People: p.names(a.Council)})
	}
	if a.Threshold != 0 {
		add(Change{What: "threshold", Count: int(a.Threshold)})
	}
	if a.Tellers != nil {
		c := Change{What: "tellers"}
		for _, t := range p.tellers(a.Tellers) {
			c.Devices = append(c.Devices, t.Device)
			if t.Person.Name == "" {
				t.Person.Name = t.Name // a relay's
			}
			c.People = append(c.People, t.Person)
		}
		add(c)
	}
	if a.Admitters != nil {
		add(Change{What: "admitters", People: p.names(*a.Admitters)})
	}
	for _, e := range a.Remove {
		add(p.ending("remove", e))
	}
	for _, e := range a.EndOffice {
		add(p.ending("end_office", e))
	}
	if len(a.Retire) > 0 {
		add(Change{What: "retire", Value: joinIDs(a.Retire)})
	}
	if a.Helpers != nil {
		add(Change{What: "helpers", People: p.names(*a.Helpers)})
	}
	return slices.Concat(list, ruleChanges(a), votingChanges(a))
}

func (p *People) ending(what string, e charter.Ending) Change {
	c := Change{What: what, People: []Name{p.Name(e.Account)}, Reason: e.Reason}
	for _, position := range e.Cut {
		c.Cut = append(c.Cut, Position{Device: position.Device.String(), Op: position.Op.String()})
	}
	return c
}

func ruleChanges(a charter.Acts) []Change {
	var list []Change
	for _, t := range []struct {
		what string
		text *string
	}{{"name", a.Name}, {"purpose", a.Purpose}, {"text", a.Text}} {
		if t.text != nil {
			list = append(list, Change{What: t.what, Value: *t.text})
		}
	}
	if len(a.Features) > 0 {
		list = append(list, Change{What: "features", Value: joinWords(a.Features)})
	}
	if a.Tracks != nil {
		var titles []string
		for _, t := range *a.Tracks {
			titles = append(titles, t.Title)
		}
		list = append(list, Change{What: "tracks", Value: joinWords(titles), Count: len(titles)})
	}
	return list
}

// votingChanges say whose vote counts for how much, and how long tellers wait for it.
func votingChanges(a charter.Acts) []Change {
	var list []Change
	for _, p := range []struct {
		what   string
		millis *int64
	}{{"waiting", a.WaitingMillis}, {"settle", a.SettleMillis}, {"patience", a.PatienceMillis}, {"retire_after", a.RetireAfterMillis}} {
		if p.millis != nil {
			list = append(list, Change{What: p.what, Millis: *p.millis})
		}
	}
	if a.Delegation != nil {
		list = append(list, Change{What: "delegation", Delegation: a.Delegation})
	}
	if a.Weights != nil {
		list = append(list, Change{What: "weights", Weights: *a.Weights})
	}
	return list
}
