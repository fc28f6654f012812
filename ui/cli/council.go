package cli

// Council: who holds office, and the acts by which that changes.

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) councilCommands() *cobra.Command {
	return a.noun("council", "council", a.councilShow(), a.councilPropose(), a.councilSign(), a.councilApprove())
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

// councilFlags describe a change of offices.
type councilFlags struct {
	add, drop, admitters, notAdmitters, tellers, endOffice, retire []string
	threshold                                                      uint64
	reason                                                         string
	petition                                                       bool
}

func (a *act) councilPropose() *cobra.Command {
	var f councilFlags
	cmd := a.verb(spec{
		use: "propose", key: "council.propose", needs: needsProfile,
		example: "folkmoot council propose --add Bea --add Cem\nfolkmoot council propose --teller Ada --teller Bea --teller Cem --teller Dan\n" +
			"folkmoot council propose --end-office Eve --reason \"moved away\" --drop Eve --add Fay",
		run: func(ctx context.Context, _ []string) error { return a.proposeOffices(ctx, f) },
	})
	flags := cmd.Flags()
	for _, list := range []struct {
		into *[]string
		name string
		key  string
	}{
		{&f.add, "add", "council_add"},
		{&f.drop, "drop", "council_drop"},
		{&f.tellers, "teller", "council_teller"},
		{&f.admitters, "admitter", "council_admitter"},
		{&f.notAdmitters, "not-admitter", "council_not_admitter"},
		{&f.endOffice, "end-office", "council_end_office"},
		{&f.retire, "retire", "council_retire"},
	} {
		flags.StringArrayVar(list.into, list.name, nil, a.flag(list.key))
	}
	flags.Uint64Var(&f.threshold, "threshold", 0, a.flag("council_threshold"))
	flags.StringVar(&f.reason, "reason", "", a.flag("reason"))
	flags.BoolVar(&f.petition, "petition", false, a.flag("petition"))
	return cmd
}

func (a *act) proposeOffices(ctx context.Context, f councilFlags) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	acts := charter.Acts{Threshold: f.threshold}
	rules := s.State.Charter
	if len(f.add)+len(f.drop) > 0 {
		if acts.Council, err = changed(people, rules.Council, f.add, f.drop); err != nil {
			return err
		}
	}
	if len(f.admitters)+len(f.notAdmitters) > 0 {
		admitters, err := changed(people, rules.Admitters, f.admitters, f.notAdmitters)
		if err != nil {
			return err
		}
		acts.Admitters = &admitters
	}
	if acts.Tellers, err = tellersMeant(people, f.tellers); err != nil {
		return err
	}
	if err := a.addEndings(ctx, c, people, f, &acts); err != nil {
		return err
	}
	return a.propose(ctx, c, proposalType(f.petition), acts)
}

// addEndings adds ends of office and polls to retire.
func (a *act) addEndings(ctx context.Context, c *app.Community, people *view.People, f councilFlags, acts *charter.Acts) error {
	for _, typed := range f.endOffice {
		p, err := people.Meant(typed)
		if err != nil {
			return err
		}
		cut, err := c.CutNow(ctx, p.ID())
		if err != nil {
			return err
		}
		acts.EndOffice = append(acts.EndOffice, charter.Ending{Account: p.ID(), Cut: cut, Reason: f.reason})
	}
	slices.SortFunc(acts.EndOffice, func(x, y charter.Ending) int { return x.Account.Compare(y.Account) })
	for _, typed := range f.retire {
		id, err := c.Find(ctx, typed)
		if err != nil {
			return err
		}
		acts.Retire = append(acts.Retire, id)
	}
	slices.SortFunc(acts.Retire, op.ID.Compare)
	return nil
}

// changed is a list of accounts with some added and some dropped, ascending.
func changed(people *view.People, list []op.AccountID, add, drop []string) ([]op.AccountID, error) {
	out := slices.Clone(list)
	for _, typed := range drop {
		p, err := people.Meant(typed)
		if err != nil {
			return nil, err
		}
		i := slices.Index(out, p.ID())
		if i < 0 {
			return nil, &usageError{"usage.holds_no_office", map[string]any{"Name": p.Name.String()}}
		}
		out = slices.Delete(out, i, i+1)
	}
	for _, typed := range add {
		p, err := people.Meant(typed)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, p.ID()) {
			out = append(out, p.ID())
		}
	}
	slices.SortFunc(out, op.AccountID.Compare)
	return out, nil
}

// tellersMeant are devices: a person's only good one by the person's name, or a device by its key.
func tellersMeant(people *view.People, typed []string) ([]op.DeviceID, error) {
	var list []op.DeviceID
	for _, t := range typed {
		device, err := tellerMeant(people, t)
		if err != nil {
			return nil, err
		}
		list = append(list, device)
	}
	return list, nil
}

func tellerMeant(people *view.People, typed string) (op.DeviceID, error) {
	var found []view.Device
	for _, p := range people.All() {
		found = append(found, p.DevicesMeant(typed)...)
	}
	if len(found) == 0 {
		p, err := people.Meant(typed)
		if err != nil {
			return op.DeviceID{}, err
		}
		found = slices.DeleteFunc(slices.Clone(p.Devices), func(d view.Device) bool { return d.Withdrawn || d.Forked })
	}
	if len(found) != 1 {
		return op.DeviceID{}, &deviceError{typed: typed, candidates: found}
	}
	return found[0].ID(), nil
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
