package reconcile

// Local: what a session asks of the replica at its side. The real one is in package app, one for tests in package sim.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Local is a replica. It is used by one session and from one goroutine; each call sees one consistent state, and another one may see a later.
// Its errors end the session, and are handed to the caller wrapped.
type Local interface {
	Logs
	Set
	Traffic
}

// Logs is the replica by devices.
type Logs interface {
	// Frontier lists the logs that have a stored op, ascending by device.
	Frontier() ([]Log, error)
	// At is the stored op of an unforked log with a number; false where there is none.
	At(device op.DeviceID, seq uint64) (op.ID, bool, error)
}

// Log is the state of one device's log.
type Log struct {
	Device op.DeviceID
	// Ops is how many ops the log has; of a forked one, how many lie below the fork.
	Ops uint64
	// Tip is the last op of an unforked log; of a forked one the SHA-256 over the ids of its stored ops from the fork on, ascending.
	Tip    op.ID
	Forked bool
}

// Set is the replica as a set of ids: of stored ops, and no others.
type Set interface {
	// Total is the sum of the whole set, where it is known without long work.
	Total() (sum Sum, known bool, err error)
	// Sums adds up ranges, all at one moment.
	Sums(ranges []Range) ([]Sum, error)
	// IDs lists a range, ascending, at most limit.
	IDs(r Range, limit int) ([]op.ID, error)
	// Holds reports whether an op is stored.
	Holds(id op.ID) (bool, error)
}

// Traffic is what goes out of the replica, and comes in.
type Traffic interface {
	// Waiting lists ops that are kept aside because something of their past is missing, at most limit.
	Waiting(limit int) ([]Waiting, error)
	// Wanted lists stored ops whose bytes are damaged, or whose body is missing and may not be dropped, at most limit.
	Wanted(limit int) ([]op.ID, error)
	// After is the stored ops of the logs that are named, each from a number on.
	After(from map[op.DeviceID]uint64) (Stream, error)
	// Named is those of the ops that are at hand, stored or waiting, with the body that it may hand out.
	Named(ids []op.ID) (Stream, error)
	// Take hands ops over to be verified and taken in, in causal order. It may return before that is done; it then waits where too much is on
	// its way. The answer is what became of all ops so far.
	Take(ops []*op.Op) (Taken, error)
	// Flush waits until everything that was handed over is durable, or refused.
	Flush() (Taken, error)
}

// Waiting is an op that is kept aside.
type Waiting struct {
	ID op.ID
	// Offered says that it may be handed on: a peer may hold what it waits for.
	Offered bool
}

// Stream hands out ops in causal order, bodies that may be dropped left out. It ends at what was stored when it was made.
type Stream interface {
	// Next is the next ops: some, at most maxOps, with headers and bodies of at most maxBytes together; none at the end. maxBytes has room for
	// any op.
	Next(maxOps, maxBytes int) ([]*op.Op, error)
}
