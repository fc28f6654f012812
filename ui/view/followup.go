package view

// Follow-ups: who does what a poll has decided, by when, and how far it is.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// FollowUp is one.
type FollowUp struct {
	Poll  string `json:"poll"`
	Title string `json:"title"`
	// Owner is nil where nobody has planned it.
	Owner *Name `json:"owner,omitempty"`
	// NeedsOwner says that nobody sees to it.
	NeedsOwner bool `json:"needs_owner"`
	// State is followup's word: "open", "done" or "dropped".
	State string `json:"state"`
	Why   string `json:"why,omitempty"`
	// Late is by this laptop's clock.
	Late       bool        `json:"late"`
	Milestones []Milestone `json:"milestones"`
	// ReviewMillis is 0 where it is looked at again at no certain time.
	ReviewMillis int64 `json:"review_ms,omitempty"`
	MayPlan      bool  `json:"may_plan"`
	MayMark      bool  `json:"may_mark"`
}

// Short is the poll's id as people see it.
func (f FollowUp) Short() string { return text.ShortID(f.Poll) }

// Milestone is something that is to be there at some time.
type Milestone struct {
	Text      string `json:"text"`
	DueMillis int64  `json:"due_ms"`
	State     string `json:"state"`
	Why       string `json:"why,omitempty"`
	Late      bool   `json:"late"`
}

// FollowUps lists what is to be followed up; with all, what is done or dropped too.
func FollowUps(ctx context.Context, c *app.Community, all bool) ([]FollowUp, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, err := c.FollowUps(ctx, all)
	list := []FollowUp{}
	for i := range rows {
		list = append(list, people.followUp(&rows[i]))
	}
	return list, err
}

// FollowUpOf is the one of a poll. Errors: those of the service.
func FollowUpOf(ctx context.Context, c *app.Community, id op.ID) (FollowUp, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return FollowUp{}, err
	}
	f, err := c.FollowUp(ctx, id)
	if err != nil {
		return FollowUp{}, err
	}
	return people.followUp(&f), nil
}

func (p *People) followUp(f *app.FollowUp) FollowUp {
	v := FollowUp{
		Poll: f.Poll.ID.String(), Title: f.Poll.Opening.Title, NeedsOwner: f.NeedsOwner, State: string(followup.Open), Late: f.Late,
		Milestones: []Milestone{}, MayPlan: f.MayPlan, MayMark: f.MayMark,
	}
	s := f.Standing
	if s == nil {
		return v
	}
	owner := p.Name(s.Plan.Owner)
	v.Owner, v.State, v.Why, v.ReviewMillis = &owner, string(s.Whole.As), s.Whole.Mark.Why, s.Plan.ReviewMillis
	for _, m := range s.Milestones {
		v.Milestones = append(v.Milestones, Milestone{
			Text: m.Text, DueMillis: m.DueMillis, State: string(m.As), Why: m.Mark.Why, Late: m.IsLate(f.NowMillis) && !s.IsClosed(),
		})
	}
	return v
}
