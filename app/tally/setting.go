package tally

// Settings: the named variants and numbers that a method is counted with.

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// ParamKind is how a setting is written.
type ParamKind string

// The kinds.
const (
	// Word is one of the parameter's Values.
	Word ParamKind = "word"
	// Integer is a decimal number from Min to Max.
	Integer ParamKind = "integer"
	// Fraction is a number without a sign as "1/2", "0.334" or "66.7%".
	Fraction ParamKind = "fraction"
)

// Param is a variant or a number that a method lets a poll choose. Names and words are those of the method's source.
type Param struct {
	Name string    `json:"name"`
	Kind ParamKind `json:"kind"`
	// Values are the words that a Word can be, and those that an Integer can be besides its numbers.
	Values []string `json:"values,omitempty"`
	// Min and Max bound an Integer.
	Min int64 `json:"min,omitempty"`
	Max int64 `json:"max,omitempty"`
	// Default is what Defaults proposes; a count never fills it in by itself.
	Default string `json:"default"`
}

// Settings are what an election is counted with.
type Settings struct {
	// Params hold a value for each of the method's parameters, and no other.
	Params map[string]string `json:"params"`
	Ties   Ties              `json:"ties"`
}

// Defaults are the method's proposals, for a poll to name and show. Ties are broken by the order of the options.
func Defaults(m Method) Settings {
	s := Settings{Params: map[string]string{}, Ties: Ties{Rule: ByOrder}}
	for _, p := range m.Params() {
		s.Params[p.Name] = p.Default
	}
	return s
}

// With is a copy with one parameter changed.
func (s Settings) With(name, value string) Settings {
	s.Params = maps.Clone(s.Params)
	if s.Params == nil {
		s.Params = map[string]string{}
	}
	s.Params[name] = value
	return s
}

// CheckSettings says whether settings name each parameter of the method, with a value that it can have, and no other. Errors wrap ErrUnfit.
func CheckSettings(m Method, s Settings) error {
	known := m.Params()
	for _, name := range slices.Sorted(maps.Keys(s.Params)) {
		if !slices.ContainsFunc(known, func(p Param) bool { return p.Name == name }) {
			return unfit("%s has no setting %.40q", m.Name(), name)
		}
	}
	for _, p := range known {
		value, named := s.Params[p.Name]
		if !named {
			return unfit("%s needs the setting %q", m.Name(), p.Name)
		}
		if err := p.check(value); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	return nil
}

func (p Param) check(value string) error {
	if len(value) > maxSetting {
		return unfit("a value of %d bytes", len(value))
	}
	switch p.Kind {
	case Word:
		if !slices.Contains(p.Values, value) {
			return unfit("%q is none of %s", value, strings.Join(p.Values, ", "))
		}
	case Integer:
		n, err := strconv.ParseInt(value, 10, 64)
		if !slices.Contains(p.Values, value) && (err != nil || n < p.Min || n > p.Max) {
			return unfit("%q is no whole number from %d to %d", value, p.Min, p.Max)
		}
	case Fraction:
		if _, err := ParseFraction(value); err != nil {
			return err
		}
	}
	return nil
}

// ParseFraction reads "1/2", "0.334", "12" or "66.7%". Errors wrap ErrUnfit.
func ParseFraction(text string) (*big.Rat, error) {
	body, percent := strings.CutSuffix(text, "%")
	digits := 0
	for _, c := range body {
		if c >= '0' && c <= '9' {
			digits++
		} else if c != '.' && c != '/' {
			digits = maxDigits + 1
		}
	}
	value, ok := new(big.Rat), false
	if digits > 0 && digits <= maxDigits {
		value, ok = value.SetString(body)
	}
	if !ok {
		return nil, unfit("%.40q is no fraction like 1/2, 0.334 or 66.7%%", text)
	}
	if percent {
		value.Quo(value, big.NewRat(100, 1))
	}
	return value, nil
}

func (s Settings) word(name string) string { return s.Params[name] }

// integer reads what CheckSettings has passed.
func (s Settings) integer(name string) int64 {
	n, _ := strconv.ParseInt(s.Params[name], 10, 64)
	return n
}

// flag says whether a word is "true".
func (s Settings) flag(name string) bool { return s.Params[name] == "true" }

// fraction reads what CheckSettings has passed.
func (s Settings) fraction(name string) *big.Rat {
	value, err := ParseFraction(s.Params[name])
	if err != nil {
		return new(big.Rat)
	}
	return value
}

func word(name string, values ...string) Param {
	return Param{Name: name, Kind: Word, Values: values, Default: values[0]}
}

func flag(name string) Param { return word(name, "false", "true") }

func integer(name string, def, low, high int64) Param {
	return Param{Name: name, Kind: Integer, Min: low, Max: high, Default: strconv.FormatInt(def, 10)}
}

func fraction(name, def string) Param { return Param{Name: name, Kind: Fraction, Default: def} }
