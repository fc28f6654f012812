// Package trouble says which error becomes which sentence, for every face alike: what happened, whether anything was changed, and what to do.
//
// It promises that an error always becomes a sentence in the reader's language, also one that nobody has thought of; that the core's own words,
// which are English, are kept beside it for whoever mends things; and that somebody who sits before a window is never told to type a command.
// It decides nothing, changes nothing, and knows no terminal and no screen.
package trouble

import (
	"github.com/folkmoot/folkmoot/ui/view"
)

// Trouble is an error as people hear of it. All of it may be shown as it is.
type Trouble struct {
	// Class is what sort of trouble it is, Name a fixed word for it: "disk_full".
	Class Class
	Name  string
	// What is the sentence about what happened. More are lines that belong to it: candidates, say.
	What string
	More []string
	// Unchanged says that nothing was changed and nothing is lost; "" where something was done all the same, or may have been, and where nothing
	// was begun. Changed tells the first two of these from the third.
	Unchanged string
	Changed   bool
	// Do is the sentence about what to do next; "" where there is none.
	Do string
	// Detail is what the core says, in English: for programs and for whoever mends things.
	Detail string
}

// Class is what sort of trouble something is: as much as a script can tell from how a command ended.
type Class int

// The classes.
const (
	// Failed: it was refused or went wrong.
	Failed Class = iota
	// Usage: what was asked for was not understood.
	Usage
	// NotFound: nothing has that name or id.
	NotFound
	// Busy: the profile is locked: by another process, or because its keys cannot be opened.
	Busy
	// Storage: the disk is full, read-only or damaged.
	Storage
	// NeedsNewer: a newer Folkmoot is needed.
	NeedsNewer
	// BadInput: a file, a link, a text or a phrase is not what it should be.
	BadInput
	// Refuted: a record does not prove what it says, or is of another community.
	Refuted
	// Interrupted: it was stopped.
	Interrupted
)

// Meaning is what an error from outside of the core means to people.
type Meaning int

// The meanings. Each has its sentences in files.go or network.go.
const (
	// MeansNothing leaves an error to be shown as it is.
	MeansNothing Meaning = iota
	// MeansDiskFull and the next three are about the disk.
	MeansDiskFull
	MeansReadOnly
	MeansDamaged
	MeansInUse
	// MeansNewerFile, MeansOlderFile and MeansForeignFile refuse a file of the profile.
	MeansNewerFile
	MeansOlderFile
	MeansForeignFile
	// MeansWrongPassphrase and the next five are about the keys: that they cannot be opened, that others could have read them.
	MeansWrongPassphrase
	MeansBadPassphrase
	MeansNoKeyring
	MeansKeysLocked
	MeansKeysDamaged
	MeansKeysExposed
	// MeansPortInUse says that none of the addresses can be listened on.
	MeansPortInUse
	// MeansBadAddress says that a text is no address of a peer.
	MeansBadAddress
	// MeansRelayUsedUp and the next three are a relay's answers to a handover, or that there was none.
	MeansRelayUsedUp
	MeansRelayNotAllowed
	MeansRelayFull
	MeansRelaySilent
	// MeansRelayOther says that another peer answers at a relay's address.
	MeansRelayOther
)

// Speaker turns errors into words.
type Speaker struct {
	view.Words
	// Means says what an error from outside of the core means; MeansNothing leaves it to be shown as it is.
	Means func(error) Meaning
	// Also knows errors of a face's own; nil for none. It is asked after what is known of files and of other processes, and before all else.
	Also func(error) (Said, bool)
	// People are those of the community that the errors come from; nil, or nil returned, names them by the beginnings of their keys.
	People func() *view.People
	// Window chooses the words of somebody who sits before a window: what would name a command is said in another way.
	Window bool
}
