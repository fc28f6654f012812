package cli

// Proposing to change the rules: from a file, by flags for what people change most, or both.

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

// rulesFlags change single rules. What they say replaces what a file says.
type rulesFlags struct {
	waiting, settle, patience, retireAfter string
	delegation                             string
	delegationCap                          uint64
	helpers, notHelpers, weights           []string
	petition                               bool
	// given says whether a flag was given.
	given func(flag string) bool
}

// delegations are what --delegation takes.
var delegations = []string{"no", "direct", "travels"}

func (a *act) charterPropose() *cobra.Command {
	var f rulesFlags
	cmd := a.verb(spec{
		use: "propose [FILE|-]", key: "charter.propose", args: between(0, 1), needs: needsProfile,
		example: "printf 'purpose = \"Tools and bread for everybody\"\\n' | folkmoot charter propose -\nfolkmoot charter propose change.toml\n" +
			"folkmoot charter show --toml > rules.toml; $EDITOR rules.toml; folkmoot charter propose rules.toml\n" +
			"folkmoot charter propose --waiting 7d --delegation travels --delegation-cap 5",
		run: func(ctx context.Context, args []string) error { return a.proposeRules(ctx, args, f) },
	})
	flags := cmd.Flags()
	for _, text := range []struct {
		into      *string
		name, key string
	}{
		{&f.waiting, "waiting", "charter_waiting"},
		{&f.settle, "settle", "charter_settle"},
		{&f.patience, "patience", "charter_patience"},
		{&f.retireAfter, "retire-after", "charter_retire_after"},
	} {
		flags.StringVar(text.into, text.name, "", a.flag(text.key))
	}
	flags.StringVar(&f.delegation, "delegation", "", a.say.T("flag.charter_delegation", map[string]any{"Choices": strings.Join(delegations, " | ")}))
	flags.Uint64Var(&f.delegationCap, "delegation-cap", 0, a.flag("charter_delegation_cap"))
	flags.StringArrayVar(&f.helpers, "helper", nil, a.flag("charter_helper"))
	flags.StringArrayVar(&f.notHelpers, "not-helper", nil, a.flag("charter_not_helper"))
	flags.StringArrayVar(&f.weights, "weight", nil, a.flag("charter_weight"))
	flags.BoolVar(&f.petition, "petition", false, a.flag("petition"))
	f.given = flags.Changed
	filesComplete(cmd)
	complete(cmd, "delegation", func() []string { return delegations })
	return cmd
}

// readRules reads a charter-change file, in which people and relays may stand by name: everybody is read where one does.
func readRules(ctx context.Context, c *app.Community, written string) (charter.Acts, error) {
	everybody := sync.OnceValues(func() (*view.People, error) { return view.LoadPeople(ctx, c) })
	return charter.ParseChange([]byte(written), charter.Named{
		Account: func(typed string) (op.AccountID, error) {
			people, err := everybody()
			if err != nil {
				return op.AccountID{}, err
			}
			p, err := people.Meant(typed)
			return p.ID(), err
		},
		Device: func(typed string) (op.DeviceID, error) {
			people, err := everybody()
			if err != nil {
				return op.DeviceID{}, err
			}
			return tellerMeant(people, typed)
		},
	})
}

func (a *act) proposeRules(ctx context.Context, args []string, f rulesFlags) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	var acts charter.Acts
	if len(args) == 1 {
		written, err := a.readText(args[0])
		if err != nil {
			return err
		}
		if acts, err = readRules(ctx, c, written); err != nil {
			return err
		}
	}
	if err := f.addTo(ctx, c, &acts); err != nil {
		return err
	}
	if len(args) == 0 && charter.Equal(acts, charter.Acts{}) {
		return &usageError{"usage.no_change", map[string]any{"Command": "folkmoot charter propose"}}
	}
	if err := a.onlyChanges(ctx, c, &acts); err != nil {
		return err
	}
	return a.propose(ctx, c, proposalType(f.petition), acts)
}

// onlyChanges leaves out what the charter says already: a file with all rules is about those that were edited.
func (a *act) onlyChanges(ctx context.Context, c *app.Community, acts *charter.Acts) error {
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	if *acts = acts.Beyond(&s.State.Charter); charter.Equal(*acts, charter.Acts{}) {
		return &usageError{"usage.as_it_is", nil}
	}
	return nil
}

// addTo adds what the flags say to what a file says.
func (f *rulesFlags) addTo(ctx context.Context, c *app.Community, acts *charter.Acts) error {
	for _, p := range []struct {
		flag, typed string
		into        **int64
	}{
		{"waiting", f.waiting, &acts.WaitingMillis},
		{"settle", f.settle, &acts.SettleMillis},
		{"patience", f.patience, &acts.PatienceMillis},
		{"retire-after", f.retireAfter, &acts.RetireAfterMillis},
	} {
		if !f.given(p.flag) {
			continue
		}
		millis, err := duration(p.typed)
		if err != nil {
			return err
		}
		*p.into = &millis
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	rules := s.State.Charter.With(*acts)
	if err := f.addDelegation(rules.Delegation, acts); err != nil {
		return err
	}
	if err := f.addWeights(&rules, acts); err != nil {
		return err
	}
	return f.addHelpers(ctx, c, &rules, acts)
}

// addDelegation changes what is given, and leaves the rest as it is where that goes together.
func (f *rulesFlags) addDelegation(rule charter.Delegation, acts *charter.Acts) error {
	if !f.given("delegation") && !f.given("delegation-cap") {
		return nil
	}
	switch f.delegation {
	case "no":
		rule = charter.Delegation{}
	case "direct", "travels":
		rule.Allowed, rule.Travels = true, f.delegation == "travels"
	default:
		if f.given("delegation") {
			return &usageError{"usage.flag_invalid", map[string]any{"Flag": "--delegation", "Value": f.delegation}}
		}
	}
	if f.given("delegation-cap") {
		rule.Cap = f.delegationCap
	}
	acts.Delegation = &rule
	return nil
}

// addWeights sets the roles that are given, and leaves the other as it is. One vote is what everybody has.
func (f *rulesFlags) addWeights(rules *charter.Charter, acts *charter.Acts) error {
	if len(f.weights) == 0 {
		return nil
	}
	votes := map[string]uint64{charter.RoleAdmitter: rules.VotesOf(charter.RoleAdmitter), charter.RoleSteward: rules.VotesOf(charter.RoleSteward)}
	for _, typed := range f.weights {
		role, number, _ := strings.Cut(typed, "=")
		n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 32)
		role = strings.TrimSpace(role)
		if _, known := votes[role]; !known || err != nil {
			return &usageError{"usage.flag_invalid", map[string]any{"Flag": "--weight", "Value": typed}}
		}
		votes[role] = n
	}
	weights := []charter.Weight{}
	for _, role := range []string{charter.RoleAdmitter, charter.RoleSteward} {
		if votes[role] != 1 {
			weights = append(weights, charter.Weight{Role: role, Votes: votes[role]})
		}
	}
	acts.Weights = &weights
	return nil
}

func (f *rulesFlags) addHelpers(ctx context.Context, c *app.Community, rules *charter.Charter, acts *charter.Acts) error {
	if len(f.helpers)+len(f.notHelpers) == 0 {
		return nil
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	helpers, err := changed(people, rules.Helpers, f.helpers, f.notHelpers)
	if err != nil {
		return fmt.Errorf("finding the helpers: %w", err)
	}
	helpers = slices.Clip(helpers)
	acts.Helpers = &helpers
	return nil
}

// warnOfFewTellers says so where the rules that a change leaves are unsafe.
func (a *act) warnOfFewTellers(rules *charter.Charter) {
	if warning := a.words().FewTellers(rules); warning != "" && !a.opts.json {
		fmt.Fprintln(a.call.Err, a.wrapped(warning))
	}
}
