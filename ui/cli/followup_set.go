package cli

// Followup, set: owner, milestones and the day on which it is looked at again.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/ui/view"
)

// planFlags are what a person typed. What is not given stays as it was.
type planFlags struct {
	owner, review string
	milestones    []string
}

func (a *act) followupSet() *cobra.Command {
	var f planFlags
	cmd := a.verb(spec{
		use: "set POLL", key: "followup.set", args: exactly(1), needs: needsProfile, hints: a.followUpHints,
		example: "folkmoot followup set m4c2ttpx --owner Bea --milestone \"2027-01-31 Wood is there\" --review 2027-03-01\n" +
			"folkmoot followup set m4c2ttpx --owner Cai",
		run: func(ctx context.Context, args []string) error { return a.plan(ctx, args[0], f) },
	})
	cmd.Flags().StringVar(&f.owner, "owner", "", a.flag("followup_owner"))
	cmd.Flags().StringArrayVar(&f.milestones, "milestone", nil, a.flag("followup_milestone"))
	cmd.Flags().StringVar(&f.review, "review", "", a.flag("followup_review"))
	return cmd
}

func (a *act) plan(ctx context.Context, typed string, f planFlags) error {
	if f.owner == "" && f.review == "" && len(f.milestones) == 0 {
		return &usageError{"usage.plan", nil}
	}
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	var n app.NewPlan
	if f.owner != "" {
		people, err := view.LoadPeople(ctx, c)
		if err != nil {
			return err
		}
		owner, err := people.Meant(f.owner)
		if err != nil {
			return err
		}
		account := owner.ID()
		n.Owner = &account
	}
	if len(f.milestones) > 0 {
		milestones := make([]followup.Milestone, len(f.milestones))
		for i, said := range f.milestones {
			if milestones[i], err = a.milestone(said); err != nil {
				return err
			}
		}
		n.Milestones = &milestones
	}
	if f.review != "" {
		review, err := a.instant("--review", f.review)
		if err != nil {
			return err
		}
		n.ReviewMillis = &review
	}
	if _, err := c.PlanFollowUp(ctx, id, n); err != nil {
		return err
	}
	return a.answerFollowUp(ctx, c, id)
}

// milestone reads "2027-01-31 Text": it is late once that day is over.
func (a *act) milestone(typed string) (followup.Milestone, error) {
	day, said, _ := strings.Cut(strings.TrimSpace(typed), " ")
	due, err := a.instant("--milestone", day)
	if err != nil || strings.TrimSpace(said) == "" {
		return followup.Milestone{}, &usageError{"usage.milestone", map[string]any{"Value": typed}}
	}
	return followup.Milestone{Text: strings.TrimSpace(said), DueMillis: due + dayMillis - 1}, nil
}

// dayMillis is a day. Where clocks change in between the hour does not matter for a milestone.
const dayMillis = 24 * 60 * 60 * 1000
