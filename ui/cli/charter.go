package cli

// Charter: the rules as sentences, and proposing to change them.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) charterCommands() *cobra.Command {
	return a.noun("charter", "charter", a.charterShow(), a.charterPropose())
}

func (a *act) charterShow() *cobra.Command {
	var asFile bool
	cmd := a.verb(spec{
		use: "show", key: "charter.show", needs: needsProfile, example: "folkmoot charter show\nfolkmoot charter show --toml > rules.toml",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			if asFile {
				return a.writeRules(ctx, c)
			}
			v, err := view.LoadCharter(ctx, c, a.words())
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showCharter(v) })
		},
	})
	cmd.Flags().BoolVar(&asFile, "toml", false, a.flag("charter_toml"))
	return cmd
}

// writeRules writes all rules as the file that charter propose reads.
func (a *act) writeRules(ctx context.Context, c *app.Community) error {
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	file, err := s.State.Charter.ChangeFile()
	if err != nil {
		return err
	}
	return a.println(strings.TrimRight(string(file), "\n"))
}

func (a *act) showCharter(v view.Charter) error {
	if v.Provisional {
		if err := a.tell("charter.provisional", nil); err != nil {
			return err
		}
	}
	for _, r := range v.Rules {
		if err := a.hanging(fmt.Sprintf("%-4s ", r.Number), r.Sentence); err != nil {
			return err
		}
	}
	if v.Warning == "" {
		return nil
	}
	return a.heading(a.wrapped(v.Warning))
}

// councilProposal is what most commits are.
const councilProposal = authority.ByCouncil

func proposalType(petition bool) authority.CommitType {
	if petition {
		return authority.ByPetition
	}
	return councilProposal
}

// propose puts a change before those who sign it, and says what became of it.
func (a *act) propose(ctx context.Context, c *app.Community, t authority.CommitType, acts charter.Acts) error {
	return a.proposeBy(ctx, c, t, acts, func() (op.ID, error) { return c.Propose(ctx, t, acts) })
}

// proposeBy proposes acts in a way of its own, and shows what came of it.
func (a *act) proposeBy(ctx context.Context, c *app.Community, t authority.CommitType, acts charter.Acts, propose func() (op.ID, error)) error {
	if err := refuseBeyondCouncil(ctx, c, t, acts); err != nil {
		return err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	id, err := propose()
	if err != nil {
		return err
	}
	after := s.State.Charter.With(acts)
	a.warnOfFewTellers(&after)
	return a.answerCommit(ctx, c, id)
}

// errBeyondCouncil says that a council alone cannot do something: a commit that does would never stand, however many sign it.
var errBeyondCouncil = errors.New("beyond what a council may do")

func refuseBeyondCouncil(ctx context.Context, c *app.Community, t authority.CommitType, acts charter.Acts) error {
	s, err := c.Stands(ctx)
	if err != nil || t != councilProposal || s.State.MayCouncil(acts) {
		return err
	}
	return errBeyondCouncil
}

// answerCommit shows one commit as it stands now.
func (a *act) answerCommit(ctx context.Context, c *app.Community, id op.ID) error {
	council, err := view.LoadCouncil(ctx, c)
	if err != nil {
		return err
	}
	for _, v := range council.Commits {
		if v.ID == id.String() {
			return a.answer(v, func() error { return a.showCommit(v) })
		}
	}
	return fmt.Errorf("the commit %s: %w", id.Short(), app.ErrNotFoundHere)
}

func (a *act) showCommit(v view.Commit) error {
	if err := a.println(a.commitLine(v)); err != nil {
		return err
	}
	for _, change := range v.Changes {
		if err := a.println("  " + a.words().Change(change)); err != nil {
			return err
		}
	}
	return a.println("  " + a.say.T("council.signed", map[string]any{
		"People": a.names(v.Signers), "Have": len(v.Signers), "Needed": v.Needed,
	}))
}

func (a *act) commitLine(v view.Commit) string {
	line := v.Short() + gap + a.say.T("commit_state."+v.State, nil)
	if v.Type != string(councilProposal) {
		line += ", " + a.say.T("commit_type."+v.Type, nil)
	}
	if v.NeedsMe {
		line += ", " + a.say.T("council.needs_me", nil)
	}
	return line + " (" + a.words().Distance(v.TimeMillis) + ")"
}

// names says some people; a dash for nobody.
func (a *act) names(list []view.Name) string {
	if len(list) == 0 {
		return "–"
	}
	said := make([]string, len(list))
	for i, n := range list {
		said[i] = text.Line(n.String())
	}
	return a.say.List(said)
}
