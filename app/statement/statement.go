// Package statement builds the messages that are signed outside of an op's own signature.
//
// It promises that no message of one purpose can be taken for one of another: each begins with a prefix of its own that ends in a zero byte,
// and what follows has a fixed length. It signs nothing and checks nothing. All prefixes: PROTOCOL.md, "Signatures".
package statement

import (
	"encoding/binary"

	"github.com/folkmoot/folkmoot/app/op"
)

// The prefixes. "folkmoot/op/v1\0" stands with ops.
const (
	found   = "folkmoot/found/v1\x00"
	join    = "folkmoot/join/v1\x00"
	certify = "folkmoot/certify/v1\x00"
	device  = "folkmoot/device/v1\x00"
	commit  = "folkmoot/commit/v1\x00"
	relay   = "folkmoot/relay/v1\x00"
	admit   = "folkmoot/admit/v1\x00"
)

// FoundMessage is what a founder's account signs about the founding device.
func FoundMessage(nonce [16]byte, account op.AccountID, dev op.DeviceID, sealing [32]byte) []byte {
	return message(found, nonce[:], account[:], dev[:], sealing[:])
}

// JoinMessage is what an invite's key and the joining account sign: useless to whoever sees it.
func JoinMessage(com op.CommunityID, invite op.InviteID, account op.AccountID, dev op.DeviceID, sealing [32]byte) []byte {
	return message(join, com[:], invite[:], account[:], dev[:], sealing[:])
}

// CertifyMessage is what an account signs about a device that certifies itself.
func CertifyMessage(com op.CommunityID, account op.AccountID, dev op.DeviceID, sealing [32]byte) []byte {
	return message(certify, com[:], account[:], dev[:], sealing[:])
}

// DeviceMessage is what a new device signs to consent to its account.
func DeviceMessage(com op.CommunityID, account op.AccountID, dev op.DeviceID, sealing [32]byte) []byte {
	return message(device, com[:], account[:], dev[:], sealing[:])
}

// RelayMessage is what a relay's device signs to consent to be a relay. It is made before a community is known, for a key that serves one alone.
func RelayMessage(dev op.DeviceID) []byte { return message(relay, dev[:]) }

// CommitMessage is what a steward's, or a petitioner's, device signs about a commit.
func CommitMessage(id op.ID) []byte { return message(commit, id[:]) }

// AdmitMessage is what a device signs to a peer that it meets: both peer ids by their SHA-256, its own first, the other's challenge and its own
// clock, in milliseconds.
func AdmitMessage(com op.CommunityID, own, other, challenge [32]byte, nowMillis int64) []byte {
	return message(admit, com[:], own[:], other[:], challenge[:], binary.BigEndian.AppendUint64(nil, uint64(nowMillis)))
}

func message(prefix string, parts ...[]byte) []byte {
	out := []byte(prefix)
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}
