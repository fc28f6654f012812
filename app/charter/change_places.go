package charter

// Where the keys of a charter-change file stand. The TOML library knows the lines of syntax errors only, and of repeated tables just the last.

import (
	"fmt"
	"strings"
)

// places maps keys such as "tracks[1].opener" to their lines, counted from 1.
type places map[string]int

// line is where a key stands, or else what it stands in; 0 where even that is unknown.
func (p places) line(key string) int {
	for {
		if line, ok := p[key]; ok || key == "" {
			return line
		}
		key = key[:max(0, strings.LastIndexAny(key, ".["))]
	}
}

// keyAt is the key that stands in a line, the first by name; "" where none begins there.
func (p places) keyAt(line int) string {
	first := ""
	for key, at := range p {
		if at == line && (first == "" || key < first) {
			first = key
		}
	}
	return first
}

// placesOf finds the keys of a text that is valid TOML. Of anything else it makes what it can.
func placesOf(text string) places {
	s := &placeScanner{text: text, line: 1, found: make(places), tables: make(map[string]int)}
	for s.skipBlank(); s.at < len(s.text); s.skipBlank() {
		if s.text[s.at] == '[' {
			s.header()
		} else {
			s.keyAndValue()
		}
	}
	return s.found
}

type placeScanner struct {
	text string
	at   int
	line int
	// prefix is the path of the table that the scanner is in, with its dot.
	prefix string
	// tables counts the repeated tables seen, by path.
	tables map[string]int
	found  places
}

// step goes over n bytes and counts the lines.
func (s *placeScanner) step(n int) {
	n = min(n, len(s.text)-s.at)
	s.line += strings.Count(s.text[s.at:s.at+n], "\n")
	s.at += n
}

func (s *placeScanner) rest() string { return s.text[s.at:] }

// skipBlank goes to the next byte that is neither white space nor comment.
func (s *placeScanner) skipBlank() {
	for s.at < len(s.text) {
		switch {
		case strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0:
			s.step(1)
		case s.text[s.at] == '#':
			s.step(lineLength(s.rest()))
		default:
			return
		}
	}
}

// header reads [table] or [[table]].
func (s *placeScanner) header() {
	line, repeated := s.line, strings.HasPrefix(s.rest(), "[[")
	for s.at < len(s.text) && s.text[s.at] == '[' {
		s.step(1)
	}
	path := ""
	for i, part := range s.key("]") {
		if i > 0 {
			path += "."
		}
		path += part
		s.note(path, line)
		if n := s.tables[path]; n > 0 && !repeated {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	if repeated {
		s.tables[path]++
		path = fmt.Sprintf("%s[%d]", path, s.tables[path]-1)
	}
	s.note(path, line)
	s.prefix = path + "."
	s.step(lineLength(s.rest()))
}

func (s *placeScanner) keyAndValue() {
	line, path := s.line, s.prefix
	for i, part := range s.key("=") {
		if i > 0 {
			path += "."
		}
		path += part
		s.note(path, line)
	}
	s.step(1)
	s.value()
}

// note writes down where a key, or the beginning of a dotted one, stands first.
func (s *placeScanner) note(path string, line int) {
	if _, twice := s.found[path]; !twice {
		s.found[path] = line
	}
}

// key reads a dotted key up to one of the end bytes, which it leaves.
func (s *placeScanner) key(end string) []string {
	parts, part := []string(nil), ""
	for s.at < len(s.text) && !strings.ContainsRune(end+"\n", rune(s.text[s.at])) {
		switch b := s.text[s.at]; b {
		case '"', '\'':
			n := stringLength(s.rest())
			part += strings.Trim(s.rest()[:n], string(b))
			s.step(n)
			continue
		case '.':
			parts, part = append(parts, part), ""
		case ' ', '\t':
		default:
			part += string(b)
		}
		s.step(1)
	}
	return append(parts, part)
}

// value goes over one value: to the end of its line, or to where its brackets and strings end.
func (s *placeScanner) value() {
	for depth := 0; s.at < len(s.text); {
		switch b := s.text[s.at]; {
		case b == '"' || b == '\'':
			s.step(stringLength(s.rest()))
			continue
		case b == '#':
			s.step(lineLength(s.rest()))
			continue
		case b == '[' || b == '{':
			depth++
		case b == ']' || b == '}':
			depth--
		case b == '\n' && depth <= 0:
			return
		}
		s.step(1)
	}
}

// lineLength is the number of bytes before the end of the line.
func lineLength(text string) int {
	if n := strings.IndexByte(text, '\n'); n >= 0 {
		return n
	}
	return len(text)
}

// stringLength is the length of the string that a text begins with, quotes included. A single-line string ends with its line at the latest.
func stringLength(text string) int {
	quote := text[:1]
	triple := strings.HasPrefix(text, strings.Repeat(quote, 3))
	closing, from := quote, 1
	if triple {
		closing, from = strings.Repeat(quote, 3), 3
	}
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == `"`:
			i++
		case text[i] == '\n' && !triple:
			return i
		case strings.HasPrefix(text[i:], closing):
			i += len(closing)
			for triple && i < len(text) && text[i:i+1] == quote { // up to two quotes may stand before the closing three
				i++
			}
			return i
		}
	}
	return len(text)
}
