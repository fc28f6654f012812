package cli

// Community: founding, choosing and leaving one.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) communityCommands() *cobra.Command {
	return a.noun("community", "community", a.communityCreate(), a.communityList(), a.communityUse(), a.communityLeave())
}

// communityView is a community as lists show it.
type communityView struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Account      string `json:"account"`
	Device       string `json:"device"`
	JoinedMillis int64  `json:"joined_ms"`
	// InUse says that commands mean it when they name none.
	InUse bool `json:"in_use"`
}

func newCommunityView(m app.Membership) communityView {
	return communityView{
		ID: m.Community.Genesis().String(), Name: m.Name, Account: m.Account.String(), Device: m.Device.String(), JoinedMillis: m.JoinedMillis,
	}
}

func (a *act) communityCreate() *cobra.Command {
	var f app.Founding
	cmd := a.verb(spec{
		use: "create NAME", key: "community.create", args: exactly(1), needs: needsProfile,
		example: "folkmoot community create \"Elm Street Co-op\" --template co-op --as Ada",
		run: func(ctx context.Context, args []string) error {
			f.Name = args[0]
			return a.found(ctx, f)
		},
	})
	cmd.Flags().StringVar(&f.Person, "as", "", a.flag("as"))
	cmd.Flags().StringVar(&f.Template, "template", "", a.say.T("flag.template", map[string]any{"Templates": strings.Join(templateIDs(), ", ")}))
	cmd.Flags().StringVar(&f.Purpose, "purpose", "", a.flag("purpose"))
	complete(cmd, "template", templateIDs)
	return cmd
}

func templateIDs() []string {
	var ids []string
	for _, t := range charter.Templates() {
		ids = append(ids, t.ID)
	}
	return ids
}

func (a *act) found(ctx context.Context, f app.Founding) (err error) {
	if f.Person, err = a.ownName(f.Person); err != nil {
		return err
	}
	if f.Template == "" {
		f.Template = templateIDs()[0]
	}
	c, err := a.profile.Service.Found(ctx, f)
	if err != nil {
		return err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return err
	}
	defer a.warnOfFewTellers(&s.State.Charter)
	v := newCommunityView(c.Membership())
	v.InUse = true
	return a.answer(v, func() error {
		return a.tell("community.created", map[string]any{"Name": v.Name, "ID": text.ShortID(v.ID)})
	})
}

// ownName is the name that others will see: from a flag, or from the person at the terminal.
func (a *act) ownName(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	if !a.call.Terminal {
		return "", needFlag("--as")
	}
	return a.line(a.say.T("prompt.name", nil))
}

func (a *act) communityList() *cobra.Command {
	return a.verb(spec{
		use: "list", key: "community.list", needs: needsProfile, example: "folkmoot community list",
		run: func(context.Context, []string) error {
			list, err := a.communityViews()
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"communities": list}, func() error { return a.showCommunities(list) })
		},
	})
}

func (a *act) communityViews() ([]communityView, error) {
	list := []communityView{}
	all, err := a.profile.Service.Communities()
	if err != nil {
		return nil, err
	}
	inUse := ""
	if m, err := a.profile.Service.Membership(""); err == nil {
		inUse = m.Community.Genesis().String()
	}
	for _, m := range all {
		v := newCommunityView(m)
		v.InUse = v.ID == inUse
		list = append(list, v)
	}
	return list, nil
}

// called is a community's name, with the beginning of its id where another one on this laptop has a name that looks like it.
func (a *act) called(v communityView) string {
	all, err := a.profile.Service.Communities()
	if err != nil {
		return v.Name
	}
	looks := identity.Skeleton(v.Name)
	for _, m := range all {
		if id := m.Community.Genesis().String(); id != v.ID && identity.Skeleton(m.Name) == looks {
			return v.Name + " (" + text.ShortID(v.ID) + ")"
		}
	}
	return v.Name
}

func (a *act) showCommunities(list []communityView) error {
	t := table{head: []string{a.say.T("column.id", nil), "", a.say.T("column.joined", nil), a.say.T("column.name", nil)}}
	for _, v := range list {
		mark := ""
		if v.InUse {
			mark = "*"
		}
		t.row(text.ShortID(v.ID), mark, a.say.Date(v.JoinedMillis, a.face.Zone), text.Line(v.Name))
	}
	return a.show(t, a.say.T("community.none", nil))
}

func (a *act) communityUse() *cobra.Command {
	return a.verb(spec{
		use: "use NAME|ID", key: "community.use", args: exactly(1), needs: needsProfile, hints: a.communityHints,
		example: "folkmoot community use \"Elm Street Co-op\"",
		run: func(_ context.Context, args []string) error {
			c, err := a.profile.Service.Community(args[0])
			if err != nil {
				return err
			}
			if err := a.profile.Service.Use(c.ID()); err != nil {
				return err
			}
			v := newCommunityView(c.Membership())
			v.InUse = true
			return a.answer(v, func() error { return a.tell("community.used", map[string]any{"Name": a.called(v)}) })
		},
	})
}

func (a *act) communityLeave() *cobra.Command {
	return a.verb(spec{
		use: "leave NAME|ID", key: "community.leave", args: exactly(1), needs: needsProfile, hints: a.communityHints,
		example: "folkmoot community leave \"Elm Street Co-op\"",
		run: func(_ context.Context, args []string) error {
			m, err := a.profile.Service.Membership(args[0])
			if err != nil {
				return err
			}
			v := newCommunityView(m)
			if err := a.confirm(a.say.T("community.leave_confirm", map[string]any{"Name": a.called(v)})); err != nil {
				return err
			}
			if err := a.profile.Service.Leave(m.Community); err != nil {
				return err
			}
			return a.answer(v, func() error { return a.tell("community.left", map[string]any{"Name": v.Name}) })
		},
	})
}

// communityHints completes names of communities.
func (a *act) communityHints(context.Context, []string, string) []string {
	all, err := a.profile.Service.Communities()
	if err != nil {
		return nil
	}
	var names []string
	for _, m := range all {
		names = append(names, text.Line(m.Name))
	}
	return names
}

// complete lets the shell complete a flag from a list.
func complete(cmd *cobra.Command, flag string, list func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return list(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("completing a flag that was declared: " + err.Error())
	}
}
