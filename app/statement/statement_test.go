package statement_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// repeated is 32 equal bytes.
func repeated(b byte) [32]byte { return [32]byte(bytes.Repeat([]byte{b}, 32)) }

var (
	nonce = [16]byte(bytes.Repeat([]byte{0x11}, 16))
	com   = op.CommunityID(repeated(0x22))
	acc   = op.AccountID(repeated(0x33))
	dev   = op.DeviceID(repeated(0x44))
	seal  = repeated(0x55)
	key   = op.InviteID(repeated(0x66))
	id    = op.ID(repeated(0x77))
)

var messages = []struct {
	name, prefix string
	message      []byte
	// fields are the bytes that follow, each with how often.
	fields []field
}{
	{"found", "folkmoot/found/v1\x00", statement.FoundMessage(nonce, acc, dev, seal), []field{{0x11, 16}, {0x33, 32}, {0x44, 32}, {0x55, 32}}},
	{"join", "folkmoot/join/v1\x00", statement.JoinMessage(com, key, acc, dev, seal), []field{{0x22, 32}, {0x66, 32}, {0x33, 32}, {0x44, 32}, {0x55, 32}}},
	{"certify", "folkmoot/certify/v1\x00", statement.CertifyMessage(com, acc, dev, seal), []field{{0x22, 32}, {0x33, 32}, {0x44, 32}, {0x55, 32}}},
	{"device", "folkmoot/device/v1\x00", statement.DeviceMessage(com, acc, dev, seal), []field{{0x22, 32}, {0x33, 32}, {0x44, 32}, {0x55, 32}}},
	{"relay", "folkmoot/relay/v1\x00", statement.RelayMessage(dev), []field{{0x44, 32}}},
	{"commit", "folkmoot/commit/v1\x00", statement.CommitMessage(id), []field{{0x77, 32}}},
	{
		"admit", "folkmoot/admit/v1\x00", statement.AdmitMessage(com, repeated(0x88), repeated(0x99), repeated(0xaa), 0x0b0b0b0b0b0b0b0b),
		[]field{{0x22, 32}, {0x88, 32}, {0x99, 32}, {0xaa, 32}, {0x0b, 8}},
	},
}

type field struct {
	of    byte
	times int
}

// The bytes are part of the protocol.
func TestMessagesByteByByte(t *testing.T) {
	for _, m := range messages {
		want := []byte(m.prefix)
		for _, f := range m.fields {
			want = append(want, bytes.Repeat([]byte{f.of}, f.times)...)
		}
		if !bytes.Equal(m.message, want) {
			t.Errorf("%s is\n%s\nwant\n%s", m.name, hex.EncodeToString(m.message), hex.EncodeToString(want))
		}
	}
}

// A signature for one purpose is never one for another: no message can begin as one of another purpose does, an op's own included.
func TestNoMessageCanBeTakenForAnother(t *testing.T) {
	prefixes := []string{string(op.HeaderMessage(nil))}
	for _, m := range messages {
		prefixes = append(prefixes, m.prefix)
	}
	for i, a := range prefixes {
		if strings.IndexByte(a, 0) != len(a)-1 {
			t.Errorf("%q does not end in its one zero byte", a)
		}
		for j, b := range prefixes {
			if i != j && strings.HasPrefix(a, b) {
				t.Errorf("%q begins like %q", a, b)
			}
		}
	}
}
