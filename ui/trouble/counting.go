package trouble

// Counting: methods, and elections that they do not fit.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/tally"
)

// countingTrouble is about methods and their settings.
func countingTrouble(err error) (Said, bool) {
	switch {
	case errors.Is(err, tally.ErrMethod):
		return Said{Class: Usage, What: "error.no_method", Do: "do.no_method", Moot: true}, true
	case errors.Is(err, tally.ErrUnfit):
		return Said{Class: Usage, What: "error.unfit", Do: "do.unfit", Data: map[string]any{"Reason": Reason(Without(err, tally.ErrUnfit))}, Moot: true}, true
	case errors.Is(err, tally.ErrForm):
		return Said{Class: BadInput, What: "error.election", Data: map[string]any{"Reason": Reason(Without(err, tally.ErrForm))}, Moot: true}, true
	}
	return Said{}, false
}
