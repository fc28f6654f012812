package view

// Marks: what the editor's buttons write: Markdown around a selection, or in front of lines.

import (
	"strconv"
	"strings"
)

// TextMark is a button of the editor.
type TextMark string

// The marks, in their order.
const (
	MarkHeading TextMark = "heading"
	MarkBold    TextMark = "bold"
	MarkItalic  TextMark = "italic"
	MarkBullets TextMark = "bullets"
	MarkNumbers TextMark = "numbers"
	MarkTable   TextMark = "table"
	MarkQuote   TextMark = "quote"
	MarkLink    TextMark = "link"
)

// around is what stands before and behind a selection.
var around = map[TextMark][2]string{MarkBold: {"**", "**"}, MarkItalic: {"_", "_"}, MarkLink: {"[", "](https://)"}}

// before is what stands in front of a line.
var before = map[TextMark]string{MarkHeading: "## ", MarkBullets: "- ", MarkNumbers: "1. ", MarkQuote: "> "}

// IsInline reports whether a mark is set around a selection; others change whole lines.
func (m TextMark) IsInline() bool { return around[m] != [2]string{} }

// Around is a selection with the mark around it, or without it where it had it.
func (m TextMark) Around(selected string) string {
	open, shut := around[m][0], around[m][1]
	if len(selected) > len(open)+len(shut) && strings.HasPrefix(selected, open) && strings.HasSuffix(selected, shut) {
		return selected[len(open) : len(selected)-len(shut)]
	}
	return open + selected + shut
}

// Lines marks the lines from one to another, counted from 0; or takes the mark from them where all have it. The other lines stay as they are.
func (m TextMark) Lines(written string, from, until int) string {
	lines := strings.Split(written, "\n")
	from, until = max(0, min(from, len(lines)-1)), max(0, min(until, len(lines)-1))
	if m == MarkTable {
		table := []string{"", "| | |", "|---|---|", "| | |", ""}
		return strings.Join(append(append(append([]string{}, lines[:until+1]...), table...), lines[until+1:]...), "\n")
	}
	all := true
	for _, line := range lines[from : until+1] {
		all = all && m.has(line)
	}
	for i := from; i <= until; i++ {
		switch {
		case all:
			lines[i] = lines[i][m.width(lines[i]):]
		case m == MarkNumbers:
			lines[i] = strconv.Itoa(i-from+1) + ". " + lines[i]
		default:
			lines[i] = before[m] + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

func (m TextMark) has(line string) bool { return m.width(line) > 0 }

// width is how much of a line is its mark.
func (m TextMark) width(line string) int {
	if m != MarkNumbers {
		if strings.HasPrefix(line, before[m]) {
			return len(before[m])
		}
		return 0
	}
	number, _, found := strings.Cut(line, ". ")
	if _, err := strconv.Atoi(number); !found || err != nil {
		return 0
	}
	return len(number) + 2
}

// Indent moves the lines from one to another in by two spaces, or out.
func Indent(written string, from, until int, out bool) string {
	lines := strings.Split(written, "\n")
	for i := max(0, from); i <= min(until, len(lines)-1); i++ {
		if !out {
			lines[i] = "  " + lines[i]
		} else {
			lines[i] = strings.TrimPrefix(strings.TrimPrefix(lines[i], " "), " ")
		}
	}
	return strings.Join(lines, "\n")
}
