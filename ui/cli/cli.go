// Package cli is the command line: every noun and verb that a person or a script can say to Folkmoot, and what is answered.
//
// It promises that a command which fails says what happened, whether anything was changed and what to do, with an exit code of its own
// (exitcode.go); that it asks questions only where somebody sits at a terminal; that --json writes one stable value to standard output and
// nothing else; and that two commands on one profile never open its files twice: the second is run by the process of the first (enter.go).
// It talks to the app service alone, and knows no database, no socket of the network and no key.
package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

// Face is the command line of one build, with all that it is handed. Its methods may be called from any goroutine.
type Face struct {
	Profiles Profiles
	// Networks brings profiles on the network; nil in a build without one.
	Networks Networks
	Catalog  *text.Catalog
	// NowMillis is the clock, Zone where its reader lives, Random a cryptographic source.
	NowMillis func() int64
	Zone      *time.Location
	Random    io.Reader
	// Meaning says what an error from outside of the core means: of files and keys. trouble.MeansNothing leaves it to be shown as it is.
	Meaning func(error) trouble.Meaning
	// Program is the file that this process was started from; the demo starts others from it.
	Program string
	// Version is what this build calls itself.
	Version string
	// Desktop opens the window on a profile, in a language where one was asked for; in a build without one it returns ErrNoDesktop.
	Desktop func(ctx context.Context, profile, language string) error
	// Gallery shows the parts of the window until it is closed; nil in a build without one, which then has no such command.
	Gallery func(ctx context.Context) error
	Log     *slog.Logger
}

// Profiles opens and makes the folders in which an install keeps everything.
type Profiles interface {
	// Exists reports whether there is a profile in the folder.
	Exists(dir string) (bool, error)
	// Open opens one that exists. unlock is asked for the passphrase, if the keys lie under one.
	Open(ctx context.Context, dir string, unlock Passphrase) (*Profile, error)
	// Create makes one in a folder that exists, with its keys under the protection.
	Create(ctx context.Context, dir string, protection Protection) (*Profile, error)
	// Discard removes what Create made, where nothing came of it.
	Discard(dir string) error
	// PassphraseFile reads a passphrase from a file.
	PassphraseFile(path string) ([]byte, error)
}

// Profile is an open profile.
type Profile struct {
	Service *app.Service
	// Protection is how its keys are kept: one of the Kept… constants.
	Protection string
	// KeyFile opens the encrypted key file, without the key that opens it, for a backup.
	KeyFile func() (io.ReadCloser, error)
	// Parts are what the network needs of what lies below; only who made the profile knows them.
	Parts any
	// Protect keeps the keys another way from now on, which is also how a passphrase is changed.
	Protect func(ctx context.Context, protection Protection) error
	// Close closes the service and all files.
	Close func() error

	// online is the network while it is on.
	online online
}

// Passphrase gets a passphrase from a person, a file or the system. It is asked at most once.
type Passphrase func(ctx context.Context) ([]byte, error)

// Protection says how a new profile's keys are kept.
type Protection struct {
	// Kind is one of the Kept… constants.
	Kind string
	// Passphrase is asked where Kind says so.
	Passphrase Passphrase
}

// The ways in which the key that seals the keys is kept.
const (
	// KeptInKeyring leaves it to the system's keyring.
	KeptInKeyring = "keyring"
	// KeptUnderPassphrase seals it under a passphrase.
	KeptUnderPassphrase = "passphrase"
	// KeptOpen lays it beside the keys, in a file that only the user may read.
	KeptOpen = "none"
)

// Call is one command with its surroundings.
type Call struct {
	// Args are without the program's own name.
	Args []string
	// Dir is the folder that paths among the arguments start from.
	Dir string
	// Width is the terminal's, in columns; 0 where the output is no terminal.
	Width int
	// Terminal says that somebody sits there who can be asked.
	Terminal bool
	In       io.Reader
	Out, Err io.Writer
	Env      func(name string) string
	// ReadSecret reads a line that is not shown while it is typed; nil where that cannot be done.
	ReadSecret func() ([]byte, error)

	// keyboard is In as it was handed over: what an editor needs.
	keyboard io.Reader
}

// Run runs one command and returns its exit code. A command that another process must run, as that holds the profile, runs there.
func (f *Face) Run(ctx context.Context, call Call) int {
	call.keyboard, call.In = call.In, &interruptible{ctx: ctx, in: call.In}
	return f.run(ctx, call, nil)
}

// run is Run inside of the process that holds the profile, where held is not nil.
func (f *Face) run(ctx context.Context, call Call, held *Profile) int {
	a := &act{face: f, call: call, held: held}
	if err := a.chooseLanguage(); err != nil {
		return a.fail(err)
	}
	root := a.root()
	root.SetArgs(call.Args)
	err := root.ExecuteContext(ctx)
	a.opts.json = a.opts.json || a.wantsJSON() // flags after a wrong one are not parsed
	if err == nil {
		err = a.deliver(ctx)
	}
	if left := a.leave(); err == nil {
		err = left
	}
	if err != nil && ctx.Err() != nil {
		err = errors.Join(session.ErrInterrupted, err)
	}
	if err != nil {
		return a.fail(err)
	}
	return ExitOK
}
