package cli

// Join: asking to be let in, with an invite link.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) joinCommand() *cobra.Command {
	var name string
	cmd := a.verb(spec{
		use: "join LINK|-", key: "join", args: atLeast(1), needs: needsProfile,
		example: "folkmoot join 'folkmoot:join/1/…' --as Bea\nfolkmoot join - --as Bea < link.txt",
		run:     func(ctx context.Context, args []string) error { return a.join(ctx, strings.Join(args, " "), name) },
	})
	cmd.Flags().StringVar(&name, "as", "", a.flag("as"))
	return cmd
}

func (a *act) join(ctx context.Context, typed, name string) error {
	typed, err := a.linkText(typed)
	if err != nil {
		return err
	}
	link, err := invite.ParseLink(typed)
	if err != nil {
		return err
	}
	if name, err = a.ownName(name); err != nil {
		return err
	}
	c, err := a.profile.Service.Join(ctx, link, name)
	if err != nil {
		return err
	}
	if err := a.deliver(ctx); err != nil {
		return err
	}
	s, err := c.Status(ctx)
	if err != nil {
		return err
	}
	v := newCommunityView(c.Membership())
	v.InUse = true
	return a.answer(v, func() error {
		if s.Here {
			return a.tell("join.here", map[string]any{"Name": text.Line(v.Name)})
		}
		return a.tell("join.done", map[string]any{"ID": text.ShortID(v.ID)})
	})
}

// linkText is the link itself, or what standard input holds.
func (a *act) linkText(typed string) (string, error) {
	if typed != "-" {
		return typed, nil
	}
	return files.Text(a.call.In, "-")
}
