// Package reconcile is one catch-up between two replicas of a community: frames in, frames out, until each holds what the other had.
//
// It promises that the cost follows the difference and not the history: equal replicas say so in one round trip of some hundred bytes, logs
// that have gone on are found by their frontiers, and what frontiers cannot explain (forks, holes, losses) by sums over ranges of ids. A
// session that is cut at any point has done no harm, and the next one goes on where it ended. Whatever the peer sends, a session ends, and
// the memory and the work that it takes are bounded (limits.go). It never reads a clock, a file or a network, starts no goroutine, and
// believes nothing: what comes is opened here, and verified and judged by the replica that takes it. Format: PROTOCOL.md, "Reconciliation".
package reconcile

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/op"
)

// ErrPeer says that the peer broke a rule of the protocol. The session is over; what was taken in before stays.
var ErrPeer = errors.New("the peer breaks a rule of the catch-up")

// Role is which side of a session this is.
type Role int

// The initiator, who opened the stream, speaks first.
const (
	Initiator Role = iota + 1
	Responder
)

// Result says what a session has done so far; it may be asked at any time, and is final when Done, or when the session has failed.
type Result struct {
	// Sent are ops handed to the peer. Received came from it, bodies of ops that were here and repairs of damaged ones included.
	Sent, Received int
	// Taken is what became of what was received, as far as it was taken in.
	Taken Taken
	// Asked are ops whose bytes are damaged here, or whose body is missing; Repaired are those of them that are whole now.
	Asked, Repaired int
	// Lacking is what the peer was seen to hold and did not hand over: ops that are known to be missing here.
	Lacking int
	// Ranged says that frontiers did not explain the difference, and ranges of ids were compared.
	Ranged bool
	// Equal says that both held the same at the end. It stays false where one of them went on writing meanwhile: another session then finds
	// little to do.
	Equal bool
	// BytesOut and BytesIn are the frames' own, without what the transport adds. Turns counts changes of the speaker.
	BytesOut, BytesIn int64
	Turns             int
}

// Taken is what became of ops that were handed to Local.Take.
type Taken struct {
	// Stored are new here, Known were here before, Waiting miss something of their past, and Refused broke a rule.
	Stored, Known, Waiting, Refused int
}

// ids names the digest of an op id among bytes.
const idBytes = len(op.ID{})
