package cli

// Delegate: giving one's vote to others, taking it back, and who votes for whom.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) delegateCommands() *cobra.Command {
	return a.noun("delegate", "delegate", a.delegateSet(), a.delegateEnd(), a.delegateList(), a.delegateShow())
}

// delegateFlags say for what, and until when.
type delegateFlags struct{ track, until string }

func (a *act) delegateSet() *cobra.Command {
	var f delegateFlags
	cmd := a.verb(spec{
		use: "set NAME[,NAME…]", key: "delegate.set", args: atLeast(1), needs: needsProfile, hints: a.memberHints,
		example: "folkmoot delegate set Bea\nfolkmoot delegate set Bea,Cai --track money --until 90d",
		run: func(ctx context.Context, args []string) error {
			return a.delegate(ctx, strings.Split(strings.Join(args, ","), ","), f)
		},
	})
	cmd.Flags().StringVar(&f.track, "track", "", a.flag("delegate_track"))
	cmd.Flags().StringVar(&f.until, "until", "", a.flag("delegate_until"))
	return cmd
}

func (a *act) delegate(ctx context.Context, names []string, f delegateFlags) error {
	d := app.NewDelegation{Track: f.track}
	if f.until != "" {
		millis, err := duration(f.until)
		if err != nil {
			return err
		}
		d.UntilMillis = a.face.NowMillis() + millis
	}
	c, people, err := a.communityAndPeople(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		p, err := people.Meant(name)
		if err != nil {
			return err
		}
		if slices.Contains(d.To, p.ID()) {
			return &twiceError{p.Name}
		}
		d.To = append(d.To, p.ID())
	}
	id, err := c.Delegate(ctx, d)
	var delegate *app.DelegateError
	if errors.As(err, &delegate) {
		return &delegateError{people.Name(delegate.Account), err}
	}
	if err != nil {
		return err
	}
	return a.answerDelegation(ctx, c, id)
}

// answerDelegation shows one as it stands now.
func (a *act) answerDelegation(ctx context.Context, c *app.Community, id op.ID) error {
	list, err := view.Delegations(ctx, c)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(d view.Delegation) bool { return d.ID == id.String() })
	if at < 0 {
		return fmt.Errorf("the delegation %s: %w", id.Short(), app.ErrNotFoundHere)
	}
	return a.answer(list[at], func() error {
		if err := a.println(a.wrapped(a.delegationSentence(list[at]))); err != nil {
			return err
		}
		return a.println(a.wrapped(a.delegationState(list[at])))
	})
}

// delegationSentence is "Ada: Bea votes on everything, else Cai."
func (a *act) delegationSentence(d view.Delegation) string {
	names := make([]string, len(d.To))
	for i, n := range d.To {
		names[i] = n.String()
	}
	data := map[string]any{"Name": d.From.String(), "Names": strings.Join(names, ", "), "Track": text.Line(d.Track), "When": ""}
	of := "everything"
	if d.Track != "" {
		of = "track"
	}
	if d.UntilMillis > 0 {
		of, data["When"] = of+"_until", a.words().When(d.UntilMillis)
	}
	return a.say.T("delegate.says."+of, data)
}

func (a *act) delegationState(d view.Delegation) string {
	when := ""
	if d.HoldsMillis > 0 {
		when = a.words().When(d.HoldsMillis)
	}
	return a.say.T("delegate.state."+d.State, map[string]any{"When": when})
}

func (a *act) delegateEnd() *cobra.Command {
	return a.verb(spec{
		use: "end [ID]", key: "delegate.end", args: between(0, 1), needs: needsProfile, hints: a.delegationHints,
		example: "folkmoot delegate end\nfolkmoot delegate end kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, id, err := a.delegationMeant(ctx, args)
			if err != nil {
				return err
			}
			if _, err := c.EndDelegation(ctx, id); err != nil {
				return err
			}
			return a.done(id, "delegate.ended", nil)
		},
	})
}

// delegationMeant is the one that is named; without a name the only one that the reader has.
func (a *act) delegationMeant(ctx context.Context, args []string) (*app.Community, op.ID, error) {
	if len(args) == 1 {
		c, m, err := a.meant(ctx, args[0], delegation.KindSet)
		return c, m.ID, err
	}
	c, err := a.community()
	if err != nil {
		return nil, op.ID{}, err
	}
	mine, err := a.delegations(ctx, c, func(d view.Delegation) bool { return d.Mine && d.State != string(app.DelegationEnding) })
	switch {
	case err != nil:
		return nil, op.ID{}, err
	case len(mine) != 1:
		return nil, op.ID{}, &whichDelegationError{mine}
	}
	id, err := op.ParseID(mine[0].ID)
	return c, id, err
}

// delegations are those that a rule picks.
func (a *act) delegations(ctx context.Context, c *app.Community, picks func(view.Delegation) bool) ([]view.Delegation, error) {
	list, err := view.Delegations(ctx, c)
	return slices.DeleteFunc(list, func(d view.Delegation) bool { return !picks(d) }), err
}

func (a *act) delegateList() *cobra.Command {
	var all bool
	cmd := a.verb(spec{
		use: "list", key: "delegate.list", needs: needsProfile, example: "folkmoot delegate list\nfolkmoot delegate list --all --json",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			list, err := a.delegations(ctx, c, func(d view.Delegation) bool { return all || d.Mine || d.Names(c.Account()) })
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"delegations": list}, func() error { return a.showDelegations(list) })
		},
	})
	cmd.Flags().BoolVar(&all, "all", false, a.flag("delegate_all"))
	return cmd
}

func (a *act) showDelegations(list []view.Delegation) error {
	if len(list) == 0 {
		return a.tell("delegate.none", nil)
	}
	for _, d := range list {
		if err := a.hanging(d.Short()+gap, a.delegationSentence(d)); err != nil {
			return err
		}
		if d.State != string(app.DelegationHolds) {
			if err := a.hanging("  ", a.delegationState(d)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *act) delegateShow() *cobra.Command {
	return a.verb(spec{
		use: "show NAME|KEY", key: "delegate.show", args: exactly(1), needs: needsProfile, hints: a.memberHints, example: "folkmoot delegate show Bea",
		run: func(ctx context.Context, args []string) error {
			c, p, err := a.onePerson(ctx, args[0])
			if err != nil {
				return err
			}
			gives, err := a.delegations(ctx, c, func(d view.Delegation) bool { return d.IsBy(p.ID()) })
			if err != nil {
				return err
			}
			named, err := a.delegations(ctx, c, func(d view.Delegation) bool { return d.Names(p.ID()) })
			if err != nil {
				return err
			}
			v := map[string]any{"person": p.Name, "delegations": gives, "named_by": named}
			return a.answer(v, func() error { return a.showDelegate(p, gives, named) })
		},
	})
}

func (a *act) showDelegate(p view.Person, gives, named []view.Delegation) error {
	if err := a.showDelegations(gives); err != nil {
		return err
	}
	if err := a.println(a.say.N("delegate.named", len(named), map[string]any{"Name": p.Name.String()})); err != nil || len(named) == 0 {
		return err
	}
	return a.showDelegations(named)
}

// delegationHints completes the reader's own.
func (a *act) delegationHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 0 {
		return nil
	}
	mine, err := a.delegations(ctx, c, func(d view.Delegation) bool { return d.Mine })
	if err != nil {
		return nil
	}
	hints := make([]string, len(mine))
	for i, d := range mine {
		hints[i] = d.Short()
	}
	return hints
}
