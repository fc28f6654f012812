package cli

// Output: what a command answers, for people or, with --json, for programs.

import (
	"encoding/json"
	"fmt"
	"strings"

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

// tell writes a sentence of the translations as one line of the answer.
func (a *act) tell(key string, data map[string]any) error {
	return a.println(a.say.T(key, data))
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
		fmt.Fprintln(a.call.Err, a.say.T(key, data))
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

// fit pads the cells, and cuts the last one off at the terminal's edge, so that a row stays a line.
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
	var b strings.Builder
	used := 0
	for word := range strings.FieldsSeq(s) {
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
