package cli

// Mute: folding away what somebody writes, for everybody by a steward, or for oneself.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

// muteFlags say for whom, and whether it is the end of it.
type muteFlags struct {
	forMe, end bool
	reason     string
}

func (a *act) memberMute() *cobra.Command {
	var f muteFlags
	cmd := a.verb(spec{
		use: "mute NAME|KEY", key: "member.mute", args: exactly(1), needs: needsProfile, hints: a.memberHints,
		example: "folkmoot member mute Eve --reason \"advertising\"\nfolkmoot member mute Eve --for-me\nfolkmoot member mute Eve --end",
		run: func(ctx context.Context, args []string) error {
			c, p, err := a.onePerson(ctx, args[0])
			if err != nil {
				return err
			}
			return a.mute(ctx, c, p, f)
		},
	})
	cmd.Flags().BoolVar(&f.forMe, "for-me", false, a.flag("for_me"))
	cmd.Flags().BoolVar(&f.end, "end", false, a.flag("mute_end"))
	cmd.Flags().StringVar(&f.reason, "reason", "", a.flag("reason"))
	cmd.MarkFlagsMutuallyExclusive("for-me", "reason")
	cmd.MarkFlagsMutuallyExclusive("end", "reason")
	return cmd
}

func (a *act) mute(ctx context.Context, c *app.Community, p view.Person, f muteFlags) error {
	switch {
	case f.forMe:
		if err := c.MuteForMe(ctx, p.ID(), !f.end); err != nil {
			return err
		}
	case f.end:
		if err := c.Unmute(ctx, p.ID()); err != nil {
			return err
		}
	default:
		if _, err := c.Mute(ctx, p.ID(), f.reason); err != nil {
			return err
		}
	}
	if f.end {
		return a.donePerson(p, "member.unmuted")
	}
	return a.donePerson(p, "member.muted")
}
