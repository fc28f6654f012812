package bundle

// What can be wrong with a bundle. Each is a sentence of its own for people.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/car"
)

var (
	// ErrNotBundle says that a file is something else: no CAR, or a CAR of other things.
	ErrNotBundle = errors.New("not a bundle")
	// ErrNewer says that a newer Folkmoot wrote the bundle, in a version that this one does not know.
	ErrNewer = errors.New("the bundle needs a newer Folkmoot")
	// ErrTruncated says that a bundle ends before its last op. It comes as a *TruncatedError.
	ErrTruncated = errors.New("the bundle was cut short")
	// ErrDamaged says that a bundle is not as it was written. It comes as a *DamagedError.
	ErrDamaged = errors.New("the bundle is damaged")
	// ErrOtherCommunity says that an op is of another community than the manifest names.
	ErrOtherCommunity = errors.New("an act of another community")
	// ErrManifest says that a manifest breaks a bound, or is in no order.
	ErrManifest = errors.New("not a manifest that a bundle can have")
	// ErrCount says that a writer was given fewer or more ops than its manifest says.
	ErrCount = errors.New("another number of acts than the manifest says")
)

// TruncatedError says how much of a bundle is there. It is an ErrTruncated.
type TruncatedError struct {
	// Ops is how many were whole, of the Want that the manifest promises. Both are 0 where the manifest itself is not whole.
	Ops, Want uint64
	// Offset is where the last whole block ends, in bytes from the beginning.
	Offset int64
}

func (e *TruncatedError) Error() string {
	if e.Want == 0 {
		return fmt.Sprintf("%v at byte %d, before its first act", ErrTruncated, e.Offset)
	}
	return fmt.Sprintf("%v at byte %d: %d of %d acts are whole", ErrTruncated, e.Offset, e.Ops, e.Want)
}

func (e *TruncatedError) Unwrap() error { return ErrTruncated }

// DamagedError says where a bundle stops being good. It is an ErrDamaged, and what Cause is.
type DamagedError struct {
	// Ops is how many were whole before.
	Ops uint64
	// Offset is where the last whole block ends, in bytes from the beginning.
	Offset int64
	// Cause is what is wrong there.
	Cause error
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%v after %d acts, at byte %d: %v", ErrDamaged, e.Ops, e.Offset, e.Cause)
}

func (e *DamagedError) Unwrap() []error { return []error{ErrDamaged, e.Cause} }

// damaged takes over what a CAR's fault says, but for the place, which DamagedError says itself.
func damaged(ops uint64, offset int64, cause error) error {
	var fault *car.FaultError
	switch {
	case !errors.As(cause, &fault):
	case errors.Is(fault, car.ErrDamaged):
		cause = errors.New(fault.Reason)
	default:
		cause = fmt.Errorf("%w: %s", fault.Fault, fault.Reason)
	}
	return &DamagedError{Ops: ops, Offset: offset, Cause: cause}
}
