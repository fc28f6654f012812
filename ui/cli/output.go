package cli

// Output: what a command answers, for people or, with --json, for programs.

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/text"
)

// answer writes one value: as JSON where that was asked for, else by what show writes for people.
func (a *act) answer(value any, show func() error) error {
	if a.opts.json {
		return a.writeJSON(value)
	}
	return show()
}

func (a *act) writeJSON(value any) error {
	encoder := json.NewEncoder(a.call.Out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}

// tell writes a sentence of the translations as one line of the answer, on a terminal as as many as it takes.
func (a *act) tell(key string, data map[string]any) error {
	return a.println(a.onTerminal(a.say.T(key, data)))
}

func (a *act) println(line string) error {
	if _, err := fmt.Fprintln(a.call.Out, line); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}

// done answers a command that did one thing to something with an id.
func (a *act) done(id fmt.Stringer, key string, data map[string]any) error {
	if data == nil {
		data = map[string]any{}
	}
	data["ID"] = text.ShortID(id.String())
	return a.answer(struct {
		ID string `json:"id"`
	}{id.String()}, func() error { return a.tell(key, data) })
}

// note says something beside the answer, to people only.
func (a *act) note(key string, data map[string]any) {
	if !a.opts.json {
		fmt.Fprintln(a.call.Err, a.onTerminal(a.say.T(key, data)))
	}
}

// gap is what stands between two columns.
const gap = "  "

// table is a list in columns, the last of which takes what room is left.
type table struct {
	head []string
	rows [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// show writes a table. Without rows it says the sentence instead.
func (a *act) show(t table, none string) error {
	if len(t.rows) == 0 {
		return a.println(none)
	}
	widths := t.widths()
	a.narrow(widths)
	for _, row := range append([][]string{t.head}, t.rows...) {
		if err := a.println(a.fit(row, widths)); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) widths() []int {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	return widths
}

// Where a table is wider than the terminal, leastWidth is what is left of a column at least, and lastWidth what the last one gets if it can.
const (
	leastWidth = 8
	lastWidth  = 12
)

// narrow takes from the widest columns what the last one needs, where a terminal is too narrow for all of them.
func (a *act) narrow(widths []int) {
	last := len(widths) - 1
	if a.call.Width == 0 || last < 1 {
		return
	}
	over := min(widths[last], lastWidth) + len(gap)*last - a.call.Width
	for _, width := range widths[:last] {
		over += width
	}
	for ; over > 0; over-- {
		widest := 0
		for i, width := range widths[:last] {
			if width > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= leastWidth {
			return
		}
		widths[widest]--
	}
}

// fit pads the cells and cuts them off at their width, the last one at the terminal's edge, so that a row stays a line.
func (a *act) fit(row []string, widths []int) string {
	var b strings.Builder
	used := 0
	for i, cell := range row {
		if i == len(row)-1 {
			if a.call.Width > used {
				cell = cut(cell, a.call.Width-used)
			}
			b.WriteString(cell)
			break
		}
		cell = cut(cell, widths[i])
		b.WriteString(cell)
		b.WriteString(strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)))
		b.WriteString(gap)
		used += widths[i] + len(gap)
	}
	return strings.TrimRight(b.String(), " ")
}

// cut shortens a text to a width in columns.
func cut(s string, width int) string {
	if uniseg.StringWidth(s) <= width || width < 1 {
		return s
	}
	var b strings.Builder
	used := 0
	graphemes := uniseg.NewGraphemes(s)
	for graphemes.Next() && used+graphemes.Width() < width {
		b.WriteString(graphemes.Str())
		used += graphemes.Width()
	}
	return b.String() + "…"
}

// facts writes pairs of a name and a value below each other.
func (a *act) facts(pairs ...[2]string) error {
	width := 0
	for _, p := range pairs {
		width = max(width, uniseg.StringWidth(p[0]))
	}
	for _, p := range pairs {
		if p[1] == "" {
			continue
		}
		if err := a.println(p[0] + strings.Repeat(" ", width-uniseg.StringWidth(p[0])) + gap + p[1]); err != nil {
			return err
		}
	}
	return nil
}

// paragraphs writes a text that somebody wrote, indented so that it cannot pass for our own words.
func (a *act) paragraphs(written, indent string) error {
	for line := range strings.Lines(strings.TrimRight(text.Plain(written), "\n")) {
		if err := a.println(strings.TrimRight(indent+strings.TrimRight(line, "\n"), " ")); err != nil {
			return err
		}
	}
	return nil
}

// helpWidth is how wide help is, where the terminal does not say; wider lines are hard to read.
const (
	helpWidth    = 80
	maxHelpWidth = 100
)

// wrapped breaks the lines of a text between words.
func (a *act) wrapped(s string) string {
	width := helpWidth
	if a.call.Width > 0 {
		width = min(a.call.Width, maxHelpWidth)
	}
	return wrappedTo(s, width)
}

// hanging writes a text behind a mark. On a terminal its lines are broken between words, and all begin behind the mark.
func (a *act) hanging(mark, s string) error {
	indent := uniseg.StringWidth(mark)
	if a.call.Width > 2*indent {
		var lines []string
		for line := range strings.Lines(s) {
			lines = append(lines, wrappedTo(line, min(a.call.Width, maxHelpWidth)-indent))
		}
		s = strings.ReplaceAll(strings.Join(lines, "\n"), "\n", "\n"+strings.Repeat(" ", indent))
	}
	return a.println(mark + s)
}

// onTerminal breaks lines that are too long for the terminal between words, and leaves all others alone.
func (a *act) onTerminal(s string) string {
	if a.call.Width == 0 {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if uniseg.StringWidth(line) <= a.call.Width {
			continue
		}
		words := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(words)]
		lines[i] = indent + strings.ReplaceAll(wrappedTo(words, a.call.Width-len(indent)), "\n", "\n"+indent)
	}
	return strings.Join(lines, "\n")
}

// isBreak reports whether a line may end here: not at a space that was put in so that it does not.
func isBreak(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) }

func wrappedTo(s string, width int) string {
	var b strings.Builder
	used := 0
	for word := range strings.FieldsFuncSeq(s, isBreak) {
		w := uniseg.StringWidth(word)
		switch {
		case used == 0:
		case used+1+w > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += w
	}
	return b.String()
}
