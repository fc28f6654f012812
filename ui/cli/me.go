package cli

// Me: what I am called here, and what others should know of me.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/identity"
)

func (a *act) meCommands() *cobra.Command {
	return a.noun("me", "me", a.meName(), a.meAbout(), a.meRemind())
}

func (a *act) meName() *cobra.Command {
	return a.verb(spec{
		use: "name NAME", key: "me.name", args: atLeast(1), needs: needsProfile, example: "folkmoot me name \"Ada Lovelace\"",
		run: func(ctx context.Context, args []string) error {
			name, err := identity.CleanName(strings.Join(args, " "))
			if err != nil {
				return err
			}
			return a.setProfile(ctx, &name, nil)
		},
	})
}

func (a *act) meAbout() *cobra.Command {
	return a.verb(spec{
		use: "about TEXT", key: "me.about", args: atLeast(1), needs: needsProfile,
		example: "folkmoot me about \"Flat 4, knock any time. ada@example.org\"\nfolkmoot me about \"\"",
		run: func(ctx context.Context, args []string) error {
			about := strings.TrimSpace(strings.Join(args, " "))
			return a.setProfile(ctx, nil, &about)
		},
	})
}

func (a *act) setProfile(ctx context.Context, name, about *string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	if err := c.SetProfile(ctx, name, about); err != nil {
		return err
	}
	people, err := a.people(ctx)
	if err != nil {
		return err
	}
	me, _ := people.Find(c.Account())
	return a.answer(me, func() error {
		if name != nil {
			return a.tell("me.named", map[string]any{"Name": me.Name.String()})
		}
		return a.tell("me.described", nil)
	})
}
