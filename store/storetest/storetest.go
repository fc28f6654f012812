// Package storetest makes installs for tests: a service on real files, with settings and keys in memory, and the sample in it.
//
// It promises that installs of one day and language are the same to the byte of every op, so that pictures of them stay the same. Only tests
// import it.
package storetest

import (
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/store"
)

// Evening is the moment of the pictures: Thursday, 14 May 2026, 21:00, in UTC.
var Evening = time.Date(2026, time.May, 14, 21, 0, 0, 0, time.UTC)

// Install is a profile on a laptop.
type Install struct {
	Service *app.Service
	// Profile holds the settings, and is a view.Keeper.
	Profile *Profile
	Keys    app.Keys
	// Sample is the community that is in it; its Made names polls, proposals and topics.
	*sample.Sample

	now atomic.Int64
}

// NowMillis is the install's clock; it stands still.
func (i *Install) NowMillis() int64 { return i.now.Load() }

// Wait lets time go by.
func (i *Install) Wait(d time.Duration) { i.now.Add(d.Milliseconds()) }

// template is an install that was made once in this process.
type template struct {
	sync.Once
	profile *Profile
	keys    *keys
	files   map[string][]byte
	made    *sample.Made
}

var (
	templatesMu sync.Mutex
	templates   = map[string]*template{}
)

// Sample is an install of Ada Okonkwo, who is in the sample, at Evening. It costs two seconds the first time, and a copy of a file after that.
func Sample(t testing.TB, language string) *Install {
	t.Helper()
	templatesMu.Lock()
	of := templates[language]
	if of == nil {
		of = &template{}
		templates[language] = of
	}
	templatesMu.Unlock()
	of.Do(func() { of.make(t, language) })
	if of.made == nil {
		t.Fatal("the sample was not made")
	}
	i := &Install{Profile: of.profile.clone()}
	i.now.Store(Evening.UnixMilli())
	folder := t.TempDir()
	for name, content := range of.files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	i.start(t, folder, of.keys.clone())
	c, err := i.Service.Community("")
	if err != nil {
		t.Fatal(err)
	}
	i.Sample = &sample.Sample{Made: of.made, Community: c}
	return i
}

// Empty is an install of somebody who has a phrase and no community yet, at Evening.
func Empty(t testing.TB) *Install {
	t.Helper()
	i := &Install{Profile: newProfile()}
	i.now.Store(Evening.UnixMilli())
	i.start(t, t.TempDir(), newKeys())
	phrase, err := i.Service.NewPhrase()
	if err == nil {
		err = i.Service.KeepPhrase(phrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func (i *Install) start(t testing.TB, folder string, held *keys) {
	i.Keys = held
	i.Service = app.New(app.Ports{
		Profile: i.Profile, Keys: held, Replicas: store.Folder{Path: folder}, NowMillis: i.NowMillis, Random: newDice(),
		Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	t.Cleanup(func() {
		if err := i.Service.Close(); err != nil {
			t.Error(err)
		}
	})
}

func (of *template) make(t testing.TB, language string) {
	t.Helper()
	folder, held := t.TempDir(), newKeys()
	i := &Install{Profile: newProfile()}
	i.now.Store(Evening.UnixMilli())
	i.start(t, folder, held)
	phrase, err := i.Service.NewPhrase()
	if err == nil {
		err = i.Service.KeepPhrase(phrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	made, err := sample.Grow(t.Context(), i.Service, sample.Options{Language: language})
	if err != nil {
		t.Fatal(err)
	}
	if err := i.Service.Close(); err != nil {
		t.Fatal(err)
	}
	of.files = map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if of.files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	of.profile, of.keys, of.made = i.Profile, held, made.Made
}

// dice is a source of randomness that always falls the same.
type dice struct {
	mu     sync.Mutex // guards source
	source *rand.ChaCha8
}

func newDice() io.Reader { return &dice{source: rand.NewChaCha8([32]byte{1, 2, 3})} }

func (d *dice) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.source.Read(p)
}

// Profile is app.Profile in memory.
type Profile struct {
	mu       sync.Mutex // guards what follows
	settings map[string]string
	list     []app.Membership
}

func newProfile() *Profile { return &Profile{settings: map[string]string{}} }

func (p *Profile) clone() *Profile {
	return &Profile{settings: maps.Clone(p.settings), list: slices.Clone(p.list)}
}

// Setting implements app.Profile.
func (p *Profile) Setting(key string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.settings[key], nil
}

// SetSetting implements app.Profile.
func (p *Profile) SetSetting(key, value string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settings[key] = value
	return nil
}

// Communities implements app.Profile.
func (p *Profile) Communities() ([]app.Membership, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.list), nil
}

// PutCommunity implements app.Profile.
func (p *Profile) PutCommunity(m app.Membership) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.IndexFunc(p.list, func(o app.Membership) bool { return o.Community == m.Community }); i >= 0 {
		p.list[i] = m
		return nil
	}
	p.list = append(p.list, m)
	return nil
}

// DropCommunity implements app.Profile.
func (p *Profile) DropCommunity(com op.CommunityID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = slices.DeleteFunc(p.list, func(m app.Membership) bool { return m.Community == com })
	return nil
}

// keys is app.Keys in memory.
type keys struct {
	mu      sync.Mutex // guards entries
	entries map[string][]byte
}

func newKeys() *keys { return &keys{entries: map[string][]byte{}} }

func (k *keys) clone() *keys { return &keys{entries: maps.Clone(k.entries)} }

func (k *keys) Get(name string) ([]byte, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.entries[name]
	return slices.Clone(v), ok, nil
}

func (k *keys) Put(name string, secret []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.entries[name] = slices.Clone(secret)
	return nil
}

func (k *keys) Delete(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.entries, name)
	return nil
}
