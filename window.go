//go:build !headless

package main

// What the window is handed: the same profiles, keys and network as the command line's.

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/keyring"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// place is where one profile is.
type place struct {
	face *cli.Face
	dir  string
	// language was asked for at the start, "" for none.
	language string
}

var _ shell.Host = place{}

// The ways to keep keys have the same words in both faces: this does not compile otherwise, as a key then stands here twice.
var _ = map[bool]string{
	false: "differ",
	shell.KeptInKeyring == cli.KeptInKeyring && shell.KeptUnderPassphrase == cli.KeptUnderPassphrase && shell.KeptOpen == cli.KeptOpen: "the same",
}

func (p place) Exists() (bool, error) { return p.face.Profiles.Exists(p.dir) }

// Kept implements shell.Host.
func (p place) Kept() (string, error) {
	protection, err := keyring.Inspect(filepath.Join(p.dir, keyFile))
	if err != nil {
		return "", err
	}
	return keptAs(protection), nil
}

func (p place) Open(ctx context.Context, passphrase []byte) (shell.Held, error) {
	held, err := p.face.Hold(ctx, p.dir, typed(passphrase))
	return p.held(held, err)
}

func (p place) Create(ctx context.Context, kept string, passphrase []byte) (shell.Held, error) {
	held, err := p.face.HoldNew(ctx, p.dir, cli.Protection{Kind: kept, Passphrase: typed(passphrase)})
	return p.held(held, err)
}

func (p place) Trouble(words view.Words, people func() *view.People, err error) trouble.Trouble {
	return trouble.Speaker{Words: words, Means: p.face.Meaning, People: people, Window: true}.Of(err)
}

func (p place) Machine() shell.Machine {
	return shell.Machine{
		Catalog: p.face.Catalog, Env: os.Getenv, NowMillis: p.face.NowMillis, Zone: p.face.Zone, Random: p.face.Random,
		Folder: p.dir, Version: p.face.Version, Program: p.face.Program, Language: p.language, HasInterfaces: p.face.Networks.HasInterfaces,
	}
}

// typed is a passphrase that was typed before it is asked for. Each who asks gets a copy, and may wipe it.
func typed(passphrase []byte) cli.Passphrase {
	return func(context.Context) ([]byte, error) {
		if passphrase == nil {
			return nil, fmt.Errorf("nothing was typed: %w", keyring.ErrNoPassphrase)
		}
		return bytes.Clone(passphrase), nil
	}
}

// inWindow is a profile that the window holds.
type inWindow struct {
	*cli.Held
	networks cli.Networks

	mu   sync.Mutex // guards kept
	kept string
}

func (p place) held(held *cli.Held, err error) (shell.Held, error) {
	if err != nil {
		return nil, err
	}
	return &inWindow{Held: held, networks: p.face.Networks, kept: held.Profile.Protection}, nil
}

func (w *inWindow) Service() *app.Service { return w.Profile.Service }

func (w *inWindow) Notices() *view.Notices { return w.Held.Notices }

func (w *inWindow) Kept() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.kept
}

func (w *inWindow) Keep(ctx context.Context, kept string, passphrase []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.Profile.Protect(ctx, cli.Protection{Kind: kept, Passphrase: typed(passphrase)}); err != nil {
		return err
	}
	w.kept = kept
	return nil
}

func (w *inWindow) KeyFile() (io.ReadCloser, error) { return w.Profile.KeyFile() }

func (w *inWindow) Online(ctx context.Context) error {
	return w.Held.Online(ctx, cli.NetworkOptions{LAN: os.Getenv(cli.NoLANVariable) == ""})
}

func (w *inWindow) Network() *view.Network {
	network := w.Held.Network()
	if network == nil {
		return nil
	}
	s := network.Status()
	return &s
}

// Deliver has nobody to deliver to where the profile is on no network.
func (w *inWindow) Deliver(ctx context.Context, wait time.Duration) (int, error) {
	network := w.Held.Network()
	if network == nil {
		return 0, nil
	}
	return network.Deliver(ctx, wait)
}

func (w *inWindow) HandOver(ctx context.Context, offer invite.RelayOffer, com op.CommunityID, nonce [16]byte) error {
	return w.networks.HandOver(ctx, offer, com, nonce)
}
