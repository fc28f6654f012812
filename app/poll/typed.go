package poll

// Typed: how people write a ballot in one line, by the form of the poll's method.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/tally"
)

// UnknownOptionError says which word of a typed choice is no option.
type UnknownOptionError struct {
	Typed string
	// Options are what can be chosen.
	Options []string
	// Near is the option that looks most like it; "" where none does.
	Near string
}

func (e *UnknownOptionError) Error() string {
	return fmt.Sprintf("%q is no option; there are %s", e.Typed, strings.Join(e.Options, ", "))
}

// Unwrap is ErrChoice.
func (e *UnknownOptionError) Unwrap() error { return ErrChoice }

// none marks nothing, where no option is called so.
const none = "none"

// Parse reads what a person types. Options are named, whatever the case of their letters from a to z, or numbered from 1.
//
//	yes                    one answer; y and n will do
//	Ann, 3                 approvals, or none
//	Ann > Bo = Cy          a ranking: Ann first, Bo and Cy together, the others unranked
//	Ann=5 Bo=3             scores, points, or votes bought with credits
//	consent | stand-aside | object
//
// Errors wrap ErrChoice, and are a *UnknownOptionError where a word is no option.
func Parse(open *Open, typed string) (tally.Ballot, error) {
	if len(typed) > maxTypedBytes {
		return tally.Ballot{}, fmt.Errorf("%w: %w", ErrChoice, &charter.TooLongError{Have: len(typed), Max: maxTypedBytes, Unit: "bytes"})
	}
	r, err := newReader(open)
	if err != nil {
		return tally.Ballot{}, err
	}
	p := &parser{reader: r, options: open.Options, rest: strings.TrimSpace(typed)}
	b, err := p.ballot()
	if err != nil {
		return tally.Ballot{}, err
	}
	if err := p.blame(&b); err != nil {
		return tally.Ballot{}, err
	}
	return b, nil
}

// parser reads one line from its beginning.
type parser struct {
	*reader
	options []string
	rest    string
}

func (p *parser) ballot() (tally.Ballot, error) {
	b := tally.Ballot{Count: 1}
	var err error
	form := p.election.Form
	if form != tally.Choice && form != tally.Consents && strings.EqualFold(p.rest, none) && optionNamed(p.options, none) < 0 {
		return b, nil
	}
	switch form {
	case tally.Choice:
		b.Picks, err = p.answer()
	case tally.Consents:
		b.Stance, err = p.stance()
	case tally.Approvals:
		b.Picks, err = p.approvals()
	case tally.Ranking:
		b.Ranks, err = p.ranking()
	default:
		b.Values, err = p.values()
	}
	return b, err
}

func (p *parser) answer() ([]int, error) {
	for i, option := range p.options {
		if len(p.rest) == 1 && lowerASCII(p.rest) == option[:1] && i <= tally.OptionNo {
			return []int{i}, nil
		}
	}
	i := optionNamed(p.options, p.rest)
	if i < 0 {
		return nil, p.unknown(p.rest)
	}
	return []int{i}, nil
}

func (p *parser) stance() (tally.Stance, error) {
	var words []string
	for _, stance := range stances {
		words = append(words, string(stance))
	}
	typed := strings.Join(strings.FieldsFunc(p.rest, func(c rune) bool { return c == ' ' || c == '-' }), "-")
	if i := optionNamed(words, typed); i >= 0 {
		return stances[i], nil
	}
	return "", &UnknownOptionError{Typed: p.rest, Options: words, Near: nearest(words, typed)}
}

func (p *parser) approvals() ([]int, error) {
	var picks []int
	for first := true; first || p.rest != ""; first = false {
		o, err := p.option(",")
		if err != nil {
			return nil, err
		}
		picks = append(picks, o)
		if !p.take(",") {
			break
		}
		if p.rest == "" {
			return nil, p.unknown("")
		}
	}
	slices.Sort(picks)
	return slices.Compact(picks), nil
}

func (p *parser) ranking() ([][]int, error) {
	seen := make(map[int]bool)
	ranks := [][]int{nil}
	for {
		o, err := p.option(">=")
		if err != nil {
			return nil, err
		}
		if seen[o] {
			return nil, fmt.Errorf("%w: %q is ranked twice", ErrChoice, p.options[o])
		}
		seen[o] = true
		last := len(ranks) - 1
		ranks[last] = append(ranks[last], o)
		if len(ranks[last]) > 1 && !p.shares {
			return nil, fmt.Errorf("%w: %q and %q at one rank, which this method does not allow", ErrChoice, p.options[ranks[last][0]], p.options[o])
		}
		switch {
		case p.take(">"):
			slices.Sort(ranks[last])
			ranks = append(ranks, nil)
		case !p.take("="):
			slices.Sort(ranks[last])
			return ranks, nil
		}
	}
}

func (p *parser) values() ([]int64, error) {
	blank := int64(0)
	if p.election.Form == tally.Scores {
		blank = tally.Blank
	}
	values := slices.Repeat([]int64{blank}, len(p.options))
	seen := make(map[int]bool)
	for first := true; first || p.rest != ""; first = false {
		o, err := p.option("=:")
		if err != nil {
			return nil, err
		}
		if seen[o] {
			return nil, fmt.Errorf("%w: %q has two numbers", ErrChoice, p.options[o])
		}
		seen[o] = true
		if !p.take("=") && !p.take(":") {
			return nil, fmt.Errorf("%w: %q has no number, as in %q", ErrChoice, p.options[o], p.options[o]+"=1")
		}
		if values[o], err = p.number(o); err != nil {
			return nil, err
		}
		p.take(",")
	}
	return values, nil
}

// number reads up to the next white space or comma.
func (p *parser) number(option int) (int64, error) {
	end := strings.IndexAny(p.rest, ", \t")
	if end < 0 {
		end = len(p.rest)
	}
	n, err := strconv.ParseInt(p.rest[:end], 10, 64)
	if err != nil || n > tally.MaxValue || n < -tally.MaxValue {
		return 0, fmt.Errorf("%w: %.40q for %q is no whole number that fits", ErrChoice, p.rest[:end], p.options[option])
	}
	p.rest = strings.TrimSpace(p.rest[end:])
	return n, nil
}

// take passes over a mark and the white space around it.
func (p *parser) take(mark string) bool {
	rest, found := strings.CutPrefix(p.rest, mark)
	if found {
		p.rest = strings.TrimSpace(rest)
	}
	return found
}

// option reads the longest option's name that stands here and ends at one of the marks or at the end of the line, or an option's number. A name
// that is a number means the option that has it as its name.
func (p *parser) option(marks string) (int, error) {
	best, length := -1, 0
	for i, name := range p.options {
		if len(name) <= len(p.rest) && len(name) > length && lowerASCII(p.rest[:len(name)]) == lowerASCII(name) && endsAt(p.rest[len(name):], marks) {
			best, length = i, len(name)
		}
	}
	if best < 0 {
		if length = strings.IndexAny(p.rest, marks); length < 0 {
			length = len(p.rest)
		}
		word := strings.TrimSpace(p.rest[:length])
		number, err := strconv.Atoi(word)
		if err != nil || number < 1 || number > len(p.options) {
			return 0, p.unknown(word)
		}
		best = number - 1
	}
	p.rest = strings.TrimSpace(p.rest[length:])
	return best, nil
}

func endsAt(rest, marks string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return rest == "" || strings.ContainsRune(marks, rune(rest[0]))
}

func (p *parser) unknown(typed string) error {
	return &UnknownOptionError{Typed: typed, Options: p.options, Near: nearest(p.options, typed)}
}

// blame says what is wrong with a ballot that is well-formed, by the name of the option that is to blame where there is one.
func (p *parser) blame(b *tally.Ballot) error {
	err := p.valid(b)
	if err == nil {
		return nil
	}
	for o, v := range b.Values {
		alone := tally.Ballot{Count: 1, Values: make([]int64, len(b.Values))}
		if p.election.Form == tally.Scores {
			alone.Values = slices.Repeat([]int64{tally.Blank}, len(b.Values))
		}
		alone.Values[o] = v
		if own := p.valid(&alone); own != nil && v != tally.Blank {
			return &BlamedOptionError{Option: p.options[o], Err: own}
		}
	}
	return err
}

// BlamedOptionError names the option for which a ballot is none.
type BlamedOptionError struct {
	Option string
	Err    error
}

func (e *BlamedOptionError) Error() string { return fmt.Sprintf("%q: %v", e.Option, e.Err) }

// Unwrap is of ErrChoice.
func (e *BlamedOptionError) Unwrap() error { return e.Err }
