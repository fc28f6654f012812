package store

// The rows of package followup: plans, and marks.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
)

func followupDomain() Domain {
	return Domain{Name: "followup", Migrations: migrationsOf("followup"), Tables: []Table{followups.table(), followupMarks.table()}}
}

var followups = &opTable[followup.Plan]{
	name: "followups", columns: "author, time_ms, owner, plan",
	id: func(r followup.Plan) op.ID { return r.ID },
	values: func(s *Session, r followup.Plan) ([]any, error) {
		author, err := s.account(r.Author)
		if err != nil {
			return nil, err
		}
		owner, err := s.account(r.Owner)
		if err != nil {
			return nil, err
		}
		plan, err := op.Encode(&followup.Set{
			Poll: r.Poll, Replaces: r.Replaces, Owner: r.Owner, Milestones: r.Milestones, ReviewMillis: r.ReviewMillis,
		})
		return []any{author, r.TimeMillis, owner, plan}, err
	},
	scan: func(s *Session, at origin, c Columns) (r followup.Plan, err error) {
		var plan followup.Set
		if err := op.Decode(c.Bytes(5), &plan); err != nil {
			return r, fmt.Errorf("reading the plan %s: %w: %w", at.ID, ErrDamaged, err)
		}
		r = followup.Plan{
			ID: at.ID, Poll: at.Subject, TimeMillis: c.Int(3), Owner: plan.Owner, ReviewMillis: plan.ReviewMillis,
			Replaces: noneIfEmpty(plan.Replaces), Milestones: noneIfEmpty(plan.Milestones),
		}
		r.Author, err = s.accountID(c.Int(2))
		return r, err
	},
}

var followupMarks = &opTable[followup.Marked]{
	name: "followup_marks", columns: "author, time_ms, milestone, marked, why, replaces",
	id: func(r followup.Marked) op.ID { return r.ID },
	values: func(s *Session, r followup.Marked) ([]any, error) {
		author, err := s.account(r.Author)
		return []any{author, r.TimeMillis, r.Milestone, string(r.As), r.Why, joinIDs(r.Replaces)}, err
	},
	scan: func(s *Session, at origin, c Columns) (r followup.Marked, err error) {
		r = followup.Marked{
			ID: at.ID, Poll: at.Subject, TimeMillis: c.Int(3), Milestone: c.Text(4), As: followup.As(c.Text(5)), Why: c.Text(6),
			Replaces: noneIfEmpty(splitIDs(c.Bytes(7))),
		}
		r.Author, err = s.accountID(c.Int(2))
		return r, err
	},
}

// noneIfEmpty makes "none" one value, as rows have it.
func noneIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// FollowUp lists the plans for a poll and the marks, as they were stored.
func (s *Session) FollowUp(of op.ID) ([]followup.Plan, []followup.Marked, error) {
	ref, err := s.FindSubject(of)
	if err != nil || ref == 0 {
		return nil, nil, explain(err)
	}
	plans, err := followups.list(s, "subject = ? ORDER BY ord", ref)
	if err != nil {
		return nil, nil, err
	}
	marks, err := followupMarks.list(s, "subject = ? ORDER BY ord", ref)
	return plans, marks, err
}
