package invite

// What can be wrong with a text. Each is a sentence of its own for people.

import (
	"errors"
	"fmt"
)

var (
	// ErrNotALink says that a text is none of ours.
	ErrNotALink = errors.New("this is not a Folkmoot link")
	// ErrOtherKind says that it is one of ours, for something else. It comes as an *OtherKindError.
	ErrOtherKind = errors.New("this Folkmoot link is of another kind")
	// ErrVersion says that it is of the right kind, and that a newer Folkmoot wrote it.
	ErrVersion = errors.New("this link needs a newer Folkmoot")
	// ErrDamaged says that the text is cut short or changed, or says what no Folkmoot would.
	ErrDamaged = errors.New("this link is damaged; copy it again as a whole")
	// ErrTooLong says that a text is longer than any of its kind.
	ErrTooLong = errors.New("this is too long for a Folkmoot link")

	// ErrRelays says that a link cannot carry its relays: there are too many, or one is no multiaddress, or too long.
	ErrRelays = errors.New("relays that a link cannot carry")
	// ErrDeviceName says that an answer cannot carry the device's name: it is too long, or no UTF-8.
	ErrDeviceName = errors.New("not a name that a device can have")
)

var errIncomplete = errors.New("something is missing in it")

// OtherKindError says what a text is for, where another one was asked for.
type OtherKindError struct {
	// Kind is KindLink, KindOffer or KindAnswer; empty for one that this version does not know.
	Kind string
}

func (e *OtherKindError) Error() string {
	if e.Kind == "" {
		return ErrOtherKind.Error()
	}
	return fmt.Sprintf("%v (%q)", ErrOtherKind, e.Kind)
}

// Unwrap is ErrOtherKind.
func (e *OtherKindError) Unwrap() error { return ErrOtherKind }
