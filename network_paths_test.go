package main_test

// Other ways to a peer than an open UDP port: TCP, the local network, and a hole punched through two firewalls.

import (
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/transport/quicreuse"
	"github.com/marcopolo/simnet"
	"github.com/quic-go/quic-go"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/p2p"
)

// pathPatience is how long something may take that must happen on a real network. Nothing is decided by how long it took.
const pathPatience = time.Minute

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(pathPatience); !holds(); <-time.After(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never comes to: %s", what)
		}
	}
}

// onMachine starts a laptop's node on the machine's own network.
func (l *laptop) onMachine(cfg p2p.Config) *online {
	l.Helper()
	cfg.Keys = l.keys
	o := &online{laptop: l, node: must1[*p2p.Node](l.T)(p2p.Start(l.Context(), cfg, l.service))}
	o.addr = o.node.Addrs()[0]
	l.Cleanup(func() { l.must(o.node.Close()) })
	return o
}

// Where UDP is blocked, all goes by TCP: admission, gossip and catch-up, with Noise or TLS around them.
func TestAllGoesByTCP(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	ada.topic("Before they meet")
	tcpOnly := p2p.Config{Listen: []string{"/ip4/127.0.0.1/tcp/0"}}
	a, b := ada.onMachine(tcpOnly), bob.onMachine(tcpOnly)
	b.dial(a)
	eventually(t, "Bob caught up", func() bool { return ada.digest() == bob.digest() })
	for _, c := range b.node.Host().Network().ConnsToPeer(a.node.ID()) {
		state := c.ConnState()
		if state.Transport != "tcp" || !strings.HasPrefix(string(state.Security), "/noise") && !strings.HasPrefix(string(state.Security), "/tls/") {
			t.Errorf("%+v", state)
		}
	}
	a.say("Gossiped")
	eventually(t, "Bob has heard", func() bool { return ada.digest() == bob.digest() })
}

// onRealNetwork is for what depends on the machine's own network, and on whoever else is on it: such tests are asked for by name.
func onRealNetwork(t *testing.T) {
	t.Helper()
	if os.Getenv("FOLKMOOT_REAL_NETWORK") == "" {
		t.Skip("SKIPPED: it depends on this machine's network and on who else is on it. FOLKMOOT_REAL_NETWORK=1 runs it")
	}
}

// hasMulticast reports whether this machine has an interface that mDNS could use.
func hasMulticast(t *testing.T) bool {
	t.Helper()
	all, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(all, func(i net.Interface) bool {
		addrs, err := i.Addrs()
		return err == nil && len(addrs) > 0 && i.Flags&net.FlagUp != 0 && i.Flags&net.FlagMulticast != 0 && i.Flags&net.FlagLoopback == 0
	})
}

// Two installs on one local network find each other without anybody's naming an address.
func TestNeighboursFindEachOther(t *testing.T) {
	onRealNetwork(t)
	if !hasMulticast(t) {
		t.Skip("SKIPPED: no interface of this machine speaks multicast, so mDNS was not tested")
	}
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	nearby := p2p.Config{Listen: []string{"/ip4/0.0.0.0/udp/0/quic-v1"}, MDNS: true}
	a, b := ada.onMachine(nearby), bob.onMachine(nearby)
	eventually(t, "they have met", func() bool { return a.standing(b) == admission.Member && b.standing(a) != admission.Stranger })
}

// A command listens nowhere, and finds an install on the local network all the same; where there is nobody it starts and ends in peace.
func TestACommandFindsANeighbour(t *testing.T) {
	onRealNetwork(t)
	if !hasMulticast(t) {
		t.Skip("SKIPPED: no interface of this machine speaks multicast, so mDNS was not tested")
	}
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	briefly := p2p.Config{Listen: []string{}, MDNS: true, Keys: bob.keys}
	node := must1[*p2p.Node](t)(p2p.Start(t.Context(), briefly, bob.service))
	w.must(node.Close())
	ada.onMachine(p2p.Config{Listen: []string{"/ip4/0.0.0.0/udp/0/quic-v1"}, MDNS: true})
	bob.topic("Said in passing")
	node = must1[*p2p.Node](t)(p2p.Start(t.Context(), briefly, bob.service))
	left := must1[p2p.DeliverResult](t)(node.Deliver(t.Context(), pathPatience))
	w.must(node.Close())
	if len(left.Unsent) != 0 || left.Met == 0 {
		t.Errorf("%+v", left)
	}
	sameState(ada, bob)
}

// firewalled is an endpoint behind a firewall, or behind a NAT that maps a port to itself: it hears those alone to whom it has spoken.
type firewalled struct {
	net.PacketConn
	mu     sync.Mutex // guards spoken
	spoken map[string]bool
}

func (f *firewalled) WriteTo(p []byte, to net.Addr) (int, error) {
	f.mu.Lock()
	f.spoken[to.String()] = true
	f.mu.Unlock()
	return f.PacketConn.WriteTo(p, to)
}

func (f *firewalled) ReadFrom(p []byte) (int, net.Addr, error) {
	for {
		n, from, err := f.PacketConn.ReadFrom(p)
		if err != nil {
			return n, from, err
		}
		f.mu.Lock()
		open := f.spoken[from.String()]
		f.mu.Unlock()
		if open {
			return n, from, nil
		}
	}
}

// ownAddress has a host send from the address that it listens on.
type ownAddress struct{ ip net.IP }

func (o *ownAddress) PreferredSourceIPForDestination(*net.UDPAddr) (net.IP, error) { return o.ip, nil }

// behindFirewall puts a node's endpoint behind a firewall.
func (s *wired) behindFirewall(cfg *p2p.Config) {
	links := simnet.NodeBiDiLinkSettings{Downlink: mbit20, Uplink: mbit20}
	own := new(ownAddress)
	firewall := func(key quic.StatelessResetKey, token quic.TokenGeneratorKey, opts ...quicreuse.Option) (*quicreuse.ConnManager, error) {
		cm, err := quicreuse.NewConnManager(key, token, append(opts,
			quicreuse.OverrideSourceIPSelector(func() (quicreuse.SourceIPSelector, error) { return own, nil }),
			quicreuse.OverrideListenUDP(func(_ string, at *net.UDPAddr) (net.PacketConn, error) {
				own.ip = at.IP
				return &firewalled{PacketConn: s.net.NewEndpoint(at, links), spoken: make(map[string]bool)}, nil
			}))...)
		if err == nil {
			s.Cleanup(func() { _ = cm.Close() })
		}
		return cm, err
	}
	cfg.Host[0] = libp2p.QUICReuse(firewall)
}

// isDirect reports whether a connection goes past all relays.
func (o *online) isDirect(other *online) bool {
	return slices.ContainsFunc(o.node.Host().Network().ConnsToPeer(other.node.ID()), func(c network.Conn) bool {
		return !c.Stat().Limited && !strings.Contains(c.RemoteMultiaddr().String(), "p2p-circuit")
	})
}

// Two laptops behind firewalls meet through a relay's circuit, punch a hole, and go on without the relay. They have no room for whom the relay
// names to them, or both would dial at one moment and need no help.
func TestAHoleIsPunched(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob, cyd := s.laptop("Bob").joined(ada), s.laptop("Cyd").joined(ada)
		meet(ada, bob, cyd)
		b := s.goOnline(bob, func(cfg *p2p.Config) { cfg.Relay = &p2p.RelayService{NoProbe: true} })
		shy := func(cfg *p2p.Config) { cfg.Relays, cfg.MaxPeers = []string{b.addr}, 2 }
		a, c := s.goOnline(ada, shy, s.behindFirewall), s.goOnline(cyd, shy, s.behindFirewall)
		settle(time.Minute)
		info := must1[peer.AddrInfo](s.T)(p2p.ParseAddr(a.addr))
		if err := s.stranger().Connect(s.Context(), info); err == nil {
			s.Fatal("the firewall lets everything through")
		}
		if a.connectedTo(c) {
			s.Fatal("they have met already")
		}
		s.must(a.node.Dial(s.Context(), b.addr+"/p2p-circuit/p2p/"+c.node.ID().String()))
		settle(time.Minute)
		if !a.isDirect(c) {
			s.Fatalf("no hole was punched: %v", a.node.Host().Network().ConnsToPeer(c.node.ID()))
		}
		s.must(b.node.Close())
		settle(time.Minute)
		a.say("Without the relay")
		settle(time.Minute)
		sameState(ada, cyd)
	})
}
