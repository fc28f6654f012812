package ballotfile

// PrefLib's orders before 2021: the number of alternatives, a line "number,name" for each, "voters,sum,unique", then "count,order".

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// isOldPrefLib: the first line that says something is a bare number.
func isOldPrefLib(text string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(text, " \t\n"), "\n")
	return first != "" && strings.Trim(strings.TrimSpace(first), "0123456789") == ""
}

// old reads the whole file. What the lines say goes where the new header's would.
func (r *prefLibReader) old() error {
	if r.ext == ".cat" {
		return wrong(1, "categories in the format before 2021 are not read here")
	}
	line, err := r.said()
	if err != nil {
		return err
	}
	n, err := whole(line, 1, tally.MaxOptions)
	if err != nil {
		return wrong(r.number, "the number of alternatives: %v", err)
	}
	r.alternatives = int(n)
	for range n {
		if err := r.oldName(); err != nil {
			return err
		}
	}
	if err := r.oldTotals(); err != nil {
		return err
	}
	for {
		line, more := r.next()
		if !more {
			return nil
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := r.order(strings.Replace(line, ",", ":", 1)); err != nil {
			return err
		}
	}
}

// said is the next line that is not blank.
func (r *prefLibReader) said() (string, error) {
	for {
		line, more := r.next()
		if !more {
			return "", wrong(r.number+1, "the file ends in the middle")
		}
		if line = strings.TrimSpace(line); line != "" {
			return line, nil
		}
	}
}

func (r *prefLibReader) oldName() error {
	line, err := r.said()
	if err != nil {
		return err
	}
	number, name, _ := strings.Cut(line, ",")
	return r.header("# ALTERNATIVE NAME " + strings.TrimSpace(number) + ": " + name)
}

// oldTotals is "voters,sum,unique": the sum counts each voter once, so it says nothing new.
func (r *prefLibReader) oldTotals() error {
	line, err := r.said()
	if err != nil {
		return err
	}
	totals := strings.Split(line, ",")
	if len(totals) != 3 {
		return wrong(r.number, "%d numbers, where those of voters, their sum and unique orders stand", len(totals))
	}
	if r.voters, err = whole(strings.TrimSpace(totals[0]), 0, tally.MaxVoters); err == nil {
		r.unique, err = whole(strings.TrimSpace(totals[2]), 0, tally.MaxBallots)
	}
	if err != nil {
		return wrong(r.number, "the totals: %v", err)
	}
	return nil
}
