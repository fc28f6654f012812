package ballotfile

// An election as it grows, line by line, within its bounds.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/tally"
)

// builder adds options and ballots. Its errors name the line.
type builder struct {
	election tally.Election
	numbers  map[string]int // of the options, by what the file calls them
	voters   int64
	marks    int
}

func newBuilder(form tally.Form) *builder {
	return &builder{election: tally.Election{Form: form}, numbers: map[string]int{}}
}

// option adds one, under the word by which ballots name it.
func (b *builder) option(line int, word string, o tally.Option) error {
	if len(b.election.Options) == tally.MaxOptions {
		return tooManyOptions(line, tally.MaxOptions+1)
	}
	if err := checkName(line, o.Name); err != nil {
		return err
	}
	if first, twice := b.numbers[word]; twice {
		return wrong(line, "%s is already option %d", quote(word), first+1)
	}
	b.numbers[word] = len(b.election.Options)
	b.election.Options = append(b.election.Options, o)
	return nil
}

func tooManyOptions(line, n int) error {
	return wrong(line, "%d options, where 1 to %d can be", n, tally.MaxOptions)
}

func checkName(line int, name string) error {
	if len(name) > maxNameBytes {
		return wrong(line, "a name of %d bytes, where at most %d can be", len(name), maxNameBytes)
	}
	return nil
}

// ballot adds one that count voters cast.
func (b *builder) ballot(line int, ballot tally.Ballot) error {
	if ballot.Count < 1 || ballot.Count > tally.MaxVoters-b.voters {
		return wrong(line, "a ballot that counts %d times, or all together more than %d", ballot.Count, int64(tally.MaxVoters))
	}
	if len(b.election.Ballots) == tally.MaxBallots {
		return wrong(line, "more than %d ballots", tally.MaxBallots)
	}
	b.marks += len(ballot.Picks) + len(ballot.Values)
	for _, rank := range ballot.Ranks {
		b.marks += 1 + len(rank)
	}
	if b.marks > maxMarks {
		return wrong(line, "more than %d marks on all ballots together", maxMarks)
	}
	b.voters += ballot.Count
	b.election.Ballots = append(b.election.Ballots, ballot)
	return nil
}

// seats checks a number of seats against the options.
func checkSeats(seats int64, options int) error {
	if seats < 1 {
		return fmt.Errorf("%d seats: nobody would be elected", seats)
	}
	if seats > int64(options) {
		return fmt.Errorf("%d seats for %d options", seats, options)
	}
	return nil
}

// once refuses an option that a ballot ranks a second time, in formats whose programs do not write such ballots.
func once(line int, ranks [][]int, options int) error {
	seen := make([]bool, options)
	for _, rank := range ranks {
		for _, option := range rank {
			if seen[option] {
				return wrong(line, "option %d is ranked twice", option+1)
			}
			seen[option] = true
		}
	}
	return nil
}
