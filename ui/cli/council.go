package cli

// Council: who holds office, and the acts by which that changes.

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) councilCommands() *cobra.Command {
	return a.noun("council", "council", a.councilShow(), a.councilPropose(), a.councilPetition(), a.councilSign(), a.councilApprove())
}

func (a *act) councilShow() *cobra.Command {
	return a.verb(spec{
		use: "show [ID]", key: "council.show", args: between(0, 1), needs: needsProfile, hints: a.commitHints,
		example: "folkmoot council show\nfolkmoot council show kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				id, err := a.commit(ctx, c, args[0])
				if err != nil {
					return err
				}
				return a.answerCommit(ctx, c, id)
			}
			v, err := view.LoadCouncil(ctx, c)
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showCouncil(v) })
		},
	})
}

func (a *act) showCouncil(v view.Council) error {
	tellers := make([]string, len(v.Tellers))
	for i, t := range v.Tellers {
		tellers[i] = a.words().TellerName(t)
	}
	if err := a.facts(
		[2]string{a.say.T("fact.stewards", nil), a.say.T("council.of", map[string]any{"People": a.names(v.Stewards), "Needed": v.Threshold})},
		[2]string{a.say.T("fact.tellers", nil), a.say.T("council.tellers", map[string]any{"Devices": a.say.List(tellers), "Quorum": v.Quorum})},
		[2]string{a.say.T("fact.admitters", nil), a.names(v.Admitters)},
	); err != nil {
		return err
	}
	if v.FounderMode {
		if err := a.tell("council.founder_mode", nil); err != nil {
			return err
		}
	}
	if v.Stuck != "" {
		if err := a.tell(stuckSentences[v.Stuck], nil); err != nil {
			return err
		}
	}
	for _, commit := range v.Commits {
		if err := a.println(""); err != nil {
			return err
		}
		if err := a.showCommit(commit); err != nil {
			return err
		}
	}
	return nil
}

// stuckSentences say why nothing follows what stands.
var stuckSentences = map[string]string{
	string(authority.Rivals): "stuck.rivals", string(authority.TwoSettled): "stuck.two_settled", string(authority.RivalPetitions): "stuck.petitions",
}

func (a *act) councilSign() *cobra.Command {
	return a.verb(spec{
		use: "sign ID", key: "council.sign", args: exactly(1), needs: needsProfile, hints: a.commitHints,
		example: "folkmoot council sign kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			id, err := a.commit(ctx, c, args[0])
			if err != nil {
				return err
			}
			if err := c.SignCommit(ctx, id); err != nil {
				return err
			}
			return a.answerCommit(ctx, c, id)
		},
	})
}

// commit finds the commit that a text means.
func (a *act) commit(ctx context.Context, c *app.Community, typed string) (op.ID, error) {
	prefix, err := op.IDPrefix(typed)
	if err != nil {
		return op.ID{}, err
	}
	commits, err := c.Commits(ctx)
	if err != nil {
		return op.ID{}, err
	}
	var found []op.ID
	for _, p := range commits {
		if id := p.ID.String(); len(id) >= len(prefix) && id[:len(prefix)] == prefix {
			found = append(found, p.ID)
		}
	}
	switch len(found) {
	case 0:
		return op.ID{}, fmt.Errorf("the commit %s: %w", typed, app.ErrNotFoundHere)
	case 1:
		return found[0], nil
	}
	return op.ID{}, &app.AmbiguousError{Text: typed, Candidates: found}
}

func (a *act) councilApprove() *cobra.Command {
	return a.verb(spec{
		use: "approve ID", key: "council.approve", args: exactly(1), needs: needsProfile, example: "folkmoot council approve kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			id, err := c.Find(ctx, args[0])
			if err != nil {
				return err
			}
			if err := c.ApproveAct(ctx, id); err != nil {
				return err
			}
			return a.done(id, "council.approved", nil)
		},
	})
}

func (a *act) commitHints(ctx context.Context, _ []string, _ string) []string {
	c, err := a.community()
	if err != nil {
		return nil
	}
	v, err := view.LoadCouncil(ctx, c)
	if err != nil {
		return nil
	}
	var hints []string
	for _, commit := range v.Commits {
		hints = append(hints, hint(commit.ID, a.say.T("commit_state."+commit.State, nil)))
	}
	return hints
}
