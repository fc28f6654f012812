package cli

// Me, remind: when this laptop tells its own person that a poll closes soon. It is nobody else's matter, and never leaves this laptop.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// remindOff is the word for never.
const remindOff = "off"

func (a *act) meRemind() *cobra.Command {
	cmd := a.verb(spec{
		use: "remind [off|1d|3d]", key: "me.remind", args: between(0, 1), needs: needsProfile,
		hints:   func(context.Context, []string, string) []string { return []string{remindOff, "1d", "3d"} },
		example: "folkmoot me remind\nfolkmoot me remind 1d\nfolkmoot me remind off",
		run: func(_ context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				millis := int64(0)
				if args[0] != remindOff {
					if millis, err = duration(args[0]); err != nil {
						return err
					}
				}
				if err := c.SetRemindMillis(millis); err != nil {
					return err
				}
			}
			millis, err := c.RemindMillis()
			if err != nil {
				return err
			}
			return a.answer(map[string]int64{"remind_ms": millis}, func() error {
				if millis == 0 {
					return a.tell("me.remind_off", nil)
				}
				return a.tell("me.remind", map[string]any{"Time": charter.FormatDuration(millis)})
			})
		},
	})
	return cmd
}

// reminders says of each poll that closes soon that the reader has not voted.
func (a *act) reminders(n *view.Needs) []string {
	if n == nil {
		return nil
	}
	var lines []string
	for _, p := range n.Reminders {
		lines = append(lines, a.say.T("status.reminder", map[string]any{
			"ID": p.Short(), "Title": text.Line(p.Title), "When": a.words().Distance(p.ClosesMillis),
		}))
	}
	return lines
}
