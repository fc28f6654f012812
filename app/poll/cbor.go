package poll

// The few CBOR values that choices are made of, read strictly: definite lengths and shortest heads, as op.Encode writes them. A hundred thousand
// ballots are read for a count, so this is done by hand.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/tally"
)

// The major types that choices have.
const (
	cborUint     = 0
	cborNegative = 1
	cborList     = 4
	cborNull     = 0xf6
)

// scanner reads a choice from its beginning. After an error it reads nothing but zeros.
type scanner struct {
	rest []byte
	err  error
}

func (s *scanner) fail(what string) {
	if s.err == nil {
		s.err = fmt.Errorf("%w: %s", ErrChoice, what)
	}
	s.rest = nil
}

// head reads a major type and its number, which stands in as few bytes as it can.
func (s *scanner) head() (major byte, n uint64) {
	if len(s.rest) == 0 {
		s.fail("it ends too early")
		return 0, 0
	}
	major, n = s.rest[0]>>5, uint64(s.rest[0]&0x1f)
	s.rest = s.rest[1:]
	if n < 24 {
		return major, n
	}
	width := 1 << (n - 24)
	if n > 27 || len(s.rest) < width {
		s.fail("it ends too early, or is no number")
		return 0, 0
	}
	n = 0
	for _, b := range s.rest[:width] {
		n = n<<8 | uint64(b)
	}
	s.rest = s.rest[width:]
	if width == 1 && n < 24 || width > 1 && n>>(4*width) == 0 {
		s.fail("a number that is longer than it need be")
		return 0, 0
	}
	return major, n
}

// list reads the length of a list of at most MaxOptions.
func (s *scanner) list() int {
	major, n := s.head()
	if s.err == nil && (major != cborList || n > MaxOptions) {
		s.fail("no list, or one that is too long")
		return 0
	}
	return int(n)
}

// option reads the number of an option.
func (s *scanner) option(options int) int {
	major, n := s.head()
	if s.err == nil && (major != cborUint || n >= uint64(options)) {
		s.fail(fmt.Sprintf("no option, or option %d of %d", n, options))
		return 0
	}
	return int(n)
}

// value reads a number that a count can add up.
func (s *scanner) value() int64 {
	major, n := s.head()
	switch {
	case s.err != nil:
	case n > tally.MaxValue, major != cborUint && major != cborNegative:
		s.fail("no number that can be counted")
	case major == cborNegative && n >= tally.MaxValue:
		s.fail("a number that is too small")
	case major == cborNegative:
		return -1 - int64(n)
	default:
		return int64(n)
	}
	return 0
}

// null passes over a null, if there is one.
func (s *scanner) null() bool {
	if len(s.rest) == 0 || s.rest[0] != cborNull {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// end is the error, or that something is left.
func (s *scanner) end() error {
	if s.err == nil && len(s.rest) > 0 {
		s.fail("it is longer than it says")
	}
	return s.err
}

// picks reads options, ascending, each once, onto the end of a list.
func (s *scanner) picks(onto []int, n, options int) []int {
	for i := range n {
		o := s.option(options)
		if i > 0 && s.err == nil && onto[len(onto)-1] >= o {
			s.fail("its options are not in ascending order, each once")
		}
		if s.err != nil {
			return nil
		}
		onto = append(onto, o)
	}
	return onto
}
