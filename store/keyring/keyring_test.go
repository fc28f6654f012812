package keyring

// A keyring in memory that can misbehave, and the re-run of this test binary as a process to be killed.

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	if path := os.Getenv("FOLKMOOT_TEST_WRITE_TO"); path != "" {
		os.Exit(writeUntilKilled(path))
	}
	os.Exit(m.Run())
}

// memoryKeyring is not safe for concurrent use: a vault calls it under its lock.
type memoryKeyring struct {
	held map[string]string

	forgets, lies             bool
	getErr, setErr, deleteErr error
	// setErrAfter lets Set keep what it is given and then fail.
	setErrAfter error
}

func newMemoryKeyring() *memoryKeyring { return &memoryKeyring{held: map[string]string{}} }

func (k *memoryKeyring) Get(service, user string) (string, error) {
	if k.getErr != nil {
		return "", k.getErr
	}
	value, ok := k.held[service+"/"+user]
	if !ok {
		return "", ErrNotInKeyring
	}
	if k.lies {
		return value[1:] + "A", nil
	}
	return value, nil
}

func (k *memoryKeyring) Set(service, user, value string) error {
	if k.setErr != nil || k.forgets {
		return k.setErr
	}
	if k.held == nil {
		k.held = map[string]string{}
	}
	k.held[service+"/"+user] = value
	return k.setErrAfter
}

func (k *memoryKeyring) Delete(service, user string) error {
	if k.deleteErr != nil {
		return k.deleteErr
	}
	if _, ok := k.held[service+"/"+user]; !ok {
		return ErrNotInKeyring
	}
	delete(k.held, service+"/"+user)
	return nil
}
