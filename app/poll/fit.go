package poll

// Fit: whether an opening is what its method asks for. It is checked before a poll opens, and again wherever its opening arrives.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/tally"
)

// The parts of an opening that can fail to fit.
const (
	PartMethod   = "method"
	PartOptions  = "options"
	PartSeats    = "seats"
	PartBudget   = "budget"
	PartCosts    = "costs"
	PartSettings = "settings"
	PartTies     = "ties"
)

// FitError names the part of an opening that does not fit the method, and says why.
type FitError struct {
	Part, Method string
	Err          error
}

func (e *FitError) Error() string {
	return fmt.Sprintf("the %s of a poll by %s: %v", e.Part, e.Method, e.Err)
}

// Unwrap is kind.ErrInvalid.
func (e *FitError) Unwrap() error { return kind.ErrInvalid }

// Fits checks whether this version can hold the poll: it knows the method and the tie rule, and everything else is what the method asks for.
// Errors are *FitError.
func (b *Open) Fits() error {
	m, err := MethodOf(b.Method)
	if err != nil {
		return &FitError{PartMethod, b.Method, fmt.Errorf("no method is called %.40q", b.Method)}
	}
	for _, check := range []struct {
		part string
		does func(tally.Method) error
	}{
		{PartTies, b.fitTies},
		{PartOptions, b.fitOptions},
		{PartSeats, b.fitSeats},
		{PartBudget, b.fitBudget},
		{PartCosts, b.fitCosts},
		{PartSettings, b.fitSettings},
	} {
		if err := check.does(m); err != nil {
			return &FitError{check.part, b.Method, err}
		}
	}
	return nil
}

func (b *Open) fitTies(tally.Method) error {
	if !slices.Contains(TieRules(), b.Tie) {
		return fmt.Errorf("no rule for ties is called %.40q", b.Tie)
	}
	return nil
}

func (b *Open) fitOptions(m tally.Method) error {
	n := len(b.Options)
	switch {
	case m.Form() == tally.Consents && n != 0:
		return errors.New("it is about the question itself, and has no further options")
	case m.Form() == tally.Consents:
		return nil
	case m.Form() == tally.Choice && (n < MinOptions || n > len(answers) || !slices.Equal(b.Options, answers[:n])):
		return errors.New("they are yes, no, then abstain, then veto")
	case n < MinOptions || n > MaxOptions:
		return fmt.Errorf("%d options, where %d to %d can be", n, MinOptions, MaxOptions)
	}
	for i, option := range b.Options {
		if optionNamed(b.Options[:i], option) >= 0 {
			return fmt.Errorf("the option %q is given twice", option)
		}
	}
	return nil
}

func (b *Open) fitSeats(m tally.Method) error {
	n := uint64(len(b.Options))
	switch {
	case asksOneQuestion(m) && b.Seats > 0:
		return errors.New("there are no seats in one question")
	case asksOneQuestion(m):
		return nil
	case b.Seats == 0 && b.Budget == 0 && TakesSeats(m):
		return errors.New("0 seats, where at least 1 is filled")
	case b.Seats > 0 && !TakesSeats(m):
		return errors.New("it spends a budget, and fills no seats")
	case b.Seats > n:
		return fmt.Errorf("%d seats for %d options", b.Seats, n)
	}
	if b.Seats > 1 {
		e := b.Election()
		one := *e
		one.Seats = 1
		s := tally.Defaults(m)
		if e.Electorate, one.Electorate = 1, 1; m.Fit(e, s) != nil && m.Fit(&one, s) == nil {
			return fmt.Errorf("%d seats, where this method fills one", b.Seats)
		}
	}
	return nil
}

func (b *Open) fitBudget(m tally.Method) error {
	switch {
	case b.Budget > 0 && !TakesMoney(m):
		return errors.New("it fills seats, and spends no budget")
	case b.Budget > 0 && b.Seats > 0:
		return errors.New("seats and a budget, where one of them decides")
	case b.Budget == 0 && TakesMoney(m) && b.Seats == 0:
		return errors.New("a budget of 0, which pays for nothing")
	}
	return nil
}

func (b *Open) fitCosts(tally.Method) error {
	switch {
	case b.Budget == 0 && len(b.Costs) > 0:
		return errors.New("costs without a budget")
	case b.Budget > 0 && len(b.Costs) != len(b.Options):
		return fmt.Errorf("%d costs for %d options", len(b.Costs), len(b.Options))
	}
	if i := slices.Index(b.Costs, 0); i >= 0 {
		return fmt.Errorf("the option %q costs nothing", b.Options[i])
	}
	return nil
}

// fitSettings leaves to the method what only it knows. The electorate is known when the poll is open.
func (b *Open) fitSettings(m tally.Method) error {
	e := b.Election()
	e.Electorate = 1
	if err := e.Check(); err != nil {
		return err
	}
	return tally.Fits(m, e, b.TallySettings([]byte{0}))
}
