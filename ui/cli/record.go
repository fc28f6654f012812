package cli

// Record: the proof of a poll's result in a file, for anybody.

import (
	"context"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

func (a *act) recordCommands() *cobra.Command {
	return a.noun("record", "record", a.recordExport())
}

func (a *act) recordExport() *cobra.Command {
	var force bool
	cmd := a.verb(spec{
		use: "export ID FILE.car", key: "record.export", args: exactly(2), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot record export m4c2ttpx drill.car\nfolkmoot verify drill.car --community bafyrei…",
		run:     func(ctx context.Context, args []string) error { return a.exportRecord(ctx, args[0], args[1], force) },
	})
	cmd.Flags().BoolVar(&force, "force", false, a.flag("force"))
	return cmd
}

func (a *act) exportRecord(ctx context.Context, typed, name string, force bool) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	path := a.path(name)
	if _, err := os.Lstat(path); err == nil && !force {
		return &fs.PathError{Op: "writing", Path: name, Err: fs.ErrExist}
	}
	step, end := a.progress("progress.record")
	defer end()
	var proved *record.Result
	size, err := files.Replace(path, func(w io.Writer) (err error) {
		proved, err = c.ExportRecord(ctx, w, id, step)
		return err
	})
	if err != nil {
		return err
	}
	end()
	return a.answer(struct {
		File      string `json:"file"`
		Poll      string `json:"poll"`
		Community string `json:"community"`
		Acts      uint64 `json:"acts"`
		Bytes     int64  `json:"bytes"`
	}{path, id.String(), proved.Community.Genesis().String(), proved.Manifest.Ops, size}, func() error {
		if err := a.println(a.say.N("record.exported", int(proved.Manifest.Ops), map[string]any{"Size": a.say.Size(size), "File": name})); err != nil {
			return err
		}
		return a.println(a.wrapped(a.say.T("record.hand_on", map[string]any{"ID": trouble.AsItIs(proved.Community.Genesis().String())})))
	})
}
