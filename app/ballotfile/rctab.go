package ballotfile

// RCTab's configuration (github.com/BrightSpots/rcv, config_file_documentation.txt): who is a candidate, under which names, and where the
// cast vote records lie. Its counting rules are not taken over: the settings of a method are named where it is counted.

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

type rctabConfig struct {
	OutputSettings struct{ ContestName string }
	CvrFileSources []rctabSource
	Candidates     []struct {
		Name, Code string
		Excluded   bool
		Aliases    []string
	}
	Rules struct {
		TiebreakMode, NumberOfWinners string
	}
}

// rctabSource numbers columns and rows from 1, as text.
type rctabSource struct {
	FilePath, ContestID, Provider                           string
	FirstVoteColumnIndex, FirstVoteRowIndex, IDColumnIndex  string
	OvervoteLabel, SkippedRankLabel, UndeclaredWriteInLabel string
}

func readRCTab(text string, s Source) (*tally.Election, error) {
	var config rctabConfig
	j := newJSONReader(text)
	if err := j.value(&config); err != nil {
		return nil, err
	}
	end := j.line(len(text))
	b, err := config.builder(end)
	if err != nil {
		return nil, err
	}
	if len(config.CvrFileSources) != 1 {
		return nil, wrong(end, "%d sources of records, where one is read", len(config.CvrFileSources))
	}
	source := config.CvrFileSources[0]
	if s.Open == nil || source.FilePath == "" || path.IsAbs(source.FilePath) || slices.Contains(strings.Split(source.FilePath, "/"), "..") {
		return nil, wrong(end, "the records in %s lie outside of the configuration's folder", quote(source.FilePath))
	}
	if ext := strings.ToLower(path.Ext(source.FilePath)); ext != ".json" && ext != ".csv" {
		return nil, wrong(end, "the records in %s are neither JSON nor CSV", quote(source.FilePath))
	}
	data, err := s.Open(source.FilePath)
	if err != nil {
		return nil, fmt.Errorf("opening the records %s: %w", source.FilePath, err)
	}
	records, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source.FilePath, err)
	}
	e, err := source.read(records, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source.FilePath, err)
	}
	return e, nil
}

// builder starts with the candidates, by all their names.
func (c rctabConfig) builder(line int) (*builder, error) {
	b := newBuilder(tally.Ranking)
	b.election.Title = c.OutputSettings.ContestName
	for _, candidate := range c.Candidates {
		number := len(b.election.Options)
		if err := b.option(line, candidate.Name, tally.Option{Name: candidate.Name, ID: candidate.Code, Withdrawn: candidate.Excluded}); err != nil {
			return nil, err
		}
		for _, alias := range append(candidate.Aliases, candidate.Code) {
			if other, taken := b.numbers[alias]; taken && other != number {
				return nil, wrong(line, "%s is the name of two candidates", quote(alias))
			}
			if alias != "" {
				b.numbers[alias] = number
			}
		}
	}
	if len(c.Candidates) == 0 {
		return nil, wrong(line, "the configuration names no candidate")
	}
	seats, err := whole(c.Rules.NumberOfWinners, 0, tally.MaxOptions)
	if err == nil {
		err = checkSeats(seats, len(c.Candidates))
	}
	if err != nil {
		return nil, wrong(line, "numberOfWinners: %v", err)
	}
	b.election.Seats = int(seats)
	if c.Rules.TiebreakMode == "useCandidateOrder" {
		for i := range c.Candidates {
			b.election.Order = append(b.election.Order, i)
		}
	}
	return b, nil
}

// read reads the records: NIST's JSON, or a table whose columns are candidates or ranks.
func (s rctabSource) read(text string, b *builder) (*tally.Election, error) {
	if s.Provider == "cdf" {
		return readCDF(text, b, s.ContestID)
	}
	column, err1 := whole(orOne(s.FirstVoteColumnIndex), 1, tally.MaxOptions)
	row, err2 := whole(orOne(s.FirstVoteRowIndex), 1, tally.MaxBallots)
	if err := errors.Join(err1, err2); err != nil {
		return nil, fmt.Errorf("%w: where the votes begin: %w", ErrFile, err)
	}
	return readCSV(text, tally.Ranking, &layout{known: b, column: int(column) - 1, row: int(row), label: s.label})
}

// label is a cell in the words that every table can have.
func (s rctabSource) label(cell string) string {
	switch cell {
	case "":
		return cell
	case s.OvervoteLabel:
		return overvoteCell
	case s.SkippedRankLabel:
		return ""
	case s.UndeclaredWriteInLabel:
		return undeclared
	default:
		return cell
	}
}

func orOne(text string) string {
	if text == "" {
		return "1"
	}
	return text
}
