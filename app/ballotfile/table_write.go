package ballotfile

// The table that any election can be written to: a column that says the form, the count, an objection's reason, and a column an option.

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

func writeCSV(e *tally.Election) ([]byte, error) {
	header := []string{"form", "count", "reason"}
	seen := map[string]bool{}
	for _, o := range e.Options {
		if seen[o.Name] || strings.ContainsAny(o.Name, "\r\n\x00") || len(o.Name) > maxNameBytes {
			return nil, fmt.Errorf("%w: a table cannot have the column %s, or has it twice", ErrFormat, quote(o.Name))
		}
		seen[o.Name] = true
		header = append(header, o.Name)
	}
	var out bytes.Buffer
	table := csv.NewWriter(&out)
	if err := table.Write(header); err != nil {
		return nil, err
	}
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if strings.ContainsAny(b.Reason, "\r\x00") {
			return nil, fmt.Errorf("%w: a table cannot hold the reason %s", ErrFormat, quote(b.Reason))
		}
		row := append([]string{string(e.Form), strconv.FormatInt(b.Count, 10), b.Reason}, cellsOf(e, b)...)
		if err := table.Write(row); err != nil {
			return nil, err
		}
	}
	table.Flush()
	return out.Bytes(), table.Error()
}

// cellsOf is what the reader makes the ballot of.
func cellsOf(e *tally.Election, b *tally.Ballot) []string {
	cells := make([]string, len(e.Options))
	for _, option := range b.Picks {
		cells[option] = "1"
	}
	for rank, options := range b.Ranks {
		for _, option := range options {
			if cells[option] != "" {
				cells[option] += "+"
			}
			cells[option] += strconv.Itoa(rank + 1)
		}
	}
	for option, value := range b.Values {
		if value != tally.Blank && (value != 0 || e.Form == tally.Scores) {
			cells[option] = strconv.FormatInt(value, 10)
		}
	}
	if e.Form == tally.Consents {
		cells[0] = string(b.Stance)
	}
	return cells
}
