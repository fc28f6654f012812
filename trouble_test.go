package main

// What goes wrong with files, keys and ports, as a window says it: in a sentence, with nothing lost, and with something to do.

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/p2p"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/keyring"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestWhatAWindowSaysOfThisMachine(t *testing.T) {
	face, err := newFace(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(t.TempDir(), "home")
	held, err := face.HoldNew(t.Context(), home, cli.Protection{Kind: cli.KeptUnderPassphrase, Passphrase: typing("heron lake")})
	if err != nil {
		t.Fatal(err)
	}
	_, locked := session.Acquire(home)
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	_, wrong := face.Hold(t.Context(), home, typing("heron pond"))
	_, unasked := face.Hold(t.Context(), home, func(context.Context) ([]byte, error) { return nil, keyring.ErrNoPassphrase })
	for _, s := range []struct {
		name string
		err  error
		what string
	}{
		{"another process has it", locked, "Another Folkmoot on this machine"},
		{"a wrong passphrase", wrong, "passphrase is wrong"},
		{"no passphrase", unasked, "cannot be opened"},
		{"no room in the middle of a vote", fmt.Errorf("casting: %w", store.ErrDiskFull), "no room left"},
		{"a damaged file", store.ErrDamaged, "damaged"},
		{"a file of a newer version", store.ErrNewerFile, "newer version"},
		{"no port to listen on", p2p.ErrListen, "can be listened on"},
	} {
		t.Run(s.name, func(t *testing.T) {
			words := view.Words{Say: face.Catalog.Printer("en"), NowMillis: nowMillis(), Zone: time.UTC}
			said := trouble.Speaker{Words: words, Means: face.Meaning, Window: true}.Of(s.err)
			if !strings.Contains(said.What, s.what) || said.Unchanged == "" || said.Changed || said.Do == "" || said.Detail != s.err.Error() {
				t.Errorf("says %+v", said)
			}
		})
	}
	if last, err := face.Hold(t.Context(), home, typing("heron lake")); err != nil || last.Close() != nil {
		t.Errorf("afterwards: %v", err)
	}
}
