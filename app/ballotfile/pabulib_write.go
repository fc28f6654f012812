package ballotfile

// Writing a budget as Pabulib keeps it.

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

func writePabulib(e *tally.Election) ([]byte, error) {
	voteType := ""
	for name, form := range voteTypes {
		if form == e.Form {
			voteType = name
		}
	}
	if voteType == "" {
		return nil, fmt.Errorf("%w: Pabulib has no ballots of the form %s", ErrFormat, e.Form)
	}
	if e.Budget == 0 {
		return nil, fmt.Errorf("%w: Pabulib's files have a budget", ErrFormat)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	rows := [][]string{
		{"META"},
		{"key", "value"},
		{"description", e.Title},
		{"num_projects", strconv.Itoa(len(e.Options))},
		{"num_votes", ""},
		{"budget", strconv.FormatInt(e.Budget, 10)},
		{"vote_type", voteType},
		{"PROJECTS"},
		{"project_id", "cost", "name"},
	}
	ids := make([]string, len(e.Options))
	for i, o := range e.Options {
		if ids[i] = o.ID; o.ID == "" {
			ids[i] = strconv.Itoa(i + 1)
		}
		rows = append(rows, []string{ids[i], strconv.FormatInt(o.Cost, 10), o.Name})
	}
	rows = append(rows, []string{"VOTES"}, []string{"voter_id", "vote", "points"})
	voters := 0
	for i := range e.Ballots {
		vote, err := pbVote(e, &e.Ballots[i], ids)
		if err != nil {
			return nil, err
		}
		// A ballot that many cast is a row for each of them, for the format has no counts.
		for range e.Ballots[i].Count {
			if voters++; voters > maxPabulibVoters {
				return nil, fmt.Errorf("%w: more than %d voters, who take a row each", ErrFormat, maxPabulibVoters)
			}
			rows = append(rows, append([]string{strconv.Itoa(voters)}, vote...))
		}
	}
	rows[4][1] = strconv.Itoa(voters)
	for _, row := range rows {
		for _, cell := range row {
			if cell != strings.TrimSpace(cell) || strings.ContainsAny(cell, "\r\n\x00\"") || len(cell) > maxNameBytes*4 {
				return nil, fmt.Errorf("%w: Pabulib's files cannot hold %s", ErrFormat, quote(cell))
			}
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// pbVote is the cells vote and points.
func pbVote(e *tally.Election, b *tally.Ballot, ids []string) ([]string, error) {
	var vote, points []string
	for _, rank := range b.Ranks {
		if len(rank) != 1 {
			return nil, fmt.Errorf("%w: Pabulib's rankings have one project a rank", ErrFormat)
		}
		vote = append(vote, ids[rank[0]])
	}
	for _, option := range b.Picks {
		vote = append(vote, ids[option])
	}
	for option, value := range b.Values {
		if value != tally.Blank && (value != 0 || e.Form == tally.Scores) {
			vote, points = append(vote, ids[option]), append(points, strconv.FormatInt(value, 10))
		}
	}
	if err := once(0, b.Ranks, len(e.Options)); err != nil {
		return nil, fmt.Errorf("%w: Pabulib's rankings have a project once", ErrFormat)
	}
	return []string{strings.Join(vote, ","), strings.Join(points, ",")}, nil
}
