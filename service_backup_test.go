package main_test

// Backup and restore: everything comes back but the old device.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

// backupFolder is app.BackupFolder on the disk.
type backupFolder string

func (f backupFolder) Path(name string) string { return filepath.Join(string(f), name) }

func (f backupFolder) Create(name string) (io.WriteCloser, error) { return os.Create(f.Path(name)) }

func (f backupFolder) Open(name string) (io.ReadCloser, error) { return os.Open(f.Path(name)) }

func (l *laptop) backup() backupFolder {
	l.Helper()
	to := backupFolder(l.TempDir())
	must1[app.BackupList](l.T)(l.service.Backup(l.Context(), to, strings.NewReader("a key file that nobody can open"), nil))
	return to
}

// restored is a new install with what a backup holds.
func (l *laptop) restored(from backupFolder) (*laptop, app.Restored, error) {
	l.Helper()
	fresh := l.install(l.name)
	r, err := fresh.service.Restore(l.Context(), os.DirFS(string(from)), l.phrase, nil)
	if err == nil {
		fresh.c = must1[*app.Community](l.T)(fresh.service.Community(""))
	}
	return fresh, r, err
}

func (l *laptop) wantNothingHere() {
	l.Helper()
	if list, _ := l.service.Communities(); len(list) != 0 || len(l.keys.entries) != 0 {
		l.Errorf("left behind: %v, %d keys", list, len(l.keys.entries))
	}
	if left, _ := os.ReadDir(l.folder.Path); len(left) != 0 {
		l.Errorf("left behind: %v", left)
	}
}

func TestABackupComesBack(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("Before the backup")
	must1[app.LocalDraft](t)(bob.c.SaveDraft(t.Context(), app.LocalDraft{Title: "A draft", Text: "x"}))
	bob.must(bob.c.MarkRead(t.Context(), true, topic))
	oak := must1[*app.Community](t)(bob.service.Found(t.Context(), app.Founding{Name: "Oak", Person: "Bob", Template: "club"}))
	bob.must(bob.service.Use(bob.c.ID()))
	folder := bob.backup()
	bob.topic("After the backup")
	carry(bob, ada)

	again, r, err := bob.restored(folder)
	ada.must(err)
	if len(r.Communities) != 2 || len(r.ReadOnly) != 0 || len(r.LeftOut) != 0 {
		t.Errorf("%+v", r)
	}
	if again.c.ID() != bob.c.ID() || again.c.Account() != bob.c.Account() || again.c.Device() == bob.c.Device() {
		t.Errorf("%+v", again.c.Membership())
	}
	for name := range again.keys.entries {
		if old, ok := bob.keys.entries[name]; ok && name != "seed" && bytes.Equal(old, again.keys.entries[name]) {
			t.Errorf("the old device's key %s is used again", name)
		}
	}
	if drafts := must1[[]app.LocalDraft](t)(again.c.Drafts(t.Context())); len(drafts) != 1 {
		t.Errorf("%+v", drafts)
	}
	again.topic("From the new laptop")
	if _, err := again.service.Community("Oak"); err != nil {
		t.Error(err)
	}
	// The old laptop, which was found after all, and the new one write two logs.
	bob.topic("From the old laptop")
	meet(ada, bob, cid, again)
	if f := ada.status().Forks; len(f) != 0 {
		t.Errorf("forked: %+v", f)
	}
	if d := ada.person(bob).Devices; len(d) != 2 {
		t.Errorf("%+v", d)
	}
	_ = oak
}

func TestAFounderAloneComesBack(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	again, _, err := ada.restored(ada.backup())
	w.must(err)
	again.topic("Here again")
	if !again.me().Steward {
		t.Errorf("%+v", again.me())
	}
}

func TestABackupWithoutCommunities(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada")
	folder := ada.backup()
	fresh := w.install("Ada")
	must1[app.Restored](t)(fresh.service.Restore(t.Context(), os.DirFS(string(folder)), ada.phrase, nil))
	if has, _ := fresh.service.HasIdentity(); !has {
		t.Error("no identity")
	}
}

func TestBackupsThatAreNotAsTheyShould(t *testing.T) {
	ada, bob, _ := three(t)
	whole := bob.backup()
	database := bob.c.ID().String() + ".db"
	change := func(name string, how func([]byte) []byte) func(backupFolder) {
		return func(f backupFolder) {
			raw := must1[[]byte](t)(os.ReadFile(f.Path(name)))
			ada.must(os.WriteFile(f.Path(name), how(raw), 0o600))
		}
	}
	list := func(how func(*app.BackupList)) func(backupFolder) {
		return change("backup.json", func(raw []byte) []byte {
			var l app.BackupList
			ada.must(json.Unmarshal(raw, &l))
			how(&l)
			return must1[[]byte](t)(json.Marshal(l))
		})
	}
	for name, s := range map[string]struct {
		harm func(backupFolder)
		want error
	}{
		"a flipped bit in the copy":   {change(database, func(b []byte) []byte { b[len(b)/2] ^= 4; return b }), app.ErrDamagedBackup},
		"the copy is cut short":       {change(database, func(b []byte) []byte { return b[:len(b)/2] }), app.ErrDamagedBackup},
		"the copy is missing":         {func(f backupFolder) { ada.must(os.Remove(f.Path(database))) }, app.ErrDamagedBackup},
		"the sums are missing":        {func(f backupFolder) { ada.must(os.Remove(f.Path("SHA256SUMS"))) }, app.ErrDamagedBackup},
		"the list is missing":         {func(f backupFolder) { ada.must(os.Remove(f.Path("backup.json"))) }, app.ErrNotBackup},
		"the list is another file":    {change("backup.json", func([]byte) []byte { return []byte("milk, eggs") }), app.ErrDamagedBackup},
		"the list was edited":         {list(func(l *app.BackupList) { l.Communities[0].Name = "Oak" }), app.ErrDamagedBackup},
		"the list is of a newer make": {list(func(l *app.BackupList) { l.Version = 2 }), app.ErrNewerBackup},
		"a flipped bit in the keys":   {change("keys", func(b []byte) []byte { b[0] ^= 1; return b }), app.ErrDamagedBackup},
	} {
		t.Run(name, func(t *testing.T) {
			folder := backupFolder(t.TempDir())
			ada.must(os.CopyFS(string(folder), os.DirFS(string(whole))))
			s.harm(folder)
			fresh, _, err := bob.restored(folder)
			wantErr(t, err, s.want, "")
			fresh.wantNothingHere()
		})
	}
}

// A copy whose sums were made to fit, but which is no community's file, or one of a newer version.
func TestACopyThatIsNoReplica(t *testing.T) {
	ada, bob, _ := three(t)
	database := bob.c.ID().String() + ".db"
	for name, s := range map[string]struct {
		harm func([]byte) []byte
		want error
	}{
		"not a database":  {func([]byte) []byte { return bytes.Repeat([]byte("x"), 8192) }, store.ErrForeignFile},
		"another program": {func(b []byte) []byte { b[68] ^= 0xff; return b }, store.ErrForeignFile},
		"a newer version": {func(b []byte) []byte { b[60] = 0x7f; return b }, store.ErrNewerFile},
		"damaged inside": {func(b []byte) []byte {
			for i := 4096; i < 8192; i++ {
				b[i] = 0xaa
			}
			return b
		}, store.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			folder := bob.backup()
			raw := must1[[]byte](t)(os.ReadFile(folder.Path(database)))
			ada.must(os.WriteFile(folder.Path(database), s.harm(raw), 0o600))
			ada.must(os.Remove(folder.Path("SHA256SUMS")))
			resum(t, folder)
			fresh, _, err := bob.restored(folder)
			wantErr(t, err, s.want, "")
			fresh.wantNothingHere()
		})
	}
}

// resum writes the sums of what lies in a folder, as sha256sum does.
func resum(t *testing.T, f backupFolder) {
	t.Helper()
	var sums strings.Builder
	for _, e := range must1[[]os.DirEntry](t)(os.ReadDir(string(f))) {
		sums.WriteString(sha256Hex(must1[[]byte](t)(os.ReadFile(f.Path(e.Name())))) + "  " + e.Name() + "\n")
	}
	if err := os.WriteFile(f.Path("SHA256SUMS"), []byte(sums.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSomebodyElsesPhraseBringsNothingBack(t *testing.T) {
	ada, bob, _ := three(t)
	folder := bob.backup()
	fresh := ada.install("Ada")
	_, err := fresh.service.Restore(t.Context(), os.DirFS(string(folder)), ada.phrase, nil)
	wantErr(t, err, app.ErrOtherPhrase, "")
	fresh.wantNothingHere()
}

func TestAProfileThatHoldsSomethingIsNotRestoredInto(t *testing.T) {
	ada, bob, _ := three(t)
	folder := bob.backup()
	_, err := bob.service.Restore(t.Context(), os.DirFS(string(folder)), bob.phrase, nil)
	wantErr(t, err, app.ErrProfileNotEmpty, "")
	eve := ada.laptop("Eve")
	_, err = eve.service.Restore(t.Context(), os.DirFS(string(folder)), bob.phrase, nil)
	wantErr(t, err, app.ErrProfileNotEmpty, "")
	if list, _ := bob.service.Communities(); len(list) != 1 {
		t.Error("Bob's own profile has changed")
	}
}

func TestARemovedPersonsBackupCanBeRead(t *testing.T) {
	ada, bob, cid := three(t)
	must1[op.ID](t)(ada.c.Remove(t.Context(), bob.c.Account(), ""))
	meet(ada, bob, cid)
	again, r, err := bob.restored(bob.backup())
	ada.must(err)
	if len(r.ReadOnly) != 1 || len(r.Communities) != 0 {
		t.Errorf("%+v", r)
	}
	again.restart()
	if got := again.digest(); got != bob.digest() {
		t.Error("another state")
	}
	again.invited(ada, true)
	meet(ada, cid, again)
	again.topic("Here again")
}

func TestAJoinThatNobodyHasAnsweredIsLeftOut(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").invited(ada, true)
	folder := bob.backup()
	fresh := w.install("Bob")
	r := must1[app.Restored](t)(fresh.service.Restore(t.Context(), os.DirFS(string(folder)), bob.phrase, nil))
	if len(r.LeftOut) != 1 || len(r.Communities) != 0 {
		t.Errorf("%+v", r)
	}
	fresh.phrase = bob.phrase
	fresh.invited(ada, true)
	meet(ada, fresh)
	if fresh.c.Account() != bob.c.Account() || !fresh.me().Member {
		t.Errorf("%+v", fresh.me())
	}
}

func TestBackupFailsWholeOrNotAtAll(t *testing.T) {
	ada, _, _ := three(t)
	folder := backupFolder(filepath.Join(t.TempDir(), "not there"))
	if _, err := ada.service.Backup(t.Context(), folder, nil, nil); err == nil {
		t.Error("backed up into nothing")
	}
	if _, err := app.ReadBackup(os.DirFS(string(folder))); !errors.Is(err, app.ErrNotBackup) {
		t.Errorf("%v", err)
	}
	list := must1[app.BackupList](t)(app.ReadBackup(os.DirFS(string(ada.backup()))))
	if len(list.Communities) != 1 || list.Communities[0].Name != "Elm" {
		t.Errorf("%+v", list)
	}
}

// What a laptop held when it was lost comes back from somebody's stick where there is no backup; a stick that was cut short brings what is whole.
func TestRecoveringFromAStickThatWasCutShort(t *testing.T) {
	ada, bob, cid := three(t)
	for range 20 {
		bob.topic("A topic")
	}
	meet(ada, bob, cid)
	stick := ada.bundle()
	fresh := bob.install("Bob")
	bob.must(fresh.service.KeepPhrase(bob.phrase))
	reader := must1[*bundle.Reader](t)(bundle.NewReader(bytes.NewReader(stick[:len(stick)*3/4])))
	c, brought, err := fresh.service.Recover(t.Context(), reader, nil)
	bob.must(err)
	fresh.c = c
	if !brought.Incomplete || brought.Stored == 0 || !fresh.me().Member {
		t.Errorf("%+v", brought)
	}
	fresh.topic("Here again")
	meet(ada, fresh)

	early := bob.install("Bob")
	bob.must(early.service.KeepPhrase(bob.phrase))
	reader = must1[*bundle.Reader](t)(bundle.NewReader(bytes.NewReader(stick[:1000])))
	_, _, err = early.service.Recover(t.Context(), reader, nil)
	if err == nil {
		t.Error("recovered from next to nothing")
	}
	if list, _ := early.service.Communities(); len(list) != 0 {
		t.Error("left behind")
	}
	_ = identity.Phrase{}
	_ = slices.Contains[[]int]
}
