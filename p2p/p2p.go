// Package p2p puts communities on the wire: one libp2p host for the install, gossip as a hint, catch-up as the truth.
//
// It promises that nothing of ours is spoken to a peer before it has proved its standing in a community, that a removal ends what runs, that an op
// is on disk before it is passed on, and that no peer, however hostile, makes it hold or answer without bound: what is refused leaves a line in the
// log and in Status. It never decides who may do what (app does), never opens a file, and knows no database.
// What is said on the wire: app/PROTOCOL.md, "On the wire".
package p2p

import (
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Config is what a node starts from.
type Config struct {
	// Listen are multiaddrs; nil means DefaultListen. An empty, non-nil list listens nowhere: relays still reach it.
	Listen []string
	// Announce are multiaddrs that are told to others instead of what the machine shows, for a node behind a forwarded port; nil for none.
	Announce []string
	// Relays are multiaddrs that end in /p2p/<peer id>. They are dialled and held, besides those that communities name.
	Relays []string
	// MDNS looks for other installs on the local network, and shows this one there.
	MDNS bool
	// Keys holds the install's host key, which is drawn where there is none.
	Keys app.Keys
	// Relay makes this node a relay for others; nil for none.
	Relay *RelayService
	// Serves reports whether a community of the service's is on the network; nil means all are. It may change its mind, with Joined or Left after it.
	// It is asked while the node holds no lock, and must not call the node.
	Serves func(op.CommunityID) bool
	// Between, where it is not nil, is asked what the service tells instead of the node: something that hands on all that it is told to what it is
	// given. It is asked with nil when the node ends.
	Between func(app.Network) app.Network
	// MaxPeers bounds how many connections are kept; 0 means DefaultMaxPeers.
	MaxPeers int
	// NowMillis is the clock that peers are told and that rates go by; nil means the system's.
	NowMillis func() int64
	// Random is a cryptographic source, safe for concurrent use; nil means the system's.
	Random io.Reader
	// Log hears what happens; nil for nobody.
	Log *slog.Logger
	// Host are options for libp2p that come last: a simulated network in tests.
	Host []libp2p.Option
	// Every is how often two replicas compare what they hold though nothing happened; 0 means DefaultEvery.
	Every time.Duration
}

// RelayService is what a node does for others beside keeping ops: circuits through it (circuit relay v2), for whoever has standing in a community
// that it serves.
type RelayService struct {
	// MaxReservations and MaxCircuits (of one peer) bound it; 0 means the defaults of limits.go.
	MaxReservations, MaxCircuits int
	// CircuitBytes and CircuitDuration end a circuit; 0 means the defaults.
	CircuitBytes    int64
	CircuitDuration time.Duration
	// NoProbe leaves out the service by which others learn whether they can be reached from outside: it dials them, from a port of its own.
	NoProbe bool
}

var (
	// ErrAddress says that a text is no address of a peer, or of no peer.
	ErrAddress = errors.New("not a peer's address")
	// ErrListen says that none of the addresses could be listened on.
	ErrListen = errors.New("cannot listen")
)

// What is spoken. A node speaks the newest version that both know.
const (
	ProtocolAdmit protocol.ID = "/folkmoot/admit/1.0.0"
	ProtocolSync  protocol.ID = "/folkmoot/sync/1.0.0"
	// ours is how all of them begin: who speaks one of them is a Folkmoot.
	ours = "/folkmoot/"
)
