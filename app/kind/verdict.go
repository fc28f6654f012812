package kind

// Verdict: what becomes of a stored op. It is part of the state digest, so its numbers are part of the protocol.

// Verdict is what every replica with equal ops says of a stored op.
type Verdict uint8

// The verdicts. Only Applied changes rows; every other one is kept, and can be shown with its reason.
const (
	// Applied: the author had the right, and what the op says is in force.
	Applied Verdict = 1
	// NoRight: the author had no right to it at the commit that it is judged at.
	NoRight Verdict = 2
	// Cut: it lies above the cut of a removal, of an end of office, or of a withdrawn device.
	Cut Verdict = 3
	// Undone: a later act that cites it took it back.
	Undone Verdict = 4
	// Invalid: it does not fit what it is about.
	Invalid Verdict = 5
	// NotInForce: its feature is not in force at the commit that it is judged at.
	NotInForce Verdict = 6
	// Unknown: this build does not know its kind.
	Unknown Verdict = 7
)

var verdictNames = map[Verdict]string{
	Applied: "applied", NoRight: "no right", Cut: "cut", Undone: "undone",
	Invalid: "invalid", NotInForce: "not in force", Unknown: "unknown kind",
}

// String is the verdict as tests and JSON output name it.
func (v Verdict) String() string {
	if name, ok := verdictNames[v]; ok {
		return name
	}
	return "no verdict"
}
