package store_test

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

func membership(n byte) app.Membership {
	return app.Membership{
		Community: op.CommunityID{n}, Name: "Community " + string('A'+n), Nonce: [16]byte{1, n}, Account: op.AccountID{2, n}, AccountNumber: uint32(n),
		Device: op.DeviceID{3, n}, Pin: op.ID{4, n}, JoinedMillis: 1000 * int64(n),
	}
}

func newProfile(t *testing.T) (*store.Profile, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "profile.db")
	p, err := store.CreateProfile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p, path
}

func TestAProfileKeepsWhatItWasTold(t *testing.T) {
	p, path := newProfile(t)
	late, early := membership(2), membership(1)
	late.Relays = []string{"/dns4/second.example/udp/4001", "/dns4/first.example/udp/4001"}
	for _, m := range []app.Membership{late, early} {
		if err := p.PutCommunity(m); err != nil {
			t.Fatal(err)
		}
	}
	early.Name, early.AccountNumber, early.Device = "Elm Street", 7, op.DeviceID{9}
	if err := errors.Join(p.PutCommunity(early), p.SetSetting("a", "first"), p.SetSetting("a", "second"), p.SetSetting("b", "x"), p.SetSetting("b", "")); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := store.OpenProfile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	list, err := p.Communities()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]app.Membership{early, late}, list); diff != "" {
		t.Errorf("communities (-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{"a": "second", "b": "", "never set": ""} {
		if got, err := p.Setting(name); err != nil || got != want {
			t.Errorf("setting %s: %q, %v, want %q", name, got, err, want)
		}
	}
}

func TestAProfileForgets(t *testing.T) {
	p, _ := newProfile(t)
	m := membership(1)
	m.Relays = []string{"/dns4/relay.example/udp/4001"}
	if err := errors.Join(p.PutCommunity(m), p.DropCommunity(m.Community), p.DropCommunity(op.CommunityID{99})); err != nil {
		t.Fatal(err)
	}
	if list, err := p.Communities(); err != nil || len(list) != 0 {
		t.Errorf("still there: %v, %v", list, err)
	}
	m.Relays = nil
	if err := p.PutCommunity(m); err != nil {
		t.Fatal(err)
	}
	if list, err := p.Communities(); err != nil || len(list) != 1 || len(list[0].Relays) != 0 {
		t.Errorf("relays came back: %v, %v", list, err)
	}
}

func TestAProfileIsForItsUserAlone(t *testing.T) {
	_, path := newProfile(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestProfilesThatAreRefused(t *testing.T) {
	for _, s := range []struct {
		name    string
		prepare func(t *testing.T, path string)
		want    error
	}{
		{"nothing there", func(*testing.T, string) {}, fs.ErrNotExist},
		{"a text file", func(t *testing.T, path string) { write(t, path, strings.Repeat("a note of mine ", 20)) }, store.ErrForeignFile},
		{"an empty file", func(t *testing.T, path string) { write(t, path, "") }, store.ErrForeignFile},
		{"a community's file", func(t *testing.T, path string) {
			r, err := store.Create(path, store.Config{})
			if err != nil {
				t.Fatal(err)
			}
			r.Close()
		}, store.ErrForeignFile},
		{"one of a newer version", func(t *testing.T, path string) { profileOfVersion(t, path, 99) }, store.ErrNewerFile},
	} {
		t.Run(s.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "profile.db")
			s.prepare(t, path)
			before, _ := os.ReadFile(path)
			if p, err := store.OpenProfile(path); !errors.Is(err, s.want) {
				t.Errorf("opened: %v, %v", p, err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestAProfileIsNeverMadeOverAnother(t *testing.T) {
	_, path := newProfile(t)
	if _, err := store.CreateProfile(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("made: %v", err)
	}
}

// A crash in the middle of making leaves a file beside, which the next attempt takes away.
func TestAHalfMadeProfileIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profile.db")
	write(t, path+".new", "half")
	p, err := store.CreateProfile(path)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	if _, err := os.Stat(path + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the leftover is still there: %v", err)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// profileOfVersion makes a profile, and says in its header that it had so many migrations.
func profileOfVersion(t *testing.T, path string, version uint32) {
	t.Helper()
	p, err := store.CreateProfile(path)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint32(content[60:], version)
	write(t, path, string(content))
}

func TestAFolderHoldsOneFileForEachCommunity(t *testing.T) {
	f := store.Folder{Path: filepath.Join(t.TempDir(), "communities")}
	com := op.CommunityID{1, 2, 3}
	if _, err := f.Open(com); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opened nothing: %v", err)
	}
	r, err := f.Create(com)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err = f.Open(com); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Close(), f.Remove(com), f.Remove(com)); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(f.Path)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What a crash left under the name of a community that the profile does not list is set aside, never deleted.
func TestALeftoverIsSetAside(t *testing.T) {
	f := store.Folder{Path: t.TempDir()}
	com := op.CommunityID{1}
	for n := range 3 {
		r, err := f.Create(com)
		if err != nil {
			t.Fatalf("attempt %d: %v", n+1, err)
		}
		r.Close()
	}
	aside, err := filepath.Glob(f.File(com) + ".aside-*")
	if err != nil || len(aside) != 2 {
		t.Errorf("set aside: %v, %v", aside, err)
	}
}
