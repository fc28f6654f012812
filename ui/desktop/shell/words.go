package shell

// Words: what view models say, as the parts show it.

import (
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
