package cli

// Bundle: everything on a stick, and from it.

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) bundleCommands() *cobra.Command {
	return a.noun("bundle", "bundle", a.bundleExport(), a.bundleImport())
}

func (a *act) bundleExport() *cobra.Command {
	var to, since string
	cmd := a.verb(spec{
		use: "export --to FILE|-", key: "bundle.export", needs: needsProfile,
		example: "folkmoot bundle export --to /media/stick/elm-street.car\nfolkmoot bundle export --since-peer Bea --to news-for-bea.car",
		run: func(ctx context.Context, _ []string) error {
			if to == "" {
				return needFlag("--to")
			}
			return a.exportBundle(ctx, to, since)
		},
	})
	cmd.Flags().StringVarP(&to, "to", "o", "", a.flag("bundle_to"))
	cmd.Flags().StringVar(&since, "since-peer", "", a.flag("since_peer"))
	return cmd
}

func (a *act) exportBundle(ctx context.Context, to, since string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	step, end := a.progress("progress.export")
	defer end()
	if to == "-" {
		_, err := c.ExportBundle(ctx, a.call.Out, since, step)
		return err
	}
	ops := 0
	size, err := files.ReplaceBundle(a.path(to), func(w io.Writer) (err error) {
		ops, err = c.ExportBundle(ctx, w, since, step)
		return err
	})
	if err != nil {
		return err
	}
	end()
	return a.answer(struct {
		File  string `json:"file"`
		Ops   int    `json:"ops"`
		Bytes int64  `json:"bytes"`
	}{a.path(to), ops, size}, func() error {
		return a.println(a.say.N("bundle.exported", ops, map[string]any{"Size": a.say.Size(size), "File": to}))
	})
}

func (a *act) bundleImport() *cobra.Command {
	var from string
	cmd := a.verb(spec{
		use: "import FILE|-", key: "bundle.import", args: exactly(1), needs: needsProfile,
		example: "folkmoot bundle import /media/stick/elm-street.car\nfolkmoot bundle import stick.car --from Bea",
		run:     func(ctx context.Context, args []string) error { return a.importBundle(ctx, args[0], from) },
	})
	cmd.Flags().StringVar(&from, "from", "", a.flag("from_peer"))
	return filesComplete(cmd)
}

// takenView says what a bundle brought.
type takenView struct {
	Stored  int `json:"stored"`
	Known   int `json:"known"`
	Waiting int `json:"waiting"`
	Refused int `json:"refused"`
	Dropped int `json:"dropped"`
	// Changed says that something said of earlier acts has changed.
	Changed bool `json:"verdicts_changed"`
	// Incomplete says that the file was cut short: what was whole is here.
	Incomplete bool         `json:"incomplete"`
	Refusals   []refusalRow `json:"refusals"`
}

type refusalRow struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

func newTakenView(b app.Brought) takenView {
	v := takenView{
		Stored: b.Stored - b.Freed, Known: b.Known, Waiting: b.Waiting, Refused: b.RefusedCount, Dropped: b.Dropped, Changed: b.Found,
		Incomplete: b.Incomplete, Refusals: []refusalRow{},
	}
	for _, r := range b.Refused {
		v.Refusals = append(v.Refusals, refusalRow{r.ID.String(), r.Err.Error()})
	}
	return v
}

func (a *act) importBundle(ctx context.Context, name, from string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	in := a.call.In
	if name != "-" {
		file, err := os.Open(a.path(name))
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	step, end := a.progress("progress.import")
	brought, err := c.ImportBundle(ctx, in, from, step)
	end()
	if ctx.Err() != nil && !a.opts.json {
		fmt.Fprintln(a.call.Err, a.say.N("bundle.stopped", brought.Stored-brought.Freed, nil))
	}
	if err != nil {
		return err
	}
	v := newTakenView(brought)
	if err := a.answer(v, func() error { return a.showTaken(v) }); err != nil {
		return err
	}
	if v.Refused > 0 || v.Incomplete {
		return &exitError{ExitBadInput}
	}
	return nil
}

func (a *act) showTaken(v takenView) error {
	if err := a.println(a.say.N("bundle.stored", v.Stored, map[string]any{"Known": v.Known})); err != nil {
		return err
	}
	for _, more := range []struct {
		is    bool
		key   string
		count int
	}{
		{v.Waiting > 0, "bundle.waiting", v.Waiting}, {v.Dropped > 0, "bundle.dropped", v.Dropped}, {v.Refused > 0, "bundle.refused", v.Refused},
	} {
		if more.is {
			if err := a.println(a.say.N(more.key, more.count, nil)); err != nil {
				return err
			}
		}
	}
	for _, r := range v.Refusals {
		if err := a.println("  " + text.ShortID(r.ID) + gap + text.Line(a.speaker().Reason(r.Reason, nil))); err != nil {
			return err
		}
	}
	if v.Changed {
		if err := a.tell("bundle.changed", nil); err != nil {
			return err
		}
	}
	if v.Incomplete {
		return a.tell("bundle.incomplete", nil)
	}
	return nil
}
