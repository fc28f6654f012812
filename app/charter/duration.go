package charter

// Durations as people write them: "7d", "36h", "1d12h".

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ErrDuration says that a text is not a duration.
var ErrDuration = errors.New("not a duration such as 7d, 36h or 90m")

const (
	secondMillis = 1000
	minuteMillis = 60 * secondMillis
	hourMillis   = 60 * minuteMillis
	dayMillis    = 24 * hourMillis
	weekMillis   = 7 * dayMillis
)

// units go from long to short; a typed duration names each at most once, in this order.
var units = []struct {
	name   string
	millis int64
}{{"w", weekMillis}, {"d", dayMillis}, {"h", hourMillis}, {"m", minuteMillis}, {"s", secondMillis}, {"ms", 1}}

// ParseDuration reads a duration of whole weeks (w), days (d), hours (h), minutes (m), seconds (s) and milliseconds (ms), long units first,
// into milliseconds. A day has 24 hours. There is no sign and no fraction.
func ParseDuration(text string) (int64, error) {
	rest := strings.TrimSpace(text)
	if rest == "" || len(rest) > maxDurationBytes {
		return 0, fmt.Errorf("reading %.60q: %w", text, ErrDuration)
	}
	var total int64
	for next := 0; rest != ""; {
		number, unit, after := cutUnit(rest)
		at := unitFrom(next, unit)
		if number == "" || at < 0 {
			return 0, fmt.Errorf("reading %q: %w", text, ErrDuration)
		}
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n > (math.MaxInt64-total)/units[at].millis {
			return 0, fmt.Errorf("reading %q: %w: it is too long", text, ErrDuration)
		}
		total += n * units[at].millis
		rest, next = after, at+1
	}
	return total, nil
}

func cutUnit(text string) (number, unit, rest string) {
	number, text = span(text, func(b byte) bool { return b >= '0' && b <= '9' })
	unit, rest = span(text, func(b byte) bool { return b >= 'a' && b <= 'z' })
	return number, unit, rest
}

func span(text string, in func(byte) bool) (head, tail string) {
	n := 0
	for n < len(text) && in(text[n]) {
		n++
	}
	return text[:n], text[n:]
}

func unitFrom(first int, name string) int {
	for i := first; i < len(units); i++ {
		if units[i].name == name {
			return i
		}
	}
	return -1
}

// FormatDuration writes milliseconds in the longest unit up to days that takes no second one: "14d", "36h", "90m". ParseDuration reads it back.
func FormatDuration(millis int64) string {
	if millis == 0 {
		return "0s"
	}
	for _, u := range units {
		if u.millis < weekMillis && millis%u.millis == 0 {
			return strconv.FormatInt(millis/u.millis, 10) + u.name
		}
	}
	return strconv.FormatInt(millis, 10) + "ms"
}
