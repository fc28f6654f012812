package community

// Dropping: bodies that an applied act lets go.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// MayDrop reports whether an applied act lets the body of a stored op be dropped: its author's withdrawal, or a hide that says so.
func (e *Engine) MayDrop(view View, post op.ID) (may bool, err error) {
	err = e.using(view, func() (err error) {
		may, err = e.isDropped(post)
		return err
	})
	return may, err
}
