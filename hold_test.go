package main

// A profile in the hands of a window: other processes' commands run in it, pages hear of what they do, and it ends well.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

// holdNew makes a profile with an identity and a community in it.
func holdNew(t *testing.T, face *cli.Face, home string) (*cli.Held, *app.Community) {
	t.Helper()
	held, err := face.HoldNew(t.Context(), home, cli.Protection{Kind: cli.KeptOpen})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := held.Close(); err != nil {
			t.Error(err)
		}
	})
	phrase, err := held.Profile.Service.NewPhrase()
	if err == nil {
		err = held.Profile.Service.KeepPhrase(phrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	c, err := held.Profile.Service.Found(t.Context(), app.Founding{Name: "Elm Street", Person: "Ada", Template: "co-op"})
	if err != nil {
		t.Fatal(err)
	}
	return held, c
}

// elsewhere runs a command as another process would: what it is told comes through the profile's socket.
func elsewhere(t *testing.T, face *cli.Face, home string, args ...string) string {
	t.Helper()
	var out, errOut bytes.Buffer
	code := face.Run(t.Context(), cli.Call{
		Args: args, Dir: t.TempDir(), In: strings.NewReader(""), Out: &out, Err: &errOut,
		Env: func(name string) string {
			return map[string]string{"FOLKMOOT_HOME": home, "FOLKMOOT_NO_LAN": "1"}[name]
		},
	})
	if code != cli.ExitOK {
		t.Fatalf("folkmoot %s: %d: %s", strings.Join(args, " "), code, &errOut)
	}
	return out.String()
}

func TestHeldProfilesServeOthersAndTellPages(t *testing.T) {
	face, err := newFace(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(t.TempDir(), "home")
	held, c := holdNew(t, face, home)
	told := make(chan struct{}, 1)
	tell := func() {
		select {
		case told <- struct{}{}:
		default:
		}
	}
	defer held.Notices.Watch(c.Membership().Community, tell)()
	hears := func(when string) {
		t.Helper()
		select {
		case <-told:
		case <-time.After(20 * time.Second):
			t.Fatalf("no page hears of what others do %s", when)
		}
	}

	elsewhere(t, face, home, "topic", "new", "Bees", "--text", "Where shall they go?")
	hears("before it is online")

	nowhere := cli.NetworkOptions{Listen: []string{}}
	if held.Network() != nil {
		t.Error("on a network that nobody asked for")
	}
	for range 2 { // the second time nothing is to be done
		if err := held.Online(t.Context(), nowhere); err != nil {
			t.Fatal(err)
		}
	}
	if held.Network() == nil || held.Network().Status().PeerID == "" {
		t.Error("not on the network")
	}
	elsewhere(t, face, home, "topic", "new", "Wasps", "--text", "Not here, please.")
	hears("while it is online")
	if said := elsewhere(t, face, home, "peers"); said == "" {
		t.Error("peers says nothing while the window is online")
	}

	if err := held.Offline(); err != nil || held.Network() != nil {
		t.Errorf("offline: %v, network %v", err, held.Network())
	}
	elsewhere(t, face, home, "--wait", "0s", "peers") // is on the network by itself for a moment
	if _, err := c.NewTopic(t.Context(), proposal.NewTopic{Title: "Hornets"}); err != nil {
		t.Fatal(err)
	}
	hears("after the network has come and gone")
}

func TestHeldProfilesEnd(t *testing.T) {
	face, err := newFace(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	home := filepath.Join(t.TempDir(), "home")
	held, _ := holdNew(t, face, home)
	if err := held.Online(ctx, cli.NetworkOptions{Listen: []string{}}); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := face.Hold(stopped, home, nobodyAsks); !errors.Is(err, context.Canceled) {
		t.Errorf("held twice: %v", err)
	}
	for range 2 {
		if err := held.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := held.Online(ctx, cli.NetworkOptions{Listen: []string{}}); err != nil || held.Network() != nil {
		t.Errorf("online after the end: %v", err)
	}

	again, err := face.Hold(ctx, home, nobodyAsks)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := again.Profile.Service.Communities(); err != nil || len(all) != 1 || all[0].Community == (op.CommunityID{}) {
		t.Errorf("what was there: %v, %v", all, err)
	}
	if err := again.Profile.Protect(ctx, cli.Protection{Kind: cli.KeptUnderPassphrase, Passphrase: typing("heron lake")}); err != nil {
		t.Error(err)
	}
	if err := again.Discard(); err != nil { // what was not made here stays
		t.Error(err)
	}
	if _, err := face.Hold(ctx, home, typing("heron pond")); face.Meaning(err) != trouble.MeansWrongPassphrase {
		t.Errorf("another passphrase: %v", err)
	}
	last, err := face.Hold(ctx, home, typing("heron lake"))
	if err != nil {
		t.Fatal(err)
	}
	if err := last.Close(); err != nil {
		t.Error(err)
	}
}

func TestNothingCameOfAProfile(t *testing.T) {
	face, err := newFace(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(t.TempDir(), "home")
	held, err := face.HoldNew(t.Context(), home, cli.Protection{Kind: cli.KeptOpen})
	if err != nil {
		t.Fatal(err)
	}
	if err := held.Discard(); err != nil {
		t.Fatal(err)
	}
	empty := func(context.Context) ([]byte, error) { return nil, nil }
	if _, err := face.HoldNew(t.Context(), home, cli.Protection{Kind: cli.KeptUnderPassphrase, Passphrase: empty}); face.Meaning(err) != trouble.MeansBadPassphrase {
		t.Errorf("an empty passphrase: %v", err)
	}
	if _, err := os.Lstat(home); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is left: %v", err)
	}
}

func nobodyAsks(context.Context) ([]byte, error) { return nil, errors.New("nobody is asked") }

func typing(passphrase string) cli.Passphrase {
	return func(context.Context) ([]byte, error) { return []byte(passphrase), nil }
}
