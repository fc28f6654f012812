package main_test

// The service over the real network stack, in a simulated network and in fake time: several laptops in one process, each with its own host.

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/libp2p/go-libp2p"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/x/simlibp2p"
	"github.com/marcopolo/simnet"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/p2p"
)

// wired is a simulated network with laptops on it.
type wired struct {
	*world
	net   *simnet.Simnet
	hosts int
}

// online is a laptop on the network.
type online struct {
	*laptop
	sim  *wired
	node *p2p.Node
	addr string
	skew int64
}

var mbit20 = simnet.LinkSettings{BitsPerSecond: 20 * simlibp2p.OneMbps}

// inSim runs a test in fake time on a simulated network.
func inSim(t *testing.T, test func(*wired)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &wired{
			world: &world{T: t, random: rand.NewChaCha8([32]byte{4, 5, 6}), now: 1_800_000_000_000},
			net:   &simnet.Simnet{LatencyFunc: simnet.StaticLatency(5 * time.Millisecond)},
		}
		s.net.Start()
		t.Cleanup(s.net.Close)
		test(s)
	})
}

func (s *wired) options() (opts []libp2p.Option, listen string) {
	ip := simnet.IntToPublicIPv4(s.hosts)
	s.hosts++
	links := simnet.NodeBiDiLinkSettings{Downlink: mbit20, Uplink: mbit20}
	return []libp2p.Option{simlibp2p.QUICSimnet(s.net, links), libp2p.DisableIdentifyAddressDiscovery()},
		fmt.Sprintf("/ip4/%s/udp/8000/quic-v1", net.IP(ip))
}

// goOnline starts a laptop's node.
func (s *wired) goOnline(l *laptop, change ...func(*p2p.Config)) *online {
	s.Helper()
	o := &online{laptop: l, sim: s}
	cfg := p2p.Config{Keys: l.keys, NowMillis: func() int64 { return s.now + o.skew }}
	cfg.Log = slog.New(slog.NewTextHandler(s.Output(), &slog.HandlerOptions{Level: slog.LevelInfo})).With("laptop", l.name)
	var listen string
	cfg.Host, listen = s.options()
	cfg.Listen = []string{listen}
	for _, c := range change {
		c(&cfg)
	}
	o.node = must1[*p2p.Node](s.T)(p2p.Start(s.Context(), cfg, l.service))
	o.addr = listen + "/p2p/" + o.node.ID().String()
	s.Cleanup(func() { s.must(o.node.Close()) })
	return o
}

func (o *online) dial(to *online) {
	o.Helper()
	o.must(o.node.Dial(o.Context(), to.addr))
}

// standing is what another one is to this one.
func (o *online) standing(other *online) admission.Standing {
	for _, p := range o.node.Status().Peers {
		if p.Peer == other.node.ID() && len(p.Communities) > 0 {
			return p.Communities[0].Standing
		}
	}
	return admission.Stranger
}

func (o *online) connectedTo(other *online) bool {
	return o.node.Host().Network().Connectedness(other.node.ID()) == network.Connected
}

func (o *online) trouble(why p2p.TroubleKind) (p2p.Trouble, bool) {
	for _, t := range o.node.Status().Troubles {
		if t.Why == why {
			return t, true
		}
	}
	return p2p.Trouble{}, false
}

// settle lets everything happen that happens within a time.
func settle(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (o *online) say(title string) {
	o.Helper()
	_, err := o.c.NewTopic(o.Context(), proposal.NewTopic{Title: title})
	o.must(err)
}

func TestTwoMembersMeetAndGossip(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		a, b := s.goOnline(ada), s.goOnline(bob)
		b.dial(a)
		settle(5 * time.Second)
		if got := a.standing(b); got != admission.Member {
			t.Fatalf("Bob is %q to Ada", got)
		}
		if got := b.standing(a); got != admission.Member && got != admission.Teller {
			t.Fatalf("Ada is %q to Bob", got)
		}
		a.say("Fence")
		settle(300 * time.Millisecond)
		sameState(ada, bob)
		settle(10 * time.Second)
		if u := ada.status().Unsent; u != 0 {
			t.Errorf("%d acts unsent, though Bob has them", u)
		}
	})
}

// A and C never meet: what A writes goes through the relay's own replica.
func TestARelayedCommunityNeedsNoMeeting(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob, cyd := s.laptop("Bob").joined(ada), s.laptop("Cyd").joined(ada)
		meet(ada, bob, cyd)
		a, b, c := s.goOnline(ada), s.goOnline(bob), s.goOnline(cyd)
		a.dial(b)
		settle(5 * time.Second)
		a.say("Written to Bob")
		settle(5 * time.Second)
		s.must(a.node.Close())
		c.dial(b)
		settle(10 * time.Second)
		sameState(ada, bob, cyd)
	})
}

// A joiner whom nobody there knows gets in by its join alone, and fetches everything.
func TestAJoinerGetsInByItsProof(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		dan := s.laptop("Dan").invited(ada, true)
		meet(ada, bob)
		b, d := s.goOnline(bob), s.goOnline(dan)
		d.dial(b)
		settle(10 * time.Second)
		if got := b.standing(d); got != admission.Newcomer {
			t.Fatalf("Dan is %q to Bob", got)
		}
		if st := dan.status(); !st.Here {
			t.Fatalf("nothing has come to Dan: %+v", st)
		}
		a := s.goOnline(ada)
		d.dial(a)
		settle(10 * time.Second)
		sameState(ada, bob, dan)
		if me := dan.me(); !me.Member {
			t.Errorf("Dan was not admitted: %+v", me)
		}
		if got := b.standing(d); got != admission.Member {
			t.Errorf("Dan is %q to Bob after his admission", got)
		}
	})
}

// A member whose admission the other has not heard of hands it over.
func TestAMemberUnknownToThePeerProvesIt(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		cyd := s.laptop("Cyd").joined(ada)
		b, c := s.goOnline(bob), s.goOnline(cyd)
		c.dial(b)
		settle(10 * time.Second)
		if got := b.standing(c); got != admission.Member {
			t.Fatalf("Cyd is %q to Bob", got)
		}
		sameState(bob, cyd)
	})
}

func TestAStrangerGetsNothingAndIsDropped(t *testing.T) {
	inSim(t, func(s *wired) {
		a := s.goOnline(s.laptop("Ada").found("Elm"))
		h := s.stranger()
		heard := make(chan string, 100)
		h.SetStreamHandlerMatch("/meshsub/1.2.0", func(protocol.ID) bool { return true }, func(st network.Stream) { heard <- string(st.Protocol()) })
		info, err := p2p.ParseAddr(a.addr)
		s.must(err)
		s.must(h.Connect(s.Context(), info))
		settle(2 * time.Second)
		var streams []network.Stream // all are opened before the first is read: then the connection goes
		for _, id := range []protocol.ID{"/meshsub/1.2.0", p2p.ProtocolSync} {
			stream, err := h.NewStream(s.Context(), info.ID, id)
			s.must(err)
			_, err = stream.Write([]byte("\x00\x00\x00\x01\xa0"))
			s.must(err)
			_ = stream.SetReadDeadline(time.Now().Add(time.Minute))
			streams = append(streams, stream)
		}
		for _, stream := range streams {
			if n, err := stream.Read(make([]byte, 1)); n > 0 || err == nil {
				t.Errorf("%s answers a stranger", stream.Protocol())
			}
		}
		settle(12 * time.Second)
		if h.Network().Connectedness(info.ID) == network.Connected {
			t.Error("a stranger is still connected")
		}
		select {
		case spoken := <-heard:
			t.Errorf("a stranger was spoken to: %s", spoken)
		default:
		}
	})
}

// Two Folkmoots without a community in common part again.
func TestNothingInCommon(t *testing.T) {
	inSim(t, func(s *wired) {
		a, b := s.goOnline(s.laptop("Ada").found("Elm")), s.goOnline(s.laptop("Bob").found("Oak"))
		b.dial(a)
		settle(5 * time.Second)
		if a.connectedTo(b) || len(a.node.Status().Troubles)+len(b.node.Status().Troubles) > 0 {
			t.Errorf("%+v %+v", a.node.Status(), b.node.Status())
		}
	})
}

// One who knows the nonce, as a removed member does, is told why, and gets nothing.
func TestARemovalEndsWhatRuns(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob, cyd := s.laptop("Bob").joined(ada), s.laptop("Cyd").joined(ada)
		meet(ada, bob, cyd)
		a, b, c := s.goOnline(ada), s.goOnline(bob), s.goOnline(cyd)
		b.dial(a)
		c.dial(a)
		settle(5 * time.Second)
		_, err := ada.c.Remove(s.Context(), bob.c.Account(), "")
		s.must(err)
		settle(5 * time.Second)
		if a.standing(b) != admission.Stranger {
			t.Error("the removed member's session goes on")
		}
		if !a.connectedTo(c) {
			t.Error("Cyd's session has ended too")
		}
		a.say("Without Bob")
		before := bob.digest()
		settle(30 * time.Second)
		if a.connectedTo(b) {
			t.Error("the removed member is still connected")
		}
		if got, ok := b.trouble(p2p.TroubleRefused); !ok || got.Refusal != admission.Removed {
			t.Errorf("Bob was not told: %+v", b.node.Status().Troubles)
		}
		if bob.digest() != before {
			t.Error("Bob still gets what is written")
		}
		sameState(ada, cyd)
	})
}

func TestClocksThatDifferAreTold(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		a, b := s.goOnline(ada), s.goOnline(bob)
		b.skew = 365 * day // the node's clock; cards carry the service's
		b.dial(a)
		settle(5 * time.Second)
		if a.standing(b) != admission.Member {
			t.Error("not let in for its clock")
		}
		if _, ok := b.trouble(p2p.TroubleClock); !ok {
			t.Errorf("nobody is told: %+v", b.node.Status().Troubles)
		}
	})
}

// Peers that were met are dialled again after a restart, without anybody saying where they are.
func TestARestartFindsItsPeersAgain(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		a, b := s.goOnline(ada), s.goOnline(bob)
		b.dial(a)
		settle(5 * time.Second)
		s.must(b.node.Close())
		bob.restart()
		a.say("While Bob was away")
		b = s.goOnline(bob)
		settle(10 * time.Second)
		sameState(ada, bob)
		if b.standing(a) == admission.Stranger {
			t.Error("Ada was not found again")
		}
	})
}

func TestDeliverSaysWhatHasNotLeft(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		b := s.goOnline(bob)
		begun := time.Now()
		r, err := b.node.Deliver(s.Context(), 5*time.Second)
		s.must(err)
		if r.Unsent[bob.c.ID()] != 0 || r.Met != 0 || time.Since(begun) > time.Second {
			t.Errorf("after %s: %+v", time.Since(begun), r)
		}
		b.say("To nobody")
		if r, err = b.node.Deliver(s.Context(), 5*time.Second); err != nil || r.Unsent[bob.c.ID()] != 1 {
			t.Errorf("%+v, %v", r, err)
		}
		a := s.goOnline(ada)
		b.dial(a)
		if r, err = b.node.Deliver(s.Context(), 5*time.Second); err != nil || len(r.Unsent) != 0 || r.Met != 1 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// stranger is a host that is no Folkmoot.
func (s *wired) stranger() host.Host {
	s.Helper()
	opts, listen := s.options()
	h := must1[host.Host](s.T)(libp2p.New(append(opts, libp2p.ListenAddrStrings(listen))...))
	s.Cleanup(func() { _ = h.Close() })
	return h
}

func TestAPeerOfAnotherVersionIsNamed(t *testing.T) {
	inSim(t, func(s *wired) {
		a := s.goOnline(s.laptop("Ada").found("Elm"))
		h := s.stranger()
		h.SetStreamHandler("/folkmoot/admit/2.0.0", func(st network.Stream) { _ = st.Reset() })
		s.must(a.node.Dial(s.Context(), h.Addrs()[0].String()+"/p2p/"+h.ID().String()))
		settle(5 * time.Second)
		if tr, ok := a.trouble(p2p.TroubleOtherVersion); !ok || tr.Peer != h.ID() {
			t.Errorf("%+v", a.node.Status().Troubles)
		}
	})
}

func TestSomebodyElseAtAnAddressIsNamed(t *testing.T) {
	inSim(t, func(s *wired) {
		a := s.goOnline(s.laptop("Ada").found("Elm"))
		h, other := s.stranger(), s.stranger()
		if err := a.node.Dial(s.Context(), h.Addrs()[0].String()+"/p2p/"+other.ID().String()); err == nil {
			t.Error("no error")
		}
		if tr, ok := a.trouble(p2p.TroubleOtherPeer); !ok || tr.Peer != other.ID() {
			t.Errorf("%+v", a.node.Status().Troubles)
		}
		for _, text := range []string{"", "/ip4/1.2.3.4/tcp/1", "nonsense", "/p2p/" + h.ID().String(), "/ip4/1.2.3.4/tcp/1/p2p/xx"} {
			wantErr(t, a.node.Dial(s.Context(), text), p2p.ErrAddress, "")
		}
	})
}

// A forged op is neither kept nor passed on, and honest talk goes on.
func TestBadOpsAreNotForwarded(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob, mal := s.laptop("Bob").joined(ada), s.laptop("Mal").joined(ada)
		meet(ada, bob, mal)
		a, b, m := s.goOnline(ada), s.goOnline(bob), s.goOnline(mal)
		m.dial(a)
		b.dial(a)
		settle(5 * time.Second)
		var forged *op.Op
		s.must(ada.c.AllOps(s.Context(), func(o *op.Op) bool { forged = o; return true }))
		bad := *forged
		bad.Signature[5] ^= 1
		header := forged.Header
		header.Seq, header.Prev = header.Seq+1, forged.ID
		raw := must1[[]byte](s.T)(op.Encode(&header))
		unsigned := must1[*op.Op](s.T)(op.Open(raw, bad.Signature, forged.Body))
		for range 20 {
			m.node.Publish(mal.c.ID(), []*op.Op{unsigned})
		}
		settle(5 * time.Second)
		if tr, ok := a.trouble(p2p.TroubleBadOps); !ok || tr.Peer != m.node.ID() {
			t.Errorf("nobody is told: %+v", a.node.Status().Troubles)
		}
		if tr, ok := b.trouble(p2p.TroubleBadOps); ok && tr.Peer == a.node.ID() {
			t.Error("it was passed on")
		}
		a.say("Honest")
		settle(5 * time.Second)
		sameState(ada, bob)
	})
}

// What a device writes beyond its rate waits, and is shown; it comes with the time.
func TestWhatIsBeyondItsRateWaits(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	for i := range 340 {
		_, err := bob.c.NewTopic(t.Context(), proposal.NewTopic{Title: fmt.Sprintf("Topic %d", i)})
		w.must(err)
	}
	var ops []*op.Op
	w.must(bob.c.AllOps(t.Context(), func(o *op.Op) bool {
		if o.Header.Device == bob.c.Device() {
			ops = append(ops, o)
		}
		return true
	}))
	take := func() map[app.Fate]int {
		count := map[app.Fate]int{}
		for batch := range slices.Chunk(ops, 50) {
			for _, fate := range must1[[]app.Fate](t)(ada.c.TakeLive(t.Context(), batch)) {
				count[fate]++
			}
		}
		return count
	}
	known := len(ops) - 340
	want := map[app.Fate]int{app.FateKnown: known, app.FateStored: 300, app.FateHeldBack: 40}
	if got := take(); !maps.Equal(got, want) {
		t.Errorf("at once: %v, want %v", got, want)
	}
	if until := ada.c.HeldBack()[bob.c.Device()]; until <= w.now {
		t.Errorf("Bob's laptop is not shown to send unusually much: %v", ada.c.HeldBack())
	}
	w.now += minute
	want = map[app.Fate]int{app.FateKnown: known + 300, app.FateStored: 30, app.FateHeldBack: 10}
	if got := take(); !maps.Equal(got, want) {
		t.Errorf("a minute later: %v, want %v", got, want)
	}
	w.now += minute
	take()
	if len(ada.c.HeldBack()) != 0 {
		t.Errorf("still held back: %v", ada.c.HeldBack())
	}
	sameState(ada, bob)
}

// Ops that break a rule, that are of another community, or whose past is not here, each get their own answer.
func TestFatesOfLiveOps(t *testing.T) {
	w := newWorld(t)
	ada, eve := w.laptop("Ada").found("Elm"), w.laptop("Eve").found("Oak")
	bob := w.laptop("Bob").joined(ada)
	var first, second op.ID
	for _, id := range []*op.ID{&first, &second} {
		*id = must1[op.ID](t)(bob.c.NewTopic(t.Context(), proposal.NewTopic{Title: "Fence"}))
	}
	of := func(l *laptop, id op.ID) (found *op.Op) {
		w.must(l.c.AllOps(t.Context(), func(o *op.Op) bool {
			if o.ID == id || id.IsZero() {
				found = o
			}
			return true
		}))
		return found
	}
	forged := *of(bob, first)
	forged.Signature[0] ^= 1
	fate := func(o *op.Op) app.Fate { return must1[[]app.Fate](t)(ada.c.TakeLive(t.Context(), []*op.Op{o}))[0] }
	for _, c := range []struct {
		name string
		o    *op.Op
		want app.Fate
	}{
		{"a forged signature", &forged, app.FateRefused},
		{"another community's", of(eve, op.ID{}), app.FateRefused},
		{"the second before the first", of(bob, second), app.FateWaiting},
		{"the first", of(bob, first), app.FateStored},
		{"the second, which had waited", of(bob, second), app.FateKnown},
	} {
		if got := fate(c.o); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	sameState(ada, bob)
}

func noCompare(cfg *p2p.Config) { cfg.Every = 24 * time.Hour }

// A and C cannot reach each other: they are introduced by the relay, and meet through a circuit that it lends to its communities' people alone.
func TestARelayIntroducesAndLendsCircuits(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob, cyd, mal := s.laptop("Bob").joined(ada), s.laptop("Cyd").joined(ada), s.laptop("Mal").found("Oak")
		meet(ada, bob, cyd)
		b := s.goOnline(bob, func(cfg *p2p.Config) { cfg.Relay = &p2p.RelayService{NoProbe: true} })
		through := func(cfg *p2p.Config) { cfg.Relays = []string{b.addr} }
		a, c, m := s.goOnline(ada, through), s.goOnline(cyd, through), s.goOnline(mal, through)
		settle(40 * time.Second)
		reserved := func(o *online) bool {
			return slices.ContainsFunc(o.node.Status().Relays, func(r p2p.RelayStatus) bool { return r.Connected && r.Reserved })
		}
		if !reserved(a) || !reserved(c) {
			t.Fatalf("no place reserved: %+v, %+v", a.node.Status().Relays, c.node.Status().Relays)
		}
		if reserved(m) {
			t.Error("a place was reserved for a stranger")
		}
		if !a.connectedTo(c) {
			t.Error("nobody introduced Ada and Cyd")
		}
		circuit := b.addr + "/p2p-circuit/p2p/" + c.node.ID().String()
		if !slices.ContainsFunc(c.node.Addrs(), func(addr string) bool { return addr == circuit }) {
			t.Errorf("Cyd is not reached through the relay: %v", c.node.Addrs())
		}
		if err := m.node.Dial(s.Context(), circuit); err == nil {
			t.Error("a stranger got a circuit")
		}
		s.must(a.node.Host().Network().ClosePeer(c.node.ID()))
		settle(time.Second)
		s.must(a.node.Dial(s.Context(), circuit))
		settle(5 * time.Second)
		if a.standing(c) != admission.Member {
			t.Error("not let in through the circuit")
		}
	})
}

// What was written while nobody heard it comes at once when the machine wakes, and not only with the next comparison.
func TestWakingBringsWhatWasMissed(t *testing.T) {
	for name, event := range map[string]func(*p2p.Node){"wake": (*p2p.Node).Wake, "interface": (*p2p.Node).InterfaceChanged} {
		t.Run(name, func(t *testing.T) {
			inSim(t, func(s *wired) {
				ada := s.laptop("Ada").found("Elm")
				bob := s.laptop("Bob").joined(ada)
				a, b := s.goOnline(ada, noCompare), s.goOnline(bob, noCompare)
				b.dial(a)
				settle(5 * time.Second)
				ada.service.SetNetwork(nil) // nobody is told
				a.say("In the night")
				ada.service.SetNetwork(a.node)
				settle(time.Minute)
				if ada.digest() == bob.digest() {
					t.Fatal("it came by itself")
				}
				event(b.node)
				settle(2 * time.Second)
				sameState(ada, bob)
			})
		})
	}
}

// Subscriptions to all topics of the world, by somebody who was let in, are not kept, and the rest goes on.
func TestAFloodOfSubscriptionsIsNotKept(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		a, b := s.goOnline(ada), s.goOnline(bob)
		b.dial(a)
		settle(5 * time.Second)
		stream, err := b.node.Host().NewStream(s.Context(), a.node.ID(), "/meshsub/1.2.0")
		s.must(err)
		subscribe := true
		var flood pb.RPC
		for i := range 1200 {
			name := fmt.Sprintf("t%d", i)
			flood.Subscriptions = append(flood.Subscriptions, &pb.RPC_SubOpts{Subscribe: &subscribe, Topicid: &name})
		}
		raw := must1[[]byte](s.T)(proto.Marshal(&flood))
		for range 10 {
			if _, err := stream.Write(append(binary.AppendUvarint(nil, uint64(len(raw))), raw...)); err != nil {
				break // it is not listened to any more
			}
		}
		settle(2 * time.Second)
		if tr, ok := a.trouble(p2p.TroubleBadFrame); !ok || tr.Peer != b.node.ID() {
			t.Errorf("nobody is told: %+v", a.node.Status().Troubles)
		}
		a.say("Still here")
		settle(2 * time.Minute)
		sameState(ada, bob)
	})
}

// A node that is closed leaves nothing running, and can be started again.
func TestANodeEndsClean(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ada := (&world{T: t, random: rand.NewChaCha8([32]byte{7}), now: 1_800_000_000_000}).laptop("Ada").found("Elm")
	loopback := []string{"/ip4/127.0.0.1/udp/0/quic-v1", "/ip4/127.0.0.1/tcp/0"}
	for _, cfg := range []p2p.Config{{Listen: loopback}, {Listen: loopback, MDNS: true}, {Listen: []string{}, MDNS: true}} {
		cfg.Keys = ada.keys
		node, err := p2p.Start(t.Context(), cfg, ada.service)
		if err != nil {
			t.Fatal(err)
		}
		if len(node.Addrs()) != len(cfg.Listen) {
			t.Errorf("at %v", node.Addrs())
		}
		ada.must(node.Close())
	}
}

func TestBadFramesAreALineAndNoMore(t *testing.T) {
	for name, frame := range map[string]string{
		"a frame of a gigabyte":      "\x40\x00\x00\x00",
		"half a frame, and silence":  "\x00\x00\x00\x20\xa3",
		"garbage":                    "\x00\x00\x00\x04\xff\xff\xff\xff",
		"a million devices":          "\x00\x0f\x00\x00" + strings.Repeat("\x9f", 4096),
		"nothing but an empty frame": "\x00\x00\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			inSim(t, func(s *wired) {
				ada := s.laptop("Ada").found("Elm")
				a := s.goOnline(ada)
				h := s.stranger()
				info, err := p2p.ParseAddr(a.addr)
				s.must(err)
				s.must(h.Connect(s.Context(), info))
				stream, err := h.NewStream(s.Context(), info.ID, p2p.ProtocolAdmit)
				s.must(err)
				_, err = stream.Write([]byte(frame))
				s.must(err)
				settle(90 * time.Second)
				if tr, ok := a.trouble(p2p.TroubleBadFrame); !ok || tr.Peer != h.ID() {
					t.Errorf("nobody is told: %+v", a.node.Status().Troubles)
				}
				if len(a.node.Status().Peers) != 0 {
					t.Error("still connected")
				}
				if a.status().Ops != 1 {
					t.Error("something was stored")
				}
			})
		})
	}
}
