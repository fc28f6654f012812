package app

// Errors that faces turn into sentences. Each carries what the sentence needs; messages here are for logs and tests.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

var (
	// ErrNoCommunity says that the profile is in no community yet.
	ErrNoCommunity = errors.New("this profile is in no community yet")
	// ErrNoIdentity says that no phrase was made or typed on this install.
	ErrNoIdentity = errors.New("there is no identity here yet")
	// ErrIdentityExists says that one was made already.
	ErrIdentityExists = errors.New("there is an identity here already")
	// ErrNoSeed says that this install was paired: the phrase is on another one.
	ErrNoSeed = errors.New("the recovery phrase is not on this install")
	// ErrAlreadyHere says that the profile is in the community already.
	ErrAlreadyHere = errors.New("this profile is in that community already")
	// ErrNotFoundHere says that nothing here has that id.
	ErrNotFoundHere = errors.New("nothing here has that id")
	// ErrWithdrawn says that this device, or this account, may not act any more.
	ErrWithdrawn = errors.New("this device may not act here any more")
	// ErrCopied says that this device's log holds acts that this install did not write: the install was copied or restored from an image.
	ErrCopied = errors.New("this install was copied: its device has acted elsewhere")
	// ErrNotHereYet says that the community's content has not arrived: a join was sent, and nothing has come back.
	ErrNotHereYet = errors.New("the community's content is not here yet")
	// ErrOtherOffer says that a device code answers another offer than this install's newest one.
	ErrOtherOffer = errors.New("this device code answers another pairing code")
	// ErrNotPossible says that something cannot be done as things are; what wraps it says why.
	ErrNotPossible = errors.New("not possible as things are")
	// ErrNeedsNewer says that the community uses what this version does not know.
	ErrNeedsNewer = errors.New("the community needs a newer Folkmoot")
)

// OpenError says which community's file cannot be opened.
type OpenError struct {
	Name string
	Err  error
}

func (e *OpenError) Error() string { return fmt.Sprintf("opening %s: %v", e.Name, e.Err) }

func (e *OpenError) Unwrap() error { return e.Err }

// UnknownCommunityError says which communities there are.
type UnknownCommunityError struct {
	Text  string
	Known []Membership
}

func (e *UnknownCommunityError) Error() string {
	return fmt.Sprintf("no community is called %q", e.Text)
}

// WhichCommunityError asks to name one of several.
type WhichCommunityError struct{ Candidates []Membership }

func (e *WhichCommunityError) Error() string {
	return fmt.Sprintf("%d communities could be meant", len(e.Candidates))
}

// AmbiguousError says what a beginning of an id could mean.
type AmbiguousError struct {
	Text       string
	Candidates []op.ID
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q could mean %d things", e.Text, len(e.Candidates))
}

// NotAppliedError says that an act would not have been applied, so it was not written.
type NotAppliedError struct {
	Kind    string
	Verdict kind.Verdict
	// Reason is what the kind says, where it says something.
	Reason error
}

func (e *NotAppliedError) Error() string {
	if e.Reason != nil {
		return fmt.Sprintf("%s would not count: %v", e.Kind, e.Reason)
	}
	return fmt.Sprintf("%s would not count: %s", e.Kind, e.Verdict)
}

func (e *NotAppliedError) Unwrap() error { return e.Reason }
