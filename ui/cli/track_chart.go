package cli

// A track's two curves over its decision, drawn with characters.

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/view"
)

// What the curves of a track are drawn with.
const (
	markApproval = '●'
	markSupport  = '○'
	markBoth     = '◉'
)

// The size of a track's chart: a row for each ten percent, and seven columns for each eighth of the decision, or five on a narrow terminal.
const (
	trackRows    = 11
	eighthWidth  = 7
	narrowEighth = 5
	chartWidth   = 8 + 8*eighthWidth + len("8/8")
	whole        = 1_000_000_000
)

// trackChart draws both curves, from the beginning of a decision to its end.
func (a *act) trackChart(v view.Track) []string {
	eighth := eighthWidth
	if a.call.Width > 0 && a.call.Width < chartWidth {
		eighth = narrowEighth
	}
	columns := 8*eighth + 1
	rows := make([][]rune, trackRows)
	for i := range rows {
		rows[i] = []rune(strings.Repeat(" ", columns))
	}
	rowOf := func(parts int64) int { return trackRows - 1 - int((parts*(trackRows-1)+whole/2)/whole) }
	for column := range columns {
		x := int64(column) * whole / int64(columns-1)
		approval, support := rowOf(v.Approval.At(x)), rowOf(v.Support.At(x))
		rows[approval][column], rows[support][column] = markApproval, markSupport
		if approval == support {
			rows[approval][column] = markBoth
		}
	}
	lines := make([]string, 0, trackRows+2)
	for i, row := range rows {
		label := ""
		if i%2 == 0 {
			label = a.say.Percent(int64(trackRows-1-i) * whole / (trackRows - 1))
		}
		lines = append(lines, strings.TrimRight(strings.Repeat(" ", 6-uniseg.StringWidth(label))+label+" │"+string(row), " "))
	}
	return append(lines, trackAxis(eighth)...)
}

// trackAxis is the line below the curves, with a mark and a number at each eighth.
func trackAxis(eighth int) []string {
	var line, numbers strings.Builder
	line.WriteString(strings.Repeat(" ", 7) + "└")
	numbers.WriteString(strings.Repeat(" ", 8))
	for n := range 8 {
		line.WriteString("┬" + strings.Repeat("─", eighth-1))
		label := []string{"0", "1/8", "2/8", "3/8", "4/8", "5/8", "6/8", "7/8"}[n]
		numbers.WriteString(label + strings.Repeat(" ", eighth-len(label)))
	}
	return []string{line.String() + "┬", numbers.String() + "8/8"}
}
