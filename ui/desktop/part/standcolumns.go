package part

// Columns of a list of stand rows: as wide as what stands in them asks for, where the first column has room to give.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// How wide the middle and the last column become at most, in units, and how many rows are asked: those that are seen first.
const (
	standMost, whenMost = 272, 256
	rowsAsked           = 100
)

// StandColumns are the columns that all rows of one list share.
type StandColumns struct {
	stand, when float32 // in units; 0 until they are measured
}

// Fit makes them as wide as some rows need, from the first on.
func (c *StandColumns) Fit(rows int, shown func(at int) (stands, when, left string)) {
	c.stand, c.when = standWide, whenWide
	for at := range min(rows, rowsAsked) {
		stands, when, left := shown(at)
		c.stand = max(c.stand, lineUnits(stands))
		c.when = max(c.when, lineUnits(when), lineUnits(left))
	}
	c.stand, c.when = min(c.stand, standMost), min(c.when, whenMost)
}

// lineUnits is how wide a small line is, in units.
func lineUnits(said string) float32 {
	if said == "" {
		return 0
	}
	return theme.Units(Strong(theme.Small, said).natural()) + 1 // what is urgent is bold
}

// wide are the columns where there is room, in canvas units.
func (c *StandColumns) wide() (stand, when float32) {
	if c == nil || c.stand == 0 {
		return px(standWide), px(whenWide)
	}
	return px(c.stand), px(c.when)
}
