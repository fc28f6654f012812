package tally

// Counting: what is checked before a method sees a ballot.

import (
	"errors"
	"fmt"
	"slices"
)

// ErrForm says that an election is not well-formed: nothing of it is counted.
var ErrForm = errors.New("not a well-formed election")

// Count counts an election by a method. It changes neither, and its result shares nothing with them but names. Errors wrap ErrForm or
// ErrUnfit. A ballot that breaks the method's rules is counted among the spoiled; one that names no option of the election is an error.
func Count(m Method, e *Election, s Settings) (*Result, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	if err := Fits(m, e, s); err != nil {
		return nil, err
	}
	r := &Result{Method: m.Name(), Settings: s, Places: -1, Turnout: Turnout{Electorate: e.Electorate}, Winners: []int{}}
	counted := *e
	counted.Ballots = slices.Clone(e.Ballots)
	for i := range counted.Ballots {
		b := &counted.Ballots[i]
		r.Turnout.Cast += b.Count
		switch {
		case e.Empty(b):
			r.Turnout.Empty += b.Count
			*b = Ballot{}
		case m.Valid(e, s, b) != nil:
			r.Turnout.Spoiled += b.Count
			*b = Ballot{}
		default:
			r.Turnout.Counted += b.Count
		}
	}
	if r.Turnout.Counted == 0 && e.Form != Choice && e.Form != Consents {
		r.Verdict = Nobody
		r.because("nobody-voted", nil, nil)
		return r, nil
	}
	if err := m.Tally(&counted, s, r); err != nil {
		return nil, fmt.Errorf("counting by %s: %w", m.Name(), err)
	}
	return r, nil
}

// Fits says whether an election, without its ballots, fits a method and its settings. Errors wrap ErrUnfit.
func Fits(m Method, e *Election, s Settings) error {
	if e.Form != m.Form() {
		return unfit("%s counts ballots of the form %s, not %s", m.Name(), m.Form(), e.Form)
	}
	if err := CheckSettings(m, s); err != nil {
		return err
	}
	if err := s.Ties.check(len(e.Options)); err != nil {
		return err
	}
	return m.Fit(e, s)
}

// Check says whether an election is well-formed. Errors wrap ErrForm.
func (e *Election) Check() error {
	switch n := len(e.Options); {
	case n < 1 || n > MaxOptions:
		return fmt.Errorf("%w: %d options, where 1 to %d can be", ErrForm, n, MaxOptions)
	case e.Seats < 0 || e.Seats > n:
		return fmt.Errorf("%w: %d seats for %d options", ErrForm, e.Seats, n)
	case len(e.Ballots) > MaxBallots:
		return fmt.Errorf("%w: %d ballots, where at most %d can be", ErrForm, len(e.Ballots), MaxBallots)
	case e.Electorate < 0 || e.Electorate > MaxVoters:
		return fmt.Errorf("%w: an electorate of %d", ErrForm, e.Electorate)
	}
	if err := e.checkMoney(); err != nil {
		return err
	}
	if err := checkOrder(e.Order, len(e.Options)); err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	return e.checkBallots()
}

func (e *Election) checkMoney() error {
	if e.Budget < 0 || e.Budget > MaxMoney {
		return fmt.Errorf("%w: a budget of %d", ErrForm, e.Budget)
	}
	sum := int64(0)
	for i, option := range e.Options {
		if option.Cost < 0 || option.Cost > MaxMoney-sum {
			return fmt.Errorf("%w: option %d costs %d, or all together more than %d", ErrForm, i+1, option.Cost, int64(MaxMoney))
		}
		if option.Majority != nil && option.Majority.Sign() <= 0 {
			return fmt.Errorf("%w: option %d needs a majority of %s", ErrForm, i+1, option.Majority.RatString())
		}
		sum += option.Cost
	}
	return nil
}

func (e *Election) checkBallots() error {
	sum, seen := int64(0), make([]bool, len(e.Options))
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if b.Count < 1 || b.Count > MaxVoters-sum {
			return fmt.Errorf("%w: ballot %d counts %d times, or all together more than %d", ErrForm, i+1, b.Count, int64(MaxVoters))
		}
		sum += b.Count
		if err := e.checkBallot(b, seen); err != nil {
			return fmt.Errorf("%w: ballot %d: %w", ErrForm, i+1, err)
		}
	}
	return nil
}

// checkBallot: only the parts of the election's form, and only options that there are. Seen is room for marks, clear before and after.
func (e *Election) checkBallot(b *Ballot, seen []bool) error {
	var picks, ranks, values, stance bool
	switch e.Form {
	case Choice, Approvals:
		picks = true
	case Ranking:
		ranks = true
	case Scores, Points, Allocation:
		values = true
	case Consents:
		stance = true
	default:
		return fmt.Errorf("%.40q is no form of ballots", e.Form)
	}
	switch {
	case !picks && len(b.Picks) > 0, !ranks && len(b.Ranks) > 0, !values && len(b.Values) > 0, !stance && (b.Stance != "" || b.Reason != ""):
		return fmt.Errorf("it holds what a ballot of the form %s does not have", e.Form)
	case len(b.Ranks) > MaxRanks:
		return fmt.Errorf("%d ranks, where at most %d can be", len(b.Ranks), MaxRanks)
	case len(b.Values) != 0 && len(b.Values) != len(e.Options):
		return fmt.Errorf("%d values for %d options", len(b.Values), len(e.Options))
	case len(b.Reason) > MaxReason:
		return fmt.Errorf("a reason of %d bytes, where at most %d can be", len(b.Reason), MaxReason)
	case !slices.Contains([]Stance{"", Consent, StandAside, Object}, b.Stance):
		return fmt.Errorf("%.40q is no stance", b.Stance)
	}
	for _, v := range b.Values {
		if v != Blank && (v > MaxValue || v < -MaxValue) {
			return fmt.Errorf("a value of %d, where at most %d can be", v, int64(MaxValue))
		}
	}
	if err := ascending(b.Picks, len(e.Options)); err != nil {
		return err
	}
	for _, rank := range b.Ranks {
		if err := once(rank, seen); err != nil {
			return err
		}
	}
	return nil
}

func ascending(picks []int, options int) error {
	for i, option := range picks {
		if option < 0 || option >= options {
			return fmt.Errorf("option %d of %d", option+1, options)
		}
		if i > 0 && picks[i-1] >= option {
			return errors.New("its options are not in ascending order, each once")
		}
	}
	return nil
}

func once(rank []int, seen []bool) error {
	var err error
	marked := 0
	for _, option := range rank {
		if option < 0 || option >= len(seen) {
			err = fmt.Errorf("option %d of %d", option+1, len(seen))
			break
		}
		if seen[option] {
			err = fmt.Errorf("option %d twice at one rank", option+1)
			break
		}
		seen[option] = true
		marked++
	}
	for _, option := range rank[:marked] {
		seen[option] = false
	}
	return err
}

// Empty says that a ballot marks nothing. Zeros are a mark in Scores, and none in Points and Allocation.
func (e *Election) Empty(b *Ballot) bool {
	if len(b.Picks) > 0 || b.Stance != "" {
		return false
	}
	if slices.ContainsFunc(b.Ranks, func(rank []int) bool { return len(rank) > 0 }) {
		return false
	}
	return !slices.ContainsFunc(b.Values, func(v int64) bool { return v != Blank && (v != 0 || e.Form == Scores) })
}
