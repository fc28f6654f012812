package ballotfile

// From bytes to text: marks, line ends, encodings.

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode takes off a byte order mark, makes every line end a newline, and reads what is not UTF-8 as Windows-1252, the superset of Latin-1
// that spreadsheets write. Lines keep their numbers.
func decode(data []byte) (string, error) {
	if len(data) > MaxFileBytes {
		return "", fmt.Errorf("%w: it has %d bytes, where at most %d can be", ErrFile, len(data), MaxFileBytes)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return "", wrong(1+bytes.Count(data[:at], []byte("\n")), "a zero byte, which no text in UTF-8 or Latin-1 has")
	}
	if !utf8.Valid(data) {
		latin, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrFile, err)
		}
		data = latin
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	for line, rest := 1, text; rest != ""; line++ {
		var this string
		if this, rest, _ = strings.Cut(rest, "\n"); len(this) > maxLineBytes {
			return "", wrong(line, "it has %d bytes, where at most %d can be", len(this), maxLineBytes)
		}
	}
	return text, nil
}

// lines goes over a text line by line.
type lines struct {
	rest string
	// number of the line that next returned last, from 1.
	number int
}

// next is the next line, and false at the end.
func (l *lines) next() (string, bool) {
	if l.rest == "" {
		return "", false
	}
	var line string
	line, l.rest, _ = strings.Cut(l.rest, "\n")
	l.number++
	return line, true
}

// whole parses a number without a sign, within bounds.
func whole(text string, least, most int64) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if errors.Is(err, strconv.ErrRange) {
		return 0, fmt.Errorf("%s is not between %d and %d", quote(text), least, most)
	}
	if err != nil || text[0] == '+' {
		return 0, fmt.Errorf("%s is not a whole number", quote(text))
	}
	if n < least || n > most {
		return 0, fmt.Errorf("%s is not between %d and %d", quote(text), least, most)
	}
	return n, nil
}

// quote repeats a little of the file's own text.
func quote(text string) string {
	if len(text) > maxQuoted {
		text = strings.ToValidUTF8(text[:maxQuoted], "") + "…"
	}
	return strconv.Quote(text)
}

// positions finds lines by offsets.
type positions []int

func newPositions(text string) positions {
	var ends positions
	for i := range len(text) {
		if text[i] == '\n' {
			ends = append(ends, i)
		}
	}
	return ends
}

func (p positions) line(offset int) int { return 1 + sort.SearchInts(p, offset) }
