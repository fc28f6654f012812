package session

import "time"

// What both sides refuse, checked before anything is allocated.

const (
	// maxRequestBytes holds whatever a kernel hands to a process: Linux stops at
	// 2 MiB of arguments and environment, which base64 makes a third longer.
	maxRequestBytes = 4 << 20

	// maxArgs is more than a shell's pattern makes of a full folder, and keeps
	// the slice of a hostile request small beside its bytes.
	maxArgs = 1 << 16

	// maxDirBytes is Linux's PATH_MAX.
	maxDirBytes = 4096

	// maxWidth is wider than any terminal; more would only make tables huge.
	maxWidth = 10_000

	// maxChunkBytes is one piece of input or output: a pipe's usual buffer.
	maxChunkBytes = 64 << 10

	// maxHelloBytes leaves room for a version number of ten digits.
	maxHelloBytes = 32

	// maxConnections bounds the commands under way at once. People start a
	// handful; a script that forgets to wait is told so, and tries again.
	maxConnections = 32

	// maxLockNoteBytes and maxAddressBytes bound the two small files in the
	// profile that the other side wrote.
	maxLockNoteBytes = 1024
	maxAddressBytes  = 1024

	// maxSocketPath is the shortest limit of sun_path among the systems we run
	// on (104 on macOS and the BSDs, 108 on Linux), less its final zero.
	maxSocketPath = 103
)

const (
	// handshakeTime is how long a connection may take to say what it wants.
	handshakeTime = 5 * time.Second

	// dialTime is how long a caller waits for the owner to begin to serve: it
	// takes the lock first and opens its databases next.
	dialTime = 5 * time.Second

	// cancelGrace is how long an interrupted command has to end by itself, and
	// to say what it did, before its caller stops listening.
	cancelGrace = 5 * time.Second

	// closeGrace is how long commands under way may still write when the owner
	// stops; afterwards their connections are closed.
	closeGrace = 3 * time.Second

	// acceptPause lets other connections end when the process has run out of
	// file descriptors.
	acceptPause = 100 * time.Millisecond
)
