// Package record is what proves a poll's result to anybody, in one file: everything that the result follows from, and nothing else.
//
// A record is a CAR file of version 1 (package car). Its one root is its first block, the manifest, which says what the record claims; behind it
// stand the acts that the claim follows from, each as two blocks, in the form that bundles have:
//
//	varint ‖ {"roots": [CID of the manifest], "version": 1}    the CAR header
//	varint ‖ CID ‖ manifest
//	varint ‖ op id ‖ header                                    the genesis
//	varint ‖ CID ‖ {"sig": bytes 64, "body": bytes or null}    its envelope
//	…                                                          all others, in the one order (order.go)
//
// Verify takes the file, and the community's id from somewhere else, and nothing more: no database, no network, no profile. It feeds the acts
// through the same fold as every replica (package community), works everything out again, and compares it with what the manifest says.
//
// The package promises that every byte of a record lies under a hash or has only one form, so that no byte can be changed; that a record of other
// acts, in another order, with an act twice or one that nothing rests on is refused; and that no file makes it take more memory than limits.go says.
// It cannot promise that nothing was kept out: an act that every teller kept from the others is in no record, and only somebody who holds it can
// tell. Formats: PROTOCOL.md, "Record".
package record

import (
	"errors"
	"fmt"
)

var (
	// ErrNotRecord says that a file is something else: no CAR, or a CAR of other things.
	ErrNotRecord = errors.New("not a record")
	// ErrNewer says that a newer Folkmoot wrote the record, or that its community uses what this version does not know.
	ErrNewer = errors.New("the record needs a newer Folkmoot")
	// ErrTruncated says that a file ends too early.
	ErrTruncated = errors.New("the record was cut short")
	// ErrDamaged says that bytes are not what they were when the record was written.
	ErrDamaged = errors.New("the record is damaged")
	// ErrOtherCommunity says that the record is of another community than it should be.
	ErrOtherCommunity = errors.New("the record is of another community")
	// ErrFalse says that what the record claims does not follow from what it holds.
	ErrFalse = errors.New("the record does not prove what it says")
	// ErrTooLarge says that a record would be, or is, larger than any that is read.
	ErrTooLarge = errors.New("too large for a record")
	// ErrNotSealed says that a poll has no result to prove yet.
	ErrNotSealed = errors.New("the poll is not sealed")
)

// StepError says at which step a record failed, and on what part of it. It is what Err is.
type StepError struct {
	Step StepName
	Err  error
}

func (e *StepError) Error() string { return fmt.Sprintf("checking the record, %s: %v", e.Step, e.Err) }

func (e *StepError) Unwrap() error { return e.Err }

func failed(step StepName, err error) error { return &StepError{step, err} }

// refuted is a StepError that is an ErrFalse.
func refuted(step StepName, format string, args ...any) error {
	return failed(step, fmt.Errorf("%w: %w", ErrFalse, fmt.Errorf(format, args...)))
}
