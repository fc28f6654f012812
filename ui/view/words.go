// Package view is what lists and pages show: plain values, computed once from the app service, for the command line and every other face alike.
//
// It promises that a view says what is known here and marks what is not settled, that its JSON form is stable (ids in full, instants and
// durations in milliseconds with names ending in _ms, states as fixed words), and that what others wrote is made harmless before it is shown.
// It asks the service and changes nothing; it knows no screen, no terminal and no clock of its own.
package view

import (
	"time"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Words is what views need to speak: a language, the time and where the reader lives.
type Words struct {
	Say       *text.Printer
	NowMillis int64
	Zone      *time.Location
}

// When says an instant: "tomorrow at 18:00 (in 21 hours)".
func (w Words) When(atMillis int64) string { return w.Say.When(atMillis, w.NowMillis, w.Zone) }

// Distance says how far an instant is: "2 days ago".
func (w Words) Distance(atMillis int64) string { return w.Say.Distance(atMillis, w.NowMillis) }
