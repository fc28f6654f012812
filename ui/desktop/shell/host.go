package shell

// Host: what the window is handed from outside: the profile's folder, the keys, the network, the clock and the words. The program's root
// implements it, over the same code as the command line.

import (
	"context"
	"io"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// The ways in which a profile's keys are kept.
const (
	// KeptInKeyring leaves them to the system's keyring.
	KeptInKeyring = "keyring"
	// KeptUnderPassphrase seals them under a passphrase.
	KeptUnderPassphrase = "passphrase"
	// KeptOpen leaves them in files that only the user may read.
	KeptOpen = "none"
)

// Host is one profile's place on this machine, and the machine. Its methods may be called from any goroutine; those with a context read files or
// wait for others, and so are called beside Fyne's goroutine.
type Host interface {
	// Exists reports whether a profile was begun.
	Exists() (bool, error)
	// Kept says how the keys of the profile that exists are kept, one of the Kept… words, without opening them: whether to ask for a passphrase.
	Kept() (string, error)
	// Open takes the profile for this process. The passphrase is nil where Kept says that there is none. Where another Folkmoot holds the profile
	// for longer than a short command takes, the error is session.ErrHeld.
	Open(ctx context.Context, passphrase []byte) (Held, error)
	// Create makes the profile where none exists. The passphrase counts under KeptUnderPassphrase alone.
	Create(ctx context.Context, kept string, passphrase []byte) (Held, error)
	// Trouble is an error in the reader's words. It never names a command. people are asked for those whom it is about, where it is about somebody;
	// nil for nobody, who is named by a key then.
	Trouble(words view.Words, people func() *view.People, err error) trouble.Trouble
	// Machine is what is around the profile.
	Machine() Machine
}

// Machine is what is around a profile.
type Machine struct {
	Catalog *text.Catalog
	// Env reads the environment: which language the system speaks.
	Env func(name string) string
	// NowMillis is the clock, Zone where its reader lives, Random a cryptographic source.
	NowMillis func() int64
	Zone      *time.Location
	Random    io.Reader
	// Folder is the profile's folder, as people know it.
	Folder string
	// Version is what this build calls itself, Program the file that it was started from, "" where nothing says so.
	Version, Program string
	// Language was asked for at the start, and holds until another one is chosen; "" for none.
	Language string
	// HasInterfaces reports whether the machine has an address beside loopback.
	HasInterfaces func() bool
}

// Held is a profile while this process holds it: commands of other processes run here, duties are done, and pages hear of changes. Its methods may
// be called from any goroutine; those with a context are called beside Fyne's.
type Held interface {
	Service() *app.Service
	// Notices hears of each change, also of those that commands of other processes make.
	Notices() *view.Notices
	// Kept says how the keys are kept, one of the Kept… words; Keep changes it.
	Kept() string
	Keep(ctx context.Context, kept string, passphrase []byte) error
	// KeyFile opens the encrypted key file, without the key that opens it, for a backup.
	KeyFile() (io.ReadCloser, error)
	Wire
	// Close ends everything well: the network, commands of others that are under way, the files.
	Close() error
	// Discard is Close for a profile that Create made and of which nothing came: its files are removed. Any other is only closed.
	Discard() error
}

// Wire is a profile's way to others.
type Wire interface {
	// Online brings the profile on the network until Offline or Close. Where it is on, it does nothing. It may take a second: the window is shown
	// without waiting for it.
	Online(ctx context.Context) error
	Offline() error
	// Network is how things stand on the network; nil while the profile is not on it.
	Network() *view.Network
	// Deliver tries for as long as wait to bring this install's acts to some peer; it returns as soon as nothing is left. met counts peers.
	Deliver(ctx context.Context, wait time.Duration) (met int, err error)
	// HandOver hands a community over to the relay of a pairing link.
	HandOver(ctx context.Context, offer invite.RelayOffer, com op.CommunityID, nonce [16]byte) error
}
