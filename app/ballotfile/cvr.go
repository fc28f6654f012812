package ballotfile

// Cast vote records in NIST's common data format (SP 1500-103, version 1.0, JSON), as RCTab reads and writes them: a record's current
// snapshot, the contest's selections in it, each with the ranks that are marked.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

type cdfRecord struct {
	line              int
	CurrentSnapshotID string `json:"CurrentSnapshotId"`
	CVRSnapshot       []struct {
		ID         string `json:"@id"`
		CVRContest []struct {
			ContestID           string `json:"ContestId"`
			CVRContestSelection []struct {
				ContestSelectionID string `json:"ContestSelectionId"`
				SelectionPosition  []struct {
					HasIndication, IsAllocable string
					Rank                       int64
				}
			}
		}
	}
}

type cdfElection struct {
	Candidate []struct {
		ID   string `json:"@id"`
		Name string
	}
	Contest []struct {
		ID               string `json:"@id"`
		Name             string
		ContestSelection []struct {
			ID           string   `json:"@id"`
			CandidateIDs []string `json:"CandidateIds"`
			IsWriteIn    bool
		}
	}
}

type cdfReader struct {
	*builder
	records   []cdfRecord
	elections []cdfElection
	contest   string
	// selections are options by the ids of the contest's selections.
	selections map[string]int
}

// readCDF reads one contest: the one called by name or id, or the only one. Candidates from a configuration are given in known, by their
// names and aliases.
func readCDF(text string, known *builder, contest string) (*tally.Election, error) {
	r := cdfReader{builder: known, selections: map[string]int{}}
	j := newJSONReader(text)
	err := j.object(func(key string) error {
		switch key {
		case "CVR":
			return j.array(func() error {
				record := cdfRecord{line: j.at()}
				if len(r.records) == tally.MaxBallots {
					return wrong(record.line, "more than %d records", tally.MaxBallots)
				}
				err := j.value(&record)
				r.records = append(r.records, record)
				return err
			})
		case "Election":
			return j.value(&r.elections)
		default:
			var other any
			return j.value(&other)
		}
	})
	if err != nil {
		return nil, err
	}
	closed := known != nil
	if !closed {
		r.builder = newBuilder(tally.Ranking)
		r.election.Seats = 1
	}
	if err := r.choose(j.line(len(text)), contest, closed); err != nil {
		return nil, err
	}
	for _, record := range r.records {
		if err := r.record(record); err != nil {
			return nil, err
		}
	}
	r.records = nil
	return &r.election, nil
}

// choose finds the contest, and makes its selections options.
func (r *cdfReader) choose(line int, wanted string, closed bool) error {
	names, found := map[string]string{}, false
	for _, e := range r.elections {
		for _, c := range e.Candidate {
			names[c.ID] = c.Name
		}
		for _, c := range e.Contest {
			if wanted != "" && wanted != c.ID && wanted != c.Name && (len(e.Contest) > 1 || len(r.elections) > 1) {
				continue
			}
			if found {
				return wrong(line, "several contests: the configuration is to name one")
			}
			found, r.contest = true, c.ID
			if !closed {
				r.election.Title = c.Name
			}
			for _, s := range c.ContestSelection {
				name, option := "", tally.Option{WriteIn: s.IsWriteIn}
				if len(s.CandidateIDs) == 1 {
					name = names[s.CandidateIDs[0]]
				}
				if name == "" && s.IsWriteIn {
					name = undeclared
				}
				if name == "" {
					return wrong(line, "the selection %s names no candidate", quote(s.ID))
				}
				if option.Name = name; !closed {
					if err := r.option(line, name, option); err != nil {
						return err
					}
				}
				number, known := r.numbers[name]
				if !known {
					return wrong(line, "%s is no candidate of the configuration", quote(name))
				}
				r.selections[s.ID] = number
			}
		}
	}
	if !found {
		return wrong(line, "the file ends without the contest %s", quote(wanted))
	}
	return nil
}

// record is one ballot. A record without the contest is none of its ballots.
func (r *cdfReader) record(c cdfRecord) error {
	for _, snapshot := range c.CVRSnapshot {
		if snapshot.ID != c.CurrentSnapshotID {
			continue
		}
		for _, contest := range snapshot.CVRContest {
			if contest.ContestID != r.contest {
				continue
			}
			b := tally.Ballot{Count: 1}
			for _, selection := range contest.CVRContestSelection {
				option, known := r.selections[selection.ContestSelectionID]
				if !known {
					return wrong(c.line, "there is no selection %s", quote(selection.ContestSelectionID))
				}
				for _, p := range selection.SelectionPosition {
					if p.HasIndication != "yes" || p.IsAllocable == "no" {
						continue
					}
					if err := r.rank(c.line, &b, p.Rank, option); err != nil {
						return err
					}
				}
			}
			return r.ballot(c.line, b)
		}
		return nil
	}
	return wrong(c.line, "a record without its current snapshot, %s", quote(c.CurrentSnapshotID))
}

func (r *cdfReader) rank(line int, b *tally.Ballot, rank int64, option int) error {
	if rank < 1 || rank > tally.MaxRanks {
		return wrong(line, "rank %d is not between 1 and %d", rank, tally.MaxRanks)
	}
	for int64(len(b.Ranks)) < rank {
		b.Ranks = append(b.Ranks, nil)
	}
	if slices.Contains(b.Ranks[rank-1], option) {
		return wrong(line, "option %d twice at rank %d", option+1, rank)
	}
	b.Ranks[rank-1] = append(b.Ranks[rank-1], option)
	return nil
}
