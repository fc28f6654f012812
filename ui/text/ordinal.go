package text

// Places in an order, as the language writes them.

import (
	"strconv"

	"golang.org/x/text/feature/plural"
)

// Ordinal writes a place, from 1: "7th". Languages with fewer forms than English say the same in several of them.
func (p *Printer) Ordinal(n int) string {
	form := "other"
	if n >= 0 {
		switch plural.Ordinal.MatchPlural(p.tag, n, 0, 0, 0, 0) {
		case plural.One:
			form = "one"
		case plural.Two:
			form = "two"
		case plural.Few:
			form = "few"
		}
	}
	return p.T("ordinal."+form, map[string]any{"Number": strconv.Itoa(n)})
}
