package p2p

// Gossip: ops as they are written, to whoever has standing. A hint: what is lost here the catch-up brings.

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	pubsub "github.com/libp2p/go-libp2p-pubsub"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
)

// topicPurpose is what the topics are for, in the names that communities have on the network.
const topicPurpose = "gossip/1"

// gossip is the install's part in gossipsub.
type gossip struct {
	node   *Node
	pubsub *pubsub.PubSub
	// publish holds ops of our own that wait to go out.
	publish chan ownOp

	mu     sync.Mutex // guards what follows
	topics map[string]*topic
	byCom  map[op.CommunityID]*topic
}

// ownOp is an op of this install.
type ownOp struct {
	com op.CommunityID
	op  *op.Op
}

// topic is one community's.
type topic struct {
	name      string
	community *app.Community
	// entered is what gossip gave for it; nil while it is being entered. gossip.mu guards it.
	entered *entered
	// arrivals wait to be taken in, many in one transaction.
	arrivals chan *arrival
	ctx      context.Context
	end      context.CancelFunc
}

// entered is a topic that gossip is in.
type entered struct {
	topic *pubsub.Topic
	sub   *pubsub.Subscription
}

// arrival is an op that gossip brought; its fate is answered once.
type arrival struct {
	op   *op.Op
	fate chan app.Fate
}

func newGossip(n *Node) (*gossip, error) {
	g := &gossip{
		node: n, publish: make(chan ownOp, maxPublishQueue),
		topics: make(map[string]*topic), byCom: make(map[op.CommunityID]*topic),
	}
	params := pubsub.DefaultGossipSubParams()
	var err error
	g.pubsub, err = pubsub.NewGossipSub(n.ctx, n.gate,
		pubsub.WithGossipSubProtocols([]protocol.ID{pubsub.GossipSubID_v12, pubsub.GossipSubID_v11}, pubsub.GossipSubDefaultFeatures),
		pubsub.WithGossipSubParams(params),
		pubsub.WithMessageSignaturePolicy(pubsub.StrictNoSign),
		pubsub.WithNoAuthor(),
		pubsub.WithMessageIdFn(messageID),
		pubsub.WithSubscriptionFilter(g),
		pubsub.WithPeerFilter(g.mayHear),
		pubsub.WithPeerScore(scoreParams(), scoreThresholds()),
		pubsub.WithMaxMessageSize(maxRPCBytes),
		pubsub.WithFloodPublish(true),
		pubsub.WithValidateQueueSize(maxGossipQueue),
		pubsub.WithValidateThrottle(maxGossipQueue),
		pubsub.WithLogger(slog.New(slog.DiscardHandler)),
	)
	if err != nil {
		return nil, fmt.Errorf("starting gossip: %w", err)
	}
	return g, nil
}

// messageID is the op's id: the SHA-256 of its header, whatever signature is around it. What is no op is named by all its bytes.
func messageID(m *pb.Message) string {
	var packed admission.Packed
	if len(m.Data) <= maxGossipBytes && op.Decode(m.Data, &packed) == nil {
		id := sha256.Sum256(packed.Head)
		return string(id[:])
	}
	id := sha256.Sum256(m.Data)
	return "?" + string(id[:])
}

// CanSubscribe implements pubsub.SubscriptionFilter: topics of this install's communities, and no others.
func (g *gossip) CanSubscribe(name string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.topics[name] != nil
}

// FilterIncomingSubscriptions implements pubsub.SubscriptionFilter: a peer is heard about the topics in which it may be, and nothing is kept of the
// others.
func (g *gossip) FilterIncomingSubscriptions(from peer.ID, subs []*pb.RPC_SubOpts) ([]*pb.RPC_SubOpts, error) {
	most := 4 * (len(g.names()) + 1)
	if len(subs) > max(most, maxSubscriptions) {
		g.node.trouble(Trouble{Why: TroubleBadFrame, Peer: from, Err: fmt.Errorf("%d subscriptions at once", len(subs))})
		return nil, pubsub.ErrTooManySubscriptions
	}
	return pubsub.FilterSubscriptions(subs, func(name string) bool { return g.CanSubscribe(name) }), nil
}

func (g *gossip) names() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]string, 0, len(g.topics))
	for name := range g.topics {
		list = append(list, name)
	}
	return list
}

// mayHear asks a peer's standing, each time.
func (g *gossip) mayHear(p peer.ID, name string) bool {
	g.mu.Lock()
	t := g.topics[name]
	g.mu.Unlock()
	return t != nil && g.node.standingOf(p, t.community.ID()).Gossips()
}

// join enters a community's topic. A second time does nothing.
func (g *gossip) join(c *app.Community) error {
	g.mu.Lock()
	if g.byCom[c.ID()] != nil {
		g.mu.Unlock()
		return nil
	}
	t := &topic{name: invite.Topic(c.Membership().Nonce, topicPurpose), community: c, arrivals: make(chan *arrival, maxGossipQueue)}
	t.ctx, t.end = context.WithCancel(g.node.ctx)
	g.topics[t.name], g.byCom[c.ID()] = t, t
	g.mu.Unlock()
	in, err := g.enter(t)
	if err != nil {
		g.leave(c.ID())
		in.leave()
		return fmt.Errorf("joining a topic: %w", err)
	}
	g.mu.Lock()
	left := g.byCom[c.ID()] != t
	t.entered = &in
	g.mu.Unlock()
	if left {
		in.leave() // meanwhile; whoever left could not know of it
		return nil
	}
	g.node.run(func(context.Context) { g.takeArrivals(t) })
	g.node.run(func(context.Context) { drain(t.ctx, in.sub) })
	return nil
}

func (g *gossip) enter(t *topic) (in entered, err error) {
	validate := func(ctx context.Context, from peer.ID, m *pubsub.Message) pubsub.ValidationResult {
		return g.validate(ctx, t, from, m)
	}
	if err := g.pubsub.RegisterTopicValidator(t.name, validate, pubsub.WithValidatorTimeout(frameTime)); err != nil {
		return in, err
	}
	if in.topic, err = g.pubsub.Join(t.name); err != nil {
		return in, err
	}
	if err := in.topic.SetScoreParams(topicScore()); err != nil {
		return in, err
	}
	in.sub, err = in.topic.Subscribe()
	return in, err
}

// leave leaves what was entered, as far as that came.
func (in entered) leave() {
	if in.sub != nil {
		in.sub.Cancel()
	}
	if in.topic != nil {
		_ = in.topic.Close()
	}
}

// drain reads what the validator has taken in already: a subscription that nobody reads would stop gossip.
func drain(ctx context.Context, sub *pubsub.Subscription) {
	for {
		if _, err := sub.Next(ctx); err != nil {
			return
		}
	}
}

// leave leaves a community's topic.
func (g *gossip) leave(com op.CommunityID) {
	g.mu.Lock()
	t := g.byCom[com]
	var in *entered
	if t != nil {
		delete(g.byCom, com)
		delete(g.topics, t.name)
		in = t.entered
	}
	g.mu.Unlock()
	if t == nil {
		return
	}
	t.end()
	if in != nil {
		in.leave()
	}
	_ = g.pubsub.UnregisterTopicValidator(t.name)
}

func (g *gossip) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, t := range g.topics {
		t.end()
	}
}

// peerChanged makes gossip look at a peer again that may hear more now than before.
func (g *gossip) peerChanged(p peer.ID) { g.node.gate.admit(p) }

// validate takes an op in before it is passed on: what goes on from here is on disk here.
func (g *gossip) validate(ctx context.Context, t *topic, from peer.ID, m *pubsub.Message) pubsub.ValidationResult {
	if from == g.node.self {
		return pubsub.ValidationAccept
	}
	o, err := openGossip(m.Data)
	if err != nil || o.Community() != t.community.ID() {
		g.node.trouble(Trouble{Why: TroubleBadOps, Peer: from, Community: t.community.ID(), Err: errors.Join(err, errNotOurs)})
		return pubsub.ValidationReject
	}
	a := &arrival{op: o, fate: make(chan app.Fate, 1)}
	select {
	case t.arrivals <- a:
	default:
		g.node.refresh(t.community.ID())
		g.node.wantCompare(from, t.community.ID())
		return pubsub.ValidationIgnore
	}
	select {
	case fate := <-a.fate:
		return g.answer(t, from, fate)
	case <-ctx.Done():
	case <-t.ctx.Done():
	}
	return pubsub.ValidationIgnore
}

// errNotOurs says that a message is no op of the topic's community.
var errNotOurs = errors.New("not an op of this community")

func openGossip(data []byte) (*op.Op, error) {
	if len(data) > maxGossipBytes {
		return nil, fmt.Errorf("%d bytes: %w", len(data), op.ErrTooLarge)
	}
	var packed admission.Packed
	if err := op.Decode(data, &packed); err != nil {
		return nil, err
	}
	return packed.Open()
}

func (g *gossip) answer(t *topic, from peer.ID, fate app.Fate) pubsub.ValidationResult {
	com := t.community.ID()
	switch fate {
	case app.FateStored:
		return pubsub.ValidationAccept
	case app.FateRefused:
		g.node.trouble(Trouble{Why: TroubleBadOps, Peer: from, Community: com, Err: errNotOurs})
		return pubsub.ValidationReject
	case app.FateWaiting:
		g.node.refresh(com)
		g.node.wantCompare(from, com)
	case app.FateHeldBack:
		g.node.trouble(Trouble{Why: TroubleRate, Peer: from, Community: com})
	}
	return pubsub.ValidationIgnore
}

// takeArrivals takes in what has come, as much of it as lies there in one transaction.
func (g *gossip) takeArrivals(t *topic) {
	for {
		var batch []*arrival
		select {
		case a := <-t.arrivals:
			batch = append(batch, a)
		case <-t.ctx.Done():
			return
		}
		for len(batch) < maxLiveBatch && len(t.arrivals) > 0 {
			batch = append(batch, <-t.arrivals)
		}
		ops := make([]*op.Op, len(batch))
		for i, a := range batch {
			ops[i] = a.op
		}
		fates, err := t.community.TakeLive(t.ctx, ops)
		if err != nil {
			g.node.failed(slog.LevelError, "what was gossiped was not taken in", err, "community", t.community.ID().String())
			fates = make([]app.Fate, len(batch))
			for i := range fates {
				fates[i] = app.FateKnown // no peer's fault: ignored, and left to the catch-up
			}
		}
		for i, a := range batch {
			a.fate <- fates[i]
		}
	}
}

// publishAll sends out what this install writes.
func (g *gossip) publishAll(ctx context.Context) {
	for {
		select {
		case own := <-g.publish:
			g.send(ctx, own)
		case <-ctx.Done():
			return
		}
	}
}

func (g *gossip) send(ctx context.Context, own ownOp) {
	g.mu.Lock()
	var in *entered
	if t := g.byCom[own.com]; t != nil {
		in = t.entered
	}
	g.mu.Unlock()
	if in == nil {
		return
	}
	packed := admission.Pack(own.op)
	data, err := op.Encode(packed)
	if err == nil {
		err = in.topic.Publish(ctx, data)
	}
	if err != nil {
		g.node.failed(slog.LevelWarn, "an act was not gossiped", err, "op", own.op.ID.Short())
	}
}

// scoreParams: a peer is judged by what it does wrong. What it fails to deliver says nothing in a community of a dozen, asleep most of the time.
func scoreParams() *pubsub.PeerScoreParams {
	return &pubsub.PeerScoreParams{
		SkipAtomicValidation: true,
		AppSpecificScore:     func(peer.ID) float64 { return 0 },
		DecayInterval:        time.Second, DecayToZero: 0.01, RetainScore: 10 * time.Minute,
		BehaviourPenaltyWeight: -10, BehaviourPenaltyThreshold: 6, BehaviourPenaltyDecay: pubsub.ScoreParameterDecay(10 * time.Minute),
		Topics: map[string]*pubsub.TopicScoreParams{},
	}
}

func scoreThresholds() *pubsub.PeerScoreThresholds {
	return &pubsub.PeerScoreThresholds{
		SkipAtomicValidation: true, GossipThreshold: -100, PublishThreshold: -500, GraylistThreshold: -1000, AcceptPXThreshold: 1000,
	}
}

// topicScore counts bad messages alone: deliveries and their deficits have no weight.
func topicScore() *pubsub.TopicScoreParams {
	return &pubsub.TopicScoreParams{
		SkipAtomicValidation: true, TopicWeight: 1, TimeInMeshQuantum: time.Second,
		InvalidMessageDeliveriesWeight: -20, InvalidMessageDeliveriesDecay: pubsub.ScoreParameterDecay(10 * time.Minute),
	}
}
