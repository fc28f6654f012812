package poll

// Approval: every option that the voter can live with, as many as the poll allows.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Approval is the name of the method by which voters approve of any number of options.
const Approval = "approval"

// approval writes a ballot as a CBOR list of the options' numbers, from 0, ascending.
type approval struct{}

func (approval) Name() string { return Approval }

func (approval) Check(open *Open) error {
	n := len(open.Options)
	switch {
	case n < MinOptions || n > MaxOptions:
		return fmt.Errorf("%w: %d options, where %d to %d can be", kind.ErrInvalid, n, MinOptions, MaxOptions)
	case open.Max > uint64(n):
		return fmt.Errorf("%w: up to %d of %d options in a ballot", kind.ErrInvalid, open.Max, n)
	}
	for i, option := range open.Options {
		if optionNamed(open.Options[:i], option) >= 0 {
			return fmt.Errorf("%w: the option %q is given twice", kind.ErrInvalid, option)
		}
	}
	return nil
}

func (approval) Options(open *Open) []string { return open.Options }

// ParseChoice takes the options' numbers, from 1, and names, between commas, in any order: "1,3", "the elm, the oak". A name that is a number
// means the option that has it as its name. "none" approves of nothing, where no option is called so.
func (m approval) ParseChoice(open *Open, typed string) (Choice, error) {
	typed, err := checkTyped(typed)
	if err != nil {
		return Choice{}, err
	}
	if i := optionNamed(open.Options, typed); i >= 0 {
		return Choice{Options: []int{i}}, nil
	}
	if strings.EqualFold(typed, "none") {
		return Choice{}, nil
	}
	var choice Choice
	for part := range strings.SplitSeq(typed, ",") {
		part = strings.TrimSpace(part)
		i := optionNamed(open.Options, part)
		if i < 0 {
			number, err := strconv.Atoi(part)
			if err != nil || number < 1 || number > len(open.Options) {
				return Choice{}, &UnknownOptionError{Typed: part, Options: open.Options}
			}
			i = number - 1
		}
		choice.Options = append(choice.Options, i)
	}
	slices.Sort(choice.Options)
	choice.Options = slices.Compact(choice.Options)
	return m.checked(open, choice)
}

// check: ascending, each once, options of the poll, and not too many.
func (approval) check(open *Open, choice Choice) error {
	if open.Max > 0 && uint64(len(choice.Options)) > open.Max {
		return fmt.Errorf("%w: %d options, where at most %d can be approved", ErrChoice, len(choice.Options), open.Max)
	}
	for i, option := range choice.Options {
		if option < 0 || option >= len(open.Options) {
			return fmt.Errorf("%w: option %d of %d", ErrChoice, option+1, len(open.Options))
		}
		if i > 0 && choice.Options[i-1] >= option {
			return fmt.Errorf("%w: its options are not in ascending order, each once", ErrChoice)
		}
	}
	return nil
}

func (m approval) checked(open *Open, choice Choice) (Choice, error) {
	if err := m.check(open, choice); err != nil {
		return Choice{}, err
	}
	return choice, nil
}

func (m approval) Encode(open *Open, choice Choice) ([]byte, error) {
	if err := m.check(open, choice); err != nil {
		return nil, err
	}
	numbers := make([]uint64, len(choice.Options))
	for i, option := range choice.Options {
		numbers[i] = uint64(option)
	}
	return op.Encode(numbers)
}

func (m approval) Decode(open *Open, payload []byte) (Choice, error) {
	var numbers []uint64
	if err := decodeChoice(payload, &numbers); err != nil {
		return Choice{}, err
	}
	var choice Choice
	for _, n := range numbers {
		if n >= MaxOptions {
			return Choice{}, fmt.Errorf("%w: option %d", ErrChoice, n)
		}
		choice.Options = append(choice.Options, int(n))
	}
	return m.checked(open, choice)
}
