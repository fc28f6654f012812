// Package ballotfile reads and writes elections as other programs keep them: BLT (OpenSTV, OPAVOTE, droop), PrefLib's orders and categories,
// cast vote records as RCTab counts them, tables and JSON of rankings and scores, and Pabulib's budgets.
//
// It promises that a file is read as a whole or not at all; that what it refuses it refuses with the number of a line and a reason; that
// nothing is allocated by a number in a file before that number is bounded; and that what it writes it reads back as it was. Line ends of
// any system, a byte order mark and Latin-1 names are understood.
//
// It opens no files: bytes come in and bytes go out. It never counts, and never guesses a voting method.
package ballotfile

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Format is a way to write an election down.
type Format string

// The formats.
const (
	BLT     Format = "blt"
	PrefLib Format = "preflib"
	RCTab   Format = "rctab"
	CSV     Format = "csv"
	JSON    Format = "json"
	Pabulib Format = "pb"
)

// ErrFile says that a file is not what its format asks for. Around it is a *LineError where there is a line to blame.
var ErrFile = errors.New("not a well-formed election file")

// ErrFormat says that a format is not known, or cannot hold an election.
var ErrFormat = errors.New("not a format for this election")

// LineError names the line, counted from 1, and what is wrong with it.
type LineError struct {
	Line   int
	Reason string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Unwrap is ErrFile.
func (e *LineError) Unwrap() error { return ErrFile }

func wrong(line int, format string, args ...any) error {
	return &LineError{Line: line, Reason: fmt.Sprintf(format, args...)}
}

// Source is a file to be read.
type Source struct {
	// Name is the file's, for its ending: it says the format.
	Name string
	Data []byte
	// Form is what the ballots are to be read as, where the file does not say: the numbers in a table can be ranks or scores. Empty: ranks
	// where cells are names, else scores.
	Form tally.Form
	// Open reads another file that this one names, relative to it: RCTab's configuration names its records. Nil: none can be read.
	Open func(name string) ([]byte, error)
}

// Read reads a file of any format. Errors are of ErrFile, of ErrFormat where the ending is unknown, or Open's.
func Read(s Source) (*tally.Election, error) {
	format, err := FormatOf(s.Name)
	if err != nil {
		return nil, err
	}
	text, err := decode(s.Data)
	if err != nil {
		return nil, err
	}
	var e *tally.Election
	switch format {
	case BLT:
		e, err = readBLT(text)
	case PrefLib:
		e, err = readPrefLib(text, strings.ToLower(path.Ext(s.Name)))
	case Pabulib:
		e, err = readPabulib(text)
	case CSV:
		e, err = readCSV(text, s.Form, nil)
	default:
		e, err = readJSON(text, s)
	}
	if err != nil {
		return nil, err
	}
	if err := e.Check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return e, nil
}

// FormatOf tells a format by a name's ending. A .json file is looked into: it may be a plain one or RCTab's.
func FormatOf(name string) (Format, error) {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".blt":
		return BLT, nil
	case ".soc", ".soi", ".toc", ".toi", ".cat":
		return PrefLib, nil
	case ".csv":
		return CSV, nil
	case ".json":
		return JSON, nil
	case ".pb":
		return Pabulib, nil
	default:
		return "", fmt.Errorf("%w: nothing known ends in %.20q", ErrFormat, ext)
	}
}

// Write writes an election in a format: BLT for rankings, CSV for all forms, Pabulib for budgets. Errors are of ErrFormat and say what the
// format cannot hold.
func Write(format Format, e *tally.Election) ([]byte, error) {
	if err := e.Check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	switch format {
	case BLT:
		return writeBLT(e)
	case CSV:
		return writeCSV(e)
	case Pabulib:
		return writePabulib(e)
	default:
		return nil, fmt.Errorf("%w: %q is read only", ErrFormat, format)
	}
}
