package keyring

// Secrets in memory: what is held shows nothing of itself, by whatever way it is printed.

import (
	"bytes"
	"fmt"
	"log/slog"
)

const hiddenSecret = "[secret]"

// secret holds bytes behind a function: fmt prints unexported fields without asking their methods, and of a function it knows only the address.
type secret struct{ reveal func() []byte }

// keepSecret copies the bytes.
func keepSecret(b []byte) secret {
	held := bytes.Clone(b)
	return secret{reveal: func() []byte { return held }}
}

func (s secret) wipe() {
	if s.reveal != nil {
		clear(s.reveal())
	}
}

// String never reveals it.
func (secret) String() string { return hiddenSecret }

// GoString never reveals it.
func (secret) GoString() string { return hiddenSecret }

// Format never reveals it, whatever the verb.
func (secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenSecret)) }

// LogValue never reveals it.
func (secret) LogValue() slog.Value { return slog.StringValue(hiddenSecret) }

// MarshalText never reveals it.
func (secret) MarshalText() ([]byte, error) { return []byte(hiddenSecret), nil }
