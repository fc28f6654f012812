package cli

// Tally: counting an election that lies in a file, with no community and no profile.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// tallyFlags say how to count.
type tallyFlags struct {
	method, ties, form string
	seats              int
	electorate         int64
	set                []string
}

func (a *act) tallyCommand() *cobra.Command {
	var f tallyFlags
	cmd := a.verb(spec{
		use: "tally FILE", key: "tally", args: exactly(1),
		example: "folkmoot tally ward.blt --method stv-scottish --ties previous\nfolkmoot tally scores.csv --method star --json\n" +
			"folkmoot tally city.pb --method pb-equal-shares --set completion=none",
		run: func(_ context.Context, args []string) error { return a.tally(args[0], f) },
	})
	cmd.Flags().StringVarP(&f.method, "method", "m", "", a.flag("tally_method"))
	cmd.Flags().StringArrayVar(&f.set, "set", nil, a.flag("tally_set"))
	f.addElection(a, cmd)
	return filesComplete(cmd)
}

// addElection adds what can be said of an election beside its file.
func (f *tallyFlags) addElection(a *act, cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.seats, "seats", 0, a.flag("tally_seats"))
	cmd.Flags().Int64Var(&f.electorate, "electorate", 0, a.flag("tally_electorate"))
	cmd.Flags().StringVar(&f.ties, "ties", "order", a.flag("tally_ties"))
	cmd.Flags().StringVar(&f.form, "form", "", a.flag("tally_form"))
}

func (a *act) tally(name string, f tallyFlags) error {
	if f.method == "" {
		return &usageError{key: "usage.no_method"}
	}
	m, err := tally.MethodOf(f.method)
	if err != nil {
		return err
	}
	if f.form == "" {
		f.form = string(m.Form())
	}
	e, err := a.readElection(name, f)
	if err != nil {
		return err
	}
	settings, err := f.settings(m, e)
	if err != nil {
		return err
	}
	r, err := tally.Count(m, e, settings)
	if err != nil {
		return err
	}
	v := view.NewTally(name, e, r)
	return a.answer(v, func() error { return a.showTally(v) })
}

// settings are the method's own, with what the flags change.
func (f tallyFlags) settings(m tally.Method, e *tally.Election) (tally.Settings, error) {
	s := tally.Defaults(m)
	for _, set := range f.set {
		name, value, found := strings.Cut(set, "=")
		if !found {
			return s, &usageError{"usage.flag_invalid", map[string]any{"Flag": "--set", "Value": set}}
		}
		s = s.With(name, value)
	}
	ties, err := tally.ParseTies(f.ties)
	if err != nil {
		return s, err
	}
	if ties.Order == nil && (ties.Rule == tally.ByOrder || ties.Last == tally.ByOrder) {
		ties.Order = e.Order // the file's own, where it names one
	}
	s.Ties = ties
	return s, nil
}

// readElection reads a file of any format, and what the flags say of it.
func (a *act) readElection(name string, f tallyFlags) (*tally.Election, error) {
	known := func(m tally.Method) bool { return string(m.Form()) == f.form }
	if f.form != "" && !slices.ContainsFunc(tally.Methods(), known) {
		return nil, &usageError{"usage.flag_invalid", map[string]any{"Flag": "--form", "Value": f.form}}
	}
	path := a.path(name)
	data, err := readElectionFile(path)
	if err != nil {
		return nil, err
	}
	beside := func(other string) ([]byte, error) {
		return readElectionFile(filepath.Join(filepath.Dir(path), filepath.FromSlash(other)))
	}
	e, err := ballotfile.Read(ballotfile.Source{Name: filepath.ToSlash(name), Data: data, Form: tally.Form(f.form), Open: beside})
	if err != nil {
		return nil, &electionFileError{name, err}
	}
	if f.seats != 0 {
		e.Seats = f.seats
	}
	if f.electorate != 0 {
		e.Electorate = f.electorate
	}
	return e, nil
}

// electionFileError says which file it is about.
type electionFileError struct {
	name string
	err  error
}

func (e *electionFileError) Error() string { return fmt.Sprintf("%s: %v", e.name, e.err) }

func (e *electionFileError) Unwrap() error { return e.err }

// readElectionFile reads no more than a file of an election can have.
func readElectionFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, ballotfile.MaxFileBytes+1))
}

// tallyTrouble is about files of elections.
func tallyTrouble(err error) (trouble.Said, bool) {
	var file *electionFileError
	var line *ballotfile.LineError
	switch {
	case errors.As(err, &file) && errors.As(err, &line):
		data := map[string]any{"Name": file.name, "Line": strconv.Itoa(line.Line), "Reason": trouble.Reason(line.Reason)}
		return trouble.Said{Class: trouble.BadInput, What: "error.election_line", Data: data, Moot: true}, true
	case errors.As(err, &file) && errors.Is(err, ballotfile.ErrFormat):
		return trouble.Said{Class: trouble.BadInput, What: "error.election_format", Do: "do.election_format", Data: map[string]any{"Name": file.name}, Moot: true}, true
	case errors.As(err, &file) && errors.Is(err, ballotfile.ErrFile):
		data := map[string]any{"Name": file.name, "Reason": trouble.Reason(trouble.Without(file.err, ballotfile.ErrFile))}
		return trouble.Said{Class: trouble.BadInput, What: "error.election_file", Data: data, Moot: true}, true
	}
	return trouble.Said{}, false
}
