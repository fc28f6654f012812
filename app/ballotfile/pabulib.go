package ballotfile

// Pabulib's .pb (Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis", IJCAI 2023; pabulib.org/format): three sections,
// META, PROJECTS and VOTES, each a table with ";" between cells and a row of column names.

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// voteTypes are the forms of Pabulib's vote_type.
var voteTypes = map[string]tally.Form{
	"approval": tally.Approvals, "ordinal": tally.Ranking, "cumulative": tally.Points, "scoring": tally.Scores, "choose-1": tally.Choice,
}

type pbReader struct {
	*builder
	rows    *csv.Reader
	line    int
	section string
	columns map[string]int
	meta    map[string]string
	// hundredths: money has decimals, so everything is in hundredths.
	hundredths bool
}

func readPabulib(text string) (*tally.Election, error) {
	rows := csv.NewReader(strings.NewReader(text))
	// Descriptions hold bare quotes, as Python's reader lets them.
	rows.Comma, rows.FieldsPerRecord, rows.LazyQuotes, rows.ReuseRecord = ';', -1, true, true
	r := &pbReader{builder: newBuilder(""), rows: rows, meta: map[string]string{}}
	for {
		row, err := r.rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var at *csv.ParseError
		if errors.As(err, &at) {
			return nil, wrong(at.Line, "%v", at.Err)
		}
		if err != nil {
			return nil, err
		}
		r.line, _ = r.rows.FieldPos(0)
		if err := r.row(row); err != nil {
			return nil, err
		}
	}
	return r.finish()
}

func (r *pbReader) row(row []string) error {
	word := strings.TrimSpace(row[0])
	sections := []string{"", "META", "PROJECTS", "VOTES"}
	if at := slices.Index(sections[1:], word); at >= 0 && len(row) == 1 {
		if sections[at] != r.section {
			return wrong(r.line, "the section %s after %s", word, quote(r.section))
		}
		r.section, r.columns = word, nil
		return r.begin()
	}
	if r.section == "" {
		return wrong(r.line, "%s, where the file begins with META", quote(word))
	}
	if r.columns == nil {
		return r.header(row)
	}
	switch r.section {
	case "META":
		return r.fact(row)
	case "PROJECTS":
		return r.project(row)
	default:
		return r.vote(row)
	}
}

// begin takes up what the section before has said.
func (r *pbReader) begin() error {
	if r.section != "PROJECTS" {
		return nil
	}
	form, known := voteTypes[r.meta["vote_type"]]
	if !known {
		return wrong(r.line, "the vote_type is %s: approval, ordinal, cumulative, scoring or choose-1", quote(r.meta["vote_type"]))
	}
	r.election.Form, r.election.Title = form, r.meta["description"]
	r.hundredths = strings.ContainsAny(strings.TrimSuffix(r.meta["budget"], ".0"), ".,")
	budget, err := r.money(r.meta["budget"])
	if err != nil {
		return wrong(r.line, "the budget: %v", err)
	}
	if budget == 0 {
		return wrong(r.line, "a budget of 0: nothing can be paid for")
	}
	r.election.Budget = budget
	return checkName(r.line, r.election.Title)
}

// sectionColumns are those that a section must have.
var sectionColumns = map[string][]string{"META": {"key", "value"}, "PROJECTS": {"project_id", "cost"}, "VOTES": {"voter_id", "vote"}}

func (r *pbReader) header(row []string) error {
	r.columns = map[string]int{}
	for i, column := range row {
		r.columns[strings.TrimSpace(column)] = i
	}
	for _, column := range sectionColumns[r.section] {
		if _, has := r.columns[column]; !has {
			return wrong(r.line, "the section %s has no column %s", r.section, column)
		}
	}
	return nil
}

// cell is empty where there is no such column, or the row is short; a row longer than its header is refused before.
func (r *pbReader) cell(row []string, column string) string {
	if at, has := r.columns[column]; has && at < len(row) {
		return strings.TrimSpace(row[at])
	}
	return ""
}

func (r *pbReader) fact(row []string) error {
	key := r.cell(row, "key")
	if _, twice := r.meta[key]; twice {
		return wrong(r.line, "%s is given twice", quote(key))
	}
	if len(r.meta) == maxFacts {
		return wrong(r.line, "more than %d facts in META", maxFacts)
	}
	r.meta[key] = r.cell(row, "value")
	return nil
}

func (r *pbReader) project(row []string) error {
	if len(row) != len(r.columns) {
		return wrong(r.line, "%d cells under %d columns", len(row), len(r.columns))
	}
	id, name := r.cell(row, "project_id"), r.cell(row, "name")
	if id == "" || strings.Contains(id, ",") {
		return wrong(r.line, "%s is no project_id", quote(id))
	}
	cost, err := r.money(r.cell(row, "cost"))
	if err != nil {
		return wrong(r.line, "the cost of project %s: %v", quote(id), err)
	}
	option := tally.Option{Name: name, ID: id, Cost: cost}
	if name == "" {
		option.Name, option.ID = id, ""
	}
	sum := int64(0)
	for _, o := range r.election.Options {
		sum += o.Cost
	}
	if cost > tally.MaxMoney-sum {
		return wrong(r.line, "all projects together cost more than %d", int64(tally.MaxMoney))
	}
	return r.option(r.line, id, option)
}

func (r *pbReader) vote(row []string) error {
	if len(row) != len(r.columns) {
		return wrong(r.line, "%d cells under %d columns", len(row), len(r.columns))
	}
	var projects []int
	for id := range strings.SplitSeq(r.cell(row, "vote"), ",") {
		if r.cell(row, "vote") == "" {
			break
		}
		number, known := r.numbers[strings.TrimSpace(id)]
		if !known {
			return wrong(r.line, "there is no project %s", quote(id))
		}
		projects = append(projects, number)
	}
	ranks := make([][]int, len(projects))
	for i, p := range projects {
		ranks[i] = []int{p}
	}
	if err := once(r.line, ranks, len(r.election.Options)); err != nil {
		return err
	}
	b := tally.Ballot{Count: 1}
	switch r.election.Form {
	case tally.Ranking:
		b.Ranks = ranks
	case tally.Approvals, tally.Choice:
		slices.Sort(projects)
		b.Picks = projects
	default:
		if err := r.points(&b, projects, r.cell(row, "points")); err != nil {
			return err
		}
	}
	return r.ballot(r.line, b)
}

func (r *pbReader) points(b *tally.Ballot, projects []int, cell string) error {
	words := strings.Split(cell, ",")
	if cell == "" {
		words = nil
	}
	if len(words) != len(projects) {
		return wrong(r.line, "points for %d of %d projects", len(words), len(projects))
	}
	b.Values = make([]int64, len(r.election.Options))
	if r.election.Form == tally.Scores {
		for i := range b.Values {
			b.Values[i] = tally.Blank
		}
	}
	for i, word := range words {
		value, err := whole(strings.TrimSpace(word), -tally.MaxValue, tally.MaxValue)
		if err != nil {
			return wrong(r.line, "points: %v", err)
		}
		b.Values[projects[i]] = value
	}
	return nil
}

// finish compares with what META announced: that is how a file that was cut short is found out.
func (r *pbReader) finish() (*tally.Election, error) {
	if r.section != "VOTES" || r.columns == nil {
		return nil, wrong(r.line+1, "the file ends in the section %s", quote(r.section))
	}
	for key, have := range map[string]int{"num_projects": len(r.election.Options), "num_votes": len(r.election.Ballots)} {
		said, announced := r.meta[key]
		if !announced {
			continue
		}
		n, err := whole(said, 0, tally.MaxBallots)
		if err != nil {
			return nil, wrong(1, "%s: %v", key, err)
		}
		if n != int64(have) {
			return nil, wrong(r.line+1, "the file ends with %d, where %s says %d", have, key, n)
		}
	}
	return &r.election, nil
}
