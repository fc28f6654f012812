package shelltest

// Laptop: a machine on which a profile is made, opened, locked and broken.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

var (
	errWrong   = errors.New("the passphrase is wrong")
	errPresent = errors.New("there is a profile")
)

// Laptop is a shell.Host without a profile at first. Its fields are set before it is handed over.
type Laptop struct {
	// Opens and Makes fail with these, once each; Means says what an error means to people.
	Opens, Makes error
	Means        map[error]trouble.Meaning
	// There says that a profile is there, Protected how its keys are kept, Passphrase what opens it.
	There      bool
	Protected  string
	Passphrase string

	desk    *Desk
	folder  string
	profile *profile
	keys    *keys
	open    *app.Service
}

// Laptop makes one.
func (d *Desk) Laptop() *Laptop {
	l := &Laptop{desk: d, folder: d.T.TempDir(), profile: newProfile(), keys: newKeys(), Protected: shell.KeptOpen}
	d.T.Cleanup(func() {
		if l.open != nil {
			d.Must(l.open.Close())
		}
	})
	return l
}

// Exists implements shell.Host.
func (l *Laptop) Exists() (bool, error) { return l.There, nil }

// Kept implements shell.Host.
func (l *Laptop) Kept() (string, error) { return l.Protected, nil }

// Open implements shell.Host.
func (l *Laptop) Open(_ context.Context, passphrase []byte) (shell.Held, error) {
	if err := l.Opens; err != nil {
		l.Opens = nil
		return nil, err
	}
	if l.Protected == shell.KeptUnderPassphrase && string(passphrase) != l.Passphrase {
		return nil, errWrong
	}
	return l.hold(), nil
}

// Create implements shell.Host.
func (l *Laptop) Create(_ context.Context, kept string, passphrase []byte) (shell.Held, error) {
	if err := l.Makes; err != nil {
		l.Makes = nil
		return nil, err
	}
	if l.There {
		return nil, errPresent
	}
	l.There, l.Protected, l.Passphrase = true, kept, string(bytes.Clone(passphrase))
	return l.hold(), nil
}

func (l *Laptop) hold() shell.Held {
	l.open = app.New(app.Ports{
		Profile: l.profile, Keys: l.keys, Replicas: store.Folder{Path: l.folder}, NowMillis: func() int64 { return l.desk.NowMillis }, Random: newRandom(),
		Log: slog.New(slog.NewTextHandler(l.desk.T.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	notices := view.NewNotices(nil)
	l.open.SetNetwork(notices)
	return &onLaptop{held: held{l.open, notices}, laptop: l}
}

// Machine implements shell.Host.
func (l *Laptop) Machine() shell.Machine {
	m := l.desk.Install.Machine
	m.Folder = "/home/ada/folkmoot"
	return m
}

// Trouble implements shell.Host, in the words of the program.
func (l *Laptop) Trouble(words view.Words, people func() *view.People, err error) trouble.Trouble {
	means := func(err error) trouble.Meaning {
		if errors.Is(err, errWrong) {
			return trouble.MeansWrongPassphrase
		}
		for known, meaning := range l.Means {
			if errors.Is(err, known) {
				return meaning
			}
		}
		return trouble.MeansNothing
	}
	return trouble.Speaker{Words: words, Means: means, People: people, Window: true}.Of(err)
}

// onLaptop is the laptop's profile while it is open.
type onLaptop struct {
	held
	laptop *Laptop
}

func (o *onLaptop) Kept() string { return o.laptop.Protected }

func (o *onLaptop) Keep(_ context.Context, kept string, passphrase []byte) error {
	o.laptop.Protected, o.laptop.Passphrase = kept, string(passphrase)
	return nil
}

func (o *onLaptop) KeyFile() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(nil)), nil }

func (o *onLaptop) Close() error {
	o.laptop.open = nil
	return o.service.Close()
}

func (o *onLaptop) Discard() error {
	err := o.Close()
	o.laptop.There, o.laptop.profile, o.laptop.keys = false, newProfile(), newKeys()
	return err
}

// IsOpen says that somebody holds the profile. No goroutine that may open or close it runs meanwhile.
func (l *Laptop) IsOpen() bool { return l.open != nil }
