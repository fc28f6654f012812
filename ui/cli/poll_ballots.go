package cli

// Poll, its ballots: the ballots that count so far, as a file for other programs.

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/ui/files"
)

// ballotFormats are what ballots can be written as.
func ballotFormats() []string {
	return []string{string(ballotfile.BLT), string(ballotfile.CSV), string(ballotfile.Pabulib)}
}

func (a *act) pollBallots() *cobra.Command {
	return a.noun("ballots", "poll.ballots", a.pollBallotsExport())
}

func (a *act) pollBallotsExport() *cobra.Command {
	var format string
	cmd := a.verb(spec{
		use: "export POLL FILE", key: "poll.ballots.export", args: exactly(2), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot poll ballots export m4c2ttpx board.blt\nfolkmoot poll ballots export m4c2ttpx votes.txt --format csv",
		run:     func(ctx context.Context, args []string) error { return a.exportBallots(ctx, args[0], args[1], format) },
	})
	cmd.Flags().StringVar(&format, "format", "", a.flag("ballot_format"))
	complete(cmd, "format", ballotFormats)
	return cmd
}

// unwritableError says why a file cannot hold a poll.
type unwritableError struct {
	name string
	err  error
}

func (e *unwritableError) Error() string { return e.name + ": " + e.err.Error() }

func (e *unwritableError) Unwrap() error { return e.err }

// exportBallots writes a new file: no file of somebody's is ever overwritten.
func (a *act) exportBallots(ctx context.Context, typed, name, format string) error {
	kind := ballotfile.Format(format)
	if format == "" {
		var err error
		if kind, err = ballotfile.FormatOf(name); err != nil {
			return &electionFileError{name, err}
		}
	}
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	file, err := c.BallotFile(ctx, id, kind)
	if errors.Is(err, ballotfile.ErrFormat) {
		return &unwritableError{name, err}
	}
	if err != nil {
		return err
	}
	path := a.path(name)
	if err := writeNewFile(path, file.Data); err != nil {
		return err
	}
	return a.answer(struct {
		File    string            `json:"file"`
		Format  ballotfile.Format `json:"format"`
		Ballots int               `json:"ballots"`
		Void    int               `json:"void"`
	}{path, kind, file.Ballots, file.Void}, func() error {
		if err := a.println(a.say.N("poll.exported", file.Ballots, map[string]any{"File": name})); err != nil {
			return err
		}
		if file.Void > 0 {
			return a.println(a.say.N("poll.exported_void", file.Void, nil))
		}
		return nil
	})
}

func writeNewFile(path string, data []byte) error {
	file, err := files.In(filepath.Dir(path))(filepath.Base(path))
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
