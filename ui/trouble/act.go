package trouble

// Act: what would not count, or cannot be written as things are.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
)

// actTrouble is about acts that would not count, or that cannot be written as things are.
func (s Speaker) actTrouble(err error) (Said, bool) {
	var refused *app.NotAppliedError
	var form *app.FormError
	var name *app.DuplicateNameError
	var board *app.BoardError
	switch {
	case errors.As(err, &board):
		return s.boardTrouble(board), true
	case errors.Is(err, app.ErrNotRetirable):
		return Said{Class: Failed, What: "error.not_retirable", Do: "do.not_retirable"}, true
	case errors.Is(err, kind.ErrNoRight):
		return Said{Class: Failed, What: "error.no_right", Data: map[string]any{"Reason": Reason(Without(err, kind.ErrNoRight))}}, true
	case errors.As(err, &refused):
		reason := error(refused)
		if refused.Reason != nil {
			reason = refused.Reason
		}
		return Said{Class: Failed, What: "error.not_applied", Data: map[string]any{"Reason": reason}}, true
	case errors.As(err, &form):
		return Said{Class: BadInput, What: "error.form", Data: map[string]any{"Reason": form.Err}}, true
	case errors.Is(err, kind.ErrForm):
		return Said{Class: BadInput, What: "error.form", Data: map[string]any{"Reason": Reason(Without(err, kind.ErrForm))}}, true
	case errors.As(err, &name):
		return Said{Class: Failed, What: "error.duplicate_name", Do: "do.duplicate_name", Data: map[string]any{"Name": name.Name}}, true
	case errors.Is(err, app.ErrNotPossible):
		return Said{Class: Failed, What: "error.not_possible", Data: map[string]any{"Reason": Reason(Without(err, app.ErrNotPossible))}}, true
	}
	return Said{}, false
}
