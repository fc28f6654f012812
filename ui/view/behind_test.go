package view

import (
	"errors"
	"sync"
	"testing"
)

// slowly is a Keeper that writes only when it is let, and can fail.
type slowly struct {
	mu   sync.Mutex
	kept map[string]string
	err  error
}

func (k *slowly) Setting(key string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.kept[key], nil
}

func (k *slowly) SetSetting(key, value string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.err == nil {
		k.kept[key] = value
	}
	return k.err
}

func TestSettingsAreKeptBehind(t *testing.T) {
	disk := &slowly{kept: map[string]string{"theme": "dark", "where": "home"}}
	var writes []func()
	var told []error
	b := NewBehind(disk, func(write func()) { writes = append(writes, write) }, func(err error) { told = append(told, err) })
	set := func(key, value string) {
		t.Helper()
		must(t, b.SetSetting(key, value))
	}
	reads := func(key, want string) {
		t.Helper()
		if got, err := b.Setting(key); err != nil || got != want {
			t.Errorf("%s is %q, want %q: %v", key, got, want, err)
		}
	}
	set("where", "members")
	set("where", "network")
	set("answer", "")
	reads("where", "network")
	reads("theme", "dark")
	if disk.kept["where"] != "home" || len(writes) != 1 {
		t.Fatalf("somebody waited for the disk, or %d write", len(writes))
	}
	writes[0]()
	if disk.kept["where"] != "network" || b.Failed() != nil {
		t.Errorf("kept %v, %v", disk.kept, b.Failed())
	}
	set("where", "network")
	if len(writes) != 1 {
		t.Error("what is kept already is written again")
	}

	disk.err = errors.New("no room")
	set("theme", "light")
	writes[1]()
	if len(told) != 1 || !errors.Is(b.Failed(), disk.err) {
		t.Errorf("told of %v, and it failed with %v", told, b.Failed())
	}
	disk.err = nil
	set("theme", "light")
	writes[2]()
	if disk.kept["theme"] != "light" || b.Failed() != nil {
		t.Errorf("it is not tried again: %v, %v", disk.kept, b.Failed())
	}
}
