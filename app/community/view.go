package community

// The ports of the fold: what it reads (View), and what it answers (Changes). Whoever calls it decides where that is kept.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Meta is what a replica knows of a stored op besides its bytes.
type Meta struct {
	ID     op.ID
	Device op.DeviceID
	Seq    uint64
	Prev   op.ID
	Kind   string
	// Order numbers ops as this replica stored them, from 1: each comes after its past. Local; never shared.
	Order uint64
	// Past names what the op sees of authority, itself not included: see authority.Past. Local.
	Past authority.PastID
	// Subject is what the op's rows belong to; zero where it has none.
	Subject op.ID
	Verdict kind.Verdict
	HasBody bool
}

// Stored is an op together with what the replica knows of it.
type Stored struct {
	Meta
	Op *op.Op
}

// View is a replica as the fold reads it. It shows every Changes that was applied before. Iterators stop early when yield returns false.
type View interface {
	kind.Rows
	// Meta finds a stored op.
	Meta(id op.ID) (Meta, bool, error)
	// Load reads a stored op with its bytes; body nil where it is not at hand.
	Load(id op.ID) (Stored, bool, error)
	// Ops yields the stored ops after a place in Order, with their bytes, in Order.
	Ops(after uint64, yield func(Stored) bool) error
	// DeviceOps yields the ops of a device from a number on, by number.
	DeviceOps(device op.DeviceID, fromSeq uint64, yield func(Meta) bool) error
	// ChainOps yields the stored ops of the kinds whose Chain is set, in Order. It is read at start only.
	ChainOps(yield func(Stored) bool) error
	// UnknownKinds yields the kinds of the stored ops whose verdict is kind.Unknown, each once. It is read at start only.
	UnknownKinds(yield func(name string) bool) error
	// Pasts yields every interned past, by its number. It is read at start only.
	Pasts(yield func(authority.Past) bool) error
	// Devices yields one record for each device that has a stored op. It is read at start only.
	Devices(yield func(DeviceRecord) bool) error
	// PastOps yields the ops that have this past, in Order.
	PastOps(past authority.PastID, yield func(Meta) bool) error
	// SubjectOps yields the ops of a subject with their bytes, in Order.
	SubjectOps(subject op.ID, yield func(Stored) bool) error
	// Citing yields the ops that name the op by prev, deps or body.
	Citing(id op.ID, yield func(Meta) bool) error
	// Waiting yields the ops that wait for this id; the number of all waiting ops is WaitingCount.
	Waiting(id op.ID, yield func(*op.Op) bool) error
	WaitingCount() (int, error)
	// WaitingOp finds an op that waits, by its own id.
	WaitingOp(id op.ID) (WaitingOp, bool, error)
	// AllWaiting yields every waiting op, the oldest first.
	AllWaiting(yield func(*op.Op) bool) error
}

// DeviceRecord is the state of one device's log.
type DeviceRecord struct {
	Device  op.DeviceID
	Account op.AccountID
	// Tip is the newest op, of an unforked log.
	Tip    op.ID
	TipSeq uint64
	// Ops counts the stored ops of the device.
	Ops uint64
	// Fork is the lowest forked number with the two smallest ids; Forked says whether there is one.
	Forked  bool
	ForkSeq uint64
	ForkOps [2]op.ID
}

// Changes is what the fold answers. A replica applies all of it or nothing, in this order of fields.
type Changes struct {
	// Pasts are new interned pasts.
	Pasts []authority.Past
	// Store are ops to keep, with what their rows need. Order is to be assigned by the replica, ascending, in this order.
	Store []NewOp
	// Bodies are stored ops whose body has come later.
	Bodies []*op.Op
	// Devices replace the records of these devices.
	Devices []DeviceRecord
	// Verdicts change what is said of ops that are stored already.
	Verdicts []VerdictChange
	// Drop are ops that are not kept any more: their bytes, their links and what waits of them go.
	Drop []op.ID
	// DropSubjects are subjects whose rows all go, before Rows are put.
	DropSubjects []op.ID
	// Rows replace the rows of the same table and key.
	Rows []kind.Row
	// Wait are ops to keep aside until what they miss is there. One that waits already keeps its age; it waits for what is named now, and gets
	// the body that it came without.
	Wait []WaitingOp
	// Release are ops that wait no longer.
	Release []op.ID
}

// NewOp is an op to be stored.
type NewOp struct {
	Op *op.Op
	Meta
	// Chain says that ChainOps shall yield it.
	Chain bool
	// Account is the author.
	Account op.AccountID
	// Cites are the ops that it names by prev, deps or body, without doubles.
	Cites []op.ID
}

// VerdictChange is a new verdict of a stored op.
type VerdictChange struct {
	ID      op.ID
	Verdict kind.Verdict
}

// WaitingOp is an op whose past is not all there.
type WaitingOp struct {
	Op *op.Op
	// For is one id that is missing: an op, or a commit that no carrier has brought.
	For op.ID
}

// Tx is a replica in the middle of one transaction.
type Tx interface {
	View
	// Apply writes changes; they are visible at once, and durable when the transaction is committed.
	Apply(Changes) error
}
