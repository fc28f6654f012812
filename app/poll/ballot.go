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
	var err error
	switch r.election.Form {
	case tally.Choice:
		var answer uint64
		if err = decode(payload, &answer); err == nil {
			b.Picks, err = numbers([]uint64{answer}, len(r.election.Options))
		}
	case tally.Approvals:
		var picks []uint64
		if err = decode(payload, &picks); err == nil {
			b.Picks, err = numbers(picks, len(r.election.Options))
		}
	case tally.Ranking:
		b.Ranks, err = r.readRanks(payload)
	case tally.Scores:
		b.Values, err = r.readScores(payload)
	case tally.Points, tally.Allocation:
		b.Values, err = r.readPoints(payload)
	case tally.Consents:
		var stance uint64
		if err = decode(payload, &stance); err == nil && stance >= uint64(len(stances)) {
			err = fmt.Errorf("%w: stance %d", ErrChoice, stance)
		} else if err == nil {
			b.Stance = stances[stance]
		}
	}
	if err == nil {
		err = r.valid(&b)
	}
	if err != nil {
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

func decode(payload []byte, into any) error {
	if err := op.Decode(payload, into); err != nil {
		return fmt.Errorf("%w: %w", ErrChoice, err)
	}
	return nil
}

// numbers: ascending, each once, options of the poll.
func numbers(written []uint64, options int) ([]int, error) {
	var picks []int
	for i, n := range written {
		if n >= uint64(options) {
			return nil, fmt.Errorf("%w: option %d of %d", ErrChoice, n, options)
		}
		if i > 0 && written[i-1] >= n {
			return nil, fmt.Errorf("%w: its options are not in ascending order, each once", ErrChoice)
		}
		picks = append(picks, int(n))
	}
	return picks, nil
}

func (r *reader) readRanks(payload []byte) ([][]int, error) {
	var written [][]uint64
	if err := decode(payload, &written); err != nil {
		return nil, err
	}
	var ranks [][]int
	seen := make([]bool, len(r.election.Options))
	for _, rank := range written {
		picks, err := numbers(rank, len(seen))
		switch {
		case err != nil:
			return nil, err
		case len(picks) == 0:
			return nil, fmt.Errorf("%w: a rank without an option", ErrChoice)
		case len(picks) > 1 && !r.shares:
			return nil, fmt.Errorf("%w: %q and %q at one rank, which this method does not allow", ErrChoice,
				r.election.Options[picks[0]].Name, r.election.Options[picks[1]].Name)
		}
		for _, o := range picks {
			if seen[o] {
				return nil, fmt.Errorf("%w: %q at two ranks", ErrChoice, r.election.Options[o].Name)
			}
			seen[o] = true
		}
		ranks = append(ranks, picks)
	}
	return ranks, nil
}

func (r *reader) readScores(payload []byte) ([]int64, error) {
	var written []*int64
	if err := decode(payload, &written); err != nil || len(written) == 0 {
		return nil, err
	}
	values := make([]int64, 0, MaxOptions)
	marks := 0
	for _, v := range written {
		if v == nil {
			values = append(values, tally.Blank)
			continue
		}
		if *v == tally.Blank {
			return nil, fmt.Errorf("%w: a number that is too small", ErrChoice)
		}
		marks++
		values = append(values, *v)
	}
	if marks == 0 {
		return nil, fmt.Errorf("%w: a list that marks nothing is empty", ErrChoice)
	}
	return values, r.checkValues(values)
}

func (r *reader) readPoints(payload []byte) ([]int64, error) {
	var values []int64
	if err := decode(payload, &values); err != nil || len(values) == 0 {
		return nil, err
	}
	if pointsWritten(values) == nil {
		return nil, fmt.Errorf("%w: a list that marks nothing is empty", ErrChoice)
	}
	if i := slices.IndexFunc(values, func(v int64) bool { return v < 0 }); i >= 0 {
		return nil, fmt.Errorf("%w: a number below 0", ErrChoice)
	}
	return values, r.checkValues(values)
}

// checkValues: one for each option, each no larger than a count can add up.
func (r *reader) checkValues(values []int64) error {
	if len(values) != len(r.election.Options) {
		return fmt.Errorf("%w: %d numbers for %d options", ErrChoice, len(values), len(r.election.Options))
	}
	for o, v := range values {
		if v != tally.Blank && (v > tally.MaxValue || v < -tally.MaxValue) {
			return fmt.Errorf("%w: %d for %q", ErrChoice, v, r.election.Options[o].Name)
		}
	}
	return nil
}
