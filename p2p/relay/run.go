package relay

// Run: the life of a relay, from its file to its end.

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/p2p"
)

// Parts are what a relay is put together from.
type Parts struct {
	Service *app.Service
	Keys    app.Keys
	Store   Store
	Log     *slog.Logger
	// Level is the log's, where it can be changed while the relay runs; nil for none.
	Level *slog.LevelVar
	// Reload is told when the file shall be read again, and Load reads it; nil for never.
	Reload <-chan struct{}
	Load   func() (Config, error)
	// Tell hears what the operator should see; it must not call the relay.
	Tell func(News)
	// Node changes how the network is begun; nil for not at all. Tests use it.
	Node func(*p2p.Config)
}

// News is one thing that the operator should see.
type News struct {
	// Ready is said once: the relay listens at At, and its monitor at Monitor.
	Ready   bool
	At      []string
	Monitor string
	// Offer is the pairing link for the next community; empty where the relay takes none.
	Offer string
	// Took is a community that was taken in.
	Took op.CommunityID
	// Restart are the keys of a changed file that need a restart; Reloaded says that the rest of it holds now, Err why it does not.
	Restart  []string
	Reloaded bool
	Err      error
}

const (
	// stopPatience is how long writing usage down may take at the end, and watchPatience how long a monitor's question may: with what the network
	// takes, less than the ten seconds after which an operator's patience ends.
	stopPatience  = 3 * time.Second
	watchPatience = time.Second
	// refusedEvery is how long it must have been quiet before the log hears of a refused question as a warning.
	refusedEvery = 10 * time.Second
	// noteEvery is how often usage is written down, and certificates are looked at.
	noteEvery = 10 * time.Minute
)

// relay is a running one.
type relay struct {
	Parts
	keeper *Keeper
	node   *p2p.Node

	mu       sync.Mutex // guards what follows
	config   Config
	idle     map[op.CommunityID]bool // communities that the file does not allow any more
	stopping bool
	// taking is held while a community is taken in, so that two questions do not race for one link. It guards refused, which is when one was refused.
	taking  sync.Mutex
	refused time.Time
}

// Run serves until ctx ends. What was acknowledged is on disk then. Errors: p2p.ErrListen, p2p.ErrAddress, ErrMonitor, and what the disk says.
func Run(ctx context.Context, config Config, parts Parts) (err error) {
	r := &relay{Parts: parts, config: config, keeper: NewKeeper(config, parts.Store, parts.Log), idle: make(map[op.CommunityID]bool)}
	if err := errors.Join(CheckPorts(config.Listen), r.countAll(ctx)); err != nil {
		return err
	}
	r.Service.SetGate(r.keeper)
	defer r.Service.SetGate(nil)
	if r.node, err = p2p.Start(ctx, r.networkConfig(), r.Service); err != nil {
		return err
	}
	watch, err := startMonitor(config.Monitor, facts{node: r.node.Status, keeper: r.keeper, served: r.served, stopping: r.isStopping}, r.Log)
	if err != nil {
		return errors.Join(err, r.node.Close())
	}
	r.sortOut()
	end := AnswerHandOvers(r.node.Host(), r.take)
	r.announce(watch)
	r.serve(ctx)
	r.setStopping()
	end()
	return r.stop(watch)
}

func (r *relay) networkConfig() p2p.Config {
	c := r.config
	cfg := p2p.Config{
		Listen: c.Listen, Announce: c.Announce, Keys: r.Keys, MaxPeers: c.MaxPeers, Log: r.Log, Serves: r.serves,
		Relay: &p2p.RelayService{
			MaxReservations: c.Circuits.Reservations, MaxCircuits: c.Circuits.PerPeer, CircuitBytes: c.Circuits.Bytes, CircuitDuration: c.Circuits.Duration,
		},
	}
	if r.Node != nil {
		r.Node(&cfg)
	}
	return cfg
}

// countAll finds out what is kept of every community.
func (r *relay) countAll(ctx context.Context) error {
	return r.each(func(c *app.Community) error { return r.keeper.Count(ctx, c) })
}

func (r *relay) each(do func(*app.Community) error) error {
	all, err := r.Service.Communities()
	if err != nil {
		return fmt.Errorf("listing the communities: %w", err)
	}
	for _, m := range all {
		c, err := r.Service.Opened(m.Community)
		if err != nil {
			return err
		}
		if err := do(c); err != nil {
			return err
		}
	}
	return nil
}

// announce says that the relay is ready, and what its pairing link is.
func (r *relay) announce(watch *monitor) {
	news := News{Ready: true, At: r.node.Addrs(), Offer: r.offer()}
	if watch != nil {
		news.Monitor = watch.At
	}
	r.Tell(news)
}

// offer is the link for the next community; empty where the relay takes none, or is nowhere.
func (r *relay) offer() string {
	r.mu.Lock()
	config, full := r.config, r.isFull()
	r.mu.Unlock()
	at := offered(r.node.Addrs())
	if !config.Pairing || full || len(at) == 0 {
		return ""
	}
	o, err := r.Service.NewRelayOffer(config.Name, at)
	if err != nil {
		r.Log.Error("no pairing link", "error", err)
		return ""
	}
	text, err := o.Text()
	if err != nil {
		r.Log.Error("no pairing link", "error", err)
		return ""
	}
	return text
}

// offered are the addresses for a pairing link: those that somebody elsewhere can use first.
func offered(addrs []string) []string {
	local := func(at string) bool {
		return strings.HasPrefix(at, "/ip4/127.") || strings.HasPrefix(at, "/ip6/::1/") || strings.HasPrefix(at, "/ip6/fe80:")
	}
	var near, far []string
	for _, at := range addrs {
		switch {
		case strings.Contains(at, "/p2p-circuit"):
		case local(at):
			near = append(near, at)
		default:
			far = append(far, at)
		}
	}
	if len(far) == 0 {
		far = near
	}
	return far[:min(len(far), invite.MaxRelayOfferAddresses)]
}

// serve waits for what the operator wants, and for time to pass.
func (r *relay) serve(ctx context.Context) {
	tick := time.NewTicker(noteEvery)
	defer tick.Stop()
	duty := time.NewTicker(dutyEvery)
	defer duty.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.Reload:
			r.reload()
		case <-tick.C:
			r.noteAll(ctx)
		case <-duty.C:
			r.doDuties(ctx)
		}
	}
}

// noteAll writes usage down, and says which communities have ended this relay's certificate.
func (r *relay) noteAll(ctx context.Context) {
	err := r.each(func(c *app.Community) error {
		certified, here, err := c.Served(ctx)
		if err == nil && here && !certified {
			r.Log.Warn("not certified any more", "community", c.ID().Genesis().Short())
		}
		return errors.Join(err, r.keeper.Note(ctx, c))
	})
	if err != nil {
		r.Log.Error("usage not noted", "error", err)
	}
}

// take answers a question to serve a community.
func (r *relay) take(from peer.ID, q HandOver) error {
	r.taking.Lock()
	defer r.taking.Unlock()
	again, err := r.mayTake(q.Community)
	var c *app.Community
	if err == nil {
		c, err = r.Service.Serve(q.Community, q.Nonce, q.Token)
	}
	switch {
	case errors.Is(err, app.ErrNotOffered):
		err = ErrUsedUp
	case err == nil:
		err = r.keeper.Count(context.Background(), c)
	}
	if err != nil {
		level := slog.LevelWarn
		if time.Since(r.refused) < refusedEvery {
			level = slog.LevelDebug // anybody can ask, as often as they like
		}
		r.refused = time.Now()
		r.Log.Log(context.Background(), level, "community not taken in", "community", q.Community.Genesis().Short(), "peer", from, "error", err)
		return err
	}
	r.Log.Info("community taken in", "community", q.Community.Genesis().Short(), "peer", from)
	if !again {
		r.Tell(News{Took: q.Community, Offer: r.offer()})
	}
	return nil
}

// mayTake goes by the file alone. What is served already may be handed over again: the steward's install may not have heard the answer.
func (r *relay) mayTake(com op.CommunityID) (again bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.allows(com) {
		return false, ErrNotAllowed
	}
	all, err := r.Service.Communities()
	switch {
	case err != nil:
		return false, err
	case slices.ContainsFunc(all, func(m app.Membership) bool { return m.Community == com }):
		return true, nil
	case !r.config.Pairing:
		return false, ErrNotAllowed
	case len(all) >= r.config.MaxCommunities:
		return false, ErrFull
	}
	return false, nil
}

// allows reports whether the file lets a community be served. The caller holds r.mu.
func (r *relay) allows(com op.CommunityID) bool {
	_, listed := r.config.Communities[com]
	return listed || len(r.config.Communities) == 0
}

// serves is allows for the network, from the first moment on.
func (r *relay) serves(com op.CommunityID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.allows(com)
}

// isFull reports whether no further community is taken in. The caller holds r.mu.
func (r *relay) isFull() bool {
	all, err := r.Service.Communities()
	return err != nil || len(all) >= r.config.MaxCommunities
}

// sortOut takes communities off the network that the file does not allow, and brings those back that it allows again.
func (r *relay) sortOut() {
	all, err := r.Service.Communities()
	if err != nil {
		r.Log.Error("communities not listed", "error", err)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range all {
		switch allowed := r.allows(m.Community); {
		case !allowed && !r.idle[m.Community]:
			r.Log.Warn("kept, and not served: the file does not name it", "community", m.Community.Genesis().Short())
			r.idle[m.Community] = true
			r.node.Left(m.Community)
		case allowed && r.idle[m.Community]:
			delete(r.idle, m.Community)
			r.node.Joined(m.Community)
		}
	}
}

func (r *relay) served() int {
	all, err := r.Service.Communities()
	if err != nil {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(all) - len(r.idle)
}

// reload takes in what a changed file says, as far as a running relay can. A file that is wrong changes nothing.
func (r *relay) reload() {
	if r.Load == nil {
		return
	}
	fresh, err := r.Load()
	if err != nil {
		r.Log.Error("file not taken in", "error", err)
		r.Tell(News{Err: err})
		return
	}
	r.mu.Lock()
	restart := SameForRunning(r.config, fresh)
	r.config.Quota, r.config.Rate, r.config.Communities = fresh.Quota, fresh.Rate, fresh.Communities
	r.config.Pairing, r.config.MaxCommunities, r.config.LogLevel = fresh.Pairing, fresh.MaxCommunities, fresh.LogLevel
	r.mu.Unlock()
	r.keeper.SetBounds(fresh)
	if r.Level != nil {
		r.Level.Set(LevelOf(fresh.LogLevel))
	}
	r.sortOut()
	r.Log.Info("file taken in", "needs_restart", restart)
	r.Tell(News{Reloaded: true, Restart: restart, Offer: r.offer()})
}

// LevelOf is the level that a file names.
func LevelOf(name string) slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return slog.LevelInfo
	}
	return level
}

func (r *relay) setStopping() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopping = true
}

func (r *relay) isStopping() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stopping
}

// stop ends everything, the network first: what it is taking in is finished or rolled back, and whatever was acknowledged is on disk already.
func (r *relay) stop(watch *monitor) error {
	watching, cancel := context.WithTimeout(context.Background(), watchPatience)
	defer cancel()
	watch.stop(watching)
	err := r.node.Close()
	noting, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	r.noteAll(noting)
	return err
}
