package view

// Difference: what an amendment changes, paragraph by paragraph and word by word; what stays the same is folded.

import (
	"strings"
	"unicode"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Difference is what one text changes in another.
type Difference struct {
	// Summary says how much: "18 words go, 40 come, in two paragraphs".
	Summary string
	Parts   []DifferencePart
}

// DifferencePart is one changed paragraph, or a run of those that are the same.
type DifferencePart struct {
	Changed bool
	// Fold says what is the same there; "" for a changed paragraph.
	Fold string
	// Runs are its words, in order. Of what is the same there is one run, which is shown when it is unfolded.
	Runs []DifferenceRun
}

// DifferenceRun is words that stay, go or come.
type DifferenceRun struct {
	Change proposal.Change
	Text   string
}

// Before and After are the paragraph as it was, and as it would be.
func (p DifferencePart) Before() string { return p.without(proposal.Added) }

// After is the paragraph as it would be.
func (p DifferencePart) After() string { return p.without(proposal.Removed) }

func (p DifferencePart) without(change proposal.Change) string {
	var b strings.Builder
	for _, r := range p.Runs {
		if r.Change != change {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

const paragraphBreak = "\n\n"

// Difference compares two texts.
func (w Words) Difference(before, after string) Difference {
	var d Difference
	gone, come, changed := 0, 0, 0
	var same []string
	first := true
	fold := func() {
		if len(same) == 0 {
			return
		}
		whole := strings.Join(same, paragraphBreak)
		d.Parts = append(d.Parts, DifferencePart{Fold: w.sameFold(same, len(d.Parts) == 0 && first), Runs: []DifferenceRun{{proposal.Same, whole}}})
		same, first = nil, false
	}
	for _, runs := range paragraphs(proposal.Diff(wholeText(before), wholeText(after))) {
		runs = withoutIslands(runs)
		isChanged := false
		for _, r := range runs {
			isChanged = isChanged || r.Change != proposal.Same
			switch r.Change {
			case proposal.Removed:
				gone += wordsIn(r.Text)
			case proposal.Added:
				come += wordsIn(r.Text)
			}
		}
		if !isChanged {
			same = append(same, runs[0].Text)
			continue
		}
		fold()
		changed++
		d.Parts = append(d.Parts, DifferencePart{Changed: true, Runs: runs})
	}
	fold()
	d.Summary = w.differenceSummary(gone, come, changed)
	return d
}

// wordsIn counts words: a full stop that stands alone is none.
func wordsIn(said string) (count int) {
	for word := range strings.FieldsSeq(said) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			count++
		}
	}
	return count
}

// wholeText makes a text harmless, and ends its last line: or that line would count as changed where another follows.
func wholeText(written string) string {
	if written = strings.TrimRight(text.Plain(written), "\n"); written == "" {
		return ""
	}
	return written + "\n"
}

// paragraphs puts hunks together into paragraphs, without the empty lines between them. A break that came or went breaks too.
func paragraphs(hunks []proposal.Hunk) [][]DifferenceRun {
	var all [][]DifferenceRun
	var runs []DifferenceRun
	end := func() {
		for len(runs) > 0 {
			last := &runs[len(runs)-1]
			if last.Text = strings.TrimRight(last.Text, "\n"); last.Text != "" {
				break
			}
			runs = runs[:len(runs)-1]
		}
		if len(runs) > 0 {
			all = append(all, runs)
		}
		runs = nil
	}
	for _, h := range hunks {
		pieces := strings.Split(h.Text, paragraphBreak)
		for i, piece := range pieces {
			if len(runs) == 0 {
				piece = strings.TrimLeft(piece, "\n")
			}
			if piece != "" {
				runs = append(runs, DifferenceRun{h.Change, piece})
			}
			if i < len(pieces)-1 {
				end()
			}
		}
	}
	end()
	return all
}

// islandWords is how many words can stay between two changes without being read as something that stays.
const islandWords = 2

// withoutIslands has a word that both texts happen to have between two changes go and come with them: "and" alone is nothing that stays.
func withoutIslands(runs []DifferenceRun) []DifferenceRun {
	var all []DifferenceRun
	var gone, come string
	flush := func() {
		if gone != "" {
			all = append(all, DifferenceRun{proposal.Removed, gone})
		}
		if come != "" {
			all = append(all, DifferenceRun{proposal.Added, come})
		}
		gone, come = "", ""
	}
	for i, r := range runs {
		switch {
		case r.Change == proposal.Removed:
			gone += r.Text
		case r.Change == proposal.Added:
			come += r.Text
		case gone+come != "" && isIsland(r.Text, gone, come, runs[i+1:]):
			gone, come = gone+r.Text, come+r.Text
		default:
			flush()
			all = append(all, r)
		}
	}
	flush()
	return all
}

// isIsland says that words are few beside what changes before and after them.
func isIsland(same, gone, come string, after []DifferenceRun) bool {
	goes, comes := 0, 0
	for _, r := range after {
		if r.Change == proposal.Same {
			break
		}
		if r.Change == proposal.Removed {
			goes += len(r.Text)
		} else {
			comes += len(r.Text)
		}
	}
	few := len(strings.Fields(same)) <= islandWords && !strings.Contains(same, "\n")
	beside := max(len(gone), len(come)) >= len(same) && max(goes, comes) >= len(same)
	return few && beside && len(gone)+goes >= len(same) && len(come)+comes >= len(same)
}

// sameFold says what stays: a heading by its words, else how many paragraphs.
func (w Words) sameFold(same []string, isFirst bool) string {
	for _, paragraph := range same {
		line, _, _ := strings.Cut(paragraph, "\n")
		if heading := strings.TrimLeft(line, "#"); heading != line && strings.HasPrefix(heading, " ") {
			return w.Say.T("difference.same_heading", map[string]any{"Heading": strings.TrimSpace(heading)})
		}
	}
	if isFirst && len(same) == 1 {
		return w.Say.T("difference.same_first", nil)
	}
	return w.Say.T("difference.same", map[string]any{"Paragraphs": capital(w.some("paragraphs", len(same)))})
}

func (w Words) differenceSummary(gone, come, changed int) string {
	if changed == 0 {
		return w.Say.T("difference.nothing", nil)
	}
	where := w.some("paragraphs_in", changed)
	switch {
	case gone == 0:
		return w.Say.N("difference.come", come, map[string]any{"Where": where})
	case come == 0:
		return w.Say.N("difference.go", gone, map[string]any{"Where": where})
	}
	return w.Say.N("difference.both", gone, map[string]any{"Come": come, "Where": where})
}
