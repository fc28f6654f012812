package cli

// Whoami: who acts here, on which device, as what.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) whoamiCommand() *cobra.Command {
	return a.verb(spec{
		use: "whoami", key: "whoami", example: "folkmoot whoami\nfolkmoot whoami --json | jq -r .account", needs: needsProfile,
		run: func(ctx context.Context, _ []string) error { return a.whoami(ctx) },
	})
}

// identityView is what whoami answers.
type identityView struct {
	Profile     string `json:"profile"`
	Protection  string `json:"protection"`
	HasPhrase   bool   `json:"phrase_is_here"`
	Community   string `json:"community,omitempty"`
	Name        string `json:"community_name,omitempty"`
	Account     string `json:"account,omitempty"`
	Fingerprint string `json:"account_fingerprint,omitempty"`
	Person      string `json:"name,omitempty"`
	State       string `json:"state,omitempty"`
	// Roles and the rest are as in member list.
	Roles  []string     `json:"roles,omitempty"`
	Device *view.Device `json:"device,omitempty"`
}

func (a *act) whoami(ctx context.Context) error {
	dir, err := a.profileFolder()
	if err != nil {
		return err
	}
	v := identityView{Profile: dir, Protection: a.profile.Protection}
	if v.HasPhrase, err = a.profile.Service.HasIdentity(); err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	if err := v.fill(ctx, c); err != nil {
		return err
	}
	return a.answer(v, func() error { return a.showIdentity(v) })
}

func (v *identityView) fill(ctx context.Context, c *app.Community) error {
	m := c.Membership()
	v.Community, v.Name, v.Account = m.Community.Genesis().String(), m.Name, m.Account.String()
	people, err := loadPeopleIfHere(ctx, c)
	if err != nil || people == nil {
		return err
	}
	me, known := people.Find(m.Account)
	if !known {
		return nil
	}
	v.Person, v.State, v.Roles, v.Fingerprint = me.Name.Name, me.State, me.Roles, me.Key
	for _, d := range me.Devices {
		if d.ThisOne {
			v.Device = &d
		}
	}
	return nil
}

func (a *act) showIdentity(v identityView) error {
	device := ""
	if v.Device != nil {
		device = v.Device.Key
	}
	return a.facts(
		[2]string{a.say.T("fact.name", nil), v.Person},
		[2]string{a.say.T("fact.account", nil), v.Fingerprint},
		[2]string{a.say.T("fact.community", nil), v.Name},
		[2]string{a.say.T("fact.community_id", nil), v.Community},
		[2]string{a.say.T("fact.state", nil), a.standing(v.State, v.Roles)},
		[2]string{a.say.T("fact.device", nil), device},
		[2]string{a.say.T("fact.profile", nil), v.Profile},
		[2]string{a.say.T("fact.keys", nil), a.protectedBy(v.Protection)},
	)
}
