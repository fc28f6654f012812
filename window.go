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

// host is the place of one profile.
type host struct {
	face *cli.Face
	dir  string
}

var _ shell.Host = host{}

// The ways to keep keys have the same words in both faces: this does not compile otherwise, as a key then stands here twice.
var _ = map[bool]string{
	false: "differ",
	shell.KeptInKeyring == cli.KeptInKeyring && shell.KeptUnderPassphrase == cli.KeptUnderPassphrase && shell.KeptOpen == cli.KeptOpen: "the same",
}

func (h host) Exists() (bool, error) { return h.face.Profiles.Exists(h.dir) }

// Kept implements shell.Host.
func (h host) Kept() (string, error) {
	protection, err := keyring.Inspect(filepath.Join(h.dir, keyFile))
	if err != nil {
		return "", err
	}
	return keptAs(protection), nil
}

func (h host) Open(ctx context.Context, passphrase []byte) (shell.Held, error) {
	held, err := h.face.Hold(ctx, h.dir, typed(passphrase))
	return h.held(held, err)
}

func (h host) Create(ctx context.Context, kept string, passphrase []byte) (shell.Held, error) {
	held, err := h.face.HoldNew(ctx, h.dir, cli.Protection{Kind: kept, Passphrase: typed(passphrase)})
	return h.held(held, err)
}

func (h host) Trouble(words view.Words, err error) trouble.Trouble {
	return trouble.Speaker{Words: words, Window: true}.Of(err)
}

func (h host) Machine() shell.Machine {
	return shell.Machine{
		Catalog: h.face.Catalog, Env: os.Getenv, NowMillis: h.face.NowMillis, Zone: h.face.Zone, Random: h.face.Random,
		Folder: h.dir, Version: h.face.Version, Program: h.face.Program, HasInterfaces: h.face.Networks.HasInterfaces,
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

func (h host) held(held *cli.Held, err error) (shell.Held, error) {
	if err != nil {
		return nil, err
	}
	return &inWindow{Held: held, networks: h.face.Networks, kept: held.Profile.Protection}, nil
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
