package cli

// Network: what the command line asks of it. Nothing here knows how peers are reached.

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Networks brings profiles on the network. Its methods may be called from any goroutine.
type Networks interface {
	// Start brings a profile's communities on the network. Errors mean trouble.MeansPortInUse, trouble.MeansBadAddress.
	Start(ctx context.Context, p *Profile, o NetworkOptions) (Network, error)
	// HasInterfaces reports whether the machine has an address beside loopback.
	HasInterfaces() bool
	// HandOver hands a community over to the relay of a pairing link. Errors mean trouble.MeansRelayUsedUp, trouble.MeansRelayNotAllowed, trouble.MeansRelayFull,
	// trouble.MeansRelaySilent, trouble.MeansRelayOther.
	HandOver(ctx context.Context, offer invite.RelayOffer, com op.CommunityID, nonce [16]byte) error
	// LoadRelay reads a relay's file, CheckRelay says beforehand whether somebody else listens where it should, and RunRelay serves by it until ctx
	// ends. Errors are misplaced or unlistened.
	LoadRelay(path string) (RelayFile, error)
	CheckRelay(f RelayFile) error
	RunRelay(ctx context.Context, p *Profile, f RelayFile, tell func(RelayNews)) error
}

// NetworkOptions say how a profile is on the network.
type NetworkOptions struct {
	// Listen are multiaddrs; nil leaves it to the network, an empty list listens nowhere.
	Listen []string
	// Announce are told to others instead of what the machine shows, Relays are held beside those of the communities.
	Announce, Relays []string
	// LAN looks for others on the local network.
	LAN bool
	// Verbose lets the network's log through.
	Verbose bool
	// Between stands between the service and the network: it is asked what the service tells so that the network hears of it, and with nil when the
	// network ends. The profile's owner sets it.
	Between func(app.Network) app.Network
}

// Network is a profile that is on the network.
type Network interface {
	Status() view.Network
	// Deliver tries for as long as wait to bring this install's acts to some peer; it returns as soon as nothing is left. met counts peers.
	Deliver(ctx context.Context, wait time.Duration) (met int, err error)
	Close() error
}

// online is what a profile keeps of its network, for all commands that this process runs.
type online struct {
	mu      sync.Mutex // guards what follows
	network Network
	// node says that a command keeps the network on until it is stopped.
	node bool
	// between is NetworkOptions.Between, set once before any command runs.
	between func(app.Network) app.Network
}

// on is the network, if it is on.
func (o *online) on() Network {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.network
}

// errNoNetwork says that this program was built without one.
var errNoNetwork = errors.New("this build has no network")

var (
	// errNodeRuns says that a node is running on the profile.
	errNodeRuns = errors.New("a node is running on this profile")
	// errRelayRuns says that a relay is running on its folder.
	errRelayRuns = errors.New("a relay is running on this folder")
)

// goOnline is the network of this profile: the one that is on, or one that is on until the returned function is called.
func (a *act) goOnline(ctx context.Context, o NetworkOptions, node bool) (Network, func() error, error) {
	return a.face.goOnline(ctx, a.profile, o, node)
}

func (f *Face) goOnline(ctx context.Context, profile *Profile, o NetworkOptions, node bool) (Network, func() error, error) {
	if f.Networks == nil {
		return nil, nil, errNoNetwork
	}
	p := &profile.online
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.network != nil {
		if node {
			return nil, nil, errNodeRuns
		}
		return p.network, func() error { return nil }, nil
	}
	o.Between = p.between
	network, err := f.Networks.Start(ctx, profile, o)
	if err != nil {
		return nil, nil, err
	}
	p.network, p.node = network, node
	return network, func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.network, p.node = nil, false
		return network.Close()
	}, nil
}

// briefly are the options of a command that is online for some seconds: it listens nowhere.
func (a *act) briefly() NetworkOptions {
	return NetworkOptions{Listen: []string{}, LAN: a.call.env(NoLANVariable) == ""}
}

// Variables of the environment.
const (
	// waitVariable is --wait for all commands.
	waitVariable = "FOLKMOOT_WAIT"
	// NoLANVariable, set to anything, keeps commands from looking for others on the local network.
	NoLANVariable = "FOLKMOOT_NO_LAN"
)

// defaultWait is how long a command tries to deliver what it did.
const defaultWait = 5 * time.Second

// maxWait is how long --wait may be.
const maxWait = time.Hour

// wait is how long this command may be online.
func (a *act) wait() (time.Duration, error) {
	typed := a.opts.wait
	if typed == "" {
		typed = a.call.env(waitVariable)
	}
	if typed == "" {
		return defaultWait, nil
	}
	millis, err := duration(typed)
	if err != nil {
		return 0, err
	}
	return time.Duration(min(millis, maxWait.Milliseconds())) * time.Millisecond, nil
}

// written notes, for a process that is not on the network, that a command has written something to deliver. It is the service's app.Network.
type written struct {
	mu   sync.Mutex // guards what follows
	some bool
}

// Publish implements app.Network.
func (w *written) Publish(op.CommunityID, []*op.Op) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.some = true
}

// Stored implements app.Network.
func (w *written) Stored(op.CommunityID, app.Stored) {}

// Joined implements app.Network: what a join writes waits for the community's content, and is to be delivered.
func (w *written) Joined(com op.CommunityID) { w.Publish(com, nil) }

// Left implements app.Network.
func (w *written) Left(op.CommunityID) {}

// mustDeliver has a community's acts delivered at the end of this command; nil where another process sees to that.
func (o *owner) mustDeliver(com op.CommunityID) {
	if o != nil {
		o.written.Publish(com, nil)
	}
}

// take reports whether there is something to deliver, and forgets it: a command tries once.
func (w *written) take() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	some := w.some
	w.some = false
	return some
}

// deliver brings what this process wrote to somebody, for as long as --wait says, and says what has not left. What it cannot do is no failure of
// the command, which is done.
func (a *act) deliver(ctx context.Context) error {
	if a.owner == nil || a.face.Networks == nil || !a.owner.written.take() {
		return nil
	}
	wait, err := a.wait()
	if err != nil || wait == 0 {
		return err
	}
	if where, err := a.someoneToReach(ctx); err != nil || !where {
		return err
	}
	before, err := a.profile.Service.Unsent(ctx)
	if err != nil || before == 0 {
		return err
	}
	network, end, err := a.goOnline(ctx, a.briefly(), false)
	if err != nil {
		a.note("net.not_started", map[string]any{"Reason": err})
		return nil
	}
	met, failed := network.Deliver(ctx, wait)
	if err := end(); err != nil {
		a.face.Log.Warn("network not closed", "error", err)
	}
	if failed != nil && ctx.Err() == nil {
		a.note("net.not_started", map[string]any{"Reason": failed})
		return nil
	}
	return a.sayDelivered(ctx, before, met)
}

func (a *act) sayDelivered(ctx context.Context, before, met int) error {
	left, err := a.profile.Service.Unsent(context.WithoutCancel(ctx))
	switch {
	case err != nil:
		return err
	case left == 0:
		a.noteN("net.delivered", before)
	case met == 0:
		a.noteN("net.nobody", left)
	default:
		a.noteN("net.left", left)
	}
	return nil
}

// noteN is note for a sentence with a number.
func (a *act) noteN(key string, n int) {
	if !a.opts.json {
		fmt.Fprintln(a.call.Err, a.say.N(key, n, nil))
	}
}

// someoneToReach reports whether waiting makes sense: the local network is looked at, or some relay is known.
func (a *act) someoneToReach(ctx context.Context) (bool, error) {
	if a.briefly().LAN {
		return true, nil
	}
	addresses, err := a.profile.Service.RelayAddrs(ctx)
	return len(addresses) > 0, err
}
