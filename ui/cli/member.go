package cli

// Member: who is here, and letting people in.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) memberCommands() *cobra.Command {
	return a.noun("member", "member", a.memberList(), a.memberShow(), a.memberApprove(), a.memberRemove(), a.memberMute())
}

func (a *act) memberList() *cobra.Command {
	var all bool
	cmd := a.verb(spec{
		use: "list", key: "member.list", needs: needsProfile, example: "folkmoot member list\nfolkmoot member list --all --json",
		run: func(ctx context.Context, _ []string) error {
			people, err := a.people(ctx)
			if err != nil {
				return err
			}
			list := []view.Person{}
			for _, p := range people.All() {
				if all || p.State != view.StateRemoved {
					list = append(list, p)
				}
			}
			return a.answer(map[string]any{"members": list}, func() error { return a.showPeople(list) })
		},
	})
	cmd.Flags().BoolVar(&all, "all", false, a.flag("all_members"))
	return cmd
}

// people reads everybody of the community.
func (a *act) people(ctx context.Context) (*view.People, error) {
	_, people, err := a.communityAndPeople(ctx)
	return people, err
}

// communityAndPeople opens the community that a command is about, and reads everybody of it.
func (a *act) communityAndPeople(ctx context.Context) (*app.Community, *view.People, error) {
	c, err := a.community()
	if err != nil {
		return nil, nil, err
	}
	people, err := view.LoadPeople(ctx, c)
	return c, people, err
}

func (a *act) showPeople(list []view.Person) error {
	t := table{head: []string{a.say.T("column.name", nil), a.say.T("column.state", nil), a.say.T("column.key", nil), a.say.T("column.about", nil)}}
	for _, p := range list {
		state := a.standing(p.State, p.Roles)
		if p.Muted {
			state += ", " + a.say.T("state.muted", nil)
		}
		name := p.Name.String()
		if p.Me {
			name = a.say.T("person.me", map[string]any{"Name": name})
		}
		t.row(name, state, p.Key, text.Line(p.About))
	}
	return a.show(t, a.say.T("member.none", nil))
}

// onePerson opens the community and finds whom a text means.
func (a *act) onePerson(ctx context.Context, typed string) (*app.Community, view.Person, error) {
	c, people, err := a.communityAndPeople(ctx)
	if err != nil {
		return nil, view.Person{}, err
	}
	p, err := people.Meant(typed)
	return c, p, err
}

func (a *act) memberShow() *cobra.Command {
	return a.verb(spec{
		use: "show NAME|KEY", key: "member.show", args: exactly(1), needs: needsProfile, hints: a.memberHints, example: "folkmoot member show Bea",
		run: func(ctx context.Context, args []string) error {
			_, p, err := a.onePerson(ctx, args[0])
			if err != nil {
				return err
			}
			return a.answer(p, func() error { return a.showPerson(p) })
		},
	})
}

func (a *act) showPerson(p view.Person) error {
	if err := a.facts(
		[2]string{a.say.T("fact.name", nil), p.Name.String()},
		[2]string{a.say.T("fact.state", nil), a.standing(p.State, p.Roles)},
		[2]string{a.say.T("fact.about", nil), text.Line(p.About)},
		[2]string{a.say.T("fact.key", nil), p.Key},
		[2]string{a.say.T("fact.account", nil), p.Account},
	); err != nil {
		return err
	}
	for _, reason := range p.Removals {
		if reason != "" {
			if err := a.tell("member.removed_because", map[string]any{"Reason": reason}); err != nil {
				return err
			}
		}
	}
	return a.showDevices(p.Devices)
}

func (a *act) memberApprove() *cobra.Command {
	return a.verb(spec{
		use: "approve NAME|KEY", key: "member.approve", args: exactly(1), needs: needsProfile, hints: a.newcomerHints,
		example: "folkmoot member approve Dan",
		run: func(ctx context.Context, args []string) error {
			c, p, err := a.onePerson(ctx, args[0])
			if err != nil {
				return err
			}
			if p.Fingerprint != "" {
				if err := a.confirm(a.say.T("member.approve_alike", map[string]any{"Name": p.Name.Name, "Key": p.Key})); err != nil {
					return err
				}
			}
			if err := c.Approve(ctx, p.ID()); err != nil {
				return err
			}
			return a.donePerson(p, "member.approved")
		},
	})
}

// donePerson answers a command that did one thing to a person.
func (a *act) donePerson(p view.Person, key string) error {
	return a.answer(struct {
		Account string `json:"account"`
		Name    string `json:"name"`
	}{p.Account, p.Name.Name}, func() error { return a.tell(key, map[string]any{"Name": p.Name.String()}) })
}

func (a *act) memberHints(ctx context.Context, _ []string, _ string) []string {
	return a.hintsOf(ctx, func(p view.Person) bool { return p.State != view.StateRemoved })
}

func (a *act) newcomerHints(ctx context.Context, _ []string, _ string) []string {
	return a.hintsOf(ctx, func(p view.Person) bool { return p.State == view.StateNewcomer })
}

// hintsOf completes names, or keys where names look alike.
func (a *act) hintsOf(ctx context.Context, which func(view.Person) bool) []string {
	people, err := a.people(ctx)
	if err != nil {
		return nil
	}
	var hints []string
	for _, p := range people.All() {
		switch {
		case !which(p):
		case p.Fingerprint != "":
			hints = append(hints, p.Key+"\t"+p.Name.Name)
		default:
			hints = append(hints, p.Name.Name)
		}
	}
	return hints
}
