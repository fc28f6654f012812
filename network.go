package main

// The wiring of the network: libp2p under the faces' interfaces, and what its errors mean.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/sec"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/p2p"
	"github.com/folkmoot/folkmoot/p2p/relay"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/ui/cli"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// networkMeanings says what errors of the network mean to people.
var networkMeanings = []struct {
	err     error
	meaning trouble.Meaning
}{
	{p2p.ErrListen, trouble.MeansPortInUse},
	{p2p.ErrAddress, trouble.MeansBadAddress},
	{relay.ErrUsedUp, trouble.MeansRelayUsedUp},
	{relay.ErrNotAllowed, trouble.MeansRelayNotAllowed},
	{relay.ErrFull, trouble.MeansRelayFull},
	{relay.ErrAnswer, trouble.MeansRelaySilent},
	{errRelaySilent, trouble.MeansRelaySilent},
	{errRelayOther, trouble.MeansRelayOther},
}

var (
	// errRelaySilent says that a relay could not be reached.
	errRelaySilent = errors.New("the relay gives no answer")
	// errRelayOther says that somebody else answers where a relay should be.
	errRelayOther = errors.New("another peer answers at the relay's address")
)

// parts are what lies below a profile, for its network.
type parts struct {
	keys  app.Keys
	store *store.Profile
}

// networks brings profiles on the network.
type networks struct {
	log *slog.Logger
	// errOut is where a node or a relay writes its log.
	errOut io.Writer
}

func (n networks) Start(ctx context.Context, p *cli.Profile, o cli.NetworkOptions) (cli.Network, error) {
	of, ok := p.Parts.(parts)
	if !ok {
		return nil, fmt.Errorf("this profile was not opened here")
	}
	if err := relay.CheckPorts(o.Listen); err != nil {
		return nil, err
	}
	log := n.log
	if o.Verbose {
		log = slog.New(slog.NewTextHandler(n.errOut, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	node, err := p2p.Start(ctx, p2p.Config{
		Listen: o.Listen, Announce: o.Announce, Relays: o.Relays, MDNS: o.LAN, Keys: of.keys, NowMillis: nowMillis, Log: log,
		Between: o.Between,
	}, p.Service)
	if err != nil {
		return nil, err
	}
	return online{node}, nil
}

// HasInterfaces asks the system.
func (networks) HasInterfaces() bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return false
	}
	for _, a := range addresses {
		if of, is := a.(*net.IPNet); is && of.IP.IsGlobalUnicast() {
			return true
		}
	}
	return false
}

// HandOver asks as nobody: the host is for this question alone, so what this install and the relay otherwise have to say to each other does not
// come in between.
func (networks) HandOver(ctx context.Context, offer invite.RelayOffer, com op.CommunityID, nonce [16]byte) (err error) {
	host, err := libp2p.New(libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.DisableMetrics(), libp2p.ResourceManager(&network.NullResourceManager{}))
	if err != nil {
		return fmt.Errorf("handing over: %w", err)
	}
	defer func() { err = errors.Join(err, host.Close()) }()
	err = relay.Ask(ctx, host, offer.At, relay.HandOver{Community: com, Nonce: nonce, Token: offer.Token})
	for _, known := range []error{nil, relay.ErrUsedUp, relay.ErrNotAllowed, relay.ErrFull} {
		if errors.Is(err, known) {
			return err
		}
	}
	var mismatch sec.ErrPeerIDMismatch
	if errors.As(err, &mismatch) || err != nil && strings.Contains(err.Error(), "peer id mismatch") { // QUIC says it as a text
		return fmt.Errorf("%w: %w", errRelayOther, err)
	}
	return fmt.Errorf("%w: %w", errRelaySilent, err)
}

// online is a running node, as the faces see it.
type online struct{ *p2p.Node }

func (o online) Deliver(ctx context.Context, wait time.Duration) (int, error) {
	r, err := o.Node.Deliver(ctx, wait)
	return r.Met, err
}

func (o online) Status() view.Network {
	s := o.Node.Status()
	v := view.Network{
		PeerID: s.ID.String(), Addresses: s.Addrs, Reachability: s.Reachability, UpMillis: s.Up.Milliseconds(),
		Relays: []view.HeldRelay{}, Peers: []view.NetPeer{}, Troubles: []view.NetTrouble{},
	}
	for _, r := range s.Relays {
		v.Relays = append(v.Relays, view.HeldRelay{
			Address: r.Addr, Peer: r.Peer.String(), Connected: r.Connected, Reserved: r.Reserved, Reason: reason(r.Err),
		})
	}
	for _, p := range s.Peers {
		v.Peers = append(v.Peers, peerView(p))
	}
	for _, t := range s.Troubles {
		v.Troubles = append(v.Troubles, troubleView(t))
	}
	return v
}

func peerView(p p2p.PeerStatus) view.NetPeer {
	v := view.NetPeer{
		Peer: p.Peer.String(), Address: p.Addr, Relayed: p.Relayed, Outbound: p.Outbound, SinceMillis: p.SinceMillis,
		ClockOffMillis: p.ClockOffMillis, ClockOff: p.ClockOff, Sessions: []view.NetSession{},
	}
	for _, s := range p.Communities {
		v.Sessions = append(v.Sessions, view.NetSession{
			Community: s.Community.Genesis().String(), Device: s.Device.String(), Standing: string(s.Standing), SyncedMillis: s.SyncedMillis,
			Missing: s.Missing, Theirs: s.Theirs, Sent: s.Sent, Received: s.Received, HeldBackMillis: s.HeldBackMillis, Reason: reason(s.Err),
		})
	}
	return v
}

func troubleView(t p2p.Trouble) view.NetTrouble {
	v := view.NetTrouble{
		Kind: string(t.Why), Address: t.Addr, Refusal: string(t.Refusal), Reason: reason(t.Err), AtMillis: t.AtMillis, Times: t.Times,
		Others: t.Others,
	}
	if t.Peer != "" {
		v.Peer = t.Peer.String()
	}
	if t.Community != (op.CommunityID{}) {
		v.Community = t.Community.Genesis().String()
	}
	return v
}

func reason(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (networks) LoadRelay(path string) (cli.RelayFile, error) {
	c, err := relay.Load(path)
	if err != nil {
		return cli.RelayFile{}, err
	}
	return cli.RelayFile{Path: path, Data: c.Data, PassphraseFile: c.PassphraseFile, Config: c}, nil
}

// CheckRelay implements cli.Networks.
func (networks) CheckRelay(f cli.RelayFile) error {
	config, read := f.Config.(relay.Config)
	if !read {
		return fmt.Errorf("this file was not read here")
	}
	return relay.CheckListening(config)
}

func (n networks) RunRelay(ctx context.Context, p *cli.Profile, f cli.RelayFile, tell func(cli.RelayNews)) error {
	of, ok := p.Parts.(parts)
	config, read := f.Config.(relay.Config)
	if !ok || !read {
		return fmt.Errorf("this profile was not opened here")
	}
	reload := make(chan struct{}, 1)
	defer onHangUp(reload)()
	level := new(slog.LevelVar)
	level.Set(relay.LevelOf(config.LogLevel))
	options := &slog.HandlerOptions{Level: level}
	var handler slog.Handler = slog.NewTextHandler(n.errOut, options)
	if config.LogFormat == "json" {
		handler = slog.NewJSONHandler(n.errOut, options)
	}
	return relay.Run(ctx, config, relay.Parts{
		Service: p.Service, Keys: of.keys, Store: of.store, Log: slog.New(handler), Level: level,
		Reload: reload, Load: func() (relay.Config, error) { return relay.Load(f.Path) },
		Tell: func(news relay.News) { tell(newsView(news)) },
	})
}

// onHangUp passes SIGHUP on, which is how services are asked to read their file again.
func onHangUp(reload chan<- struct{}) (end func()) {
	signals := make(chan os.Signal, 1)
	ended := make(chan struct{})
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		defer close(ended)
		for range signals {
			select {
			case reload <- struct{}{}:
			default: // one is waiting already
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
		<-ended
	}
}

func newsView(n relay.News) cli.RelayNews {
	v := cli.RelayNews{Ready: n.Ready, At: n.At, Monitor: n.Monitor, Offer: n.Offer, Reloaded: n.Reloaded, Restart: n.Restart, Err: n.Err}
	if n.Took != (op.CommunityID{}) {
		v.Took = n.Took.Genesis().String()
	}
	return v
}
