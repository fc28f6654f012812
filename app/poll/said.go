package poll

// Said: a ballot in one line, as Parse reads it.

import (
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Say writes a ballot by its options' names, as people type it: "Ann > Bo = Cy". Parse reads it back, unless an option's name holds what stands
// between names.
func Say(open *Open, b tally.Ballot) string {
	m, err := MethodOf(open.Method)
	if err != nil {
		return ""
	}
	switch form := m.Form(); {
	case form == tally.Consents:
		return string(b.Stance)
	case open.Election().Empty(&b):
		return none
	case form == tally.Ranking:
		ranks := make([]string, len(b.Ranks))
		for i, rank := range b.Ranks {
			ranks[i] = strings.Join(open.names(rank), " = ")
		}
		return strings.Join(ranks, " > ")
	case form == tally.Choice || form == tally.Approvals:
		return strings.Join(open.names(b.Picks), ", ")
	default:
		return open.sayValues(b.Values, form == tally.Scores)
	}
}

func (b *Open) names(options []int) []string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = b.Options[o]
	}
	return names
}

func (b *Open) sayValues(values []int64, zeros bool) string {
	var said []string
	for o, v := range values {
		if v != tally.Blank && (v != 0 || zeros) {
			said = append(said, b.Options[o]+"="+strconv.FormatInt(v, 10))
		}
	}
	return strings.Join(said, ", ")
}

// SayChoice writes what a ballot's choice says; readable is false where this version cannot read it.
func SayChoice(open *Open, payload []byte) (said string, readable bool) {
	b, err := Decode(open, payload)
	if err != nil {
		return "", false
	}
	return Say(open, b), true
}
