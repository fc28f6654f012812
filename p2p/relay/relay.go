// Package relay is the headless relay: what its operator may set, how much it keeps of whom, and what it tells about itself.
//
// It promises that a mistake in its file is named with line and key before anything is opened, that no community and no device fills the disk
// beyond its quota, that acts of authority still come through where talk does not any more, and that what it tells a monitor names no person and
// no text. It can never be a member: it has no account, and signs nothing but its consent and who it is on the wire.
package relay

import (
	"errors"
)

var (
	// ErrConfig says that the relay's file is not right. It comes as a *ConfigError.
	ErrConfig = errors.New("the relay's file is not right")
	// ErrQuota says that an op is not kept, as a quota is full. It comes as a *QuotaError.
	ErrQuota = errors.New("a quota is full")
	// ErrNotAllowed says that the relay's file does not name a community.
	ErrNotAllowed = errors.New("this relay does not serve that community")
	// ErrUsedUp says that a pairing link has served already, or is none of this relay's.
	ErrUsedUp = errors.New("this pairing link is used up")
	// ErrFull says that the relay serves as many communities as its file allows.
	ErrFull = errors.New("this relay serves as many communities as it may")
)
