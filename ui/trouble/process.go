package trouble

// Process: another Folkmoot that holds the profile, and being stopped.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/ui/session"
)

// sessionTrouble is about the process that holds the profile.
func sessionTrouble(err error) (Said, bool) {
	data := map[string]any{"Reason": err}
	var version *session.VersionError
	switch {
	case errors.As(err, &version):
		return Said{Class: NeedsNewer, What: "error.session_version", Data: data}, true
	case errors.Is(err, session.ErrLost):
		return Said{Class: Failed, What: "error.session_lost", Do: "do.session_lost", Changed: true}, true
	case errors.Is(err, session.ErrBusy):
		return Said{Class: Busy, What: "error.session_busy", Do: "do.again"}, true
	case errors.Is(err, session.ErrForeign):
		return Said{Class: Busy, What: "error.session_foreign"}, true
	case errors.Is(err, session.ErrTooLarge):
		return Said{Class: Usage, What: "error.session_too_large", Do: "do.session_too_large"}, true
	case errors.Is(err, session.ErrNotServing), errors.Is(err, session.ErrHeld):
		return Said{Class: Busy, What: "error.profile_held", Do: "do.profile_held", Data: data}, true
	case errors.Is(err, session.ErrInterrupted), errors.Is(err, session.ErrGone), errors.Is(err, context.Canceled):
		return Said{Class: Interrupted, What: "error.interrupted", Changed: true}, true
	}
	return Said{}, false
}
