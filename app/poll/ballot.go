package poll

// Ballots: how a mark is written into a choice. One encoding for each mark, and no other is read; nothing but the poll's method says what a
// choice means, so a later version can put another secret in its place.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// ErrChoice says that something is no choice in a poll.
var ErrChoice = errors.New("not a choice in this poll")

// stances are the numbers of what a voter can say to a proposal that is decided by consent.
var stances = []tally.Stance{tally.Consent, tally.StandAside, tally.Object}

// Encode writes a ballot as an op holds it. Its Count and Reason are not part of it. Errors wrap ErrChoice.
//
// Strict CBOR: a choice is the option's number from 0; approvals are a list of numbers, ascending; a ranking is a list of ranks, the first one
// first, each a list of numbers, ascending; scores are a list with a number or null for each option; points and votes one with a number for each; a
// stance is 0 for consent, 1 for standing aside, 2 for an objection. An empty list marks nothing.
func Encode(open *Open, b tally.Ballot) ([]byte, error) {
	m, err := MethodOf(open.Method)
	if err != nil {
		return nil, err
	}
	var written any
	switch m.Form() {
	case tally.Choice:
		if len(b.Picks) != 1 {
			return nil, fmt.Errorf("%w: one of the answers", ErrChoice)
		}
		written = uint64(b.Picks[0])
	case tally.Approvals:
		written = b.Picks
	case tally.Ranking:
		written = b.Ranks
	case tally.Scores:
		written = scoresWritten(b.Values)
	case tally.Points, tally.Allocation:
		written = pointsWritten(b.Values)
	case tally.Consents:
		written = uint64(max(0, slices.Index(stances, b.Stance)))
	}
	raw, err := op.Encode(written)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChoice, err)
	}
	if _, err := Decode(open, raw); err != nil {
		return nil, err
	}
	return raw, nil
}

func scoresWritten(values []int64) []*int64 {
	if !slices.ContainsFunc(values, func(v int64) bool { return v != tally.Blank }) {
		return nil
	}
	written := make([]*int64, len(values))
	for i, v := range values {
		if v != tally.Blank {
			written[i] = &v
		}
	}
	return written
}

func pointsWritten(values []int64) []int64 {
	if !slices.ContainsFunc(values, func(v int64) bool { return v != 0 }) {
		return nil
	}
	return values
}

// Decode reads what Encode writes, and nothing else. The ballot counts once. Errors wrap ErrChoice.
func Decode(open *Open, payload []byte) (tally.Ballot, error) {
	r, err := newReader(open)
	if err != nil {
		return tally.Ballot{}, err
	}
	return r.read(payload)
}

// reader reads the ballots of one poll.
type reader struct {
	method   tally.Method
	election *tally.Election
	settings tally.Settings
	shares   bool
}

func newReader(open *Open) (*reader, error) {
	m, err := MethodOf(open.Method)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChoice, err)
	}
	return &reader{m, open.Election(), open.TallySettings([]byte{0}), SharesRanks(m)}, nil
}

func (r *reader) read(payload []byte) (tally.Ballot, error) {
	b := tally.Ballot{Count: 1}
	if len(payload) > MaxChoiceBytes {
		return b, fmt.Errorf("%w: %d bytes", ErrChoice, len(payload))
	}
	in, options := &scanner{rest: payload}, len(r.election.Options)
	switch r.election.Form {
	case tally.Choice:
		b.Picks = []int{in.option(options)}
	case tally.Approvals:
		if n := in.list(); n > 0 {
			b.Picks = in.picks(make([]int, 0, n), n, options)
		}
	case tally.Ranking:
		b.Ranks = r.readRanks(in)
	case tally.Scores:
		b.Values = r.readValues(in, tally.Blank)
	case tally.Points, tally.Allocation:
		b.Values = r.readValues(in, 0)
	case tally.Consents:
		b.Stance = stances[in.option(len(stances))]
	}
	if err := in.end(); err != nil {
		return tally.Ballot{}, err
	}
	if err := r.valid(&b); err != nil {
		return tally.Ballot{}, err
	}
	return b, nil
}

// valid asks the method, about a ballot that marks anything.
func (r *reader) valid(b *tally.Ballot) error {
	if r.election.Empty(b) {
		return nil
	}
	if err := r.method.Valid(r.election, r.settings, b); err != nil {
		return fmt.Errorf("%w: %w", ErrChoice, err)
	}
	return nil
}

func (r *reader) readRanks(in *scanner) [][]int {
	n := in.list()
	if n == 0 {
		return nil
	}
	ranks, all := make([][]int, 0, n), make([]int, 0, len(r.election.Options))
	var seen [MaxOptions]bool
	for range n {
		from := len(all)
		size := in.list()
		if size > cap(all)-from {
			in.fail("an option at two ranks")
		}
		if in.err == nil && size == 0 {
			in.fail("a rank without an option")
		}
		if all = in.picks(all, size, cap(all)); in.err != nil {
			return nil
		}
		rank := all[from:len(all):len(all)]
		if len(rank) > 1 && !r.shares {
			in.fail(fmt.Sprintf("%q and %q at one rank, which this method does not allow", r.election.Options[rank[0]].Name, r.election.Options[rank[1]].Name))
		}
		for _, o := range rank {
			if seen[o] {
				in.fail(fmt.Sprintf("%q at two ranks", r.election.Options[o].Name))
			}
			seen[o] = true
		}
		ranks = append(ranks, rank)
	}
	return ranks
}

// readValues reads a number for each option: scores, of which some can be left out, or points, which are none below zero. A list that marks
// nothing is empty.
func (r *reader) readValues(in *scanner, unmarked int64) []int64 {
	n := in.list()
	if n == 0 {
		return nil
	}
	if n != len(r.election.Options) {
		in.fail(fmt.Sprintf("%d numbers for %d options", n, len(r.election.Options)))
		return nil
	}
	values, marks := make([]int64, n), 0
	for o := range values {
		if unmarked == tally.Blank && in.null() {
			values[o] = tally.Blank
			continue
		}
		values[o] = in.value()
		if unmarked == 0 && values[o] < 0 {
			in.fail("a number below 0")
		}
		if values[o] != unmarked {
			marks++
		}
	}
	if marks == 0 {
		in.fail("a list that marks nothing is empty")
	}
	return values
}
