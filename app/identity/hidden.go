package identity

// Hidden: what a secret shows of itself when it is printed, logged or encoded by accident.

import (
	"fmt"
	"log/slog"
)

const (
	hiddenPhrase = "[recovery phrase]"
	hiddenSeed   = "[seed]"
	hiddenDevice = "[device keys]"
)

// hide answers every verb alike: %x of a secret is the secret.
func hide(f fmt.State, as string) { _, _ = f.Write([]byte(as)) }

// String never reveals the words.
func (Phrase) String() string { return hiddenPhrase }

// GoString never reveals the words.
func (Phrase) GoString() string { return hiddenPhrase }

// Format never reveals the words, whatever the verb.
func (Phrase) Format(f fmt.State, _ rune) { hide(f, hiddenPhrase) }

// LogValue never reveals the words.
func (Phrase) LogValue() slog.Value { return slog.StringValue(hiddenPhrase) }

// MarshalText never reveals the words: a phrase cannot be encoded by accident.
func (Phrase) MarshalText() ([]byte, error) { return []byte(hiddenPhrase), nil }

// String never reveals the seed.
func (Seed) String() string { return hiddenSeed }

// GoString never reveals the seed.
func (Seed) GoString() string { return hiddenSeed }

// Format never reveals the seed, whatever the verb.
func (Seed) Format(f fmt.State, _ rune) { hide(f, hiddenSeed) }

// LogValue never reveals the seed.
func (Seed) LogValue() slog.Value { return slog.StringValue(hiddenSeed) }

// MarshalText never reveals the seed.
func (Seed) MarshalText() ([]byte, error) { return []byte(hiddenSeed), nil }

// String never reveals the keys.
func (DeviceKeys) String() string { return hiddenDevice }

// GoString never reveals the keys.
func (DeviceKeys) GoString() string { return hiddenDevice }

// Format never reveals the keys, whatever the verb.
func (DeviceKeys) Format(f fmt.State, _ rune) { hide(f, hiddenDevice) }

// LogValue never reveals the keys.
func (DeviceKeys) LogValue() slog.Value { return slog.StringValue(hiddenDevice) }

// MarshalText never reveals the keys: Bytes does.
func (DeviceKeys) MarshalText() ([]byte, error) { return []byte(hiddenDevice), nil }
