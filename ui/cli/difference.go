package cli

// Difference: what one text changes in another, to be read without colours, and aloud.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// hunkView is a piece of text that both have, or one of them.
type hunkView struct {
	// Change is "same", "removed" or "added".
	Change string `json:"change"`
	Text   string `json:"text"`
}

func hunks(before, after string) []hunkView {
	list := []hunkView{}
	for _, h := range proposal.Diff(before, after) {
		list = append(list, hunkView{string(h.Change), h.Text})
	}
	return list
}

// contextLines of unchanged text are shown beside a change; what lies between is folded.
const contextLines = 2

// changedLine is one line of a difference: "-" was taken out, "+" put in, "~" changed within, " " is the same.
type changedLine struct {
	mark byte
	text string
}

// showDifference writes the changed lines, with [-what was taken out-] and {+what was put in+} where only a part of a line changed.
func (a *act) showDifference(before, after string) error {
	lines := changedLines(proposal.Diff(wholeLines(before), wholeLines(after)))
	near := nearChanges(lines)
	skipped := 0
	for i, line := range lines {
		if !near[i] {
			skipped++
			continue
		}
		if err := a.showSkipped(&skipped); err != nil {
			return err
		}
		if err := a.println(strings.TrimRight(fmt.Sprintf("  %c %s", line.mark, line.text), " ")); err != nil {
			return err
		}
	}
	return a.showSkipped(&skipped)
}

// wholeLines makes a text harmless, and ends its last line too: or that line would count as changed where another follows.
func wholeLines(written string) string {
	written = strings.TrimRight(text.Plain(written), "\n")
	if written == "" {
		return ""
	}
	return written + "\n"
}

func (a *act) showSkipped(skipped *int) error {
	n := *skipped
	if *skipped = 0; n == 0 {
		return nil
	}
	return a.println("    " + a.say.N("difference.same_lines", n, nil))
}

// nearChanges marks the lines that changed, and those close to them.
func nearChanges(lines []changedLine) []bool {
	near := make([]bool, len(lines))
	for i, line := range lines {
		if line.mark == ' ' {
			continue
		}
		for j := max(0, i-contextLines); j <= min(len(lines)-1, i+contextLines); j++ {
			near[j] = true
		}
	}
	return near
}

// changedLines puts hunks together into lines.
func changedLines(list []proposal.Hunk) []changedLine {
	var out []changedLine
	var line lineOfHunks
	for _, h := range list {
		for piece := range strings.SplitAfterSeq(h.Text, "\n") {
			words, ends := strings.CutSuffix(piece, "\n")
			line.add(h.Change, words)
			if ends {
				out = append(out, line.end(h.Change)...)
			}
		}
	}
	return out // every text ends with a line break, so no line is left
}

// lineOfHunks is a line under way: as it was, as it is, and with marks.
type lineOfHunks struct {
	before, after, marked string
	// same is how many bytes of it stayed.
	same int
}

// isRewritten reports whether so little of a line stayed that it reads better as one line out and another in.
func (l *lineOfHunks) isRewritten() bool {
	return l.same*rewrittenBelow < max(len(l.before), len(l.after))
}

// rewrittenBelow is the part of a line that must stay, as 1 to this, for its changes to be shown within it.
const rewrittenBelow = 3

// breakSign stands for a line break that was taken out or put in within a line.
const breakSign = "⏎"

func (l *lineOfHunks) add(change proposal.Change, words string) {
	switch {
	case words == "":
	case change == proposal.Removed:
		l.before += words
		l.marked += "[-" + words + "-]"
	case change == proposal.Added:
		l.after += words
		l.marked += "{+" + words + "+}"
	default:
		l.before, l.after, l.marked, l.same = l.before+words, l.after+words, l.marked+words, l.same+len(words)
	}
}

// end closes the line with a line break of a hunk, and begins the next one.
func (l *lineOfHunks) end(lineBreak proposal.Change) []changedLine {
	done := *l
	*l = lineOfHunks{}
	switch {
	case lineBreak == proposal.Same && done.before == done.after:
		return []changedLine{{' ', done.after}}
	case lineBreak == proposal.Same && done.isRewritten():
		return []changedLine{{'-', done.before}, {'+', done.after}}
	case lineBreak == proposal.Removed && done.same == 0 && done.after == "":
		return []changedLine{{'-', done.before}}
	case lineBreak == proposal.Added && done.same == 0 && done.before == "":
		return []changedLine{{'+', done.after}}
	case lineBreak != proposal.Same:
		done.add(lineBreak, breakSign)
	}
	return []changedLine{{'~', done.marked}}
}
