package ballotfile_test

// What is written is read back as it was, and what a format cannot hold is not written.

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
)

var names = rapid.StringMatching(`[A-Za-zäß#=;,\[\(-][A-Za-zäß#=;,'\] )-]{0,8}[a-zé.]`)

func drawElection(t *rapid.T, form tally.Form) *tally.Election {
	options := rapid.SliceOfNDistinct(names, 1, 6, rapid.ID).Draw(t, "names")
	e := &tally.Election{Form: form, Title: names.Draw(t, "title"), Seats: rapid.IntRange(1, len(options)).Draw(t, "seats")}
	for i, name := range options {
		e.Options = append(e.Options, tally.Option{Name: name, ID: fmt.Sprintf("p%d", i)})
	}
	for range rapid.IntRange(0, 8).Draw(t, "ballots") {
		e.Ballots = append(e.Ballots, drawBallot(t, form, len(options)))
	}
	return e
}

func drawBallot(t *rapid.T, form tally.Form, options int) tally.Ballot {
	b := tally.Ballot{Count: rapid.Int64Range(1, 20).Draw(t, "count")}
	switch form {
	case tally.Ranking:
		for _, option := range rapid.Permutation(numbered(options)).Draw(t, "order")[:rapid.IntRange(0, options).Draw(t, "ranked")] {
			switch rapid.IntRange(0, 3).Draw(t, "place") {
			case 0:
				if len(b.Ranks) > 0 {
					last := &b.Ranks[len(b.Ranks)-1]
					*last = append(*last, option)
					slices.Sort(*last)
					continue
				}
			case 1:
				b.Ranks = append(b.Ranks, nil)
			}
			b.Ranks = append(b.Ranks, []int{option})
		}
	case tally.Approvals:
		for option := range options {
			if rapid.Bool().Draw(t, "picked") {
				b.Picks = append(b.Picks, option)
			}
		}
	case tally.Consents:
		b.Stance = rapid.SampledFrom([]tally.Stance{"", tally.Consent, tally.StandAside, tally.Object}).Draw(t, "stance")
		b.Reason = rapid.StringMatching(`[a-z ",\n;é]{0,12}`).Draw(t, "reason")
	default:
		b.Values = make([]int64, options)
		for option := range options {
			b.Values[option] = rapid.Int64Range(0, 9).Draw(t, "value")
			if form == tally.Scores && b.Values[option] == 9 {
				b.Values[option] = tally.Blank
			}
		}
	}
	return b
}

func numbered(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// writtenAndRead goes through a file.
func writtenAndRead(t *rapid.T, format ballotfile.Format, e *tally.Election) *tally.Election {
	data, err := ballotfile.Write(format, e)
	if err != nil {
		t.Fatalf("writing %+v: %v", e, err)
	}
	read, err := ballotfile.Read(ballotfile.Source{Name: "a." + string(format), Data: data})
	if err != nil {
		t.Fatalf("reading\n%s\n%v", data, err)
	}
	return read
}

func TestBLTIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawElection(t, tally.Ranking)
		for i := range e.Options {
			e.Options[i].ID, e.Options[i].Withdrawn = "", rapid.Bool().Draw(t, "withdrawn")
		}
		if rapid.Bool().Draw(t, "ordered") {
			e.Order = rapid.Permutation(numbered(len(e.Options))).Draw(t, "order")
		}
		if diff := cmp.Diff(e, writtenAndRead(t, ballotfile.BLT, e), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTablesAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawElection(t, rapid.SampledFrom([]tally.Form{tally.Ranking, tally.Approvals, tally.Scores, tally.Points, tally.Allocation, tally.Consents}).Draw(t, "form"))
		read := writtenAndRead(t, ballotfile.CSV, e)
		for i := range e.Options {
			e.Options[i].ID = ""
		}
		if len(e.Ballots) == 0 {
			e.Form = read.Form // a table without rows does not say
		}
		e.Title, e.Seats = "", 1
		if diff := cmp.Diff(e, read, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestBudgetsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawElection(t, rapid.SampledFrom([]tally.Form{tally.Approvals, tally.Scores, tally.Points}).Draw(t, "form"))
		e.Seats, e.Budget = 0, rapid.Int64Range(1, 1_000_000).Draw(t, "budget")
		for i := range e.Options {
			e.Options[i].Cost = rapid.Int64Range(0, 1_000_000).Draw(t, "cost")
		}
		read := writtenAndRead(t, ballotfile.Pabulib, e)
		var rows []tally.Ballot // one voter each
		for _, b := range e.Ballots {
			for range b.Count {
				one := b
				one.Count = 1
				rows = append(rows, one)
			}
		}
		e.Ballots = rows
		if diff := cmp.Diff(e, read, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWhatAFormatCannotHold(t *testing.T) {
	election := func(form tally.Form, ballots ...tally.Ballot) *tally.Election {
		return &tally.Election{Form: form, Seats: 1, Options: []tally.Option{{Name: "a"}, {Name: "b"}}, Ballots: ballots}
	}
	broken := election(tally.Ranking)
	broken.Options[0].Name = "two\nlines"
	twins := election(tally.Ranking)
	twins.Options[0].Name = "b"
	budget := election(tally.Ranking, tally.Ballot{Count: 1, Ranks: [][]int{{0, 1}}})
	budget.Budget = 5
	crowd := election(tally.Approvals, tally.Ballot{Count: 2_000_000})
	crowd.Budget = 5
	for name, s := range map[string]struct {
		format   ballotfile.Format
		election *tally.Election
	}{
		"scores in BLT":               {ballotfile.BLT, election(tally.Scores)},
		"an option ranked twice":      {ballotfile.BLT, election(tally.Ranking, tally.Ballot{Count: 1, Ranks: [][]int{{0}, {0}}})},
		"a name of two lines":         {ballotfile.BLT, broken},
		"a column of two lines":       {ballotfile.CSV, broken},
		"two columns of one name":     {ballotfile.CSV, twins},
		"no budget":                   {ballotfile.Pabulib, election(tally.Approvals)},
		"shared ranks in Pabulib":     {ballotfile.Pabulib, budget},
		"a row for each of a crowd":   {ballotfile.Pabulib, crowd},
		"objections in Pabulib":       {ballotfile.Pabulib, election(tally.Consents)},
		"PrefLib, which is only read": {ballotfile.PrefLib, election(tally.Ranking)},
		"an election that is not one": {ballotfile.BLT, &tally.Election{Form: tally.Ranking}},
	} {
		if data, err := ballotfile.Write(s.format, s.election); !errors.Is(err, ballotfile.ErrFormat) || data != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
