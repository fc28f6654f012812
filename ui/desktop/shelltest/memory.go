package shelltest

// Memory: a profile and its keys, kept nowhere.

import (
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// profile is app.Profile.
type profile struct {
	mu       sync.Mutex // guards all
	settings map[string]string
	list     []app.Membership
}

func newProfile() *profile { return &profile{settings: map[string]string{}} }

func (p *profile) Setting(key string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.settings[key], nil
}

func (p *profile) SetSetting(key, value string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settings[key] = value
	return nil
}

func (p *profile) Communities() ([]app.Membership, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.list), nil
}

func (p *profile) PutCommunity(m app.Membership) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(m.Community)
	p.list = append(p.list, m)
	return nil
}

func (p *profile) DropCommunity(com op.CommunityID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(com)
	return nil
}

func (p *profile) drop(com op.CommunityID) {
	p.list = slices.DeleteFunc(p.list, func(m app.Membership) bool { return m.Community == com })
}

// keys is app.Keys.
type keys struct {
	mu      sync.Mutex // guards entries
	entries map[string][]byte
}

func newKeys() *keys { return &keys{entries: map[string][]byte{}} }

func (k *keys) Get(name string) ([]byte, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, known := k.entries[name]
	return slices.Clone(v), known, nil
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

// random is the same in every run, so that pictures are.
type random struct {
	mu     sync.Mutex // guards source
	source *rand.ChaCha8
}

func newRandom() *random { return &random{source: rand.NewChaCha8([32]byte{7, 5, 14})} }

func (r *random) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.source.Read(p)
}
