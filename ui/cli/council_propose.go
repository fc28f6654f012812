package cli

// Proposing a change of offices: who shall hold them, in the words of the command line.

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

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
	a.addOffices(cmd, &f)
	cmd.Flags().BoolVar(&f.petition, "petition", false, a.flag("petition"))
	return cmd
}

// councilPetition is councilPropose for those who are not the council: the voters of the newest poll sign.
func (a *act) councilPetition() *cobra.Command {
	f := councilFlags{petition: true}
	cmd := a.verb(spec{
		use: "petition", key: "council.petition", needs: needsProfile,
		example: "folkmoot council petition --teller Bea --teller Cem --teller Dan\nfolkmoot council petition --add Dan --drop Ada",
		run:     func(ctx context.Context, _ []string) error { return a.proposeOffices(ctx, f) },
	})
	a.addOffices(cmd, &f)
	return cmd
}

// addOffices adds the flags that describe a change of offices.
func (a *act) addOffices(cmd *cobra.Command, f *councilFlags) {
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
}

func (a *act) proposeOffices(ctx context.Context, f councilFlags) error {
	c, people, err := a.communityAndPeople(ctx)
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

// tellersMeant are devices: a person's only good one by the person's name, a relay's by its name, or any by its key.
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
	relays := people.RelaysMeant(typed)
	if len(found) == 0 && len(relays) == 1 {
		return relays[0], nil
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
