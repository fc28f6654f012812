package ballot

// Typing: numbers that are typed into a row digit by digit. A digit goes on with a number as long as that is on the scale, else it begins a new one.

import "strconv"

// typed is what was typed into the box of one row.
type typed struct {
	option int
	digits string
}

// typeDigit adds a digit to the number of the focused row. A number below the scale waits for its next digit. False for what no number begins with.
func (s *Sheet) typeDigit(digit int) bool {
	low, high := s.Scale()
	digits := s.typedSoFar() + strconv.Itoa(digit)
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > high {
		digits, n = strconv.Itoa(digit), int64(digit)
	}
	if n > high || n < low && n*10 > high {
		return false
	}
	s.typed = typed{s.focus, digits}
	return n < low || s.Set(s.focus, n)
}

// typedSoFar is empty where the row's number has become another since, or another row's was typed.
func (s *Sheet) typedSoFar() string {
	if s.typed.option != s.focus || s.typed.digits == "" {
		return ""
	}
	n, err := strconv.ParseInt(s.typed.digits, 10, 64)
	low, _ := s.Scale()
	if v, _ := s.Value(s.focus); err != nil || v != n && n >= low {
		return ""
	}
	return s.typed.digits
}

// rubOut takes the last digit of the focused row's number back; what has none left is left out.
func (s *Sheet) rubOut() bool {
	v, marked := s.Value(s.focus)
	if !marked {
		return false
	}
	digits := strconv.FormatInt(v, 10)
	digits = digits[:len(digits)-1]
	low, _ := s.Scale()
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < low {
		s.typed = typed{}
		return s.LeaveOut(s.focus)
	}
	s.typed = typed{s.focus, digits}
	return s.Set(s.focus, n)
}
