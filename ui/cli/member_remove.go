package cli

// Removing a member: what shall stand of theirs, who falls with them, and the invites by which the person could come straight back.

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

// removal is what the flags of member remove say.
type removal struct {
	reason, before string
	keepInvites    bool
}

func (a *act) memberRemove() *cobra.Command {
	var f removal
	cmd := a.verb(spec{
		use: "remove NAME|KEY", key: "member.remove", args: exactly(1), needs: needsProfile, hints: a.memberHints,
		example: "folkmoot member remove Eve --reason \"sold access to her account\"\nfolkmoot member remove Eve --before kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			return a.remove(ctx, args[0], f)
		},
	})
	cmd.Flags().StringVar(&f.reason, "reason", "", a.flag("reason"))
	cmd.Flags().StringVar(&f.before, "before", "", a.flag("cut_before"))
	cmd.Flags().BoolVar(&f.keepInvites, "keep-invites", false, a.flag("keep_invites"))
	return cmd
}

func (a *act) remove(ctx context.Context, typed string, f removal) error {
	c, p, err := a.onePerson(ctx, typed)
	if err != nil {
		return err
	}
	cut, err := a.cutBefore(ctx, c, p, f.before)
	if err != nil {
		return err
	}
	if err := a.sayWhoFalls(ctx, c, p, cut); err != nil {
		return err
	}
	if err := a.confirm(a.say.T("member.remove_confirm", map[string]any{"Name": p.Name.String(), "Key": p.Key})); err != nil {
		return err
	}
	var ways []op.ID
	if !f.keepInvites {
		if ways, err = waysBack(ctx, c, p.ID()); err != nil {
			return err
		}
	}
	acts := charter.Acts{Remove: []charter.Ending{{Account: p.ID(), Cut: cut, Reason: f.reason}}}
	err = a.proposeBy(ctx, c, councilProposal, acts, func() (op.ID, error) { return c.RemoveWith(ctx, acts, ways) })
	if err != nil {
		return err
	}
	for _, invite := range ways {
		a.note("invite.revoked", shortID(invite))
	}
	return nil
}

// waysBack are the invites by which a removed person would be let in again by itself.
func waysBack(ctx context.Context, c *app.Community, account op.AccountID) (ids []op.ID, err error) {
	open, err := c.WaysBack(ctx, account)
	for _, invite := range open {
		ids = append(ids, invite.ID)
	}
	return ids, err
}

// cutBefore says up to where somebody's acts shall stand: all that is known here, or for one device only what it wrote before an act.
func (a *act) cutBefore(ctx context.Context, c *app.Community, p view.Person, before string) ([]charter.Position, error) {
	if before == "" {
		return c.CutNow(ctx, p.ID())
	}
	first, err := c.Find(ctx, before)
	if err != nil {
		return nil, err
	}
	cut, err := c.CutBefore(ctx, p.ID(), first)
	if errors.Is(err, app.ErrNotTheirs) {
		return nil, &usageError{"usage.cut_before", map[string]any{"ID": first.Short(), "Name": p.Name.String()}}
	}
	return cut, err
}

// sayWhoFalls names the members whom the removal would put out too, before anybody agrees to it.
func (a *act) sayWhoFalls(ctx context.Context, c *app.Community, p view.Person, cut []charter.Position) error {
	falling, err := c.FallingWith(ctx, p.ID(), cut)
	if err != nil || len(falling) == 0 {
		return err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	var names []string
	for _, f := range falling {
		names = append(names, people.Name(f.Account).String())
	}
	slices.Sort(names)
	a.note("member.remove_falling", map[string]any{"Name": p.Name.String(), "Names": strings.Join(names, ", ")})
	return nil
}

func shortID(id op.ID) map[string]any { return map[string]any{"ID": id.Short()} }
