package cli

// Demo: the story of a community of five, as separate processes with one USB stick between them. It checks its own end.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"
)

func (a *act) demoCommand() *cobra.Command {
	var keep, seed string
	var cmd *cobra.Command
	cmd = a.verb(spec{
		use: "demo", key: "demo", args: between(0, 1),
		example: "folkmoot demo\nfolkmoot demo --keep /tmp/elm-street\nfolkmoot demo --seed-data 20000 --keep /tmp/large",
		run: func(ctx context.Context, args []string) error {
			switch {
			case seed == "" && len(args) > 0:
				return exactly(0)(cmd, args)
			case seed == "":
				return a.demo(ctx, keep)
			case len(args) > 0:
				seed = args[0] // the flag may stand without a number, so one behind it is an argument
			}
			return a.seedData(ctx, seed, keep)
		},
	})
	cmd.Flags().StringVar(&seed, "seed-data", "", a.flag("seed_data"))
	cmd.Flags().Lookup("seed-data").NoOptDefVal = strconv.Itoa(seedOps)
	cmd.Flags().StringVar(&keep, "keep", "", a.flag("demo_keep"))
	return cmd
}

// errDemo says that the demo did not end as it must: a defect of the program.
var errDemo = errors.New("the demo did not end as it must")

func (a *act) demo(ctx context.Context, keep string) (err error) {
	if a.held != nil || a.face.Program == "" {
		return fmt.Errorf("%w: it cannot start other processes from here", errDemo)
	}
	folder, err := a.demoFolder(keep)
	if err != nil {
		return err
	}
	if keep == "" {
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	}
	s := &story{stage: stage{act: a, folder: folder, stick: filepath.Join(folder, "stick.car")}}
	for _, scene := range []struct {
		title string
		play  func(context.Context) error
	}{
		{"demo.founding", s.founding},
		{"demo.joining", s.joining},
		{"demo.tellers", s.tellers},
		{"demo.proposal", s.proposal},
		{"demo.council", s.council},
		{"demo.rivals", s.rivals},
		{"demo.voting", s.voting},
		{"demo.removal", s.removal},
		{"demo.late", s.late},
		{"demo.end", s.end},
	} {
		s.print("\n" + a.say.T(scene.title, nil))
		if err := scene.play(ctx); err != nil {
			return err
		}
	}
	if a.face.Networks == nil {
		return nil
	}
	s.print("\n" + a.say.T("demo.network", nil))
	return a.overNetwork(ctx, folder)
}

func (a *act) demoFolder(keep string) (string, error) {
	if keep == "" {
		return os.MkdirTemp("", "folkmoot-demo-")
	}
	keep = a.path(keep)
	if err := os.Mkdir(keep, 0o700); err != nil {
		return "", fmt.Errorf("making the demo's folder: %w", err)
	}
	return keep, nil
}
