package main_test

// The service end to end: several laptops in one process, each with its own folder, replica, keys and clock, that meet by bundles alone.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

const (
	minute = int64(60_000)
	hour   = 60 * minute
	day    = 24 * hour
)

// world is what the laptops of one test share.
type world struct {
	*testing.T
	mu     sync.Mutex // guards random
	random *rand.ChaCha8
	// now is everybody's clock, in milliseconds; tests set it.
	now int64
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel() // most of the time goes by while files are synced
	return &world{T: t, random: rand.NewChaCha8([32]byte{1, 2, 3}), now: 1_800_000_000_000}
}

// Read makes a world a source of randomness.
func (w *world) Read(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.random.Read(p)
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// must1 is for calls that answer something and an error.
func must1[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// laptop is one install. It is in one community at a time, which c is.
type laptop struct {
	*world
	name    string
	profile *memoryProfile
	keys    *memoryKeys
	folder  store.Folder
	// replicas, where it is not nil, takes the folder's place.
	replicas app.Replicas
	service  *app.Service
	phrase   identity.Phrase
	c        *app.Community
}

// install makes a laptop without an identity.
func (w *world) install(name string) *laptop {
	w.Helper()
	l := &laptop{world: w, name: name, profile: &memoryProfile{settings: map[string]string{}}, keys: &memoryKeys{entries: map[string][]byte{}}}
	l.folder = store.Folder{Path: w.TempDir()}
	l.start()
	w.Cleanup(func() { w.must(l.service.Close()) })
	return l
}

// start begins a process of the install.
func (l *laptop) start() {
	replicas := l.replicas
	if replicas == nil {
		replicas = l.folder
	}
	l.service = app.New(app.Ports{
		Profile: l.profile, Keys: l.keys, Replicas: replicas, NowMillis: func() int64 { return l.now }, Random: l.world,
		Log: slog.New(slog.NewTextHandler(l.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
}

// restart ends the process, as at the end of every command, and begins another one.
func (l *laptop) restart() {
	l.Helper()
	l.must(l.service.Close())
	l.start()
	if l.c != nil {
		l.c = must1[*app.Community](l.T)(l.service.Community(""))
	}
}

// laptop makes an install of a person who has a phrase.
func (w *world) laptop(name string) *laptop {
	w.Helper()
	l := w.install(name)
	l.phrase = must1[identity.Phrase](w.T)(l.service.NewPhrase())
	w.must(l.service.KeepPhrase(l.phrase))
	return l
}

func (l *laptop) found(name string) *laptop {
	l.Helper()
	l.c = must1[*app.Community](l.T)(l.service.Found(l.Context(), app.Founding{Name: name, Person: l.name, Template: "club"}))
	return l
}

// invited joins by an invite that another one has made. The join is not anywhere else yet.
func (l *laptop) invited(by *laptop, auto bool) *laptop {
	l.Helper()
	link, _, err := by.c.CreateInvite(l.Context(), app.NewInvite{Uses: 20, ForMillis: 7 * day, Auto: auto})
	l.must(err)
	l.c = must1[*app.Community](l.T)(l.service.Join(l.Context(), link, l.name))
	return l
}

// joined joins and is admitted by somebody, who then knows everything that the newcomer knows, and the other way round.
func (l *laptop) joined(by *laptop) *laptop {
	l.Helper()
	l.invited(by, true)
	meet(l, by)
	if me := l.me(); !me.Member {
		l.Fatalf("%s is no member after meeting %s: %+v", l.name, by.name, me)
	}
	return l
}

// bundle is what a laptop writes on a stick.
func (l *laptop) bundle() []byte {
	l.Helper()
	var stick bytes.Buffer
	_, err := l.c.ExportBundle(l.Context(), &stick, "", nil)
	l.must(err)
	return stick.Bytes()
}

// take imports a stick of somebody.
func (l *laptop) take(stick []byte, from string) app.Brought {
	l.Helper()
	b, err := l.c.ImportBundle(l.Context(), bytes.NewReader(stick), from, nil)
	l.must(err)
	if b.RefusedCount > 0 {
		l.Fatalf("%s refused of what came from %s: %v", l.name, from, b.Refused)
	}
	return b
}

// carry brings what one laptop holds to others.
func carry(from *laptop, to ...*laptop) {
	from.Helper()
	stick := from.bundle()
	for _, l := range to {
		l.take(stick, from.name)
	}
}

// meet lets laptops exchange until nobody learns anything new: what arrives can make somebody write.
func meet(all ...*laptop) {
	all[0].Helper()
	for range 20 {
		learnt := false
		for _, from := range all {
			stick := from.bundle()
			for _, to := range all {
				if to != from {
					learnt = to.take(stick, from.name).Stored > 0 || learnt
				}
			}
		}
		if !learnt {
			sameState(all...)
			return
		}
	}
	all[0].Fatal("they never stop learning")
}

// sameState compares digests, heads and counts.
func sameState(all ...*laptop) {
	all[0].Helper()
	first := all[0].digest()
	for _, l := range all[1:] {
		if l.digest() != first {
			l.Errorf("%s and %s say %s and %s", all[0].name, l.name, first, l.digest())
		}
	}
}

func (l *laptop) digest() string {
	l.Helper()
	d := must1[[32]byte](l.T)(l.c.Digest(l.Context()))
	return hex.EncodeToString(d[:8])
}

func (l *laptop) status() app.Status {
	l.Helper()
	return must1[app.Status](l.T)(l.c.Status(l.Context()))
}

func (l *laptop) me() authority.Person { return l.person(l) }

// person is what this laptop knows of another one's account.
func (l *laptop) person(other *laptop) authority.Person {
	l.Helper()
	people := must1[[]authority.Person](l.T)(l.c.People(l.Context()))
	account := other.c.Account()
	i := slices.IndexFunc(people, func(p authority.Person) bool { return p.Account == account })
	if i < 0 {
		return authority.Person{}
	}
	return people[i]
}

func (l *laptop) stands() app.Standing {
	l.Helper()
	return must1[app.Standing](l.T)(l.c.Stands(l.Context()))
}

// wantErr checks which error came, and what it says where text is not empty.
func wantErr(t testing.TB, err, want error, text string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
	if !strings.Contains(err.Error(), text) {
		t.Fatalf("%q does not say %q", err, text)
	}
}

// memoryProfile is app.Profile in memory.
type memoryProfile struct {
	mu       sync.Mutex // guards all
	settings map[string]string
	list     []app.Membership
	// full is what noting a community fails with; nil for nothing.
	full error
}

func (p *memoryProfile) Setting(key string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.settings[key], nil
}

func (p *memoryProfile) SetSetting(key, value string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settings[key] = value
	return nil
}

func (p *memoryProfile) Communities() ([]app.Membership, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.list), nil
}

func (p *memoryProfile) PutCommunity(m app.Membership) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.full != nil {
		return p.full
	}
	p.drop(m.Community)
	p.list = append(p.list, m)
	return nil
}

func (p *memoryProfile) DropCommunity(com op.CommunityID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(com)
	return nil
}

func (p *memoryProfile) drop(com op.CommunityID) {
	p.list = slices.DeleteFunc(p.list, func(m app.Membership) bool { return m.Community == com })
}

// memoryKeys is app.Keys in memory.
type memoryKeys struct {
	mu      sync.Mutex // guards entries
	entries map[string][]byte
	// full is what keeping a key fails with; nil for nothing.
	full error
}

func (k *memoryKeys) Get(name string) ([]byte, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.entries[name]
	return slices.Clone(v), ok, nil
}

func (k *memoryKeys) Put(name string, secret []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.full != nil {
		return k.full
	}
	k.entries[name] = slices.Clone(secret)
	return nil
}

func (k *memoryKeys) Delete(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.entries, name)
	return nil
}

var (
	_ io.Reader       = (*world)(nil)
	_ context.Context = context.Background()
)

func (p *memoryProfile) clone() *memoryProfile {
	return &memoryProfile{settings: maps.Clone(p.settings), list: slices.Clone(p.list)}
}

func (k *memoryKeys) clone() *memoryKeys { return &memoryKeys{entries: maps.Clone(k.entries)} }

// cloneFolder copies the files of a folder that nobody has open.
func cloneFolder(t *testing.T, from store.Folder) store.Folder {
	t.Helper()
	to := from
	to.Path = t.TempDir()
	if err := os.CopyFS(to.Path, os.DirFS(from.Path)); err != nil {
		t.Fatal(err)
	}
	return to
}

func sha256Hex(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
