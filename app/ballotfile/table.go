package ballotfile

// Tables of ballots: a row a ballot, or as many alike as its count says. Columns called rank1, rank2, … hold names; otherwise each column
// is an option, and its cells are ranks, scores, points, votes or marks, by the form. Columns that say who voted when are left out.

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// rankColumn is a column of names.
var rankColumn = regexp.MustCompile(`^(?i:rank|choice|preference)[ _-]?([0-9]{1,4})$`)

// aboutColumns say something of the ballot and not of an option, where they stand before the first column that does.
var aboutColumns = []string{"count", "weight", "votes", "id", "ballotid", "ballot_id", "voterid", "voter_id", "votetime", "timestamp", "time", "pollid", "precinct", "batch"}

// countColumns say how many cast a ballot.
var countColumns = []string{"count", "weight", "votes"}

const (
	// overvoteCell is a rank with two marks, when the table does not say which.
	overvoteCell = "overvote"
	// undeclared is the option that stands for all written names, as RCTab calls it.
	undeclared = "Undeclared Write-ins"
	// betweenShared separates names that share a rank.
	betweenShared = "//"
)

// skippedCells are ranks without a mark.
var skippedCells = []string{"", "undervote", "skipped"}

// writeInCells stand for all names that voters wrote themselves.
var writeInCells = []string{"undeclared write-ins", "undeclared write-in", "uwi", "write-in", "write-ins"}

type tableReader struct {
	*builder
	rows *csv.Reader
	line int
	// first is the first column that is not about the ballot, width how many columns there are.
	first, width  int
	count, reason int // -1: none
	// closed: the candidates are known beforehand, and nobody else may be named; else names become options as they come.
	closed bool
	layout layout
}

// layout is where in a table the votes are, by a configuration.
type layout struct {
	// known are the candidates, by their names and aliases.
	known *builder
	// column and row are what is left out before the votes: columns from 0; the row after the names, from 1.
	column, row int
	// label is a cell in our words.
	label func(cell string) string
}

// readCSV reads a table, which names its options itself unless a layout does.
func readCSV(text string, form tally.Form, given *layout) (*tally.Election, error) {
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.ReuseRecord = -1, true
	r := &tableReader{rows: rows, count: -1, reason: -1}
	if given != nil {
		r.builder, r.closed, r.layout = given.known, true, *given
	} else {
		r.builder = newBuilder(form)
		r.election.Seats = 1
	}
	header, err := r.next()
	if errors.Is(err, io.EOF) {
		return nil, wrong(1, "there is no row of column names")
	}
	if err != nil {
		return nil, err
	}
	read, err := r.header(slices.Clone(header))
	for number := 2; err == nil; number++ {
		var row []string
		if row, err = r.next(); err == nil && number >= r.layout.row {
			err = read(row)
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(r.election.Options) == 0 {
		return nil, wrong(r.line+1, "the table names no option")
	}
	return &r.election, r.pad()
}

// next is the next row's cells from where the votes begin.
func (r *tableReader) next() ([]string, error) {
	row, err := r.rows.Read()
	var at *csv.ParseError
	if errors.As(err, &at) {
		return nil, wrong(at.Line, "%v", at.Err)
	}
	if err != nil {
		return nil, err
	}
	r.line, _ = r.rows.FieldPos(0)
	if len(row) <= r.layout.column {
		return nil, wrong(r.line, "%d cells, where votes begin in column %d", len(row), r.layout.column+1)
	}
	row = row[r.layout.column:]
	for i, cell := range row {
		if r.layout.label != nil {
			row[i] = r.layout.label(cell)
		}
	}
	return row, nil
}

// header says how rows are to be read.
func (r *tableReader) header(columns []string) (func([]string) error, error) {
	r.width = len(columns)
	if r.width > 2*tally.MaxOptions {
		return nil, tooManyOptions(r.line, r.width)
	}
	if columns[0] == "form" {
		return r.ownHeader(columns)
	}
	for r.first < len(columns) && slices.Contains(aboutColumns, strings.ToLower(strings.TrimSpace(columns[r.first]))) {
		if slices.Contains(countColumns, strings.ToLower(strings.TrimSpace(columns[r.first]))) {
			r.count = r.first
		}
		r.first++
	}
	if r.first == len(columns) {
		return nil, wrong(r.line, "no column is an option or a rank")
	}
	if rankColumn.MatchString(strings.TrimSpace(columns[r.first])) {
		return r.rankHeader(columns)
	}
	if r.election.Form == "" {
		r.election.Form = tally.Scores
	}
	return r.cells, r.options(columns)
}

// options makes each column one.
func (r *tableReader) options(columns []string) error {
	for _, name := range columns[r.first:] {
		if _, known := r.numbers[name]; r.closed && known {
			continue
		}
		if r.closed {
			return wrong(r.line, "%s is no candidate", quote(name))
		}
		if err := r.option(r.line, name, tally.Option{Name: name}); err != nil {
			return err
		}
	}
	return nil
}

func (r *tableReader) rankHeader(columns []string) (func([]string) error, error) {
	for i, column := range columns[r.first:] {
		found := rankColumn.FindStringSubmatch(strings.TrimSpace(column))
		if found == nil || found[1] != strconv.Itoa(i+1) {
			return nil, wrong(r.line, "column %s, where that of rank %d stands", quote(column), i+1)
		}
	}
	if form := r.election.Form; form != "" && form != tally.Ranking {
		return nil, wrong(r.line, "columns of ranks, where ballots of the form %s are wanted", form)
	}
	r.election.Form = tally.Ranking
	return r.names, nil
}

// begin is what every row has: the right number of cells, and a count.
func (r *tableReader) begin(row []string) (tally.Ballot, error) {
	if len(row) != r.width {
		return tally.Ballot{}, wrong(r.line, "%d cells under %d columns", len(row), r.width)
	}
	b := tally.Ballot{Count: 1}
	if r.count >= 0 {
		n, err := whole(strings.TrimSpace(row[r.count]), 1, tally.MaxVoters)
		if err != nil {
			return tally.Ballot{}, wrong(r.line, "a ballot's count: %v", err)
		}
		b.Count = n
	}
	return b, nil
}

// names is a row of columns that hold names.
func (r *tableReader) names(row []string) error {
	b, err := r.begin(row)
	if err != nil {
		return err
	}
	b.Ranks = make([][]int, len(row)-r.first)
	for rank, cell := range row[r.first:] {
		cell = strings.TrimSpace(cell)
		if slices.Contains(skippedCells, strings.ToLower(cell)) {
			continue
		}
		if strings.EqualFold(cell, overvoteCell) {
			b.Ranks[rank] = []int{overvoted}
			continue
		}
		for name := range strings.SplitSeq(cell, betweenShared) {
			number, err := r.named(strings.TrimSpace(name))
			if err != nil {
				return err
			}
			if slices.Contains(b.Ranks[rank], number) {
				return wrong(r.line, "%s twice at one rank", quote(name))
			}
			b.Ranks[rank] = append(b.Ranks[rank], number)
		}
	}
	return r.ballot(r.line, b)
}

func (r *tableReader) named(name string) (int, error) {
	writeIn := slices.Contains(writeInCells, strings.ToLower(name))
	if number, known := r.numbers[name]; known {
		return number, nil
	}
	if r.closed && !writeIn {
		return 0, wrong(r.line, "%s is no candidate", quote(name))
	}
	number := len(r.election.Options)
	if r.election.Order != nil {
		r.election.Order = append(r.election.Order, number)
	}
	return number, r.option(r.line, name, tally.Option{Name: name, WriteIn: writeIn})
}

// overvoted stands for two marks of which nothing is known, until all options are.
const overvoted = -1

// pad puts all options at a rank of which nothing is known but that more than one was marked: it might have been any.
func (r *tableReader) pad() error {
	var all []int
	for i := range r.election.Options {
		all = append(all, i)
	}
	for i := range r.election.Ballots {
		for rank, options := range r.election.Ballots[i].Ranks {
			if len(options) != 1 || options[0] != overvoted {
				continue
			}
			if len(all) < 2 {
				return wrong(r.line, "an overvote of a single option")
			}
			if r.marks += len(all); r.marks > maxMarks {
				return wrong(r.line, "more than %d marks on all ballots together", maxMarks)
			}
			r.election.Ballots[i].Ranks[rank] = all
		}
	}
	return nil
}

// cells is a row of columns that are options.
func (r *tableReader) cells(row []string) error {
	b, err := r.begin(row)
	if err != nil {
		return err
	}
	if r.reason >= 0 {
		b.Reason = row[r.reason]
	}
	cells := row[r.first:]
	switch r.election.Form {
	case tally.Ranking:
		err = r.ranks(&b, cells)
	case tally.Choice, tally.Approvals:
		err = r.picks(&b, cells)
	case tally.Consents:
		b.Stance = tally.Stance(cells[0])
	case tally.Scores, tally.Points, tally.Allocation:
		err = r.values(&b, cells)
	default:
		err = wrong(r.line, "%s is no form of ballots", quote(string(r.election.Form)))
	}
	if err != nil {
		return err
	}
	return r.ballot(r.line, b)
}

// ranks: a cell is the option's rank, or several with "+" between, as paper ballots have it.
func (r *tableReader) ranks(b *tally.Ballot, cells []string) error {
	for option, cell := range cells {
		for word := range strings.SplitSeq(strings.TrimSpace(cell), "+") {
			if word == "" {
				continue
			}
			rank, err := whole(word, 1, tally.MaxRanks)
			if err != nil {
				return wrong(r.line, "a rank: %v", err)
			}
			for int64(len(b.Ranks)) < rank {
				b.Ranks = append(b.Ranks, nil)
			}
			if slices.Contains(b.Ranks[rank-1], option) {
				return wrong(r.line, "option %d twice at rank %d", option+1, rank)
			}
			b.Ranks[rank-1] = append(b.Ranks[rank-1], option)
		}
	}
	return nil
}

func (r *tableReader) picks(b *tally.Ballot, cells []string) error {
	for option, cell := range cells {
		switch strings.ToLower(strings.TrimSpace(cell)) {
		case "", "0", "no", "false":
		case "1", "x", "yes", "true":
			b.Picks = append(b.Picks, option)
		default:
			return wrong(r.line, "%s is no mark: 1 or nothing", quote(cell))
		}
	}
	return nil
}

func (r *tableReader) values(b *tally.Ballot, cells []string) error {
	b.Values = make([]int64, len(cells))
	for option, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			if r.election.Form == tally.Scores {
				b.Values[option] = tally.Blank
			}
			continue
		}
		value, err := whole(cell, -tally.MaxValue, tally.MaxValue)
		if err != nil {
			return wrong(r.line, "a value: %v", err)
		}
		b.Values[option] = value
	}
	return nil
}

// ownHeader is that of the tables written here: form, count, reason, and options from there on.
func (r *tableReader) ownHeader(columns []string) (func([]string) error, error) {
	if len(columns) < 4 || columns[1] != "count" || columns[2] != "reason" {
		return nil, wrong(r.line, "after the column form there come count, reason and the options")
	}
	r.first, r.count, r.reason = 3, 1, 2
	if err := r.options(columns); err != nil {
		return nil, err
	}
	return func(row []string) error {
		form := tally.Form(row[0])
		if r.election.Form == "" {
			r.election.Form = form
		}
		if form != r.election.Form {
			return wrong(r.line, "a ballot of the form %s, where %s is wanted", quote(row[0]), r.election.Form)
		}
		return r.cells(row)
	}, nil
}
