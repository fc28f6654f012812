// Package outcome turns counts into pictures, as data: bars, curves, rounds, pairs, shares, consent and delegation, each with the words that say the
// same, and as a table.
//
// It promises that a picture says nothing that the count does not hold, that lengths are whole thousandths which a face only scales, that the same
// count gives the same picture everywhere, and that everything a picture shows can be heard. It decides nothing, draws nothing, and knows no clock.
package outcome

import (
	"math/big"
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Table is a picture's content in rows, the first cell of each naming it.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Text is the table line by line, each number behind the head of its column: what is copied, and read aloud.
func (t Table) Text() string {
	var said strings.Builder
	said.WriteString(t.Title + "\n")
	for _, row := range t.Rows {
		for i, cell := range row {
			switch {
			case cell == "":
				continue
			case i == 0:
				said.WriteString(cell)
			case i < len(t.Head) && t.Head[i] != "":
				said.WriteString("; " + t.Head[i] + ": " + cell)
			default:
				said.WriteString("; " + cell)
			}
		}
		said.WriteString("\n")
	}
	return said.String()
}

// Tone says what a bar stands for; faces give it a colour beside its word and its icon.
type Tone string

// The tones.
const (
	Plain   Tone = "plain"
	Won     Tone = "won"
	Aye     Tone = "aye"
	Nay     Tone = "nay"
	Abstain Tone = "abstain"
	Alarm   Tone = "alarm"
)

func permille(part, whole *big.Rat) int {
	if part == nil || whole == nil || whole.Sign() <= 0 || part.Sign() <= 0 {
		return 0
	}
	share := new(big.Rat).Quo(part, whole)
	share.Mul(share, big.NewRat(1000, 1))
	return int(min(new(big.Int).Quo(share.Num(), share.Denom()).Int64(), 1000))
}

func wholeRat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// hundredths writes a figure with two decimals, or none where it is whole and may be short.
func hundredths(w view.Words, n *big.Rat, short bool) string {
	if n.IsInt() && short && n.Num().IsInt64() {
		return w.Say.Count(n.Num().Int64())
	}
	whole, decimals, _ := strings.Cut(n.FloatString(2), ".")
	if r := new(big.Int).Quo(n.Num(), n.Denom()); r.IsInt64() && r.Int64() >= 1000 && len(whole) == len(r.String()) {
		whole = w.Say.Count(r.Int64())
	}
	return whole + w.Say.T("number.mark", nil) + decimals
}

// why is the rest of a sentence about a count: its reasons, and what broke each tie.
func why(w view.Words, t view.Tally) string {
	said := ""
	for _, one := range append(t.Reasons(w), t.Ties(w)...) {
		said += " " + strings.TrimSuffix(one, ".") + "."
	}
	return said
}

// phrases puts parts beside each other with the language's comma.
func phrases(w view.Words, parts []string) string {
	return strings.Join(parts, w.Say.T("list.comma", nil))
}
