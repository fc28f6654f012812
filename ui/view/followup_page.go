package view

// A follow-up on a page: lines with what can be marked, and the form of a plan.

import (
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/ui/text"
)

// FollowUpSaid is a follow-up in words.
type FollowUpSaid struct {
	Whole      FollowUpLine
	Milestones []FollowUpLine
	// Review says when it is looked at again; "" for at no certain time. PlanLabel is what planning is called now.
	Review, PlanLabel string
}

// FollowUpLine is the whole of it, or one milestone.
type FollowUpLine struct {
	Title, Sub, State string
	Late              bool
	Marks             []FollowUpMark
}

// FollowUpMark is something that can be said of a line. As is followup's word.
type FollowUpMark struct{ As, Label string }

// FollowUpSays says one.
func (w Words) FollowUpSays(f FollowUp) FollowUpSaid {
	said := FollowUpSaid{PlanLabel: w.Say.T("followup_page.change", nil)}
	said.Whole = FollowUpLine{State: f.State, Late: f.Late, Sub: w.followUpState(f.State, f.Late, f.Why), Marks: w.followUpMarks(f.State)}
	if f.Owner == nil {
		said.PlanLabel = w.Say.T("followup_page.plan", nil)
		said.Whole = FollowUpLine{Title: w.Say.T("followup_page.nobody", nil), Late: f.NeedsOwner, State: f.State, Sub: w.Say.T("followup_page.nobody_sub", nil)}
		return said
	}
	said.Whole.Title = w.Say.T("followup_page.owner", map[string]any{"Name": f.Owner.String()})
	for _, m := range f.Milestones {
		line := FollowUpLine{Title: text.Line(m.Text), State: m.State, Late: m.Late, Marks: w.followUpMarks(m.State)}
		line.Sub = w.Say.T("followup_page.due", map[string]any{"When": w.DayOfMonth(m.DueMillis), "State": w.followUpState(m.State, m.Late, m.Why)})
		said.Milestones = append(said.Milestones, line)
	}
	if f.ReviewMillis > 0 {
		said.Review = w.Say.T("followup.review", map[string]any{"When": w.DayOfMonth(f.ReviewMillis)})
	}
	return said
}

func (w Words) followUpState(state string, late bool, why string) string {
	said := w.Say.T("followup.state."+state, nil)
	if late {
		said += ", " + w.Say.T("followup.late", nil)
	}
	if why != "" {
		said += ". " + text.Line(why)
	}
	return said
}

// followUpMarks are what may be said of something in a state.
func (w Words) followUpMarks(state string) []FollowUpMark {
	var marks []FollowUpMark
	for _, as := range []followup.As{followup.Done, followup.Dropped, followup.Open} {
		if (state == string(followup.Open)) != (as == followup.Open) {
			marks = append(marks, FollowUpMark{string(as), w.Say.T("followup_mark."+string(as), nil)})
		}
	}
	return marks
}

// PlanForm is a plan while it is written: who, until when, step by step. It belongs to one goroutine.
type PlanForm struct {
	words  Words
	people []Person
	// Owner is a place in People; -1 for nobody yet.
	Owner int
	// Milestones are lines "2027-01-31 Wood is there"; Review is a day, or "".
	Milestones, Review string
	// kept are the moments of what was planned already, by the line, or the day, that says them: the day of somebody in another zone would be
	// another moment.
	kept map[string]int64
}

// NewPlanForm begins with what is planned already.
func NewPlanForm(w Words, people *People, f FollowUp) *PlanForm {
	form := &PlanForm{words: w, Owner: -1, kept: map[string]int64{}}
	for _, p := range people.list {
		if p.State != StateMember {
			continue
		}
		if f.Owner != nil && p.Account == f.Owner.Account {
			form.Owner = len(form.people)
		}
		form.people = append(form.people, p)
	}
	lines := make([]string, len(f.Milestones))
	for i, m := range f.Milestones {
		lines[i] = form.day(m.DueMillis) + " " + text.Line(m.Text)
		form.kept[lines[i]] = m.DueMillis
	}
	form.Milestones = strings.Join(lines, "\n")
	if f.ReviewMillis > 0 {
		form.Review = form.day(f.ReviewMillis)
		form.kept[form.Review] = f.ReviewMillis
	}
	return form
}

func (p *PlanForm) day(millis int64) string {
	return time.UnixMilli(millis).In(p.words.Zone).Format(time.DateOnly)
}

// People are the names of who may be the owner.
func (p *PlanForm) People() []string {
	names := make([]string, len(p.people))
	for i, person := range p.people {
		names[i] = person.Name.String()
	}
	return names
}

// Plan is the plan that the form says. wrong is a sentence about what cannot be read, and in says in which field: "owner", "milestones", "review".
func (p *PlanForm) Plan() (n app.NewPlan, in, wrong string) {
	if p.Owner < 0 || p.Owner >= len(p.people) {
		return n, "owner", p.words.Say.T("followup_page.who", nil)
	}
	owner := p.people[p.Owner].ID()
	n.Owner = &owner
	milestones := []followup.Milestone{}
	for line := range strings.Lines(p.Milestones) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		day, said, _ := strings.Cut(line, " ")
		due, ok := p.read(day)
		if said = strings.TrimSpace(said); !ok || said == "" {
			return n, "milestones", p.words.Say.T("followup_page.line", map[string]any{"Line": text.Line(line)})
		}
		due = due.AddDate(0, 0, 1).Add(-time.Millisecond) // the last of the day, which may have 23 hours
		milestones = append(milestones, followup.Milestone{Text: said, DueMillis: p.momentOf(line, due)})
	}
	n.Milestones = &milestones
	review := int64(0)
	if strings.TrimSpace(p.Review) != "" {
		at, ok := p.read(strings.TrimSpace(p.Review))
		if !ok {
			return n, "review", p.words.Say.T("followup_page.day", map[string]any{"Typed": text.Line(p.Review)})
		}
		review = p.momentOf(strings.TrimSpace(p.Review), at)
	}
	n.ReviewMillis = &review
	return n, "", ""
}

func (p *PlanForm) read(day string) (time.Time, bool) {
	at, err := time.ParseInLocation(time.DateOnly, day, p.words.Zone)
	return at, err == nil
}

// momentOf is what was planned already for what still stands there, and the moment that was read for what is new.
func (p *PlanForm) momentOf(written string, read time.Time) int64 {
	if planned, is := p.kept[written]; is {
		return planned
	}
	return read.UnixMilli()
}
