package op

// Every bound on an op, with its reason. They are part of the protocol: a replica refuses what exceeds them.

const (
	// MaxHeaderBytes leaves room for 16 deps of 41 bytes and everything else five times over.
	MaxHeaderBytes = 4 << 10
	// MaxBodyBytes is a long proposal text; files are blobs, not bodies.
	MaxBodyBytes = 64 << 10
	// MaxDepth of nested arrays and maps: no body of ours needs six.
	MaxDepth = 16
	// MaxDeps keeps headers small; where an op relies on more, its body names them.
	MaxDeps = 16
	// MaxKindBytes is enough for "noun.verb".
	MaxKindBytes = 40
	// MaxSeq keeps numbers inside what SQLite and JSON carry exactly.
	MaxSeq = 1 << 52
	// MaxTimeMillis is the year 9999.
	MaxTimeMillis = 253402300799999
	// maxElements of one array or map in a body: more would not fit in MaxBodyBytes.
	maxElements = MaxBodyBytes
)
