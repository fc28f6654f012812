package store

// The bounds of a replica's own making; what is part of the protocol is bounded in app.

const (
	// DefaultCacheBytes holds the upper levels of every index, and the index of ids almost whole, at a million ops.
	DefaultCacheBytes = 32 << 20
	// readerCacheBytes is small: readers fetch pages of lists, and the system's own cache holds the file.
	readerCacheBytes = 4 << 20
	// MaxReaders is how many views run at the same time: a face, a sync session or two, and the scrub.
	MaxReaders = 4
	// checkpointPages is how much is appended before it is written into the file itself: 32 MiB, so that pages which many transactions change
	// are written once.
	checkpointPages = 8192
	// keptWALBytes is what the write-ahead log is cut down to when it was larger.
	keptWALBytes = 64 << 20
	// writerRemembers and readerRemembers bound what a connection remembers of ops and names, in entries of about 300 bytes a generation.
	writerRemembers = 8192
	readerRemembers = 512
	// rememberedRows are kept for acts that look at the same rows again and again; a row is 70 KB at most.
	rememberedRows = 64
	// firstPage and lastPage are how many ops an iterator reads ahead: few at first, as many iterations stop early.
	firstPage = 16
	lastPage  = 256
	// pageBytes ends a page of bodies early.
	pageBytes = 1 << 20
	// verdictsAtOnce is how many ids are sorted in memory, 8 MB of them.
	verdictsAtOnce = 1 << 17
	// maxPendingRows is how many changed rows a transaction holds back to write each of them once.
	maxPendingRows = 4096
)

// Bounds of search.
const (
	// indexStep is how many ops one transaction of indexing goes on by: a tenth of a second at most.
	indexStep = 2000
	// maxWords and maxWordRunes of a query are looked at; the rest of it is passed over.
	maxWords     = 16
	maxWordRunes = 64
	// maxCandidates are looked at, the newest first. It takes about half a second.
	maxCandidates = 100_000
	// snippetRunes is the length of what is shown around a hit.
	snippetRunes = 120
)

// pageSize is SQLite's own default, in bytes.
const pageSize = 4096
