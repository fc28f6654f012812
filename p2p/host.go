package p2p

// Host: the one libp2p host of the install, and the limits under which it lives.

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/config"
	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/p2p/host/resource-manager"
	"github.com/libp2p/go-libp2p/p2p/net/connmgr"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	libp2ptls "github.com/libp2p/go-libp2p/p2p/security/tls"
	libp2pquic "github.com/libp2p/go-libp2p/p2p/transport/quic"
	"github.com/libp2p/go-libp2p/p2p/transport/tcp"
	"github.com/multiformats/go-multiaddr"

	"github.com/folkmoot/folkmoot/app"
)

// DefaultListen are any free ports, by QUIC and TCP.
var DefaultListen = []string{"/ip4/0.0.0.0/udp/0/quic-v1", "/ip4/0.0.0.0/tcp/0", "/ip6/::/udp/0/quic-v1", "/ip6/::/tcp/0"}

// keyHost names the host's key in the key file.
const keyHost = "host"

// complete fills in what was left out, and refuses what is none.
func (cfg *Config) complete() error {
	if cfg.Listen == nil {
		cfg.Listen = DefaultListen
	}
	if cfg.MaxPeers <= 0 {
		cfg.MaxPeers = DefaultMaxPeers
	}
	if cfg.NowMillis == nil {
		cfg.NowMillis = func() int64 { return time.Now().UnixMilli() }
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Every <= 0 {
		cfg.Every = DefaultEvery
	}
	if cfg.Random == nil {
		cfg.Random = rand.Reader
	}
	for _, text := range append(append([]string{}, cfg.Listen...), cfg.Announce...) {
		if _, err := multiaddr.NewMultiaddr(text); err != nil {
			return fmt.Errorf("%w: %q: %w", ErrAddress, text, err)
		}
	}
	return nil
}

// hostKey is the install's key: random, and in no way derived from anybody's.
func hostKey(keys app.Keys, random io.Reader) (crypto.PrivKey, error) {
	raw, ok, err := keys.Get(keyHost)
	if err != nil {
		return nil, fmt.Errorf("reading the host's key: %w", err)
	}
	if ok {
		key, err := crypto.UnmarshalPrivateKey(raw)
		if err != nil {
			return nil, fmt.Errorf("reading the host's key: %w", err)
		}
		return key, nil
	}
	key, _, err := crypto.GenerateEd25519Key(random)
	if err != nil {
		return nil, fmt.Errorf("drawing the host's key: %w", err)
	}
	if raw, err = crypto.MarshalPrivateKey(key); err == nil {
		err = keys.Put(keyHost, raw)
	}
	if err != nil {
		return nil, fmt.Errorf("keeping the host's key: %w", err)
	}
	return key, nil
}

// newHost makes the host. addrs turns what the machine shows into what others are told.
func newHost(cfg *Config, addrs config.AddrsFactory) (host.Host, error) {
	key, err := hostKey(cfg.Keys, cfg.Random)
	if err != nil {
		return nil, err
	}
	resources, err := rcmgr.NewResourceManager(rcmgr.NewFixedLimiter(limits(cfg.MaxPeers)), rcmgr.WithMetricsDisabled())
	if err != nil {
		return nil, fmt.Errorf("limiting the host: %w", err)
	}
	connections, err := connmgr.NewConnManager(cfg.MaxPeers*3/4, cfg.MaxPeers, connmgr.WithGracePeriod(strangerTime))
	if err != nil {
		return nil, fmt.Errorf("limiting the host: %w", err)
	}
	options := []libp2p.Option{
		libp2p.Identity(key), libp2p.UserAgent("folkmoot"),
		libp2p.NoTransports, libp2p.Transport(tcp.NewTCPTransport), libp2p.Transport(libp2pquic.NewTransport),
		libp2p.Security(libp2ptls.ID, libp2ptls.New), libp2p.Security(noise.ID, noise.New),
		libp2p.ResourceManager(resources), libp2p.ConnectionManager(connections),
		libp2p.EnableRelay(), libp2p.EnableHolePunching(), libp2p.AddrsFactory(addrs), libp2p.DisableMetrics(),
	}
	if cfg.Relay != nil && !cfg.Relay.NoProbe {
		options = append(options, libp2p.EnableNATService())
	}
	if len(cfg.Listen) > 0 {
		options = append(options, libp2p.ListenAddrStrings(cfg.Listen...))
	} else {
		options = append(options, libp2p.NoListenAddrs)
	}
	h, err := libp2p.New(append(options, cfg.Host...)...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	return h, nil
}

// limits of what libp2p holds: a multiple of what as many peers need, and for one peer what one needs.
func limits(peers int) rcmgr.ConcreteLimitConfig {
	one := rcmgr.ResourceLimits{
		Conns: connsPerPeer, ConnsInbound: connsPerPeer, ConnsOutbound: connsPerPeer, FD: connsPerPeer,
		Streams: streamsPerPeer, StreamsInbound: streamsPerPeer, StreamsOutbound: streamsPerPeer, Memory: memoryBytes / 4,
	}
	conns, streams := rcmgr.LimitVal(peers*4), rcmgr.LimitVal(peers*streamsPerPeer)
	all := rcmgr.ResourceLimits{
		Conns: conns, ConnsInbound: conns, ConnsOutbound: conns, FD: conns,
		Streams: streams, StreamsInbound: streams, StreamsOutbound: streams, Memory: memoryBytes,
	}
	return rcmgr.PartialLimitConfig{
		System: all, Transient: all, PeerDefault: one, ProtocolDefault: all, ServiceDefault: all, ProtocolPeerDefault: one, ServicePeerDefault: one,
	}.Build(rcmgr.DefaultLimits.AutoScale())
}
