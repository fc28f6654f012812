package cli

// Export: all that this person may read, as files for people and other programs.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/files"
)

func (a *act) exportCommand() *cobra.Command {
	return filesComplete(a.verb(spec{
		use: "export DIR", key: "export", args: exactly(1), needs: needsProfile, example: "folkmoot export ~/elm-street",
		run: func(ctx context.Context, args []string) error { return a.export(ctx, args[0]) },
	}))
}

func (a *act) export(ctx context.Context, name string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	dir := a.path(name)
	if err := files.NewFolder(dir); err != nil {
		return err
	}
	step, end := a.progress("progress.export")
	exported, err := c.Export(ctx, files.In(dir), step)
	end()
	if err != nil {
		return err
	}
	return a.answer(struct {
		Folder    string `json:"folder"`
		Files     int    `json:"files"`
		Ops       int    `json:"ops"`
		Topics    int    `json:"topics"`
		Proposals int    `json:"proposals"`
		Polls     int    `json:"polls"`
		Withheld  int    `json:"withheld"`
	}{dir, exported.Files, exported.Ops, exported.Topics, exported.Proposals, exported.Polls, exported.Withheld}, func() error {
		if err := a.tell("export.done", map[string]any{"Files": exported.Files, "Folder": name}); err != nil {
			return err
		}
		if exported.Withheld > 0 {
			return a.println(a.say.N("export.withheld", exported.Withheld, nil))
		}
		return nil
	})
}
