package outcome

// Bars: one for each option, by the figure that decides.

import (
	"math/big"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Bars are a chart.
type Bars struct {
	Rows []Bar
	// Sentence says what the chart comes to.
	Sentence string
	Table    Table
}

// Bar is one row.
type Bar struct {
	Name, Value string
	// Icon is one of Lucide's; "" for none.
	Icon     string
	Permille int
	Tone     Tone
	Won      bool
	// Label is the row for a screen reader.
	Label string
}

// answers are what the options of a question look like.
var answers = []struct {
	icon string
	tone Tone
}{
	tally.OptionYes: {"thumbs-up", Aye}, tally.OptionNo: {"thumbs-down", Nay}, tally.OptionAbstain: {"circle-slash", Abstain}, tally.OptionVeto: {"hand", Nay},
}

// BarsOf is nil where rounds, pairs or payments decide.
func BarsOf(w view.Words, t view.Tally) *Bars {
	switch {
	case t.Form == tally.Choice:
		return questionBars(w, t)
	case t.Form == tally.Consents || len(t.Result.Totals) == 0:
		return nil
	}
	b := &Bars{Sentence: strings.Join(append([]string{t.Verdict(w) + "."}, t.Reasons(w)...), " ")}
	for _, total := range t.Totals(w) {
		row := Bar{Name: total.Name, Value: total.Value, Permille: total.Permille, Won: total.Won, Tone: Plain}
		if total.Won {
			row.Tone = Won
		}
		b.Rows = append(b.Rows, row)
	}
	b.finish(w)
	return b
}

// questionBars are as long as the share of those who may vote, where that is known.
func questionBars(w view.Words, t view.Tally) *Bars {
	b, all := &Bars{}, wholeRat(max(t.Result.Turnout.Electorate, t.Result.Turnout.Cast))
	for o := range t.Options {
		votes := new(big.Rat)
		if o < len(t.Result.Totals) {
			votes = t.Result.Totals[o]
		}
		b.Rows = append(b.Rows, Bar{
			Name: w.Say.T("ballot.answer."+t.Options[o].Name, nil), Value: t.Number(w, votes), Icon: answers[o].icon, Tone: answers[o].tone,
			Permille: permille(votes, all), Won: o == tally.OptionYes && t.Result.Verdict == tally.Passed,
		})
	}
	b.Sentence = questionSentence(w, t)
	b.finish(w)
	return b
}

// questionSentence says by how much: "27 to 9: 75 % of what is counted, where more than 50 % is needed."
func questionSentence(w view.Words, t view.Tally) string {
	for _, reason := range t.Result.Reasons {
		base := reason.Numbers["base"]
		if !strings.HasSuffix(reason.ID, ".threshold") || base == nil || base.Sign() <= 0 || len(t.Result.Totals) <= tally.OptionNo {
			continue
		}
		yes, no := t.Result.Totals[tally.OptionYes], t.Result.Totals[tally.OptionNo]
		data := map[string]any{
			"Ayes": t.Number(w, yes), "Nays": t.Number(w, no), "Share": percent(w, yes, base), "Needed": percent(w, reason.Numbers["needed"], base),
		}
		return w.Say.T("outcome.question."+t.Result.Settings.Params["comparison"], data)
	}
	return t.Verdict(w)
}

func percent(w view.Words, part, whole *big.Rat) string {
	share := new(big.Rat).Quo(part, whole)
	share.Mul(share, wholeRat(1_000_000_000))
	return w.Say.Percent(new(big.Int).Quo(share.Num(), share.Denom()).Int64())
}

func (b *Bars) finish(w view.Words) {
	b.Table = Table{Title: b.Sentence, Head: []string{"", w.Say.T("outcome.head.votes", nil)}}
	for i := range b.Rows {
		row := &b.Rows[i]
		row.Label = row.Name + " " + row.Value
		if row.Won {
			row.Label = w.Say.T("outcome.won", map[string]any{"Label": row.Label})
		}
		b.Table.Rows = append(b.Table.Rows, []string{row.Name, row.Value})
	}
}
