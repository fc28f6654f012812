package record

// Steps: what Verify says that it has checked, one after the other.

// StepName names a step; faces have a sentence for each.
type StepName string

// The steps, in this order.
const (
	// StepFile: the file begins with a manifest in its one form, and the CAR header names it as the root. No numbers.
	StepFile StepName = "file"
	// StepCommunity: the record is of the community that was asked for. Left out where none was.
	StepCommunity StepName = "community"
	// StepBlocks: Acts, each once and behind all that it rests on, Bytes in all; nothing behind them.
	StepBlocks StepName = "blocks"
	// StepSignatures: Signatures of Devices hold.
	StepSignatures StepName = "signatures"
	// StepPast: every act breaks no rule of its own past, from the genesis on; Commits were made.
	StepPast StepName = "past"
	// StepReached: nothing is in the file that the result does not rest on, and the Acts stand in the one order.
	StepReached StepName = "reached"
	// StepOpening: the poll was opened by right, and its Voters follow from what the tellers had receipted.
	StepOpening StepName = "opening"
	// StepSeals: Sealed of Tellers signed one manifest in one view, View; Quorum were needed.
	StepSeals StepName = "seals"
	// StepCounted: Counted ballots are certified in the manifest's past, and their tree has the sealed root; Replaced gave way to others.
	StepCounted StepName = "counted"
	// StepLate: Late ballots are listed that are not counted.
	StepLate StepName = "late"
	// StepOutcome: the outcome that the record states is the one that follows.
	StepOutcome StepName = "outcome"
)

// Step is one step done, with its numbers; those that a step has no use for are 0.
type Step struct {
	Name                          StepName
	Acts, Bytes                   int64
	Signatures, Devices           int64
	Commits                       int64
	Voters                        int64
	Sealed, Tellers, Quorum, View int64
	Counted, Replaced, Late       int64
}
