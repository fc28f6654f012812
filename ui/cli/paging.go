package cli

// Paging: parts of long lists.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
)

// pageFlags choose a part of a list.
type pageFlags struct {
	limit int
	after string
}

func (f *pageFlags) add(a *act, cmd *cobra.Command) {
	f.addLimit(a, cmd)
	cmd.Flags().StringVar(&f.after, "after", "", a.flag("after"))
}

// addLimit is for lists that have no further pages.
func (f *pageFlags) addLimit(a *act, cmd *cobra.Command) {
	cmd.Flags().IntVarP(&f.limit, "limit", "n", app.DefaultPage, a.flag("limit"))
}

// page is what the flags say.
func (f *pageFlags) page(ctx context.Context, c *app.Community) (app.Page, error) {
	if f.limit < 1 || f.limit > app.MaxPage {
		return app.Page{}, &usageError{"usage.limit", map[string]any{"Most": app.MaxPage}}
	}
	p := app.Page{Limit: f.limit}
	if f.after == "" {
		return p, nil
	}
	var err error
	p.After, err = c.Find(ctx, f.after)
	return p, err
}

// completeAsking lets the shell complete a flag from what the community says.
func completeAsking(a *act, cmd *cobra.Command, flag string, list func(context.Context, *app.Community) []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		if err := a.enterForHints(cmd.Context()); err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		c, err := a.community()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return list(cmd.Context(), c), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("completing a flag that was declared: " + err.Error())
	}
}
