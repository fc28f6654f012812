package shell

// Words: what view models say, as the parts show it.

import (
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Spans are a sentence with what stands out.
func Spans(s view.Sentence) []part.Span {
	spans := make([]part.Span, len(s))
	for i, span := range s {
		spans[i] = part.Span{Text: span.Text, Bold: span.Strong}
	}
	return spans
}

// Avatar is somebody's, so many units wide.
func Avatar(n view.Name, side float32) *part.Avatar {
	return part.NewAvatar(n.Initials(), theme.People[n.Colour(len(theme.People))], side)
}

// FormIcon is how a ballot's form is drawn, and one that spends a budget.
func FormIcon(form tally.Form, budget bool) theme.Icon {
	if budget {
		return theme.IconCoins
	}
	switch form {
	case tally.Ranking:
		return theme.IconListOrdered
	case tally.Approvals:
		return theme.IconListChecks
	case tally.Scores:
		return theme.IconSlidersHorizontal
	case tally.Points:
		return theme.IconCircleDot
	case tally.Allocation:
		return theme.IconCoins
	case tally.Consents:
		return theme.IconHand
	}
	return theme.IconVote
}
