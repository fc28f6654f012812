package cli

// Invite: links that let people in, as text and as a picture that a phone can read.

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) inviteCommands() *cobra.Command {
	return a.noun("invite", "invite", a.inviteCreate(), a.inviteList(), a.inviteRevoke())
}

// inviteFlags describe a new invite.
type inviteFlags struct {
	uses    uint64
	expires string
	byHand  bool
	note    string
	noQR    bool
}

func (a *act) inviteCreate() *cobra.Command {
	var f inviteFlags
	cmd := a.verb(spec{
		use: "create", key: "invite.create", needs: needsProfile,
		example: "folkmoot invite create --uses 20 --expires 7d\nfolkmoot invite create --uses 1 --approve --note \"for Dan\" --json | jq -r .link",
		run:     func(ctx context.Context, _ []string) error { return a.createInvite(ctx, f) },
	})
	cmd.Flags().Uint64Var(&f.uses, "uses", 1, a.flag("uses"))
	cmd.Flags().StringVar(&f.expires, "expires", "7d", a.flag("expires"))
	cmd.Flags().BoolVar(&f.byHand, "approve", false, a.flag("by_hand"))
	cmd.Flags().StringVar(&f.note, "note", "", a.flag("invite_note"))
	cmd.Flags().BoolVar(&f.noQR, "no-qr", false, a.flag("no_qr"))
	return cmd
}

func (a *act) createInvite(ctx context.Context, f inviteFlags) error {
	millis, err := duration(f.expires)
	if err != nil {
		return err
	}
	if millis < 1 || millis > maxInviteMillis {
		return &usageError{"usage.expires", map[string]any{"Most": a.say.Duration(maxInviteMillis)}}
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	link, id, err := c.CreateInvite(ctx, app.NewInvite{Uses: f.uses, ForMillis: millis, Auto: !f.byHand, Note: f.note})
	if err != nil {
		return err
	}
	written, err := link.Text()
	if err != nil {
		return err
	}
	return a.answer(struct {
		ID   string `json:"id"`
		Link string `json:"link"`
	}{id.String(), written}, func() error {
		if err := a.println(written); err != nil {
			return err
		}
		if !f.noQR {
			a.showQR(written)
		}
		fmt.Fprintln(a.call.Err, a.say.N("invite.created", int(f.uses), map[string]any{"Time": a.say.Duration(millis), "ID": id.Short()}))
		return nil
	})
}

// maxInviteMillis bounds what an invite can be good for: a year and a day, as a link that never ends is one that everybody forgets.
const maxInviteMillis = int64(366 * 24 * 60 * 60 * 1000)

func (a *act) inviteList() *cobra.Command {
	return a.verb(spec{
		use: "list", key: "invite.list", needs: needsProfile, example: "folkmoot invite list",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			list, err := view.Invites(ctx, c, a.words())
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"invites": list}, func() error { return a.showInvites(list) })
		},
	})
}

func (a *act) showInvites(list []view.Invite) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.state", nil), a.say.T("column.used", nil), a.say.T("column.expires", nil),
		a.say.T("column.by", nil), a.say.T("column.note", nil),
	}}
	for _, v := range list {
		used := strconv.Itoa(v.Admitted) + "/" + strconv.FormatUint(v.Uses, 10)
		if v.Waiting > 0 {
			used += fmt.Sprintf(" (+%d)", v.Waiting)
		}
		t.row(text.ShortID(v.ID), a.say.T("invite_state."+v.State, nil), used, a.words().Distance(v.ExpiresMillis), v.By.String(), text.Line(v.Note))
	}
	return a.show(t, a.say.T("invite.none", nil))
}

func (a *act) inviteRevoke() *cobra.Command {
	return a.verb(spec{
		use: "revoke ID", key: "invite.revoke", args: exactly(1), needs: needsProfile, hints: a.inviteHints,
		example: "folkmoot invite revoke kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			id, err := c.Find(ctx, args[0])
			if err != nil {
				return err
			}
			if err := c.RevokeInvite(ctx, id); err != nil {
				return err
			}
			return a.done(id, "invite.revoked", nil)
		},
	})
}

func (a *act) inviteHints(ctx context.Context, _ []string, _ string) []string {
	c, err := a.community()
	if err != nil {
		return nil
	}
	list, err := view.Invites(ctx, c, a.words())
	if err != nil {
		return nil
	}
	var hints []string
	for _, v := range list {
		if v.State == view.InviteOpen {
			hints = append(hints, hint(v.ID, v.Note))
		}
	}
	return hints
}

// hint is a completion with what it means.
func hint(id, meaning string) string { return text.ShortID(id) + "\t" + text.Line(meaning) }
